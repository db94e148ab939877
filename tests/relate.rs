//! The relation of two given spans: `tests/data/relate.tsv` holds the root a coder would choose for each.

use detente::{Analyzer, EventClass, Lexicon, Reader, Span};

const CASES: &str = include_str!("data/relate.tsv");

/// A sentence without its marks, and its two spans in bytes.
fn unmarked(marked: &str) -> (String, Span, Span) {
    let mut text = String::new();
    let (mut source, mut target) = (Span::new(0, 0), Span::new(0, 0));
    for (index, piece) in marked.split('[').enumerate() {
        let Some((inner, rest)) = piece.split_once(']').filter(|_| index > 0) else {
            text.push_str(piece);
            continue;
        };
        let (mark, words) = inner.split_once(' ').expect("a mark and its words");
        let start = u32::try_from(text.len()).expect("a short text");
        text.push_str(words);
        let span = Span::new(start, u32::try_from(text.len()).expect("a short text"));
        match mark {
            "S" => source = span,
            "T" => target = span,
            other => panic!("the mark {other} is neither S nor T"),
        }
        text.push_str(rest);
    }
    (text, source, target)
}

fn root(class: EventClass) -> String {
    match class {
        EventClass::Concede | EventClass::Retreat => "YIELD".to_owned(),
        class => class.name().to_owned(),
    }
}

fn read(reader: &mut Reader<'_>, marked: &str) -> String {
    let (text, source, target) = unmarked(marked);
    let relation = reader
        .relate(&text, Some(source), Some(target))
        .expect("spans of the text");
    root(relation.class)
}

#[test]
fn every_relation_has_its_root() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let rows = CASES.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cases: Vec<(&str, &str)> = rows.filter_map(|line| line.split_once('\t')).collect();
    assert!(cases.len() > 250, "only {} sentences", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(expected, marked)| {
            let found = read(&mut reader, marked);
            (found != *expected).then(|| format!("{expected}, but read {found}: {marked}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_side_that_is_not_named_is_none() {
    let analyzer = Analyzer::new(Lexicon::english());
    let text = "Sanctions were imposed on the bank.";
    let relation = analyzer.relate(text, None, Some(Span::new(26, 34)));
    assert_eq!(
        relation.expect("a span of the text").class,
        EventClass::Coerce
    );
}

#[test]
fn words_of_a_span_finish_a_pattern_but_begin_none() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let finished = "[S Hungarian socialists] boycotted [T the presidential election].";
    assert_eq!(read(&mut reader, finished), "PROTEST");
    let begun = "[S The sanctions committee] thanked [T the strike leader].";
    assert_eq!(read(&mut reader, begun), "SUPPORT");
}

#[test]
fn what_may_come_is_threatened_and_what_is_not_given_refused() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let prospect = "[S Oslo] could impose sanctions on [T the shipping line].";
    assert_eq!(read(&mut reader, prospect), "THREATEN");
    let denied = "[S The city] did not give permission for [T the march].";
    assert_eq!(read(&mut reader, denied), "REJECT");
}
