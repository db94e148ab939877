//! The sentences that tell events, kept while reading so that the page can show them and the articles need not be kept.

use std::{cmp::Reverse, collections::BTreeMap};

use detente::{Analysis, CellEvent, Day, Event, EventClass, Mode, Pair, Span};

/// How many events of a pair and day are kept with their sentences.
const KEPT: usize = 6;

/// An event with its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub(crate) event: Event,
    pub(crate) document: String,
    pub(crate) published: Day,
    pub(crate) title: String,
    pub(crate) sentence: String,
    /// Where the sentence begins in its part of the article.
    pub(crate) start: u32,
    /// Where the text says when it was.
    pub(crate) date: Option<Span>,
}

/// Witnesses by pair without direction and day.
#[derive(Debug, Default)]
pub(crate) struct Witnesses(BTreeMap<(Pair, Day), Vec<Witness>>);

impl Witness {
    /// What makes it one event: a timeline counts it once.
    fn cell(&self) -> (Option<Pair>, EventClass, Mode) {
        (self.event.pair(), self.event.class, self.event.mode)
    }

    /// The smallest gives a cell its scale in the timeline, too.
    fn precedence(&self) -> (Reverse<u32>, Day, &str, u64) {
        (
            Reverse(self.event.confidence),
            self.published,
            &self.document,
            self.event.story,
        )
    }

    fn strength(&self) -> u64 {
        u64::from(self.event.scale().milli().unsigned_abs()) * u64::from(self.event.weight)
    }
}

impl Witnesses {
    /// Whether there is none: no article was read.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the events of an article that may count.
    pub(crate) fn keep(&mut self, analysis: &Analysis<'_>) {
        let Some(published) = analysis.article().published() else {
            return;
        };
        let events = analysis.events().iter();
        for event in events.filter(|event| event.primary && event.mode.weight() > 0) {
            let day = event.date.map_or(published, |date| date.day.min(published));
            if let Some(pair) = event.pair() {
                let place = self.0.entry((pair.without_direction(), day)).or_default();
                offer(place, Witness::of(analysis, event, published));
            }
        }
    }

    /// The witness of an event as the timeline counts it: the one that gave it its scale, unless a copy of its story folded it away.
    pub(crate) fn of(&self, event: &CellEvent) -> Option<&Witness> {
        let near = self.0.get(&(event.pair.without_direction(), event.day))?;
        near.iter().find(|one| {
            let own = one.event.pair() == Some(event.pair) || !event.pair.is_directed();
            own && one.event.class == event.class
                && one.event.mode == event.mode
                && one.event.scale() == event.scale
        })
    }
}

fn offer(place: &mut Vec<Witness>, witness: Witness) {
    match place.iter_mut().find(|kept| kept.cell() == witness.cell()) {
        Some(kept) if witness.precedence() < kept.precedence() => *kept = witness,
        Some(_) => {}
        None => place.push(witness),
    }
    place.sort_by_key(|kept| Reverse(kept.strength()));
    place.truncate(KEPT);
}

impl Witness {
    fn of(analysis: &Analysis<'_>, event: &Event, published: Day) -> Self {
        let (article, document) = (analysis.article(), analysis.document());
        let sentence = document.sentences[event.sentence as usize - 1];
        let span = document.span(sentence.tokens);
        let span = whole(article.part(event.part), span);
        Self {
            event: event.clone(),
            document: article.id().to_owned(),
            published,
            title: article.part(detente::Part::Title).to_owned(),
            sentence: span.of(article.part(event.part)).to_owned(),
            start: span.start,
            date: date(analysis, event),
        }
    }
}

/// The sentence with the marks that end it.
fn whole(text: &str, span: Span) -> Span {
    let rest = text.get(span.end as usize..).unwrap_or("");
    let more = rest
        .chars()
        .take_while(|c| matches!(c, '.' | '!' | '?' | '"' | '\u{201d}' | '\u{2019}' | ')'));
    let more: usize = more.map(char::len_utf8).sum();
    Span::new(span.start, span.end + u32::try_from(more).unwrap_or(0))
}

/// The words that date an event, or say what day it is meant for.
pub(crate) fn date(analysis: &Analysis<'_>, event: &Event) -> Option<Span> {
    let document = analysis.document();
    let sentence = document.sentences.get(event.sentence as usize - 1)?;
    let dated = event.date.filter(|date| !date.default).map(|date| date.day);
    let days = [event.due, dated];
    let said = analysis
        .whens()
        .iter()
        .find(|when| sentence.tokens.contains(when.tokens.start) && days.contains(&Some(when.day)));
    said.map(|when| document.span(when.tokens))
}
