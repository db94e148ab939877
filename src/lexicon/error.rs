//! What can be wrong with a lexicon, each with its place, the finding and the wish.

use std::{collections::BTreeMap, fmt};

use thiserror::Error;

use crate::pattern::PatternError;

/// A lexicon that cannot be loaded: every problem of every file, sorted by place.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the lexicon has {} problem(s):\n{}", .problems.len(), lines(.problems))]
pub struct LexiconError {
    problems: Vec<Problem>,
}

impl LexiconError {
    pub(crate) fn new(problems: Problems) -> Self {
        let Problems { mut listed, files } = problems;
        let more = files.into_iter().filter(|(_, found)| *found > LISTED);
        listed.extend(more.map(|(file, found)| Problem {
            file,
            line: 0,
            column: 0,
            finding: Finding::More(found - LISTED),
        }));
        listed.sort();
        listed.dedup();
        Self { problems: listed }
    }

    /// The problems, sorted by file, line and column; of each file at most a thousand, and how many more there are.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// How many problems of a file are listed: a file of other things than entries has one in every line.
const LISTED: usize = 1_000;

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<Problem>,
    /// How many each file has.
    files: BTreeMap<String, usize>,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        if let Some(found) = self.files.get_mut(&problem.file) {
            *found += 1;
            if *found > LISTED {
                return;
            }
        } else {
            self.files.insert(problem.file.clone(), 1);
        }
        self.listed.push(problem);
    }

    /// Takes over what was found elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        let mut beyond = other.files;
        for problem in other.listed {
            if let Some(found) = beyond.get_mut(&problem.file) {
                *found -= 1;
            }
            self.push(problem);
        }
        for (file, found) in beyond {
            *self.files.entry(file).or_default() += found;
        }
    }

    /// Whether no more of a file's problems are listed, and looking for the nearest name is in vain.
    pub(crate) fn is_full(&self, file: &str) -> bool {
        self.files.get(file).is_some_and(|found| *found >= LISTED)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// One problem: where it is and what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Problem {
    /// The file, as named in the lexicon's folder.
    pub file: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The field in the line, from 1; 0 for the line as a whole.
    pub column: u32,
    /// What was found, and what is wished.
    pub finding: Finding,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.finding
        )
    }
}

/// What was found and what is wished.
#[derive(Clone, Debug, Error, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Finding {
    #[error("the file is missing; add it")]
    MissingFile,
    #[error("the file cannot be read ({0}); make it readable")]
    Unreadable(String),
    #[error("byte {0} is not UTF-8; save the file as UTF-8")]
    NotUtf8(usize),
    #[error("the file begins with a byte-order mark; save it without")]
    ByteOrderMark,
    #[error("the line ends in a carriage return; save the file with LF line ends")]
    CarriageReturn,
    #[error("the file has no header line; name the columns first")]
    NoHeader,
    #[error("the file has more than {0} bytes; split the lexicon")]
    LongFile(usize),
    #[error("the file has more than {0} lines; split the lexicon")]
    ManyLines(usize),
    #[error("the line has {found} bytes; write at most {most}")]
    LongLine { found: usize, most: usize },
    #[error("{0} more problems are not listed; mend the others first")]
    More(usize),
    #[error("the patterns before this one have {0} combinations of alternatives; write fewer")]
    ManyWays(usize),
    #[error("alias \"{alias}\" stands in more than {most} lines; write fuller names")]
    Crowded { alias: String, most: usize },
    #[error("the manifest is not valid: {0}")]
    Manifest(String),
    #[error("the column \"{found}\" is unknown{}", did_you_mean(near))]
    UnknownColumn { found: String, near: Option<String> },
    #[error("the column \"{0}\" is missing; add it to the header")]
    MissingColumn(&'static str),
    #[error("the column \"{0}\" is named twice; name it once")]
    RepeatedColumn(String),
    #[error("the line has {found} fields; write {wish}")]
    FieldCount { found: usize, wish: usize },
    #[error("a \"#\" inside a line; a comment takes a whole line")]
    Comment,
    #[error(
        "{column} begins with \"{found}\", which a spreadsheet would run; begin with another character"
    )]
    Formula { column: &'static str, found: char },
    #[error("{column} holds an invisible character U+{found:04X}; remove it")]
    Invisible { column: &'static str, found: u32 },
    #[error("{column} holds the space U+{found:04X}; write a plain one")]
    Space { column: &'static str, found: u32 },
    #[error("{column} stands in quotation marks; write it without, as no table has quoting")]
    Quoted { column: &'static str },
    #[error("{column} holds \"{found}\", whose letters only look Latin; write it in Latin letters")]
    LooksLatin { column: &'static str, found: String },
    #[error("{column} mixes scripts in \"{found}\"; write the word in one script")]
    MixedScripts { column: &'static str, found: String },
    #[error("{0} is empty; fill it in")]
    Empty(&'static str),
    #[error("{column} \"{found}\" is not a number; write {wish}")]
    NotNumber {
        column: &'static str,
        found: String,
        wish: String,
    },
    #[error("{column} \"{found}\" is out of range; write {wish}")]
    OutOfRange {
        column: &'static str,
        found: String,
        wish: &'static str,
    },
    #[error("{column} \"{found}\" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")]
    NotDate { column: &'static str, found: String },
    #[error("{column} \"{found}\" has another form; write {wish}")]
    Malformed {
        column: &'static str,
        found: String,
        wish: String,
    },
    #[error("to \"{to}\" is not after from \"{from}\"; write a later day")]
    Reversed { from: String, to: String },
    #[error("{column} \"{found}\" is unknown{}", did_you_mean(near))]
    Unknown {
        column: &'static str,
        found: String,
        near: Option<String>,
    },
    #[error("the pattern {0}")]
    Pattern(#[from] PatternError),
    #[error("the same entry stands in line {0}; keep one")]
    Duplicate(u32),
    #[error(
        "\"{alias}\" names {other} too (line {line}); write shared:{other} as a guard, or a fuller name"
    )]
    Conflict {
        alias: String,
        other: String,
        line: u32,
    },
    #[error(
        "a guard \"{found}\" is not understood; write veto_prev:, veto_next:, veto:, need: or shared: and words joined by |"
    )]
    Guard { found: String },
    #[error("{0} needs an example; write a sentence in which it is found")]
    NoExample(&'static str),
    #[error("{column} \"{found}\" makes no event alone; write a code with a class, or CLIMATE")]
    NoEvent { column: &'static str, found: String },
    #[error("a term of CLIMATE has no scale of its own; write one")]
    ClimateScale,
    #[error("scale {scale} contradicts the quad {quad}; change one")]
    SignAgainstQuad { scale: String, quad: &'static str },
    #[error("the pattern matches the same words as {0}; keep one")]
    SameStems(String),
    #[error("no alias reaches the actor; add one to aliases.tsv")]
    NoAlias,
    #[error("the term of office begins after the coverage date {0}; move the date")]
    BeyondCoverage(String),
    #[error("the guard's \"{0}\" is not one word and never found; write single words")]
    GuardPhrase(String),
    #[error("\"{0}\" is also a common word; add a guard")]
    CommonWord(String),
    #[error(
        "the examples of this entry and of line {0} are equal but for actors and the pattern's words; write another"
    )]
    EqualExamples(u32),
    #[error("the line removes an entry that does not exist; correct its key")]
    NothingToRemove,
    #[error("the entry does not fire on its own words; change the pattern")]
    Unreachable,
}

fn did_you_mean(near: &Option<String>) -> String {
    near.as_ref().map_or_else(
        || "; see lexicons/README.md".to_owned(),
        |near| format!("; did you mean \"{near}\""),
    )
}

/// The candidate within an edit distance of two, and of half its length, the nearest first.
pub(crate) fn nearest<'c>(
    found: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    candidates
        .into_iter()
        .filter(|c| c.len().abs_diff(found.len()) <= 2)
        .map(|c| (distance(found, c), c))
        .filter(|(d, c)| *d <= 2 && *d * 2 <= c.chars().count())
        .min()
        .map(|(_, c)| c.to_owned())
}

/// Levenshtein's edit distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let change = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
