//! The lines of `aliases.tsv`: whose name it is, how it must be written, and the guards under which it holds.

use rustc_hash::FxHashMap;

use crate::{
    day::Day,
    lexicon::{
        Tables,
        entries::{Alias, AliasKind, Gender, Guard, Writing},
        error::{Finding, Problem, Problems},
        fields::{Fields, known_actor, made_of},
        table::{self, Line, Lines, position},
    },
    text::{Case, Words, normal::Folded, plain_words},
};

/// A line as far as it can be read by itself, without the other tables.
#[derive(Debug)]
pub(super) struct Parsed<'l> {
    line: &'l Line,
    text: Option<&'l str>,
    kind: Option<AliasKind>,
    gender: Option<Gender>,
    from: Option<Day>,
    to: Option<Day>,
    surname: bool,
    words: Words,
}

/// Reads the lines one by one: most of the work, and the tables are not needed for it.
pub(super) fn parse<'l>(lines: &'l Lines, problems: &mut Problems) -> Vec<Parsed<'l>> {
    let shape = &table::ALIASES;
    let parsed = lines.iter().map(|line| {
        parse_line(&mut Fields {
            shape,
            line,
            problems,
        })
    });
    parsed.collect()
}

fn parse_line<'l>(f: &mut Fields<'l, '_>) -> Parsed<'l> {
    const KINDS: [(&str, AliasKind); 10] = [
        ("leader", AliasKind::Leader),
        ("name", AliasKind::Name),
        ("demonym", AliasKind::Demonym),
        ("capital", AliasKind::Capital),
        ("government", AliasKind::Government),
        ("organisation", AliasKind::Organisation),
        ("group", AliasKind::Group),
        ("office", AliasKind::Office),
        ("title", AliasKind::Title),
        ("blocker", AliasKind::Blocker),
    ];
    let text = f.filled("alias");
    let kind = f.one_of("kind", &KINDS);
    let gender = if f.text("gender").is_empty() {
        None
    } else {
        f.one_of("gender", &[("m", Gender::Male), ("f", Gender::Female)])
    };
    let (from, to) = (f.date("from"), f.date("to"));
    if let (Some(start), Some(end)) = (from, to)
        && end <= start
    {
        f.report(
            "to",
            Finding::Reversed {
                from: f.text("from").to_owned(),
                to: f.text("to").to_owned(),
            },
        );
    }
    let formed = kind == Some(AliasKind::Leader) || !f.text("form").is_empty();
    let surname = formed && f.one_of("form", &[("full", false), ("surname", true)]) == Some(true);
    let key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.-".contains(&b);
    f.formed("person", |text| made_of(text, key), "a key such as putin");
    let nobody = matches!(kind, Some(AliasKind::Title | AliasKind::Blocker));
    if nobody && f.text("code") != "*" {
        f.malformed("code", "* where the name is nobody's");
    }
    Parsed {
        line: f.line,
        text,
        kind,
        gender,
        from,
        to,
        surname: surname && kind == Some(AliasKind::Leader),
        words: text.map(plain_words).unwrap_or_default(),
    }
}

/// The alias of a line, and the words to find it by.
pub(super) fn alias(
    tables: &mut Tables,
    parsed: Parsed<'_>,
    people: &mut FxHashMap<String, u32>,
    problems: &mut Problems,
) -> Option<(Alias, Words)> {
    let shape = &table::ALIASES;
    let f = &mut Fields {
        shape,
        line: parsed.line,
        problems,
    };
    let anyone = matches!(parsed.kind, Some(AliasKind::Title | AliasKind::Blocker));
    let actor = if anyone {
        None
    } else {
        f.filled("code")
            .and_then(|_| known_actor(tables, f, "code"))
    };
    let guards = guards(tables, f);
    if f.text("example").is_empty()
        && (parsed.kind == Some(AliasKind::Blocker) || guards.iter().any(needs_example))
    {
        f.report("example", Finding::NoExample("a guard or a blocker"));
    }
    let (text, kind) = parsed.text.zip(parsed.kind)?;
    if actor.is_none() && !anyone {
        return None;
    }
    let person = (kind == AliasKind::Leader).then(|| {
        let key = if f.text("person").is_empty() {
            text
        } else {
            f.text("person")
        };
        let next = u32::try_from(people.len()).unwrap_or(u32::MAX);
        match people.get(key) {
            Some(known) => *known,
            None => *people.entry(key.to_owned()).or_insert(next),
        }
    });
    let alias = Alias {
        text: text.to_owned(),
        actor,
        kind,
        writing: writing(tables, &parsed.words, kind),
        person,
        surname: parsed.surname,
        gender: parsed.gender,
        from: parsed.from,
        to: parsed.to,
        guards,
    };
    Some((alias, parsed.words))
}

fn needs_example(guard: &Guard) -> bool {
    !matches!(guard, Guard::Shared(_))
}

fn guards(tables: &mut Tables, f: &mut Fields<'_, '_>) -> Vec<Guard> {
    let mut guards = Vec::new();
    for item in f
        .text("guard")
        .split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
    {
        let (name, words) = item.split_once(':').unwrap_or((item, ""));
        let mut forms = || -> Vec<u32> {
            words
                .split('|')
                .filter_map(|w| Folded::new(w.trim()))
                .map(|w| tables.segmenter.intern_form(&w))
                .collect()
        };
        let guard = match name.trim() {
            _ if words.trim().is_empty() => None,
            "veto_prev" => Some(Guard::VetoPrevious(forms())),
            "veto_next" => Some(Guard::VetoNext(forms())),
            "veto" => Some(Guard::Veto(forms())),
            "need" => Some(Guard::Need(forms())),
            "shared" => words
                .trim()
                .parse()
                .ok()
                .filter(|code| tables.actors.contains_key(code))
                .map(Guard::Shared),
            _ => None,
        };
        match guard {
            Some(guard) => guards.push(guard),
            None => f.report(
                "guard",
                Finding::Guard {
                    found: item.to_owned(),
                },
            ),
        }
    }
    guards
}

/// How each word must be written: as in the alias, or in capitals throughout.
fn writing(tables: &Tables, words: &Words, kind: AliasKind) -> Vec<Writing> {
    let single = words.len() == 1;
    let of = |case: &Case| match case {
        _ if kind == AliasKind::Title => Writing::Any,
        Case::Upper if single => {
            let form = words
                .folded()
                .next()
                .map_or(0, |w| tables.segmenter.form(w));
            if tables.markers.of(form).function {
                Writing::UpperOnly
            } else {
                Writing::Upper
            }
        }
        Case::Upper | Case::Capital => Writing::Capital,
        _ => Writing::Any,
    };
    words.cases().iter().map(of).collect()
}

/// The most lines that one name may have: each is held against each.
const MOST_ALIKE: usize = 100;

/// Where an alias stands in its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    line: u32,
    column: u32,
}

impl Place {
    fn problem(self, finding: Finding) -> Problem {
        Problem {
            file: table::ALIASES.file.to_owned(),
            line: self.line,
            column: self.column,
            finding,
        }
    }
}

impl Parsed<'_> {
    pub(super) fn place(&self) -> Place {
        Place {
            line: self.line.number,
            column: self.line.place(position(&table::ALIASES, "alias")),
        }
    }

    /// Whether its dates could be read.
    pub(super) fn is_dated(&self) -> bool {
        let given = |column| {
            !self
                .line
                .field(position(&table::ALIASES, column))
                .is_empty()
        };
        given("from") == self.from.is_some() && given("to") == self.to.is_some()
    }

    /// A term of office that begins after the day up to which terms are kept.
    pub(super) fn is_beyond(&self, coverage: Day) -> Option<Problem> {
        let from = position(&table::ALIASES, "from");
        self.from.filter(|from| *from > coverage).map(|_| Problem {
            file: table::ALIASES.file.to_owned(),
            line: self.line.number,
            column: self.line.place(from),
            finding: Finding::BeyondCoverage(coverage.to_string()),
        })
    }
}

pub(super) fn insert_alias(tables: &mut Tables, alias: Alias, words: &Words) {
    let entry = u32::try_from(tables.aliases.len()).unwrap_or(u32::MAX);
    let first = tables
        .names
        .insert_name(&mut tables.segmenter, words.folded(), entry);
    if let Some((form, writing)) = first.zip(alias.writing.first()) {
        tables.openings.add(form, *writing);
    }
    tables.aliases.push(alias);
}

/// Whether two actors claim one name at one time without saying so.
fn contradict(a: &Alias, b: &Alias) -> bool {
    let shared =
        |alias: &Alias| alias.surname || alias.guards.iter().any(|g| matches!(g, Guard::Shared(_)));
    let before = |a: &Alias, b: &Alias| a.to.zip(b.from).is_some_and(|(to, from)| to <= from);
    let apart = before(a, b) || before(b, a);
    let claimed = a.actor.is_some() && b.actor.is_some() && a.actor != b.actor;
    claimed && !apart && !shared(a) && !shared(b)
}

/// Reports names that two actors own at one time without saying so, each at the later line.
pub(super) fn conflicts(tables: &Tables, places: &[Place], problems: &mut Problems) {
    for entries in tables.names.shared() {
        let mut entries: Vec<usize> = entries.iter().map(|&entry| entry as usize).collect();
        entries.sort_by_key(|&entry| places[entry].line);
        if let Some(&beyond) = entries.get(MOST_ALIKE) {
            let finding = Finding::Crowded {
                alias: tables.aliases[beyond].text.clone(),
                most: MOST_ALIKE,
            };
            problems.push(places[beyond].problem(finding));
            continue;
        }
        for (at, &entry) in entries.iter().enumerate() {
            let alias = &tables.aliases[entry];
            let others = entries[..at]
                .iter()
                .filter(|&&o| contradict(alias, &tables.aliases[o]));
            for &other in others {
                let Some(owner) = tables.aliases[other].actor else {
                    continue;
                };
                let finding = Finding::Conflict {
                    alias: alias.text.clone(),
                    other: owner.to_string(),
                    line: places[other].line,
                };
                problems.push(places[entry].problem(finding));
            }
        }
    }
}
