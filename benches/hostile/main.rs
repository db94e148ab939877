//! Texts that nobody would print: whether reading them takes work and memory in proportion to their size.
//!
//! `cargo bench --bench hostile` prints a table: by generator, how much more work twice the text takes (in instructions, counted by
//! callgrind, and in processor time), how fast 8 MB are read, the memory at the peak beside what it may be, and how much the limits on
//! length left out, which every result counts. With `-- --gate` it fails where instructions or memory are over their limit.
//! `-- --large` counts instructions at 1, 2, 4 and 8 MB too, which takes half an hour. A name after `--` is the only generator read.
//!
//! Every text is read by a reader that has met no word of it, into a timeline.

#![allow(missing_docs, unreachable_pub)]

mod counts;
mod generators;
mod measure;
mod memory;
#[path = "../support/mod.rs"]
mod support;
mod words;

use std::{env, hint::black_box, process::ExitCode};

use generators::Generator;
use measure::Taken;

/// The most that instructions may grow by where a text is doubled.
const GROWTH: f64 = 2.05;
/// What processor time is expected to grow by at most; other work on the machine moves it, so that nothing fails by it.
const TIME_GROWTH: f64 = 2.3;
/// How many million bytes a second are expected of the slowest.
const SPEED: f64 = 10.0;
/// Bytes of the texts whose instructions are counted: as the library reads them, three parts and six, so that no part is a remainder.
const COUNTED: [usize; 2] = [147_456, 294_912];
/// The same of those that are timed.
const TIMED: [usize; 4] = [1_000_000, 2_000_000, 4_000_000, 8_000_000];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("--read") => {
            let generator = Generator::named(&arguments[1]).expect("--read NAME BYTES");
            measure::print(&generator, arguments[2].parse().expect("--read NAME BYTES"));
            ExitCode::SUCCESS
        }
        Some("--count") => {
            let names = arguments
                .iter()
                .position(|a| a == "--")
                .expect("--count BYTES .. -- NAME ..");
            let sizes = arguments[1..names]
                .iter()
                .map(|size| size.parse().expect("--count BYTES .. -- NAME .."));
            counts::read(&sizes.collect::<Vec<usize>>(), &arguments[names + 1..]);
            ExitCode::SUCCESS
        }
        _ => table(&arguments),
    }
}

/// callgrind counts from when this is entered until it is left.
#[inline(never)]
pub fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

/// What is known of a generator's texts.
struct Row {
    name: &'static str,
    /// The largest growth of instructions where the text is doubled, and instructions a byte of the largest text.
    counted: Option<(f64, f64)>,
    taken: Vec<Taken>,
}

impl Row {
    fn new(generator: &Generator, sizes: &[usize], counts: Option<&Vec<u64>>) -> Self {
        let counted = counts.map(|counts| {
            let growth = counts
                .windows(2)
                .map(|pair| pair[1] as f64 / pair[0] as f64);
            let last = counts.last().copied().unwrap_or(0);
            (
                growth.fold(0.0, f64::max),
                last as f64 / sizes[sizes.len() - 1] as f64,
            )
        });
        let taken = TIMED
            .iter()
            .map(|&bytes| measure::apart(generator, bytes))
            .collect();
        Self {
            name: generator.name,
            counted,
            taken,
        }
    }

    fn time_growth(&self) -> f64 {
        let growth = self
            .taken
            .windows(2)
            .map(|pair| pair[1].seconds / pair[0].seconds);
        growth.fold(0.0, f64::max)
    }

    fn largest(&self) -> &Taken {
        &self.taken[self.taken.len() - 1]
    }

    /// The peak of memory nearest to its limit, as a share of it.
    fn memory(&self) -> Option<f64> {
        let share = |taken: &Taken| Some(taken.memory? as f64 / taken.allowed() as f64);
        self.taken.iter().filter_map(share).reduce(f64::max)
    }

    fn is_superlinear(&self) -> bool {
        self.counted.is_some_and(|(growth, _)| growth > GROWTH)
    }

    fn is_too_large(&self) -> bool {
        self.memory().is_some_and(|share| share > 1.0)
    }

    fn print(&self) {
        let largest = self.largest();
        let or_dash = |number: Option<String>| number.unwrap_or_else(|| "-".to_owned());
        let mb = |bytes: usize| format!("{:.1}", bytes as f64 / 1e6);
        println!(
            "{:<24} {:>7} {:>8} {:>7.2} {:>7.1} {:>8} {:>8} {:>7} {:>9} {:>8} {:>8}{}{}",
            self.name,
            or_dash(self.counted.map(|(growth, _)| format!("{growth:.3}"))),
            or_dash(self.counted.map(|(_, each)| format!("{each:.0}"))),
            self.time_growth(),
            largest.speed(),
            or_dash(largest.memory.map(mb)),
            mb(largest.allowed()),
            or_dash(self.memory().map(|share| format!("{:.0} %", share * 100.0))),
            largest.tokens,
            largest.events,
            largest.cut,
            if self.is_superlinear() {
                " SUPERLINEAR"
            } else {
                ""
            },
            if self.is_too_large() {
                " TOO LARGE"
            } else {
                ""
            },
        );
    }
}

fn table(arguments: &[String]) -> ExitCode {
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let mut generators: Vec<Generator> = Generator::all().collect();
    if let Some(only) = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"))
    {
        generators.retain(|generator| generator.name == only);
    }
    let sizes: &[usize] = if has("--large") { &TIMED } else { &COUNTED };
    let counts = if has("--fast") {
        None
    } else {
        counts::of(&generators, sizes)
    };
    if counts.is_none() {
        println!("SKIPPED: instructions; there is no valgrind");
    }
    println!(
        "{:<24} {:>7} {:>8} {:>7} {:>7} {:>8} {:>8} {:>7} {:>9} {:>8} {:>8}",
        "", "growth", "/byte", "time", "MB/s", "MB", "at most", "share", "tokens", "events", "cut"
    );
    let mut met = true;
    for (at, generator) in generators.iter().enumerate() {
        let row = Row::new(generator, sizes, counts.as_ref().map(|counts| &counts[at]));
        row.print();
        met &= !row.is_superlinear() && !row.is_too_large();
    }
    println!(
        "expected: growth at most {GROWTH}, time at most {TIME_GROWTH}, at least {SPEED} MB/s, memory at most its limit"
    );
    ExitCode::from(u8::from(has("--gate") && !met))
}
