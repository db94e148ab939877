//! The whole pipeline, and its stages one by one.

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Throughput};
use detente::{Analyzer, Article, Reader, Stage};

use crate::Processor;
use crate::support::{
    articles::{self, Item},
    clock,
    reading::read,
    texts::{MB, Texts},
};

/// A reader that has met every word of the articles.
fn warm<'a>(analyzer: &'a Analyzer, items: &[Item]) -> Reader<'a> {
    let mut reader = analyzer.reader();
    read(&mut reader, items);
    reader
}

const SENTENCE: &str = "The United States and Britain imposed new sanctions on Russia on Friday over the poisoning of a former spy.";

pub fn bench(criterion: &mut Processor, all: &[Texts], analyzer: &Analyzer) {
    let mut group = criterion.benchmark_group("pipeline");
    for texts in all {
        let items = &texts.items;
        let mut reader = warm(analyzer, items);
        group.throughput(Throughput::Bytes(articles::bytes(items)));
        group.bench_function(BenchmarkId::new("warm", texts.name), |b| {
            b.iter(|| read(&mut reader, black_box(items)));
        });
        group.bench_function(BenchmarkId::new("cold", texts.name), |b| {
            b.iter(|| read(&mut analyzer.reader(), black_box(items)));
        });
    }
    let day = "2018-03-16".parse().expect("a day");
    let article = Article::new("1", day, SENTENCE);
    let mut reader = analyzer.reader();
    assert!(!reader.analyze(&article).events().is_empty());
    group.throughput(Throughput::Bytes(SENTENCE.len() as u64));
    group.bench_function("one sentence", |b| {
        b.iter(|| reader.analyze(black_box(&article)).into_record());
    });
    group.finish();
}

pub fn stages(criterion: &mut Processor, all: &[Texts], analyzer: &Analyzer) {
    let mut group = criterion.benchmark_group("stages");
    for texts in all {
        let items = articles::first(&texts.items, MB);
        let mut reader = warm(analyzer, items);
        group.throughput(Throughput::Bytes(articles::bytes(items)));
        for stage in Stage::ALL {
            let name = format!("{} {stage:?}", stage as usize + 1).to_lowercase();
            group.bench_function(BenchmarkId::new(name, texts.name), |b| {
                b.iter_custom(|passes| {
                    let pass = |_| spent(&mut reader, black_box(items), stage);
                    (0..passes).map(pass).sum()
                });
            });
        }
    }
    group.finish();
}

/// The time one stage takes of a warm pass over all articles.
fn spent(reader: &mut Reader<'_>, items: &[Item], wanted: Stage) -> Duration {
    let mut spent = Duration::ZERO;
    for item in items {
        let mut last = clock::now();
        let analysis = reader.analyze_watched(&item.article(), |stage| {
            let now = clock::now();
            if stage == wanted {
                spent += now.saturating_sub(last);
            }
            last = now;
        });
        black_box(analysis);
    }
    spent
}
