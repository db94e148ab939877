//! Governors, shifters and idioms: each is at work in its example, and not in its counterexample.

use detente::{Analysis, Reader, Tokens};

use crate::{
    support::{Failure, Row, analyzer, briefs, names, read, report, rows},
    words::{Forms, words},
};

/// Whether the entry is at work in what was read.
type Works<'f> = &'f dyn Fn(&Analysis<'_>, &str) -> bool;

#[test]
fn every_governor_decides_in_its_example_and_not_in_its_counterexample() {
    check("en/governors.tsv", &|analysis, pattern| {
        analysis.events().iter().any(|event| names(event, pattern))
    });
}

#[test]
fn every_shifter_stands_in_its_example_and_not_in_its_counterexample() {
    let forms = Forms::bundled();
    check("en/shifters.tsv", &|analysis, pattern| {
        let places = analysis.shifts().iter().map(|shift| shift.tokens);
        covers(&forms, analysis, pattern, places)
    });
}

#[test]
fn every_idiom_closes_its_words_in_its_example() {
    let forms = Forms::bundled();
    check("en/idioms.tsv", &|analysis, pattern| {
        let places = analysis.masks().iter().map(|mask| mask.tokens);
        covers(&forms, analysis, pattern, places)
    });
}

fn covers(
    forms: &Forms,
    analysis: &Analysis<'_>,
    pattern: &str,
    mut places: impl Iterator<Item = Tokens>,
) -> bool {
    places.any(|tokens| forms.cover(pattern, &words(analysis, tokens)))
}

fn check(table: &str, works: Works<'_>) {
    let (analyzer, rows) = (analyzer(), rows(table));
    let mut reader = analyzer.reader();
    let failures: Vec<Failure> = rows
        .iter()
        .flat_map(|row| faults(&mut reader, row, works))
        .collect();
    report(table, rows.len(), &failures);
}

fn faults(reader: &mut Reader<'_>, row: &Row, works: Works<'_>) -> Vec<Failure> {
    let wishes = [("example", true), ("counterexample", false)];
    let mut failures = Vec::new();
    for (column, wish) in wishes {
        let Some(text) = row.field(column).filter(|text| !text.is_empty()) else {
            continue;
        };
        let analysis = read(reader, text);
        if works(&analysis, row.get("pattern")) != wish {
            failures.push(Failure {
                kind: column,
                entry: row.get("pattern").to_owned(),
                wish: wish.to_string(),
                text: text.to_owned(),
                read: briefs(&analysis),
            });
        }
    }
    failures
}
