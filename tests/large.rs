//! A lexicon of a hundred thousand entries loads in a hundred megabytes. Memory is counted by the allocator, for the whole process;
//! so nothing else is tested in this file. `cargo test --release --test large -- --nocapture` prints memory and processor time.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the clock of the benchmarks, which ask more of it"
)]
#[path = "../benches/support/clock.rs"]
mod clock;

use std::fmt::Write as _;

use detente::Lexicon;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Words that no other entry has.
fn word(number: usize) -> String {
    let letter = |at: u32| char::from(b'a' + ((number / 26_usize.pow(at)) % 26) as u8);
    (0..5).map(letter).collect()
}

/// The bundled tables with new names and terms until there are so many entries.
fn tables(entries: usize) -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let names = Lexicon::FILES.into_iter().chain(["lexicon.toml"]);
    let read = |name: &str| {
        (
            name.to_owned(),
            std::fs::read_to_string(folder.join(name)).unwrap(),
        )
    };
    let mut files: Vec<(String, String)> = names.map(read).collect();
    let is_entry = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let count = |text: &str| text.lines().filter(is_entry).count() - 1;
    let tables = files.iter().filter(|(name, _)| name.ends_with(".tsv"));
    let more = entries - tables.map(|(_, text)| count(text)).sum::<usize>();
    for (name, text) in &mut files {
        for number in 0..more {
            let word = word(number);
            // As in the bundled lexicon, one in five is a term.
            let _ = match (name.as_str(), number % 5) {
                ("en/terms.tsv", 0) => writeln!(
                    text,
                    "q{word} ~2 {word}x\t043\t\tact\tdiplomatic\t\tCHL->PER\tChile q{word} {word}x Peru.\t"
                ),
                ("en/aliases.tsv", 1..) => writeln!(
                    text,
                    "Q{word} X{word}\tFRA\tleader\tq{word}\tfull\tm\t2001-05-01\t2004\t\t"
                ),
                _ => Ok(()),
            };
        }
    }
    files
}

#[test]
fn a_hundred_thousand_entries_load_in_a_hundred_megabytes() {
    let files = tables(100_000);
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let (lexicon, took) = clock::timed(|| Lexicon::from_files(files).unwrap());
    let peak = ALLOCATOR.peak_usage() - before;
    let report = lexicon.report();
    println!(
        "{} names, {} terms and the rest, 100000 entries in {:.1} MB of text: loaded in {} ms of processor time, {:.1} MB at most",
        report.aliases,
        report.terms,
        bytes as f64 / 1e6,
        took.as_millis(),
        peak as f64 / 1e6
    );
    assert!(peak < 100_000_000, "{peak} bytes");
}
