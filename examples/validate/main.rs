//! Validates a timeline against dated events that you have listed: does the series rise when they happen, and only then?
//!
//! ```text
//! $ cargo run --release --example validate
//! 23 listed events against 130 pairs by week: 80 periods of crisis, 10400 calm, 50 after a crisis left out
//!
//!                               AUC                  within pairs         detected          lag, days   false alarms
//! tension                       0.936 [0.888-0.978]  0.845 [0.788-0.913]  1.00 [1.00-1.00]  5 [4-6]     0.22 [0.17-0.26]
//! load                          0.960 [0.932-0.984]  0.924 [0.896-0.962]  1.00 [1.00-1.00]  5 [4-6]     0.37 [0.31-0.43]
//! ...
//! - is a baseline. In brackets 90 % of 500 samples of pairs drawn with replacement.
//! ...
//! ```
//!
//! ```sh
//! cargo run --release --example validate -- --crises crises.tsv wire.ndjson
//! cargo run --release --example validate -- --crises crises.tsv archive/ --period day --budget 2
//! ```
//!
//! A list is a table of `dyad`, `start`, `end` (empty: to the end of the archive) and `label`, separated by tabs. Every
//! pair with an event is watched in every period in which anything was read. It prints how well each measure tells periods
//! of a listed event from calm ones (AUC), how many listed events raise an alarm, after how many days, and how often
//! there is an alarm without one, with intervals, beside the baseline that any claim of validity must beat: counting the
//! documents that name the pair.

mod args;
mod chance;
mod coverage;
mod crises;
#[path = "../manners/ending.rs"]
mod ending;
mod figures;
#[path = "../summarize/input.rs"]
mod input;
#[path = "../summarize/line.rs"]
mod line;
mod measures;
mod panel;
#[path = "../manners/place.rs"]
mod place;
#[path = "../summarize/progress.rs"]
mod progress;
mod report;

use std::{
    collections::HashSet,
    error::Error,
    fs,
    io::{self, Write},
    process::ExitCode,
};

use args::Args;
use clap::Parser;
use coverage::Coverage;
use crises::Crisis;
use detente::{Analyzer, Lexicon, Reader, Settings, Timeline};
use input::{Feed, Item, Troubles};
use panel::Panel;
use progress::Progress;

/// What the bundled articles tell of.
const BUNDLED: &str = include_str!("../data/crises.tsv");

fn main() -> ExitCode {
    ending::end("validate", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let crises = listed(args)?;
    let analyzer = Analyzer::new(Lexicon::english());
    let mut archive = Archive::new(&analyzer, args.half_life);
    let troubles = archive.read(args)?;
    let panel = Panel::new(&archive.timeline, &archive.coverage, &crises, args);
    let out = &mut io::stdout().lock();
    report::print(out, args, &panel, &crises)?;
    writeln!(
        out,
        "Read {} documents; {} lines and {} files could not be read, {} files were passed over.",
        archive.timeline.documents(),
        troubles.lines,
        troubles.files,
        troubles.passed
    )?;
    for trouble in &troubles.told {
        writeln!(out, "  {}", trouble.escape_debug())?;
    }
    writeln!(out, "Lexicon {}", analyzer.lexicon().stamp())?;
    Ok(())
}

fn listed(args: &Args) -> Result<Vec<Crisis>, Box<dyn Error>> {
    let (name, text) = match &args.crises {
        Some(path) => {
            let name = path.display().to_string();
            let text = fs::read_to_string(path).map_err(|error| place::told(path, &error))?;
            (name, text)
        }
        None => ("crises.tsv".to_owned(), BUNDLED.to_owned()),
    };
    Ok(crises::read(&name, &text)?)
}

/// What has been read.
struct Archive<'a> {
    reader: Reader<'a>,
    timeline: Timeline,
    coverage: Coverage,
    seen: HashSet<String>,
}

impl<'a> Archive<'a> {
    fn new(analyzer: &'a Analyzer, half_life: u16) -> Self {
        Self {
            reader: analyzer.reader(),
            timeline: Timeline::with(Settings {
                half_life,
                ..Settings::default()
            }),
            coverage: Coverage::default(),
            seen: HashSet::new(),
        }
    }

    fn read(&mut self, args: &Args) -> io::Result<Troubles> {
        let mut feed = Feed {
            date: args.date,
            take: &mut |item| {
                self.take(&item);
                Ok(())
            },
            troubles: Troubles::default(),
            progress: Progress::new(),
        };
        feed.run(&args.inputs)?;
        feed.progress.finish();
        Ok(feed.troubles)
    }

    fn take(&mut self, item: &Item) {
        if !self.seen.insert(item.id.clone()) {
            return;
        }
        let analysis = self.reader.analyze(&item.article());
        self.coverage.record(analysis.as_ref());
        self.timeline.record(&analysis);
    }
}
