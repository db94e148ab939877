//! What holds of every article that was read, whatever its text: the properties and the fuzz targets both ask it.

use std::collections::BTreeSet;

use detente::{Analysis, Article, Event, Part, Scale, Span};

/// Tokens are in order, apart and within their part, and only what does not show is between them.
fn tokens_cover(analysis: &Analysis<'_>) {
    for part in [Part::Title, Part::Text] {
        let text = analysis.article().part(part);
        let document = analysis.document();
        let (mut at, mut back) = (0, String::new());
        for (index, token) in document
            .tokens
            .iter()
            .enumerate()
            .filter(|(i, _)| document.part(*i) == part)
        {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let gap = text
                .get(at..start)
                .expect("tokens are in order, on character boundaries");
            assert!(
                !gap.contains(char::is_alphanumeric),
                "letters were lost in {gap:?}"
            );
            let surface = document.surface(analysis.article(), index);
            assert!(!surface.is_empty(), "token {index} is empty");
            back = back + gap + surface;
            at = end;
        }
        let rest = text
            .get(at..)
            .expect("the last token ends on a character boundary");
        assert!(
            !rest.contains(char::is_alphanumeric),
            "letters were lost in {rest:?}"
        );
        assert_eq!(back + rest, text);
    }
}

pub(crate) fn is_inside(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some()
}

fn spans_fit(event: &Event, article: &Article<'_>) {
    let text = article.part(event.part);
    let evidence = [
        Some(event.evidence.cue),
        event.evidence.source,
        event.evidence.target,
        Some(event.clause),
    ];
    for span in evidence
        .into_iter()
        .flatten()
        .chain(event.steps.iter().map(|step| step.span))
    {
        assert!(
            is_inside(span, text),
            "{span:?} is outside of {text:?} in {event:?}"
        );
    }
}

fn ranges_fit(analysis: &Analysis<'_>) {
    let count = analysis.document().tokens.len();
    let sentences = analysis.document().sentences.iter().map(|s| s.tokens);
    let ranges = sentences
        .chain(analysis.document().segments.iter().copied())
        .chain(analysis.masks().iter().map(|m| m.tokens))
        .chain(analysis.mentions().iter().map(|m| m.tokens))
        .chain(analysis.whens().iter().map(|w| w.tokens))
        .chain(analysis.shifts().iter().map(|s| s.tokens))
        .chain(analysis.clauses().iter().map(|c| c.range()));
    for range in ranges {
        assert!(
            range.start <= range.end && range.end <= count,
            "{range:?} of {count} tokens"
        );
    }
}

fn scores_hold(event: &Event) {
    let sum: i32 = event.steps.iter().map(|step| step.delta.milli()).sum();
    assert_eq!(event.scale().milli(), sum);
    assert!(
        sum.abs() <= Scale::LIMIT,
        "{sum} is off the scale in {event:?}"
    );
    assert!(
        !event.steps.is_empty() && event.confidence <= 1_000_000 && event.weight <= 1_000_000,
        "{event:?}"
    );
}

/// One primary event for each sentence and directed pair.
fn primaries_are_single(events: &[Event]) {
    let mut seen = BTreeSet::new();
    for event in events.iter().filter(|event| event.primary) {
        assert!(
            seen.insert((event.sentence, event.source, event.target)),
            "two primary events: {event:?}"
        );
    }
}

/// All of it, for which every stage is read again.
pub(crate) fn holds(analysis: &Analysis<'_>) {
    tokens_cover(analysis);
    ranges_fit(analysis);
    events_hold(analysis);
}

/// What of it asks the events alone.
pub(crate) fn events_hold(analysis: &Analysis<'_>) {
    primaries_are_single(analysis.events());
    for event in analysis.events() {
        spans_fit(event, analysis.article());
        scores_hold(event);
        assert_eq!(
            event.date.is_some(),
            analysis.article().published().is_some(),
            "{event:?}"
        );
    }
}
