//! Long texts: read in parts, so that what the stages hold of a text is bounded, however long it is.
//!
//! A part is read as an article of its own. No news item is as long; what is are books, archives in one file, and texts made to hurt.

use std::{collections::BTreeSet, ops::Range};

use super::{Reader, Scope, Stage, Stages, record};
use crate::{
    annotate::{Owner, mask::Mask, mention::Mention, shift::Shift, when::When},
    article::Article,
    attribute::{self, why::WhyNot},
    event::{Event, Part, Record, Skip},
    pair::{ActorCode, Pair},
    text::Document,
};

/// The longest text that is read whole, in bytes.
const LONGEST: usize = 1 << 16;

/// Whether an article is read in parts.
pub(super) fn is_long(article: &Article<'_>) -> bool {
    let is_long = |part: Part| article.part(part).len() > LONGEST;
    Part::ALL.into_iter().any(is_long) && !article.is_excerpt()
}

/// All that the parts of an article hold together, for who asks for more than its events.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) document: Document,
    pub(super) stages: Stages,
}

impl Reader<'_> {
    /// The flow of a long article. What its stages found is put into `joined`, or forgotten after each part.
    pub(super) fn flow_in_parts(
        &mut self,
        article: &Article<'_>,
        scope: Scope,
        mut joined: Option<&mut Joined>,
        mut done: impl FnMut(Stage),
    ) -> Record {
        let mut document = std::mem::take(&mut self.scratch);
        let mut whole = record(article, Some(Skip::Empty));
        let (mut named, mut sentences) = (BTreeSet::new(), 0);
        for (excerpt, bytes) in excerpts(article) {
            let (stages, part) = self.flow(&excerpt, None, scope, None, &mut document, &mut done);
            whole.skipped = read_most(whole.skipped, part.skipped);
            whole.cuts.add(part.cuts);
            whole.cuts.parted += usize::from(!excerpt.is_beginning());
            named.extend(part.named);
            let events = part.events.into_iter();
            whole
                .events
                .extend(events.map(|event| later(event, bytes, sentences)));
            sentences += count(&document);
            if let Some(joined) = joined.as_deref_mut() {
                joined.append(&document, stages, bytes);
            }
        }
        self.scratch = document;
        (whole.named, whole.cuts.actors) = within_limit(named, whole.cuts.actors);
        whole.cuts.title_bytes = article.part(Part::Title).len() - title(article).len();
        if let Some(joined) = joined {
            joined.document.cuts = whole.cuts;
        }
        whole
    }

    /// Why a long article has no event of a pair.
    pub(super) fn why_not_in_parts(
        &mut self,
        article: &Article<'_>,
        pair: (ActorCode, ActorCode),
    ) -> WhyNot {
        let mut whole = WhyNot::skipped(pair, Some(Skip::Empty));
        let (mut document, mut sentences, mut events) = (Document::default(), 0, 0);
        for (excerpt, bytes) in excerpts(article) {
            let (part, found) = self.why_not_of(&excerpt, pair, &mut document);
            whole.skipped = read_most(whole.skipped, part.skipped);
            whole.append(part, (bytes, sentences, events));
            sentences += count(&document);
            events += found;
        }
        whole
    }
}

/// Its sentences, as events count them.
fn count(document: &Document) -> u32 {
    u32::try_from(document.sentences.len()).unwrap_or(u32::MAX)
}

/// The parts of an article, and how many bytes of its text stand before each; the title goes with the first.
fn excerpts<'a>(article: &Article<'a>) -> impl Iterator<Item = (Article<'a>, u32)> {
    let (article, text) = (*article, article.part(Part::Text));
    parts(text).enumerate().map(move |(number, range)| {
        let title = if number == 0 { title(&article) } else { "" };
        let bytes = u32::try_from(range.start).unwrap_or(u32::MAX);
        (article.excerpt(number, title, &text[range]), bytes)
    })
}

/// As much of an article's title as is read.
fn title<'a>(article: &Article<'a>) -> &'a str {
    let title = article.part(Part::Title);
    &title[..whole_chars(title)]
}

/// What a text is cut into, in order: at its last empty line, else line end, sentence, space before the limit, if in its second half.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let (mut start, mut first) = (0, true);
    std::iter::from_fn(move || {
        // an empty text has a title all the same
        let rest = text.get(start..).filter(|rest| first || !rest.is_empty())?;
        first = false;
        let end = start
            + if rest.len() > LONGEST {
                first_part(rest)
            } else {
                rest.len()
            };
        let part = start..end;
        start = end;
        Some(part)
    })
}

/// The longest that is read whole of a text, without a part of a character.
fn whole_chars(text: &str) -> usize {
    let mut ends = (0..=text.len().min(LONGEST)).rev();
    ends.find(|&end| text.is_char_boundary(end)).unwrap_or(0)
}

/// How long the first part of a text is.
fn first_part(text: &str) -> usize {
    let window = &text[..whole_chars(text)];
    let ends = ["\n\n", "\r\n\r\n", "\n", ". ", " "];
    let mut found = ends
        .iter()
        .filter_map(|end| Some(window.rfind(end)? + end.len()));
    found.find(|&end| end > LONGEST / 2).unwrap_or(window.len())
}

/// Of two parts: the article is skipped for a reason that holds for all of it.
fn read_most(before: Option<Skip>, part: Option<Skip>) -> Option<Skip> {
    match (before, part) {
        (Some(Skip::Empty), other) => other,
        (Some(Skip::Language), other) if other != Some(Skip::Empty) => other,
        (before, _) => before,
    }
}

/// An event of a part, as one of the whole text.
fn later(mut event: Event, bytes: u32, sentences: u32) -> Event {
    event.sentence += sentences;
    if event.part == Part::Text {
        let evidence = &mut event.evidence;
        let spans = [&mut event.clause, &mut evidence.cue].into_iter();
        let spans = spans
            .chain(&mut evidence.source)
            .chain(&mut evidence.target);
        for span in spans.chain(event.steps.iter_mut().map(|step| &mut step.span)) {
            *span = span.after(bytes);
        }
    }
    event
}

/// The pairs that the parts name, of no more actors than one text may name; and how many were beyond.
fn within_limit(named: BTreeSet<Pair>, beyond: usize) -> (Vec<Pair>, usize) {
    let actors: BTreeSet<_> = named
        .iter()
        .flat_map(|pair| [pair.source(), pair.target()])
        .collect();
    let (most, more) = attribute::within_limit(actors);
    let kept = |pair: &Pair| most.contains(&pair.source()) && most.contains(&pair.target());
    (named.into_iter().filter(kept).collect(), beyond + more)
}

impl Joined {
    /// Puts what a part holds after what the parts before it hold.
    fn append(&mut self, document: &Document, part: Stages, bytes: u32) {
        self.stages.append(part, &self.document, bytes);
        self.document.append(document, bytes);
    }
}

impl Stages {
    /// The stages of a part, after those of the parts before it, which `before` holds.
    fn append(&mut self, part: Self, before: &Document, bytes: u32) {
        let (tokens, sentences) = (before.tokens.len(), before.sentences.len());
        let (mentions, cues, clauses) = (self.mentions.len(), self.cues.len(), self.clauses.len());
        let number =
            |own: u32, before: usize| own.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
        self.owners
            .extend(part.owners.into_iter().map(|owner| match owner {
                Owner::Name(m) => Owner::Name(number(m, mentions)),
                Owner::Agent(m) => Owner::Agent(number(m, mentions)),
                Owner::Cue(c) => Owner::Cue(number(c, cues)),
                other => other,
            }));
        self.masks.extend(part.masks.into_iter().map(|mask| Mask {
            tokens: mask.tokens.after(tokens),
            ..mask
        }));
        self.whens.extend(part.whens.into_iter().map(|when| When {
            tokens: when.tokens.after(tokens),
            ..when
        }));
        self.shifts
            .extend(part.shifts.into_iter().map(|shift| Shift {
                tokens: shift.tokens.after(tokens),
                ..shift
            }));
        self.mentions
            .extend(part.mentions.into_iter().map(|mention| Mention {
                tokens: mention.tokens.after(tokens),
                name: mention.name.after(tokens),
                ..mention
            }));
        self.cues
            .extend(part.cues.into_iter().map(|cue| cue.after(tokens)));
        self.clauses.extend(
            part.clauses
                .into_iter()
                .map(|clause| clause.after(sentences, tokens, clauses, mentions)),
        );
        self.readings.extend(
            part.readings
                .into_iter()
                .map(|reading| reading.after(clauses, cues, tokens, bytes)),
        );
    }
}
