//! What the benchmarks measure with is what they say: the floor finds every word, and the corpus is like news.

use std::collections::{HashMap, HashSet};

use detente::{Analyzer, Lexicon};
use proptest::{collection::vec, prelude::*};
use support::{
    articles,
    floor::{Memo, look_up, scan},
    portrait::Portrait,
    texts::{MB, Texts},
    writer,
};

#[path = "../benches/support/mod.rs"]
mod support;

/// The words as plain code finds them.
fn words(text: &str) -> Vec<&[u8]> {
    let is_blank = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let words = text.as_bytes().split(is_blank);
    words.filter(|word| !word.is_empty()).collect()
}

fn holds(text: &str) {
    let words = words(text);
    assert_eq!(scan(text.as_bytes()), words.len(), "{text:?}");
    let mut numbers: HashMap<&[u8], u64> = HashMap::new();
    let sum: u64 = words
        .iter()
        .map(|word| {
            let next = numbers.len() as u64 + 1;
            *numbers.entry(word).or_insert(next)
        })
        .sum();
    let memo = Memo::of(text.as_bytes());
    assert_eq!(memo.len(), numbers.len(), "{text:?}");
    assert_eq!(look_up(text.as_bytes(), &memo), sum, "{text:?}");
}

proptest! {
    #[test]
    fn the_floor_finds_every_word(
        pieces in vec(prop_oneof!["[a-z]{1,20}", "[A-Z0-9]{1,3}", "[ .,;@`{\\[/:]{1,3}", "é|“|\u{7f}|😀", "x{60,70}"], 0..60)
    ) {
        holds(&pieces.concat());
    }
}

#[test]
fn the_floor_finds_every_word_of_the_dispatches() {
    holds(include_str!("../examples/data/dispatches.ndjson"));
}

#[test]
fn the_corpus_has_as_many_words_as_news() {
    let text = articles::joined(&writer::corpus(10 * MB));
    let distinct: HashSet<&[u8]> = words(&text).into_iter().collect();
    assert!(
        distinct.len() >= 40_000,
        "{} distinct words",
        distinct.len()
    );
    let long = words(&text).iter().filter(|word| word.len() > 16).count();
    assert!(
        long * 1_000 < words(&text).len(),
        "{long} words of more than 16 bytes"
    );
}

#[test]
fn less_of_the_corpus_is_its_beginning() {
    let (less, more) = (writer::corpus(MB / 10), writer::corpus(MB / 5));
    assert!(more.len() > less.len());
    assert_eq!(
        articles::joined(&less),
        articles::joined(&more[..less.len()])
    );
}

/// A figure of a corpus that does not grow with it.
type Rate = fn(&Portrait) -> f64;

#[test]
fn the_corpus_is_like_news() {
    let analyzer = Analyzer::new(Lexicon::english());
    let own = Portrait::of(&writer::corpus(MB), &analyzer);
    let Some(news) = Texts::news(1) else {
        println!("SKIPPED: a comparison with real news; there is no ../shared/corpus");
        return;
    };
    let news = Portrait::of(&news.items, &analyzer);
    let rates: [(&str, Rate); 5] = [
        ("distinct words", |p| p.distinct as f64 / p.words as f64),
        ("words in a sentence", |p| {
            p.words as f64 / p.sentences as f64
        }),
        ("sentences with one actor", |p| p.share(p.one_actor)),
        ("sentences with two", |p| p.share(p.two_actors)),
        ("events", |p| p.share(p.events)),
    ];
    for (name, rate) in rates {
        let ratio = rate(&own) / rate(&news);
        assert!(
            (0.75..=1.33).contains(&ratio),
            "{name}: {ratio:.2} times what news has"
        );
    }
}
