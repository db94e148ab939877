//! Relative clauses whose subject is another: "A, which B bombed", "A, whose plants B bombed".

use super::{Attributor, draft::Draft, parties::Party, rules::Scene};
use crate::{
    ablation::Component,
    annotate::{
        clause::Kind,
        cue::{Cue, Use},
    },
    compose::Reading,
    event::Rule,
    text::{Key, keys},
};

const WHOSE: [Key; 1] = keys(["whose"]);

impl Attributor<'_> {
    /// What the clause is about is its object, where it has a subject of its own and names nobody else.
    pub(super) fn relative_object<'r>(
        &self,
        reading: &'r Reading,
        scene: &Scene<'_>,
        first: usize,
    ) -> Option<Draft<'r>> {
        let omitted = self.board.omits(Component::CarriedSubjects);
        let verb = !reading.nominal && matches!(scene.usage, Use::Verb);
        let subject = scene.plain_subject().filter(|_| verb && !omitted)?;
        let source = &scene.parties[subject];
        let object = self.antecedent(reading.clause, first)?;
        let alone = scene.parties.iter().all(|p| {
            p.group == source.group || p.tokens.start > scene.head && p.preposition.is_some()
        });
        let own = source.remembered || source.actor == object.actor;
        (alone && !own && !self.is_of_antecedent(reading.clause))
            .then(|| Draft::new(reading, source.clone(), object.clone(), Rule::Carried))
    }

    /// "whose invasion B condemned": a deed that is the antecedent's, or was done to it; which, is not said.
    pub(super) fn is_of_antecedent(&self, clause: usize) -> bool {
        let tokens = &self.clauses[clause].tokens;
        let whose = tokens
            .first()
            .is_some_and(|&at| self.board.is_any(at, &WHOSE));
        let near = tokens.get(1..tokens.len().min(4)).unwrap_or(&[]);
        let deed = |cue: &&Cue| near.contains(&cue.head) && self.is_blow(cue);
        let from = self
            .cues
            .partition_point(|cue| near.first().is_some_and(|&at| cue.head < at));
        whose
            && self.cues[from..]
                .iter()
                .take(near.len())
                .any(|cue| deed(&cue))
    }

    /// The party that a relative clause is about.
    fn antecedent(&self, clause: usize, first: usize) -> Option<&Party> {
        let this = &self.clauses[clause];
        let parent = this
            .parent
            .filter(|&p| p >= first && this.kind == Kind::Relative)?;
        let mention = &self.board.mentions[this.antecedent?];
        let parties = self.parties[parent - first].iter();
        parties
            .clone()
            .find(|p| p.tokens.start == mention.tokens.start)
    }
}
