//! Every pair with an event, and how it is found: by names, by codes, or by whatever else the lexicon calls its actors.

use std::{cmp::Reverse, collections::BTreeSet};

use detente::{ActorCode, Article, Day, Mention, Pair};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{archive::Archive, pair::dossier::counted};

/// Words of a question that name nobody.
const SMALL: [&str; 8] = ["and", "the", "of", "vs", "versus", "towards", "to", "with"];

/// A pair that can be found.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) pair: Pair,
    pub(crate) name: String,
    pub(crate) events: u64,
    pub(crate) last: Day,
    weight: u64,
    /// The words of its names and its codes, folded.
    words: BTreeSet<String>,
}

/// All of them, those with the most evidence first.
#[derive(Debug)]
pub(crate) struct Index(Vec<Entry>);

impl Index {
    pub(crate) fn new(archive: &Archive) -> Self {
        let pairs = archive.timeline.undirected_pairs().into_iter();
        let mut entries: Vec<Entry> = pairs.filter_map(|pair| Entry::new(archive, pair)).collect();
        entries.sort_by_key(|entry| (Reverse(entry.weight), entry.pair));
        Self(entries)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a pair has an event that counts, whichever way it is written.
    pub(crate) fn holds(&self, pair: Pair) -> bool {
        let pair = pair.without_direction();
        self.0.iter().any(|entry| entry.pair == pair)
    }

    /// The pairs a question asks for: all, where it has no word.
    pub(crate) fn find(&self, archive: &Archive, question: &str) -> Vec<&Entry> {
        let words = words(question);
        let meant = meant(archive, question);
        let names = |entry: &Entry, word: &String| {
            let mut meant = meant.iter();
            meant.any(|(said, actor)| said.contains(word) && entry.is_of(*actor))
        };
        let asked = |entry: &&Entry| {
            let mut words = words.iter();
            words.all(|word| entry.has(word) || names(entry, word))
        };
        self.0.iter().filter(asked).collect()
    }
}

impl Entry {
    fn new(archive: &Archive, pair: Pair) -> Option<Self> {
        let view = archive.timeline.relationship(pair);
        let last = counted(&view).next_back()?.day;
        let actors = [pair.source(), pair.target()];
        let names = actors.map(|code| format!("{} {code}", archive.sources.name(code)));
        Some(Self {
            pair,
            name: archive.sources.pair(pair),
            events: counted(&view).count() as u64,
            weight: counted(&view).map(|event| event.weight).sum(),
            last,
            words: names.iter().flat_map(|name| words(name)).collect(),
        })
    }

    /// Whether one of its words begins so.
    fn has(&self, word: &str) -> bool {
        let from = self.words.range(word.to_owned()..).next();
        from.is_some_and(|found| found.starts_with(word))
    }

    fn is_of(&self, actor: ActorCode) -> bool {
        [self.pair.source(), self.pair.target()].contains(&actor)
    }
}

/// The words of a text in small letters without accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words = plain
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .map(str::to_lowercase);
    words
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .collect()
}

/// The words of a question by which the lexicon calls an actor: "Moscow", "the Kremlin", who holds office at the end.
fn meant(archive: &Archive, question: &str) -> Vec<(Vec<String>, ActorCode)> {
    let article = Article::new("question", archive.days.to, question);
    let analysis = archive.analyzer.analyze(&article);
    let document = analysis.document();
    let mentions = analysis.mentions().iter();
    let named = |mention: &Mention| {
        let span = document.span(mention.tokens);
        (words(span.of(question)), mention.actor)
    };
    mentions.map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_small_ones_left_out() {
        assert_eq!(
            words("Côte d'Ivoire and the FARC_EP"),
            ["cote", "d", "ivoire", "farc_ep"]
        );
        assert!(words("<>\"'%&  ").is_empty());
    }
}
