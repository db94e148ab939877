//! Series: the points of a relationship by day, week or month, and what stands out in them.

use std::{fmt, iter};

use serde::{Deserialize, Serialize};

use super::{
    decay::scaled,
    level::Level,
    readout::{State, Verdict, round},
    sums::Sums,
};
use crate::day::Day;

/// The most points a series holds, the last ones: a hundred years of days.
pub const MAX_POINTS: usize = 36_525;
/// How many weeks a high or low must go back to be worth naming.
const LEAST_WEEKS: usize = 8;

/// How long a point of a series lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// One day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A month of the calendar.
    Month,
}

impl Period {
    /// The first day of the period around a day.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.week_start(),
            Self::Month => day.month_start(),
        }
    }

    /// The last day of the period around a day.
    #[must_use]
    pub fn end(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.week_start().plus(6),
            Self::Month => day.month_end(),
        }
    }

    /// The name of the period around a day: `2017-04-16`, `2017-W15` or `2017-04`.
    ///
    /// ```
    /// use detente::Period;
    /// let new_year = "2021-01-01".parse()?;
    /// assert_eq!(Period::Week.name(new_year), "2020-W53"); // the week of the Thursday before
    /// # Ok::<(), detente::DayError>(())
    /// ```
    #[must_use]
    pub fn name(self, day: Day) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                // ISO 8601: a week belongs to the year of its Thursday.
                let thursday = day.plus(i32::from(4 - day.weekday()));
                let days = Day::new(thursday.year(), 1, 1).map_or(0, |first| thursday.since(first));
                format!("{:04}-W{:02}", thursday.year(), days / 7 + 1)
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
        }
    }

    /// First and last days of the periods from the one around `first` to the one around `last`, which `last` ends.
    pub(super) fn spans(self, first: Day, last: Day) -> Vec<(Day, Day)> {
        let span = |from: Day| (from, self.end(from).min(last));
        let next = |(_, to): &(Day, Day)| (*to < last).then(|| span(to.plus(1)));
        let first = (first <= last).then(|| span(self.start(first)));
        let spans: Vec<_> = iter::successors(first, next).collect();
        spans[spans.len().saturating_sub(MAX_POINTS)..].to_vec()
    }
}

/// What the days of one point hold, undecayed; rounded once, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Observed {
    /// Events in the sums, 1 or more.
    pub events: u64,
    /// W: their weight, in events.
    pub weight: f64,
    /// `S / W`: their mean on the Goldstein scale, -10 to +10.
    pub mean: f64,
    /// H: hostile scale points, the sum of `w |g|` over events with `g < 0`.
    pub hostile: f64,
    /// C-: the weight of hostile events.
    pub conflict: f64,
    /// C+: the weight of cooperative events.
    pub cooperation: f64,
    /// The weight by quad class, in the order of [`Quad::ALL`](crate::Quad::ALL).
    pub quads: [f64; 4],
    /// The weight of THREATEN and MOBILIZE.
    pub threats: f64,
    /// The weight of SANCTION, COERCE and ASSAULT in mode actual.
    pub acts: f64,
}

impl Observed {
    /// `None` where there is no event in the sums.
    pub(super) fn new(sums: &Sums) -> Option<Self> {
        let events = |micro: i128| round(scaled(micro, 1e6));
        (sums.events > 0).then(|| Self {
            events: sums.events,
            weight: events(sums.w),
            mean: round(scaled(sums.s, 1e9) / scaled(sums.w, 1e6)),
            hostile: round(scaled(sums.h, 1e9)),
            conflict: events(sums.minus),
            cooperation: events(sums.plus),
            quads: sums.quads.map(events),
            threats: events(sums.threats),
            acts: events(sums.acts),
        })
    }
}

/// One point of a series: what its days hold, and how things stand at the end of its last day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Point {
    /// How long the point lasts.
    pub period: Period,
    /// Its first day.
    pub from: Day,
    /// Its last day; the last point of a series ends with the last day read.
    pub to: Day,
    /// Documents published and scored in it.
    pub read: u64,
    /// How many of these name the pair.
    pub documents: u64,
    /// Events in it that are out of the sums: negated, hypothetical, historical.
    pub aside: u64,
    /// The undecayed sums; `None`, never zero, without an event in the sums.
    pub observed: Option<Observed>,
    /// The read-out on the last day.
    pub state: State,
}

impl Point {
    /// Whether the point says anything: an event, or a state with enough evidence to name its level.
    pub(super) fn is_telling(&self) -> bool {
        self.observed.is_some() || self.state.level != Level::TooLittle
    }
}

/// `2017-W15 (to 2017-04-16)  tension 71.3 [64.0, 78.6] tense to hostile  12 events`, or `no data` for the events.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.period.name(self.to))?;
        if self.period != Period::Day {
            write!(f, " (to {})", self.to)?;
        }
        write!(f, "  {}  ", self.state)?;
        match self.observed.map_or(0, |observed| observed.events) {
            0 => f.write_str("no data"),
            1 => f.write_str("1 event"),
            events => write!(f, "{events} events"),
        }
    }
}

/// A week whose trend got another verdict than the week before had.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Change {
    /// The last day of the week.
    pub day: Day,
    /// The verdict from then on.
    pub verdict: Verdict,
    /// The tension that day, 0 to 100.
    pub tension: f64,
}

/// The changes of verdict along a series, which begins steady.
pub(super) fn changes(points: &[Point]) -> Vec<Change> {
    let mut last = Verdict::Steady;
    let turns = points
        .iter()
        .filter(|point| std::mem::replace(&mut last, point.state.trend.verdict) != last);
    let change = |point: &Point| Change {
        day: point.to,
        verdict: point.state.trend.verdict,
        tension: point.state.tension,
    };
    turns.map(change).collect()
}

/// Which end of its past a tension is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extreme {
    /// The highest tension.
    Highest,
    /// The lowest tension.
    Lowest,
}

/// "Highest since": how far back one must go to find the last week's tension reached again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Since {
    /// Highest or lowest.
    pub extreme: Extreme,
    /// The last day of the latest earlier week at least as high (or low); `None`: of all weeks with a level.
    pub day: Option<Day>,
    /// How many weeks with a level lie between; 8 or more.
    pub weeks: usize,
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extreme = if self.extreme == Extreme::Highest {
            "highest"
        } else {
            "lowest"
        };
        match self.day {
            Some(day) => write!(f, "{extreme} since {day}"),
            None => write!(f, "{extreme} of {} weeks", self.weeks + 1),
        }
    }
}

/// The longer of "highest since" and "lowest since" at the end of a series; `None` where the series does not support it.
pub(super) fn since(points: &[Point]) -> Option<Since> {
    let (last, earlier) = points.split_last()?;
    if last.state.level == Level::TooLittle {
        return None;
    }
    let named: Vec<&Point> = earlier
        .iter()
        .filter(|point| point.state.level != Level::TooLittle)
        .collect();
    let tension = last.state.tension;
    let look = |extreme, reached: &dyn Fn(f64) -> bool| {
        let at = named.iter().rposition(|point| reached(point.state.tension));
        let weeks = at.map_or(named.len(), |at| named.len() - 1 - at);
        Since {
            extreme,
            day: at.map(|at| named[at].to),
            weeks,
        }
    };
    let high = look(Extreme::Highest, &|other| other >= tension);
    let low = look(Extreme::Lowest, &|other| other <= tension);
    let longer = if low.weeks > high.weeks { low } else { high };
    (longer.weeks >= LEAST_WEEKS).then_some(longer)
}

#[cfg(test)]
mod tests {
    use super::{super::readout::Inputs, *};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_are_named_by_iso_8601() {
        let names = [
            ("2017-04-16", "2017-W15"),
            ("2016-01-03", "2015-W53"),
            ("2018-12-31", "2019-W01"),
        ];
        for (date, name) in names {
            assert_eq!(Period::Week.name(day(date)), name);
        }
    }

    #[test]
    fn spans_have_no_gap_and_end_with_the_last_day() {
        let spans = Period::Month.spans(day("2017-01-20"), day("2017-03-05"));
        let text: Vec<String> = spans
            .iter()
            .map(|(from, to)| format!("{from} {to}"))
            .collect();
        assert_eq!(
            text,
            [
                "2017-01-01 2017-01-31",
                "2017-02-01 2017-02-28",
                "2017-03-01 2017-03-05"
            ]
        );
        assert!(
            Period::Day
                .spans(day("2017-01-02"), day("2017-01-01"))
                .is_empty()
        );
    }

    #[test]
    fn spans_end_with_the_calendar_and_are_bounded() {
        assert_eq!(
            Period::Week
                .spans(day("9999-12-30"), day("9999-12-31"))
                .len(),
            1
        );
        let spans = Period::Day.spans(day("1800-01-01"), day("2000-01-01"));
        assert_eq!(
            (spans.len(), spans[MAX_POINTS - 1].1),
            (MAX_POINTS, day("2000-01-01"))
        );
    }

    /// A week of the given tension and verdict.
    fn week(number: i32, tension: f64, verdict: Verdict) -> Point {
        let to = Day::from_number(17_000 + 7 * number);
        let mut state = State::new(to, 28, &Inputs::default());
        (state.tension, state.level, state.trend.verdict) =
            (tension, Level::of([tension, tension], 1.0), verdict);
        Point {
            period: Period::Week,
            from: to.minus(6),
            to,
            read: 0,
            documents: 0,
            aside: 0,
            observed: None,
            state,
        }
    }

    #[test]
    fn changes_are_where_the_verdict_turns() {
        use Verdict::{Easing, Steady, Worsening};
        let verdicts = [Steady, Worsening, Worsening, Steady, Easing];
        let weeks: Vec<Point> = (0..)
            .zip(verdicts)
            .map(|(number, verdict)| week(number, 50.0, verdict))
            .collect();
        let turned: Vec<Verdict> = changes(&weeks)
            .iter()
            .map(|change| change.verdict)
            .collect();
        assert_eq!(turned, [Worsening, Steady, Easing]);
    }

    #[test]
    fn since_goes_back_to_the_last_week_as_high() {
        let tensions = [
            70.0, 80.0, 50.0, 51.0, 52.0, 53.0, 54.0, 55.0, 56.0, 57.0, 60.0,
        ];
        let weeks: Vec<Point> = (0..)
            .zip(tensions)
            .map(|(at, value)| week(at, value, Verdict::Steady))
            .collect();
        let found = since(&weeks).unwrap();
        assert_eq!(
            (found.extreme, found.day, found.weeks),
            (Extreme::Highest, Some(weeks[1].to), 8)
        );
        assert_eq!(since(&weeks[..10]), None);
        assert_eq!(
            since(&weeks[2..]).unwrap().to_string(),
            "highest of 9 weeks"
        );
    }
}
