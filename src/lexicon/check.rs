//! The checker: what loads and yet is no use, or says one thing twice. Its findings are warnings, for the authors of lexicons.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    lexicon::{
        Lexicon, Tables,
        entries::GOVERNOR,
        error::{Finding, Problem},
        sheet::Sheet,
        table::{self, Line, Shape, position},
    },
    pattern::{Element, Literal, Pattern, Trie},
    text::{self, Id, Memo, Word},
};

/// Words that open sentences of all kinds: a name that is written like one of them needs a guard.
const COMMON: [&str; 44] = [
    "a", "an", "and", "as", "at", "bath", "be", "black", "but", "by", "can", "cork", "do", "for",
    "he", "hope", "if", "in", "it", "lens", "man", "many", "may", "mobile", "must", "nice", "no",
    "of", "on", "or", "reading", "she", "so", "split", "the", "they", "this", "to", "we", "white",
    "who", "will", "you", "young",
];

/// The tables whose entries are patterns.
const PATTERNS: [&Shape; 4] = [
    &table::TERMS,
    &table::GOVERNORS,
    &table::SHIFTERS,
    &table::IDIOMS,
];

/// Every warning about a lexicon, sorted by place.
pub(super) fn check(lexicon: &Lexicon) -> Vec<Problem> {
    let mut checker = Checker {
        lexicon,
        memo: Memo::default(),
        problems: Vec::new(),
    };
    checker.stems();
    checker.surfaces();
    checker.actors();
    checker.common();
    checker.guards();
    checker.examples();
    checker.problems.sort();
    checker.problems
}

struct Checker<'l> {
    lexicon: &'l Lexicon,
    memo: Memo,
    problems: Vec<Problem>,
}

impl<'l> Checker<'l> {
    fn tables(&self) -> &'l Tables {
        self.lexicon.tables()
    }

    fn lines(&self, shape: &Shape) -> impl Iterator<Item = &'l Line> + use<'l> {
        self.lexicon.shared.draft.lines(shape).iter()
    }

    /// The lines as they stand in the file, so that a warning is about the later of two.
    fn by_number(&self, shape: &Shape) -> Vec<&'l Line> {
        let mut lines: Vec<&Line> = self.lines(shape).collect();
        lines.sort_by_key(|line| line.number);
        lines
    }

    fn report(&mut self, shape: &Shape, line: &Line, column: &str, finding: Finding) {
        self.problems.push(Problem {
            file: shape.file.to_owned(),
            line: line.number,
            column: line.place(position(shape, column)),
            finding,
        });
    }

    /// Two patterns of one sequence of stems: of terms and governors only one can ever be found.
    fn stems(&mut self) {
        for group in [
            &[&table::TERMS, &table::GOVERNORS][..],
            &[&table::SHIFTERS],
            &[&table::IDIOMS],
        ] {
            let mut seen: BTreeMap<(String, String), (&str, u32)> = BTreeMap::new();
            for &shape in group {
                for line in self.by_number(shape) {
                    let other = self.keys(shape, line).into_iter().fold(None, |other, key| {
                        let first = *seen.entry(key).or_insert((shape.file, line.number));
                        other.or((first != (shape.file, line.number)).then_some(first))
                    });
                    if let Some((file, number)) = other {
                        let finding = Finding::SameStems(format!("{file}:{number}"));
                        self.report(shape, line, "pattern", finding);
                    }
                }
            }
        }
    }

    /// Every way to read a pattern as a sequence of stems, with the dyad it is limited to. How wide a gap is makes no difference,
    /// but that there is one does: "want to" and "want ~3 to" say different things.
    fn keys(&self, shape: &Shape, line: &Line) -> BTreeSet<(String, String)> {
        let only = shape.columns.contains(&"only");
        let only = only.then(|| line.field(position(shape, "only")).to_owned());
        let only = only.unwrap_or_default();
        let mut ways = vec![String::new()];
        for element in parse(line).elements {
            let alternatives = match element {
                Element::Word(literals) => self.spelled(&literals),
                Element::Gap(_) => vec!["~".to_owned()],
            };
            let longer = |way: &String| -> Vec<String> {
                alternatives.iter().map(|a| format!("{way} {a}")).collect()
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        ways.into_iter().map(|way| (way, only.clone())).collect()
    }

    fn spelled(&self, literals: &[Literal<'_>]) -> Vec<String> {
        let spelled = |literal: &Literal<'_>| match literal {
            Literal::Exact(word) => format!("={}", word.as_str()),
            Literal::Stem(word) => self.tables().segmenter.stem(word),
        };
        literals.iter().map(spelled).collect()
    }

    /// An entry that is not found in its own words: an idiom or a name takes them first.
    fn surfaces(&mut self) {
        // the number of an entry is the rank of its line; terms and governors share a trie
        let tables = self.tables();
        let tries: [(&Shape, &Trie, u32); 5] = [
            (&table::TERMS, &tables.cues, 0),
            (&table::GOVERNORS, &tables.cues, GOVERNOR),
            (&table::SHIFTERS, &tables.shifts, 0),
            (&table::IDIOMS, &tables.masks, 0),
            (&table::ALIASES, &tables.names, 0),
        ];
        for (shape, trie, kind) in tries {
            for (rank, line) in (0..).zip(self.lines(shape)) {
                if !self.finds(shape, line, trie, rank | kind) {
                    self.report(shape, line, shape.columns[0], Finding::Unreachable);
                }
            }
        }
    }

    fn finds(&mut self, shape: &Shape, line: &Line, trie: &Trie, entry: u32) -> bool {
        let name = shape.pattern.is_none();
        let surface = if name {
            line.field(0).to_owned()
        } else {
            surface(&parse(line))
        };
        let sheet = Sheet::new(self.tables(), &mut self.memo, &surface);
        let idiom = shape.file == table::IDIOMS.file;
        let sheet = if idiom { sheet } else { sheet.close() };
        sheet.finds(trie, entry, name)
    }

    /// An actor that no alias names.
    fn actors(&mut self) {
        let code = position(&table::ALIASES, "code");
        let named: BTreeSet<&str> = self
            .lines(&table::ALIASES)
            .map(|line| line.field(code))
            .collect();
        for line in self.lines(&table::ACTORS) {
            if !named.contains(line.field(0)) {
                self.report(&table::ACTORS, line, "code", Finding::NoAlias);
            }
        }
    }

    /// A name that is also a word of every day, without a guard. Surnames are safe: they count only after the full name.
    fn common(&mut self) {
        let field = |line: &'l Line, column| line.field(position(&table::ALIASES, column));
        for line in self.lines(&table::ALIASES) {
            let alias = field(line, "alias");
            let capitals = alias.chars().count() > 1 && alias == alias.to_uppercase();
            let word = alias.to_lowercase();
            let open = field(line, "form") != "surname" && field(line, "kind") != "title";
            if COMMON.contains(&word.as_str())
                && !capitals
                && open
                && field(line, "guard").is_empty()
            {
                let finding = Finding::CommonWord(alias.to_owned());
                self.report(&table::ALIASES, line, "guard", finding);
            }
        }
    }

    /// A guard that asks for more than one word at once, which no word ever is.
    fn guards(&mut self) {
        let guard = position(&table::ALIASES, "guard");
        for line in self.lines(&table::ALIASES) {
            for phrase in phrases(line.field(guard)) {
                let finding = Finding::GuardPhrase(phrase.to_owned());
                self.report(&table::ALIASES, line, "guard", finding);
            }
        }
    }

    /// Two examples of a table that are one but for the actors and the pattern's own words.
    fn examples(&mut self) {
        for shape in PATTERNS {
            let mut seen: BTreeMap<String, u32> = BTreeMap::new();
            for line in self.by_number(shape) {
                let bare = self.bare(shape, line);
                let first = *seen.entry(bare).or_insert(line.number);
                if first != line.number {
                    self.report(shape, line, "example", Finding::EqualExamples(first));
                }
            }
        }
    }

    /// An example with its actors and the pattern's words masked.
    fn bare(&mut self, shape: &Shape, line: &Line) -> String {
        let own = self.own(line);
        let example = line.field(position(shape, "example"));
        let sheet = Sheet::new(self.tables(), &mut self.memo, example);
        sheet.bare(|word| is_own(&own, word))
    }

    /// The pattern's own words: by their hash, and by their stem where the pattern asks for the stem.
    fn own(&self, line: &Line) -> Vec<(u64, Option<Id>)> {
        let words = parse(line)
            .elements
            .into_iter()
            .flat_map(|element| match element {
                Element::Word(literals) => literals,
                Element::Gap(_) => Vec::new(),
            });
        words
            .filter_map(|literal| {
                let word = self.tables().segmenter.classify(literal.as_str())?;
                let stem = Some(word.stem).filter(|_| matches!(literal, Literal::Stem(_)));
                Some((word.hash, stem.filter(|&stem| stem != 0)))
            })
            .collect()
    }
}

/// The words of a guard that the text's single words can never be.
fn phrases(guard: &str) -> Vec<&str> {
    let words = guard
        .split(';')
        .filter_map(|item| item.split_once(':'))
        .filter(|(name, _)| name.trim() != "shared");
    words
        .flat_map(|(_, words)| words.split('|').map(str::trim))
        .filter(|word| text::plain_words(word).len() != 1)
        .collect()
}

fn is_own(own: &[(u64, Option<Id>)], word: &Word) -> bool {
    own.iter()
        .any(|(hash, stem)| *hash == word.hash || *stem == Some(word.stem))
}

/// The pattern of a line that was loaded, and so has one.
fn parse(line: &Line) -> Pattern<'_> {
    let empty = Pattern {
        elements: Vec::new(),
    };
    Pattern::parse(line.field(0)).unwrap_or(empty)
}

/// The shortest text that a pattern's first alternatives make.
fn surface(pattern: &Pattern<'_>) -> String {
    let mut words = Vec::new();
    for element in &pattern.elements {
        if let Element::Word(literals) = element {
            words.extend(literals.first().map(Literal::as_str));
        }
    }
    words.join(" ")
}
