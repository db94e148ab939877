//! One text read in a process of its own: how long it took, and how much memory it held at its peak.

use std::{env, process::Command};

use detente::{Analyzer, Article, Day, Lexicon, Timeline};
use serde::{Deserialize, Serialize};

use crate::{generators::Generator, measured, memory, support::clock};

/// What reading a text took.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Taken {
    pub bytes: usize,
    pub tokens: usize,
    pub events: usize,
    /// Processor seconds.
    pub seconds: f64,
    /// Bytes of the text, and of memory at the peak beyond what the lexicon held before; `None` where the system does not tell.
    pub memory: Option<usize>,
    /// What limits left out.
    pub cut: usize,
}

impl Taken {
    /// The most memory that the text may take: eight megabytes, four times the text, and 48 bytes for each token.
    pub const fn allowed(&self) -> usize {
        8_000_000 + 4 * self.bytes + 48 * self.tokens
    }

    /// Million bytes a second.
    pub fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.seconds
    }
}

/// Reads a text of a generator in a process of its own.
pub fn apart(generator: &Generator, bytes: usize) -> Taken {
    let output = Command::new(env::current_exe().expect("this program's path"))
        .args(["--read", generator.name, &bytes.to_string()])
        .output()
        .expect("this program runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let told = String::from_utf8_lossy(&output.stderr);
        panic!("{}, {bytes} bytes: {error}: {told}", generator.name)
    })
}

/// Reads a text in this process, and prints what it took.
pub fn print(generator: &Generator, bytes: usize) {
    // first, so that what its pieces held is asked for again by the lexicon
    let text = generator.text(bytes);
    let analyzer = Analyzer::new(Lexicon::english());
    // what the first reading of all asks for once is no text's
    let _ = analyzer.analyze(&article("France condemned Mali on Monday."));
    let taken = taken(&analyzer, &text);
    println!("{}", serde_json::to_string(&taken).expect("numbers"));
}

fn taken(analyzer: &Analyzer, text: &str) -> Taken {
    let before = memory::settled();
    let (analysis, taken) = clock::timed(|| analyzer.analyze(&article(text)));
    let held = before.zip(memory::peak());
    let cuts = analysis.cuts();
    Taken {
        bytes: text.len(),
        tokens: analysis.document().tokens.len(),
        events: analysis.events().len(),
        seconds: taken.as_secs_f64(),
        memory: held.map(|(before, peak)| peak.saturating_sub(before) + text.len()),
        cut: cuts.long_words + cuts.long_sentences + cuts.mentions + cuts.actors + cuts.parted,
    }
}

fn article(text: &str) -> Article<'_> {
    Article::new("hostile", Day::new(2019, 5, 1).expect("a day"), text)
}

/// Reads a text into a timeline.
pub fn read(analyzer: &Analyzer, text: &str) {
    let mut timeline = Timeline::new();
    measured(|| timeline.record(analyzer.analyze(&article(text))));
}
