//! Behaviour: pairs of sentences, and what must hold between the two readings, as data in `tests/behaviour/*.toml`.
//!
//! Some changes of a sentence must not change what is read in it (other countries, the passive, another name, a date at
//! its end), others must (a "not", a "may", an end). A file holds the cases of one kind of change; `known_faults.toml` holds
//! those that are read wrongly today. `cargo test --test behaviour -- --nocapture` prints how many hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::PathBuf,
};

use actors::Actors;
use case::{Case, File};
use detente::{Analyzer, Lexicon};
use kind::Kind;
use twins::Twins;

#[path = "behaviour/actors.rs"]
mod actors;
#[path = "behaviour/case.rs"]
mod case;
#[path = "behaviour/kind.rs"]
mod kind;
#[path = "behaviour/order.rs"]
mod order;
#[path = "behaviour/reading.rs"]
mod reading;
#[path = "behaviour/strict.rs"]
mod strict;
#[path = "behaviour/twins.rs"]
mod twins;

/// Pairs that are read wrongly today, each with the reading that is wanted.
const FAULTS: &str = "known_faults";

fn read(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour");
    let path = folder.join(name).with_extension("toml");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cases of one file; those of a kind's own file know their kind by it.
fn cases(name: &str, kind: Option<Kind>) -> Vec<(Kind, Case)> {
    let file: File = toml::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let kinds = |case: Case| match (kind, case.kind, &case.cause) {
        (Some(kind), None, None) => (kind, case),
        (None, Some(kind), Some(_)) => (kind, case),
        _ => panic!(
            "{name}: {}: kind and cause are for known faults, and for all of them",
            case.id
        ),
    };
    file.case.into_iter().map(kinds).collect()
}

fn expanded(cases: Vec<(Kind, Case)>) -> Vec<Twins> {
    let actors = Actors::new(&read("actors"));
    let twins = |(kind, case): (Kind, Case)| {
        case.twins(kind, &actors)
            .unwrap_or_else(|error| panic!("{}/{}: {error}", kind.name(), case.id))
    };
    cases.into_iter().flat_map(twins).collect()
}

/// The pairs of every kind's own file.
fn sound() -> Vec<Twins> {
    let all = Kind::ALL.map(|kind| cases(kind.name(), Some(kind)));
    expanded(all.into_iter().flatten().collect())
}

fn faulty() -> Vec<Twins> {
    expanded(cases(FAULTS, None))
}

#[test]
fn what_must_hold_between_two_sentences_holds() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut report = String::new();
    for twins in sound() {
        let faults = twins.faults(&mut reader);
        if !faults.is_empty() {
            let _ = writeln!(report, "{twins}\n    {}", faults.join("\n    "));
        }
    }
    assert!(report.is_empty(), "what must hold does not:\n{report}");
}

#[test]
fn known_faults_still_fail() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mended: Vec<String> = faulty()
        .into_iter()
        .filter(|twins| twins.faults(&mut reader).is_empty())
        .map(|twins| twins.id)
        .collect();
    assert!(
        mended.is_empty(),
        "now read well; move these from {FAULTS} to the file of their kind: {mended:?}"
    );
}

/// Prints how many pairs of each kind hold, of how many; the other tests hold that the table is true.
#[test]
fn every_kind_has_its_share() {
    let mut table: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    for twins in sound() {
        table.entry(twins.kind).or_default().0 += 1;
    }
    for twins in faulty() {
        table.entry(twins.kind).or_default().1 += 1;
    }
    for (kind, (hold, fail)) in &table {
        println!("{:<13} {hold:>4} of {:>4} hold", kind.name(), hold + fail);
    }
    let (hold, fail) = table.values().fold((0, 0), |(h, f), (a, b)| (h + a, f + b));
    println!("{:<13} {hold:>4} of {:>4} hold", "all", hold + fail);
    for kind in Kind::ALL {
        let (hold, fail) = table.get(&kind).copied().unwrap_or_default();
        assert!(hold + fail >= kind.least(), "too few of {}", kind.name());
    }
    assert!(hold + fail >= 450, "only {} pairs", hold + fail);
}

#[test]
fn pairs_and_ids_are_unique() {
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = sound()
        .into_iter()
        .chain(faulty())
        .map(|twins| format!("{} {} => {}", twins.kind.name(), twins.base, twins.changed))
        .filter(|pair| !seen.insert(pair.clone()))
        .collect();
    assert!(twice.is_empty(), "twice: {twice:#?}");
    for twins in [sound(), faulty()] {
        let ids: BTreeSet<&str> = twins.iter().map(|twins| twins.id.as_str()).collect();
        assert_eq!(ids.len(), twins.len(), "an id stands twice in one file");
    }
}
