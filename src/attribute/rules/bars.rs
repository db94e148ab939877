//! What keeps a party out: named for who asks why a pair has no event. The guards are those that the rules themselves ask.

use super::Scene;
use crate::{
    annotate::cue::Use, attribute::refused::Refused, lexicon::markers::Preposition, pair::ActorCode,
};

impl Scene<'_> {
    /// What keeps a party after the verb from being its object, as `object` and `rank` pass it over.
    pub(super) fn bar(&self, index: usize) -> Option<Refused> {
        use Preposition as P;
        let party = self.at(index);
        match party.preposition {
            Some(P::Aside) => Some(Refused::Aside(party.actor)),
            _ if party.posted => Some(Refused::Posted(party.actor)),
            _ if self.filled && !party.is_of_object() => Some(Refused::Domestic),
            _ if self.rank(index).is_some() => None,
            Some(P::In | P::Near) => Some(Refused::Venue(party.actor)),
            _ => Some(Refused::Unreached(party.actor)),
        }
    }

    /// The guard that keeps one of the two out of every rule, wherever it stands in the clause.
    pub(in crate::attribute) fn kept_out(
        &self,
        source: ActorCode,
        target: ActorCode,
    ) -> Option<Refused> {
        let own = |actor| (0..self.parties.len()).filter(move |&i| self.at(i).actor == actor);
        let aside = |i: usize| self.at(i).preposition == Some(Preposition::Aside);
        let only = |actor, fits: &dyn Fn(usize) -> bool| {
            own(actor).next().is_some() && own(actor).all(fits)
        };
        let compared = [source, target].into_iter().find(|a| only(*a, &aside));
        let posted = only(target, &|i| self.at(i).posted);
        compared
            .map(Refused::Aside)
            .or(posted.then_some(Refused::Posted(target)))
    }

    /// What keeps the two from the act where no rule finds anybody.
    pub(in crate::attribute) fn unfit(
        &self,
        source: ActorCode,
        target: ActorCode,
    ) -> Option<Refused> {
        let passive = matches!(self.usage, Use::Passive | Use::Reduced);
        if passive && self.subject_is(target) {
            return Some(Refused::Agentless(source));
        }
        if self.suffered || passive && self.quad.is_material() && self.subject_is(source) {
            return Some(Refused::Borne);
        }
        let doer = if self.nominal {
            self.premodifier().or_else(|| self.agent_after())
        } else {
            self.subject()
        };
        let Some(doer) = doer.map(|i| self.at(i).actor) else {
            return Some(Refused::Doerless);
        };
        if doer != source {
            return Some(Refused::OtherDoer(doer));
        }
        let targets = || (0..self.parties.len()).filter(|&i| self.at(i).actor == target);
        let mut after = targets().filter(|&i| self.after(i));
        after
            .find_map(|i| self.bar(i))
            .or_else(|| targets().next().map(|_| Refused::Unreached(target)))
    }

    fn subject_is(&self, actor: ActorCode) -> bool {
        self.subject().is_some_and(|i| self.at(i).actor == actor)
    }
}
