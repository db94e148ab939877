//! What was lacking, error by error: a kind that a machine can tell, so that the commonest can be counted.

use std::{collections::BTreeMap, fmt, fmt::Write as _};

use detente::{ActorCode, Analysis, Mode, Part, Span};

use crate::{
    gold::Key,
    place::{Place, holds},
};

/// How many kinds are told.
const TOLD: usize = 20;

/// Where an actor is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Naming {
    Here,
    /// In another sentence of the text.
    Elsewhere,
    Nowhere,
}

/// What went wrong with one pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// One or both actors are not named in the sentence.
    Unnamed { source: Naming, target: Naming },
    /// Nothing in the sentence says that anything was done.
    NoTerm,
    /// All that is said to be done is out of the sums.
    Mode(Mode),
    /// The pair was found with a deed that is out of the sums.
    PairMode(Mode),
    /// The source was found with another target.
    OtherTarget(String),
    /// The target was found with another source.
    OtherSource(String),
    /// A deed of a class was read, but of no pair.
    NoRule(String),
    /// The pair was found the other way round.
    Reversed(String),
    /// Cooperation for conflict, or the reverse.
    Sign { read: String, coded: String },
    /// A coded source with a target that is not coded.
    FalseTarget { rule: String, class: String },
    /// A pair of which neither is coded so.
    Invented { rule: String, class: String },
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Naming::{Here, Nowhere};
        match self {
            Self::Unnamed { source, target } => {
                let who = match (source, target) {
                    (Here, _) => "target",
                    (_, Here) => "source",
                    _ => "source and target",
                };
                let known = match (source, target) {
                    (Nowhere, _) | (_, Nowhere) => "not named by the lexicon",
                    _ => "not named in the sentence, but in the text",
                };
                write!(f, "missed: {who} {known}")
            }
            Self::NoTerm => f.write_str("missed: no term in the sentence"),
            Self::Mode(mode) => write!(f, "missed: a term, but its mode {mode} does not count"),
            Self::PairMode(mode) => {
                write!(f, "missed: pair found, but its mode {mode} does not count")
            }
            Self::OtherTarget(rule) => {
                write!(f, "missed: source found with another target by rule {rule}")
            }
            Self::OtherSource(rule) => {
                write!(f, "missed: target found with another source by rule {rule}")
            }
            Self::NoRule(class) => write!(
                f,
                "missed: a term of class {class}, but no rule found the pair"
            ),
            Self::Reversed(rule) => {
                write!(f, "wrong direction: pair found reversed by rule {rule}")
            }
            Self::Sign { read, coded } => {
                write!(f, "wrong sign: class {read} read where {coded} is coded")
            }
            Self::FalseTarget { rule, class } => {
                write!(f, "false: another target by rule {rule} with class {class}")
            }
            Self::Invented { rule, class } => {
                write!(f, "false: invented pair by rule {rule} with class {class}")
            }
        }
    }
}

/// A find in names: its pair in comparable codes, its class and its rule.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) pair: Key,
    pub(crate) class: String,
    pub(crate) rule: String,
}

impl Told {
    /// The kind of a find whose pair is not coded, where these are.
    pub(crate) fn stranger(&self, coded: &[Key]) -> Kind {
        let (rule, class) = (self.rule.clone(), self.class.clone());
        if coded.iter().any(|pair| pair.0 == self.pair.0) {
            Kind::FalseTarget { rule, class }
        } else {
            Kind::Invented { rule, class }
        }
    }
}

/// What was read of a sentence, or of a whole text where no place is given.
pub(crate) struct Scene<'s> {
    pub(crate) analysis: &'s Analysis<'s>,
    pub(crate) place: Option<Place>,
    /// The comparable code of an actor.
    pub(crate) same: &'s dyn Fn(ActorCode) -> String,
}

impl Scene<'_> {
    /// Why a pair was not found among what was.
    pub(crate) fn missed(&self, pair: &Key, told: &[Told]) -> Kind {
        let found = |is: &dyn Fn(&Key) -> bool| {
            told.iter()
                .find(|told| is(&told.pair))
                .map(|told| told.rule.clone())
        };
        if let Some(rule) = found(&|own| own.0 == pair.1 && own.1 == pair.0) {
            return Kind::Reversed(rule);
        }
        if let Some(mode) = self.idle_mode(pair) {
            return Kind::PairMode(mode);
        }
        let (source, target) = (self.naming(&pair.0), self.naming(&pair.1));
        if source != Naming::Here || target != Naming::Here {
            return Kind::Unnamed { source, target };
        }
        let readings: Vec<(Mode, &str)> = self.readings().collect();
        let Some((mode, _)) = readings.first() else {
            return Kind::NoTerm;
        };
        let Some((_, class)) = readings.iter().find(|(mode, _)| mode.weight() > 0) else {
            return Kind::Mode(*mode);
        };
        let other_target = found(&|own| own.0 == pair.0).map(Kind::OtherTarget);
        let other_source = found(&|own| own.1 == pair.1).map(Kind::OtherSource);
        let other = other_target.or(other_source);
        other.unwrap_or_else(|| Kind::NoRule((*class).to_owned()))
    }

    /// The mode of an event of the pair that does not enter the sums.
    fn idle_mode(&self, pair: &Key) -> Option<Mode> {
        let mut events = self.analysis.events().iter();
        let idle = events.find(|event| {
            event.mode.weight() == 0
                && self.is_here(event.part, event.clause)
                && (self.same)(event.source) == pair.0
                && (self.same)(event.target) == pair.1
        });
        idle.map(|event| event.mode)
    }

    fn naming(&self, actor: &str) -> Naming {
        let named = self.analysis.mentions().iter();
        let mut named = named
            .filter(|mention| (self.same)(mention.actor) == actor)
            .peekable();
        if named.peek().is_none() {
            return Naming::Nowhere;
        }
        let here = named.any(|mention| self.has(mention.tokens));
        if here {
            Naming::Here
        } else {
            Naming::Elsewhere
        }
    }

    /// Mode and class of what the sentence says was done.
    fn readings(&self) -> impl Iterator<Item = (Mode, &'static str)> + '_ {
        let here = self.analysis.readings().iter();
        let here = here.filter(|reading| self.has(reading.tokens()));
        here.map(|reading| (reading.mode(), reading.class().name()))
    }

    fn has(&self, tokens: detente::Tokens) -> bool {
        let document = self.analysis.document();
        let part = if tokens.start < document.title {
            Part::Title
        } else {
            Part::Text
        };
        self.is_here(part, document.span(tokens))
    }

    fn is_here(&self, part: Part, span: Span) -> bool {
        self.place.is_none_or(|place| holds(&place, part, span))
    }
}

/// Errors by kind: how many, and where the first stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kinds(BTreeMap<Kind, (usize, String)>);

impl Kinds {
    /// Counts an error.
    pub(crate) fn add(&mut self, kind: Kind, id: &str) {
        let (times, _) = self.0.entry(kind).or_insert_with(|| (0, id.to_owned()));
        *times += 1;
    }

    /// The commonest, each with its count and one place.
    pub(crate) fn table(&self) -> String {
        let mut rows: Vec<(usize, String, &str)> = Vec::new();
        for (kind, (times, id)) in &self.0 {
            rows.push((*times, kind.to_string(), id));
        }
        rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let all: usize = rows.iter().map(|row| row.0).sum();
        let mut out = format!("\nerrors: {all} of {} kinds; the commonest\n", rows.len());
        for (times, kind, id) in rows.iter().take(TOLD) {
            let _ = writeln!(out, "{times:5}  {kind:72} {id}");
        }
        out
    }
}
