//! What is fuzzed: a function for each target, which must come back whatever the bytes, and find everything in order.
//!
//! This file is the root of two crates, so that each target is written once: the library of the fuzz targets, and the test
//! `fuzzed` of the package above, which runs every target over its corpus. `CONTRIBUTING.md` says how to fuzz.

mod care;
mod dictionary;
mod lexicons;
mod pages;
mod reading;
mod seeds;
mod storing;

// What the examples read with and write with, hostile input being theirs too.
#[allow(dead_code, reason = "the report's command line is not fuzzed")]
#[path = "../../../examples/report/archive.rs"]
mod archive;
#[allow(dead_code, reason = "its fields are set by hand")]
#[path = "../../../examples/report/args.rs"]
mod args;
#[allow(dead_code, reason = "each example draws a part of it")]
#[path = "../../../examples/drawing/mod.rs"]
mod drawing;
#[allow(dead_code, reason = "files are listed by the example alone")]
#[path = "../../../examples/archive/files.rs"]
mod files;
#[path = "../../../examples/report/findings.rs"]
mod findings;
#[path = "../../../examples/explain/highlight.rs"]
mod highlight;
#[path = "../../properties/holds.rs"]
mod holds;
#[allow(dead_code, reason = "files are opened by the example alone")]
#[path = "../../../examples/summarize/input.rs"]
mod input;
#[allow(dead_code, reason = "pieces become items in the example alone")]
#[path = "../../../examples/archive/item.rs"]
mod item;
#[path = "../../../examples/summarize/line.rs"]
mod line;
#[allow(dead_code, reason = "a target asks only whether markup is sound")]
#[path = "../../report/markup.rs"]
mod markup;
#[path = "../../../examples/report/page/mod.rs"]
mod page;
#[allow(dead_code, reason = "each example shows a part of it")]
#[path = "../../../examples/report/pair/mod.rs"]
mod pair;
#[path = "../../../examples/manners/place.rs"]
mod place;
#[allow(dead_code, reason = "nobody watches")]
#[path = "../../../examples/summarize/progress.rs"]
mod progress;
#[allow(
    dead_code,
    reason = "where a piece stands is told by the example alone"
)]
#[path = "../../../examples/archive/source.rs"]
mod source;
#[allow(dead_code, reason = "a run's own steps are the example's")]
#[path = "../../../examples/archive/state.rs"]
mod state;
#[path = "../../../examples/archive/unpack.rs"]
mod unpack;
#[path = "../../../examples/report/vega.rs"]
mod vega;

pub use care::Care;
pub use dictionary::dictionary;
pub use seeds::seeds;

/// A target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8], Care));

/// Every target.
pub const TARGETS: [Target; 9] = [
    // a title and a text: its events; of a share every stage, every event explained, and why there is none
    ("text", reading::text),
    // two spans of a text, as a recogniser of the caller's gives them; of a share with one or both left open
    ("relate", reading::relate),
    // a day of publication, and a text that says days; of a share read undated too, and every stage
    ("dates", reading::dates),
    // a file of a small lexicon, and reading with it; of a share written and loaded again, and its own words read
    ("lexicon", lexicons::lexicon),
    // a line of NDJSON
    ("lines", |bytes, _| reading::lines(bytes)),
    // a timeline or a summary as JSON
    ("timeline", |bytes, _| storing::timeline(bytes)),
    // a timeline as bytes, with a checksum that fits
    ("checkpoint", |bytes, _| storing::checkpoint(bytes)),
    // what an archive run keeps beside its timeline, and packed files
    ("archive", |bytes, _| storing::archive(bytes)),
    // one article explained on a page; of a share, and rarer, a report of several and its pictures
    ("report", pages::report),
];

/// Runs a target, with the care that falls to these bytes.
///
/// # Panics
/// Where the target finds something out of order, or there is none of the name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.0 == name);
    let (_, target) = target.expect("a target of this name");
    target(bytes, Care::of(bytes));
}

#[cfg(test)]
mod replay;
