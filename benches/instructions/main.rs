//! What noise cannot move: instructions per word, counted by callgrind on a fixed megabyte, and beside them the processor time of
//! `summarize` as a whole process and of `wc -w` on the same file.
//!
//! `cargo bench --bench instructions` prints the counts and their ratios to the floor, which is finding every word and looking it up.
//! With `-- --gate` it fails where a goal is missed; with `-- --where` it prints instead which stage takes how much.
//! Where valgrind is missing the counts are skipped, and it says so.
//!
//! This program runs itself under callgrind, with `--pass PASS TEXT`; only what happens inside `measured` is counted.

#![allow(missing_docs, unreachable_pub)]

mod process;
mod shares;
#[path = "../support/mod.rs"]
mod support;

use std::{
    env,
    hint::black_box,
    path::Path,
    process::{Command, ExitCode, Output},
};

use detente::{Analyzer, Lexicon};
use serde::Serialize;
use support::{
    articles::{self, Item},
    beside,
    floor::{self, Memo},
    reading::read,
    texts::Texts,
};

/// The most instructions a word that the floor may take, or it is no floor.
const FLOOR: f64 = 110.0;
/// The most that the warm pipeline may take, in floors.
const WARM: f64 = 2.5;
/// The most instructions a word that the cold pipeline may take.
const COLD: f64 = 700.0;
/// The most processor time that `summarize` may take, in times of `wc -w`.
const PROCESS: f64 = 2.5;

/// A value by its name.
type Named<T> = (String, T);

/// What `bench_table` takes over, by text.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// Instructions a word, by pass.
    instructions: Vec<Named<Vec<Named<f64>>>>,
    /// Processor seconds, by program.
    seconds: Vec<Named<Vec<Named<f64>>>>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    Words,
    LookedUp,
    Warm,
    Cold,
}

impl Pass {
    const ALL: [Self; 4] = [Self::Words, Self::LookedUp, Self::Warm, Self::Cold];

    const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::LookedUp => "words looked up (the floor)",
            Self::Warm => "whole pipeline, warm",
            Self::Cold => "whole pipeline, cold",
        }
    }

    /// Instructions a word that it may take at most, where there is a goal.
    fn goal(self, floor: f64) -> Option<f64> {
        match self {
            Self::Words => None,
            Self::LookedUp => Some(FLOOR),
            Self::Warm => Some(WARM * floor),
            Self::Cold => Some(COLD),
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--pass") {
        pass(&arguments[at + 1], &arguments[at + 2]);
        return ExitCode::SUCCESS;
    }
    if arguments.iter().any(|argument| argument == "--where") {
        shares::tell();
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    let mut met = counts(&mut report);
    met &= process::compare(&mut report);
    beside::leave("instructions.json", &report);
    let gate = arguments.iter().any(|argument| argument == "--gate");
    ExitCode::from(u8::from(gate && !met))
}

/// One pass over one text, with `measured` around what counts.
fn pass(name: &str, text: &str) {
    let pass = Pass::ALL.into_iter().find(|pass| pass.name() == name);
    let texts = Texts::all(1).into_iter().find(|texts| texts.name == text);
    let (pass, items) = pass
        .zip(texts.map(|texts| texts.items))
        .expect("--pass PASS TEXT");
    let joined = articles::joined(&items);
    match pass {
        Pass::Words => {
            measured(|| floor::scan(black_box(joined.as_bytes())));
        }
        Pass::LookedUp => {
            let memo = Memo::of(joined.as_bytes());
            measured(|| floor::look_up(black_box(joined.as_bytes()), &memo));
        }
        Pass::Warm => pipeline(&items, true),
        Pass::Cold => pipeline(&items, false),
    }
}

fn pipeline(items: &[Item], warm: bool) {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    if warm {
        black_box(read(&mut reader, items));
    }
    measured(|| read(&mut reader, black_box(items)));
}

/// callgrind counts from when this is entered until it is left.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

/// Prints the table of instructions; whether all goals are met.
fn counts(report: &mut Report) -> bool {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("SKIPPED: instructions; there is no valgrind");
        return true;
    }
    let mut met = true;
    for texts in Texts::all(1) {
        let text = articles::joined(&texts.items);
        let words = floor::scan(text.as_bytes()) as f64;
        let counted = Pass::ALL.map(|pass| instructions(pass, texts.name) as f64 / words);
        let floor = counted[1];
        println!("{}: {words} words in {} bytes", texts.name, text.len());
        println!(
            "  {:<28} {:>18} {:>7} {:>8}",
            "", "instructions/word", "floors", "at most"
        );
        for (pass, count) in Pass::ALL.into_iter().zip(counted) {
            let goal = pass.goal(floor);
            let missed = goal.is_some_and(|goal| count > goal);
            met &= !missed;
            println!(
                "  {:<28} {count:>18.1} {:>7.2} {:>8} {}",
                pass.name(),
                count / floor,
                goal.map_or_else(String::new, |goal| format!("{goal:.1}")),
                if missed { "MISSED" } else { "" },
            );
        }
        let counted = Pass::ALL.into_iter().zip(counted);
        let counted = counted.map(|(pass, count)| (pass.name().to_owned(), count));
        report
            .instructions
            .push((texts.name.to_owned(), counted.collect()));
    }
    met
}

/// What callgrind counts in one pass.
fn instructions(pass: Pass, text: &str) -> u64 {
    let output = callgrind(pass, text, Path::new("/dev/null"));
    let told = String::from_utf8_lossy(&output.stderr);
    let count = told
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let count = count.and_then(|(_, count)| count.trim().parse().ok());
    count.unwrap_or_else(|| {
        panic!(
            "{}, {text}: no count in what valgrind says:\n{told}",
            pass.name()
        )
    })
}

/// Runs one pass under callgrind, which writes to `to` what every function took.
fn callgrind(pass: Pass, text: &str, to: &Path) -> Output {
    Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*measured*"])
        .arg(format!("--callgrind-out-file={}", to.display()))
        .arg(env::current_exe().expect("this program's path"))
        .args(["--pass", pass.name(), text])
        .output()
        .expect("valgrind runs")
}
