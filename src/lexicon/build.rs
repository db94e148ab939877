//! From merged lines to frozen tables: the scratch builder. Every line is parsed here once, every reference checked.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::Day,
    event::Context,
    language::Language,
    lexicon::{
        Draft, Tables,
        entries::{
            Actor, ActorKind, Alias, AliasKind, Frame, Gender, Governor, Guard, Idiom, Meaning,
            Operator, ShiftKind, Shifter, Term, Writing,
        },
        error::{Finding, Problem},
        fields::Fields,
        markers::Marker,
        table::{self, Lines, Shape, position},
    },
    pair::{ActorCode, Pair},
    pattern::{Element, Pattern},
    scale::Scale,
    text::{Case, Segmenter, normal::Folded, plain_words},
};

/// Builds the tables of a draft; all problems of all lines go to `problems`.
pub(crate) fn build(draft: &Draft, problems: &mut Vec<Problem>) -> Tables {
    let mut builder = Builder {
        draft,
        problems,
        tables: Tables::empty(segmenter(draft)),
        people: FxHashMap::default(),
    };
    builder.cameo();
    builder.actors();
    builder.markers();
    builder.aliases();
    builder.terms();
    builder.governors();
    builder.shifters();
    builder.idioms();
    builder.words();
    builder.tables
}

fn segmenter(draft: &Draft) -> Segmenter {
    let column = |shape: &'static Shape, column| -> Vec<String> {
        let at = table::position(shape, column);
        draft
            .lines(shape)
            .values()
            .map(|line| line.fields[at].clone())
            .collect()
    };
    let irregular = column(&table::IRREGULARS, "form")
        .into_iter()
        .zip(column(&table::IRREGULARS, "base"));
    let classes = column(&table::MARKERS, "class");
    let openers = column(&table::MARKERS, "word")
        .into_iter()
        .zip(classes)
        .filter(|(_, class)| {
            matches!(
                class.as_str(),
                "article" | "pronoun" | "preposition" | "coordinator" | "subordinator" | "function"
            )
        });
    let openers = openers.map(|(word, _)| word);
    Segmenter::new(
        Language::English,
        irregular,
        column(&table::ABBREVIATIONS, "word"),
        openers,
    )
}

struct Builder<'d> {
    draft: &'d Draft,
    problems: &'d mut Vec<Problem>,
    tables: Tables,
    people: FxHashMap<String, u32>,
}

impl<'d> Builder<'d> {
    /// Calls `read` for each line of a table.
    fn each(&mut self, shape: &'static Shape, mut read: impl FnMut(&mut Tables, &mut Fields<'_>)) {
        let lines: &Lines = self.draft.lines(shape);
        for line in lines.values() {
            read(
                &mut self.tables,
                &mut Fields {
                    shape,
                    line,
                    problems: self.problems,
                },
            );
        }
    }

    fn cameo(&mut self) {
        self.each(&table::CAMEO, |tables, f| {
            let code = f.parsed::<CameoCode>("code");
            let class = if f.text("class").is_empty() {
                None
            } else {
                f.one_of("class", &classes())
            };
            let quad = f.one_of("quad", &Quad::ALL.map(|q| (q.name(), q)));
            let scale = f.filled("scale").and_then(|_| f.scale("scale"));
            let (Some(code), Some(quad), Some(scale)) = (code, quad, scale) else {
                return;
            };
            let contradicts =
                scale.milli().abs() > 1000 && (scale.sign() < 0) != quad.is_conflict();
            if contradicts {
                f.report(
                    "scale",
                    Finding::SignAgainstQuad {
                        scale: scale.to_string(),
                        quad: quad.name(),
                    },
                );
            }
            tables.ontology.insert(
                code,
                Meaning {
                    class,
                    quad,
                    scale,
                    gloss: f.text("gloss").to_owned(),
                },
            );
        });
    }

    fn actors(&mut self) {
        const KINDS: [(&str, ActorKind); 3] = [
            ("state", ActorKind::State),
            ("organisation", ActorKind::Organisation),
            ("group", ActorKind::Group),
        ];
        self.each(&table::ACTORS, |tables, f| {
            let code = f.filled("code").and_then(|_| f.actor("code"));
            let kind = f.one_of("kind", &KINDS);
            let name = f.filled("name");
            let (home, successor, until) = (f.actor("home"), f.actor("successor"), f.date("until"));
            let (Some(code), Some(kind), Some(name)) = (code, kind, name) else {
                return;
            };
            let cameo = Some(f.text("cameo").to_owned()).filter(|c| !c.is_empty());
            tables.actors.insert(
                code,
                Actor {
                    code,
                    kind,
                    name: name.to_owned(),
                    cameo,
                    home,
                    successor,
                    until,
                },
            );
        });
        self.each(&table::ACTORS, |tables, f| {
            for column in ["home", "successor"] {
                known_actor(tables, f, column);
            }
        });
    }

    fn markers(&mut self) {
        self.each(&table::MARKERS, |tables, f| {
            let Some(word) = f.filled("word").and_then(Folded::new) else {
                return;
            };
            let form = tables.segmenter.intern_form(&word);
            let (class, value) = (f.text("class"), f.text("value"));
            if !tables.markers.entry(form).add(class, value) {
                if Marker::CLASSES.contains(&class) || class == "function" {
                    f.unknown("value", value, []);
                } else {
                    f.unknown("class", class, Marker::CLASSES);
                }
            }
        });
    }

    fn aliases(&mut self) {
        let mut people = std::mem::take(&mut self.people);
        let mut owners: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        let coverage = self.draft.manifest.coverage;
        self.each(&table::ALIASES, |tables, f| {
            let Some(alias) = alias(tables, f, &mut people) else {
                return;
            };
            if alias.from.is_some_and(|from| from > coverage) {
                f.report("from", Finding::BeyondCoverage(coverage.to_string()));
            }
            if let Some(code) = alias.actor {
                let shared =
                    alias.surname || alias.guards.iter().any(|g| matches!(g, Guard::Shared(_)));
                owners
                    .entry(alias.text.to_lowercase())
                    .or_default()
                    .push(Claim {
                        alias: alias.text.clone(),
                        code,
                        from: alias.from,
                        to: alias.to,
                        shared,
                        line: f.line.number,
                        column: f.line.place(position(f.shape, "alias")),
                    });
            }
            insert_alias(tables, alias);
        });
        self.people = people;
        conflicts(owners, self.problems);
    }

    fn terms(&mut self) {
        const FRAMES: [(&str, Frame); 4] = [
            ("act", Frame::Act),
            ("mutual", Frame::Mutual),
            ("received", Frame::Received),
            ("between", Frame::Between),
        ];
        self.each(&table::TERMS, |tables, f| {
            let pattern = f.pattern();
            let meaning = code(tables, f, "code");
            let scale = f.scale("scale");
            let frame = f.one_of("frame", &FRAMES);
            let context = if f.text("context").is_empty() {
                None
            } else {
                f.one_of("context", &contexts())
            };
            let only = dyad(tables, f, "only");
            f.filled("example");
            pair(tables, f);
            let (Some(pattern), Some((code, class, quad, own)), Some(frame)) =
                (pattern, meaning, frame)
            else {
                return;
            };
            if code.is_climate() && scale.is_none() {
                return f.report("scale", Finding::ClimateScale);
            }
            let scale = scale.unwrap_or(own);
            let quad = if code.is_climate() {
                climate_quad(scale)
            } else {
                quad
            };
            let entry = u32::try_from(tables.terms.len()).unwrap_or(u32::MAX) * 2;
            tables.cues.insert(&mut tables.segmenter, &pattern, entry);
            let pattern = f.text("pattern").to_owned();
            tables.terms.push(Term {
                pattern,
                code,
                class,
                quad,
                scale,
                frame,
                context,
                only,
            });
        });
    }

    fn governors(&mut self) {
        self.each(&table::GOVERNORS, |tables, f| {
            let pattern = f.pattern();
            let operator = f.one_of("operator", &Operator::ALL);
            let own = if f.text("code").is_empty() {
                None
            } else {
                code(tables, f, "code").map(|(code, ..)| code)
            };
            f.filled("example");
            let (Some(pattern), Some(operator)) = (pattern, operator) else {
                return;
            };
            let entry = u32::try_from(tables.governors.len()).unwrap_or(u32::MAX) * 2 + 1;
            tables.cues.insert(&mut tables.segmenter, &pattern, entry);
            tables.governors.push(Governor {
                pattern: f.text("pattern").to_owned(),
                operator,
                code: own,
            });
        });
    }

    fn shifters(&mut self) {
        self.each(&table::SHIFTERS, |tables, f| {
            let pattern = f.pattern();
            let kind = f.one_of("kind", &ShiftKind::ALL);
            let graded = matches!(kind, Some(ShiftKind::Intensify | ShiftKind::Diminish));
            let factor = if graded { f.milli("factor") } else { Some(0) };
            if graded && factor.is_some_and(|factor| !(100..=1000).contains(&factor)) {
                let found = f.text("factor").to_owned();
                f.report(
                    "factor",
                    Finding::OutOfRange {
                        column: "factor",
                        found,
                        wish: "0.1 to 1.0",
                    },
                );
            }
            let reach = f.whole("reach");
            f.filled("example");
            let (Some(pattern), Some(kind), Some(factor), Some(reach)) =
                (pattern, kind, factor, reach)
            else {
                return;
            };
            let entry = u32::try_from(tables.shifters.len()).unwrap_or(u32::MAX);
            tables.shifts.insert(&mut tables.segmenter, &pattern, entry);
            let pattern = f.text("pattern").to_owned();
            tables.shifters.push(Shifter {
                pattern,
                kind,
                factor: Scale::from_milli(factor),
                reach,
            });
        });
    }

    fn idioms(&mut self) {
        self.each(&table::IDIOMS, |tables, f| {
            let pattern = f.pattern();
            let becomes = if f.text("becomes").is_empty() {
                None
            } else {
                code(tables, f, "becomes")
            };
            if f.text("example").is_empty() {
                f.report("example", Finding::NoExample("an idiom"));
            }
            let Some(pattern) = pattern else { return };
            let entry = u32::try_from(tables.idioms.len()).unwrap_or(u32::MAX);
            tables.masks.insert(&mut tables.segmenter, &pattern, entry);
            let term = becomes
                .map(|meaning| idiom_term(f.text("pattern"), meaning))
                .map(|term| {
                    tables.terms.push(term);
                    tables.terms.len() - 1
                });
            tables.idioms.push(Idiom { term });
        });
    }

    /// Words that the segmenter has already taken: none may be empty.
    fn words(&mut self) {
        for (shape, columns) in [
            (&table::IRREGULARS, &["form", "base"][..]),
            (&table::ABBREVIATIONS, &["word"]),
        ] {
            self.each(shape, |_, f| {
                for column in columns {
                    f.filled(column);
                }
            });
        }
    }
}

/// The term an idiom stands for: consultations and agreements are made by both.
fn idiom_term(
    pattern: &str,
    (code, class, quad, scale): (CameoCode, EventClass, Quad, Scale),
) -> Term {
    let both = class == EventClass::Consult || code.as_str() == "057";
    let frame = if both { Frame::Mutual } else { Frame::Act };
    Term {
        pattern: pattern.to_owned(),
        code,
        class,
        quad,
        scale,
        frame,
        context: None,
        only: None,
    }
}

fn classes() -> Vec<(&'static str, EventClass)> {
    EventClass::ALL
        .into_iter()
        .map(|class| (class.name(), class))
        .collect()
}

fn contexts() -> Vec<(&'static str, Context)> {
    Context::ALL
        .into_iter()
        .map(|(context, name)| (name, context))
        .collect()
}

fn climate_quad(scale: Scale) -> Quad {
    if scale.sign() < 0 {
        Quad::VerbalConflict
    } else {
        Quad::VerbalCoop
    }
}

/// A code of the ontology that makes an event, with what it means.
fn code(
    tables: &Tables,
    f: &mut Fields<'_>,
    column: &'static str,
) -> Option<(CameoCode, EventClass, Quad, Scale)> {
    let found = f.filled(column)?;
    let code: Option<CameoCode> = found.parse().ok();
    if code.is_some_and(CameoCode::is_climate) {
        return Some((
            CameoCode::CLIMATE,
            EventClass::Climate,
            Quad::VerbalCoop,
            Scale::ZERO,
        ));
    }
    let meaning = code.and_then(|code| tables.ontology.get(&code));
    if let Some(Meaning { class: None, .. }) = meaning {
        let found = found.to_owned();
        f.report(column, Finding::NoEvent { column, found });
        return None;
    }
    let Some(class) = meaning.and_then(|m| m.class) else {
        f.unknown(
            column,
            found,
            tables
                .ontology
                .keys()
                .map(CameoCode::as_str)
                .chain(["CLIMATE"]),
        );
        return None;
    };
    code.zip(meaning)
        .map(|(code, m)| (code, class, m.quad, m.scale))
}

/// The directed pair of a term's example.
fn pair(tables: &Tables, f: &mut Fields<'_>) {
    if f.filled("pair").is_some() && dyad(tables, f, "pair").is_some_and(|pair| !pair.is_directed())
    {
        f.unknown("pair", f.text("pair"), []);
    }
}

/// A pair of actors that exist; `None` where the field is empty.
fn dyad(tables: &Tables, f: &mut Fields<'_>, column: &'static str) -> Option<Pair> {
    if f.text(column).is_empty() {
        return None;
    }
    let pair = f.parsed::<Pair>(column)?;
    let exist = [pair.source(), pair.target()]
        .iter()
        .all(|code| tables.actors.contains_key(code));
    if !exist {
        f.unknown(column, f.text(column), []);
    }
    exist.then_some(pair)
}

fn known_actor(tables: &Tables, f: &mut Fields<'_>, column: &'static str) -> Option<ActorCode> {
    let code = f.actor(column)?;
    if tables.actors.contains_key(&code) {
        return Some(code);
    }
    f.unknown(
        column,
        f.text(column),
        tables.actors.keys().map(ActorCode::as_str),
    );
    None
}

fn alias(
    tables: &mut Tables,
    f: &mut Fields<'_>,
    people: &mut FxHashMap<String, u32>,
) -> Option<Alias> {
    const KINDS: [(&str, AliasKind); 10] = [
        ("name", AliasKind::Name),
        ("demonym", AliasKind::Demonym),
        ("capital", AliasKind::Capital),
        ("government", AliasKind::Government),
        ("organisation", AliasKind::Organisation),
        ("group", AliasKind::Group),
        ("leader", AliasKind::Leader),
        ("office", AliasKind::Office),
        ("title", AliasKind::Title),
        ("blocker", AliasKind::Blocker),
    ];
    let text = f.filled("alias");
    let kind = f.one_of("kind", &KINDS);
    let anyone = matches!(kind, Some(AliasKind::Title | AliasKind::Blocker));
    let actor = if anyone {
        None
    } else {
        f.filled("code")
            .and_then(|_| known_actor(tables, f, "code"))
    };
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
    let surname = kind == Some(AliasKind::Leader)
        && f.one_of("form", &[("full", false), ("surname", true)]) == Some(true);
    let guards = guards(tables, f);
    if f.text("example").is_empty()
        && (kind == Some(AliasKind::Blocker) || guards.iter().any(needs_example))
    {
        f.report("example", Finding::NoExample("a guard or a blocker"));
    }
    let (Some(text), Some(kind)) = (text, kind) else {
        return None;
    };
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
        *people.entry(key.to_owned()).or_insert(next)
    });
    let writing = writing(tables, text, kind);
    Some(Alias {
        text: text.to_owned(),
        actor,
        kind,
        writing,
        person,
        surname,
        gender,
        from,
        to,
        guards,
    })
}

fn needs_example(guard: &Guard) -> bool {
    !matches!(guard, Guard::Shared(_))
}

fn guards(tables: &mut Tables, f: &mut Fields<'_>) -> Vec<Guard> {
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
fn writing(tables: &Tables, alias: &str, kind: AliasKind) -> Vec<Writing> {
    let words = plain_words(alias);
    let single = words.len() == 1;
    let of = |(word, case): &(String, Case)| match case {
        _ if kind == AliasKind::Title => Writing::Any,
        Case::Upper if single => {
            let form = Folded::new(word).map_or(0, |w| tables.segmenter.form(w.as_str()));
            if tables.markers.of(form).function {
                Writing::UpperOnly
            } else {
                Writing::Upper
            }
        }
        Case::Upper | Case::Capital => Writing::Capital,
        _ => Writing::Any,
    };
    words.iter().map(of).collect()
}

fn insert_alias(tables: &mut Tables, alias: Alias) {
    let entry = u32::try_from(tables.aliases.len()).unwrap_or(u32::MAX);
    let words: Vec<String> = plain_words(&alias.text)
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    let pattern = Pattern::name(words);
    if pattern
        .elements
        .iter()
        .any(|e| matches!(e, Element::Word(_)))
    {
        tables.names.insert(&mut tables.segmenter, &pattern, entry);
    }
    tables.aliases.push(alias);
}

/// An alias an actor claims, and where.
struct Claim {
    alias: String,
    code: ActorCode,
    from: Option<Day>,
    to: Option<Day>,
    shared: bool,
    line: u32,
    column: u32,
}

impl Claim {
    /// Whether two actors claim the name at one time without saying so.
    fn contradicts(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| a.to.zip(b.from).is_some_and(|(to, from)| to <= from);
        let apart = before(self, other) || before(other, self);
        self.code != other.code && !apart && !self.shared && !other.shared
    }
}

/// Reports aliases that two actors own at one time without saying so, each at the later line.
fn conflicts(owners: BTreeMap<String, Vec<Claim>>, problems: &mut Vec<Problem>) {
    for mut claims in owners.into_values() {
        claims.sort_by_key(|claim| claim.line);
        for (at, claim) in claims.iter().enumerate() {
            for other in claims[..at].iter().filter(|other| claim.contradicts(other)) {
                let finding = Finding::Conflict {
                    alias: claim.alias.clone(),
                    other: other.code.to_string(),
                    line: other.line,
                };
                problems.push(Problem {
                    file: table::ALIASES.file.to_owned(),
                    line: claim.line,
                    column: claim.column,
                    finding,
                });
            }
        }
    }
}
