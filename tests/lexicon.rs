//! The bundled lexicon as a whole: it is clean, its order never matters, and layers do what they say.

use std::collections::BTreeMap;

use detente::{ActorKind, Analyzer, Article, Lexicon, LexiconError, LoadReport};

const LAYER: &str = "name = \"layer\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0-1.0\"\nsource = \"own\"\ncoverage = \"2025-06-30\"\nextends = \"english\"\n";

const TERMS: &str = "pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample\n";

/// The manifest of the bundled lexicon, as a file.
fn manifest() -> String {
    let english = Lexicon::english();
    let m = english.manifest();
    format!(
        "name = {:?}\nversion = {:?}\nlanguage = {:?}\nlicence = {:?}\nsource = {:?}\ncoverage = \"{}\"\n",
        m.name, m.version, m.language, m.licence, m.source, m.coverage
    )
}

/// The bundled lexicon's files, each table as `rewrite` makes it.
fn files(rewrite: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let english = Lexicon::english();
    let table = |file: &str| rewrite(&english.canonical(file).expect("a table"));
    let mut files: BTreeMap<String, String> = Lexicon::FILES
        .iter()
        .map(|file| ((*file).to_owned(), table(file)))
        .collect();
    files.insert("lexicon.toml".to_owned(), manifest());
    files
}

/// A lexicon of one table over the bundled one.
fn layer(file: &str, text: &str) -> Result<Lexicon, LexiconError> {
    Lexicon::from_files([("lexicon.toml", LAYER), (file, text)])
}

#[test]
fn the_report_counts_the_lines_of_the_tables() {
    let lines = |file: &str| {
        let text = Lexicon::english().canonical(file).expect("a table");
        text.lines().count() - 1
    };
    let mut wish = LoadReport::default();
    wish.codes = lines("cameo.tsv");
    wish.actors = lines("actors.tsv");
    wish.aliases = lines("en/aliases.tsv");
    wish.governors = lines("en/governors.tsv");
    wish.shifters = lines("en/shifters.tsv");
    wish.idioms = lines("en/idioms.tsv");
    wish.terms = Lexicon::english().report().terms;
    assert_eq!(*Lexicon::english().report(), wish);
    // idioms that stand for a code are terms too
    assert!(wish.terms >= lines("en/terms.tsv"));
}

#[test]
fn the_canonical_form_loads_as_the_same_lexicon() {
    let again = Lexicon::from_files(files(str::to_owned)).expect("the canonical form");
    assert_eq!(again.stamp(), Lexicon::english().stamp());
    for file in Lexicon::FILES {
        assert_eq!(
            again.canonical(file),
            Lexicon::english().canonical(file),
            "{file}"
        );
    }
    assert_eq!(again.canonical("en/nothing.tsv"), None);
}

#[test]
fn the_order_of_the_lines_changes_nothing() {
    let reversed = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    };
    let again = Lexicon::from_files(files(reversed)).expect("the same lines");
    assert_eq!(again.stamp(), Lexicon::english().stamp());
    let text = "Iran condemned Israel for its attack on Syria and offered talks to Iraq.";
    let article = Article::undated("order", text);
    let (one, two) = (Analyzer::new(Lexicon::english()), Analyzer::new(again));
    let events = one.analyze(&article).into_record().events;
    assert!(!events.is_empty());
    assert_eq!(events, two.analyze(&article).into_record().events);
}

#[test]
fn the_order_of_the_columns_changes_nothing() {
    let turned = |text: &str| {
        let turn = |line: &str| line.split('\t').rev().collect::<Vec<_>>().join("\t") + "\n";
        text.lines().map(turn).collect()
    };
    let again = Lexicon::from_files(files(turned)).expect("the same fields");
    assert_eq!(again.stamp(), Lexicon::english().stamp());
}

#[test]
fn comments_and_blank_lines_change_nothing() {
    let commented = |text: &str| {
        format!(
            "# a comment\n\n{}\n\n# the end\n",
            text.trim_end_matches('\n')
        )
    };
    let again = Lexicon::from_files(files(commented)).expect("the same lines");
    assert_eq!(again.stamp(), Lexicon::english().stamp());
}

#[test]
fn the_stamp_names_the_lexicon_and_changes_with_every_change() {
    let english = Lexicon::english();
    let (name, hash) = english.stamp().split_once('+').expect("a plus sign");
    let m = english.manifest();
    assert_eq!(name, format!("{}@{}", m.name, m.version));
    assert_eq!(hash.len(), 64);
    let line = "wink at\t051\t\tact\t\t\tFRA->DEU\tFrance winked at Germany.\t\n";
    let other = layer("en/terms.tsv", &format!("{TERMS}{line}")).expect("a layer");
    assert_ne!(
        other.stamp().split_once('+').map(|(_, hash)| hash),
        Some(hash)
    );
}

#[test]
fn a_layer_adds_replaces_and_removes() {
    let own = [
        "wink at\t051\t\tact\t\t\tFRA->DEU\tFrance winked at Germany.\t\n",
        "slaughter\t051\t\tact\t\t\tFRA->DEU\tFrance slaughtered Germany at chess.\t\n",
        "kidnap\toff\t\t\t\t\t\t\t\n",
    ];
    let mine = layer("en/terms.tsv", &format!("{TERMS}{}", own.concat())).expect("a layer");
    let changes = &mine.report().changes;
    assert_eq!(*changes, [("en/terms.tsv".to_owned(), 1, 1, 1)]);
    let terms = mine.canonical("en/terms.tsv").expect("the terms");
    assert!(terms.contains("\nwink at\t051\t"));
    assert!(terms.contains("\nslaughter\t051\t"));
    assert!(!terms.contains("\nkidnap\t"));
    assert_eq!(mine.report().terms, Lexicon::english().report().terms);
}

#[test]
fn what_a_layer_adds_is_read() {
    let line = "wink at\t051\t\tact\t\t\tFRA->DEU\tFrance winked at Germany.\t\n";
    let mine = layer("en/terms.tsv", &format!("{TERMS}{line}")).expect("a layer");
    let article = Article::undated("wink", "Norway winked at Brazil.");
    let before = Analyzer::new(Lexicon::english());
    assert!(before.analyze(&article).events().is_empty());
    let after = Analyzer::new(mine);
    let analysis = after.analyze(&article);
    let pairs: Vec<String> = analysis
        .events()
        .iter()
        .map(|event| format!("{}->{} {}", event.source, event.target, event.class.name()))
        .collect();
    assert_eq!(pairs, ["NOR->BRA SUPPORT"]);
}

#[test]
fn an_entry_for_one_dyad_holds_for_that_dyad() {
    let line = "feathers\t051\t\tact\t\tCHN-JPN\tCHN->JPN\tChina sold feathers to Japan.\t\n";
    let mine = layer("en/terms.tsv", &format!("{TERMS}{line}")).expect("a layer");
    let analyzer = Analyzer::new(mine);
    let reads = |text: &str| {
        let analysis = analyzer.analyze(&Article::undated("dyad", text));
        let names = |event: &detente::Event| event.steps.iter().any(|s| s.entry == "feathers");
        analysis.events().iter().any(names)
    };
    assert!(reads("China has feathers for Japan."));
    assert!(!reads("Norway has feathers for Brazil."));
}

#[test]
fn an_empty_layer_is_the_lexicon_below_it() {
    let mine = Lexicon::from_files([("lexicon.toml", LAYER)]).expect("a layer");
    for file in Lexicon::FILES {
        assert_eq!(
            mine.canonical(file),
            Lexicon::english().canonical(file),
            "{file}"
        );
    }
    assert_eq!(mine.manifest().name, "layer");
    assert!(mine.report().changes.is_empty());
}

#[test]
fn actors_and_codes_say_what_they_are() {
    let english = Lexicon::english();
    let actor = english.actor("IRN".parse().expect("a code")).expect("Iran");
    assert_eq!(
        (actor.name.as_str(), actor.kind),
        ("Iran", ActorKind::State)
    );
    let meaning = english
        .meaning("190".parse().expect("a code"))
        .expect("an attack");
    assert_eq!(meaning.class.map(|class| class.name()), Some("ASSAULT"));
    assert!(meaning.scale.sign() < 0);
    assert_eq!(english.actor("QQQ".parse().expect("a code")), None);
}

#[test]
fn the_specification_names_the_columns_of_every_table() {
    let readme = include_str!("../lexicons/README.md");
    for file in Lexicon::FILES {
        let text = Lexicon::english().canonical(file).expect("a table");
        let header = text.lines().next().expect("a header").replace('\t', ", ");
        let row = format!("| `{file}` | {header} |");
        assert!(readme.contains(&row), "the README has no row {row}");
    }
}
