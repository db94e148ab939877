//! What a careful reader expects of an article, row by row, and how an event meets it.

use std::path::Path;

use detente::{Day, EventClass};

use crate::{
    gold::Sign,
    input::{Failure, Table},
};

/// How far two numbers that are written alike may lie apart.
const ROUNDING: f64 = 1e-9;

const COLUMNS: [&str; 10] = [
    "sentence", "source", "target", "class", "low", "high", "date", "status", "evidence", "doc",
];

/// Whether an event is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// It must be read.
    Required,
    /// It may be read.
    Optional,
    /// It must not be read with a score in the range.
    Forbidden,
}

impl Status {
    /// Every status.
    pub(crate) const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::Forbidden];

    /// The name as tables write it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Forbidden => "forbidden",
        }
    }
}

/// The day an event is expected on: any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When(Vec<Days>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// Any.
    Any,
    /// That of publication.
    Published,
    /// Some day before publication.
    Before,
    /// From the first to the last, both included: a day, a week, a month or a year.
    Within(Day, Day),
}

impl When {
    fn parse(text: &str) -> Result<Self, String> {
        text.split('|')
            .map(Days::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether an event's day is an expected one; an event without a day is of the day of publication.
    pub(crate) fn is_met(&self, day: Option<Day>, published: Day) -> bool {
        let day = day.unwrap_or(published);
        self.0.iter().any(|days| match *days {
            Days::Any => true,
            Days::Published => day == published,
            Days::Before => day < published,
            Days::Within(first, last) => (first..=last).contains(&day),
        })
    }
}

impl Days {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "" | "-" => return Ok(Self::Any),
            "default" => return Ok(Self::Published),
            "before" => return Ok(Self::Before),
            _ => {}
        }
        let day = text.parse().ok().map(|day| Self::Within(day, day));
        let found = day
            .or_else(|| week(text))
            .or_else(|| month(text))
            .or_else(|| year(text));
        found.ok_or_else(|| {
            format!("date \"{text}\" is none; write YYYY-MM-DD, YYYY-MM, YYYY, YYYY-Www, default, before or -")
        })
    }
}

/// `2015-W37`, by ISO 8601: the first week is that of 4 January.
fn week(text: &str) -> Option<Days> {
    let (year, week) = text.split_once("-W")?;
    let week: i32 = week.parse().ok().filter(|week| (1..=53).contains(week))?;
    let first = Day::new(year.parse().ok()?, 1, 4)?.week_start();
    let monday = first.plus(7 * (week - 1));
    Some(Days::Within(monday, monday.plus(6)))
}

fn month(text: &str) -> Option<Days> {
    let (year, month) = text.split_once('-')?;
    let first = Day::new(year.parse().ok()?, month.parse().ok()?, 1)?;
    Some(Days::Within(first, first.month_end()))
}

fn year(text: &str) -> Option<Days> {
    let year = text.parse().ok()?;
    Some(Days::Within(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
}

/// One row: what a sentence says of a directed pair.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: usize,
    /// The id of its article; empty where the table is of one article.
    pub(crate) doc: String,
    pub(crate) sentence: usize,
    pub(crate) source: String,
    pub(crate) target: String,
    /// The classes that are right; none where any is.
    pub(crate) classes: Vec<String>,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) when: When,
    pub(crate) status: Status,
    pub(crate) evidence: String,
}

/// How a score meets a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Within the range.
    Right,
    /// Too strong or too weak, but on the side of the range's middle.
    OutOfRange,
    /// Cooperation for conflict, or the reverse.
    WrongSign,
}

impl Row {
    fn parse(line: usize, fields: &[String]) -> Result<Self, String> {
        let [
            sentence,
            source,
            target,
            class,
            low,
            high,
            date,
            status,
            evidence,
            doc,
        ] = fields
        else {
            return Err("a field is missing; write one for each column".to_owned());
        };
        let row = Self {
            line,
            doc: doc.clone(),
            sentence: number(sentence, "sentence")?,
            source: source.clone(),
            target: target.clone(),
            classes: classes(class),
            low: number(low, "low")?,
            high: number(high, "high")?,
            when: When::parse(date)?,
            status: status_of(status)?,
            evidence: evidence.clone(),
        };
        if row.low > row.high {
            return Err(format!("low {low} is above high {high}; exchange them"));
        }
        Ok(row)
    }

    /// How a score meets the row.
    pub(crate) fn judge(&self, score: f64) -> Verdict {
        let sign = Sign::of(score);
        if self.holds(score) {
            Verdict::Right
        } else if sign.0 != 0 && sign == Sign::of(self.middle()) {
            Verdict::OutOfRange
        } else {
            Verdict::WrongSign
        }
    }

    /// The middle of the range.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Whether a score is in the range.
    pub(crate) fn holds(&self, score: f64) -> bool {
        (self.low - ROUNDING..=self.high + ROUNDING).contains(&score)
    }

    /// Whether a score is one that the row forbids.
    pub(crate) fn forbids(&self, score: f64) -> bool {
        self.status == Status::Forbidden && self.holds(score)
    }

    /// Whether a class is an expected one.
    pub(crate) fn has_class(&self, class: EventClass) -> bool {
        self.classes.is_empty() || self.classes.iter().any(|c| c == class.name())
    }
}

fn classes(text: &str) -> Vec<String> {
    let names = text.split('|').map(str::trim);
    let named = names.filter(|name| !name.is_empty() && *name != "-");
    named.map(str::to_owned).collect()
}

fn number<T: std::str::FromStr>(text: &str, column: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{column} \"{text}\" is not a number; write one, such as 4"))
}

fn status_of(text: &str) -> Result<Status, String> {
    Status::ALL
        .into_iter()
        .find(|status| status.name() == text)
        .ok_or_else(|| {
            format!("status \"{text}\" is unknown; write required, optional or forbidden")
        })
}

/// Reads the rows of one article's table; the table keeps the count of bad lines.
pub(crate) fn rows(path: &Path) -> Result<(Vec<Row>, Table), Failure> {
    parsed(Table::read(path, &COLUMNS[..9])?)
}

/// Reads the rows of a table whose column `doc` names the article of each.
pub(crate) fn rows_of_articles(path: &Path) -> Result<(Vec<Row>, Table), Failure> {
    parsed(Table::read(path, &COLUMNS)?)
}

fn parsed(mut table: Table) -> Result<(Vec<Row>, Table), Failure> {
    let mut rows = Vec::new();
    for (line, fields) in &mut table.rows {
        fields.resize(COLUMNS.len(), String::new());
        match Row::parse(*line, fields) {
            Ok(row) => rows.push(row),
            Err(reason) => table.lines.report(*line, reason),
        }
    }
    Ok((rows, table))
}
