//! Golden cases of dates, and that any text is read.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde::Deserialize;

use super::{words::*, *};
use crate::{
    annotate::{glance::Glance, mask},
    article::Article,
    lexicon::Lexicon,
    text::{self, Memo},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    published: Option<Day>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    expect: Vec<String>,
}

fn article<'t>(published: Option<Day>, text: &'t str) -> Article<'t> {
    published.map_or_else(
        || Article::undated("t", text),
        |day| Article::new("t", day, text),
    )
}

/// The dates of an article as the golden cases write them: "last week = 2017-04-09 week".
fn read(article: &Article<'_>) -> Vec<String> {
    let lexicon = Lexicon::english();
    let document = text::read(&Glance(lexicon.tables()), &mut Memo::default(), article);
    let mut board = Board::new(lexicon.tables(), &document, article);
    mask::find(&mut board);
    let whens = find(&mut board);
    assert!(
        whens
            .windows(2)
            .all(|pair| pair[0].tokens.end <= pair[1].tokens.start)
    );
    assert!(
        whens
            .iter()
            .all(|when| board.owners[when.tokens.end - 1] != Owner::Open)
    );
    whens.iter().map(|when| written(&board, when)).collect()
}

fn written(board: &Board<'_>, when: &When) -> String {
    let place = board.document.part(when.tokens.start);
    let surface = board
        .document
        .span(when.tokens)
        .of(board.article.part(place));
    format!(
        "{surface} = {} {}",
        when.day,
        format!("{:?}", when.precision).to_lowercase()
    )
}

#[test]
fn golden_cases() {
    let cases: Cases =
        toml::from_str(include_str!("../../../tests/when.toml")).expect("tests/when.toml");
    let mut ids = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in &cases.case {
        assert!(ids.insert(&case.id), "id {} stands twice", case.id);
        assert!(
            !case.text.is_empty() || !case.title.is_empty(),
            "{} has no text",
            case.id
        );
        let found = read(&article(case.published, &case.text).title(&case.title));
        if found != case.expect {
            wrong.push(format!(
                "{}: {}{}\n  expected {:?}\n  found    {found:?}",
                case.id, case.title, case.text, case.expect
            ));
        }
    }
    assert!(cases.case.len() >= 320, "{} cases", cases.case.len());
    assert!(
        wrong.is_empty(),
        "{} of {} wrong\n{}",
        wrong.len(),
        cases.case.len(),
        wrong.join("\n")
    );
}

#[test]
fn each_word_has_one_part() {
    let words: Vec<&str> = WORDS
        .iter()
        .flat_map(|(_, words)| words.split_whitespace())
        .collect();
    assert_eq!(BY_HASH.len(), words.len());
}

fn any_day() -> impl Strategy<Value = Option<Day>> {
    prop::option::of((-719_162..2_932_896).prop_map(Day::from_number))
}

/// Words of dates in any order reach further into the rules than letters do.
fn any_phrase() -> impl Strategy<Value = String> {
    let mut words: Vec<&str> = WORDS
        .iter()
        .flat_map(|(_, words)| words.split_whitespace())
        .collect();
    words.extend([
        "Friday", "May", "March", "Feb.", "29", "31", "2014", "9999", "0", "hundred", "thousand",
        "1990s", "4th", "/", ",", "-", ".", ";", "Russia",
    ]);
    prop::collection::vec((prop::sample::select(words), prop::bool::ANY), 0..40).prop_map(|list| {
        list.iter()
            .map(|(word, tight)| format!("{word}{}", if *tight { "" } else { " " }))
            .collect()
    })
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[ -~\n]{0,200}", day in any_day()) {
        read(&article(day, &text));
    }

    #[test]
    fn any_phrase_is_read(text in any_phrase(), day in any_day()) {
        read(&article(day, &text));
    }
}
