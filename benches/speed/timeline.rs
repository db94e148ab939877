//! The timeline alone, on made-up events of 20 years between 5,000 directed pairs.

use std::hint::black_box;

use criterion::{BatchSize, Throughput};
use detente::{Record, Timeline};

use crate::Processor;
use crate::support::events::{Drawn, World};

const WORLD: World = World {
    pairs: 5_000,
    days: 20 * 365,
    drawn: Drawn::Evenly,
};
/// A summary has a series for every pair: 200 are enough to time it.
const FEW: World = World {
    pairs: 200,
    ..WORLD
};
const EVENTS: u64 = 200_000;

fn record(mut timeline: Timeline, records: &[Record]) -> Timeline {
    for record in records {
        timeline.record(record);
    }
    timeline
}

pub fn bench(criterion: &mut Processor) {
    let records = WORLD.records(EVENTS);
    let (first, second) = records.split_at(records.len() / 2);
    let of = |records: &[Record]| record(Timeline::new(), records);
    let (first, second) = (of(first), of(second));
    let few = of(&FEW.records(EVENTS));
    let mut group = criterion.benchmark_group("timeline");
    group.throughput(Throughput::Elements(EVENTS));
    group.bench_function("record", |b| {
        b.iter_batched(
            Timeline::new,
            |timeline| record(timeline, black_box(&records)),
            BatchSize::PerIteration,
        );
    });
    // Half of the events into the other half: what is timed is so many of them taken over.
    group.throughput(Throughput::Elements(second.cells() as u64));
    group.bench_function("merge", |b| {
        b.iter_batched(
            || first.clone(),
            |mut all| all.merge(black_box(&second)).map(|()| all),
            BatchSize::PerIteration,
        );
    });
    group.throughput(Throughput::Elements(EVENTS));
    group.bench_function("summary", |b| {
        b.iter(|| black_box(&few).summary());
    });
    group.finish();
}
