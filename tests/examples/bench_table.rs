//! `bench_table` makes one table of the files criterion leaves.

use std::{fs, path::Path};

use crate::{example, folder, text};

const TEXTS: &str = r#"[["bundled", {"articles": 10, "bytes": 1000000, "words": 200000, "distinct": 20000,
    "sentences": 8000, "one_actor": 2000, "two_actors": 800}]]"#;

fn result(folder: &Path, group: &str, name: &str, parameter: &str, nanoseconds: u64) {
    let folder = folder.join(group).join(name).join(parameter).join("new");
    fs::create_dir_all(&folder).unwrap();
    let benchmark = format!(
        r#"{{"group_id": "{group}", "function_id": "{name}", "value_str": "{parameter}", "throughput": {{"Bytes": 1000000}}, "title": ""}}"#
    );
    fs::write(folder.join("benchmark.json"), benchmark).unwrap();
    let estimates = format!(r#"{{"median": {{"point_estimate": {nanoseconds}.0}}}}"#);
    fs::write(folder.join("estimates.json"), estimates).unwrap();
}

/// A folder as criterion leaves it.
pub(crate) fn results(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("texts.json"), TEXTS).unwrap();
    result(folder, "floor", "words looked up", "bundled", 2_500_000);
    result(folder, "pipeline", "warm", "bundled", 10_000_000);
    result(folder, "scaling", "text, MB", "4", 20_000_000);
}

fn table(arguments: &[&str], folder: &Path) -> std::process::Output {
    let mut command = example("bench_table");
    command
        .args(arguments)
        .arg("--results")
        .arg(folder)
        .output()
        .unwrap()
}

#[test]
fn ratios_are_to_the_floor() {
    let folder = folder("bench-table");
    let refused = table(&[], &folder);
    assert!(!refused.status.success());
    assert!(
        text(&refused.stderr).contains("texts.json: "),
        "{}",
        text(&refused.stderr)
    );
    results(&folder);
    let output = table(&[], &folder);
    assert_eq!(
        text(&output.stdout),
        "- `bundled`: 1.0 MB, 10 articles, 0.20 million words of which 20000 are distinct; 25 % of the sentences name one actor, \
         10 % two or more\n\n\
         | | MB/s, bundled | in floors | sentences/s |\n\
         |---|---:|---:|---:|\n\
         | words found and looked up: the floor | 400 | 1.00 |  |\n\
         | **whole pipeline**, words known | 100 | 4.00 | 800,000 |\n\
         - MB/s, cold, with the text's size in MB: 4: 50.0\n",
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn the_table_goes_between_the_marks() {
    let folder = folder("bench-table-write");
    fs::write(folder.join("texts.json"), TEXTS).unwrap();
    result(&folder, "floor", "words looked up", "bundled", 2_500_000);
    let path = folder.join("PAGE.md");
    fs::write(&path, "no marks\n").unwrap();
    let refused = table(&["--write", path.to_str().unwrap()], &folder);
    assert!(!refused.status.success());
    assert_eq!(fs::read_to_string(&path).unwrap(), "no marks\n");
    let readme = include_str!("../../README.md");
    fs::write(&path, readme).unwrap();
    let written = table(&["--write", path.to_str().unwrap()], &folder);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let page = fs::read_to_string(&path).unwrap();
    let (head, tail) = page
        .split_once("| words found and looked up: the floor | 400 | 1.00 |  |\n")
        .unwrap();
    assert!(readme.starts_with(head.split_once("- `bundled`").unwrap().0));
    assert!(readme.ends_with(tail));
    assert!(
        table(&["--write", path.to_str().unwrap()], &folder)
            .status
            .success()
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        page,
        "writing it twice changes it"
    );
}
