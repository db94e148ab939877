//! Assertions: what a state says of another is a deed of its own. To tell of another's hostile deed is to accuse; to call it names, too.

use super::{Attributor, draft::Draft, parties::Party, rules::Finding};
use crate::{
    ablation::Component,
    annotate::{
        clause::{Clause, Kind},
        cue::is_copula,
    },
    cameo::{EventClass, Quad},
    compose::{Reading, Value},
    event::{Mode, Rule, Step},
    lexicon::{entries::Frame, markers::Preposition},
    pair::ActorCode,
    text::{Key, keys},
};

/// Whether to say it is to do it: words about the other, or the tale of a hostile deed.
fn is_statement(reading: &Reading) -> bool {
    use EventClass as E;
    let words = matches!(
        reading.value.class,
        E::Accuse | E::Reject | E::Request | E::Threaten | E::Support | E::Climate
    );
    words && reading.frame != Frame::Mutual || reading.value.quad == Quad::MaterialConflict
}

/// Whether a deed is told as done; one that is only meant, where it is meant for who tells of it.
fn is_told(mode: Mode, victim: bool) -> bool {
    matches!(mode, Mode::Actual | Mode::Reported) || victim && mode == Mode::Intended
}

impl Attributor<'_> {
    /// "A said B attacked C": who tells of a hostile deed accuses its doer.
    pub(super) fn told<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
        speaker: Option<&Party>,
    ) -> Option<Draft<'r>> {
        let source = speaker.filter(|_| !self.board.omits(Component::Assertions))?;
        let doer = &parties[*finding.sources.first()?];
        let mut targets = finding.targets.iter().map(|&t| &parties[t]);
        let victim = targets.any(|t| t.actor == source.actor);
        let conflict = reading.value.quad.is_conflict()
            && !finding.mutual
            && matches!(reading.frame, Frame::Act | Frame::Direct)
            && is_told(reading.value.mode, victim)
            && !matches!(
                reading.value.class,
                EventClass::Request | EventClass::Climate
            );
        // who stands in a phrase of the subject is not the subject
        let placed = doer.preposition.is_some() && finding.rule != Rule::Passive;
        let other = doer.actor != source.actor && !doer.remembered && !placed;
        let clause = &self.clauses[reading.clause];
        let asserted = self.is_asserted(clause) && !self.is_vouched(clause, victim);
        if !(conflict && other && asserted) || reading.nominal {
            return None;
        }
        let (value, steps) = self.accused(reading)?;
        Some(Draft {
            value,
            steps,
            ..Draft::new(reading, source.clone(), doer.clone(), Rule::Speech)
        })
    }

    /// Whether a reading is a verdict on its subject: "was reckless", "is a friend".
    pub(super) fn is_verdict(&self, reading: &Reading) -> bool {
        let cue = reading.chain.last().map(|&cue| &self.cues[cue]);
        cue.is_some_and(|cue| is_copula(self.board, cue.head))
    }

    /// "A said B's conduct was reckless": the speaker's judgement of whom the subject names, or of the other side.
    pub(super) fn verdict<'r>(
        &self,
        reading: &'r Reading,
        own: &[Party],
        speaker: Option<Party>,
    ) -> Option<Draft<'r>> {
        let source = speaker.filter(|_| !self.board.omits(Component::Assertions))?;
        if !self.is_asserted(&self.clauses[reading.clause]) {
            return None;
        }
        let before = |p: &&Party| p.tokens.start < reading.at.start;
        let other = |p: &&Party| p.actor != source.actor;
        let free = |p: &&Party| p.preposition.is_none();
        let subjects = || own.iter().filter(before);
        let itself = subjects().any(|p| p.actor == source.actor);
        let named = subjects()
            .filter(other)
            .find(free)
            .or_else(|| subjects().find(other).filter(|_| !itself));
        let judged = || own.iter().find(|p| p.preposition == Some(Preposition::For));
        let target = match named.or_else(|| judged().filter(other)) {
            Some(party) => party.clone(),
            None if itself => return None,
            None => self.counterpart(reading, &source)?,
        };
        Some(Draft::new(reading, source, target, Rule::Speech))
    }

    /// "we", "our government".
    fn is_we(&self, party: &Party) -> bool {
        const WE: [Key; 3] = keys(["we", "our", "us"]);
        self.board.is_any(party.tokens.start, &WE)
    }

    /// Whom a statement that names nobody is about: the other of the two the document is about, or of the last pair.
    pub(super) fn counterpart(&self, reading: &Reading, source: &Party) -> Option<Party> {
        let of = |(a, b): (ActorCode, ActorCode)| match source.actor {
            actor if actor == a => Some(b),
            actor if actor == b => Some(a),
            _ => None,
        };
        let other = self
            .about
            .and_then(of)
            .or_else(|| self.memory.topic().and_then(of));
        let other = self.addressee(reading.clause, source).or(other)?;
        let stranger = |p: &Party| p.actor != source.actor && p.actor != other;
        let alone = !self.parties.iter().flatten().any(stranger);
        alone.then(|| Party::remembered(other, reading.at))
    }

    /// "This is unacceptable, A's minister said": of two sides, the one that speaks means the other.
    pub(super) fn unaddressed<'r>(
        &self,
        readings: &'r [Reading],
        first: usize,
        drafts: &[Draft<'r>],
    ) -> Option<Draft<'r>> {
        use EventClass as E;
        if !drafts.is_empty() || self.board.omits(Component::ImpliedOther) {
            return None;
        }
        let stated = |r: &&Reading| {
            let words = matches!(r.value.class, E::Accuse | E::Reject | E::Threaten);
            let clause = &self.clauses[r.clause];
            (words || self.addresses(r, first))
                && r.value.mode.weight() > 0
                && !r.nominal
                && !r.demanded
                && !self.is_verdict(r)
                && (clause.is_main() || clause.quoted)
                && self.is_asserted(clause)
        };
        let reading = readings.iter().find(stated)?;
        let source = self.speaker(reading.clause, first)?;
        let own = &self.parties[reading.clause - first];
        let subject = |p: &Party| p.preposition.is_none() && p.tokens.start < reading.at.start;
        // what a state says of itself is no accusation
        let itself = reading.value.class == E::Accuse && own.iter().any(subject);
        // "it will not work": nobody acts
        let thing = own
            .iter()
            .find(|p| subject(p))
            .is_some_and(|p| p.pronoun && !self.is_we(p) && !self.addresses(reading, first));
        if itself || thing || self.has_stranger(reading) && reading.value.class != E::Accuse {
            return None;
        }
        let target = self.counterpart(reading, &source)?;
        Some(Draft::new(reading, source, target, Rule::Memory))
    }

    /// "A told B it would invade": A's own act, and B hears of it.
    fn addresses(&self, reading: &Reading, first: usize) -> bool {
        let own = self.parties.get(reading.clause - first);
        let source = self.speaker(reading.clause, first);
        let subject = own
            .into_iter()
            .flatten()
            .find(|p| p.preposition.is_none() && p.tokens.start < reading.at.start);
        let act = source.filter(|s| subject.is_some_and(|p| p.actor == s.actor));
        act.is_some_and(|s| self.addressee(reading.clause, &s).is_some())
    }

    /// Whether what a clause says is said to be so: no condition, no question.
    fn is_asserted(&self, clause: &Clause) -> bool {
        let asked = clause
            .tokens
            .last()
            .is_some_and(|&at| self.board.surface(at) == "?");
        !clause.conditional && !asked
    }

    /// ", A said" after the tale, "according to A": A vouches for what others did to others.
    fn is_vouched(&self, clause: &Clause, victim: bool) -> bool {
        const ACCORDING: [Key; 1] = keys(["according"]);
        let speaking = clause.speaker.map(|s| &self.clauses[s]);
        let trailing = speaking.filter(|s| s.kind == Kind::Attribution);
        trailing.is_some_and(|s| {
            let mut opening = s.tokens.iter().take(2);
            !victim || opening.any(|&at| self.board.is_any(at, &ACCORDING))
        })
    }

    /// A statement about another actor of the clause: its speaker's towards that actor.
    pub(super) fn spoken<'r>(
        &self,
        reading: &'r Reading,
        own: &[Party],
        speaker: Option<Party>,
    ) -> Vec<Draft<'r>> {
        if !is_statement(reading) || reading.nominal {
            return Vec::new();
        }
        let Some(source) = speaker else {
            return Vec::new();
        };
        let Some(target) = spoken_of(reading, own, &source) else {
            return Vec::new();
        };
        // "A said that volunteers attacked B": neither A's deed nor A's word on B
        let deed = reading.value.quad == Quad::MaterialConflict;
        if deed && target.tokens.start > reading.at.start && self.has_stranger(reading) {
            return Vec::new();
        }
        let draft = Draft::new(reading, source, target.clone(), Rule::Speech);
        match self.judged(reading, target) {
            Some((value, steps)) => vec![Draft {
                value,
                steps,
                ..draft
            }],
            None => vec![draft],
        }
    }

    /// To tell of another's hostile deed is to accuse.
    fn judged(&self, reading: &Reading, doer: &Party) -> Option<(Value, Vec<Step>)> {
        let does =
            doer.tokens.start < reading.at.start || doer.preposition == Some(Preposition::By);
        let verbal = matches!(
            reading.value.class,
            EventClass::Accuse | EventClass::Request | EventClass::Climate
        );
        let accuses = reading.value.quad.is_conflict()
            && matches!(reading.frame, Frame::Act | Frame::Direct)
            && does
            && !verbal;
        if accuses { self.accused(reading) } else { None }
    }

    /// The reading as an accusation; a suspected or reported deed is accused for certain.
    fn accused(&self, reading: &Reading) -> Option<(Value, Vec<Step>)> {
        let last = reading.steps.last()?;
        // "if B went on attacking": nobody says that it does
        let clause = &self.clauses[reading.clause];
        let inherited = clause.parent.is_some_and(|p| self.clauses[p].conditional);
        let supposed = clause.conditional && !inherited;
        let mode = match reading.value.mode {
            mode if supposed => mode,
            Mode::Hypothetical | Mode::Reported | Mode::Intended => Mode::Actual,
            mode => mode,
        };
        let why = "telling of a deed accuses its doer";
        self.recoded("112", why, last.span, mode, reading.steps.clone())
    }
}

/// Whom a statement is about: the only other actor of the clause, or of several the one its subject names.
fn spoken_of<'p>(reading: &Reading, own: &'p [Party], source: &Party) -> Option<&'p Party> {
    let others = || own.iter().filter(|p| p.actor != source.actor && !p.pronoun);
    let first = others().next()?;
    if others().all(|p| p.actor == first.actor) {
        return Some(first);
    }
    let subject = |p: &&Party| p.preposition.is_none() && p.tokens.start < reading.at.start;
    others().find(subject)
}
