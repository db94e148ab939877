//! What is reached without reading: pairs from names alone, with the sign that most coded pairs have.

use std::collections::BTreeSet;

use detente::{ActorCode, Analyzer, Article};

use crate::{
    gold::{Prediction, Record, Scored, Sign},
    predict::Codes,
};

/// A way to guess from the names of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Baseline {
    /// The first actor named does it to the second.
    FirstMention,
    /// Every actor named does it to every one named after it.
    Count,
}

impl Baseline {
    pub(crate) const ALL: [Self; 2] = [Self::FirstMention, Self::Count];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::FirstMention => "first mention",
            Self::Count => "count only",
        }
    }

    /// The pairs it guesses from the actors of a text, each once and in the order of naming.
    pub(crate) fn pairs(self, actors: &[ActorCode]) -> Vec<(ActorCode, ActorCode)> {
        let most = match self {
            Self::FirstMention => 2,
            Self::Count => actors.len(),
        };
        let actors = &actors[..most.min(actors.len())];
        let after = |i: usize| actors[i + 1..].iter().map(move |b| (actors[i], *b));
        (0..actors.len()).flat_map(after).collect()
    }
}

/// What a baseline says of each record.
pub(crate) fn predict(analyzer: &Analyzer, gold: &[Record], baseline: Baseline) -> Vec<Prediction> {
    let score = usual_sign(gold);
    let codes = Codes::new(analyzer.lexicon());
    let mut reader = analyzer.reader();
    let mut named = |record: &Record| -> Vec<ActorCode> {
        let article = match record.date {
            Some(day) => Article::new(&record.id, day, &record.text),
            None => Article::undated(&record.id, &record.text),
        };
        let analysis = reader.analyze(&article);
        let mut seen = BTreeSet::new();
        let actors = analysis.mentions().iter().map(|mention| mention.actor);
        actors
            .filter(|actor| codes.is_coded(*actor) && seen.insert(*actor))
            .collect()
    };
    let scored = |source: ActorCode, target: ActorCode| Scored {
        source: codes.cameo(source),
        target: codes.cameo(target),
        score,
        quad: None,
        class: None,
        rule: None,
        confidence: None,
    };
    let records = gold.iter().map(|record| {
        let pairs = baseline.pairs(&named(record)).into_iter();
        Prediction {
            id: record.id.clone(),
            pairs: pairs.map(|(a, b)| scored(a, b)).collect(),
        }
    });
    records.collect()
}

/// The sign that most coded pairs have.
fn usual_sign(gold: &[Record]) -> f64 {
    let signs = gold
        .iter()
        .filter(|record| record.usable())
        .filter_map(|record| record.sign);
    let sum: i32 = signs.map(|Sign(sign)| i32::from(sign)).sum();
    if sum < 0 { -1.0 } else { 1.0 }
}
