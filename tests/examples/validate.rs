//! What `validate` prints: the bundled sample, a case worked by hand, and lists it refuses.

use std::{fs, process::Output};

use crate::{example, folder, text};

fn validate(args: &[&str]) -> Output {
    example("validate").args(args).output().unwrap()
}

/// A row of the table: what stands in its columns, a value and its interval each.
fn row(table: &str, name: &str) -> Vec<f64> {
    let line = table.lines().find(|line| line.starts_with(name));
    let line = line.unwrap_or_else(|| panic!("{name} is missing: {table}"));
    let rest = &line[name.len()..];
    let words = rest.split([' ', '[', ']']).filter(|word| !word.is_empty());
    words
        .filter(|word| word.find('-').is_none_or(|at| at == 0))
        .map(|word| word.parse().unwrap_or(f64::NAN))
        .collect()
}

#[test]
fn the_bundled_crises_are_told_from_calm() {
    let output = validate(&[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let table = text(&output.stdout);
    assert!(table.starts_with("23 listed events against "), "{table}");
    assert!(
        table.lines().all(|line| line.chars().count() <= 120),
        "{table}"
    );
    for name in ["tension", "load"] {
        let [auc, within, detected, ..] = row(&table, name)[..] else {
            panic!("{table}");
        };
        assert!(auc > 0.85 && within > 0.75 && detected > 0.9, "{table}");
    }
    // Whatever moves this sample, the load must say more than how much is written of a pair.
    let baseline = row(&table, "- their share, decayed");
    assert!(row(&table, "load")[1] > baseline[1], "{table}");
    assert!(table.contains("it is no validation"), "{table}");
    assert_eq!(
        text(&validate(&[]).stdout),
        table,
        "the same draws in every run"
    );
}

#[test]
fn figures_worked_by_hand() {
    let folder = folder("validate");
    let (articles, crises) = (folder.join("a.ndjson"), folder.join("c.tsv"));
    let told = [
        ("2020-03-02", "Chile praised Peru."),
        ("2020-03-09", "Chile attacked Peru."),
        ("2020-03-22", "Kenya praised Ghana."),
    ];
    let lines =
        told.map(|(date, text)| format!("{{\"date\": \"{date}\", \"text\": \"{text}\"}}\n"));
    fs::write(&articles, lines.concat()).unwrap();
    let list = "# ours\ndyad\tstart\tend\tlabel\nPER->CHL\t2020-03-09\t2020-03-12\traid\nCHL-PER\t2021-01-01\t\tlater\n";
    fs::write(&crises, list).unwrap();
    let output = validate(&[
        "--crises",
        crises.to_str().unwrap(),
        "--budget",
        "20",
        articles.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let table = text(&output.stdout);
    // Two pairs and three weeks: the attack's week, the week after it, and four calm ones.
    let head = "2 listed events against 2 pairs by week: 1 periods of crisis, 4 calm, 1 after";
    assert!(table.starts_with(head), "{table}");
    // One alarm in five periods, in the right one; from Monday the 9th to Sunday the 15th.
    assert_eq!(
        row(&table, "tension")[..5],
        [1.0, 1.0, 1.0, 6.0, 0.0],
        "{table}"
    );
    // One document in the crisis against 1, 0, 0 and 1: (1/2 + 1 + 1 + 1/2) / 4, and 1/2 against the pair's own week.
    // The three equal ones are more than the budget allows, so that there is no alarm at all.
    let counted = row(&table, "- documents naming the pair");
    assert_eq!(counted[..3], [0.75, 0.5, 0.0], "{table}");
    assert!(
        table.contains("Left out, as nothing was read in it: CHL-PER 2021-01-01 later"),
        "{table}"
    );
}

#[test]
fn every_bad_line_of_a_list_is_told() {
    let folder = folder("validate-bad");
    let (articles, crises) = (folder.join("a.ndjson"), folder.join("c.tsv"));
    fs::write(&articles, "").unwrap();
    let told = |list: &str| {
        fs::write(&crises, list).unwrap();
        let paths = [crises.to_str().unwrap(), articles.to_str().unwrap()];
        let output = validate(&["--crises", paths[0], paths[1]]);
        assert_eq!(output.status.code(), Some(1));
        text(&output.stderr)
    };
    let bad = "dyad\tstart\tend\tlabel\nCHL\t2020-01-01\t\tx\nCHL-PER\t2020-13-01\t\tx\nCHL-PER\t2020-01-02\t2020-01-01\tx\nCHL-PER\n";
    let told_lines = told(bad);
    for line in [
        ":2: ",
        ":3: ",
        ":4: it ends before",
        ":5: the line has 1 columns",
    ] {
        assert!(told_lines.contains(line), "{line}: {told_lines}");
    }
    assert!(told("dyad,start\n").contains("the first line is not dyad, start, end, label"));
    assert!(told("dyad\tstart\tend\tlabel\n").contains("no event is listed"));
}
