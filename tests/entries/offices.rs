//! Heads of state and of government, written down a second time without sight of the aliases: who held which office when.
//!
//! `tests/data/offices.tsv` has one line a term of office. The terms of an office follow each other, or a note says why not, and
//! each holder is found by name on a day in the middle of the term.

use std::collections::{BTreeMap, BTreeSet};

use detente::{ActorCode, Article, Day, Mention, Reader};

use crate::support::{analyzer, lexicon};

/// The first day the list speaks of.
const START: &str = "1985-01-01";
/// States whose heads the lexicon has under another code, too: the state before, the movement in power.
const BEFORE: [(&str, &[&str]); 6] = [
    ("AFG", &["TALIBAN"]),
    ("RUS", &["SUN"]),
    ("DEU", &["DDR"]),
    ("SRB", &["YUG", "SCG"]),
    ("MNE", &["YUG", "SCG"]),
    ("CZE", &["CSK"]),
];

#[derive(Debug)]
struct Term {
    code: String,
    office: String,
    name: String,
    from: String,
    to: String,
    note: String,
}

fn terms() -> Vec<Term> {
    let table = include_str!("../data/offices.tsv");
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("code\toffice\tname\tfrom\tto\tnote"));
    let term = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        Term {
            code: next(),
            office: next(),
            name: next(),
            from: next(),
            to: next(),
            note: next(),
        }
    };
    lines.map(term).collect()
}

/// The first day of a date of any precision.
fn first_day(date: &str) -> Day {
    let full = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    full.parse().unwrap_or_else(|_| panic!("{date} is no date"))
}

fn coverage() -> Day {
    lexicon().manifest().coverage
}

fn end(term: &Term) -> Day {
    if term.to.is_empty() {
        coverage()
    } else {
        first_day(&term.to)
    }
}

#[test]
fn the_terms_of_an_office_follow_each_other() {
    let mut offices: BTreeMap<(String, String), Vec<Term>> = BTreeMap::new();
    for term in terms() {
        assert!(first_day(&term.from) < end(&term), "{term:?} is reversed");
        let office = (term.code.clone(), term.office.clone());
        offices.entry(office).or_default().push(term);
    }
    let mut faults = Vec::new();
    for terms in offices.values_mut() {
        terms.sort_by_key(|term| first_day(&term.from));
        for pair in terms.windows(2) {
            let explained = pair.iter().any(|term| !term.note.is_empty());
            if pair[0].to != pair[1].from && !explained {
                faults.push(format!("{:?} and {:?}", pair[0], pair[1]));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "gaps or overlaps:\n{}",
        faults.join("\n")
    );
}

#[test]
fn every_head_is_found_by_name_in_office() {
    let analyzer = analyzer();
    let mut reader = analyzer.reader();
    let start = first_day(START);
    let known = terms().into_iter().filter(|term| end(term) > start);
    let lost: Vec<String> = known
        .filter(|term| !is_found(&mut reader, term))
        .map(|term| {
            format!(
                "{} {} {} {}..{}",
                term.code, term.office, term.name, term.from, term.to
            )
        })
        .collect();
    assert!(
        lost.is_empty(),
        "{} heads are not found:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

fn is_found(reader: &mut Reader<'_>, term: &Term) -> bool {
    let (from, to) = (first_day(&term.from), end(term));
    let middle = from.plus(to.since(from) / 2);
    let code: ActorCode = term.code.parse().expect("a code");
    let state = &lexicon().actor(code).expect("a state").name;
    let text = format!("{} spoke to reporters. {state} was quiet.", term.name);
    let analysis = reader.analyze(&Article::new("office", middle, &text));
    let before = BEFORE.iter().find(|(code, _)| *code == term.code);
    let codes: BTreeSet<ActorCode> = before
        .map_or(&[][..], |(_, before)| before)
        .iter()
        .chain([&term.code.as_str()])
        .filter_map(|code| code.parse().ok())
        .collect();
    let in_name = |m: &&Mention| {
        let start = analysis.document().span(m.tokens).start;
        usize::try_from(start).is_ok_and(|start| start < term.name.len())
    };
    let mut named = analysis.mentions().iter().filter(in_name);
    named.any(|mention| codes.contains(&mention.actor))
}
