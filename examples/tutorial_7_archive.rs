//! Step 7: parts read anywhere, merged in any order, saved and loaded: the same bytes. Settings change without reading again.
//!
//! ```text
//! $ cargo run --release --example tutorial_7_archive
//! merged as read in one go: true
//! loaded as saved: true
//! with one bit turned: the checkpoint's checksum does not fit; the file is damaged
//! half-life  7 days: tension 47.2 [33.1, 61.3] calm to tense
//! half-life 28 days: tension 48.5 [34.3, 62.7] calm to tense
//! half-life 90 days: tension 53.3 [39.3, 67.2] calm to tense
//! ```

use std::{env, error::Error, fs, thread};

use detente::{Analyzer, Article, Lexicon, Settings, Timeline};

const WIRE: [(&str, &str); 4] = [
    ("2018-03-29", "Russia expelled 60 American diplomats."),
    ("2018-04-06", "America imposed sanctions on Russia."),
    (
        "2018-04-10",
        "Russia vowed to retaliate against the United States.",
    ),
    (
        "2018-07-16",
        "Putin and Trump met in Helsinki, and Russia and America agreed to cooperate on Syria.",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let whole = read(&analyzer, &WIRE);

    // Each thread reads its part with a reader of its own.
    let (first, last) = WIRE.split_at(2);
    let parts = thread::scope(|scope| {
        let threads = [last, first].map(|part| scope.spawn(|| read(&analyzer, part)));
        threads.map(|thread| thread.join().expect("reading does not panic"))
    });
    let mut merged = Timeline::new();
    for part in &parts {
        merged.merge(part)?;
    }
    println!(
        "merged as read in one go: {}",
        merged.to_bytes() == whole.to_bytes()
    );

    let path = env::temp_dir().join(format!("tutorial-{}.checkpoint", std::process::id()));
    whole.save(&path)?; // written whole, synced, renamed
    let mut loaded = Timeline::load(&path)?;
    println!("loaded as saved: {}", loaded == whole);
    let mut bytes = fs::read(&path)?;
    fs::remove_file(&path)?;
    bytes[40] ^= 1;
    if let Err(error) = Timeline::from_bytes(&bytes) {
        println!("with one bit turned: {error}");
    }

    for half_life in Settings::HALF_LIVES {
        loaded.configure(Settings {
            half_life,
            ..Settings::default()
        });
        let state = loaded.relationship("USA-RUS".parse()?).state();
        println!(
            "half-life {half_life:2} days: {}",
            state.ok_or("nothing was read")?
        );
    }
    Ok(())
}

fn read(analyzer: &Analyzer, wire: &[(&str, &str)]) -> Timeline {
    let mut reader = analyzer.reader();
    let mut timeline = Timeline::new();
    for (day, text) in wire {
        let day_of = day.parse().expect("a day of the calendar");
        timeline.record(reader.analyze(&Article::new(day, day_of, text)));
    }
    timeline
}
