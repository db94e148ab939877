//! The runner itself: it takes no slip for a case, and sees every kind of fault.

use detente::{Analyzer, Lexicon};

use crate::{
    actors::Actors,
    case::{Case, File},
    kind::Kind,
    read,
    reading::Wish,
};

fn case(lines: &str) -> Case {
    let mut file: File = toml::from_str(&format!("[[case]]\nid = \"self\"\n{lines}"))
        .unwrap_or_else(|error| panic!("{lines}: {error}"));
    file.case.remove(0)
}

/// The faults of the only pair of a case.
fn faults(kind: Kind, lines: &str) -> Vec<String> {
    let analyzer = Analyzer::new(Lexicon::english());
    let twins = case(lines)
        .twins(kind, &Actors::new(&read("actors")))
        .expect("a sound case");
    let [twins] = &twins[..] else {
        panic!("{lines} is {} pairs", twins.len());
    };
    twins.faults(&mut analyzer.reader())
}

const CONDEMNED: &str =
    "base = \"Chad condemned Sudan.\"\nreads = [\"TCD->SDN ACCUSE actual -\"]\n";

#[test]
fn wishes_are_strict() {
    let lines = [
        "TCD->SDN ACCUSE actual",
        "TCD-SDN ACCUSE actual -",
        "TCD->SDN BLAME actual -",
        "TCD->SDN ACCUSE real -",
        "TCD->SDN ACCUSE actual *",
        "TCD->SDN ACCUSE actual - both",
    ];
    for line in lines {
        assert!(line.parse::<Wish>().is_err(), "{line} was taken");
    }
}

#[test]
fn cases_are_strict() {
    let unknown = "[[case]]\nid = \"a\"\nbase = \"b\"\nreads = []\nchange = []\n";
    assert!(toml::from_str::<File>(unknown).is_err());
    let changed = "changed = [\"Sudan was condemned by Chad.\"]\n";
    let slips = [
        (Kind::Voice, String::new()),
        (Kind::Voice, format!("{changed}becomes = []\n")),
        (Kind::Voice, format!("{changed}with = [\"TCD SDN\"]\n")),
        (Kind::Voice, format!("{changed}named = [\"Chad\"]\n")),
        (Kind::Voice, format!("{changed}moves = \"towards-zero\"\n")),
        (Kind::Negated, changed.to_owned()),
        (Kind::Stronger, changed.to_owned()),
        (Kind::Countries, changed.to_owned()),
        (Kind::Countries, "with = [\"TCD SDN\"]\n".to_owned()),
        (Kind::Flipped, "with = [\"TCD\"]\n".to_owned()),
        (Kind::Flipped, "with = [\"TCD QQQ\"]\n".to_owned()),
    ];
    let actors = Actors::new(&read("actors"));
    for (kind, lines) in slips {
        let case = case(&format!("{CONDEMNED}{lines}"));
        let taken = case.twins(kind, &actors).is_ok();
        assert!(!taken, "{} {lines} was taken", kind.name());
    }
}

#[test]
fn what_holds_is_no_fault() {
    let passive = format!("{CONDEMNED}changed = [\"Sudan was condemned by Chad.\"]\n");
    assert_eq!(faults(Kind::Voice, &passive), Vec::<String>::new());
    let not = format!("{CONDEMNED}changed = [\"Chad did not condemn Sudan.\"]\nbecomes = []\n");
    assert_eq!(faults(Kind::Negated, &not), Vec::<String>::new());
    let flipped = "base = \"{A} condemned {B}.\"\nreads = [\"{A}->{B} ACCUSE actual -\"]\nwith = [\"TCD SDN\"]\n";
    assert_eq!(faults(Kind::Flipped, flipped), Vec::<String>::new());
}

#[test]
fn what_does_not_hold_is_a_fault() {
    let broken = [
        (Kind::Voice, "changed = [\"Chad was condemned by Sudan.\"]"),
        (Kind::Voice, "changed = [\"Chad praised Sudan.\"]"),
        (Kind::Voice, "changed = [\"Chad did not condemn Sudan.\"]"),
        (
            Kind::Negated,
            "changed = [\"Chad condemned Sudan again.\"]\nbecomes = []",
        ),
        (
            Kind::Negated,
            "changed = [\"Chad praised Sudan.\"]\nbecomes = [\"TCD->SDN SUPPORT actual -\"]",
        ),
        (
            Kind::Stronger,
            "changed = [\"Chad condemned Sudan.\"]\nmoves = \"away-from-zero\"",
        ),
        (
            Kind::Stronger,
            "changed = [\"Chad fiercely condemned Sudan.\"]\nmoves = \"towards-zero\"",
        ),
    ];
    for (kind, lines) in broken {
        let found = faults(kind, &format!("{CONDEMNED}{lines}\n"));
        assert!(!found.is_empty(), "{} {lines} was not seen", kind.name());
    }
    let base = "base = \"Chad condemned Sudan.\"\nreads = [\"TCD->SDN AID actual +\"]\nchanged = [\"Sudan was condemned by Chad.\"]\n";
    assert!(!faults(Kind::Voice, base).is_empty());
}
