//! Reads an archive into a timeline and survives being killed at any moment.
//!
//! ```text
//! cargo run --release --example resume -- --checkpoint archive.checkpoint wire.ndjson texts/
//! ```
//!
//! Every so many documents one file is written whole: how far each input has been read, the keys of the documents read,
//! and the timeline. Whatever stops the run, the same command goes on from there, and ends with the same bytes as
//! an undisturbed run: nothing lost, nothing counted twice. Run again later, it reads only what has been added.

mod archive;
mod input;

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use detente::{Analyzer, Day, Lexicon};

use crate::archive::Archive;

/// Read an archive of news into a timeline, with a checkpoint to go on from after any crash
#[derive(Debug, Parser)]
#[command(name = "resume", version)]
struct Args {
    /// NDJSON files (.ndjson, .jsonl, .json), text files (.txt), or folders of them
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,

    /// The file that holds everything; the run goes on from it where it is there
    #[arg(long, value_name = "FILE")]
    checkpoint: PathBuf,

    /// After how many documents it is written anew
    #[arg(long, value_name = "DOCUMENTS", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,

    /// The day of publication of what has no date of its own, such as text files
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be listening any more.
            let _ = writeln!(io::stderr(), "resume: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut archive = Archive::open(&args.checkpoint, analyzer.lexicon().stamp())?;
    tell(&archive, "begins at");
    let mut reader = analyzer.reader();
    let mut unsaved = 0;
    for path in input::files(&args.inputs)? {
        let mut source = input::Source::open(&path, args.date, archive.mark(&path))?;
        while let Some(found) = source.next()? {
            archive.take(found, &mut reader);
            archive.move_to(&path, source.mark());
            unsaved += 1;
            if unsaved == args.every {
                archive.save(&args.checkpoint)?;
                tell(&archive, "saved at");
                unsaved = 0;
            }
        }
    }
    archive.save(&args.checkpoint)?;
    archive.account(&mut io::stdout().lock())?;
    Ok(())
}

/// A line of progress; a closed stderr is no reason to stop.
fn tell(archive: &Archive, what: &str) {
    let _ = writeln!(io::stderr(), "{what} document {}", archive.documents());
}
