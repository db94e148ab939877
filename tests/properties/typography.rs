//! How a text is set changes nothing of what is read in it.

use detente::{Article, Day, Event, EventClass, Mode, Pair, Reader};
use unicode_normalization::UnicodeNormalization;

use crate::{ANALYZER, holds::holds, texts::sentences};

/// All of an event that typography must not move.
type Core = (Option<Pair>, EventClass, Mode, i32, bool);

fn core(reader: &mut Reader<'_>, text: &str) -> Vec<Core> {
    let day = Day::new(2014, 11, 20).expect("a day");
    let article = Article::new("id", day, text);
    let analysis = reader.analyze(&article);
    holds(&analysis);
    let core = |e: &Event| (e.pair(), e.class, e.mode, e.scale().milli(), e.primary);
    analysis.events().iter().map(core).collect()
}

fn typography_is_nothing(change: impl Fn(&str) -> String) {
    let mut reader = ANALYZER.reader();
    let (mut changed, mut read) = (0, 0);
    let mut wrong = Vec::new();
    let texts = sentences();
    assert!(texts.len() >= 500, "only {} sentences", texts.len());
    for text in texts {
        let set = change(&text);
        let plain = core(&mut reader, &text);
        changed += usize::from(set != text);
        read += plain.len();
        let other = core(&mut reader, &set);
        if other != plain {
            wrong.push(format!("{text}\n    {plain:?}\n    {other:?}"));
        }
    }
    assert!(
        changed >= 5 && read >= 40,
        "{changed} sentences changed, {read} events: that proves nothing"
    );
    assert!(
        wrong.is_empty(),
        "{} sentences are read otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn curly(text: &str) -> String {
    let mut open = false;
    let turn = |c| match c {
        '\'' => '\u{2019}',
        '"' => {
            open = !open;
            if open { '\u{201c}' } else { '\u{201d}' }
        }
        c => c,
    };
    text.chars().map(turn).collect()
}

/// Puts `mark` into the middle of every word of five letters or more.
fn inside_words(text: &str, mark: char) -> String {
    let put = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let long = letters.len() > 4 && letters.iter().all(|c| c.is_ascii_alphabetic());
        let (a, b) = letters.split_at(letters.len() / 2);
        if long {
            a.iter().chain([&mark]).chain(b).collect()
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(put).collect::<Vec<String>>().join(" ")
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}

fn ligatures(text: &str) -> String {
    [
        ("ffi", "\u{fb03}"),
        ("ffl", "\u{fb04}"),
        ("ff", "\u{fb00}"),
        ("fi", "\u{fb01}"),
        ("fl", "\u{fb02}"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (letters, one)| {
        text.replace(letters, one)
    })
}

/// Puts another hyphen between letters.
fn joined(text: &str, hyphen: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let put = |(at, c): (usize, &char)| {
        let inner = *c == '-' && at > 0 && letter(at - 1) && letter(at + 1);
        if inner {
            hyphen.to_owned()
        } else {
            c.to_string()
        }
    };
    chars.iter().enumerate().map(put).collect()
}

/// Wraps lines as mail and old wires do.
fn wrapped(text: &str) -> String {
    let mut column = 0;
    let mut wrap = |word: &str| {
        let long = column + word.len() > 30;
        column = if long {
            word.len()
        } else {
            column + word.len() + 1
        };
        format!("{}{word}", if long { "\r\n" } else { " " })
    };
    let text: String = text.split(' ').map(&mut wrap).collect();
    text.trim_start().to_owned()
}

#[test]
fn curly_quotes_are_quotes() {
    typography_is_nothing(curly);
}

#[test]
fn soft_hyphens_are_nothing() {
    typography_is_nothing(|text| inside_words(text, '\u{ad}'));
}

#[test]
fn zero_width_marks_are_nothing() {
    for mark in ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}'] {
        typography_is_nothing(|text| inside_words(text, mark));
    }
    typography_is_nothing(|text| text.replace(' ', " \u{200b}"));
    typography_is_nothing(|text| format!("\u{feff}{text}"));
}

#[test]
fn every_space_is_a_space() {
    typography_is_nothing(|text| text.replace(' ', "\u{a0}"));
    typography_is_nothing(|text| text.replace(' ', "\u{202f}"));
    typography_is_nothing(|text| text.replace(' ', "\t  "));
}

#[test]
fn full_width_letters_are_letters() {
    typography_is_nothing(full_width);
}

#[test]
fn composed_and_decomposed_are_one() {
    typography_is_nothing(|text| text.nfd().collect());
    typography_is_nothing(|text| text.nfkd().collect());
}

#[test]
fn ligatures_are_letters() {
    typography_is_nothing(ligatures);
}

#[test]
fn hyphens_of_any_kind_join() {
    typography_is_nothing(|text| text.replace('-', "\u{2010}"));
    typography_is_nothing(|text| text.replace('-', "\u{2011}"));
    typography_is_nothing(|text| joined(text, "\u{2013}"));
}

#[test]
fn wrapped_lines_are_one_sentence() {
    typography_is_nothing(wrapped);
}
