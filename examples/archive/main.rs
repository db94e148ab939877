//! Reads an archive into a timeline with all cores, and survives being killed at any moment.
//!
//! ```text
//! $ cargo run --release --example archive -- --checkpoint target/archive.checkpoint examples/data
//! 152 documents read, 152 scored, 684 events between 130 pairs; 0 repeated, 0 unreadable, 0 files broken off
//! ```
//!
//! Now and then one file is written whole: how far each input has been read, the keys of the documents read, what was wrong,
//! and the timeline. Whatever stops the run, the same command goes on from there, and ends with the same bytes as
//! an undisturbed run with any number of threads: nothing lost, nothing counted twice. Run again later, it reads only what has been added.
//! An archive too large for one machine is read in parts, each with a checkpoint of its own, which `--part` joins.

#[path = "../manners/ending.rs"]
mod ending;
mod files;
mod flow;
mod item;
#[path = "../summarize/line.rs"]
mod line;
#[path = "../manners/place.rs"]
mod place;
#[expect(dead_code, reason = "`summarize` also reads streams of unknown length")]
#[path = "../summarize/progress.rs"]
mod progress;
mod saving;
mod source;
mod state;
mod unpack;

use std::{
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use detente::{Analyzer, Day, Lexicon};
use rayon::ThreadPoolBuilder;

use crate::{flow::Staff, saving::Saving, state::State};

/// Read an archive of news into a timeline, with a checkpoint to go on from after any crash
#[derive(Debug, Parser)]
#[command(name = "archive", version, after_long_help = LESSON)]
struct Args {
    /// NDJSON files (.ndjson, .jsonl, .json), text files (.txt), the same packed (.gz, .zst), or folders of them
    #[arg(value_name = "INPUT", required_unless_present = "parts")]
    inputs: Vec<PathBuf>,

    /// The file that holds everything; the run goes on from it where it is there
    #[arg(long, value_name = "FILE")]
    checkpoint: PathBuf,

    /// After how many documents it is written anew [default: so that writing takes at most a twentieth of the time]
    #[arg(long, value_name = "DOCUMENTS", value_parser = clap::value_parser!(u64).range(1..))]
    every: Option<u64>,

    /// How many threads read; the result is the same with any number [default: one for each core]
    #[arg(
        long,
        value_name = "THREADS",
        default_value_t = 0,
        hide_default_value = true
    )]
    threads: usize,

    /// The checkpoint of a part of the archive that was read elsewhere, to be taken over first; may be given many times
    #[arg(long = "part", value_name = "FILE")]
    parts: Vec<PathBuf>,

    /// The day of publication of what has no date of its own, such as text files
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,

    /// Where the summary of all relationships goes at the end, as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

const LESSON: &str = "\
What is written:
  --checkpoint FILE  the timeline, how far each input has been read, and the keys of the documents read. It is written whole
                     now and then and at the end: whatever stops a run, the same command goes on from there, and ends with
                     the same bytes. Run again later, it reads only what has been added.
  --summary FILE     every relationship as JSON, as `summarize --json` prints it

What is told:
  standard output    the account at the end: documents, events, what was repeated, every line that could not be read
  standard error     on a terminal how far it has come, at which rate, and the time left; else a line for each checkpoint

Examples:
  archive --checkpoint news.checkpoint wire.ndjson.gz texts/ --date 2024-05-17
  archive --checkpoint 2023.checkpoint 2023/ --threads 8 --summary 2023.json
  archive --checkpoint all.checkpoint --part 2022.checkpoint --part 2023.checkpoint
  serve news.checkpoint                          looks at it in a browser (an example of its own)

Status 0: done, even if some lines were bad; 1: an input or a checkpoint could not be opened, is of another lexicon, or
nothing can be written; 2: wrong usage. Killed at any moment, run it again.";

fn main() -> ExitCode {
    ending::end("archive", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let files = files::files(&args.inputs)?;
    let analyzer = Analyzer::new(Lexicon::english());
    let mut state = State::open(&args.checkpoint, analyzer.lexicon().stamp())?;
    for part in &args.parts {
        fs::metadata(part).map_err(|error| place::told(part, &error))?;
        let taken =
            State::open(part, analyzer.lexicon().stamp()).and_then(|part| state.take_over(part));
        taken.map_err(|error| format!("{}: {error}", part.display()))?;
    }
    saving::tell(&state, "begins at");
    let pool = ThreadPoolBuilder::new().num_threads(args.threads).build()?;
    let staff = Staff {
        analyzer: &analyzer,
        pool: &pool,
        date: args.date,
    };
    let mut saving = Saving::new(args.checkpoint.clone(), args.every, size(&files));
    flow::run(&files, &staff, &mut state, &mut saving)?;
    if let Some(path) = &args.summary {
        write_whole(path, &serde_json::to_vec(&state.timeline().summary())?)?;
    }
    let out = &mut io::stdout().lock();
    state.account(out)?;
    out.flush()?;
    Ok(())
}

/// Bytes of all files, as far as they are there.
fn size(files: &[PathBuf]) -> u64 {
    let sizes = files.iter().filter_map(|path| fs::metadata(path).ok());
    sizes.map(|data| data.len()).sum()
}

/// A file that is there with all its bytes, or as it was before.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let growing = path.with_file_name(name);
    let mut file = fs::File::create(&growing).map_err(|error| place::told(&growing, &error))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&growing, path).map_err(|error| place::told(path, &error))
}
