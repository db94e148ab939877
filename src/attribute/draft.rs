//! Drafts: what a rule's finding makes of a reading, with what is said, alleged, supported or asked beside it.

use std::borrow::Cow;

use super::{Attributor, parties::Party, rules::Finding, why::Refused};
use crate::{
    ablation::Component,
    annotate::cue::Entry,
    cameo::{EventClass, Quad},
    compose::{Reading, Value, of_code},
    event::{Mode, Rule, Step, StepKind},
    lexicon::{entries::Operator, markers::Preposition},
    pair::Pair,
    scale::Scale,
    span::Span,
};

/// An event before it is dated and weighed.
pub(super) struct Draft<'r> {
    pub(super) reading: &'r Reading,
    pub(super) source: Party,
    pub(super) target: Party,
    pub(super) rule: Rule,
    pub(super) mutual: bool,
    pub(super) reciprocal: bool,
    pub(super) value: Value,
    pub(super) steps: Vec<Step>,
}

impl<'r> Draft<'r> {
    /// What a reading says, from one party to another, in this direction only.
    pub(super) fn new(reading: &'r Reading, source: Party, target: Party, rule: Rule) -> Self {
        Self {
            reading,
            source,
            target,
            rule,
            mutual: false,
            reciprocal: false,
            value: reading.value,
            steps: reading.steps.clone(),
        }
    }
}

impl Attributor<'_> {
    /// "A said B must pay", "A said B's conduct was a crime": what is found between B and nobody is A's word on B.
    pub(super) fn is_judgement(
        &self,
        reading: &Reading,
        parties: &[Party],
        finding: &Finding,
        speaker: Option<&Party>,
    ) -> bool {
        let judges = matches!(
            reading.value.class,
            EventClass::Accuse | EventClass::Request
        ) && reading.chain.len() == 1;
        let (Some(source), Some(target)) = (finding.sources.first(), finding.targets.first())
        else {
            return false;
        };
        let (source, target) = (&parties[*source], &parties[*target]);
        judges
            && speaker.is_some_and(|s| {
                s.actor != source.actor && (target.remembered || target.actor == s.actor)
            })
    }

    pub(super) fn drafts<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
        speaker: Option<Party>,
    ) -> Vec<Draft<'r>> {
        let mut drafts = Vec::new();
        for &s in &finding.sources {
            for &t in &finding.targets {
                let (source, target) = (&parties[s], &parties[t]);
                if source.actor == target.actor {
                    continue;
                }
                let Some(special) = self.for_dyad(reading, source, target) else {
                    if let Some(watch) = self.watch {
                        watch.dropped(reading, (source, target), Refused::OtherPair);
                    }
                    continue;
                };
                // "A said its troops struck B": who speaks in the same sentence is no guess
                let own = |p: &Party| p.pronoun && is_said_by(speaker.as_ref(), p);
                let guessed = |p: &Party| p.remembered && !own(p);
                let firm = |p: &Party| p.pronoun && is_private(parties, speaker.as_ref(), p);
                let rule = if guessed(source) || guessed(target) {
                    Rule::Memory
                } else {
                    finding.rule
                };
                let changed = self
                    .addressed(reading, target)
                    .or_else(|| self.looming(reading, source, speaker.as_ref()))
                    .or_else(|| self.warned(reading, source, parties));
                let (value, steps) =
                    changed.unwrap_or_else(|| self.reported(&special, source, speaker.as_ref()));
                let draft = |source: &Party, target: &Party, reciprocal| Draft {
                    reading,
                    source: known(source, own(source), firm(source)),
                    target: known(target, own(target), firm(target)),
                    rule,
                    mutual: finding.mutual,
                    reciprocal,
                    value,
                    steps: steps.clone(),
                };
                drafts.push(draft(source, target, false));
                // what a private one does with B is no act of B's either
                if finding.mutual && !(source.private || firm(source)) {
                    drafts.push(draft(target, source, true));
                }
            }
        }
        drafts.extend(self.alleged(reading, parties, finding));
        drafts.extend(self.opposed(reading, parties, finding));
        drafts
    }

    /// The reading for one dyad: entries that hold for it alone come before the general one, and never hold for another.
    pub(super) fn for_dyad<'r>(
        &self,
        reading: &'r Reading,
        source: &Party,
        target: &Party,
    ) -> Option<Cow<'r, Reading>> {
        let pair = Pair::undirected(source.actor, target.actor)?;
        let content = reading.chain.last().map(|&cue| self.cues[cue].entry);
        let Some(Entry::Term(found)) = content else {
            return Some(Cow::Borrowed(reading));
        };
        let terms = &self.board.tables.terms;
        // entries of one pattern stand side by side, the general one first
        let same = |t: &usize| {
            terms
                .get(*t)
                .is_some_and(|term| term.pattern == terms[found].pattern)
        };
        let siblings = || (found..).take_while(same);
        let own = siblings().find(|&t| terms[t].only == Some(pair));
        let general = siblings().find(|&t| terms[t].only.is_none());
        match (own, general) {
            (Some(own), _) if own != found && reading.chain.len() == 1 => {
                Some(Cow::Owned(reading.as_term(&terms[own])))
            }
            (Some(_), _) | (None, Some(_)) => Some(Cow::Borrowed(reading)),
            (None, None) => None,
        }
    }

    /// "A urged B to strike C": B is asked, whatever B is asked for; only "urged sanctions on B" gathers others against B.
    pub(super) fn addressed(
        &self,
        reading: &Reading,
        target: &Party,
    ) -> Option<(Value, Vec<Step>)> {
        let content = &self.cues[*reading.chain.last()?];
        // "urged B to boycott C" may be one term, with B inside it
        let end = match reading.outer {
            Some(Operator::Urge) => content.head,
            None => content.last,
            Some(_) => return None,
        };
        let against = reading.value.code.as_str() == "113";
        if !against || target.tokens.start < reading.at.start || target.tokens.start > end {
            return None;
        }
        let at = self.board.document.span(reading.at);
        self.recoded(
            "020",
            "who is urged is asked",
            at,
            Mode::Actual,
            reading.steps.clone(),
        )
    }

    /// What a rule of the reading itself makes of the steps so far: another code, and a step to its scale.
    pub(super) fn recoded(
        &self,
        code: &str,
        why: &str,
        span: Span,
        mode: Mode,
        mut steps: Vec<Step>,
    ) -> Option<(Value, Vec<Step>)> {
        let value = of_code(self.board.tables, code.parse().ok()?, mode)?;
        let read: Scale = steps.iter().map(|step| step.delta).sum();
        steps.push(Step {
            kind: StepKind::Rule,
            entry: why.to_owned(),
            span,
            code: value.code,
            delta: value.scale - read,
        });
        Some((value, steps))
    }

    /// A hostile deed that somebody else tells is reported, not known.
    pub(super) fn reported(
        &self,
        reading: &Reading,
        source: &Party,
        speaker: Option<&Party>,
    ) -> (Value, Vec<Step>) {
        let told = speaker.is_some_and(|s| s.actor != source.actor)
            && reading.value.quad == Quad::MaterialConflict;
        let mode = if told && reading.value.mode == Mode::Actual {
            Mode::Reported
        } else {
            reading.value.mode
        };
        (
            Value {
                mode,
                ..reading.value
            },
            reading.steps.clone(),
        )
    }

    /// "A accused B of attacking C", "A condemned B's attack on C": what B did, or is said to have done, to C.
    pub(super) fn alleged<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
    ) -> Option<Draft<'r>> {
        let content = reading
            .content
            .filter(|_| !self.board.omits(Component::Allegations))?;
        let mode = match reading.outer? {
            Operator::Accuse => Mode::Reported,
            judges if judges.is_judgement() => content.mode,
            _ => return None,
        };
        let doer = &parties[*finding.targets.first()?];
        // "A accused B of breaking its promise": whose promise it is says nothing of a victim
        let own = |v: &&Party| !v.pronoun || content.quad == Quad::MaterialConflict;
        let victim = self.victim(reading, parties, doer).filter(own)?;
        let rule = if mode == Mode::Reported {
            Rule::Speech
        } else {
            Rule::Nominal
        };
        Some(Draft {
            value: Value { mode, ..content },
            steps: reading.steps.first().cloned().into_iter().collect(),
            ..Draft::new(reading, doer.clone(), victim.clone(), rule)
        })
    }

    /// Whom the content of a judgement was done to.
    pub(super) fn victim<'p>(
        &self,
        reading: &Reading,
        parties: &'p [Party],
        doer: &Party,
    ) -> Option<&'p Party> {
        let from = self.cues[*reading.chain.last()?].head;
        let borne = |p: &&Party| {
            let place = matches!(
                p.preposition,
                Some(Preposition::By | Preposition::Other | Preposition::For)
            );
            p.tokens.start > from && p.actor != doer.actor && !place
        };
        parties.iter().find(borne)
    }

    /// "A supported the strikes on C": against C.
    pub(super) fn opposed<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
    ) -> Option<Draft<'r>> {
        let hostile = reading.content?.quad.is_conflict();
        if !hostile || reading.outer != Some(Operator::Support) {
            return None;
        }
        let (source, doer) = (
            &parties[*finding.sources.first()?],
            &parties[*finding.targets.first()?],
        );
        let victim = self
            .victim(reading, parties, doer)
            .filter(|v| v.actor != source.actor)?;
        let (value, steps) = self.for_worse(reading)?;
        Some(Draft {
            value,
            steps,
            ..Draft::new(reading, source.clone(), victim.clone(), Rule::Implied)
        })
    }

    /// "A said B must withdraw": A asks, B is asked.
    pub(super) fn demand<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        speaker: Option<Party>,
    ) -> Vec<Draft<'r>> {
        let head = reading.at.start;
        let subject = parties
            .iter()
            .rev()
            .find(|p| p.tokens.end <= head && p.preposition.is_none() && !p.possessive);
        let (Some(source), Some(target)) = (speaker, subject.cloned()) else {
            return Vec::new();
        };
        if source.actor == target.actor {
            return Vec::new();
        }
        vec![Draft::new(reading, source, target, Rule::Speech)]
    }
}

/// Whether a party is the speaker, whom the sentence itself names.
fn is_said_by(speaker: Option<&Party>, party: &Party) -> bool {
    speaker.is_some_and(|s| !s.remembered && !s.unsure && s.actor == party.actor)
}

/// "An A airline said it signed", "A's banks will write off their loans": whoever is meant by the pronoun is private.
fn is_private(parties: &[Party], speaker: Option<&Party>, pronoun: &Party) -> bool {
    let mut named = speaker.into_iter().chain(parties);
    named.any(|p| p.private && !p.remembered && p.actor == pronoun.actor)
}

/// The party, sure where it is known who is meant, and private where that one is.
fn known(party: &Party, sure: bool, private: bool) -> Party {
    Party {
        unsure: party.unsure && !sure,
        private: party.private || private,
        ..party.clone()
    }
}
