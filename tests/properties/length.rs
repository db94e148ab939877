//! What is held, and so the work, grows with the text and no faster.

use detente::{Article, Day};

use crate::{ANALYZER, holds::holds, texts::sentences};

/// Texts made to hurt: each a piece that is repeated.
const HOSTILE: [&str; 24] = [
    "a",
    "a ",
    "Russia",
    "Russia ",
    "Russia, ",
    "Russia Iran ",
    "Russia-Iran-",
    "war but ",
    "and ",
    "not ",
    "\"",
    "(\"' ",
    "that which who ",
    "\u{301}",
    "e\u{301}",
    "\u{ad}",
    "\u{200d}a",
    "U.S.",
    "1,",
    "-- ",
    "\n\n",
    "Russia condemned Iran and ",
    "France threatened to end its aid to Mali if ",
    "He said she said it said they said ",
];

/// Everything an analysis holds, as the length of its print: a measure of memory, and so of work, without a clock.
fn held(piece: &str, times: usize) -> usize {
    let text = piece.repeat(times);
    let article = Article::new("id", Day::new(2020, 1, 1).expect("a day"), &text);
    let analysis = ANALYZER.analyze(&article);
    holds(&analysis);
    format!("{analysis:?}").len()
}

#[test]
fn what_is_held_grows_with_the_text() {
    let mut wrong = Vec::new();
    for piece in HOSTILE {
        let times = 24_000 / piece.len();
        let (one, two) = (held(piece, times), held(piece, 2 * times));
        if two * 100 > one * 215 {
            wrong.push(format!("{piece:?}: {one} and {two}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "twice the text holds more than twice as much: {wrong:?}"
    );
}

/// A text of many articles holds what each article holds, not their pairs.
#[test]
fn many_paragraphs_hold_as_much_as_their_sum() {
    let paragraph = sentences().concat();
    let (one, four) = (held(&paragraph, 1), held(&paragraph, 4));
    assert!(
        four * 10 < one * 43,
        "four times the text holds {four} against {one}"
    );
}
