//! What a lexicon does not have: the most frequent words and names in sentences that name two actors.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::PathBuf,
};

use detente::{Analysis, Analyzer, Sentence};
use rust_stemmers::{Algorithm, Stemmer};

use crate::{input::Failure, texts};

/// Words that an author has looked at and left out, with the reason.
const REVIEWED: &str = include_str!("reviewed.tsv");

/// Lists the words and names that no entry has, the most frequent first.
pub(crate) fn run(analyzer: &Analyzer, texts: &[PathBuf], top: usize) -> Result<String, Failure> {
    let mut count = Count::new(analyzer);
    let mut reader = analyzer.reader();
    let mut progress = texts::progress(texts.iter());
    for path in texts {
        for text in texts::read(path)?.0 {
            count.add(&reader.analyze(&text.article()));
            text.done(&mut progress);
        }
    }
    progress.finish();
    Ok(count.tell(top))
}

/// How often something stands where two actors are named.
#[derive(Debug, Default)]
struct Seen {
    times: usize,
    /// Of these, in sentences from which no event between two actors was read.
    silent: usize,
    forms: BTreeMap<String, usize>,
    example: String,
}

struct Count {
    stemmer: Stemmer,
    closed: BTreeSet<String>,
    reviewed: BTreeSet<String>,
    sentences: usize,
    words: BTreeMap<String, Seen>,
    names: BTreeMap<String, Seen>,
}

impl Count {
    fn new(analyzer: &Analyzer) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let first = |line: &str| line.split('\t').next().unwrap_or("").to_owned();
        let markers = analyzer.lexicon().canonical("en/markers.tsv");
        let closed = markers.unwrap_or_default().lines().map(first).collect();
        let listed = REVIEWED
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(first);
        let reviewed = listed
            .map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
            .collect();
        let (words, names) = (BTreeMap::new(), BTreeMap::new());
        Self {
            stemmer,
            closed,
            reviewed,
            sentences: 0,
            words,
            names,
        }
    }

    fn add(&mut self, analysis: &Analysis<'_>) {
        let mut open = analysis.open_words().peekable();
        for sentence in &analysis.document().sentences {
            let mut words = Vec::new();
            while let Some(at) = open.next_if(|at| *at < sentence.tokens.end) {
                words.push(at);
            }
            if actors(analysis, sentence) >= 2 && !sentence.capitals {
                self.sentence(analysis, sentence, &words);
            }
        }
    }

    fn sentence(&mut self, analysis: &Analysis<'_>, sentence: &Sentence, open: &[usize]) {
        self.sentences += 1;
        let silent = !has_event(analysis, sentence);
        let mut at = 0;
        while at < open.len() {
            let first = open[at];
            let is_name =
                |i: usize| analysis.document().tokens[i].is_capital() && i != sentence.tokens.start;
            let mut end = at + 1;
            if is_name(first) {
                while end < open.len() && open[end] == open[end - 1] + 1 && is_name(open[end]) {
                    end += 1;
                }
            }
            let surfaces = open[at..end]
                .iter()
                .map(|&i| analysis.document().surface(analysis.article(), i));
            let surface = surfaces.collect::<Vec<_>>().join(" ");
            self.note(&surface, is_name(first), silent, || {
                around(analysis, sentence, first)
            });
            at = end;
        }
    }

    fn note(&mut self, surface: &str, name: bool, silent: bool, example: impl Fn() -> String) {
        let lower = surface.to_lowercase();
        let short = !name && lower.chars().count() < 3;
        if short || self.closed.contains(&lower) {
            return;
        }
        let seen = if name {
            self.names.entry(surface.to_owned()).or_default()
        } else {
            self.words
                .entry(self.stemmer.stem(&lower).into_owned())
                .or_default()
        };
        seen.times += 1;
        seen.silent += usize::from(silent);
        *seen.forms.entry(lower).or_default() += 1;
        if seen.example.is_empty() && silent {
            seen.example = example();
        }
    }

    fn tell(&self, top: usize) -> String {
        let mut out = format!(
            "{} sentences name two actors; words and names there that no entry has, and how often no event was read beside them\n",
            self.sentences
        );
        // words are counted by their stems, names as they are written
        let is_reviewed = |key: &str| {
            let lower = key.to_lowercase();
            self.reviewed.contains(key) || self.reviewed.contains(&*self.stemmer.stem(&lower))
        };
        for (what, all) in [("words", &self.words), ("names", &self.names)] {
            let times: usize = all.values().map(|seen| seen.times).sum();
            let (known, mut rest): (Vec<_>, Vec<_>) =
                all.iter().partition(|(key, _)| is_reviewed(key));
            let looked_at: usize = known.iter().map(|(_, seen)| seen.times).sum();
            let _ = writeln!(
                out,
                "\n{what}: {} distinct, {times} times; {} of them, {looked_at} times, looked at and left out",
                all.len(),
                known.len()
            );
            rest.sort_by_key(|(key, seen)| (Reverse(seen.times), key.as_str()));
            for (key, seen) in rest.into_iter().take(top) {
                let usual = seen.forms.iter().max_by_key(|(_, times)| **times);
                let form = if what == "names" {
                    key
                } else {
                    usual.map_or(key, |(form, _)| form)
                };
                let _ = writeln!(
                    out,
                    "{:6} {:6}  {form:24} {}",
                    seen.times, seen.silent, seen.example
                );
            }
        }
        out
    }
}

/// How many actors a sentence names.
fn actors(analysis: &Analysis<'_>, sentence: &Sentence) -> usize {
    let mentions = analysis.mentions();
    let from = mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
    let inside = mentions[from..]
        .iter()
        .take_while(|m| m.tokens.start < sentence.tokens.end);
    inside.map(|m| m.actor).collect::<BTreeSet<_>>().len()
}

fn has_event(analysis: &Analysis<'_>, sentence: &Sentence) -> bool {
    let span = analysis.document().span(sentence.tokens);
    let mut events = analysis.events().iter();
    events.any(|event| event.part == sentence.part && event.clause.overlaps(&span))
}

/// The words about a word, in a line.
fn around(analysis: &Analysis<'_>, sentence: &Sentence, at: usize) -> String {
    let document = analysis.document();
    let from = at.saturating_sub(6).max(sentence.tokens.start);
    let to = (at + 7).min(sentence.tokens.end);
    let words = (from..to).map(|i| document.surface(analysis.article(), i));
    words.collect::<Vec<_>>().join(" ")
}
