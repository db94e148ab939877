//! Two sentences, and how their readings break what must hold between them.

use std::fmt;

use detente::{ActorCode, Article, Day, Pair, Reader};
use serde::Deserialize;

use crate::{
    kind::Kind,
    reading::{Act, Reading, Wish, counted, unfit},
};

/// The text under a title, in which there is nothing to read.
const BODY: &str = "Nothing more was known.";

/// How a word that strengthens or weakens moves the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Move {
    AwayFromZero,
    TowardsZero,
}

/// A sentence and the changed one.
#[derive(Clone, Debug)]
pub(crate) struct Twins {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) date: Option<Day>,
    pub(crate) title: bool,
    pub(crate) base: String,
    pub(crate) changed: String,
    pub(crate) reads: Vec<Wish>,
    /// What is wished of the changed sentence; `None`: what is read in the base sentence.
    pub(crate) becomes: Option<Vec<Wish>>,
    /// What may be read besides in the changed sentence.
    pub(crate) may: Vec<Wish>,
    /// The actors of the changed sentence, each with the one of the base sentence it stands for.
    pub(crate) renamed: Vec<(ActorCode, ActorCode)>,
    pub(crate) allow: Vec<Pair>,
    pub(crate) moves: Option<Move>,
}

impl Twins {
    /// The two articles, base first.
    pub(crate) fn articles(&self) -> [Article<'_>; 2] {
        [&self.base, &self.changed].map(|sentence| {
            let (title, text) = if self.title {
                (sentence.as_str(), BODY)
            } else {
                ("", sentence.as_str())
            };
            let article = match self.date {
                Some(day) => Article::new(&self.id, day, text),
                None => Article::undated(&self.id, text),
            };
            article.title(title)
        })
    }

    /// Everything that is wrong with what the reader makes of the two; empty where all is well.
    pub(crate) fn faults(&self, reader: &mut Reader<'_>) -> Vec<String> {
        let [base, changed] = self.articles().map(|article| counted(reader, &article));
        let base = self.without_allowed(base);
        // allowed pairs are written with the actors of the base sentence, so the names go back first
        let back = |(act, milli): (Act, i32)| (act.renamed(|code| self.former(code)), milli);
        let changed = self.without_allowed(changed.into_iter().map(back).collect());
        let mut faults = labelled("base", &unfit(&base, &self.reads, &[]));
        match &self.becomes {
            Some(wishes) => faults.extend(labelled("changed", &unfit(&changed, wishes, &self.may))),
            None => faults.extend(labelled("changed", &differences(&base, &changed))),
        }
        if faults.is_empty() {
            faults.extend(self.moves.and_then(|moves| unmoved(moves, &base, &changed)));
        }
        faults
    }

    fn without_allowed(&self, mut reading: Reading) -> Reading {
        reading.retain(|act, _| !self.allow.contains(&act.pair));
        reading
    }

    /// The actor of the base sentence an actor of the changed one stands for.
    fn former(&self, code: ActorCode) -> ActorCode {
        let stands = self.renamed.iter().find(|(new, _)| *new == code);
        stands.map_or(code, |(_, old)| *old)
    }
}

impl fmt::Display for Twins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} => {}", self.id, self.base, self.changed)
    }
}

fn labelled(which: &str, faults: &[String]) -> Vec<String> {
    let label = |fault| format!("{which}: {fault}");
    faults.iter().map(label).collect()
}

/// The acts that are read in one of the two sentences only.
fn differences(base: &Reading, changed: &Reading) -> Vec<String> {
    let lost = base.keys().filter(|act| !changed.contains_key(act));
    let new = changed.keys().filter(|act| !base.contains_key(act));
    lost.map(|act| format!("lost {act}"))
        .chain(new.map(|act| format!("new {act}")))
        .collect()
}

/// What is wrong with the move of the scale of the first act, where it is the same act.
fn unmoved(moves: Move, base: &Reading, changed: &Reading) -> Option<String> {
    let (act, before) = base.first_key_value()?;
    let after = changed.get(act)?;
    let is_right = match moves {
        Move::AwayFromZero => after.abs() > before.abs(),
        Move::TowardsZero => after.abs() < before.abs(),
    };
    (!is_right).then(|| format!("changed: the scale of {act} goes from {before} to {after}"))
}
