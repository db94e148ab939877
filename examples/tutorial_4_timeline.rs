//! Step 4: many articles into one timeline, and a relationship out of it, month by month.
//!
//! ```text
//! $ cargo run --release --example tutorial_4_timeline
//! 152 articles, 152 scored, 684 events
//! 2019-02 (to 2019-02-28)  tension 62.9 [53.9, 72.0] strained to hostile  23 events
//! 2019-03 (to 2019-03-31)  tension 58.7 [48.9, 68.4] calm to tense  8 events
//! 2019-04 (to 2019-04-30)  tension 55.9 [43.8, 68.0] calm to tense  1 event
//! 2019-05 (to 2019-05-31)  tension 50.9 [38.7, 63.0] calm to tense  2 events
//! 2019-06 (to 2019-06-30)  tension 52.1 [38.6, 65.6] calm to tense  no data
//! ...
//! ```

use std::{error::Error, fs};

use detente::{Analyzer, Article, Lexicon, Period, Timeline};
use serde::Deserialize;

/// A line of the bundled dispatches; yours may have other names.
#[derive(Deserialize)]
struct Item {
    id: String,
    date: String,
    title: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader(); // remembers words: one per thread
    let mut timeline = Timeline::new();
    for line in fs::read_to_string("examples/data/dispatches.ndjson")?.lines() {
        let item: Item = serde_json::from_str(line)?;
        let article = Article::new(&item.id, item.date.parse()?, &item.text).title(&item.title);
        timeline.record(reader.analyze(&article));
    }
    let counts = timeline.counts();
    println!(
        "{} articles, {} scored, {} events",
        counts.read, counts.scored, counts.events
    );
    for point in timeline
        .relationship("IND-PAK".parse()?)
        .points(Period::Month)
    {
        // A month without events says so: "no data" is not calm.
        println!("{point}");
    }
    Ok(())
}
