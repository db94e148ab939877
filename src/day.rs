//! Civil days, and how exactly a text names them. No clock, no zone: a day is a date on the calendar.

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A day of the civil (Gregorian) calendar, from year 1 to 9999.
///
/// ```
/// use detente::Day;
/// let day: Day = "2017-04-13".parse()?;
/// assert_eq!(day.minus(1).to_string(), "2017-04-12");
/// assert_eq!(day.weekday(), 4); // a Thursday
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day(Date);

/// Earlier days are smaller. Timelines look days up all the time, so they are compared as one number each.
impl Ord for Day {
    fn cmp(&self, other: &Self) -> Ordering {
        let ordinal = |day: &Self| {
            (i32::from(day.year()) << 16)
                | (i32::from(day.month()) << 8)
                | i32::from(day.day_of_month())
        };
        ordinal(self).cmp(&ordinal(other))
    }
}

impl PartialOrd for Day {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A text that is not a day.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("\"{found}\" is not a day; write YYYY-MM-DD")]
pub struct DayError {
    found: String,
}

impl Day {
    /// The day of a year, month (1 to 12) and day of the month; `None` where the calendar has none.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// The day `days` later; stops at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let last = if days < 0 {
            Date::constant(1, 1, 1)
        } else {
            Date::MAX
        };
        let moved = self
            .0
            .checked_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000)));
        Self(moved.unwrap_or(last).max(Date::constant(1, 1, 1)))
    }

    /// The day `days` earlier; stops at the calendar's ends.
    #[must_use]
    pub fn minus(self, days: i32) -> Self {
        self.plus(days.saturating_neg())
    }

    /// The same day `months` later, or the last day of that month where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let moved = self
            .0
            .checked_add(jiff::Span::new().months(months.clamp(-100_000, 100_000)));
        Self(moved.unwrap_or(self.0).max(Date::constant(1, 1, 1)))
    }

    /// How many days this day lies after `earlier` (negative: before).
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.number() - earlier.number()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        let epoch = Date::constant(1970, 1, 1);
        self.0.since(epoch).map_or(0, |span| span.get_days())
    }

    /// The day that lies `number` days after 1970-01-01.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(Date::constant(1970, 1, 1)).plus(number)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Monday is 1, Sunday 7.
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn week_start(self) -> Self {
        self.minus(i32::from(
            self.weekday() - Weekday::Monday.to_monday_one_offset(),
        ))
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        Self(self.0.last_of_month())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day_of_month()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let mut parts = text.splitn(3, '-');
        let parsed = match [parts.next(), parts.next(), parts.next()] {
            [Some(y), Some(m), Some(d)] if y.len() == 4 && m.len() == 2 && d.len() == 2 => {
                number(y).zip(number(m)).zip(number(d))
            }
            _ => None,
        };
        parsed
            .and_then(|((y, m), d)| Self::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?))
            .ok_or_else(|| DayError {
                found: text.chars().take(40).collect(),
            })
    }
}

fn number(digits: &str) -> Option<i16> {
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// How exactly a text dates an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To a week, which stands on its last day.
    Week,
    /// To a month, which stands on its last day.
    Month,
    /// To a year, which stands on its last day.
    Year,
}

/// The day of an event with the precision the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventDate {
    /// The day; for a longer period, its last day not after publication.
    pub day: Day,
    /// How long a period the text names.
    pub precision: Precision,
    /// Whether the text names no date, so that the day of publication stands in.
    pub default: bool,
}

impl EventDate {
    /// The day of publication, for want of an expression.
    #[must_use]
    pub const fn published(day: Day) -> Self {
        Self {
            day,
            precision: Precision::Day,
            default: true,
        }
    }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.day;
        match self.precision {
            Precision::Day => write!(f, "{day}"),
            Precision::Week => write!(f, "week to {day}"),
            Precision::Month => write!(f, "{:04}-{:02}", day.year(), day.month()),
            Precision::Year => write!(f, "{:04}", day.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_days_are_larger() {
        let days = [
            "0001-01-01",
            "0999-12-31",
            "1999-12-31",
            "2000-01-01",
            "2000-01-31",
            "2000-02-01",
            "9999-12-31",
        ];
        let days = days.map(|day| day.parse::<Day>().unwrap());
        assert!(days.is_sorted_by(|a, b| a < b));
        assert!(days.is_sorted_by_key(|day| day.number()));
    }
}
