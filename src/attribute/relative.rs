//! Relative clauses whose subject is another: "A, which B bombed", "A, whose plants B bombed".

use super::{Attributor, draft::Draft, parties::Party, rules::Scene};
use crate::{
    ablation::Component,
    annotate::{
        clause::Kind,
        cue::{Cue, Use},
    },
    cameo::EventClass,
    compose::Reading,
    event::Rule,
    text::{Key, TokenKind, keys},
};

const WHOSE: [Key; 1] = keys(["whose"]);
const WHICH: [Key; 1] = keys(["which"]);
/// What a deed is called once it is told.
const DEEDS: [Key; 12] = keys([
    "step",
    "move",
    "decision",
    "measure",
    "action",
    "act",
    "gesture",
    "announcement",
    "statement",
    "remark",
    "claim",
    "policy",
]);

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
        let object = self.antecedent(reading, first)?;
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

    /// ", which B denounced", ", a step that angered B": what the clause is about is the deed told before it, and so its doer.
    fn is_of_deed(&self, clause: usize) -> bool {
        let this = &self.clauses[clause];
        let Some(&at) = this.tokens.first() else {
            return false;
        };
        let start = self.board.sentence_start(at);
        if this.kind != Kind::Relative || this.antecedent.is_some() || at < start + 3 {
            return false;
        }
        let comma = |at: usize| self.board.token(at).kind == TokenKind::Comma;
        let told = self.board.is_any(at, &WHICH) && comma(at - 1);
        let named = self.board.is_any(at - 1, &DEEDS) && self.board.marker(at - 2).article;
        told || named && comma(at - 3)
    }

    /// The doer of the deed that a relative clause judges, among the parties of the clause before.
    pub(super) fn judged_doer(&self, reading: &Reading, first: usize) -> Option<(&[Party], usize)> {
        use EventClass as E;
        let judges = matches!(reading.value.class, E::Accuse | E::Reject | E::Support);
        let of_deed = judges && self.is_of_deed(reading.clause);
        let parent = self.clauses[reading.clause].parent;
        let parent = parent.filter(|&p| p >= first && of_deed)?;
        let parties = &self.parties[parent - first][..];
        let named = |fits: fn(&Party) -> bool| parties.iter().position(fits);
        let doer = named(Party::is_plain).or_else(|| named(|p| p.preposition.is_none()))?;
        Some((parties, doer))
    }

    /// The party that a relative clause is about.
    fn antecedent(&self, reading: &Reading, first: usize) -> Option<&Party> {
        if let Some((parties, doer)) = self.judged_doer(reading, first) {
            return Some(&parties[doer]);
        }
        let clause = reading.clause;
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
