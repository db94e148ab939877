//! Judged deeds: who condemns an attack on B judges its doer, never B.

use super::{Attributor, draft::Draft, parties::Party, rules::Scene};
use crate::{
    ablation::Component,
    annotate::cue::Use,
    cameo::Quad,
    compose::{Reading, Value},
    event::{Rule, Step},
    lexicon::{entries::Operator, markers::Preposition},
};

/// Whether a reading condemns, praises or looks into a deed of violence or force.
fn judges_deed(reading: &Reading) -> bool {
    let deed = |c: Value| c.quad == Quad::MaterialConflict;
    let judges = reading.outer.is_some_and(Operator::is_judgement);
    judges && reading.chain.len() == 2 && reading.content.is_some_and(deed)
}

impl Attributor<'_> {
    /// Whether two names beside a judgement need not be judge and judged: one may be a victim, and nobody may judge.
    pub(super) fn judges_others(&self, reading: &Reading) -> bool {
        let passive = self.cues[reading.chain[0]].usage == Use::Passive;
        let unsaid = passive && reading.outer.is_some_and(Operator::is_judgement);
        (unsaid || judges_deed(reading)) && !self.board.omits(Component::Judged)
    }

    /// What becomes of a judgement that names a victim and no doer; `None` leaves others to the rules.
    pub(super) fn judging<'r>(
        &self,
        reading: &'r Reading,
        scene: &Scene<'_>,
    ) -> Option<Vec<Draft<'r>>> {
        if !judges_deed(reading) || reading.nominal || self.board.omits(Component::Judged) {
            return None;
        }
        let (judge, victim) = self.judge_and_victim(reading, scene)?;
        let draft = if reading.outer == Some(Operator::Support) {
            self.gloats(reading, judge, victim)
        } else {
            self.blames(reading, judge, victim)
        };
        Some(draft.into_iter().collect())
    }

    /// Who judges, and whom the deed hurts, where nobody is said to have done it.
    fn judge_and_victim<'s>(
        &self,
        reading: &Reading,
        scene: &Scene<'s>,
    ) -> Option<(&'s Party, &'s Party)> {
        use Preposition as P;
        let content = &self.cues[*reading.chain.last()?];
        let turned = content.head < scene.head;
        let by = |p: &Party| p.preposition == Some(P::By);
        let judge = if turned {
            let agent = |p: &&Party| by(p) && p.tokens.start > scene.head;
            scene.parties.iter().find(agent)
        } else {
            scene.subject().map(|i| &scene.parties[i])
        }?;
        // the deed's own parties lie on its side of the judging verb
        let beside = |p: &&Party| {
            (p.tokens.start < scene.head) == turned && p.tokens.start != judge.tokens.start
        };
        let does = |p: &Party| p.tokens.start < content.head || by(p);
        let bears = |p: &&Party| {
            let after = p.tokens.start > content.head;
            let fits = matches!(
                p.preposition,
                None | Some(P::On | P::Against | P::Toward | P::At | P::Of)
            );
            after && fits
        };
        let mut own = scene.parties.iter().filter(beside);
        if own.clone().any(does) {
            return None;
        }
        own.find(bears).map(|victim| (judge, victim))
    }

    /// "A condemned the attack on B": the doer is the other side of B, where the document has one.
    fn blames<'r>(&self, reading: &'r Reading, judge: &Party, victim: &Party) -> Option<Draft<'r>> {
        let doer = self.other_side(victim.actor)?;
        let target = Party::remembered(doer, reading.at);
        (doer != judge.actor).then(|| Draft::new(reading, judge.clone(), target, Rule::Memory))
    }

    /// "A praised the attack on B": that is against B.
    fn gloats<'r>(&self, reading: &'r Reading, judge: &Party, victim: &Party) -> Option<Draft<'r>> {
        let (value, steps) = self.for_worse(reading)?;
        Some(Draft {
            value,
            steps,
            ..Draft::new(reading, judge.clone(), victim.clone(), Rule::Implied)
        })
    }

    /// Support of a deed, as what it is to whom the deed hurts.
    pub(super) fn for_worse(&self, reading: &Reading) -> Option<(Value, Vec<Step>)> {
        let at = self.board.document.span(reading.at);
        let why = "support of a deed is against whom it hurts";
        let steps = reading.steps.clone();
        self.recoded("111", why, at, reading.value.mode, steps)
    }
}
