//! How many documents were read, or name a pair, by day.

use std::collections::BTreeMap;

use super::decay::{Decay, fade_counts};
use crate::day::Day;

/// Documents by day number, with running totals.
#[derive(Clone, Debug)]
pub(super) struct Exposure {
    pub(super) days: Vec<(i32, u64)>,
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

    pub(super) fn faded(&self, until: i32, half_life: u16, decay: &Decay) -> f64 {
        let known = self
            .faded
            .get(&until)
            .filter(|_| self.half_life == half_life);
        known
            .copied()
            .unwrap_or_else(|| fade_counts(&self.days, decay, until))
    }

    /// Documents from the beginning up to and including a day.
    pub(super) fn until(&self, number: i32) -> u64 {
        let count = self.days.partition_point(|day| day.0 <= number);
        self.totals[..count].last().copied().unwrap_or(0)
    }

    /// Documents of all days.
    pub(super) fn total(&self) -> u64 {
        self.totals.last().copied().unwrap_or(0)
    }

    /// Documents of the days `from` to `to`.
    pub(super) fn between(&self, from: i32, to: i32) -> u64 {
        self.until(to)
            .saturating_sub(self.until(from.saturating_sub(1)))
    }

    /// The sum of several, day by day.
    pub(super) fn of(maps: impl Iterator<Item = impl IntoIterator<Item = (Day, u64)>>) -> Self {
        let mut days: BTreeMap<Day, u64> = BTreeMap::new();
        for (day, count) in maps.flatten() {
            let sum = days.entry(day).or_default();
            *sum = sum.saturating_add(count);
        }
        Self::new(&days)
    }
}
