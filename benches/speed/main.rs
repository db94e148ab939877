//! How fast text is read, beside the floor and beside what else there is to read feelings out of text with.
//!
//! `cargo bench --bench speed` runs everything; `-- pipeline` only one group. Each group is measured on our own corpus and, where it lies
//! beside the project, on real news. `cargo run --release --example bench_table` makes one table of the results.
//! Compare within one run: megabytes a second depend on the machine, and somewhat on what else it does, though what one thread does is
//! measured in processor time.

#![allow(missing_docs, unreachable_pub)]

mod floor;
mod parallel;
mod peers;
mod pipeline;
mod scaling;
mod start;
#[path = "../support/mod.rs"]
mod support;
mod timeline;

use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, measurement::Measurement};
use detente::{Analyzer, Lexicon};
use support::{beside, clock::ProcessorTime, portrait::Portrait, texts::Texts};

/// What one thread does is measured in its processor time.
type Processor = Criterion<ProcessorTime>;
type Group<'c> = BenchmarkGroup<'c, ProcessorTime>;

/// Megabytes of each corpus.
const MEGABYTES: usize = 10;

fn main() {
    if start::is_first_use() {
        return start::first_use();
    }
    let mut criterion = settings(Criterion::default().with_measurement(ProcessorTime));
    // What several threads or processes do, by the clock on the wall.
    let mut on_the_wall = settings(Criterion::default());
    let analyzer = Analyzer::new(Lexicon::english());
    let texts = Texts::all(MEGABYTES);
    portrait(&texts, &analyzer);
    floor::bench(&mut criterion, &texts);
    pipeline::bench(&mut criterion, &texts, &analyzer);
    pipeline::stages(&mut criterion, &texts, &analyzer);
    peers::bench(&mut criterion, &texts, &analyzer);
    parallel::bench(&mut on_the_wall, &texts, &analyzer);
    scaling::bench(&mut criterion);
    start::bench(&mut on_the_wall);
    timeline::bench(&mut criterion);
    criterion.final_summary();
}

fn settings<M: Measurement + 'static>(criterion: Criterion<M>) -> Criterion<M> {
    criterion
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args()
}

/// Says what the texts are like, and leaves the counts beside criterion's results, where `bench_table` finds them.
fn portrait(texts: &[Texts], analyzer: &Analyzer) {
    let portraits: Vec<(&str, Portrait)> = texts
        .iter()
        .map(|texts| (texts.name, Portrait::of(&texts.items, analyzer)))
        .collect();
    for (name, portrait) in &portraits {
        println!("{name}: {portrait}");
    }
    beside::leave("texts.json", &portraits);
}
