//! The quick start of the README.
//!
//! ```text
//! $ cargo run --release --example quickstart
//! RUS-USA  tension 59.6 [45.8, 73.5] calm to hostile, steady (+5.4)
//!   2018-W13 (to 2018-04-01)  tension 53.7 [40.4, 67.0] too little  1 event
//!   2018-W14 (to 2018-04-06)  tension 59.6 [45.8, 73.5] calm to hostile  1 event
//! ```

use detente::{Analyzer, Article, Lexicon, Timeline};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader(); // one per thread
    let mut timeline = Timeline::new();
    for (day, text) in [
        ("2018-03-29", "Russia expelled 60 American diplomats."),
        ("2018-04-06", "America imposed sanctions on Russia."),
    ] {
        timeline.record(reader.analyze(&Article::new(day, day.parse()?, text)));
    }
    println!("{}", timeline.relationship("USA-RUS".parse()?));
    Ok(())
}
