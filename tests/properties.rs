//! What holds for every text: nothing panics, places are exact, scores are the sum of their steps, and neither memory
//! nor typography nor length changes what is read.
//!
//! The random texts are the same at every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` widen the search.

use std::{collections::BTreeSet, sync::LazyLock};

use detente::{
    Analysis, Analyzer, Article, Day, Event, EventClass, Lexicon, Part, Record, Scale, Span,
    Timeline,
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed},
};
use texts::{any_day, any_text, article};

#[path = "properties/length.rs"]
mod length;
#[path = "properties/texts.rs"]
mod texts;
#[path = "properties/typography.rs"]
mod typography;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicon::english()));

fn config(cases: u32) -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1979);
    }
    if config.cases == 256 {
        config.cases = cases;
    }
    config
}

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

fn is_inside(span: Span, text: &str) -> bool {
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

fn holds(analysis: &Analysis<'_>) {
    tokens_cover(analysis);
    ranges_fit(analysis);
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

fn counts_add_up(record: Record) {
    let mut timeline = Timeline::new();
    timeline.record(&record);
    let counts = timeline.counts();
    assert_eq!(
        counts.read,
        counts.scored + counts.empty + counts.language + counts.undated
    );
    assert_eq!(
        counts.events,
        counts.recorded + counts.secondary + counts.domestic
    );
    let _ = timeline.summary();
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_article_is_read(day in any_day(), title in any_text(), text in any_text()) {
        let article = article(day, &title, &text);
        let analysis = ANALYZER.analyze(&article);
        holds(&analysis);
        counts_add_up(analysis.into_record());
    }

    #[test]
    fn the_memo_changes_nothing(texts in vec(any_text(), 1..6)) {
        let mut warm = ANALYZER.reader();
        for text in texts.iter().chain(&texts) {
            let article = article(Day::new(2020, 2, 29), "", text);
            let (again, fresh) = (warm.analyze(&article), ANALYZER.analyze(&article));
            prop_assert_eq!(again.record(), fresh.record());
        }
    }

    #[test]
    fn any_spans_are_related_or_refused(text in any_text(), a in any::<[Index; 2]>(), b in any::<[Index; 2]>()) {
        let span = |ends: [Index; 2]| {
            let [start, end] = ends.map(|i| u32::try_from(i.index(text.len() + 2)).expect("a short text"));
            Span::new(start, end)
        };
        let sound = is_inside(span(a), &text) && is_inside(span(b), &text);
        match ANALYZER.relate(&text, Some(span(a)), Some(span(b))) {
            Ok(relation) => {
                prop_assert!(sound);
                prop_assert_ne!(relation.class, EventClass::Climate);
            }
            Err(_) => prop_assert!(!sound),
        }
    }
}
