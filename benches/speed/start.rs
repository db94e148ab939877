//! What must be paid once: loading the lexicon.

use std::{
    env,
    hint::black_box,
    process::Command,
    time::{Duration, Instant},
};

use criterion::Criterion;
use detente::Lexicon;

const FIRST_USE: &str = "--first-use";

pub fn bench(criterion: &mut Criterion) {
    let bundled = Lexicon::english();
    let manifest = include_str!("../../lexicons/lexicon.toml");
    let texts = Lexicon::FILES.iter().map(|file| {
        let text = bundled.canonical(file).expect("a file of the lexicon");
        ((*file).to_owned(), text)
    });
    let files: Vec<(String, String)> = texts
        .chain([("lexicon.toml".to_owned(), manifest.to_owned())])
        .collect();
    let mut group = criterion.benchmark_group("start");
    group.bench_function("lexicon from text", |b| {
        b.iter(|| Lexicon::from_files(black_box(files.clone())).expect("a lexicon"));
    });
    group.bench_function("lexicon, first use in a process", |b| {
        b.iter_custom(|times| (0..times).map(|_| in_a_new_process()).sum());
    });
    group.finish();
}

/// Whether this process shall only load the lexicon and say how long that took.
pub fn is_first_use() -> bool {
    env::args().nth(1).as_deref() == Some(FIRST_USE)
}

pub fn first_use() {
    let start = Instant::now();
    black_box(Lexicon::english());
    println!("{}", start.elapsed().as_nanos());
}

fn in_a_new_process() -> Duration {
    let program = env::current_exe().expect("this program's path");
    let output = Command::new(program).arg(FIRST_USE).output();
    let output = output.expect("this program runs once more");
    let nanos = String::from_utf8_lossy(&output.stdout).trim().parse();
    Duration::from_nanos(nanos.expect("nanoseconds"))
}
