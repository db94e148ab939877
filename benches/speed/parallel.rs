//! One thread and two, each with a warm reader of its own.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use detente::{Analyzer, Article, Timeline};
use rayon::ThreadPoolBuilder;

use crate::support::{
    articles::{self, Item},
    texts::Texts,
};

pub fn bench(criterion: &mut Criterion, all: &[Texts], analyzer: &Analyzer) {
    let mut group = criterion.benchmark_group("parallel");
    for texts in all {
        let articles: Vec<Article<'_>> = texts.items.iter().map(Item::article).collect();
        group.throughput(Throughput::Bytes(articles::bytes(&texts.items)));
        for threads in [1, 2] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            let pool = pool.expect("a pool of threads");
            let readers = pool.install(|| analyzer.readers());
            let read = |articles: &[Article<'_>]| {
                let mut timeline = Timeline::new();
                for record in pool.install(|| readers.records(articles)) {
                    timeline.record(record);
                }
                timeline
            };
            read(&articles);
            let name = if threads == 1 {
                "1 thread"
            } else {
                "2 threads"
            };
            group.bench_function(BenchmarkId::new(name, texts.name), |b| {
                b.iter(|| read(black_box(&articles)));
            });
        }
    }
    group.finish();
}
