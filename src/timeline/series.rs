//! Events with their exact sums by day, and everything read out of them: what the view of a pair and that of a
//! group have in common.

use std::sync::Arc;

use super::{
    Timeline,
    decay::{Amounts, Decay, Decays, fade, fade_counts},
    events::{CellEvent, Told},
    exposure::Exposure,
    ledger::Report,
    level::Level,
    points::{Observed, Period, Point},
    readout::{Estimate, Inputs, State, own_mean},
    settings::{BasePeriod, Settings},
    sums::Sums,
};
use crate::day::Day;

/// The events of a view, in the order of time.
#[derive(Clone, Debug)]
pub(super) struct Series<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) events: Vec<CellEvent>,
    /// The reports of each event, the one that gives it its scale first.
    reports: Vec<Vec<&'t Report>>,
    /// Exact sums by day number, and the same as floating-point numbers.
    sums: Vec<(i32, Sums)>,
    amounts: Vec<(i32, Amounts)>,
    /// Events, S and W from the first day up to and including each day.
    totals: Vec<(u64, i128, i128)>,
    pub(super) named: Exposure,
    pub(super) exposure: Arc<Exposure>,
}

impl<'t> Series<'t> {
    pub(super) fn new(
        timeline: &'t Timeline,
        mut told: Vec<Told<'t>>,
        named: Exposure,
        exposure: Arc<Exposure>,
    ) -> Self {
        told.sort_by_key(|Told { event, .. }| (event.day, event.class, event.mode, event.pair));
        let (events, reports): (Vec<_>, Vec<_>) = told
            .into_iter()
            .map(|told| (told.event, told.reports))
            .unzip();
        let sums = sums_by_day(&events);
        let mut total = (0, 0, 0);
        let totals = sums.iter().map(|(_, sums)| {
            total = (total.0 + sums.events, total.1 + sums.s, total.2 + sums.w);
            total
        });
        Self {
            timeline,
            totals: totals.collect(),
            amounts: sums
                .iter()
                .map(|(number, sums)| (*number, Amounts::from(sums)))
                .collect(),
            sums,
            events,
            reports,
            named,
            exposure,
        }
    }

    const fn settings(&self) -> &'t Settings {
        &self.timeline.settings
    }

    pub(super) fn state(&self) -> Option<State> {
        let last = self.timeline.last_day()?;
        Some(self.at(last, self.settings().half_life))
    }

    pub(super) fn at(&self, day: Day, half_life: u16) -> State {
        let half_life = half_life.max(1);
        let span = day.number().saturating_sub(self.earliest(day));
        self.read_out(day, half_life, &Decays::new(half_life, span))
    }

    /// The first day number that can count at the end of a day.
    fn earliest(&self, day: Day) -> i32 {
        let starts = [
            self.sums.first().map(|row| row.0),
            self.exposure.days.first().map(|row| row.0),
        ];
        starts.into_iter().flatten().min().unwrap_or(day.number())
    }

    pub(super) fn read_out(&self, day: Day, half_life: u16, decays: &Decays) -> State {
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
        let (from, to) = self.settings().base.map_or(whole, of);
        let to = to.min(until);
        (
            self.named.between(from, to),
            self.exposure.between(from, to),
        )
    }

    pub(super) fn points(&self, period: Period) -> Vec<Point> {
        let Some(last) = self.timeline.last_day() else {
            return Vec::new();
        };
        let half_life = self.settings().half_life.max(1);
        let span = last.number().saturating_sub(self.earliest(last));
        let decays = Decays::new(half_life, span);
        let state = |to| self.read_out(to, half_life, &decays);
        let spans = self.spans(period).into_iter();
        spans
            .map(|(from, to)| self.point(period, from, to, state(to)))
            .collect()
    }

    /// First and last days of the periods from that of the first event in the sums to that of the last day read.
    pub(super) fn spans(&self, period: Period) -> Vec<(Day, Day)> {
        let first = self.events.iter().find(|event| event.weight > 0);
        let ends = first.map(|event| event.day).zip(self.timeline.last_day());
        ends.map_or_else(Vec::new, |(first, last)| period.spans(first, last))
    }

    fn point(&self, period: Period, from: Day, to: Day, state: State) -> Point {
        let (first, last) = (from.number(), to.number());
        let sums = self.sums_between(from, to);
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

    /// The exact sums of the days `from` to `to`.
    pub(super) fn sums_between(&self, from: Day, to: Day) -> Sums {
        let begin = self.sums.partition_point(|row| row.0 < from.number());
        let mut sums = Sums::default();
        for (_, day) in self.sums[begin..]
            .iter()
            .take_while(|row| row.0 <= to.number())
        {
            sums.add(day);
        }
        sums
    }

    /// The events in the sums of the days `from` to `to`, with their reports.
    pub(super) fn told_between(
        &self,
        from: Day,
        to: Day,
    ) -> impl Iterator<Item = (&CellEvent, &[&'t Report])> {
        let begin = self.events.partition_point(|event| event.day < from);
        let end = self.events.partition_point(|event| event.day <= to);
        let range = begin..end.max(begin);
        let events = self.events[range.clone()].iter();
        events
            .zip(&self.reports[range])
            .filter(|(event, _)| event.weight > 0)
            .map(|(event, reports)| (event, &reports[..]))
    }

    /// The unrounded intensity, where there is enough evidence.
    pub(super) fn intensity(&self, day: Day) -> Option<f64> {
        let half_life = self.settings().half_life.max(1);
        let until = day.number();
        let first = self.sums.first()?.0;
        let decay = Decay::new(half_life, until.saturating_sub(first));
        let own = fade(&self.amounts, &decay, until);
        let (_, s, w) = self.total(until);
        let named = self.at(day, half_life).level != Level::TooLittle;
        named.then(|| Estimate::new(&own, own_mean(s, w)).intensity)
    }
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
