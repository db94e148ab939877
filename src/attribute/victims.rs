//! Victims: whose people a blow fell on, where the clause is about them and the striker only stands before the blow.

use super::{Attributor, draft::Draft, parties::Party, rules::Scene};
use crate::{
    ablation::Component,
    annotate::cue::{Cue, Entry, Use},
    cameo::{EventClass, Quad},
    compose::Reading,
    event::Rule,
    lexicon::{entries::Frame, markers::Preposition},
    text::{Key, TokenKind, keys},
};

/// How far before the blow its striker may stand.
const REACH: usize = 3;

/// What people suffer, where no object follows.
const BORNE: [Key; 6] = keys([
    "captured",
    "killed",
    "wounded",
    "kidnapped",
    "abducted",
    "murdered",
]);

impl Attributor<'_> {
    /// "Four B soldiers were killed in an A attack", "... after A shelling": A struck, though no "by" says so.
    pub(super) fn struck<'r>(&self, reading: &'r Reading, scene: &Scene<'_>) -> Option<Draft<'r>> {
        let omitted = self.board.omits(Component::Victims);
        let suffered = !reading.nominal && scene.suffered;
        let told = scene
            .parties
            .iter()
            .any(|p| p.preposition == Some(Preposition::By) && p.tokens.start > scene.head);
        if omitted || !suffered || told {
            return None;
        }
        let victim = &scene.parties[scene.plain_subject()?];
        let from = self.cues.partition_point(|cue| cue.head <= scene.head);
        let sentence = self.clauses[reading.clause].sentence;
        let end = self.board.document.sentences[sentence].tokens.end;
        let blows = self.cues[from..].iter().take_while(|cue| cue.head < end);
        let striker = blows
            .filter(|cue| self.is_blow(cue))
            .find_map(|cue| self.striker(cue, victim))?;
        Some(Draft::new(
            reading,
            striker.clone(),
            victim.clone(),
            Rule::Nominal,
        ))
    }

    /// "B's tankers were hit near A": the subject bears the blow, and strikes nobody; what "A's aid was cut" cuts falls elsewhere.
    pub(super) fn is_suffered(&self, reading: &Reading) -> bool {
        let plain = reading.frame == Frame::Act && reading.chain.len() == 1;
        let cue = &self.cues[reading.chain[0]];
        // "a ship, escorted by frigates, ...": what bears a deed does none
        let aside = cue.usage == Use::Reduced
            && cue.verb > 0
            && self.board.token(cue.verb - 1).kind == TokenKind::Comma;
        if plain && aside {
            return true;
        }
        // "two A fighters captured in B": without an object the verb is a participle
        let placed = [Preposition::In, Preposition::At, Preposition::Near];
        let object = self.board.marker(cue.head + 1).preposition;
        let one = cue.head == cue.last;
        let borne = one && cue.usage == Use::Verb && self.board.is_any(cue.head, &BORNE);
        if plain && borne && object.is_some_and(|p| placed.contains(&p)) {
            return true;
        }
        let blow = match reading.value.class {
            EventClass::Assault => true,
            EventClass::Coerce => cue.is_one_verb(),
            _ => false,
        };
        cue.usage == Use::Passive && plain && blow
    }

    /// A noun for a hostile deed of one against another.
    pub(super) fn is_blow(&self, cue: &Cue) -> bool {
        let Entry::Term(term) = cue.entry else {
            return false;
        };
        let term = &self.board.tables.terms[term];
        cue.usage == Use::Noun && term.quad == Quad::MaterialConflict && term.frame == Frame::Act
    }

    /// Who stands right before the blow, in a phrase that says how the victims came to harm.
    fn striker(&self, blow: &Cue, victim: &Party) -> Option<&Party> {
        let board = self.board;
        let fits = |p: &&Party| {
            let near = p.tokens.start < blow.head && p.tokens.end + REACH >= blow.head;
            let bare = (p.tokens.end..blow.head)
                .all(|at| !board.marker(at).article && board.marker(at).preposition.is_none());
            near && bare && p.actor != victim.actor && !p.remembered && self.is_occasion_of(p)
        };
        self.parties.iter().flatten().find(fits)
    }

    /// "in an A ...", "during A ...", "after an A ...".
    fn is_occasion_of(&self, party: &Party) -> bool {
        use Preposition as P;
        let start = party.tokens.start.saturating_sub(REACH);
        let opened = || (start..party.tokens.start).any(|at| self.board.marker(at).subordinator);
        match party.preposition {
            Some(P::In | P::At | P::From | P::Other) => true,
            None => opened(),
            Some(_) => false,
        }
    }
}
