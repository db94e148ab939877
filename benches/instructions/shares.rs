//! Where the instructions of the whole pipeline go: what each stage takes, with all that it calls.

use std::{env, fs, process::Command};

use crate::{
    Pass, callgrind,
    support::{articles, floor, texts::Texts},
};

/// What is told of the flow, and the function that does it.
const STAGES: [(&str, &str); 14] = [
    ("words found and looked up", "detente::text::tokens"),
    (
        "could two actors be named?",
        "detente::annotate::mention::early::may_name_two",
    ),
    ("sentences", "detente::text::sentence::cut"),
    ("idioms", "detente::annotate::mask::find"),
    ("dates", "detente::annotate::when::find"),
    ("actors", "detente::annotate::mention::find"),
    (
        "words laid out for the patterns",
        "detente::annotate::places::<impl detente::annotate::Board>::lay_out",
    ),
    ("terms and governors", "detente::annotate::cue::find"),
    ("shifters", "detente::annotate::shift::find"),
    ("clauses and speakers", "detente::annotate::clause::cut"),
    ("chains of governors", "detente::compose::read"),
    ("who did it to whom", "detente::attribute::events"),
    ("pairs named", "detente::attribute::named"),
    ("recording", "detente::timeline::Timeline::score"),
];

/// Prints one table of all texts, for CONTRIBUTING.md.
pub fn tell() {
    if Command::new("callgrind_annotate")
        .arg("--version")
        .output()
        .is_err()
    {
        return println!("SKIPPED: where the instructions go; there is no callgrind_annotate");
    }
    let (mut heads, mut columns) = (Vec::new(), Vec::new());
    for texts in Texts::all(1) {
        let words = floor::scan(articles::joined(&texts.items).as_bytes()) as f64;
        for (pass, state) in [(Pass::Warm, "warm"), (Pass::Cold, "cold")] {
            heads.push(format!("{}, {state}", texts.name));
            let counts = Counts::of(pass, texts.name);
            columns.push(counts.by_stage().map(|count| count as f64 / words));
        }
    }
    println!("| instructions a word | {} |", heads.join(" | "));
    println!("|---|{}", "---:|".repeat(heads.len()));
    let names = STAGES.into_iter().map(|(name, _)| name);
    for (at, name) in names.chain(["all else", "**together**"]).enumerate() {
        let row: Vec<String> = columns.iter().map(|c| format!("{:.0}", c[at])).collect();
        println!("| {name} | {} |", row.join(" | "));
    }
}

/// What callgrind counted in one pass.
struct Counts {
    /// Lines of `callgrind_annotate`: a count, and the function's name.
    lines: Vec<(u64, String)>,
}

impl Counts {
    fn of(pass: Pass, text: &str) -> Self {
        let path = env::temp_dir().join(format!("detente-callgrind-{}", std::process::id()));
        callgrind(pass, text, &path);
        let output = Command::new("callgrind_annotate")
            .args(["--inclusive=yes", "--threshold=100"])
            .arg(&path)
            .output()
            .expect("callgrind_annotate runs");
        let _ = fs::remove_file(&path);
        let told = String::from_utf8_lossy(&output.stdout);
        Self {
            lines: told.lines().filter_map(counted).collect(),
        }
    }

    /// What a function took; one that the compiler dissolved in its caller took nothing of its own.
    fn of_function(&self, name: &str) -> u64 {
        let own = self.lines.iter().filter(|(_, function)| function == name);
        own.map(|(count, _)| *count).max().unwrap_or(0)
    }

    /// The counts of all stages, of all else, and of all together.
    fn by_stage(&self) -> [u64; STAGES.len() + 2] {
        let mut counts = [0; STAGES.len() + 2];
        for (count, (_, function)) in counts.iter_mut().zip(STAGES) {
            *count = self.of_function(function);
        }
        let all = self.of_function("PROGRAM TOTALS");
        let stages: u64 = counts.iter().sum();
        counts[STAGES.len()] = all.saturating_sub(stages);
        counts[STAGES.len() + 1] = all;
        counts
    }
}

/// `1,234 (5.6%)  file:function [object]`
fn counted(line: &str) -> Option<(u64, String)> {
    let (count, rest) = line.trim_start().split_once(' ')?;
    let count = count.replace(',', "").parse().ok()?;
    let (_, rest) = rest.split_once(")  ")?;
    let function = rest.split_once(':').map_or(rest, |(_, function)| function);
    let function = function
        .split_once(" [/")
        .map_or(function, |(function, _)| function);
    Some((count, function.to_owned()))
}
