//! Timelines built to see whether the formula is right, and what a cell and a report weigh.

use std::time::Duration;

use detente::{Record, Timeline};

use crate::{
    formula::{Expected, expected},
    held,
    support::{
        clock::timed,
        events::{self, Drawn, World},
    },
};

pub const PAIRS: u64 = 40_000;
const YEAR: u64 = 365;
/// So many events are made before they are recorded, so that only recording is timed.
const BATCH: usize = 1_000;

/// What each part of a timeline takes: a pair with its first cell's room, a cell with one report, and each report more.
pub type Parts = [f64; 3];

/// What there is of each part.
fn parts(held: Expected) -> Parts {
    [held.pairs, held.cells, held.reports - held.cells]
}

fn product(one: Parts, other: Parts) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// What each part weighs.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Bytes in memory, and in a checkpoint.
    held: Parts,
    saved: Parts,
    /// Processor seconds to record one event.
    pub record: f64,
}

impl Weights {
    /// Bytes of memory.
    pub fn memory(&self, held: Expected) -> f64 {
        product(self.held, parts(held))
    }

    /// Bytes of a checkpoint.
    pub fn checkpoint(&self, held: Expected) -> f64 {
        product(self.saved, parts(held))
    }
}

/// A timeline as it was built.
#[derive(Clone, Copy, Debug)]
struct Built {
    expected: Expected,
    cells: f64,
    memory: f64,
    saved: f64,
    record: f64,
    save: f64,
}

/// Builds timelines of few reports in a cell and of many, prints them, and works out what their parts weigh.
pub fn run(events: u64) -> Weights {
    println!(
        "  drawn      pairs  days     events  cells, formula      built  error %  reports/cell       MiB  checkpoint MiB  record s  save s"
    );
    let worlds = [
        (Drawn::Evenly, PAIRS, 20 * YEAR, events / 4),
        (Drawn::Evenly, PAIRS, 20 * YEAR, events),
        (Drawn::Skewed, PAIRS, 20 * YEAR, events / 4),
        (Drawn::Skewed, PAIRS, 20 * YEAR, events),
        (Drawn::Skewed, PAIRS, YEAR, events),
        (Drawn::Skewed, PAIRS / 100, YEAR, events),
        (Drawn::Skewed, PAIRS / 100, YEAR / 12, events / 4),
        (Drawn::Skewed, PAIRS / 100, YEAR / 12, events),
    ];
    let built: Vec<Built> = worlds
        .into_iter()
        .map(|(drawn, pairs, days, events)| {
            let world = World { pairs, days, drawn };
            let built = build(world, events);
            print(world, events, built);
            built
        })
        .collect();
    weights(&built)
}

fn build(world: World, events: u64) -> Built {
    let mut record: Record = events::template();
    let before = held();
    let mut timeline = Timeline::new();
    let (mut recording, mut batch) = (Duration::ZERO, Vec::new());
    for number in 0..events {
        world.change(&mut record, number, 0, 0);
        batch.push(record.clone());
        if batch.len() == BATCH || number + 1 == events {
            recording += timed(|| batch.iter().for_each(|record| timeline.record(record))).1;
            batch.clear();
        }
    }
    drop((record, batch));
    let memory = (held() - before) as f64;
    let (saved, saving) = timed(|| timeline.to_bytes());
    Built {
        expected: expected(world, events as f64),
        cells: timeline.cells() as f64,
        memory,
        saved: saved.len() as f64,
        record: recording.as_secs_f64() / events as f64,
        save: saving.as_secs_f64(),
    }
}

fn print(world: World, events: u64, built: Built) {
    let Expected { cells, reports, .. } = built.expected;
    println!(
        "  {:<8} {:>7} {:>5} {events:>10} {cells:>15.0} {:>10.0} {:>8.2} {:>13.2} {:>9.1} {:>15.1} {:>9.2} {:>7.2}",
        format!("{:?}", world.drawn).to_lowercase(),
        world.pairs,
        world.days,
        built.cells,
        100.0 * (cells / built.cells - 1.0),
        reports / built.cells,
        mib(built.memory),
        mib(built.saved),
        built.record * events as f64,
        built.save,
    );
}

/// The weights that come nearest to what was built, and how near that is.
fn weights(built: &[Built]) -> Weights {
    let slowest = built.iter().map(|built| built.record).fold(0.0, f64::max);
    let weights = Weights {
        held: fit(built, |built| built.memory),
        saved: fit(built, |built| built.saved),
        record: slowest,
    };
    let [pair, cell, report] = weights.held;
    let [saved_pair, saved_cell, saved_report] = weights.saved;
    println!(
        "  bytes of a pair {pair:.0}, of a cell with its first report {cell:.0}, of each report more {report:.0}; \
         in a checkpoint {saved_pair:.0}, {saved_cell:.0} and {saved_report:.0}"
    );
    let errors = built
        .iter()
        .map(|built| 100.0 * (weights.memory(built.expected) / built.memory - 1.0));
    let errors: Vec<String> = errors.map(|error| format!("{error:+.0}")).collect();
    println!(
        "  so the memory of these timelines is worked out with errors of {} %",
        errors.join(", ")
    );
    weights
}

/// Least squares of the relative errors, by the normal equations.
fn fit(built: &[Built], bytes: impl Fn(&Built) -> f64) -> Parts {
    let mut rows = [[0.0; 4]; 3];
    for built in built {
        let parts = parts(built.expected).map(|part| part / bytes(built));
        for (row, own) in rows.iter_mut().zip(parts) {
            for (value, other) in row.iter_mut().zip(parts.into_iter().chain([1.0])) {
                *value += own * other;
            }
        }
    }
    solve(rows)
}

/// Three equations with three unknowns, by Gauss.
fn solve(mut rows: [[f64; 4]; 3]) -> Parts {
    for at in 0..3 {
        let pivot = rows[at];
        for other in (0..3).filter(|other| *other != at) {
            let factor = rows[other][at] / pivot[at];
            for column in 0..4 {
                rows[other][column] -= factor * pivot[column];
            }
        }
    }
    [0, 1, 2].map(|at| rows[at][3] / rows[at][at])
}

fn mib(bytes: f64) -> f64 {
    bytes / f64::from(1 << 20)
}
