//! Step 1: sentences in, events out.
//!
//! ```text
//! $ cargo run --release --example tutorial_1_events
//! 2018-05-08  IRN -> USA  REJECT   120   -4.0  actual
//! 2018-05-09  FRA -> IRN  REQUEST  020    3.0  actual
//! 2018-05-09  DEU -> IRN  SANCTION 163   -8.0  negated
//! ```

use detente::{Analyzer, Article, DayError, Lexicon};

const TEXT: &str = "Iran rejected an American demand on Tuesday. France urged Iran to talk, \
    and Germany will not impose sanctions on Iran.";

fn main() -> Result<(), DayError> {
    // The lexicon is data; the analyzer holds it and never changes.
    let analyzer = Analyzer::new(Lexicon::english());
    // The day of publication is what "on Tuesday" counts from.
    let article = Article::new("wire-7", "2018-05-09".parse()?, TEXT);
    for event in analyzer.analyze(&article).events() {
        let date = event.date.map(|date| date.to_string()).unwrap_or_default();
        println!(
            "{date}  {} -> {}  {:8} {:4} {:>5}  {}",
            event.source,
            event.target,
            event.class,
            event.code,
            event.scale(),
            event.mode
        );
    }
    Ok(())
}
