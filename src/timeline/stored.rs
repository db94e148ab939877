//! The JSON shape of a timeline, and the checks it must pass to become one again. Every table is a sorted list.
//!
//! ```json
//! {"format": 1, "stamp": "core-en@1+ab12", "settings": {..}, "counts": {..},
//!  "exposure": [["2017-04-13", 3]],
//!  "named": [["RUS-USA", [["2017-04-13", 2]]]],
//!  "pairs": [{"pair": "USA->RUS",
//!             "cells": [{"class": "SANCTION", "mode": "actual", "day": "2017-04-13", "reports": [..]}],
//!             "evidence": [{"month": "2017-04-01", "entries": [..]}]}]}
//! ```

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use thiserror::Error;

use super::{
    Counts, Timeline,
    chain::Chains,
    evidence::{EvidenceEntry, WITNESSES},
    ledger::{CellKey, Dyad, REPORTS, Report},
    settings::Settings,
};
use crate::{
    cameo::EventClass,
    day::Day,
    event::{Mode, WHOLE},
    pair::Pair,
};

/// The version of the shape this library writes and reads.
pub(super) const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored<'t> {
    pub(super) format: u32,
    pub(super) stamp: Option<Cow<'t, str>>,
    pub(super) settings: Settings,
    pub(super) counts: Counts,
    pub(super) exposure: Vec<(Day, u64)>,
    pub(super) named: Vec<(Pair, Vec<(Day, u64)>)>,
    pub(super) pairs: Vec<StoredPair<'t>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredPair<'t> {
    pub(super) pair: Pair,
    pub(super) cells: Vec<StoredCell<'t>>,
    pub(super) evidence: Vec<StoredMonth<'t>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredCell<'t> {
    pub(super) class: EventClass,
    pub(super) mode: Mode,
    pub(super) day: Day,
    pub(super) reports: Cow<'t, [Report]>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredMonth<'t> {
    pub(super) month: Day,
    pub(super) entries: Cow<'t, [EvidenceEntry]>,
}

/// Why a stored timeline is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(super) enum Fault {
    #[error("a timeline of format {0}; this library reads format {FORMAT}")]
    Format(u32),
    #[error("{0} are not sorted, or one is there twice")]
    Order(&'static str),
    #[error("the counts do not add up")]
    Counts,
    #[error("{0} counts documents that were not read")]
    Exposure(Day),
    #[error("{0} is not a pair of the kind that belongs here")]
    Pair(Pair),
    #[error("{0} has a cell of {1} with no report, more than {REPORTS}, or one that cannot be")]
    Cell(Pair, Day),
    #[error(
        "{0} has evidence of {1} that is empty, more than {WITNESSES}, out of order or out of place"
    )]
    Evidence(Pair, Day),
}

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows =
            |days: &BTreeMap<Day, u64>| days.iter().map(|(day, count)| (*day, *count)).collect();
        let stored = Stored {
            format: FORMAT,
            stamp: self.stamp.as_deref().map(Cow::Borrowed),
            settings: self.settings,
            counts: self.counts,
            exposure: rows(&self.exposure),
            named: self
                .named
                .iter()
                .map(|(pair, days)| (*pair, rows(days)))
                .collect(),
            pairs: self
                .dyads
                .iter()
                .map(|(pair, dyad)| StoredPair::new(*pair, dyad))
                .collect(),
        };
        stored.serialize(serializer)
    }
}

impl<'t> StoredPair<'t> {
    fn new(pair: Pair, dyad: &'t Dyad) -> Self {
        let cells = dyad.cells.iter().map(|(key, reports)| StoredCell {
            class: key.class,
            mode: key.mode,
            day: key.day,
            reports: reports.into(),
        });
        let months = dyad.evidence.iter();
        let evidence = months.map(|(month, entries)| StoredMonth {
            month: *month,
            entries: entries.into(),
        });
        Self {
            pair,
            cells: cells.collect(),
            evidence: evidence.collect(),
        }
    }
}

impl<'de> Deserialize<'de> for Timeline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Stored::deserialize(deserializer)?
            .check()
            .map_err(D::Error::custom)
    }
}

impl Stored<'_> {
    /// The timeline, if it can be one.
    pub(super) fn check(self) -> Result<Timeline, Fault> {
        if self.format != FORMAT {
            return Err(Fault::Format(self.format));
        }
        let exposure = sorted(self.exposure, "days of exposure")?;
        check_counts(&self.counts, &exposure)?;
        let mut named = Vec::with_capacity(self.named.len());
        for (pair, days) in self.named {
            named.push((pair, check_named(pair, days, &exposure)?));
        }
        let mut dyads = Vec::with_capacity(self.pairs.len());
        let mut chains = Chains::default();
        for stored in self.pairs {
            dyads.push((stored.pair, stored.check(&exposure, &mut chains)?));
        }
        Ok(Timeline {
            stamp: self.stamp.map(Cow::into_owned),
            settings: self.settings,
            counts: self.counts,
            exposure,
            named: sorted(named, "named pairs")?,
            dyads: sorted(dyads, "pairs")?,
            chains,
        })
    }
}

impl StoredPair<'_> {
    fn check(self, exposure: &BTreeMap<Day, u64>, chains: &mut Chains) -> Result<Dyad, Fault> {
        let pair = self.pair;
        if !pair.is_directed() || self.cells.is_empty() {
            return Err(Fault::Pair(pair));
        }
        let mut cells = check_cells(pair, self.cells, exposure)?;
        for reports in cells.values_mut() {
            reports.shrink_to_fit();
            for report in reports {
                report.steps = chains.keep(report.steps.clone());
            }
        }
        let mut evidence = check_evidence(pair, self.evidence, &cells)?;
        evidence.values_mut().for_each(Vec::shrink_to_fit);
        Ok(Dyad { cells, evidence })
    }
}

fn check_cells(
    pair: Pair,
    stored: Vec<StoredCell<'_>>,
    exposure: &BTreeMap<Day, u64>,
) -> Result<BTreeMap<CellKey, Vec<Report>>, Fault> {
    let check = |cell: StoredCell<'_>| {
        let key = CellKey {
            class: cell.class,
            mode: cell.mode,
            day: cell.day,
        };
        let sound = is_cell(key, &cell.reports, exposure);
        sound
            .then(|| (key, cell.reports.into_owned()))
            .ok_or(Fault::Cell(pair, key.day))
    };
    let cells = stored.into_iter().map(check).collect::<Result<_, _>>()?;
    sorted(cells, "cells")
}

fn check_evidence(
    pair: Pair,
    stored: Vec<StoredMonth<'_>>,
    cells: &BTreeMap<CellKey, Vec<Report>>,
) -> Result<BTreeMap<Day, Vec<EvidenceEntry>>, Fault> {
    let check = |StoredMonth { month, entries }: StoredMonth<'_>| {
        let placed = entries.iter().all(|entry| cells.contains_key(&entry.key()));
        let sound = placed && is_month(pair, month, &entries);
        sound
            .then(|| (month, entries.into_owned()))
            .ok_or(Fault::Evidence(pair, month))
    };
    let months = stored.into_iter().map(check).collect::<Result<_, _>>()?;
    sorted(months, "months of evidence")
}

/// A map from a list that must be strictly ascending by key.
fn sorted<K: Ord, V>(rows: Vec<(K, V)>, what: &'static str) -> Result<BTreeMap<K, V>, Fault> {
    let ascending = rows.is_sorted_by(|a, b| a.0 < b.0);
    ascending
        .then(|| rows.into_iter().collect())
        .ok_or(Fault::Order(what))
}

fn check_counts(counts: &Counts, exposure: &BTreeMap<Day, u64>) -> Result<(), Fault> {
    let scored = exposure
        .values()
        .try_fold(0_u64, |sum, count| sum.checked_add(*count));
    let whole = scored == Some(counts.scored)
        && counts.add_up()
        && !exposure.values().any(|count| *count == 0);
    whole.then_some(()).ok_or(Fault::Counts)
}

fn check_named(
    pair: Pair,
    days: Vec<(Day, u64)>,
    exposure: &BTreeMap<Day, u64>,
) -> Result<BTreeMap<Day, u64>, Fault> {
    if pair.is_directed() || days.is_empty() {
        return Err(Fault::Pair(pair));
    }
    let read = |day: &Day| exposure.get(day).copied().unwrap_or(0);
    match days
        .iter()
        .find(|(day, count)| *count == 0 || *count > read(day))
    {
        Some((day, _)) => Err(Fault::Exposure(*day)),
        None => sorted(days, "days of a named pair"),
    }
}

fn is_cell(key: CellKey, reports: &[Report], exposure: &BTreeMap<Day, u64>) -> bool {
    let sound = |report: &Report| {
        report.weight <= WHOLE
            && report.confidence <= WHOLE
            && key.day <= report.published
            && exposure.contains_key(&report.published)
            && report.steps.explains(report.scale)
    };
    (1..=REPORTS).contains(&reports.len())
        && reports.is_sorted_by(|a, b| a.story < b.story)
        && reports.iter().all(sound)
}

fn is_month(pair: Pair, month: Day, entries: &[EvidenceEntry]) -> bool {
    let sound = |entry: &EvidenceEntry| {
        entry.pair == pair
            && entry.day.month_start() == month
            && entry.day <= entry.published
            && entry.weight <= WHOLE
            && entry.confidence <= WHOLE
            && entry.mode.weight() > 0
            && entry.clause.start <= entry.clause.end
            && entry.cue.start <= entry.cue.end
    };
    let twice = |(at, entry): (usize, &EvidenceEntry)| {
        entries[..at].iter().any(|other| other.key() == entry.key())
    };
    (1..=WITNESSES).contains(&entries.len())
        && entries.iter().all(sound)
        && entries.is_sorted_by(|a, b| a.strength() < b.strength())
        && !entries.iter().enumerate().any(twice)
}
