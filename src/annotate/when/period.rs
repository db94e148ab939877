//! Stretches of the calendar: units, periods, and what "last" and "next" make of them.

use crate::day::{Day, Precision};

/// The lengths of time that words count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) const fn precision(self) -> Precision {
        match self {
            Self::Hour | Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Year | Self::Decade | Self::Century => Precision::Year,
        }
    }

    /// The day `n` units later; `None` beyond the calendar.
    pub(super) fn shift(self, day: Day, n: i32) -> Option<Day> {
        match self {
            Self::Hour => Some(day),
            Self::Day => Some(day.plus(n)),
            Self::Week => Some(day.plus(n * 7)),
            Self::Month => months(day, n),
            Self::Year => months(day, n * 12),
            Self::Decade => months(day, n * 120),
            Self::Century => months(day, n * 1200),
        }
    }

    /// The calendar's own period that holds the day.
    pub(super) fn around(self, day: Day) -> Option<Period> {
        let year = day.year();
        match self {
            Self::Hour | Self::Day => Some(Period::day(day)),
            Self::Week => Some(Period {
                from: day.week_start(),
                to: day.week_start().plus(6),
                precision: Precision::Week,
            }),
            Self::Month => Some(Period::month(day)),
            Self::Year => Period::years(year, 1),
            Self::Decade => Period::years(year - year % 10, 10),
            Self::Century => Period::years(year - year % 100, 100),
        }
    }
}

/// `Day::plus_months` stays where it is at the calendar's ends; a date must not.
pub(super) fn months(day: Day, n: i32) -> Option<Day> {
    let year = (i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + n).div_euclid(12);
    (1..=9999).contains(&year).then(|| day.plus_months(n))
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) precision: Precision,
}

impl Period {
    pub(super) const fn day(day: Day) -> Self {
        Self {
            from: day,
            to: day,
            precision: Precision::Day,
        }
    }

    pub(super) fn month(day: Day) -> Self {
        Self {
            from: day.month_start(),
            to: day.month_end(),
            precision: Precision::Month,
        }
    }

    /// `n` years from the first of January of `year` on.
    pub(super) fn years(year: i16, n: i16) -> Option<Self> {
        let from = Day::new(year.max(1), 1, 1)?;
        let to = Day::new((year + n - 1).min(9999), 12, 31)?;
        Some(Self {
            from,
            to,
            precision: Precision::Year,
        })
    }

    /// Three months that end with `month` of `year`.
    pub(super) fn season(year: i16, month: i8) -> Option<Self> {
        let last = Day::new(year, month, 1)?;
        Some(Self {
            from: months(last, -2)?,
            to: last.month_end(),
            precision: Precision::Month,
        })
    }

    pub(super) fn weekend(day: Day) -> Self {
        let saturday = day.week_start().plus(5);
        Self {
            from: saturday,
            to: saturday.plus(1),
            precision: Precision::Week,
        }
    }

    pub(super) fn with(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }
}

/// Which of the periods that bear a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towards {
    /// "last": the latest that is over.
    Last,
    /// "next": the first that has not begun.
    Next,
    /// "this": of this week, or this year.
    This,
    /// After "will": the first that is not over.
    Coming,
    /// The latest that begins not more than so many days after the given day.
    Behind(i32),
}

impl Towards {
    /// Chooses among the periods of a name; cycle 0 is that of the week or year of `day`.
    pub(super) fn pick(self, day: Day, cycle: impl Fn(i16) -> Option<Period>) -> Option<Period> {
        // eight years to either side: 29 February comes round within them
        let back = || (-8..=1).rev().filter_map(&cycle);
        let on = || (-1..=8).filter_map(&cycle);
        match self {
            Self::This => cycle(0),
            Self::Last => back().find(|c| c.to < day),
            Self::Next => on().find(|c| c.from > day),
            Self::Coming => on().find(|c| c.to >= day),
            Self::Behind(grace) => back().find(|c| c.from <= day.plus(grace)),
        }
    }

    pub(super) fn weekday(self, day: Day, weekday: i8) -> Option<Period> {
        let first = day.week_start().plus(i32::from(weekday) - 1);
        self.pick(day, |week| {
            Some(Period::day(first.plus(i32::from(week) * 7)))
        })
    }

    pub(super) fn weekend(self, day: Day) -> Option<Period> {
        self.pick(day, |week| {
            Some(Period::weekend(day.plus(i32::from(week) * 7)))
        })
    }

    pub(super) fn month(self, day: Day, month: i8) -> Option<Period> {
        self.pick(day, |year| {
            Day::new(day.year() + year, month, 1).map(Period::month)
        })
    }

    pub(super) fn season(self, day: Day, month: i8) -> Option<Period> {
        self.pick(day, |year| Period::season(day.year() + year, month))
    }

    pub(super) fn month_day(self, day: Day, month: i8, of_month: i8) -> Option<Period> {
        self.pick(day, |year| {
            Day::new(day.year() + year, month, of_month).map(Period::day)
        })
    }
}

/// A construction read from the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) period: Period,
    /// Whether it names the end of a period, even where that holds the day of publication: "later this week".
    pub(super) ahead: bool,
}

impl Found {
    pub(super) fn new(end: usize, period: Period) -> Option<Self> {
        Some(Self {
            end,
            period,
            ahead: false,
        })
    }
}
