//! What a corpus is like, in the numbers that speed depends on.

use std::{collections::HashSet, fmt};

use detente::{Analyzer, TokenKind};

use super::articles::{self, Item};

/// Counts over a corpus.
#[derive(Debug, Default, serde::Serialize)]
pub struct Portrait {
    pub articles: usize,
    pub bytes: u64,
    /// Runs of letters and digits.
    pub words: usize,
    /// As they are written, capitals and all.
    pub distinct: usize,
    pub beyond_ascii: usize,
    pub sentences: usize,
    /// Sentences in which one actor is named, and in which two or more are.
    pub one_actor: usize,
    pub two_actors: usize,
    pub events: usize,
}

impl Portrait {
    pub fn of(items: &[Item], analyzer: &Analyzer) -> Self {
        let text = articles::joined(items);
        let words = text.split(|c: char| !c.is_alphanumeric());
        let mut portrait = Self {
            articles: items.len(),
            bytes: articles::bytes(items),
            beyond_ascii: text.chars().filter(|c| !c.is_ascii()).count(),
            ..Self::default()
        };
        let mut distinct = HashSet::new();
        for word in words.filter(|word| !word.is_empty()) {
            portrait.words += 1;
            distinct.insert(word);
        }
        portrait.distinct = distinct.len();
        let mut reader = analyzer.reader();
        for item in items {
            portrait.read(&reader.analyze(&item.article()));
        }
        portrait
    }

    fn read(&mut self, analysis: &detente::Analysis<'_>) {
        self.events += analysis
            .events()
            .iter()
            .filter(|event| event.primary)
            .count();
        let document = analysis.document();
        for sentence in &document.sentences {
            let tokens = &document.tokens[sentence.tokens.start..sentence.tokens.end];
            if !tokens.iter().any(|token| token.kind == TokenKind::Word) {
                continue;
            }
            self.sentences += 1;
            let within =
                |mention: &&detente::Mention| sentence.tokens.contains(mention.tokens.start);
            let actors: HashSet<_> = analysis
                .mentions()
                .iter()
                .filter(within)
                .map(|m| m.actor)
                .collect();
            match actors.len() {
                0 => {}
                1 => self.one_actor += 1,
                _ => self.two_actors += 1,
            }
        }
    }

    pub fn share(&self, sentences: usize) -> f64 {
        sentences as f64 / self.sentences as f64
    }
}

impl fmt::Display for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |count, whole| 100.0 * count as f64 / whole as f64;
        write!(
            f,
            "{} articles, {:.1} MB, {} words of which {} distinct, {:.2} % of characters beyond ASCII; {} sentences of {:.1} words, \
             {:.1} % name one actor, {:.1} % two or more; {} primary events, one in {:.1} sentences",
            self.articles,
            self.bytes as f64 / 1e6,
            self.words,
            self.distinct,
            percent(self.beyond_ascii, self.bytes as usize),
            self.sentences,
            self.words as f64 / self.sentences as f64,
            percent(self.one_actor, self.sentences),
            percent(self.two_actors, self.sentences),
            self.events,
            self.sentences as f64 / self.events as f64,
        )
    }
}
