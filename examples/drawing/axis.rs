//! Scales and ticks.

use detente::Day;

use super::number;

/// Maps values to places on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    from: [f64; 2],
    to: [f64; 2],
}

impl Scale {
    /// From the values `from` to the places `to`; the places may run backwards, as heights do.
    pub(crate) fn new(from: [f64; 2], to: [f64; 2]) -> Self {
        let wide = if (from[1] - from[0]).abs() < f64::EPSILON {
            from[0] + 1.0
        } else {
            from[1]
        };
        Self {
            from: [from[0], wide],
            to,
        }
    }

    /// The place of a value.
    pub(crate) fn at(self, value: f64) -> f64 {
        let share = (value - self.from[0]) / (self.from[1] - self.from[0]);
        self.to[0] + share * (self.to[1] - self.to[0])
    }

    /// How far a difference of values reaches.
    pub(crate) fn reach(self, difference: f64) -> f64 {
        (self.at(self.from[0] + difference) - self.at(self.from[0])).abs()
    }
}

/// A place on the axis of time with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tick {
    pub(crate) day: Day,
    pub(crate) text: String,
}

/// At most `most` ticks between two days: on days, firsts of months, or firsts of years.
pub(crate) fn ticks(from: Day, to: Day, most: usize) -> Vec<Tick> {
    let span = to.since(from).max(1);
    let most = i32::try_from(most.max(2)).unwrap_or(2);
    if span <= 80 {
        return in_days(from, to, (span / most + 1).max(1));
    }
    months(from, to, usize::try_from(most).unwrap_or(2))
}

/// At most `most` ticks between two days, on firsts of months or years.
pub(crate) fn months(from: Day, to: Day, most: usize) -> Vec<Tick> {
    let months = to.since(from).max(1) / 30;
    let most = i32::try_from(most.max(2)).unwrap_or(2);
    let steps = [
        1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000,
    ];
    let fits = steps.into_iter().find(|step| months / step < most);
    in_months(from, to, fits.unwrap_or(24_000))
}

fn in_days(from: Day, to: Day, step: i32) -> Vec<Tick> {
    let step = [1, 2, 7, 14, 28]
        .into_iter()
        .find(|wish| *wish >= step)
        .unwrap_or(28);
    let days = std::iter::successors(Some(from), |day| Some(day.plus(step)));
    let tick = |(at, day): (usize, Day)| {
        let first = at == 0
            || day.day_of_month() <= i8::try_from(step.min(28)).unwrap_or(28) && day.month() == 1;
        let year = if first {
            format!(" {}", day.year())
        } else {
            String::new()
        };
        Tick {
            day,
            text: number::short_day(day) + &year,
        }
    };
    days.take_while(|day| *day <= to)
        .enumerate()
        .map(tick)
        .collect()
}

fn in_months(from: Day, to: Day, step: i32) -> Vec<Tick> {
    // Counted from a January, so that years begin on ticks.
    let first = Day::new(from.year(), 1, 1).unwrap_or(from);
    let first = if step > 12 {
        let years = i16::try_from(step / 12).unwrap_or(1);
        Day::new((from.year() / years * years).max(1), 1, 1).unwrap_or(first)
    } else {
        first
    };
    // The calendar ends; a step that leads no further is the last.
    let days = std::iter::successors(Some(first), |day| {
        Some(day.plus_months(step)).filter(|next| next > day)
    });
    let inside = days.take_while(|day| *day <= to).filter(|day| *day >= from);
    let mut shown = false;
    let tick = |day: Day| {
        let year = day.month() == 1 || !shown;
        shown = true;
        let text = match (step >= 12, year) {
            (true, _) => day.year().to_string(),
            (_, true) => format!("{} {}", number::short_month(day), day.year()),
            _ => number::short_month(day).to_owned(),
        };
        Tick { day, text }
    };
    inside.map(tick).collect()
}

/// A round number at or above the largest value: 1, 2, 5 times a power of ten.
pub(crate) fn ceiling(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps
        .into_iter()
        .find(|step| *step >= value)
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(from: &str, to: &str, most: usize) -> Vec<String> {
        let ticks = ticks(from.parse().unwrap(), to.parse().unwrap(), most);
        ticks.into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn ticks_are_few_and_years_are_named() {
        assert_eq!(
            texts("2017-04-03", "2017-04-24", 6),
            ["3 Apr 2017", "10 Apr", "17 Apr", "24 Apr"]
        );
        assert_eq!(
            texts("2017-11-03", "2018-06-30", 4),
            ["Jan 2018", "Mar", "May"]
        );
        assert_eq!(
            texts("1998-02-01", "2017-04-24", 6),
            ["2000", "2005", "2010", "2015"]
        );
        for (from, to) in [
            ("1950-01-01", "2026-01-01"),
            ("2020-01-01", "2020-01-01"),
            ("0001-01-01", "9999-12-31"),
        ] {
            assert!(texts(from, to, 6).len() <= 8, "{from} {to}");
        }
    }

    #[test]
    fn ceilings_are_round() {
        assert_eq!(
            [0.3, 1.0, 3.2, 17.0, 501.0].map(ceiling),
            [1.0, 1.0, 5.0, 20.0, 1000.0]
        );
    }
}
