//! Invented words, rare as the rare words of news are.
//!
//! How many distinct words a text of n words has follows Heaps' law, `V = K n^B`. A next rare word is therefore a new one
//! with the chance that this law gives, and otherwise one of those already written, each as likely as it is frequent
//! (Simon 1955): which makes their frequencies follow Zipf's law, as in news.

use super::random::Random;

/// Heaps' exponent in 9.4 MB of agency news.
const EXPONENT: f64 = 0.4925;
/// Heaps' factor: 40.5 in that news; in newspapers, with more names, 48.
pub const HEAPS: f64 = 46.0;

/// What a rare word stands for.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Surnames, places and firms: half of all rare words.
    Name,
    Noun,
    Verb,
    Adjective,
    /// A firm's or a market's letters.
    Letters,
}

const KINDS: usize = 5;

/// Rare words, ever new ones among them.
#[derive(Debug)]
pub struct Rare {
    factor: f64,
    /// What was written, one entry a time, by kind.
    written: [Vec<u32>; KINDS],
    made: [u32; KINDS],
    /// Words of the text so far, rare ones among them.
    words: u64,
    rare: u64,
    seed: u64,
}

impl Rare {
    pub fn new(seed: u64, factor: f64) -> Self {
        Self {
            factor,
            written: Default::default(),
            made: [0; KINDS],
            words: 1,
            rare: 1,
            seed,
        }
    }

    /// So many words have been written.
    pub fn count(&mut self, words: usize) {
        self.words += words as u64;
    }

    /// The next rare word of a kind.
    pub fn next(&mut self, kind: Kind, random: &mut Random) -> String {
        self.rare += 1;
        let at = kind as usize;
        let number = if self.written[at].is_empty() || random.chance(self.newness()) {
            self.made[at] += 1;
            self.made[at]
        } else {
            random.pick(&self.written[at])
        };
        self.written[at].push(number);
        spell(kind, number, self.seed)
    }

    /// The chance that a rare word is new: the slope of Heaps' law, of which rare words have to bring all.
    fn newness(&self) -> f64 {
        let words = self.words as f64;
        let slope = self.factor * EXPONENT * words.powf(EXPONENT - 1.0);
        slope * words / self.rare as f64
    }
}

const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "r", "s",
    "st", "t", "tr", "v", "w", "z",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "o", "a", "e"];
const CODAS: &[&str] = &[
    "", "", "", "", "n", "r", "l", "s", "m", "nd", "rt", "ck", "th", "x",
];
const ACCENTED: &[&str] = &["é", "ö", "ñ", "á"];
const NAMES: &[&str] = &["", "", "", "son", "ini", "ov", "berg", "ton", "ez", "field"];
const NOUNS: &[&str] = &[
    "s", "er", "ers", "ment", "ness", "ation", "ism", "ity", "", "age",
];
const VERBS: &[&str] = &["ed", "ing", "ized", "es"];
const ADJECTIVES: &[&str] = &["al", "ous", "ic", "able", "ive", "less"];

/// The spelling of word `number`: always the same one.
fn spell(kind: Kind, number: u32, seed: u64) -> String {
    let kind_seed = (kind as u64 + 1) << 40;
    let random = &mut Random::new(super::random::mixed(seed ^ kind_seed ^ u64::from(number)));
    match kind {
        Kind::Name => capital(&(root(random) + random.pick(NAMES))),
        Kind::Noun => root(random) + random.pick(NOUNS),
        Kind::Verb => root(random) + random.pick(VERBS),
        Kind::Adjective => root(random) + random.pick(ADJECTIVES),
        Kind::Letters => root(random).to_uppercase(),
    }
}

/// One syllable or two: the rare words of news have seven or eight letters, hardly any more than sixteen.
fn root(random: &mut Random) -> String {
    let mut root = String::new();
    for _ in 0..1 + random.below(2) {
        root.push_str(random.pick(ONSETS));
        // One rare word in fifty has a letter beyond ASCII.
        let vowels = if random.chance(0.01) {
            ACCENTED
        } else {
            VOWELS
        };
        root.push_str(random.pick(vowels));
        root.push_str(random.pick(CODAS));
    }
    root
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}
