//! What grows when the text grows, the lexicon, the actors in a sentence, or the distinct words.
//!
//! Every reader is cold here: it has never met a word of the text, as on a user's first run.

use std::hint::black_box;

use criterion::{BenchmarkId, SamplingMode, Throughput};
use detente::{Analyzer, Lexicon};

use crate::{
    Group, Processor,
    support::{
        articles::{self, Item},
        lexicons,
        reading::read,
        texts::MB,
        words::HEAPS,
        writer::{self, Plan},
    },
};

pub fn bench(criterion: &mut Processor) {
    let mut group = criterion.benchmark_group("scaling");
    group.sampling_mode(SamplingMode::Flat);
    let analyzer = Analyzer::new(Lexicon::english());
    text(&mut group, &analyzer);
    lexicon(&mut group);
    for actors in [0, 1, 2, 4, 8] {
        let items = writer::naming(actors, 2 * MB);
        cold(
            &mut group,
            "actors in each sentence",
            actors,
            &analyzer,
            &items,
        );
    }
    for (times, factor) in [(25, 0.25), (100, 1.0), (400, 4.0)] {
        let plan = Plan {
            heaps: HEAPS * factor,
            ..Plan::default()
        };
        let items = writer::write(plan, 10 * MB);
        cold(
            &mut group,
            "rare words, % of the usual",
            times,
            &analyzer,
            &items,
        );
    }
    group.finish();
}

fn cold(group: &mut Group<'_>, name: &str, value: usize, analyzer: &Analyzer, items: &[Item]) {
    group.throughput(Throughput::Bytes(articles::bytes(items)));
    group.bench_function(BenchmarkId::new(name, value), |b| {
        b.iter(|| read(&mut analyzer.reader(), black_box(items)));
    });
}

/// Text of 1 to 64 MB: what one reader remembers makes more text cheaper.
fn text(group: &mut Group<'_>, analyzer: &Analyzer) {
    let all = writer::corpus(64 * MB);
    for megabytes in [1, 4, 16, 64] {
        let items = articles::first(&all, megabytes * MB);
        cold(group, "text, MB", megabytes, analyzer, items);
    }
}

/// The lexicon once, four and six times, the entries more made of words of the text, so that it meets them. More names are more than the
/// loader takes in one file.
fn lexicon(group: &mut Group<'_>) {
    let items = writer::corpus(10 * MB);
    for times in [1, 4, 6] {
        let lexicon = lexicons::times(times, &items);
        let analyzer = Analyzer::new(lexicon);
        let mut reader = analyzer.reader();
        read(&mut reader, &items);
        group.throughput(Throughput::Bytes(articles::bytes(&items)));
        group.bench_function(BenchmarkId::new("lexicon, times, warm", times), |b| {
            b.iter(|| read(&mut reader, black_box(&items)));
        });
        cold(group, "lexicon, times", times, &analyzer, &items);
    }
}
