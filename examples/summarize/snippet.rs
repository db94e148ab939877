//! The words of an article that tell an event, cut to one line.

use std::{collections::HashMap, ops::Range};

use detente::{Analysis, Event, EvidenceEntry, Part, Span};

use crate::style::{cut, harmless};

/// The longest snippet, in characters.
pub(crate) const LENGTH: usize = 65;

/// A snippet in three parts: what stands before the deciding words, these, and what follows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snippet {
    pub(crate) before: String,
    pub(crate) cue: String,
    pub(crate) after: String,
}

/// Snippets by document and place, so that the texts need not be kept.
#[derive(Debug, Default)]
pub(crate) struct Snippets(HashMap<(String, Part, Span), Snippet>);

impl Snippets {
    /// Keeps the snippets of what may become evidence.
    pub(crate) fn keep(&mut self, analysis: &Analysis<'_>) {
        let events = analysis.events().iter();
        for event in events.filter(|event| event.primary && event.mode.weight() > 0) {
            let key = (
                analysis.article().id().to_owned(),
                event.part,
                event.evidence.cue,
            );
            self.0
                .entry(key)
                .or_insert_with(|| Snippet::of(analysis, event));
        }
    }

    pub(crate) fn of(&self, entry: &EvidenceEntry) -> Snippet {
        let key = (entry.document.to_string(), entry.part, entry.cue);
        self.0.get(&key).cloned().unwrap_or_default()
    }
}

impl Snippet {
    /// The deciding words with as much of their clause, then of their sentence, as there is room for.
    fn of(analysis: &Analysis<'_>, event: &Event) -> Self {
        let document = analysis.document();
        let sentence = document.sentences[event.sentence as usize - 1];
        let text = analysis.article().part(event.part);
        let words = words(text, document.span(sentence.tokens));
        let core = covering(&words, event.evidence.cue);
        let lengths: Vec<usize> = words
            .iter()
            .map(|word| word.1.chars().count() + 1)
            .collect();
        let clause = covering(&words, event.clause);
        let shown = grown(&lengths, core.clone(), &clause);
        let shown = grown(&lengths, shown, &(0..words.len()));
        Self::join(&words, &core, &shown)
    }

    fn join(words: &[(Span, String)], core: &Range<usize>, shown: &Range<usize>) -> Self {
        let text = |range: Range<usize>| {
            let words: Vec<&str> = words[range].iter().map(|word| &*word.1).collect();
            words.join(" ")
        };
        let (mut before, mut after) = (String::new(), String::new());
        if shown.start > 0 {
            before.push('…');
        }
        if shown.start < core.start {
            before += &text(shown.start..core.start);
            before.push(' ');
        }
        if shown.end > core.end {
            after.push(' ');
            after += &text(core.end..shown.end);
        }
        let cue = cut(&text(core.clone()), LENGTH - 1);
        if shown.end < words.len() && !cue.ends_with('…') {
            after.push('…');
        }
        Self { before, cue, after }
    }
}

/// The words of a span, cut at white space, each with its place.
fn words(text: &str, span: Span) -> Vec<(Span, String)> {
    let place = |word: &str| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span::new(at(start), at(start + word.len()))
    };
    let words = span.of(text).split_whitespace();
    words.map(|word| (place(word), harmless(word))).collect()
}

/// The words that a span touches.
fn covering(words: &[(Span, String)], span: Span) -> Range<usize> {
    let touched = |word: &(Span, String)| word.0.overlaps(&span);
    let first = words.iter().position(touched).unwrap_or(0);
    let last = words.iter().rposition(touched).unwrap_or(0);
    first..(last + 1).min(words.len())
}

/// Grows a range of words by turns to the right and to the left, inside `limits` and while they fit.
fn grown(lengths: &[usize], mut range: Range<usize>, limits: &Range<usize>) -> Range<usize> {
    // Room for an ellipsis at both ends.
    let mut room = (LENGTH - 2).saturating_sub(lengths[range.clone()].iter().sum());
    loop {
        let before = room;
        if range.end < limits.end && lengths[range.end] <= room {
            room -= lengths[range.end];
            range.end += 1;
        }
        if range.start > limits.start && lengths[range.start - 1] <= room {
            range.start -= 1;
            room -= lengths[range.start];
        }
        if room == before {
            return range;
        }
    }
}
