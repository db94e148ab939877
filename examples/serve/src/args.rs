//! The command line.

use std::{
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

use clap::Parser;
use detente::Day;

/// Serve a saved timeline as pages to look at in a browser: search, pairs, days, and what says so
#[derive(Debug, Parser)]
#[command(name = "serve", version, after_long_help = LESSON)]
pub(crate) struct Args {
    /// The timeline: what `archive --checkpoint` or `Timeline::save` writes
    #[arg(value_name = "FILE")]
    pub(crate) timeline: PathBuf,

    /// The articles it was read from, whose sentences are then shown as evidence (repeatable): text or NDJSON files, or folders
    #[arg(long, value_name = "INPUT")]
    pub(crate) articles: Vec<PathBuf>,

    /// The day of publication of articles that have no date of their own, such as text files
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    /// The lexicon the timeline was read with, or its layer over the bundled one
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,

    /// The headline of the first page
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// The port; 0 takes a free one, and prints it
    #[arg(long, value_name = "PORT", default_value_t = 8417)]
    pub(crate) port: u16,

    /// The address to listen on; only this machine reaches 127.0.0.1. There is no password: mind who reaches another
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) bind: IpAddr,
}

const LESSON: &str = "\
What is shown:
  /                                  every pair of actors, those with the most evidence first; search by name or code
  /pair/IRN-USA                      one pair: its tension, its peaks with the evidence, its weeks
  /pair/IRN:USA                      one direction of it
  /pair/IRN-USA?from=2018-05-01&to=2018-05-31
                                     some days of it

A timeline keeps where the strongest events are told, and not the articles. With --articles the same articles are read
again, and each peak is shown with its sentences, what was read in them marked, and the steps of each score.

Examples:
  archive --checkpoint archive.checkpoint wire.ndjson       makes the file (an example of its own)
  serve archive.checkpoint                                  then open the address it prints
  serve archive.checkpoint --articles wire.ndjson           with the sentences
  serve archive.checkpoint --port 0                         on a free port

The address is printed on standard output once pages can be had; all else goes to standard error. Ctrl-c ends it.

Status 0: ended by ctrl-c or a signal; 1: a file could not be read, the lexicon is broken, or the port is taken;
2: wrong usage.";
