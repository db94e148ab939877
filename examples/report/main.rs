//! Makes one page out of news texts, to read and to publish: tension by pair, its peaks, and the sentences that say so.
//!
//! ```text
//! $ cargo run --release --example report -- --out target/report.html
//! Wrote target/report.html (... kB): 152 of 152 articles read, 642 events between 124 pairs; 10 at length.
//! ```
//!
//! `cargo run --release --example report -- --help` says the rest.

mod archive;
mod args;
#[allow(
    dead_code,
    reason = "what examples draw with; this one needs most of it"
)]
#[path = "../drawing/mod.rs"]
mod drawing;
#[path = "../manners/ending.rs"]
mod ending;
mod findings;
#[path = "../summarize/input.rs"]
mod input;
#[path = "../summarize/line.rs"]
mod line;
mod page;
#[allow(
    dead_code,
    reason = "a server shows some days of a pair; the report all"
)]
mod pair;
#[path = "../manners/place.rs"]
mod place;
#[path = "../summarize/progress.rs"]
mod progress;
mod vega;

use std::{
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use archive::Archive;
use args::Args;
use clap::Parser;
use drawing::number;
use findings::Findings;
use page::Pictures;

fn main() -> ExitCode {
    ending::end("report", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let archive = Archive::read(args)?;
    let Some(found) = Findings::new(&archive, args) else {
        return Err(nothing(&archive).into());
    };
    let html = page::page(&archive, &found, args);
    let stdout = args.out.as_os_str() == "-";
    if stdout {
        let mut out = io::stdout().lock();
        out.write_all(html.as_bytes())?;
        out.flush()?;
    } else {
        write(&args.out, &html)?;
    }
    if let Some(folder) = &args.pictures {
        pictures(folder, &found)?;
    }
    // The page itself may be what standard output is for.
    if stdout {
        account(&mut io::stderr().lock(), args, &archive, &found, html.len())?;
    } else {
        account(&mut io::stdout().lock(), args, &archive, &found, html.len())?;
    }
    Ok(())
}

/// Why there is no page.
fn nothing(archive: &Archive) -> String {
    let counts = archive.timeline.counts();
    let first = archive.troubles.told.first();
    match counts {
        counts if counts.undated > 0 => format!(
            "{} and none with a date; give the day of publication with --date YYYY-MM-DD, or in NDJSON as \"date\"",
            number::counted(counts.read, "article")
        ),
        counts if counts.read > 0 => format!(
            "{}, and none that can be read: {} empty, {} in another language; give English text",
            number::counted(counts.read, "article"),
            counts.empty,
            counts.language
        ),
        _ => match first {
            Some(trouble) => format!("there is no article in the input; {trouble}"),
            None => {
                "there is no article in the input; give .txt or NDJSON files, or a folder of them"
                    .to_owned()
            }
        },
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text).map_err(|error| place::told(path, &error))
}

/// Writes the pictures alone, and their specifications.
fn pictures(folder: &Path, found: &Findings<'_>) -> Result<(), Box<dyn Error>> {
    let pairs = folder.join("pairs");
    fs::create_dir_all(&pairs).map_err(|error| place::told(&pairs, &error))?;
    let all = Pictures::new(found);
    for (name, svg) in [
        ("heatmap.svg", all.heatmap_alone(found)),
        ("matrix.svg", all.matrix_alone(found)),
    ] {
        if let Some(svg) = svg {
            write(&folder.join(name), &svg)?;
        }
    }
    write(
        &folder.join("heatmap.vl.json"),
        &format!("{:#}\n", vega::heatmap(found)),
    )?;
    for (at, dossier) in found.dossiers.iter().enumerate() {
        let Some(svg) = dossier.alone(found.range) else {
            continue;
        };
        write(&pairs.join(format!("{}.svg", dossier.pair)), &svg)?;
        if at == 0 {
            write(&folder.join("timeline.svg"), &svg)?;
            write(
                &folder.join("timeline.vl.json"),
                &format!("{:#}\n", vega::timeline(dossier)),
            )?;
        }
    }
    Ok(())
}

/// What was written, of what.
fn account(
    out: &mut impl Write,
    args: &Args,
    archive: &Archive,
    found: &Findings<'_>,
    bytes: usize,
) -> io::Result<()> {
    let counts = archive.timeline.counts();
    let to = if args.out.as_os_str() == "-" {
        String::new()
    } else {
        format!(" {}", args.out.display())
    };
    writeln!(
        out,
        "Wrote{to} ({} kB): {} of {} read, {} between {}; {} at length.",
        number::count(bytes.div_ceil(1000) as u64),
        number::count(counts.scored),
        number::counted(counts.read + archive.repeated, "article"),
        number::counted(counts.recorded, "event"),
        number::counted(found.pairs as u64, "pair"),
        number::count(found.dossiers.len() as u64),
    )?;
    if let Some(folder) = &args.pictures {
        writeln!(out, "Pictures in {}", folder.display())?;
    }
    let harmless = |told: &String| -> String {
        let chars = told.chars();
        chars
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    };
    for doubt in &archive.troubles.doubts {
        writeln!(out, "Doubtful text in {}", harmless(doubt))?;
    }
    let mut told = archive.troubles.told.iter();
    told.try_for_each(|trouble| writeln!(out, "Could not read {}", harmless(trouble)))
}
