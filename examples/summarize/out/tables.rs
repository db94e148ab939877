//! The tables of pairs: one row for each pair, direction and period that says something of the pair.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use detente::{CellEvent, EvidenceEntry, Level, Pair, Period, Point, Settings, State, Timeline};

use super::{
    cells::Cells,
    columns::{COLUMNS, Row},
    done,
    field::Kind,
    open,
    readouts::{READOUTS, TREND},
    sums::Sums,
};

/// The files by the length of their rows' period.
pub(super) const FILES: [(Period, &str); 3] = [
    (Period::Day, "pair_day.csv"),
    (Period::Week, "pair_week.csv"),
    (Period::Month, "pair_month.csv"),
];

/// Writes the three tables.
pub(super) fn write(
    folder: &Path,
    cells: Cells,
    timeline: &mut Timeline,
    pairs: &[Pair],
) -> io::Result<()> {
    let settings = *timeline.settings();
    for (period, name) in FILES {
        let mut out = open(folder, name)?;
        let head = columns().into_iter();
        let head = head.map(|(name, _)| (Kind::Text, name.into()));
        writeln!(out, "{}", cells.line(head))?;
        for pair in pairs {
            let view = View::new(timeline, settings, *pair, period);
            view.write(&mut out, cells)?;
        }
        out.flush()?;
        done(folder, name)?;
    }
    timeline.configure(settings);
    Ok(())
}

/// The columns, in order: their names and what they hold.
pub(crate) fn columns() -> Vec<(String, Kind)> {
    let plain = COLUMNS.iter().map(|column| column.field);
    let trend = TREND.iter().map(|column| column.field);
    let plain = plain
        .chain(trend)
        .map(|field| (field.name.to_owned(), field.kind));
    let readouts = Settings::HALF_LIVES.into_iter().flat_map(|days| {
        let fields = READOUTS.iter().map(|column| column.field);
        fields.map(move |field| (format!("{}_{days}", field.name), field.kind))
    });
    plain.chain(readouts).collect()
}

/// Everything the rows of one pair are made from.
struct View<'t> {
    pair: Pair,
    events: Vec<CellEvent>,
    /// The strongest first.
    evidence: Vec<&'t EvidenceEntry>,
    /// The same periods for each of the preset half-lives.
    series: [Vec<Point>; 3],
}

impl<'t> View<'t> {
    fn new(timeline: &'t mut Timeline, settings: Settings, pair: Pair, period: Period) -> Self {
        // A series has the half-life of its timeline.
        let series = Settings::HALF_LIVES.map(|half_life| {
            timeline.configure(Settings {
                half_life,
                ..settings
            });
            timeline.relationship(pair).points(period)
        });
        let relationship = timeline.relationship(pair);
        Self {
            pair,
            events: relationship.events().to_vec(),
            evidence: relationship.strongest(usize::MAX),
            series,
        }
    }

    fn write(&self, out: &mut BufWriter<File>, cells: Cells) -> io::Result<()> {
        let [short, middle, long] = &self.series;
        for ((short, middle), long) in short.iter().zip(middle).zip(long) {
            let states = [short.state, middle.state, long.state];
            if is_telling(middle) {
                writeln!(out, "{}", cells.line(row(&self.row(middle), states)))?;
            }
        }
        Ok(())
    }

    fn row<'r>(&'r self, point: &'r Point) -> Row<'r> {
        let start = self.events.partition_point(|event| event.day < point.from);
        let end = self.events.partition_point(|event| event.day <= point.to);
        let mut evidence = self.evidence.iter();
        let strongest = evidence.find(|entry| (point.from..=point.to).contains(&entry.day));
        Row {
            pair: self.pair,
            point,
            sums: Sums::of(&self.events[start..end]),
            article: strongest.map_or("", |entry| &entry.document),
        }
    }
}

/// Whether there is an event or a document, or at 28 days evidence enough for a level. Most pairs are named once in
/// years; rows for all the days between would be a thousand times the rest.
fn is_telling(point: &Point) -> bool {
    point.observed.is_some()
        || point.aside > 0
        || point.documents > 0
        || point.state.level != Level::TooLittle
}

/// The cells of a row.
fn row<'r>(
    row: &'r Row<'r>,
    states: [State; 3],
) -> impl Iterator<Item = (Kind, Cow<'static, str>)> + 'r {
    let plain = COLUMNS
        .iter()
        .map(|column| (column.field.kind, (column.cell)(row).into()));
    let trend = TREND.iter().map(move |column| {
        let cell = (column.cell)(&row.point.state);
        (column.field.kind, cell.into())
    });
    let readouts = states.into_iter().flat_map(|state| {
        READOUTS
            .iter()
            .map(move |column| (column.field.kind, (column.cell)(&state).into()))
    });
    plain.chain(trend).chain(readouts)
}
