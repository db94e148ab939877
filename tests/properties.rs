//! What holds for every text: nothing panics, places are exact, scores are the sum of their steps, and neither memory
//! nor typography nor length changes what is read.
//!
//! The random texts are the same at every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` widen the search.

use std::sync::LazyLock;

use detente::{Analyzer, Day, EventClass, Lexicon, Record, Span, Timeline};
use holds::{holds, is_inside};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed},
};
use texts::{any_day, any_text, article};

#[path = "properties/holds.rs"]
mod holds;
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
