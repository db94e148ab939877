//! From merged lines to frozen tables: the scratch builder. Every line is parsed here once, every reference checked.

use rustc_hash::FxHashMap;

use crate::{
    cameo::{CameoCode, EventClass, Quad},
    event::Context,
    language::Language,
    lexicon::{
        Draft, Tables,
        aliases::{self, Parsed, Place, alias, conflicts, insert_alias},
        entries::{
            Actor, ActorKind, Frame, GOVERNOR, Governor, Idiom, Meaning, Operator, ShiftKind,
            Shifter, Term,
        },
        error::{Finding, Problems},
        fields::{Fields, known_actor, made_of},
        markers::Marker,
        table::{self, Shape},
    },
    pair::Pair,
    pattern::{Numbered, Pattern, Trie},
    scale::Scale,
    text::{Id, Segmenter, normal::Folded},
};

/// The most words a shifter reaches over.
const FARTHEST: u32 = 50;

/// Builds the tables of a draft; all problems of all lines go to `problems`.
pub(crate) fn build(draft: &Draft, problems: &mut Problems) -> Tables {
    let mut builder = Builder {
        draft,
        problems,
        tables: Tables::empty(segmenter(draft)),
        patterns: Patterns::default(),
    };
    let lines = draft.lines(&table::ALIASES);
    // Names and patterns are nearly all there is. Twice another thread does its half of the work: it reads the lines of the names
    // while words are numbered here, and grows the tries of the patterns while names are numbered.
    let (names, found) = beside(
        || {
            let mut found = Problems::default();
            (aliases::parse(lines, &mut found), found)
        },
        || {
            builder.cameo();
            builder.actors();
            builder.markers();
            builder.terms();
            builder.governors();
            builder.shifters();
            builder.idioms();
            builder.words();
        },
    );
    builder.problems.merge(found);
    let patterns = std::mem::take(&mut builder.patterns);
    let tries = beside(|| patterns.grown(), || builder.aliases(names));
    let [cues, shifts, masks] = tries;
    Tables {
        cues,
        shifts,
        masks,
        ..builder.tables
    }
}

/// Does one thing on another thread, where there can be one, and the other thing here.
pub(super) fn beside<T: Send>(there: impl FnOnce() -> T + Send, here: impl FnOnce()) -> T {
    let there = std::sync::Mutex::new(Some(there));
    let take = || there.lock().ok().and_then(|mut slot| slot.take());
    std::thread::scope(|scope| {
        let work = || take().map(|there| there());
        let thread = std::thread::Builder::new().spawn_scoped(scope, work);
        here();
        let done = thread.ok().and_then(|thread| thread.join().ok()).flatten();
        done.or_else(|| take().map(|there| there()))
    })
    .unwrap_or_else(|| unreachable!("it is done there or here"))
}

fn segmenter(draft: &Draft) -> Segmenter {
    let column = |shape: &'static Shape, column| -> Vec<String> {
        let fields = draft.lines(shape).column(column);
        fields.map(str::to_owned).collect()
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
    problems: &'d mut Problems,
    tables: Tables,
    patterns: Patterns,
}

/// The patterns of each trie, with the numbers of their entries.
#[derive(Debug, Default)]
struct Patterns {
    cues: Collected,
    shifts: Collected,
    masks: Collected,
}

/// The patterns of one trie, and how many ways to be read they have together.
#[derive(Debug, Default)]
struct Collected {
    patterns: Vec<(Numbered, u32)>,
    /// The past forms that patterns of verbs begin with, each with its stem.
    pasts: Vec<(Id, Id)>,
    ways: usize,
}

/// The most ways to be read that all patterns of a trie may have, so that a small lexicon cannot make a large one.
const MOST_WAYS: usize = 1 << 19;

impl Collected {
    /// Adds a pattern, unless those before it have as many ways to be read as a table may have.
    fn add(
        &mut self,
        segmenter: &mut Segmenter,
        f: &mut Fields<'_, '_>,
        pattern: &Pattern<'_>,
        entry: u32,
    ) -> bool {
        let ways = self.ways + pattern.ways();
        if ways > MOST_WAYS {
            f.report("pattern", Finding::ManyWays(self.ways));
            return false;
        }
        self.ways = ways;
        self.patterns.push((pattern.numbered(segmenter), entry));
        true
    }

    /// The same of a pattern whose verb an infinitive may stand for.
    fn add_verb(
        &mut self,
        segmenter: &mut Segmenter,
        f: &mut Fields<'_, '_>,
        pattern: &Pattern<'_>,
        entry: u32,
    ) -> bool {
        self.pasts.extend(pattern.pasts(segmenter));
        self.add(segmenter, f, pattern, entry)
    }

    fn grown(self) -> Trie {
        Trie::of(self.patterns).with_pasts(self.pasts)
    }
}

impl Patterns {
    fn grown(self) -> [Trie; 3] {
        [self.cues, self.shifts, self.masks].map(Collected::grown)
    }
}

impl<'d> Builder<'d> {
    /// Calls `read` for each line of a table.
    fn each(
        &mut self,
        shape: &'static Shape,
        mut read: impl FnMut(&mut Tables, &mut Fields<'_, '_>),
    ) {
        for line in self.draft.lines(shape).iter() {
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
            // a code that is there stays known, whatever is wrong beside it: its users have done nothing wrong
            let Some(code) = code else { return };
            let sign = scale.zip(quad);
            let class = class.or((!f.text("class").is_empty()).then_some(EventClass::Climate));
            let (quad, scale) = (
                quad.unwrap_or(Quad::VerbalCoop),
                scale.unwrap_or(Scale::ZERO),
            );
            let contradicts = sign.is_some_and(|(scale, quad)| {
                scale.milli().abs() > 1000 && (scale.sign() < 0) != quad.is_conflict()
            });
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
            codes_elsewhere(f);
            if home.is_some() && kind.is_some_and(|kind| kind != ActorKind::Group) {
                f.malformed("home", "nothing; only a group has a home");
            }
            // the same holds for an actor
            let Some(code) = code else { return };
            let (kind, name) = (kind.unwrap_or(ActorKind::State), name.unwrap_or_default());
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
            let exist = |codes: &str| {
                let known = |code: &str| code.parse().is_ok_and(|c| tables.actors.contains_key(&c));
                codes.split('|').all(known)
            };
            let known = match class {
                "region" => exist(value) && tables.markers.region(form, value),
                "kind" => exist(value) && tables.markers.kind(form, value),
                _ => tables.markers.entry(form).add(class, value),
            };
            if !known {
                if Marker::CLASSES.contains(&class) || class == "function" {
                    f.unknown("value", value, []);
                } else {
                    f.unknown("class", class, Marker::CLASSES);
                }
            }
        });
    }

    fn aliases(&mut self, parsed: Vec<Parsed<'_>>) {
        let mut people = FxHashMap::default();
        let mut places: Vec<Place> = Vec::with_capacity(parsed.len());
        let coverage = self.draft.manifest.coverage;
        self.tables.names.reserve(parsed.len());
        for line in parsed {
            let (place, beyond, dated) = (line.place(), line.is_beyond(coverage), line.is_dated());
            let found = alias(&mut self.tables, line, &mut people, self.problems);
            if let Some((alias, words)) = found {
                if let Some(beyond) = beyond {
                    self.problems.push(beyond);
                }
                // who cannot say when it holds is in nobody's way
                if !dated {
                    continue;
                }
                places.push(place);
                insert_alias(&mut self.tables, alias, &words);
            }
        }
        conflicts(&self.tables, &places, self.problems);
    }

    fn terms(&mut self) {
        const FRAMES: [(&str, Frame); 5] = [
            ("act", Frame::Act),
            ("direct", Frame::Direct),
            ("mutual", Frame::Mutual),
            ("received", Frame::Received),
            ("between", Frame::Between),
        ];
        let contexts = contexts();
        let mut found = std::mem::take(&mut self.patterns.cues);
        self.each(&table::TERMS, |tables, f| {
            let pattern = f.pattern();
            let meaning = code(tables, f, "code");
            let scale = f.scale("scale");
            let frame = f.one_of("frame", &FRAMES);
            let context = if f.text("context").is_empty() {
                None
            } else {
                f.one_of("context", &contexts)
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
            let entry = u32::try_from(tables.terms.len()).unwrap_or(u32::MAX);
            if !found.add_verb(&mut tables.segmenter, f, &pattern, entry) {
                return;
            }
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
        self.patterns.cues = found;
    }

    fn governors(&mut self) {
        let mut found = std::mem::take(&mut self.patterns.cues);
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
            let entry = u32::try_from(tables.governors.len()).unwrap_or(u32::MAX) | GOVERNOR;
            if !found.add_verb(&mut tables.segmenter, f, &pattern, entry) {
                return;
            }
            tables.governors.push(Governor {
                pattern: f.text("pattern").to_owned(),
                operator,
                code: own,
            });
        });
        self.patterns.cues = found;
    }

    fn shifters(&mut self) {
        let mut found = std::mem::take(&mut self.patterns.shifts);
        self.each(&table::SHIFTERS, |tables, f| {
            let pattern = f.pattern();
            let kind = f.one_of("kind", &ShiftKind::ALL);
            let graded = matches!(kind, Some(ShiftKind::Intensify | ShiftKind::Diminish));
            let given = graded || !f.text("factor").is_empty();
            let factor = if given { f.milli("factor") } else { Some(0) };
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
            if reach.is_some_and(|reach| reach.unsigned_abs() > FARTHEST) {
                let found = f.text("reach").to_owned();
                let (column, wish) = ("reach", "-50 to 50");
                f.report(
                    column,
                    Finding::OutOfRange {
                        column,
                        found,
                        wish,
                    },
                );
            }
            f.filled("example");
            let (Some(pattern), Some(kind), Some(factor), Some(reach)) =
                (pattern, kind, factor, reach)
            else {
                return;
            };
            let entry = u32::try_from(tables.shifters.len()).unwrap_or(u32::MAX);
            if !found.add(&mut tables.segmenter, f, &pattern, entry) {
                return;
            }
            let pattern = f.text("pattern").to_owned();
            tables.shifters.push(Shifter {
                pattern,
                kind,
                factor: Scale::from_milli(factor),
                reach,
            });
        });
        self.patterns.shifts = found;
    }

    fn idioms(&mut self) {
        let mut found = std::mem::take(&mut self.patterns.masks);
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
            if !found.add(&mut tables.segmenter, f, &pattern, entry) {
                return;
            }
            let term = becomes
                .map(|meaning| idiom_term(f.text("pattern"), meaning))
                .map(|term| {
                    tables.terms.push(term);
                    tables.terms.len() - 1
                });
            tables.idioms.push(Idiom { term });
        });
        self.patterns.masks = found;
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

/// What an actor is called in other data sets.
fn codes_elsewhere(f: &mut Fields<'_, '_>) {
    let capitals = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    let three = |code: &str| code.len() == 3 && made_of(code, |b| b.is_ascii_uppercase());
    let number = |text: &str| made_of(text, |b| b.is_ascii_digit());
    let item = |text: &str| text.strip_prefix('Q').is_some_and(number);
    f.formed("iso", three, "three capitals such as FRA");
    f.formed("cow", number, "a number such as 220");
    f.formed(
        "cameo",
        |code| made_of(code, capitals),
        "capitals such as IGOUNO",
    );
    f.formed("wikidata", item, "Q and a number such as Q142");
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
    f: &mut Fields<'_, '_>,
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
    if meaning.is_some() && found.len() == 2 {
        // a root, or what a spreadsheet leaves of a code that begins with zero: 19 is war, 019 a cue taken
        f.malformed(
            column,
            format!("{found}0, or 0{found} if its zero was lost"),
        );
        return None;
    }
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
fn pair(tables: &Tables, f: &mut Fields<'_, '_>) {
    if f.filled("pair").is_some() && dyad(tables, f, "pair").is_some_and(|pair| !pair.is_directed())
    {
        let directed = f.text("pair").replace('-', "->");
        f.malformed("pair", directed);
    }
}

/// A pair of actors that exist; `None` where the field is empty.
fn dyad(tables: &Tables, f: &mut Fields<'_, '_>, column: &'static str) -> Option<Pair> {
    if f.text(column).is_empty() {
        return None;
    }
    let found = f.text(column);
    let Ok(pair) = found.parse::<Pair>() else {
        // arrows and dashes as word processors write them
        let plain = found
            .replace(['→', '>'], "->")
            .replace(['–', '—', '−'], "-");
        let plain = plain.replace("--", "-").replace(' ', "").to_uppercase();
        let sound = plain.parse::<Pair>().is_ok();
        f.malformed(
            column,
            if sound {
                &plain
            } else {
                "a pair such as FRA->DEU"
            },
        );
        return None;
    };
    let exist = [pair.source(), pair.target()]
        .iter()
        .all(|code| tables.actors.contains_key(code));
    if !exist {
        f.unknown(column, f.text(column), []);
    }
    exist.then_some(pair)
}
