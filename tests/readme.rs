//! The README says what is so: its commands stand in it, its code is the quick start's, its output what that prints.

use std::{env, fs, path::Path, process::Command};

use detente::{Analyzer, Article, Lexicon};

const SUMMARIZE: &str = "cargo run --release --example summarize";
const TEST: &str = "cargo test";

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A fenced block: what the fence says it holds, and its lines.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    language: String,
    lines: Vec<String>,
}

/// The fenced blocks of a Markdown text, in order.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in markdown.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(language), None) => {
                open = Some(Block {
                    language: language.trim().to_owned(),
                    lines: Vec::new(),
                })
            }
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert_eq!(open, None, "a fence is left open");
    blocks
}

/// The quick start: the first Rust block, and the block that follows it.
fn quick_start(markdown: &str) -> (Block, Block) {
    let mut blocks = blocks(markdown)
        .into_iter()
        .skip_while(|block| block.language != "rust");
    let code = blocks.next().expect("README.md has a Rust block");
    (
        code,
        blocks
            .next()
            .expect("README.md has an output block under its Rust block"),
    )
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

/// What an example prints. Its executable stands beside this test's, in the same profile's folder.
fn printed(example: &str) -> String {
    printed_with(example, &[])
}

fn printed_with(example: &str, arguments: &[&str]) -> String {
    let test = env::current_exe().expect("the test's own path");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("target/<profile>/deps/<test>");
    let path = profile
        .join("examples")
        .join(format!("{example}{}", env::consts::EXE_SUFFIX));
    let output = Command::new(&path)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap_or_else(|error| {
            panic!(
                "{}: {error}; build it with cargo build --examples",
                path.display()
            )
        });
    assert!(
        output.status.success(),
        "{example} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_commands_stand_in_the_readme() {
    let readme = file("README.md");
    let commands: Vec<&str> = readme
        .lines()
        .map(|line| line.trim().trim_start_matches("$ "))
        .collect();
    for command in [SUMMARIZE, TEST] {
        assert!(
            commands.contains(&command),
            "README.md has no line with the command {command}"
        );
    }
}

#[test]
fn the_code_is_the_quick_start() {
    let readme = file("README.md");
    let (code, _) = quick_start(&readme);
    let example = file("examples/quickstart.rs");
    let head = |line: &&str| line.starts_with("//!") || line.is_empty();
    let example: Vec<&str> = lines(&example).into_iter().skip_while(head).collect();
    assert!(code.lines.len() <= 15, "a quick start has at most 15 lines");
    assert_eq!(code.lines.join("\n").trim_end(), example.join("\n"));
}

#[test]
fn the_output_is_what_the_quick_start_prints() {
    let readme = file("README.md");
    let (_, output) = quick_start(&readme);
    let output = output.lines.join("\n");
    assert!(!lines(&output).is_empty(), "the output block is empty");
    assert_eq!(lines(&output), lines(&printed("quickstart")));
}

/// The figures of the README stand in the documentation too, taken from files that hold nothing else.
#[test]
fn the_documentation_has_the_figures_of_the_readme() {
    let readme = file("README.md");
    for page in ["src/guide/accuracy.md", "src/guide/performance.md"] {
        let figures = file(page);
        assert!(
            figures.lines().filter(|line| line.starts_with('|')).count() >= 8,
            "{page} has no table"
        );
        assert!(
            readme.contains(figures.trim_end()),
            "README.md does not hold the text of {page}; whichever is older takes over the other's"
        );
    }
}

/// The lines of a source's `//!` documentation.
fn documentation(source: &str) -> String {
    let lines = source.lines().filter_map(|line| line.strip_prefix("//!"));
    lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
        .collect()
}

#[test]
fn the_front_page_shows_what_its_code_prints() {
    let page = documentation(&file("src/lib.rs"));
    let blocks = blocks(&page);
    let [code, output, ..] = &blocks[..] else {
        panic!("code and output stand first");
    };
    let quick_start = quick_start(&file("README.md")).0.lines.join("\n");
    let told = code
        .lines
        .iter()
        .filter(|line| line.trim().starts_with("(\"2018-"));
    assert!(
        told.clone().count() == 2 && told.clone().all(|line| quick_start.contains(line.trim())),
        "the front page reads what the quick start reads"
    );
    let analyzer = Analyzer::new(Lexicon::english());
    let mut printed: Vec<String> = Vec::new();
    for line in told {
        let [_, day, _, text, _] = line.split('"').collect::<Vec<_>>()[..] else {
            panic!("a day and a text: {line}");
        };
        let article = Article::new(day, day.parse().expect("a day"), text);
        let analysis = analyzer.analyze(&article);
        let events = analysis.events().iter();
        printed.extend(events.map(|event| {
            let (source, target) = (event.source, event.target);
            format!("{source} -> {target}: {} {}", event.class, event.scale())
        }));
    }
    let relationship = self::printed("quickstart");
    printed.extend(lines(&relationship).into_iter().map(str::to_owned));
    assert_eq!(lines(&output.lines.join("\n")), printed);
}

/// Each measure of the README's table: name, `tune`, `held`.
fn accuracy(readme: &str) -> Vec<[String; 3]> {
    let cells = |line: &str| -> Option<[String; 3]> {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
        <[String; 3]>::try_from(cells.get(1..4)?.to_vec()).ok()
    };
    let table = readme
        .lines()
        .skip_while(|line| !line.starts_with("| measure"));
    let rows = table.skip(2).take_while(|line| line.starts_with('|'));
    rows.filter_map(cells).collect()
}

/// What `evaluate` prints for a measure, to two decimals.
fn measured(printed: &str, measure: &str) -> Option<String> {
    let row = |line: &str| -> Option<f64> {
        let (name, value) = line.split_once(' ')?;
        let value = value.split_whitespace().next()?;
        (name == measure).then(|| value.parse().ok())?
    };
    printed
        .lines()
        .find_map(row)
        .map(|value| format!("{value:.2}"))
}

#[test]
fn the_accuracy_is_what_evaluate_prints() {
    let table = accuracy(&file("README.md"));
    assert!(table.len() >= 8, "README.md has a table of measures");
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/events.jsonl");
    if !gold.exists() {
        eprintln!("SKIPPED: {} is not there", gold.display());
        return;
    }
    for (column, part) in [(1, "tune"), (2, "held")] {
        let gold = gold.to_string_lossy();
        let printed = printed_with("evaluate", &[&*gold, "--part", part]);
        for row in &table {
            assert_eq!(
                Some(row[column].clone()),
                measured(&printed, &row[0]),
                "{} {part}",
                row[0]
            );
        }
    }
}

#[test]
fn blocks_are_found() {
    let markdown =
        "# x\n```sh\ncargo test\n```\ntext\n```rust\nfn main() {}\n\n```\n\n```text\n1\n2\n```\n";
    let (code, output) = quick_start(markdown);
    assert_eq!(code.lines, ["fn main() {}", ""]);
    assert_eq!(output.lines, ["1", "2"]);
    assert_eq!(blocks(markdown).len(), 3);
}
