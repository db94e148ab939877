//! The floor: reading the bytes, finding the words, looking each one up.

use std::hint::black_box;

use criterion::{BenchmarkId, Throughput};

use crate::Processor;
use crate::support::{
    articles,
    floor::{Memo, look_up, scan, sum},
    texts::Texts,
};

pub fn bench(criterion: &mut Processor, all: &[Texts]) {
    let mut group = criterion.benchmark_group("floor");
    for texts in all {
        let text = articles::joined(&texts.items);
        let text = text.as_bytes();
        let memo = Memo::of(text);
        group.throughput(Throughput::Bytes(articles::bytes(&texts.items)));
        group.bench_function(BenchmarkId::new("bytes", texts.name), |b| {
            b.iter(|| sum(black_box(text)));
        });
        group.bench_function(BenchmarkId::new("words", texts.name), |b| {
            b.iter(|| scan(black_box(text)));
        });
        group.bench_function(BenchmarkId::new("words looked up", texts.name), |b| {
            b.iter(|| look_up(black_box(text), &memo));
        });
    }
    group.finish();
}
