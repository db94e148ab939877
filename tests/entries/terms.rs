//! Terms: each example gives exactly its pair with the entry's class; no counterexample does.

use detente::{Analysis, Event, Pair, Reader};

use crate::support::{Failure, Row, analyzer, briefs, lexicon, names, read, report, rows};

#[test]
fn every_term_reads_its_example_and_not_its_counterexample() {
    let (analyzer, rows) = (analyzer(), rows("en/terms.tsv"));
    let mut reader = analyzer.reader();
    let failures: Vec<Failure> = rows
        .iter()
        .flat_map(|row| [example(&mut reader, row), counterexample(&mut reader, row)])
        .flatten()
        .collect();
    report("en/terms.tsv", rows.len(), &failures);
}

/// The class of an entry's code.
pub(crate) fn class(row: &Row) -> &'static str {
    let code: detente::CameoCode = row.get("code").parse().expect("a code");
    if code.is_climate() {
        return "CLIMATE";
    }
    let meaning = lexicon().meaning(code).cloned();
    meaning.and_then(|m| m.class).expect("a class").name()
}

fn example(reader: &mut Reader<'_>, row: &Row) -> Option<Failure> {
    let text = row.get("example");
    let analysis = read(reader, text);
    let kind = fault(&analysis, row)?;
    Some(Failure {
        kind,
        entry: row.get("pattern").to_owned(),
        wish: format!("{} {}", row.get("pair"), class(row)),
        text: text.to_owned(),
        read: briefs(&analysis),
    })
}

/// What is wrong with the reading of an example.
fn fault(analysis: &Analysis<'_>, row: &Row) -> Option<&'static str> {
    let Ok(pair) = row.get("pair").parse::<Pair>() else {
        return Some("no-pair");
    };
    let back = Pair::directed(pair.target(), pair.source()).expect("two actors");
    let events = analysis.events();
    let gives =
        |wish: Pair, event: &Event| event.pair() == Some(wish) && event.class.name() == class(row);
    let counts = |e: &&Event| e.primary && e.mode.weight() > 0;
    let astray = |e: &Event| e.pair() != Some(pair) && e.pair() != Some(back);
    if !events.iter().any(|e| gives(pair, e)) {
        return Some(
            if !analysis.events().iter().any(|e| e.pair() == Some(pair)) {
                "pair-missing"
            } else {
                "class-missing"
            },
        );
    }
    if !events
        .iter()
        .any(|e| gives(pair, e) && names(e, row.get("pattern")))
    {
        return Some("other-entry");
    }
    let both = matches!(row.get("frame"), "mutual");
    if both && !events.iter().any(|e| gives(back, e)) {
        return Some("one-way");
    }
    events
        .iter()
        .filter(counts)
        .any(astray)
        .then_some("third-pair")
}

fn counterexample(reader: &mut Reader<'_>, row: &Row) -> Option<Failure> {
    let text = row.get("counterexample");
    let analysis = read(reader, text);
    let wrong = |e: &Event| e.class.name() == class(row) && names(e, row.get("pattern"));
    analysis.events().iter().any(wrong).then(|| Failure {
        kind: "counterexample",
        entry: row.get("pattern").to_owned(),
        wish: format!("no {}", class(row)),
        text: text.to_owned(),
        read: briefs(&analysis),
    })
}
