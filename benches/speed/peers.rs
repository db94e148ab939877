//! What else reads feelings out of text: three ports of VADER. They score words by a list, and know no actors, dates or relations:
//! only their cost compares.

use std::hint::black_box;

use criterion::{BenchmarkId, Throughput};
use detente::Analyzer;

use crate::Processor;
use crate::support::{
    articles::{self, Item},
    texts::{MB, Texts},
};

pub fn bench(criterion: &mut Processor, all: &[Texts], analyzer: &Analyzer) {
    let parity = vader_parity::SentimentIntensityAnalyzer::new();
    let sentimental = vader_sentimental::SentimentIntensityAnalyzer::new();
    let first = vader_sentiment::SentimentIntensityAnalyzer::new();
    let mut group = criterion.benchmark_group("peers");
    for texts in all {
        // They read sentences, which we cut for them outside the time.
        let items = articles::first(&texts.items, MB);
        let sentences = sentences(items, analyzer);
        let sentences: &[String] = &sentences;
        group.throughput(Throughput::Bytes(articles::bytes(items)));
        group.bench_function(BenchmarkId::new("vader-parity", texts.name), |b| {
            b.iter(|| total(sentences, |text| parity.polarity_scores(text).compound));
        });
        group.bench_function(BenchmarkId::new("vader-sentimental", texts.name), |b| {
            b.iter(|| total(sentences, |text| sentimental.polarity_scores(text).compound));
        });
        group.bench_function(BenchmarkId::new("vader_sentiment", texts.name), |b| {
            b.iter(|| total(sentences, |text| first.polarity_scores(text)["compound"]));
        });
    }
    group.finish();
}

fn total(sentences: &[String], score: impl Fn(&str) -> f64) -> f64 {
    sentences.iter().map(|text| score(black_box(text))).sum()
}

fn sentences(items: &[Item], analyzer: &Analyzer) -> Vec<String> {
    let mut reader = analyzer.reader();
    let mut sentences = Vec::new();
    for item in items {
        let article = item.article();
        let analysis = reader.analyze(&article);
        let document = analysis.document();
        for sentence in &document.sentences {
            let part = article.part(document.part(sentence.tokens.start));
            sentences.push(document.span(sentence.tokens).of(part).to_owned());
        }
    }
    sentences
}
