//! Attribution: from readings to events. Rules say who did it to whom; memory says who "he" is; the best of a sentence is primary.

pub(crate) mod memory;
mod parties;
mod rules;

use std::collections::BTreeSet;

use memory::Memory;
use parties::Party;
use rules::{Finding, Scene};

use crate::{
    annotate::{
        Board,
        clause::{Clause, Kind},
        cue::{Cue, Use},
        when::When,
    },
    cameo::{EventClass, Quad},
    compose::{Reading, Value},
    day::{Day, EventDate, Precision},
    event::{Event, Evidence, Micro, Mode, Part, Rule, Sector, Step, StepKind, WHOLE},
    lexicon::{
        entries::{Frame, Operator},
        markers::Preposition,
    },
    pair::{ActorCode, Pair},
    span::{Span, Tokens},
    text::{Sentence, fnv},
};

/// Sentences of the text that weigh as much as the title.
const LEAD: usize = 5;
/// The most actors whose pairs a document counts as named.
const MOST_NAMED: usize = 48;

/// Attributes all readings of a document; events in the order of the text.
pub(crate) fn events(
    board: &Board<'_>,
    cues: &[Cue],
    clauses: &[Clause],
    readings: &[Reading],
    whens: &[When],
) -> Vec<Event> {
    let mut attributor = Attributor {
        board,
        cues,
        clauses,
        whens,
        memory: Memory::default(),
        about: about(board),
        parties: Vec::new(),
        events: Vec::new(),
    };
    let (mut clause, mut reading) = (0, 0);
    for index in 0..board.document.sentences.len() {
        let (first_clause, first_reading) = (clause, reading);
        clause += clauses[clause..]
            .iter()
            .take_while(|c| c.sentence == index)
            .count();
        reading += readings[reading..]
            .iter()
            .take_while(|r| r.clause < clause)
            .count();
        attributor.sentence(
            index,
            first_clause..clause,
            &readings[first_reading..reading],
        );
    }
    attributor.events
}

/// What a state does to the other even where only one is named: words and steps of conflict.
fn is_towards(reading: &Reading) -> bool {
    use EventClass as E;
    let class = matches!(
        reading.value.class,
        E::Reject | E::Threaten | E::Mobilize | E::Sanction | E::Accuse | E::Request
    );
    class && reading.value.mode.weight() > 0 && !reading.demanded
}

/// The two actors a document names most, where each is named at least twice and no third half as often.
fn about(board: &Board<'_>) -> Option<(ActorCode, ActorCode)> {
    let mut counts: std::collections::BTreeMap<ActorCode, usize> =
        std::collections::BTreeMap::new();
    for mention in board.mentions.iter().filter(|m| !m.idle) {
        *counts.entry(mention.actor).or_default() += 1;
    }
    let mut ranked: Vec<(usize, ActorCode)> =
        counts.into_iter().map(|(actor, n)| (n, actor)).collect();
    ranked.sort_unstable_by_key(|(n, actor)| (usize::MAX - n, *actor));
    let third = ranked.get(2).map_or(0, |(n, _)| *n);
    match ranked[..] {
        [(_, a), (n, b), ..] if n >= 2 && third * 2 <= n => Some((a, b)),
        _ => None,
    }
}

/// Every unordered pair of actors the document names, each once, in order.
pub(crate) fn named(board: &Board<'_>) -> Vec<Pair> {
    let actors: BTreeSet<ActorCode> = board
        .mentions
        .iter()
        .filter(|m| !m.idle)
        .map(|m| m.actor)
        .take(1 << 16)
        .collect();
    let actors: Vec<ActorCode> = actors.into_iter().take(MOST_NAMED).collect();
    let pairs = actors.iter().enumerate().flat_map(|(i, a)| {
        actors[i + 1..]
            .iter()
            .filter_map(|b| Pair::undirected(*a, *b))
    });
    pairs.collect()
}

struct Attributor<'a> {
    board: &'a Board<'a>,
    cues: &'a [Cue],
    clauses: &'a [Clause],
    whens: &'a [When],
    memory: Memory,
    /// The two actors the document is about, where it is about two.
    about: Option<(ActorCode, ActorCode)>,
    /// The parties of the current sentence's clauses; by clause index less the first.
    parties: Vec<Vec<Party>>,
    events: Vec<Event>,
}

/// An event before it is dated and weighed.
struct Draft<'r> {
    reading: &'r Reading,
    source: Party,
    target: Party,
    rule: Rule,
    mutual: bool,
    reciprocal: bool,
    value: Value,
    steps: Vec<Step>,
}

impl Attributor<'_> {
    fn sentence(&mut self, index: usize, range: std::ops::Range<usize>, readings: &[Reading]) {
        let sentence = self.board.document.sentences[index];
        let first = range.start;
        self.parties.clear();
        self.speakers_first(range.clone());
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for reading in readings.iter() {
            drafts.extend(self.read(reading, first));
        }
        drafts.extend(self.contacts(readings, first, &drafts));
        drafts.extend(self.implied(readings, first, &drafts));
        if drafts.is_empty() {
            drafts.extend(self.fallback(readings, first));
        }
        let sure = |d: &&Draft<'_>| d.rule != Rule::Fallback && d.value.mode.weight() > 0;
        for draft in drafts.iter().filter(sure) {
            self.memory.dyad(draft.source.actor, draft.target.actor);
        }
        if drafts.is_empty() {
            self.remember_pair();
        }
        let mut events: Vec<Event> = drafts
            .into_iter()
            .map(|draft| self.event(draft, index, &sentence))
            .collect();
        mark_primary(&mut events, self.clauses, readings);
        self.events.extend(events);
    }

    /// Parties of all clauses, in the order of the text; who speaks and acts is remembered on the way.
    fn speakers_first(&mut self, range: std::ops::Range<usize>) {
        for clause in range
            .clone()
            .filter(|&c| self.clauses[c].kind == Kind::Attribution)
        {
            // who speaks at the end is who "we" are before it
            let parties = parties::of(self.board, &self.clauses[clause], &mut self.memory);
            if let Some(party) = parties.iter().find(|p| !p.possessive) {
                self.memory.speaker(party.actor, party.person, party.gender);
            }
        }
        for clause in range {
            let clause = &self.clauses[clause];
            let parties = parties::of(self.board, clause, &mut self.memory);
            if let Some(party) = parties
                .iter()
                .find(|p| p.preposition.is_none() && !p.possessive)
            {
                let speaks = clause.kind == Kind::Attribution
                    || self.clauses.iter().any(|c| {
                        c.sentence == clause.sentence
                            && c.speaker.is_some_and(|s| {
                                std::ptr::eq(&raw const self.clauses[s], std::ptr::from_ref(clause))
                            })
                    });
                if speaks {
                    self.memory.speaker(party.actor, party.person, party.gender);
                } else if clause.is_main() {
                    let person = party.person && clause.kind != Kind::Complement;
                    self.memory.subject(party.actor, person, party.gender);
                }
            }
            self.parties.push(parties);
        }
    }

    /// A sentence without an event may still say which two actors it is about.
    fn remember_pair(&mut self) {
        let mut actors: Vec<ActorCode> = self
            .parties
            .iter()
            .flatten()
            .filter(|p| !p.remembered)
            .map(|p| p.actor)
            .collect();
        actors.dedup();
        if let [a, b] = actors[..] {
            self.memory.dyad(a, b);
        }
    }

    /// The events of one reading.
    fn read<'r>(&self, reading: &'r Reading, first: usize) -> Vec<Draft<'r>> {
        if reading.value.scale.sign() == 0 {
            return Vec::new();
        }
        let own = &self.parties[reading.clause - first];
        let (parties, lent) = self.with_lent(reading, own, first);
        let speaker = self.speaker(reading.clause, first);
        if reading.demanded {
            return self.demand(reading, &parties, speaker);
        }
        let scene = self.scene(reading, &parties, lent);
        if let Some(finding) = rules::find(&scene)
            .filter(|f| !self.is_judgement(reading, &parties, f, speaker.as_ref()))
        {
            return self.drafts(reading, &parties, &finding, speaker);
        }
        self.spoken(reading, own, speaker)
    }

    /// "A said B must pay", "A said B's conduct was a crime": what is found between B and nobody is A's word on B.
    fn is_judgement(
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

    fn scene<'s>(&self, reading: &Reading, parties: &'s [Party], lent: Option<usize>) -> Scene<'s> {
        let head = &self.cues[reading.chain[0]];
        let content = &self.cues[reading.chain[reading.chain.len() - 1]];
        Scene {
            parties,
            head: reading.verb.unwrap_or(head.verb),
            tail: content.last + 1,
            content: content.head,
            floor: self.floor(reading.clause, head.head),
            usage: if reading.verb.is_some() {
                Use::Verb
            } else {
                head.usage
            },
            content_usage: content.usage,
            frame: reading.frame,
            outer: reading.outer,
            class: reading.value.class,
            quad: reading.value.quad,
            nominal: reading.nominal,
            determined: self.is_determined(parties, head.head),
            borne: self.is_borne(reading.clause, head.head),
            depth: reading.chain.len(),
            lent,
        }
    }

    /// The last "that" before the head: the subject stands after it.
    fn floor(&self, clause: usize, head: usize) -> usize {
        let before = self.clauses[clause]
            .tokens
            .iter()
            .rev()
            .filter(|&&at| at < head);
        before
            .copied()
            .find(|&at| self.board.marker(at).that)
            .unwrap_or(0)
    }

    /// Whether an article stands between the last party before the head and the head.
    fn is_determined(&self, parties: &[Party], head: usize) -> bool {
        let last = parties.iter().rev().find(|p| p.tokens.end <= head);
        last.is_some_and(|p| (p.tokens.end..head).any(|at| self.board.marker(at).article))
    }

    /// Whether a verb before the head says that its subject bears what follows.
    fn is_borne(&self, clause: usize, head: usize) -> bool {
        let before = self.clauses[clause]
            .tokens
            .iter()
            .rev()
            .filter(|&&at| at < head);
        before.take(6).any(|&at| self.board.marker(at).bears)
    }

    /// The clause's parties and, where it has no subject of its own, the one another clause lends.
    fn with_lent(
        &self,
        reading: &Reading,
        own: &[Party],
        first: usize,
    ) -> (Vec<Party>, Option<usize>) {
        let mut parties = own.to_vec();
        let head = reading.at.start;
        let has_subject = own
            .iter()
            .any(|p| p.tokens.end <= head && p.preposition.is_none() && !p.possessive);
        let lent = if has_subject {
            None
        } else {
            self.lent_subject(reading.clause, first, head)
        };
        let index = lent.map(|party| {
            parties.push(Party {
                group: usize::MAX,
                preposition: None,
                possessive: false,
                ..party
            });
            parties.len() - 1
        });
        (parties, index)
    }

    fn lent_subject(&self, clause: usize, first: usize, head: usize) -> Option<Party> {
        let this = &self.clauses[clause];
        let parent = this.parent.filter(|&p| p >= first)?;
        if let Some(m) = this.antecedent {
            let parties = self.parties[parent - first].iter();
            return parties
                .clone()
                .find(|p| self.board.mentions[m].tokens.start == p.tokens.start)
                .cloned();
        }
        let lends = matches!(
            this.kind,
            Kind::Coordinate | Kind::Participle | Kind::Complement | Kind::Parenthesis
        ) || this.kind == Kind::Subordinate && self.opens_with_gerund(this);
        if !lends {
            return None;
        }
        let parties = &self.parties[parent - first];
        let subject = parties.iter().find(|p| {
            p.preposition.is_none()
                && !p.possessive
                && (p.tokens.start < head || this.kind == Kind::Subordinate)
        });
        subject
            .cloned()
            .or_else(|| self.lent_subject(parent, first, head))
    }

    /// "after attacking ...": the subject is the main clause's.
    fn opens_with_gerund(&self, clause: &Clause) -> bool {
        clause
            .tokens
            .get(1)
            .is_some_and(|&at| self.board.surface(at).ends_with("ing"))
    }

    /// Who says what the clause says.
    fn speaker(&self, clause: usize, first: usize) -> Option<Party> {
        let speaking = self.clauses[clause]
            .speaker
            .filter(|&s| s >= first && s - first < self.parties.len())?;
        let parties = &self.parties[speaking - first];
        let plain = parties.iter().find(|p| {
            !p.possessive
                && (p.preposition.is_none() || self.clauses[speaking].kind == Kind::Attribution)
        });
        plain
            .cloned()
            .or_else(|| self.lent_subject(speaking, first, usize::MAX))
    }

    fn drafts<'r>(
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
                let remembered = source.remembered || target.remembered;
                let rule = if remembered {
                    Rule::Memory
                } else {
                    finding.rule
                };
                let (value, steps) = match self.addressed(reading, target) {
                    Some(request) => request,
                    None => self.reported(reading, source, speaker.as_ref()),
                };
                let draft = |source: &Party, target: &Party, reciprocal| Draft {
                    reading,
                    source: source.clone(),
                    target: target.clone(),
                    rule,
                    mutual: finding.mutual,
                    reciprocal,
                    value,
                    steps: steps.clone(),
                };
                drafts.push(draft(source, target, false));
                if finding.mutual {
                    drafts.push(draft(target, source, true));
                }
            }
        }
        drafts.extend(self.alleged(reading, parties, finding));
        drafts.extend(self.opposed(reading, parties, finding));
        drafts
    }

    /// "A urged B to stop C": B is asked, whatever B is asked for; only "urged sanctions on B" threatens B.
    fn addressed(&self, reading: &Reading, target: &Party) -> Option<(Value, Vec<Step>)> {
        let threat =
            reading.outer == Some(Operator::Urge) && reading.value.class == EventClass::Threaten;
        let content = self.cues[*reading.chain.last()?].head;
        if !threat || target.tokens.start > content {
            return None;
        }
        let code = "020".parse().ok()?;
        let meaning = self.board.tables.ontology.get(&code)?;
        let mut steps = reading.steps.clone();
        let span = self.board.document.span(reading.at);
        let delta = meaning.scale - reading.value.scale;
        steps.push(Step {
            kind: StepKind::Rule,
            entry: "who is urged is asked".to_owned(),
            span,
            code,
            delta,
        });
        Some((
            Value {
                code,
                class: meaning.class?,
                quad: meaning.quad,
                scale: meaning.scale,
                mode: Mode::Actual,
            },
            steps,
        ))
    }

    /// A hostile deed that somebody else tells is reported, not known.
    fn reported(
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
    fn alleged<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
    ) -> Option<Draft<'r>> {
        let content = reading.content?;
        let mode = match reading.outer? {
            Operator::Accuse => Mode::Reported,
            Operator::Condemn | Operator::Support | Operator::Investigate => content.mode,
            _ => return None,
        };
        let doer = &parties[*finding.targets.first()?];
        let victim = self.victim(reading, parties, doer)?;
        let steps = reading.steps.first().cloned().into_iter().collect();
        Some(Draft {
            reading,
            source: doer.clone(),
            target: victim.clone(),
            rule: if mode == Mode::Reported {
                Rule::Speech
            } else {
                Rule::Nominal
            },
            mutual: false,
            reciprocal: false,
            value: Value { mode, ..content },
            steps,
        })
    }

    /// Whom the content of a judgement was done to.
    fn victim<'p>(
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
    fn opposed<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        finding: &Finding,
    ) -> Option<Draft<'r>> {
        let content = reading
            .content
            .filter(|c| reading.outer == Some(Operator::Support) && c.quad.is_conflict())?;
        let (source, doer) = (
            &parties[*finding.sources.first()?],
            &parties[*finding.targets.first()?],
        );
        let victim = self
            .victim(reading, parties, doer)
            .filter(|v| v.actor != source.actor)?;
        let code = "111".parse().ok()?;
        let meaning = self.board.tables.ontology.get(&code)?;
        let mut steps: Vec<Step> = reading.steps.first().cloned().into_iter().collect();
        let span = self.board.document.span(reading.at);
        let entry = "support of a deed is against whom it hurts".to_owned();
        steps.push(Step {
            kind: StepKind::Rule,
            entry,
            span,
            code,
            delta: meaning.scale - content.scale,
        });
        let value = Value {
            code,
            class: EventClass::Accuse,
            quad: meaning.quad,
            scale: meaning.scale,
            mode: reading.value.mode,
        };
        let (source, target) = (source.clone(), victim.clone());
        Some(Draft {
            reading,
            source,
            target,
            rule: Rule::Implied,
            mutual: false,
            reciprocal: false,
            value,
            steps,
        })
    }

    /// "A said B must withdraw": A asks, B is asked.
    fn demand<'r>(
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
        let (value, steps) = (reading.value, reading.steps.clone());
        vec![Draft {
            reading,
            source,
            target,
            rule: Rule::Speech,
            mutual: false,
            reciprocal: false,
            value,
            steps,
        }]
    }

    /// A statement about the only other actor of the clause: its speaker's towards that actor.
    fn spoken<'r>(
        &self,
        reading: &'r Reading,
        own: &[Party],
        speaker: Option<Party>,
    ) -> Vec<Draft<'r>> {
        let Some(source) = speaker else {
            return Vec::new();
        };
        let others: Vec<&Party> = own
            .iter()
            .filter(|p| p.actor != source.actor && !p.pronoun)
            .collect();
        let one = others
            .first()
            .filter(|p| others.iter().all(|o| o.actor == p.actor));
        let Some(&target) = one.filter(|_| !reading.nominal) else {
            return Vec::new();
        };
        let (value, steps) = self.judged(reading, target);
        vec![Draft {
            reading,
            source,
            target: target.clone(),
            rule: Rule::Speech,
            mutual: false,
            reciprocal: false,
            value,
            steps,
        }]
    }

    /// To tell of another's hostile deed is to accuse.
    fn judged(&self, reading: &Reading, doer: &Party) -> (Value, Vec<Step>) {
        let mut steps = reading.steps.clone();
        let does =
            doer.tokens.start < reading.at.start || doer.preposition == Some(Preposition::By);
        let verbal = matches!(
            reading.value.class,
            EventClass::Accuse | EventClass::Request | EventClass::Climate
        );
        let accuses =
            reading.value.quad.is_conflict() && reading.frame == Frame::Act && does && !verbal;
        let code = "112".parse().ok().filter(|_| accuses);
        let Some((code, meaning)) =
            code.and_then(|code| Some((code, self.board.tables.ontology.get(&code)?)))
        else {
            return (reading.value, steps);
        };
        // a suspected or reported deed is accused for certain
        let mode = match reading.value.mode {
            Mode::Hypothetical | Mode::Reported => Mode::Actual,
            mode => mode,
        };
        let value = Value {
            code,
            class: EventClass::Accuse,
            quad: meaning.quad,
            scale: meaning.scale,
            mode,
        };
        let span = steps.last().map_or_else(Span::default, |s| s.span);
        let delta = meaning.scale - reading.value.scale;
        steps.push(Step {
            kind: StepKind::Rule,
            entry: "telling of a deed accuses its doer".to_owned(),
            span,
            code,
            delta,
        });
        (value, steps)
    }

    /// One of the two the document is about threatens, refuses or prepares, and nobody else is named: the other is meant.
    fn implied<'r>(
        &self,
        readings: &'r [Reading],
        first: usize,
        drafts: &[Draft<'r>],
    ) -> Option<Draft<'r>> {
        let (a, b) = self.about.filter(|_| drafts.is_empty())?;
        let named = |p: &Party| !p.remembered;
        let strangers = self
            .parties
            .iter()
            .flatten()
            .any(|p| named(p) && p.actor != a && p.actor != b);
        let reading = readings
            .iter()
            .find(|r| !r.nominal && self.clauses[r.clause].is_main() && is_towards(r))?;
        let own = &self.parties[reading.clause - first];
        let (parties, lent) = self.with_lent(reading, own, first);
        let subject = parties.iter().find(|p| {
            p.preposition.is_none() && !p.possessive && p.tokens.start < reading.at.start
        });
        let source = lent.map(|i| &parties[i]).or(subject)?.clone();
        let other = if source.actor == a { b } else { a };
        let one = source.actor == a || source.actor == b;
        let spoken = own.iter().any(|p| p.actor == other);
        if strangers || !one || spoken {
            return None;
        }
        let target = Party::remembered(other, reading.at);
        let (value, steps) = (reading.value, reading.steps.clone());
        Some(Draft {
            reading,
            source,
            target,
            rule: Rule::Memory,
            mutual: false,
            reciprocal: false,
            value,
            steps,
        })
    }

    /// "during talks": with no party of their own, the talks are those of the sentence's pair; ties and rifts without a party are the sides'.
    fn contacts<'r>(
        &self,
        readings: &'r [Reading],
        first: usize,
        drafts: &[Draft<'r>],
    ) -> Vec<Draft<'r>> {
        let pair = drafts
            .iter()
            .find(|d| d.rule != Rule::Fallback && !d.reciprocal);
        let mut found = Vec::new();
        for reading in readings {
            let silent = !drafts.iter().any(|d| std::ptr::eq(d.reading, reading));
            let both =
                matches!(reading.frame, Frame::Mutual | Frame::Between) && reading.chain.len() == 1;
            if !silent || !both || reading.value.scale.sign() == 0 {
                continue;
            }
            let sides = match pair {
                Some(draft) if reading.value.class == EventClass::Consult => {
                    Some((draft.source.clone(), draft.target.clone()))
                }
                None if self.parties.iter().flatten().all(|p| p.remembered) => {
                    self.sides(reading, first)
                }
                _ => None,
            };
            let Some((a, b)) = sides else { continue };
            for (source, target, reciprocal) in [(&a, &b, false), (&b, &a, true)] {
                let (source, target) = (source.clone(), target.clone());
                let (value, steps) = (reading.value, reading.steps.clone());
                found.push(Draft {
                    reading,
                    source,
                    target,
                    rule: Rule::Memory,
                    mutual: true,
                    reciprocal,
                    value,
                    steps,
                });
            }
        }
        found
    }

    /// The two sides the document is about, where the clause speaks of "the talks" or of ties and names nobody.
    fn sides(&self, reading: &Reading, first: usize) -> Option<(Party, Party)> {
        let (a, b) = self.memory.sides(false)?;
        let head = reading.at.start;
        let known = reading.frame == Frame::Between && reading.value.class == EventClass::Climate
            || reading.value.class == EventClass::Consult
                && head > 0
                && self.board.surface(head - 1).eq_ignore_ascii_case("the");
        let parties = &self.parties[reading.clause - first];
        let party = |actor| Party::remembered(actor, Tokens::new(head, head + 1));
        (known && parties.is_empty()).then(|| (party(a), party(b)))
    }

    /// Two actors, one event, nothing matched: first to second.
    fn fallback<'r>(&self, readings: &'r [Reading], first: usize) -> Option<Draft<'r>> {
        let reading = readings.iter().find(|r| {
            !r.nominal
                && self.clauses[r.clause].is_main()
                && r.value.scale.sign() != 0
                && !r.demanded
        })?;
        let parties: Vec<&Party> = self.parties[reading.clause - first]
            .iter()
            .filter(|p| !p.remembered && !p.posted)
            .collect();
        let (&source, rest) = parties.split_first()?;
        let others: BTreeSet<ActorCode> = rest
            .iter()
            .map(|p| p.actor)
            .filter(|a| *a != source.actor)
            .collect();
        let target = rest
            .iter()
            .find(|p| p.actor != source.actor)
            .filter(|_| others.len() == 1)?;
        let (value, steps) = (reading.value, reading.steps.clone());
        let (source, target) = (source.clone(), (*target).clone());
        Some(Draft {
            reading,
            source,
            target,
            rule: Rule::Fallback,
            mutual: false,
            reciprocal: false,
            value,
            steps,
        })
    }

    fn event(&self, draft: Draft<'_>, index: usize, sentence: &Sentence) -> Event {
        let document = self.board.document;
        let clause = &self.clauses[draft.reading.clause];
        let (date, due, mode) = self.date(clause, sentence, draft.value.mode);
        let sure = |party: &Party| if party.unsure { 700 } else { 1000 };
        let main = if clause.is_main() && !draft.reading.nominal {
            1000
        } else {
            800
        };
        let confidence = [sure(&draft.source), sure(&draft.target), main]
            .iter()
            .fold(rules::confidence(draft.rule), |c, f| c / 1000 * f);
        let seen = |party: &Party| {
            sentence
                .tokens
                .contains(party.tokens.start)
                .then(|| document.span(party.tokens))
        };
        Event {
            source: draft.source.actor,
            target: draft.target.actor,
            source_sector: draft.source.sector,
            target_sector: draft.target.sector,
            class: draft.value.class,
            code: draft.value.code,
            quad: draft.value.quad,
            mode,
            context: draft.reading.context,
            steps: draft.steps,
            date,
            due,
            primary: false,
            mutual: draft.mutual,
            reciprocal: draft.reciprocal,
            rule: draft.rule,
            confidence,
            part: sentence.part,
            sentence: u32::try_from(index + 1).unwrap_or(u32::MAX),
            clause: document.span(clause.range()),
            evidence: Evidence {
                source: seen(&draft.source),
                target: seen(&draft.target),
                cue: document.span(draft.reading.at),
            },
            story: self.story(sentence),
            weight: self.weight(index, sentence, draft.mutual),
        }
    }

    /// The day of the event, the day an intention is meant for, and the mode, which an old date makes historical.
    fn date(
        &self,
        clause: &Clause,
        sentence: &Sentence,
        mode: Mode,
    ) -> (Option<EventDate>, Option<Day>, Mode) {
        let Some(published) = self.board.article.published() else {
            return (None, None, mode);
        };
        let said = self.when(clause, sentence);
        let Some(when) = said else {
            return (Some(EventDate::published(published)), None, mode);
        };
        if when.day > published {
            return (Some(EventDate::published(published)), Some(when.day), mode);
        }
        let date = EventDate {
            day: when.day,
            precision: when.precision,
            default: false,
        };
        let old = matches!(when.precision, Precision::Month | Precision::Year)
            || published.since(when.day) > 31;
        let past = old
            && matches!(
                mode,
                Mode::Actual | Mode::Ceased | Mode::Intended | Mode::Refused | Mode::Reported
            );
        (Some(date), None, if past { Mode::Historical } else { mode })
    }

    /// The date said in the clause; else, for a main clause, the one its sentence says outside other clauses.
    fn when(&self, clause: &Clause, sentence: &Sentence) -> Option<&When> {
        let first = self
            .whens
            .partition_point(|w| w.tokens.start < sentence.tokens.start);
        let near = || {
            self.whens[first..]
                .iter()
                .take_while(|w| w.tokens.start < sentence.tokens.end)
        };
        let inside = near().find(|w| clause.tokens.binary_search(&w.tokens.start).is_ok());
        let family = |w: &&When| {
            let holder = self
                .clauses
                .iter()
                .find(|c| c.tokens.binary_search(&w.tokens.start).is_ok());
            holder.is_some_and(|c| {
                matches!(
                    c.kind,
                    Kind::Main | Kind::Attribution | Kind::Coordinate | Kind::Complement
                )
            })
        };
        inside.or_else(|| {
            near()
                .find(family)
                .filter(|_| clause.kind != Kind::Relative)
        })
    }

    /// The smallest hash over the sentence's five-word shingles: wire copies share it.
    fn story(&self, sentence: &Sentence) -> u64 {
        let words: Vec<u64> = sentence
            .tokens
            .iter()
            .map(|at| self.board.token(at))
            .filter(|t| t.is_word())
            .map(|t| t.word.hash)
            .collect();
        let shingle = |words: &[u64]| fnv(words.iter().flat_map(|w| w.to_le_bytes()));
        words
            .windows(5)
            .map(shingle)
            .min()
            .unwrap_or_else(|| shingle(&words))
    }

    fn weight(&self, index: usize, sentence: &Sentence, mutual: bool) -> Micro {
        let titles = self
            .board
            .document
            .sentences
            .iter()
            .take_while(|s| s.part == Part::Title)
            .count();
        let lead = sentence.part == Part::Title || index < titles + LEAD;
        let place = if lead { WHOLE } else { WHOLE / 2 };
        if mutual { place / 2 } else { place }
    }
}

/// Marks one event of each directed pair: main clause over subordinate, then material over verbal, then the larger scale.
fn mark_primary(events: &mut [Event], clauses: &[Clause], readings: &[Reading]) {
    let _ = (clauses, readings);
    let rank = |e: &Event| {
        let counts = e.mode.weight() > 0;
        let main = e.confidence;
        (
            counts,
            main / 100_000 >= 5,
            e.quad.is_material(),
            main,
            e.scale().milli().abs(),
        )
    };
    let pairs: BTreeSet<(ActorCode, ActorCode)> =
        events.iter().map(|e| (e.source, e.target)).collect();
    for (source, target) in pairs {
        let mine = events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.source == source && e.target == target);
        // the earlier of equals
        let best = mine
            .max_by_key(|(i, e)| (rank(e), usize::MAX - i))
            .map(|(i, _)| i);
        if let Some(best) = best {
            events[best].primary = true;
        }
    }
}

#[allow(dead_code)]
fn _keep(_: Use, _: Sector) {}
