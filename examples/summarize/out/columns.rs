//! The columns of the pair tables that do not depend on a half-life: whose row it is, what was read, and the raw sums.

use detente::{Pair, Point};

use super::{
    field::{Column, Field, Kind, field},
    sums::{Sums, decimal},
};

/// What one row is made from.
#[derive(Debug)]
pub(super) struct Row<'r> {
    pub(super) pair: Pair,
    pub(super) point: &'r Point,
    pub(super) sums: Option<Sums>,
    /// The article of the strongest event kept as evidence.
    pub(super) article: &'r str,
}

/// The cell of a row.
pub(super) type OfRow = fn(&Row<'_>) -> String;

const fn column(field: Field, cell: OfRow) -> Column<OfRow> {
    Column { field, cell }
}

/// A sum as its cell: empty, never zero, without an event.
fn sum(row: &Row<'_>, of: fn(&Sums) -> (i128, u32)) -> String {
    row.sums.as_ref().map_or_else(String::new, |sums| {
        let (sum, digits) = of(sums);
        decimal(sum, digits)
    })
}

const KEY: &str = "pair and period together are the unique key of the table; a period without a row has no event, \
    no document naming the pair and, at 28 days, too little evidence for a level";
const EMPTY: &str = "empty without an event in the sums";

/// The columns, in order.
pub(super) const COLUMNS: &[Column<OfRow>] = &[
    column(
        field("pair", Kind::Text, "", "USA->RUS or RUS-USA", KEY, ""),
        |row| row.pair.to_string(),
    ),
    column(
        field(
            "source",
            Kind::Text,
            "actor",
            "ISO 3166-1 alpha-3, or the code of an organisation or a group",
            "who acts; in an undirected row the alphabetically first of the two",
            "",
        ),
        |row| row.pair.source().to_string(),
    ),
    column(
        field(
            "target",
            Kind::Text,
            "actor",
            "as source",
            "who is acted upon; in an undirected row the other of the two",
            "",
        ),
        |row| row.pair.target().to_string(),
    ),
    column(
        field(
            "directed",
            Kind::Boolean,
            "",
            "true or false",
            "whether the row is of one direction; an undirected row holds both, so never add the two kinds",
            "",
        ),
        |row| row.pair.is_directed().to_string(),
    ),
    column(
        field(
            "period",
            Kind::Text,
            "",
            "2017-04-16, 2017-W15 or 2017-04",
            "the day, ISO 8601 week or month; with pair the unique key of the table",
            "",
        ),
        |row| row.point.period.name(row.point.to),
    ),
    column(
        field("from", Kind::Date, "day", "", "first day of the period", ""),
        |row| row.point.from.to_string(),
    ),
    column(
        field(
            "to",
            Kind::Date,
            "day",
            "",
            "last day of the period, at most the last day read; the day of all read-outs",
            "",
        ),
        |row| row.point.to.to_string(),
    ),
    column(
        field(
            "read",
            Kind::Integer,
            "documents",
            "0 and up",
            "exposure: documents published and scored in the period, whatever they tell of",
            "D",
        ),
        |row| row.point.read.to_string(),
    ),
    column(
        field(
            "documents",
            Kind::Integer,
            "documents",
            "0 to read",
            "how many of these name both actors",
            "N",
        ),
        |row| row.point.documents.to_string(),
    ),
    column(
        field(
            "events",
            Kind::Integer,
            "events",
            "0 and up",
            "events in the sums, each counted once however often it is told",
            "",
        ),
        |row| row.point.observed.map_or(0, |seen| seen.events).to_string(),
    ),
    column(
        field(
            "aside",
            Kind::Integer,
            "events",
            "0 and up",
            "events out of the sums: negated, hypothetical, historical",
            "",
        ),
        |row| row.point.aside.to_string(),
    ),
    column(
        field(
            "events_so_far",
            Kind::Integer,
            "events",
            "0 and up",
            "events in the sums up to the last day of the period",
            "",
        ),
        |row| row.point.state.events.to_string(),
    ),
    column(
        field(
            "stories",
            Kind::Integer,
            "stories",
            "0 and up",
            "independent stories that tell the events in the sums, at most 8 of an event",
            "",
        ),
        |row| row.sums.map_or(0, |sums| sums.stories).to_string(),
    ),
    column(
        field(
            "weight",
            Kind::Decimal,
            "events",
            "above 0",
            EMPTY,
            "W = sum of w, the weight of an event: place x stories x mode",
        ),
        |row| sum(row, |sums| (sums.weight, 6)),
    ),
    column(
        field(
            "squares",
            Kind::Decimal,
            "events^2",
            "above 0",
            EMPTY,
            "Q = sum of w^2",
        ),
        |row| sum(row, |sums| (sums.squares, 12)),
    ),
    column(
        field(
            "scale",
            Kind::Decimal,
            "Goldstein points",
            "-10 W to 10 W",
            EMPTY,
            "S = sum of w g, g being the event's score",
        ),
        |row| sum(row, |sums| (sums.scale, 9)),
    ),
    column(
        field(
            "mean",
            Kind::Decimal,
            "Goldstein points",
            "-10 to 10",
            EMPTY,
            "S / W, to three decimals",
        ),
        |row| {
            row.point
                .observed
                .map_or_else(String::new, |seen| seen.mean.to_string())
        },
    ),
    column(
        field(
            "hostile",
            Kind::Decimal,
            "Goldstein points",
            "0 to 10 W",
            EMPTY,
            "H = sum of w |g| where g < 0",
        ),
        |row| sum(row, |sums| (sums.hostile, 9)),
    ),
    column(
        field(
            "scale_squares",
            Kind::Decimal,
            "Goldstein points^2",
            "0 to 100 W",
            EMPTY,
            "R = sum of w g^2",
        ),
        |row| sum(row, |sums| (sums.scale_squares, 12)),
    ),
    column(
        field(
            "conflict",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "C- = sum of w where g < 0",
        ),
        |row| sum(row, |sums| (sums.conflict, 6)),
    ),
    column(
        field(
            "cooperation",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "C+ = sum of w where g > 0",
        ),
        |row| sum(row, |sums| (sums.cooperation, 6)),
    ),
    column(
        field(
            "verbal_cooperation",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w over the quad class",
        ),
        |row| sum(row, |sums| (sums.quads[0], 6)),
    ),
    column(
        field(
            "material_cooperation",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w over the quad class",
        ),
        |row| sum(row, |sums| (sums.quads[1], 6)),
    ),
    column(
        field(
            "verbal_conflict",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w over the quad class",
        ),
        |row| sum(row, |sums| (sums.quads[2], 6)),
    ),
    column(
        field(
            "material_conflict",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w over the quad class",
        ),
        |row| sum(row, |sums| (sums.quads[3], 6)),
    ),
    column(
        field(
            "threats",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w of THREATEN and MOBILIZE",
        ),
        |row| sum(row, |sums| (sums.threats, 6)),
    ),
    column(
        field(
            "acts",
            Kind::Decimal,
            "events",
            "0 to W",
            EMPTY,
            "sum of w of SANCTION, COERCE and ASSAULT in mode actual",
        ),
        |row| sum(row, |sums| (sums.acts, 6)),
    ),
    column(
        field(
            "article",
            Kind::Text,
            "id",
            "",
            "the article that tells the strongest event of the period; of each direction and month the three strongest are kept; else empty",
            "largest |score| x confidence x mode weight",
        ),
        |row| row.article.to_owned(),
    ),
];
