//! The view of one pair: its events, read-outs, series and evidence, computed from the merged cells alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Timeline,
    events::{self, CellEvent, Sums},
    ledger::{CellKey, EvidenceEntry, WITNESSES},
    points::{self, Change, Observed, Period, Point, Since},
    readout::{Amounts, Decay, Decays, Inputs, Level, State, fade, fade_counts, own_mean, round},
    settings::BasePeriod,
};
use crate::{day::Day, pair::Pair};

/// Documents by day number, with running totals.
#[derive(Clone, Debug)]
pub(super) struct Exposure {
    days: Vec<(i32, u64)>,
    totals: Vec<u64>,
    /// D~ of days asked for often, for one half-life; the same numbers that would be computed anew.
    faded: BTreeMap<i32, f64>,
    half_life: u16,
}

impl Exposure {
    pub(super) fn new(days: &BTreeMap<Day, u64>) -> Self {
        let days: Vec<(i32, u64)> = days
            .iter()
            .map(|(day, count)| (day.number(), *count))
            .collect();
        let running = |sum: &mut u64, day: &(i32, u64)| {
            *sum = sum.saturating_add(day.1);
            Some(*sum)
        };
        let totals = days.iter().scan(0, running).collect();
        Self {
            days,
            totals,
            faded: BTreeMap::new(),
            half_life: 0,
        }
    }

    /// Computes D~ of these days in advance, for many pairs to share.
    pub(super) fn prepare(&mut self, ends: impl Iterator<Item = Day>, half_life: u16) {
        let Some((first, last)) = self.days.first().zip(self.days.last()) else {
            return;
        };
        let decay = Decay::new(half_life, last.0 - first.0);
        let numbers = ends.map(Day::number);
        self.faded = numbers
            .map(|until| (until, fade_counts(&self.days, &decay, until)))
            .collect();
        self.half_life = half_life;
    }

    fn faded(&self, until: i32, half_life: u16, decay: &Decay) -> f64 {
        let known = self
            .faded
            .get(&until)
            .filter(|_| self.half_life == half_life);
        known
            .copied()
            .unwrap_or_else(|| fade_counts(&self.days, decay, until))
    }

    /// Documents from the beginning up to and including a day.
    fn until(&self, number: i32) -> u64 {
        let count = self.days.partition_point(|day| day.0 <= number);
        self.totals[..count].last().copied().unwrap_or(0)
    }

    /// Documents of the days `from` to `to`.
    fn between(&self, from: i32, to: i32) -> u64 {
        self.until(to)
            .saturating_sub(self.until(from.saturating_sub(1)))
    }
}

/// One pair, directed or not, as its documents show it.
///
/// An undirected view holds the events of both directions; the two halves of a mutual event are one event there.
/// Documents naming the pair are the same for every direction.
#[derive(Clone, Debug)]
pub struct Relationship<'t> {
    timeline: &'t Timeline,
    pair: Pair,
    events: Vec<CellEvent>,
    /// Exact sums by day number, and the same as floating-point numbers.
    sums: Vec<(i32, Sums)>,
    amounts: Vec<(i32, Amounts)>,
    /// Events, S and W from the first day up to and including each day.
    totals: Vec<(u64, i128, i128)>,
    named: Exposure,
    exposure: Arc<Exposure>,
}

/// How differently the two sides treat each other: their intensities, -10 to +10, at the settings' half-life.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Asymmetry {
    /// The day of the read-outs.
    pub day: Day,
    /// The intensity of the pair's first actor towards its second.
    pub forward: f64,
    /// The intensity of the second towards the first.
    pub backward: f64,
    /// Forward less backward, -20 to +20: negative where the first is the more hostile.
    pub difference: f64,
}

impl<'t> Relationship<'t> {
    pub(super) fn new(timeline: &'t Timeline, pair: Pair, exposure: Arc<Exposure>) -> Self {
        let events = timeline.events_of(pair);
        let sums = sums_by_day(&events);
        let mut total = (0, 0, 0);
        let totals = sums.iter().map(|(_, sums)| {
            total = (total.0 + sums.events, total.1 + sums.s, total.2 + sums.w);
            total
        });
        let none = BTreeMap::new();
        Self {
            timeline,
            pair,
            totals: totals.collect(),
            amounts: sums
                .iter()
                .map(|(number, sums)| (*number, Amounts::from(sums)))
                .collect(),
            sums,
            events,
            named: Exposure::new(
                timeline
                    .named
                    .get(&pair.without_direction())
                    .unwrap_or(&none),
            ),
            exposure,
        }
    }

    /// The pair.
    #[must_use]
    pub const fn pair(&self) -> Pair {
        self.pair
    }

    /// Every event after folding, in or out of the sums (weight 0), by day, class and mode.
    #[must_use]
    pub fn events(&self) -> &[CellEvent] {
        &self.events
    }

    /// How many documents name the pair.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.named.totals.last().copied().unwrap_or(0)
    }

    /// The state at the end of the last day read, with the settings' half-life; `None` in an empty timeline.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.timeline
            .last_day()
            .map(|last| self.at(last, self.timeline.settings.half_life))
    }

    /// The state at the end of a day; `half_life` is in days (7, 28 and 90 are the presets; 0 is read as 1).
    ///
    /// Nothing after `day` enters: the state of a day in the past is what later documents have since said of it.
    #[must_use]
    pub fn at(&self, day: Day, half_life: u16) -> State {
        let until = day.number();
        let starts = [
            self.sums.first().map(|row| row.0),
            self.exposure.days.first().map(|row| row.0),
        ];
        let first = starts.into_iter().flatten().min().unwrap_or(until);
        let half_life = half_life.max(1);
        self.read_out(
            day,
            half_life,
            &Decays::new(half_life, until.saturating_sub(first)),
        )
    }

    fn read_out(&self, day: Day, half_life: u16, decays: &Decays) -> State {
        let until = day.number();
        let (events, s, w) = self.total(until);
        let inputs = Inputs {
            events,
            total: (s, w),
            own: fade(&self.amounts, &decays.own, until),
            week: fade(&self.amounts, &decays.week, until),
            quarter: fade(&self.amounts, &decays.quarter, until),
            read: self.exposure.faded(until, half_life, &decays.own),
            named: fade_counts(&self.named.days, &decays.own, until),
            base: self.base(until),
        };
        State::new(day, half_life, &inputs)
    }

    fn total(&self, until: i32) -> (u64, i128, i128) {
        let count = self.sums.partition_point(|row| row.0 <= until);
        self.totals[..count].last().copied().unwrap_or_default()
    }

    /// N and D of the base period, as far as it lies before the end of day `until`.
    fn base(&self, until: i32) -> (u64, u64) {
        let whole = (i32::MIN, i32::MAX);
        let of = |base: BasePeriod| (base.from.number(), base.to.number());
        let (from, to) = self.timeline.settings.base.map_or(whole, of);
        let to = to.min(until);
        (
            self.named.between(from, to),
            self.exposure.between(from, to),
        )
    }

    /// The series from the period of the first event in the sums to that of the last day read, with no gap; at most
    /// the last [`MAX_POINTS`](super::MAX_POINTS). Empty without an event in the sums.
    #[must_use]
    pub fn points(&self, period: Period) -> Vec<Point> {
        let first = self
            .events
            .iter()
            .find(|event| event.weight > 0)
            .map(|event| event.day);
        let Some((first, last)) = first.zip(self.timeline.last_day()) else {
            return Vec::new();
        };
        let half_life = self.timeline.settings.half_life.max(1);
        let starts = [
            self.sums.first().map(|row| row.0),
            self.exposure.days.first().map(|row| row.0),
        ];
        let earliest = starts.into_iter().flatten().min().unwrap_or(0);
        let decays = Decays::new(half_life, last.number().saturating_sub(earliest));
        let spans = period.spans(first, last).into_iter();
        spans
            .map(|(from, to)| self.point(period, from, to, self.read_out(to, half_life, &decays)))
            .collect()
    }

    fn point(&self, period: Period, from: Day, to: Day, state: State) -> Point {
        let (first, last) = (from.number(), to.number());
        let begin = self.sums.partition_point(|row| row.0 < first);
        let mut sums = Sums::default();
        for (_, day) in self.sums[begin..].iter().take_while(|row| row.0 <= last) {
            sums.add(day);
        }
        Point {
            period,
            from,
            to,
            read: self.exposure.between(first, last),
            documents: self.named.between(first, last),
            aside: sums.aside,
            observed: Observed::new(&sums),
            state,
        }
    }

    /// The weeks in which the trend got another verdict: where worsening or easing began and ended.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        points::changes(&self.points(Period::Week))
    }

    /// "Highest since" or "lowest since" at the end of the weekly series; `None` below eight weeks.
    #[must_use]
    pub fn since(&self) -> Option<Since> {
        points::since(&self.points(Period::Week))
    }

    /// How differently the two sides treat each other at the end of a day; `None` where either has too little evidence.
    #[must_use]
    pub fn asymmetry(&self, day: Day) -> Option<Asymmetry> {
        let forward = Pair::directed(self.pair.source(), self.pair.target())?;
        let side = |pair| {
            Relationship::new(self.timeline, pair, Arc::clone(&self.exposure)).intensity(day)
        };
        let (forward, backward) = (side(forward)?, side(forward.reversed())?);
        let difference = round(forward - backward);
        Some(Asymmetry {
            day,
            forward: round(forward),
            backward: round(backward),
            difference,
        })
    }

    /// The unrounded intensity, where there is enough evidence.
    fn intensity(&self, day: Day) -> Option<f64> {
        let half_life = self.timeline.settings.half_life.max(1);
        let until = day.number();
        let first = self.sums.first()?.0;
        let own = fade(
            &self.amounts,
            &Decay::new(half_life, until.saturating_sub(first)),
            until,
        );
        let (_, s, w) = self.total(until);
        let named = self.at(day, half_life).level != Level::TooLittle;
        named.then(|| super::readout::Estimate::new(&own, own_mean(s, w)).intensity)
    }

    /// The strongest events in the sums, at most `limit`, the strongest first; see [`EvidenceEntry`] for the order.
    ///
    /// They are the strongest of those kept, three for each directed pair and month.
    #[must_use]
    pub fn strongest(&self, limit: usize) -> Vec<&'t EvidenceEntry> {
        let mut entries = self.evidence();
        entries.truncate(limit);
        entries
    }

    /// The strongest events in the sums of each month (by its first day), at most three, the strongest first.
    #[must_use]
    pub fn strongest_by_month(&self) -> BTreeMap<Day, Vec<&'t EvidenceEntry>> {
        let mut months: BTreeMap<Day, Vec<_>> = BTreeMap::new();
        for entry in self.evidence() {
            months
                .entry(entry.day.month_start())
                .or_default()
                .push(entry);
        }
        months
            .values_mut()
            .for_each(|month| month.truncate(WITNESSES));
        months
    }

    /// The evidence of events that stand in the sums, each event once, the strongest first.
    fn evidence(&self) -> Vec<&'t EvidenceEntry> {
        let counted = self.events.iter().filter(|event| event.weight > 0);
        let mut open: BTreeSet<(Pair, CellKey)> =
            counted.map(|event| (event.pair, event.key())).collect();
        let dyads = directions(self.pair)
            .into_iter()
            .filter_map(|pair| self.timeline.dyads.get(&pair));
        let entries = dyads.flat_map(|dyad| dyad.evidence.values().flatten());
        let mut entries: Vec<_> = entries.filter(|entry| self.is_sure(entry)).collect();
        entries.sort_by(|a, b| a.strength().cmp(&b.strength()).then(a.pair.cmp(&b.pair)));
        // A mutual event stands under the undirected pair, so that only its stronger half is taken.
        entries.retain(|entry| {
            open.remove(&(entry.pair, entry.key()))
                || open.remove(&(entry.pair.without_direction(), entry.key()))
        });
        entries
    }

    const fn is_sure(&self, entry: &EvidenceEntry) -> bool {
        entry.confidence >= self.timeline.settings.minimum_confidence
    }
}

impl Timeline {
    /// The events of a pair by day, class and mode.
    fn events_of(&self, pair: Pair) -> Vec<CellEvent> {
        let of = |pair| {
            self.dyads
                .get(&pair)
                .map(|dyad| events::directed(pair, dyad, &self.settings))
        };
        let [forward, backward] = directions(pair).map(|pair| of(pair).unwrap_or_default());
        let mut events = if pair.is_directed() {
            forward
        } else {
            events::joined(forward, backward)
        };
        events.sort_by_key(|event| (event.day, event.class, event.mode, event.pair));
        events
    }
}

/// The directions a view reads; a directed pair fills both places.
fn directions(pair: Pair) -> [Pair; 2] {
    if pair.is_directed() {
        return [pair, pair];
    }
    let forward = Pair::directed(pair.source(), pair.target()).unwrap_or(pair);
    [forward, forward.reversed()]
}

/// Exact sums by day number of events sorted by day.
fn sums_by_day(events: &[CellEvent]) -> Vec<(i32, Sums)> {
    let days = events.chunk_by(|a, b| a.day == b.day);
    let sum = |day: &[CellEvent]| {
        let mut sums = Sums::default();
        day.iter().for_each(|event| sums.add(&Sums::of(event)));
        (day[0].day.number(), sums)
    };
    days.map(sum).collect()
}

/// The pair and its state, and under it one line for each week.
impl fmt::Display for Relationship<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pair)?;
        match self.state() {
            Some(state) => write!(f, "  {state}, {}", state.trend)?,
            None => write!(f, "  no data")?,
        }
        self.points(Period::Week)
            .iter()
            .try_for_each(|point| write!(f, "\n  {point}"))
    }
}
