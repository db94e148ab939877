//! What the baseline knows: how many documents were read each day, and how many of them name each pair.

use std::collections::BTreeMap;

use detente::{Day, Pair, Record};

type Days = BTreeMap<Day, u64>;

/// Documents by day, and those naming a pair.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    read: Days,
    named: BTreeMap<Pair, Days>,
}

impl Coverage {
    /// Counts one document, if it was scored.
    pub(crate) fn record(&mut self, record: &Record) {
        let (Some(day), None) = (record.published, record.skipped) else {
            return;
        };
        *self.read.entry(day).or_default() += 1;
        for pair in &record.named {
            let days = self.named.entry(pair.without_direction()).or_default();
            *days.entry(day).or_default() += 1;
        }
    }

    /// The first and the last day on which anything was read.
    pub(crate) fn span(&self) -> Option<(Day, Day)> {
        let (first, last) = (self.read.first_key_value()?, self.read.last_key_value()?);
        Some((*first.0, *last.0))
    }

    /// Whether anything was read in a period.
    pub(crate) fn is_read(&self, from: Day, to: Day) -> bool {
        self.read.range(from..=to).next().is_some()
    }

    /// Documents of a period that name a pair.
    pub(crate) fn naming(&self, pair: Pair, from: Day, to: Day) -> f64 {
        let days = self.named.get(&pair);
        let counts = days.into_iter().flat_map(|days| days.range(from..=to));
        counts.map(|(_, count)| number(*count)).sum()
    }

    /// Documents naming the pair per thousand read, both decayed to the end of a day, as the read-outs decay events.
    pub(crate) fn share(&self, pair: Pair, until: Day, half_life: u16) -> f64 {
        let named = self.named.get(&pair);
        let named = named.map_or(0.0, |days| faded(days, until, half_life));
        let read = faded(&self.read, until, half_life);
        if read > 0.0 {
            1000.0 * named / read
        } else {
            0.0
        }
    }
}

fn faded(days: &Days, until: Day, half_life: u16) -> f64 {
    let weight = |day: Day| (-f64::from(until.since(day)) / f64::from(half_life)).exp2();
    let past = days.range(..=until);
    past.map(|(day, count)| weight(*day) * number(*count)).sum()
}

/// A count as a number to calculate with; they are far below 2^52.
#[allow(clippy::cast_precision_loss)]
pub(crate) const fn number(count: u64) -> f64 {
    count as f64
}
