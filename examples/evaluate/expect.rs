//! What a careful reader expects of an article, row by row, and how an event meets it.

use std::path::Path;

use detente::{Day, Event};

use crate::{
    gold::Sign,
    input::{Failure, Table},
};

/// How far a score may lie outside the expected range.
const MARGIN: f64 = 1.0;

const COLUMNS: [&str; 9] = [
    "sentence", "source", "target", "class", "low", "high", "date", "status", "evidence",
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

/// The day an event is expected on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Any.
    Any,
    /// That of publication.
    Published,
    /// Some day before publication.
    Before,
    /// This one.
    On(Day),
}

impl When {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "" | "-" => Ok(Self::Any),
            "default" => Ok(Self::Published),
            "before" => Ok(Self::Before),
            day => day.parse().map(Self::On).map_err(|_| {
                format!("date \"{day}\" is none; write YYYY-MM-DD, default, before or -")
            }),
        }
    }

    /// Whether an event's day is the expected one.
    pub(crate) fn is_met(self, day: Option<Day>, published: Day) -> bool {
        match self {
            Self::Any => true,
            Self::Published => day == Some(published),
            Self::Before => day.is_some_and(|day| day < published),
            Self::On(wanted) => day == Some(wanted),
        }
    }
}

/// One row: what a sentence says of a directed pair.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: usize,
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
    /// Within the range, a margin of one allowed.
    Right,
    /// Too strong or too weak.
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
        ] = fields
        else {
            return Err("a field is missing; write one for each column".to_owned());
        };
        let row = Self {
            line,
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
        let sign = Sign::of(self.low);
        let signed = sign.0 != 0 && sign == Sign::of(self.high);
        if signed && Sign::of(score) != sign {
            Verdict::WrongSign
        } else if (self.low - MARGIN..=self.high + MARGIN).contains(&score) {
            Verdict::Right
        } else {
            Verdict::OutOfRange
        }
    }

    /// Whether a score is one that the row forbids.
    pub(crate) fn forbids(&self, score: f64) -> bool {
        self.status == Status::Forbidden && (self.low..=self.high).contains(&score)
    }

    /// Whether an event is of an expected class.
    pub(crate) fn has_class(&self, event: &Event) -> bool {
        self.classes.is_empty() || self.classes.iter().any(|c| c == event.class.name())
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

/// Reads the rows of a table; the table keeps the count of bad lines.
pub(crate) fn rows(path: &Path) -> Result<(Vec<Row>, Table), Failure> {
    let mut table = Table::read(path, &COLUMNS)?;
    let mut rows = Vec::new();
    for (line, fields) in &table.rows {
        match Row::parse(*line, fields) {
            Ok(row) => rows.push(row),
            Err(reason) => table.lines.report(*line, reason),
        }
    }
    Ok((rows, table))
}
