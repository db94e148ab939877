//! Step 5: what to ask of a relationship: how things stand, how sure that is, what it is about, and what made its peak.
//!
//! ```text
//! $ cargo run --release --example tutorial_5_questions
//! on 12 January 2020: tension 68.5 [58.1, 78.8] strained to hostile, steady (+4.0)
//!   evidence worth 8.0 fresh events
//!   34 % economic, mean -5.1
//!   31 % military, mean -4.2
//! worst month, from 2019-06-01: 52.5 hostile points
//!    -20.0  term "sanction"
//!    -15.0  term "shoot ~4 down"
//!    -10.0  term "attack"
//! IRN->USA -2.8, USA->IRN -3.3
//! ```

use std::{error::Error, fs};

use detente::{Analyzer, Article, Lexicon, Period, Side, Timeline};

fn main() -> Result<(), Box<dyn Error>> {
    let timeline = dispatches()?;
    let relationship = timeline.relationship("USA-IRN".parse()?);

    let state = relationship.at("2020-01-12".parse()?, 28);
    println!("on 12 January 2020: {state}, {}", state.trend);
    println!("  evidence worth {:.1} fresh events", state.effective);

    let (from, to) = ("2019-05-01".parse()?, "2020-01-12".parse()?);
    for field in relationship.contacts(from, to).iter().take(2) {
        let name = field.context.map_or("other", |context| context.name());
        println!(
            "  {:.0} % {name}, mean {:.1}",
            100.0 * field.share,
            field.mean
        );
    }

    for peak in relationship.peaks(Period::Month, Side::Hostile, 1) {
        println!(
            "worst month, from {}: {:.1} hostile points",
            peak.from, peak.points
        );
        for entry in peak.entries.iter().take(3) {
            println!(
                "  {:>6.1}  {} \"{}\"",
                entry.points,
                entry.kind.name(),
                entry.entry
            );
        }
    }

    let asymmetry = relationship.asymmetry("2020-01-12".parse()?);
    if let Some(sides) = asymmetry {
        println!(
            "IRN->USA {:.1}, USA->IRN {:.1}",
            sides.forward, sides.backward
        );
    }
    Ok(())
}

/// The bundled dispatches, as in step 4.
fn dispatches() -> Result<Timeline, Box<dyn Error>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut timeline = Timeline::new();
    for line in fs::read_to_string("examples/data/dispatches.ndjson")?.lines() {
        let item: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| item[name].as_str().unwrap_or_default();
        let article = Article::new(field("id"), field("date").parse()?, field("text"));
        timeline.record(reader.analyze(&article.title(field("title"))));
    }
    Ok(timeline)
}
