//! Texts to read twice: the lexicon's own words, our own sentences, characters of every script, and news where it lies beside the project.

use crate::{
    patterns::rows,
    scripts::character,
    support::{
        articles,
        random::Random,
        texts::{MB, Texts},
        writer,
    },
};

/// What random texts are made of.
pub(crate) struct Pieces {
    words: Vec<String>,
    sentences: Vec<String>,
}

/// Marks, and words without which a text would be of no known language.
const GLUE: [&str; 28] = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "was",
    ",",
    ".",
    ";",
    ":",
    "\"",
    "\u{201c}",
    "'",
    "\u{2019}s",
    "n't",
    "-",
    "--",
    "\u{2013}",
    "(",
    ")",
    "...",
    "U.S.",
    "1,000.5",
    "\n\n",
    "\u{ad}",
    "e\u{301}",
];

impl Pieces {
    pub(crate) fn new() -> Self {
        let tables = [
            "aliases.tsv",
            "terms.tsv",
            "governors.tsv",
            "shifters.tsv",
            "idioms.tsv",
            "irregulars.tsv",
        ];
        let cells = tables.into_iter().flat_map(rows).map(|row| row[0].clone());
        let plain = |cell: String| {
            let words = cell.replace(['=', '|'], " ");
            let words = words
                .split(' ')
                .filter(|word| !word.is_empty() && !word.starts_with('~'));
            words.map(str::to_owned).collect::<Vec<String>>()
        };
        let words = cells.flat_map(plain).collect();
        let bundled = writer::corpus(2 * MB).into_iter().map(|item| item.text);
        Self {
            words,
            sentences: bundled.collect(),
        }
    }

    /// A text by its number: of words, of our own sentences with something put in, or of any characters.
    pub(crate) fn text(&self, number: u64) -> String {
        let mut random = Random::new(number);
        match number % 4 {
            0 => self.sentence(&mut random),
            3 => characters(&mut random),
            _ => self.mixed(&mut random),
        }
    }

    fn mixed(&self, random: &mut Random) -> String {
        let mut text = String::new();
        for _ in 0..random.below(400) {
            let piece = if random.chance(0.4) {
                random.pick(&GLUE)
            } else {
                &self.words[random.below(self.words.len())]
            };
            let piece = match random.below(20) {
                0 => piece.to_uppercase(),
                1 => wide(piece),
                _ => piece.to_owned(),
            };
            text.push_str(&piece);
            text.push_str(random.pick(&["", " ", " ", " ", " ", " ", " ", " "]));
        }
        text
    }

    /// News of our own, with one character put in or taken away now and then.
    fn sentence(&self, random: &mut Random) -> String {
        let text = &self.sentences[random.below(self.sentences.len())];
        let mut changed = String::new();
        for c in text.chars() {
            match random.below(60) {
                0 => changed.push(character(random)),
                1 => {}
                _ => changed.push(c),
            }
        }
        changed
    }
}

/// Any characters, with words of English among them.
fn characters(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(400) {
        text.push(character(random));
        if random.chance(0.1) {
            text.push_str(" the war of a ");
        }
    }
    text
}

/// Letters in full width.
fn wide(word: &str) -> String {
    let wide = |c: char| {
        if c.is_ascii_alphanumeric() {
            char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)
        } else {
            c
        }
    };
    word.chars().map(wide).collect()
}

/// Real news, where it is at hand.
pub(crate) fn news() -> Option<Vec<articles::Item>> {
    Texts::news(100).map(|texts| texts.items)
}
