//! Where fuzzing begins: the sentences, lexicons and dispatches of the tests and examples, as each target takes them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use detente::{Article, Timeline};
use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use toml::Value;

use crate::{
    lexicons,
    reading::{day, with_reader},
    storing,
};

const DISPATCHES: &str = include_str!("../../../examples/data/dispatches.ndjson");
/// Of the sentences, one of so many begins the slower targets.
const ONE_OF: usize = 12;

/// The seeds of a target.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let bytes = |texts: Vec<String>| texts.into_iter().map(String::into_bytes).collect();
    match target {
        "text" => bytes(sentences().iter().map(|text| format!("\n{text}")).collect()),
        "relate" => sentences().iter().map(|text| related(text)).collect(),
        "dates" => bytes(dated()),
        "lexicon" => bytes(tables()),
        "lines" => bytes(DISPATCHES.lines().step_by(ONE_OF).map(short).collect()),
        "timeline" => bytes(stored()),
        "checkpoint" => timelines()
            .iter()
            .map(|t| storing::body(&t.to_bytes()).to_vec())
            .collect(),
        "archive" => archived(),
        "report" => bytes(pages()),
        _ => Vec::new(),
    }
}

/// The package that is tested: this file stands in it, and in the package of the fuzz targets.
pub(crate) fn package() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let above = here
        .ends_with("tests/fuzz")
        .then(|| here.ancestors().nth(2));
    above.flatten().unwrap_or(here).to_owned()
}

/// The sentences of the cases that are read by hand: whatever stands in them as `text`, `base` or `changed`.
fn sentences() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["tests/golden", "tests/behaviour"] {
        let entries = fs::read_dir(package().join(folder)).expect("a folder of cases");
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.expect("a folder").path())
            .collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
        paths.sort();
        for path in paths {
            said(&cases(&path), &mut all);
        }
    }
    all
}

fn cases(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a file of cases");
    toml::from_str(&text).expect("cases that parse")
}

fn said(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                match value {
                    Value::String(text) if key == "text" || key == "base" => all.push(text.clone()),
                    Value::Array(_) if key == "changed" || key == "case" => said(value, all),
                    _ => {}
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| match value {
            Value::String(text) => all.push(text.clone()),
            value => said(value, all),
        }),
        _ => {}
    }
}

/// The first and the last word are the spans.
fn related(text: &str) -> Vec<u8> {
    let (first, last) = (text.find(' ').unwrap_or(0), text.rfind(' ').unwrap_or(0));
    let ends = [0, first, last + 1, text.len().saturating_sub(1)];
    let ends = ends.map(|end| u8::try_from(end).unwrap_or(u8::MAX));
    [&ends[..], text.as_bytes()].concat()
}

fn dated() -> Vec<String> {
    let cases = cases(&package().join("tests/when.toml"));
    let cases = cases.get("case").and_then(Value::as_array).expect("cases");
    let case = |case: &Value| {
        let field = |name: &str| case.get(name).and_then(Value::as_str).unwrap_or_default();
        format!("{}\n{}", field("published"), field("text"))
    };
    cases.iter().map(case).collect()
}

fn tables() -> Vec<String> {
    let lexicons::Cases { base, cases } = lexicons::cases();
    let laid = cases.iter().flat_map(|case| &case.files);
    let whole = base
        .iter()
        .chain(laid)
        .map(|(name, text)| format!("{name}\n{text}"));
    let grown = cases.iter().flat_map(|case| &case.append);
    let grown = grown.map(|(name, more)| {
        let text = base.get(name).map_or("", |text| text);
        format!("{name}\n{text}{more}")
    });
    whole.chain(grown).collect()
}

/// A dispatch as one line, with the beginning of its text.
fn short(line: &str) -> String {
    let mut line: serde_json::Value = serde_json::from_str(line).expect("a dispatch");
    let text = line["text"].as_str().unwrap_or_default();
    line["text"] = text.chars().take(80).collect::<String>().into();
    line.to_string()
}

/// Timelines of one, two and four sentences.
fn timelines() -> Vec<Timeline> {
    let sentences = sentences();
    let timeline = |few: &[String]| {
        let mut timeline = Timeline::new();
        timeline.stamp("small@1");
        for (number, text) in (0..).zip(few) {
            let article = Article::new("wire-1", day().plus(number), text);
            with_reader(|reader| timeline.record(reader.analyze(&article)));
        }
        timeline
    };
    let spread = sentences.chunks(4).step_by(ONE_OF * 4);
    spread
        .flat_map(|few| [1, 2, 4].map(|count| timeline(&few[..count.min(few.len())])))
        .collect()
}

/// Timelines as JSON, and the summary of every third.
pub(crate) fn stored() -> Vec<String> {
    let timelines = timelines();
    let summaries = timelines
        .iter()
        .step_by(3)
        .map(|t| serde_json::to_string(&t.summary()));
    let whole = timelines.iter().map(serde_json::to_string).chain(summaries);
    whole.map(|json| json.expect("JSON")).collect()
}

/// The state of a run, and files packed by both packers.
fn archived() -> Vec<Vec<u8>> {
    let state = r#"{"files":{"wire.ndjson":{"bytes":120,"lines":2}},"repeated":1,"unreadable":1,"listed":[["wire.ndjson",2,"not an item"]],"broken":{"more.gz":"cut short"}}"#;
    let state = [b"\0", state.as_bytes(), b"\n0123456789abcdef"].concat();
    let lines: String = DISPATCHES
        .lines()
        .take(2)
        .map(|line| short(line) + "\n")
        .collect();
    let mut gzip = GzEncoder::new(vec![1], Compression::fast());
    gzip.write_all(lines.as_bytes()).expect("room");
    let zstd = compress_to_vec(lines.as_bytes(), CompressionLevel::Fastest);
    vec![
        state,
        gzip.finish().expect("room"),
        [vec![2], zstd].concat(),
    ]
}

fn pages() -> Vec<String> {
    let sentences = sentences();
    let few = sentences.chunks(3).step_by(ONE_OF);
    few.map(|few| format!("<b>&amp;\"'\n{}", few.join("\n")))
        .collect()
}
