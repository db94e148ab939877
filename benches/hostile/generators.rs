//! Texts that nobody would print, each of any size: they look for work that grows faster than the text.
//!
//! In each stands, again and again, a sentence that names two states and says what one did, or no later stage would look at the rest;
//! and where words are repeated, "the" or "and" is among them, or the text would be of no known language.

use crate::words::{self, capital, guarded_names, letters, lexical, names, pairs};

/// A family of texts.
pub struct Generator {
    pub name: &'static str,
    make: Make,
}

#[derive(Clone, Copy)]
enum Make {
    /// A piece again and again.
    Repeated(&'static str),
    /// Pieces one after the other, from the first again at their end.
    Cycled(fn() -> Vec<String>),
    /// Pieces that differ for ever, by their number.
    Counted(fn(u64) -> String),
}

/// What stands in every text, again and again: two states are named, so that nothing of it is left before its last stage.
const OPENING: &str = "\nRussia condemned Iran on Monday.\n";
/// After so many bytes it stands there again.
const EVERY: usize = 16_384;

impl Generator {
    pub fn named(name: &str) -> Option<Self> {
        ALL.into_iter()
            .find(|(known, _)| *known == name)
            .map(|(name, make)| Self { name, make })
    }

    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter().map(|(name, make)| Self { name, make })
    }

    /// A text of so many bytes, but for a last character that did not fit.
    pub fn text(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 256);
        match self.make {
            Make::Repeated(piece) => extend(&mut text, bytes, std::iter::repeat(piece)),
            Make::Cycled(pieces) => extend(&mut text, bytes, pieces().iter().cycle()),
            Make::Counted(piece) => extend(&mut text, bytes, (0..).map(piece)),
        }
        let mut ends = (0..=bytes).rev();
        text.truncate(ends.find(|&end| text.is_char_boundary(end)).unwrap_or(0));
        text
    }
}

fn extend<S: AsRef<str>>(text: &mut String, bytes: usize, mut pieces: impl Iterator<Item = S>) {
    let mut opened = 0;
    while text.len() < bytes {
        if text.len() >= opened {
            text.push_str(OPENING);
            opened += EVERY;
        }
        let piece = pieces.next().expect("a generator has pieces without end");
        text.push_str(piece.as_ref());
    }
}

use Make::{Counted, Cycled, Repeated};

const ALL: [(&str, Make); 55] = [
    // long words, and what the stemmer likes least
    ("one letter", Repeated("y")),
    ("two letters", Repeated("ay")),
    (
        "words of 64 letters",
        Counted(|n| format!("{}ationally the ", letters(n, 53))),
    ),
    (
        "distinct words",
        Counted(|n| format!("{} the ", letters(n, 8))),
    ),
    (
        "words in one slot",
        Counted(|n| format!("{} the ", words::colliding(n))),
    ),
    // names
    ("one actor", Repeated("Russia and ")),
    ("two actors", Repeated("Russia Iran and ")),
    ("two actors, hyphens", Repeated("Russia-Iran-the-")),
    (
        "every name",
        Cycled(|| {
            names(&[
                "name",
                "demonym",
                "capital",
                "organisation",
                "group",
                "government",
            ])
        }),
    ),
    ("every leader", Cycled(|| names(&["leader"]))),
    ("every title", Cycled(|| names(&["title", "office"]))),
    ("guarded names", Cycled(guarded_names)),
    (
        "unlisted persons",
        Counted(|n| format!("Russian Deputy Minister {} and ", capital(&letters(n, 7)))),
    ),
    ("all pairs of actors", Cycled(pairs)),
    // cues, governors, shifters
    ("one word of the lexicon", Repeated("attack the ")),
    ("war but", Repeated("war but ")),
    ("negators", Repeated("not never no without ")),
    ("intensifiers", Repeated("fiercely very the sharply ")),
    (
        "governors",
        Repeated("agreed to refuse to threaten to demand to "),
    ),
    (
        "deep governors",
        Repeated("France threatened to end its aid to Mali if "),
    ),
    ("events", Repeated("The Russia attacked the Iran. ")),
    (
        "mutual events",
        Repeated("The talks between Russia and Iran. "),
    ),
    ("one endless clause", Repeated("Russia condemned Iran and ")),
    ("prefixes of patterns", Cycled(words::prefixes)),
    ("first words of patterns", Cycled(words::first_words)),
    ("gaps that never close", Cycled(words::open_gaps)),
    ("words of the lexicon", Cycled(lexical)),
    // clauses, dates, memory
    ("clauses", Repeated("that which who and while ")),
    ("speakers", Repeated("He said she said it said they said ")),
    ("pronouns", Repeated("the two sides and their both its ")),
    (
        "dates",
        Repeated("on Monday 3 May 2019 last week two days after "),
    ),
    ("numbers for dates", Repeated("in May 2019 the 3 of 12 ")),
    // sentences and segments
    (
        "no full stop",
        Repeated(
            "the army of the north said that it had seen no ships near the islands since last year and ",
        ),
    ),
    ("sentences of a word", Repeated("War. The. ")),
    ("initials", Repeated("a. ")),
    ("abbreviations", Repeated("Mr. the Gen. ")),
    ("acronyms", Repeated("U.S.")),
    ("spaced acronyms", Repeated("the U.S. U.N. ")),
    ("nested marks", Repeated("(\"'the ")),
    (
        "open quotations",
        Repeated("\"the war but the war but the war "),
    ),
    ("dashes", Repeated("the -- and ; ")),
    // marks and what does not show
    ("only marks", Repeated(".,;:!?-\"'()")),
    ("stops", Repeated(".")),
    ("commas", Repeated(",")),
    ("line ends", Repeated("\n")),
    ("spaces", Repeated(" ")),
    ("digits and commas", Repeated("1,")),
    ("hyphens", Repeated("a-")),
    ("apostrophes", Repeated("a's'")),
    ("control characters", Repeated("\0\u{1}\u{1b}a ")),
    ("combining marks", Repeated("\u{301}\u{316}")),
    (
        "soft hyphens",
        Repeated("a\u{ad}t\u{ad}t\u{ad}a\u{ad}c\u{ad}k the "),
    ),
    (
        "emoji and flags",
        Repeated("\u{1f469}\u{200d}\u{1f467}\u{1f1eb} "),
    ),
    (
        "right to left",
        Repeated("\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{202c} \u{fffd}"),
    ),
    (
        "letters that grow",
        Repeated("\u{fdfa} \u{130}\u{1e9e} the "),
    ),
];
