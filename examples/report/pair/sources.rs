//! What a pair's numbers are told with: the names and meanings of the lexicon, and the sentences of the articles.

use detente::{ActorCode, Lexicon, Pair};

use super::witness::Witnesses;
use crate::drawing::names;

/// The lexicon, and the sentences that may become evidence.
pub(crate) struct Sources {
    pub(crate) lexicon: Lexicon,
    pub(crate) witnesses: Witnesses,
}

impl Sources {
    /// The name of an actor for people: the lexicon's, or the code.
    pub(crate) fn name(&self, code: ActorCode) -> String {
        let actor = self.lexicon.actor(code);
        actor.map_or_else(|| code.to_string(), |actor| actor.name.clone())
    }

    /// The same as it stands in a sentence: `the United States`.
    pub(crate) fn in_sentence(&self, code: ActorCode) -> String {
        names::in_sentence(&self.name(code))
    }

    /// Both names as they stand in a sentence: `Russia and the United States`, `Russia towards the United States`.
    pub(crate) fn pair(&self, pair: Pair) -> String {
        let [one, other] = [pair.source(), pair.target()].map(|code| self.in_sentence(code));
        let between = if pair.is_directed() { "towards" } else { "and" };
        format!("{one} {between} {other}")
    }
}
