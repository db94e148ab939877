//! Patterns as `lexicons/README.md` describes them, tried one after the other at every place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use detente::{Article, Document, TokenKind, Tokens};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::tokens::{is_apostrophe, is_invisible};

/// The lines of a table of the lexicon, each as its cells.
pub(crate) fn rows(table: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("lexicons/en")
        .join(table);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    lines.skip(1).map(cells).collect()
}

/// A word that a pattern asks for.
#[derive(Clone, Debug)]
enum Asked {
    Stem(String),
    Form(String),
}

#[derive(Clone, Debug)]
enum Element {
    Word(Vec<Asked>),
    Gap(usize),
}

type Pattern = Vec<Element>;

/// What a text says at a place: the word folded, and its stem.
type Said = Option<(String, String)>;

/// All patterns, by the stems and forms that they begin with.
pub(crate) struct Patterns {
    words: Words,
    by_stem: BTreeMap<String, Vec<Pattern>>,
    by_form: BTreeMap<String, Vec<Pattern>>,
}

impl Patterns {
    pub(crate) fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Self {
        let words = Words::new();
        let (mut by_stem, mut by_form) = (BTreeMap::new(), BTreeMap::new());
        for pattern in patterns {
            let pattern: Pattern = words.parse(pattern);
            let Some(Element::Word(first)) = pattern.first().cloned() else {
                panic!("a pattern begins with a word");
            };
            for asked in first {
                let list: &mut Vec<Pattern> = match asked {
                    Asked::Stem(stem) => by_stem.entry(stem).or_default(),
                    Asked::Form(form) => by_form.entry(form).or_default(),
                };
                list.push(pattern.clone());
            }
        }
        Self {
            words,
            by_stem,
            by_form,
        }
    }

    /// Where the patterns match in a document, left to right, apart: the best of each place.
    pub(crate) fn found(&self, article: &Article<'_>, document: &Document) -> Vec<Tokens> {
        let said: Vec<Said> = (0..document.tokens.len())
            .map(|at| {
                self.words
                    .said(document.tokens[at].kind, document.surface(article, at))
            })
            .collect();
        let quote = |at: usize| document.tokens[at].kind == TokenKind::Quote;
        let mut found = Vec::new();
        for segment in &document.segments {
            let mut at = segment.start;
            while at < segment.end {
                let best = self.best(&said, &quote, at, segment.end);
                let end = best.unwrap_or(at + 1);
                found.extend(best.map(|end| Tokens::new(at, end)));
                at = end;
            }
        }
        found
    }

    /// One past the last word of the best match at a place: most words, then the smallest gap.
    fn best(
        &self,
        said: &[Said],
        quote: &impl Fn(usize) -> bool,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let (form, stem) = said[at].as_ref()?;
        let of_stem = self.by_stem.get(stem).into_iter().flatten();
        let of_form = self.by_form.get(form).into_iter().flatten();
        let mut matches = BTreeSet::new();
        for pattern in of_stem.chain(of_form) {
            let text = Text { said, quote, end };
            text.walk(&pattern[1..], at + 1, 1, 0, &mut matches);
        }
        let best = matches
            .into_iter()
            .min_by_key(|(words, gap, _)| (usize::MAX - words, *gap));
        best.map(|(_, _, end)| end)
    }
}

/// What lies before a pattern.
struct Text<'t, Q> {
    said: &'t [Said],
    quote: &'t Q,
    /// The end of the segment.
    end: usize,
}

impl<Q: Fn(usize) -> bool> Text<'_, Q> {
    /// Every way in which the rest of a pattern matches from a place on: its words, its gap words, and where it ends.
    fn walk(
        &self,
        rest: &[Element],
        at: usize,
        words: usize,
        gap: usize,
        found: &mut BTreeSet<(usize, usize, usize)>,
    ) {
        let Some(element) = rest.first() else {
            found.insert((words, gap, at));
            return;
        };
        // quotation marks cost nothing
        let next = (at..self.end).find(|&i| !(self.quote)(i));
        match (element, next) {
            (_, None) => {}
            (Element::Word(asked), Some(next)) => {
                if self.takes(asked, next) {
                    self.walk(&rest[1..], next + 1, words + 1, gap, found);
                }
            }
            (Element::Gap(width), Some(next)) => {
                let mut passed = 0;
                for to in next..self.end {
                    if passed > *width {
                        break;
                    }
                    if !(self.quote)(to) {
                        self.walk(&rest[1..], to, words, gap + passed, found);
                        passed += 1;
                    }
                }
            }
        }
    }

    fn takes(&self, asked: &[Asked], at: usize) -> bool {
        self.said[at].as_ref().is_some_and(|(form, stem)| {
            asked.iter().any(|one| match one {
                Asked::Stem(wanted) => wanted == stem,
                Asked::Form(wanted) => wanted == form,
            })
        })
    }
}

/// How words are folded and stemmed.
struct Words {
    stemmer: Stemmer,
    irregular: BTreeMap<String, String>,
}

impl Words {
    fn new() -> Self {
        let rows = rows("irregulars.tsv");
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            irregular: rows
                .into_iter()
                .map(|row| (row[0].clone(), row[1].clone()))
                .collect(),
        }
    }

    fn stem(&self, folded: &str) -> String {
        let base = self.irregular.get(folded).map_or(folded, String::as_str);
        self.stemmer.stem(base).into_owned()
    }

    fn parse(&self, pattern: &str) -> Pattern {
        let mut elements = Vec::new();
        for piece in pattern.split_whitespace() {
            if let Some(width) = piece.strip_prefix('~') {
                elements.push(Element::Gap(width.parse().expect("a width")));
                continue;
            }
            let mut asked = Vec::new();
            for one in piece.split('|') {
                let (exact, word) = one
                    .strip_prefix('=')
                    .map_or((false, one), |word| (true, word));
                for part in word.split('-') {
                    let folded = fold(part).expect("a word of a pattern");
                    asked.push(if exact {
                        Asked::Form(folded)
                    } else {
                        Asked::Stem(self.stem(&folded))
                    });
                }
            }
            if piece.contains('|') {
                elements.push(Element::Word(asked));
            } else {
                elements.extend(asked.into_iter().map(|one| Element::Word(vec![one])));
            }
        }
        elements
    }

    fn said(&self, kind: TokenKind, surface: &str) -> Said {
        let letters = match kind {
            TokenKind::Acronym => surface.replace('.', ""),
            TokenKind::Word | TokenKind::Number | TokenKind::Possessive => surface.to_owned(),
            _ => return None,
        };
        let folded = spelled_out(fold(&letters)?);
        let stem = self.stem(&folded);
        Some((folded, stem))
    }
}

/// "500m", "13bn", "40 mln": a short unit stands for its word.
fn spelled_out(folded: String) -> String {
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let unit = folded.trim_start_matches(digits);
    let counted = unit.len() < folded.len();
    let word = match (unit, counted) {
        ("mln" | "mio", _) | ("m" | "mn", true) => "million",
        ("bn" | "bln", _) => "billion",
        ("tn" | "trn", true) => "trillion",
        _ => return folded,
    };
    word.to_owned()
}

/// A word in lower case and in plain letters; `None` for one of more than 64 bytes.
fn fold(word: &str) -> Option<String> {
    let mut folded = String::new();
    for c in word
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
    {
        for c in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
            match c {
                '\u{131}' => folded.push('i'),
                '\u{f8}' => folded.push('o'),
                '\u{142}' => folded.push('l'),
                '\u{111}' | '\u{f0}' => folded.push('d'),
                '\u{df}' => folded.push_str("ss"),
                '\u{e6}' => folded.push_str("ae"),
                '\u{153}' => folded.push_str("oe"),
                '\u{fe}' => folded.push_str("th"),
                c if is_apostrophe(c) => folded.push('\''),
                c => folded.push(c),
            }
        }
    }
    (word.len() <= 64 && folded.len() <= 64).then_some(folded)
}
