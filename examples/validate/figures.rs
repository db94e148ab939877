//! The figures of one measure: AUC, what raises an alarm and how late, and alarms without a cause.

use std::borrow::Borrow;

use crate::{
    coverage::number,
    crises::Crisis,
    panel::{Cell, Dyad, Kind, Panel},
};

/// One measure over the panel, prepared so that a sample of pairs costs one pass.
#[derive(Debug)]
pub(crate) struct Series<'p> {
    /// Value, pair and whether it is a crisis, of every cell but those after a crisis, by value.
    ranked: Vec<(f64, usize, bool)>,
    /// What a value must reach to be an alarm.
    pub(crate) threshold: f64,
    /// Of each pair: what its listed events and its calm periods did.
    outcomes: Vec<Outcome>,
    panel: &'p Panel,
}

/// What one pair did.
#[derive(Debug, Default)]
struct Outcome {
    /// Days to the first alarm of each listed event in which anything was read; `None` without an alarm.
    lags: Vec<Option<f64>>,
    false_alarms: u32,
    calm_days: f64,
    /// Of the pair's own crisis and calm periods: how many pairs of one and the other the crisis wins, and how many there are.
    within: (f64, f64),
}

/// What is printed of a measure, over all pairs or a sample of them; `None` where there is nothing to compute it from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) auc: Option<f64>,
    /// The same, each period of crisis against the calm ones of its own pair only.
    pub(crate) within: Option<f64>,
    /// The share of listed events with an alarm.
    pub(crate) detected: Option<f64>,
    /// The median of the days from the start to the first alarm, of those with one.
    pub(crate) lag: Option<f64>,
    /// Alarms in calm periods a pair and year.
    pub(crate) false_alarms: Option<f64>,
}

impl<'p> Series<'p> {
    pub(crate) fn new(panel: &'p Panel, crises: &[Crisis], measure: usize, budget: u8) -> Self {
        let ranked = ranked(&panel.dyads, measure);
        let threshold = threshold(&ranked, budget);
        let outcome = |dyad: &Dyad| Outcome::new(dyad, crises, measure, threshold);
        Self {
            threshold,
            outcomes: panel.dyads.iter().map(outcome).collect(),
            ranked,
            panel,
        }
    }

    /// The figures over all pairs.
    pub(crate) fn all(&self) -> Figures {
        self.of(&vec![1; self.panel.dyads.len()])
    }

    /// The figures where each pair stands as often as `often` says.
    pub(crate) fn of(&self, often: &[u32]) -> Figures {
        let (mut lags, mut listed, mut alarms, mut days) = (Vec::new(), 0, 0, 0.0);
        let mut within = (0.0, 0.0);
        for (outcome, times) in self.outcomes.iter().zip(often) {
            for _ in 0..*times {
                lags.extend(outcome.lags.iter().flatten());
                listed += outcome.lags.len();
            }
            alarms += outcome.false_alarms * times;
            days += outcome.calm_days * f64::from(*times);
            within.0 += outcome.within.0 * f64::from(*times);
            within.1 += outcome.within.1 * f64::from(*times);
        }
        Figures {
            auc: share(won(&self.ranked, |at| f64::from(often[at]))),
            within: share(within),
            detected: (listed > 0).then(|| number(lags.len() as u64) / number(listed as u64)),
            false_alarms: (days > 0.0).then(|| f64::from(alarms) * 365.25 / days),
            lag: median(lags),
        }
    }
}

impl Outcome {
    fn new(dyad: &Dyad, crises: &[Crisis], measure: usize, threshold: f64) -> Self {
        let alarmed = |cell: &Cell| cell.values[measure] >= threshold;
        let mut outcome = Self::default();
        for crisis in dyad.crises.iter().map(|at| &crises[*at]) {
            let own = |cell: &&Cell| crisis.touches(cell.from, cell.to);
            let mut cells = dyad.cells.iter().filter(own).peekable();
            if cells.peek().is_some() {
                let first = cells.find(|cell| alarmed(cell));
                let lag = first.map(|cell| f64::from(cell.to.since(crisis.start)));
                outcome.lags.push(lag);
            }
        }
        for run in dyad.cells.chunk_by(|a, b| alarmed(a) == alarmed(b)) {
            let calm = run.iter().all(|cell| cell.kind == Kind::Calm);
            outcome.false_alarms += u32::from(calm && alarmed(&run[0]));
        }
        let calm = dyad.cells.iter().filter(|cell| cell.kind == Kind::Calm);
        outcome.calm_days = calm
            .map(|cell| f64::from(cell.to.since(cell.from) + 1))
            .sum();
        outcome.within = won(&ranked(&[dyad], measure), |_| 1.0);
        outcome
    }
}

fn ranked(dyads: &[impl Borrow<Dyad>], measure: usize) -> Vec<(f64, usize, bool)> {
    let mut ranked = Vec::new();
    for (at, dyad) in dyads.iter().map(Borrow::borrow).enumerate() {
        let cells = dyad.cells.iter().filter(|cell| cell.kind != Kind::After);
        ranked.extend(cells.map(|cell| (cell.values[measure], at, cell.kind == Kind::Crisis)));
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked
}

/// The smallest value that at most `budget` of a hundred cells reach; equal values are in or out together.
fn threshold(ranked: &[(f64, usize, bool)], budget: u8) -> f64 {
    let room = ranked.len() * usize::from(budget) / 100;
    let (mut least, mut taken) = (f64::INFINITY, 0);
    for same in ranked.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()).rev() {
        taken += same.len();
        if taken > room {
            break;
        }
        least = same[0].0;
    }
    least
}

/// Over all pairs of a cell of a crisis and a calm one: how many the crisis has the larger value in, equal values
/// counting half, and how many there are. A cell counts as often as `weight` says of its pair.
fn won(ranked: &[(f64, usize, bool)], weight: impl Fn(usize) -> f64) -> (f64, f64) {
    let (mut below, mut crises, mut won) = (0.0, 0.0, 0.0);
    for same in ranked.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let sum = |crisis: bool| -> f64 {
            let cells = same.iter().filter(|cell| cell.2 == crisis);
            cells.map(|cell| weight(cell.1)).sum()
        };
        let (positive, negative) = (sum(true), sum(false));
        won += positive * (below + negative / 2.0);
        below += negative;
        crises += positive;
    }
    (won, below * crises)
}

fn share((part, whole): (f64, f64)) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(values[middle - 1], upper))
}
