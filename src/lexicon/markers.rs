//! Closed-class words: what a preposition, an agent noun or a month does.

use std::{ops::RangeInclusive, str::FromStr};

use crate::{event::Sector, pair::ActorCode, text::Id};

/// The role a preposition gives the noun after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preposition {
    To,
    With,
    Against,
    On,
    Toward,
    By,
    From,
    Of,
    In,
    At,
    Near,
    Between,
    Over,
    About,
    For,
    /// Compared, excepted or next to it: who is named there has no part in the act.
    Aside,
    Other,
}

impl FromStr for Preposition {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text {
            "to" => Self::To,
            "with" => Self::With,
            "against" => Self::Against,
            "on" => Self::On,
            "toward" => Self::Toward,
            "by" => Self::By,
            "from" => Self::From,
            "of" => Self::Of,
            "in" => Self::In,
            "at" => Self::At,
            "near" => Self::Near,
            "between" => Self::Between,
            "over" => Self::Over,
            "about" => Self::About,
            "for" => Self::For,
            "aside" => Self::Aside,
            "other" => Self::Other,
            _ => return Err(()),
        })
    }
}

/// Whom a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    Male,
    Female,
    Thing,
    Plural,
    We,
    Other,
}

/// The kinds of auxiliary verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auxiliary {
    Be,
    Have,
    Do,
    Modal,
    Get,
}

/// What a word after a hyphen makes of the name before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Affix {
    /// The name still acts: U.S.-led.
    Source,
    /// The name is none of the actors: Iran-backed.
    None,
    /// Against the name: anti-American.
    Against,
    /// For the name: pro-Russian.
    For,
}

/// What a word that is no name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bloc {
    /// "the alliance"
    Organisation,
    /// "the kingdom"
    State,
    /// "the Gulf island": a state only after the adjective of a region.
    Member,
    /// "the emirate": one of the states listed for the word.
    Kind,
}

/// What a word for several stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// "the two countries": it needs a number.
    Sides,
    /// "the pair", "the duo".
    Pair,
    /// "both", where no noun follows.
    Both,
    /// "the trio", "the quartet".
    Three,
    Four,
}

/// All classes of one word form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marker {
    pub(crate) article: bool,
    /// `its`, `their`: opens a noun phrase of something named before.
    pub(crate) possessive: bool,
    pub(crate) pronoun: Option<Pronoun>,
    pub(crate) preposition: Option<Preposition>,
    pub(crate) and: bool,
    pub(crate) but: bool,
    pub(crate) subordinator: bool,
    pub(crate) relative: bool,
    pub(crate) that: bool,
    pub(crate) auxiliary: Option<Auxiliary>,
    pub(crate) former: bool,
    pub(crate) agent: Option<Sector>,
    /// One person by a post: president, envoy, official.
    pub(crate) office: bool,
    /// With an owner, the other of the owner's pair: its neighbour, their rival.
    pub(crate) other: bool,
    /// An adjective of a region: the number of the list of its states.
    pub(crate) region: Option<u16>,
    pub(crate) month: Option<i8>,
    pub(crate) weekday: Option<i8>,
    pub(crate) number: Option<i32>,
    pub(crate) side: Option<Side>,
    pub(crate) bloc: Option<Bloc>,
    pub(crate) affix: Option<Affix>,
    pub(crate) ethnic: bool,
    pub(crate) light: bool,
    /// Its subject bears what follows: faces, drew, suffered.
    pub(crate) bears: bool,
    /// A private person or body: acts for no state.
    pub(crate) private: bool,
    pub(crate) function: bool,
}

impl Marker {
    /// Adds a class; `false` where class or value is unknown.
    pub(crate) fn add(&mut self, class: &str, value: &str) -> bool {
        let mut known = true;
        match class {
            "article" => {
                self.article = true;
                self.possessive |= value == "possessive";
                known = matches!(value, "plain" | "possessive");
            }
            "pronoun" => self.pronoun = take(pronoun(value), &mut known),
            "preposition" => self.preposition = take(value.parse().ok(), &mut known),
            "coordinator" => {
                (self.and, self.but) = (self.and || value == "and", self.but || value == "but");
                known = matches!(value, "and" | "but");
            }
            "subordinator" => {
                self.subordinator = true;
                known = value == "other";
            }
            "relative" => {
                (self.relative, self.that) = (true, self.that || value == "that");
                known = matches!(value, "that" | "who");
            }
            "auxiliary" => self.auxiliary = take(auxiliary(value), &mut known),
            "former" => self.former = true,
            "private" => self.private = true,
            "office" => self.office = true,
            "other" => self.other = true,
            // a word of two sectors takes the first in the order of the sectors: lines may stand in any order
            "agent" => {
                self.agent = take(value.parse().ok(), &mut known)
                    .into_iter()
                    .chain(self.agent)
                    .min()
            }
            "month" => self.month = take(within(value, 1..=12), &mut known),
            "weekday" => self.weekday = take(within(value, 1..=7), &mut known),
            "number" => self.number = take(value.parse().ok(), &mut known),
            "side" => self.side = take(side(value), &mut known),
            "bloc" => self.bloc = take(bloc(value), &mut known),
            "affix" => self.affix = take(affix(value), &mut known),
            "ethnic" => self.ethnic = true,
            "light" => self.light = true,
            "bears" => self.bears = true,
            "function" => {}
            _ => known = false,
        }
        let bare = [
            "former", "private", "office", "other", "ethnic", "light", "bears", "function",
        ];
        known &= value.is_empty() || !bare.contains(&class);
        self.function |= !matches!(
            class,
            "agent"
                | "light"
                | "ethnic"
                | "side"
                | "bloc"
                | "affix"
                | "month"
                | "weekday"
                | "former"
                | "private"
                | "office"
                | "other"
                | "region"
                | "kind"
        );
        known
    }

    /// Whether a word of these classes may stand for somebody named before. Some pronouns stand for nobody who can be named: "I",
    /// "you", "nobody", "what".
    pub(crate) fn may_recall(&self) -> bool {
        let pronoun = self
            .pronoun
            .is_some_and(|pronoun| pronoun != Pronoun::Other);
        let said = self.side.is_some() || self.bloc.is_some() || self.office || self.other;
        said || pronoun || self.possessive
    }

    /// The names of all classes.
    pub(crate) const CLASSES: [&'static str; 23] = [
        "bears",
        "article",
        "pronoun",
        "preposition",
        "coordinator",
        "subordinator",
        "relative",
        "auxiliary",
        "former",
        "agent",
        "month",
        "weekday",
        "number",
        "side",
        "bloc",
        "affix",
        "ethnic",
        "light",
        "private",
        "office",
        "other",
        "region",
        "kind",
    ];
}

fn take<T>(value: Option<T>, known: &mut bool) -> Option<T> {
    *known &= value.is_some();
    value
}

fn within(value: &str, range: RangeInclusive<i8>) -> Option<i8> {
    value.parse().ok().filter(|number| range.contains(number))
}

fn pronoun(value: &str) -> Option<Pronoun> {
    Some(match value {
        "m" => Pronoun::Male,
        "f" => Pronoun::Female,
        "n" => Pronoun::Thing,
        "plural" => Pronoun::Plural,
        "we" => Pronoun::We,
        "other" => Pronoun::Other,
        _ => return None,
    })
}

fn auxiliary(value: &str) -> Option<Auxiliary> {
    Some(match value {
        "be" => Auxiliary::Be,
        "have" => Auxiliary::Have,
        "do" => Auxiliary::Do,
        "modal" => Auxiliary::Modal,
        "get" => Auxiliary::Get,
        _ => return None,
    })
}

fn affix(value: &str) -> Option<Affix> {
    Some(match value {
        "source" => Affix::Source,
        "none" => Affix::None,
        "against" => Affix::Against,
        "for" => Affix::For,
        _ => return None,
    })
}

fn bloc(value: &str) -> Option<Bloc> {
    Some(match value {
        "organisation" => Bloc::Organisation,
        "state" => Bloc::State,
        "member" => Bloc::Member,
        _ => return None,
    })
}

fn side(value: &str) -> Option<Side> {
    Some(match value {
        "dyad" => Side::Sides,
        "pair" => Side::Pair,
        "both" => Side::Both,
        "trio" => Side::Three,
        "quartet" => Side::Four,
        _ => return None,
    })
}

/// The markers of all forms, by their numbers; 0, the form no entry has, is of no class.
#[derive(Debug)]
pub(crate) struct Markers {
    by_form: Vec<Marker>,
    /// The states of each region.
    regions: Vec<Vec<ActorCode>>,
}

impl Default for Markers {
    fn default() -> Self {
        Self {
            by_form: vec![Marker::default()],
            regions: Vec::new(),
        }
    }
}

impl Markers {
    pub(crate) fn entry(&mut self, form: Id) -> &mut Marker {
        let at = form as usize;
        if self.by_form.len() <= at {
            self.by_form.resize(at + 1, Marker::default());
        }
        &mut self.by_form[at]
    }

    /// Makes a form the adjective of a region: its states' codes, with bars between; `false` where one is no code.
    pub(crate) fn region(&mut self, form: Id, codes: &str) -> bool {
        let states: Result<Vec<ActorCode>, _> = codes.split('|').map(str::parse).collect();
        let Ok(states) = states else { return false };
        let number = u16::try_from(self.regions.len()).ok();
        self.regions.push(states);
        self.entry(form).region = number;
        number.is_some()
    }

    /// Makes a form a word for one of some states.
    pub(crate) fn kind(&mut self, form: Id, codes: &str) -> bool {
        let known = self.region(form, codes);
        self.entry(form).bloc = Some(Bloc::Kind);
        known
    }

    /// The states of a region.
    pub(crate) fn states(&self, region: u16) -> &[ActorCode] {
        self.regions
            .get(usize::from(region))
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn of(&self, form: Id) -> &Marker {
        self.by_form.get(form as usize).unwrap_or(&self.by_form[0])
    }
}
