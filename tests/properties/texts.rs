//! Texts to try: random ones, ones made of the lexicon's words, and the sentences of the golden cases.

use std::{fs, path::Path, sync::LazyLock};

use detente::{Article, Day};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first column of a lexicon file, without sigils and gaps; alternatives become words of their own.
fn entries(path: &str) -> Vec<String> {
    let text = file(path);
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let plain = |cell: &str| {
        cell.replace(['=', '|'], " ")
            .replace(|c: char| c == '~' || c.is_ascii_digit(), "")
    };
    rows.filter_map(|row| row.split('\t').next())
        .map(plain)
        .collect()
}

/// Words of the lexicon, and the marks that cut clauses.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = [
        "aliases",
        "terms",
        "governors",
        "shifters",
        "idioms",
        "markers",
    ];
    let mut words: Vec<String> = files
        .iter()
        .flat_map(|name| entries(&format!("lexicons/en/{name}.tsv")))
        .collect();
    let count = words.len() / 12;
    let marks = [
        ".",
        ",",
        ";",
        ":",
        "\"",
        "\u{201c}",
        "'",
        "\u{2019}s",
        "-",
        "--",
        "(",
        ")",
        "and",
        "by",
        "that",
        "?",
        "\n\n",
    ];
    words.extend(
        marks
            .iter()
            .cycle()
            .take(count)
            .map(|mark| (*mark).to_owned()),
    );
    assert!(words.len() > 5000, "the lexicon's words were not found");
    words
});

fn lexical() -> impl Strategy<Value = String> {
    vec(any::<Index>(), 0..80).prop_map(|picks| {
        let words: Vec<&str> = picks
            .iter()
            .map(|pick| WORDS[pick.index(WORDS.len())].as_str())
            .collect();
        words.join(" ")
    })
}

/// Actors, verbs and marks; between bars, for some of them show nothing.
const PIECES: &str = "Russia|US|U.S.|Iran's|Paris|the two sides|Putin|he|its|we|attacked|condemned|agreed to|threatened|\
    sanctions on|talks with|was|not|said|that|which|and|by|if|must|ambassador|-|'|\u{2019}|\u{ad}|\u{200b}|\u{301}|.|,|\"|\
    (|\u{1f600}|\u{fb03}|1.5|\r\n";

/// The pieces close together, glued now and then.
fn glued() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split('|').collect();
    let spaced = |(piece, space): (&str, bool)| {
        if space {
            format!("{piece} ")
        } else {
            piece.to_owned()
        }
    };
    vec((select(pieces), any::<bool>()), 0..60)
        .prop_map(move |picks| picks.into_iter().map(spaced).collect())
}

pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,300}",
        "[a-zA-Z .,'\"-]{0,300}",
        lexical(),
        glued()
    ]
}

pub(crate) fn any_day() -> impl Strategy<Value = Option<Day>> {
    proptest::option::of(
        (1..=9999_i16, 1..=12_i8, 1..=28_i8)
            .prop_map(|(y, m, d)| Day::new(y, m, d).expect("a day")),
    )
}

pub(crate) fn article<'a>(day: Option<Day>, title: &'a str, text: &'a str) -> Article<'a> {
    day.map_or_else(
        || Article::undated("id", text),
        |day| Article::new("id", day, text),
    )
    .title(title)
}

/// Letters beyond ASCII, for the forms that plain sentences do not have.
const ACCENTED: [&str; 8] = [
    "President Recep Tayyip Erdo\u{11f}an condemned Israel over the raid.",
    "C\u{f4}te d'Ivoire accused Mali of harbouring the gunmen.",
    "S\u{e3}o Tom\u{e9} and Pr\u{ed}ncipe thanked Portugal for its aid.",
    "T\u{fc}rkiye rejected Sweden's protest.",
    "Poland's president, Lech Wa\u{142}\u{119}sa, praised Germany.",
    "Cura\u{e7}ao, Aruba and Venezuela signed an accord on fishing.",
    "French president Fran\u{e7}ois Hollande criticised Russia.",
    "Brazil's Jos\u{e9} Sarney met his Argentine counterpart Ra\u{fa}l Alfons\u{ed}n.",
];

/// The sentences of the golden cases, and the accented ones.
pub(crate) fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let mut texts: Vec<String> = ACCENTED.iter().map(|text| (*text).to_owned()).collect();
    for path in paths {
        let table: toml::Table =
            toml::from_str(&fs::read_to_string(path).expect("a file")).expect("a table");
        let cases = table
            .get("case")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten();
        texts.extend(cases.filter_map(|case| case.get("text")?.as_str().map(str::to_owned)));
    }
    assert!(
        texts.len() > 120,
        "only {} sentences were found",
        texts.len()
    );
    texts
}
