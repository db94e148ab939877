//! A pair told of at length: its series, all of it or some days, and the peaks in it.

use detente::{
    CellEvent, Day, LEAST_EFFECTIVE, Pair, Peak, Period, Point, Relationship, Side, Timeline,
};

use super::sources::Sources;
use crate::drawing::timeline;

/// How many hostile and how many friendly peaks a pair is told with.
const PEAKS: [(Side, usize); 2] = [(Side::Hostile, 3), (Side::Cooperative, 1)];
/// A peak of fewer Goldstein points is none.
const LEAST_POINTS: f64 = 2.0;

/// The days that are told of, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Day,
    pub(crate) to: Day,
}

impl Days {
    /// The first and the last day with an article read; the library tells how many a day.
    pub(crate) fn read(timeline: &Timeline) -> Option<Self> {
        let to = timeline.last_day()?;
        let (mut left, mut from) = (timeline.documents(), to);
        // From the last day backwards until every article is met.
        loop {
            left = left.saturating_sub(timeline.exposure(from));
            if left == 0 || from.minus(1) == from {
                return Some(Self { from, to });
            }
            from = from.minus(1);
        }
    }

    pub(crate) fn hold(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    fn meet(self, from: Day, to: Day) -> bool {
        from <= self.to && self.from <= to
    }
}

/// A pair told of at length.
pub(crate) struct Dossier<'t> {
    pub(crate) pair: Pair,
    pub(crate) name: String,
    pub(crate) relationship: Relationship<'t>,
    /// The days told of; `None` for all there are.
    pub(crate) days: Option<Days>,
    /// The weeks told of.
    pub(crate) weeks: Vec<Point>,
    /// The series as drawn: to the last point that says something, and a little on.
    pub(crate) points: Vec<Point>,
    /// Peaks in the order of time.
    pub(crate) peaks: Vec<Peak>,
    pub(crate) highest: Option<Point>,
}

/// Whether a state has enough evidence to name a level.
pub(crate) fn is_sure(point: &Point) -> bool {
    point.state.effective >= LEAST_EFFECTIVE
}

/// The events that count.
pub(crate) fn counted<'v>(
    view: &'v Relationship<'_>,
) -> impl DoubleEndedIterator<Item = &'v CellEvent> {
    view.events().iter().filter(|event| event.weight > 0)
}

/// Where a pair is told of, whichever way it is written.
pub(crate) fn anchor(pair: Pair) -> String {
    let pair = pair.without_direction();
    format!("{}-{}", pair.source(), pair.target())
}

impl<'t> Dossier<'t> {
    pub(crate) fn new(
        sources: &Sources,
        relationship: Relationship<'t>,
        days: Option<Days>,
    ) -> Self {
        let weeks = series(&relationship, Period::Week, days);
        let length = match telling(&weeks) {
            [first, .., last] => last.to.since(first.from),
            _ => 0,
        };
        let period = timeline::period_for(length);
        let points = telling_more(&series(&relationship, period, days));
        Self {
            pair: relationship.pair(),
            name: sources.pair(relationship.pair()),
            // Of some days, the highest is the one that the picture shows.
            highest: highest(if days.is_some() { &points } else { &weeks }),
            peaks: peaks(&relationship, period, days),
            weeks,
            points,
            relationship,
            days,
        }
    }

    /// The events that count on the days told of.
    pub(crate) fn events(&self) -> impl DoubleEndedIterator<Item = &CellEvent> {
        let days = self.days;
        counted(&self.relationship)
            .filter(move |event| days.is_none_or(|days| days.hold(event.day)))
    }

    /// How many articles name both, published on the days told of; of some days from the week of the first event on.
    pub(crate) fn documents(&self) -> u64 {
        match self.days {
            None => self.relationship.documents(),
            Some(_) => self.weeks.iter().map(|week| week.documents).sum(),
        }
    }

    /// The peaks as they are numbered in the picture.
    pub(crate) fn marks(&self) -> Vec<timeline::Mark> {
        let numbered = self.peaks.iter().enumerate();
        let mark = |(at, peak): (usize, &Peak)| timeline::Mark {
            number: at + 1,
            side: peak.side,
            from: peak.from,
            to: peak.to,
        };
        numbered.map(mark).collect()
    }

    /// The day after which nothing more is told of the pair.
    pub(crate) fn last_event(&self) -> Option<Day> {
        self.events().next_back().map(|event| event.day)
    }
}

/// The points that meet the days told of.
fn series(view: &Relationship<'_>, period: Period, days: Option<Days>) -> Vec<Point> {
    let mut points = view.points(period);
    points.retain(|point| days.is_none_or(|days| days.meet(point.from, point.to)));
    points
}

/// The highest periods of each side that meet the days told of, in the order of time.
fn peaks(view: &Relationship<'_>, period: Period, days: Option<Days>) -> Vec<Peak> {
    let mut peaks = Vec::new();
    for (side, most) in PEAKS {
        let all = if days.is_some() { usize::MAX } else { most };
        let found = view.peaks(period, side, all).into_iter();
        let found = found.filter(|peak| days.is_none_or(|days| days.meet(peak.from, peak.to)));
        peaks.extend(found.take(most).filter(|peak| peak.points >= LEAST_POINTS));
    }
    peaks.sort_by_key(|peak| (peak.from, peak.side));
    peaks
}

/// Points up to the last one that says something.
pub(crate) fn telling(points: &[Point]) -> &[Point] {
    let last = points
        .iter()
        .rposition(|point| point.observed.is_some() || is_sure(point));
    &points[..last.map_or(0, |last| last + 1)]
}

/// The same, with a sixteenth more, so that a line is seen to end.
fn telling_more(points: &[Point]) -> Vec<Point> {
    let told = telling(points).len();
    points[..(told + told / 16 + 1).min(points.len())].to_vec()
}

pub(crate) fn highest(points: &[Point]) -> Option<Point> {
    let sure = points.iter().filter(|point| is_sure(point));
    // Of equals the earlier.
    let top = sure
        .rev()
        .max_by(|a, b| a.state.tension.total_cmp(&b.state.tension));
    top.copied()
}
