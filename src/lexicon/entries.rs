//! The entries of a lexicon as they are used: frozen, typed, numbered.

use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::Day,
    event::{Context, Sector},
    pair::{ActorCode, Pair},
    scale::Scale,
    text::Case,
};

/// What a CAMEO code means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meaning {
    /// The event class; `None` for a code that makes no event alone.
    pub class: Option<EventClass>,
    /// The quad class.
    pub quad: Quad,
    /// The Goldstein scale.
    pub scale: Scale,
    /// The meaning in words.
    pub gloss: String,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActorKind {
    /// A state, or a territory that acts as one.
    State,
    /// An organisation of states, or one known the world over.
    Organisation,
    /// An armed group.
    Group,
}

/// A state, an organisation or an armed group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Actor {
    /// The code.
    pub code: ActorCode,
    /// What it is.
    pub kind: ActorKind,
    /// Its common name in English.
    pub name: String,
    /// Its code in CAMEO data sets, where known.
    pub cameo: Option<String>,
    /// The state an armed group lives in or claims.
    pub home: Option<ActorCode>,
    /// The actor that carries on after `until`.
    pub successor: Option<ActorCode>,
    /// The first day it is no more.
    pub until: Option<Day>,
}

/// What kind of name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AliasKind {
    Name,
    Demonym,
    Capital,
    Government,
    Organisation,
    Group,
    Leader,
    Office,
    Title,
    Blocker,
}

/// The gender of a leader, for pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// When a name holds, by the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Not right after one of these forms.
    VetoPrevious(Vec<u32>),
    /// Not right before one of these forms.
    VetoNext(Vec<u32>),
    /// Not in a sentence with one of these forms.
    Veto(Vec<u32>),
    /// Only in a document with one of these forms.
    Need(Vec<u32>),
    /// Another actor owns the same alias.
    Shared(ActorCode),
}

/// How a word of an alias must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In any case.
    Any,
    /// With a capital first letter, or in capitals.
    Capital,
    /// In capitals.
    Upper,
    /// In capitals, and not in a line that is all capitals: a common word otherwise (US).
    UpperOnly,
}

/// How a word may be written where a name begins with it, by the number of its form.
#[derive(Debug, Default)]
pub(crate) struct Openings(Vec<u8>);

impl Openings {
    const SMALL: u8 = 1;
    const CAPITAL: u8 = 1 << 1;
    const UPPER: u8 = 1 << 2;

    /// A name begins with the form, written so.
    pub(crate) fn add(&mut self, form: u32, writing: Writing) {
        let form = form as usize;
        if self.0.len() <= form {
            self.0.resize(form + 1, 0);
        }
        self.0[form] |= match writing {
            Writing::Any => Self::SMALL | Self::CAPITAL | Self::UPPER,
            Writing::Capital => Self::CAPITAL | Self::UPPER,
            Writing::Upper | Writing::UpperOnly => Self::UPPER,
        };
    }

    /// Whether a name may begin with a form in this case.
    pub(crate) fn has(&self, form: u32, case: Case) -> bool {
        let case = match case {
            Case::Lower => Self::SMALL,
            Case::Capital => Self::CAPITAL,
            Case::Upper => Self::UPPER,
        };
        self.0.get(form as usize).is_some_and(|had| had & case != 0)
    }
}

/// A name by which texts call an actor.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) text: String,
    /// `None` for titles and blockers, which are nobody's.
    pub(crate) actor: Option<ActorCode>,
    pub(crate) kind: AliasKind,
    pub(crate) writing: Vec<Writing>,
    pub(crate) person: Option<u32>,
    pub(crate) surname: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    pub(crate) guards: Vec<Guard>,
}

impl Alias {
    /// Whether the office is held on a day.
    pub(crate) fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

/// Who is who around a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The subject does it to the object.
    Act,
    /// The same, but only where the object is a name that follows at once: "let B", "closed the B ...".
    Direct,
    /// Both do it together.
    Mutual,
    /// The grammatical subject is the target.
    Received,
    /// It stands between them.
    Between,
}

/// What a term means.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) pattern: String,
    pub(crate) code: CameoCode,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) scale: Scale,
    pub(crate) frame: Frame,
    pub(crate) context: Option<Context>,
    pub(crate) only: Option<Pair>,
}

/// What a governing verb does to its content; the composition table says how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operator {
    Agree,
    Offer,
    Vow,
    Plan,
    Threaten,
    Demand,
    Urge,
    Reject,
    Refuse,
    Deny,
    Accuse,
    Condemn,
    Investigate,
    Support,
    End,
    Cancel,
    Resume,
    Fail,
    Warn,
    Say,
    Consider,
}

impl Operator {
    pub(crate) const ALL: [(&'static str, Self); 21] = [
        ("agree", Self::Agree),
        ("offer", Self::Offer),
        ("vow", Self::Vow),
        ("plan", Self::Plan),
        ("threaten", Self::Threaten),
        ("demand", Self::Demand),
        ("urge", Self::Urge),
        ("reject", Self::Reject),
        ("refuse", Self::Refuse),
        ("deny", Self::Deny),
        ("accuse", Self::Accuse),
        ("condemn", Self::Condemn),
        ("investigate", Self::Investigate),
        ("support", Self::Support),
        ("end", Self::End),
        ("cancel", Self::Cancel),
        ("resume", Self::Resume),
        ("fail", Self::Fail),
        ("warn", Self::Warn),
        ("say", Self::Say),
        ("consider", Self::Consider),
    ];

    /// Whether it judges its content: condemns, praises or looks into it.
    pub(crate) const fn is_judgement(self) -> bool {
        matches!(self, Self::Condemn | Self::Support | Self::Investigate)
    }
}

/// A verb that decides what becomes of its content.
#[derive(Clone, Debug)]
pub(crate) struct Governor {
    pub(crate) pattern: String,
    pub(crate) operator: Operator,
    /// The code where it governs an actor but no term.
    pub(crate) code: Option<CameoCode>,
}

/// What a shifter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShiftKind {
    Negate,
    Intensify,
    Diminish,
    Intend,
    Demand,
    Hypothetical,
    /// "would": the future in what somebody says, else hypothetical.
    Conditional,
    Historical,
}

impl ShiftKind {
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("negate", Self::Negate),
        ("intensify", Self::Intensify),
        ("diminish", Self::Diminish),
        ("intend", Self::Intend),
        ("demand", Self::Demand),
        ("hypothetical", Self::Hypothetical),
        ("conditional", Self::Conditional),
        ("historical", Self::Historical),
    ];
}

/// Set in the number of a governor in the trie that it shares with the terms.
pub(crate) const GOVERNOR: u32 = 1 << 31;

/// A word that changes mode or strength of what follows.
#[derive(Clone, Debug)]
pub(crate) struct Shifter {
    pub(crate) pattern: String,
    pub(crate) kind: ShiftKind,
    /// How far the scale moves away from zero (or towards it).
    pub(crate) factor: Scale,
    /// How many tokens to the right (negative: to the left) it reaches.
    pub(crate) reach: i32,
}

/// A phrase that is not what its words say.
#[derive(Clone, Debug)]
pub(crate) struct Idiom {
    /// Index of the term the idiom stands for, where it stands for one.
    pub(crate) term: Option<usize>,
}

/// The sector a title gives its holder.
pub(crate) const TITLE_SECTOR: Sector = Sector::Government;
