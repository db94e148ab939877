//! Serves a saved timeline as pages to look at: search, pairs, days, and the sentences behind the peaks.
//!
//! ```text
//! $ cargo run --manifest-path examples/serve/Cargo.toml -- archive.checkpoint
//! http://127.0.0.1:.../
//! ```
//!
//! `-- --help` says the rest.

mod archive;
mod args;
#[allow(
    dead_code,
    reason = "what examples draw with; this one draws timelines"
)]
#[path = "../../drawing/mod.rs"]
mod drawing;
#[path = "../../manners/ending.rs"]
mod ending;
mod index;
#[path = "../../summarize/input.rs"]
mod input;
#[path = "../../summarize/line.rs"]
mod line;
mod pages;
#[allow(
    dead_code,
    reason = "the report's pairs; it also writes them into files"
)]
#[path = "../../report/pair/mod.rs"]
mod pair;
#[path = "../../manners/place.rs"]
mod place;
#[path = "../../summarize/progress.rs"]
mod progress;
mod query;
mod server;
mod site;

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use archive::Archive;
use args::Args;
use clap::Parser;
use drawing::number;
use site::Site;

fn main() -> ExitCode {
    ending::end("serve", run(Args::parse()))
}

fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let archive = Archive::open(&args)?;
    account(&archive, &args)?;
    let site = Site::new(archive, args.title);
    server::run(site, (args.bind, args.port).into())
}

/// What is served, and what of it could not be read; on standard error, as standard output has the address.
fn account(archive: &Archive, args: &Args) -> io::Result<()> {
    let out = &mut io::stderr().lock();
    let counts = archive.timeline.counts();
    writeln!(
        out,
        "{}: {} from {} to {}, {}",
        args.timeline.display(),
        number::counted(counts.scored, "article"),
        archive.days.from,
        archive.days.to,
        number::counted(counts.recorded, "event"),
    )?;
    if let Some(note) = archive.stranger() {
        writeln!(out, "{note}")?;
    }
    archive.troubles.told.iter().try_for_each(|trouble| {
        let harmless = trouble
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c });
        writeln!(out, "Could not read {}", harmless.collect::<String>())
    })
}
