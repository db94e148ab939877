//! Attribution: from readings to events. Rules say who did it to whom; memory says who "he" is; the best of a sentence is primary.

mod absent;
mod anaphor;
mod assertion;
mod draft;
mod finish;
mod judged;
pub(crate) mod memory;
mod parties;
mod refused;
mod relative;
mod resumed;
mod rules;
mod scene;
mod several;
mod victims;
mod voice;
mod vouched;
mod warning;
pub(crate) mod why;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use draft::Draft;
use memory::{Memory, Who};
use parties::Party;
use resumed::Open;
use why::{Refused, Watch};

use crate::{
    annotate::{
        Board,
        clause::{Clause, Kind},
        cue::Cue,
        when::When,
    },
    cameo::{EventClass, Quad},
    compose::Reading,
    event::{Event, Part, Rule, WHOLE},
    pair::{ActorCode, Pair},
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
    watch: Option<&Watch>,
) -> Vec<Event> {
    let about = absent::about(board);
    let mut attributor = Attributor {
        watch,
        board,
        cues,
        clauses,
        whens,
        memory: Memory::new(about, absent::leading(board)),
        about,
        theme: absent::theme(board).filter(|_| about.is_none()),
        titles: titles(board),
        parties: Vec::new(),
        open: Vec::new(),
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
            readings,
            first_reading..reading,
        );
    }
    attributor.resume(readings);
    attributor.vouch();
    attributor.events
}

fn titles(board: &Board<'_>) -> usize {
    let sentences = board.document.sentences.iter();
    sentences.take_while(|s| s.part == Part::Title).count()
}

/// Every unordered pair of actors the document names, each once, in order; and how many actors were beyond the limit.
pub(crate) fn named(board: &Board<'_>) -> (Vec<Pair>, usize) {
    let able = board.mentions.iter().filter(|m| !m.idle);
    let (actors, beyond) = within_limit(able.map(|m| m.actor).collect());
    let actors: Vec<ActorCode> = actors.into_iter().collect();
    let pairs = actors.iter().enumerate().flat_map(|(i, a)| {
        actors[i + 1..]
            .iter()
            .filter_map(|b| Pair::undirected(*a, *b))
    });
    (pairs.collect(), beyond)
}

/// The actors whose pairs a text names, and how many are beyond the limit.
pub(crate) fn within_limit(actors: BTreeSet<ActorCode>) -> (BTreeSet<ActorCode>, usize) {
    let beyond = actors.len().saturating_sub(MOST_NAMED);
    (actors.into_iter().take(MOST_NAMED).collect(), beyond)
}

struct Attributor<'a> {
    /// Takes notes where somebody asks why a pair has no event.
    watch: Option<&'a Watch>,
    board: &'a Board<'a>,
    cues: &'a [Cue],
    clauses: &'a [Clause],
    whens: &'a [When],
    memory: Memory,
    /// The two actors the document is about, where it is about two.
    about: Option<(ActorCode, ActorCode)>,
    /// The one it is about, where it is about one.
    theme: Option<ActorCode>,
    /// How many sentences the title has.
    titles: usize,
    /// The parties of the current sentence's clauses; by clause index less the first.
    parties: Vec<Vec<Party>>,
    /// Deeds without one of their parties, until the whole document is read.
    open: Vec<Open>,
    events: Vec<Event>,
}

impl Attributor<'_> {
    fn sentence(
        &mut self,
        index: usize,
        range: Range<usize>,
        all: &[Reading],
        inside: Range<usize>,
    ) {
        let (from, readings) = (inside.start, &all[inside]);
        let sentence = self.board.document.sentences[index];
        let first = range.start;
        self.parties.clear();
        self.memory.sentence();
        self.speakers_first(range);
        if let Some(watch) = self.watch {
            watch.sentence(index, &self.parties);
        }
        if readings.is_empty() {
            return self.remember_pair();
        }
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for reading in readings.iter() {
            drafts.extend(self.read(reading, first));
        }
        drafts.extend(self.contacts(readings, first, &drafts));
        drafts.extend(self.implied(readings, first, &drafts));
        drafts.extend(self.unaddressed(readings, first, &drafts));
        if drafts.is_empty() {
            drafts.extend(self.fallback(readings, first));
        }
        // crowds protest for themselves and are told of as their country's; else private people act for no state
        drafts.retain(|d| {
            let acts = !d.source.private || d.value.class == EventClass::Protest;
            acts || self.refuses(d, Refused::Private)
        });
        drafts.retain(|d| {
            let holds = self.for_dyad(d.reading, &d.source, &d.target).is_some();
            holds || self.refuses(d, Refused::OtherPair)
        });
        self.keep_open(readings, from, first, index, &drafts);
        let sure = |d: &&Draft<'_>| d.rule != Rule::Fallback && d.value.mode.weight() > 0;
        for draft in drafts.iter().filter(sure) {
            self.memory.dyad(draft.source.actor, draft.target.actor);
        }
        if drafts.is_empty() {
            return self.remember_pair();
        }
        let (first, story) = (self.events.len(), self.story(&sentence));
        for draft in drafts {
            let event = self.event(draft, index, &sentence, story);
            self.events.push(event);
        }
        mark_primary(&mut self.events[first..]);
    }

    /// Parties of all clauses, in the order of the text; who speaks and acts is remembered on the way.
    fn speakers_first(&mut self, range: Range<usize>) {
        self.hear(range.clone());
        let mut speaking: Vec<usize> = range
            .clone()
            .filter_map(|c| self.clauses[c].speaker)
            .collect();
        speaking.sort_unstable();
        for index in range {
            let clause = &self.clauses[index];
            let parties = parties::of(self.board, clause, &mut self.memory);
            let speaks = clause.kind == Kind::Attribution || speaking.binary_search(&index).is_ok();
            if speaks {
                self.spoke(index, &parties);
            } else if let Some(party) = parties
                .iter()
                .find(|p| p.preposition.is_none() && !p.possessive && clause.is_main())
            {
                let person = party.person && clause.kind != Kind::Complement;
                let who = Who {
                    person,
                    ..party.who()
                };
                self.memory.subject(who);
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

    /// Whether a draft that comes to nothing is kept all the same: never, but who asks is told why.
    fn refuses(&self, draft: &Draft<'_>, refusal: Refused) -> bool {
        if let Some(watch) = self.watch {
            watch.dropped(draft.reading, (&draft.source, &draft.target), refusal);
        }
        false
    }

    /// The events of one reading.
    fn read<'r>(&self, reading: &'r Reading, first: usize) -> Vec<Draft<'r>> {
        if reading.value.scale.sign() == 0 {
            return Vec::new();
        }
        let own = &self.parties[reading.clause - first];
        let (mut parties, lent) = self.with_lent(reading, own, first);
        let speaker = self.speaker(reading.clause, first);
        if let Some(watch) = self.watch {
            watch.parties(reading, &parties);
        }
        if reading.demanded {
            return self.demand(reading, &parties, speaker);
        }
        if self.is_verdict(reading) {
            let verdict = self.verdict(reading, own, speaker);
            if let Some(watch) = self.watch.filter(|_| verdict.is_none()) {
                watch.unvouched(reading);
            }
            return verdict.into_iter().collect();
        }
        let scene = self.scene(reading, &parties, lent);
        if let Some(watch) = self.watch {
            watch.scene(reading, &scene, self.has_stranger(reading));
        }
        let special = self.struck(reading, &scene);
        if let Some(draft) = special.or_else(|| self.relative_object(reading, &scene, first)) {
            return vec![draft];
        }
        if let Some(drafts) = self.judging(reading, &scene) {
            return drafts;
        }
        let omits = |rule| self.board.omits(rule);
        let mut finding = rules::find(&scene, omits);
        if finding.is_none()
            && let Some(other) = turned_outward(reading, &parties)
        {
            finding = rules::find(&self.scene(reading, &other, lent), omits);
            parties = Cow::Owned(other);
        }
        if let Some((watch, finding)) = self.watch.zip(finding.as_ref()) {
            watch.found(reading, &parties, finding);
        }
        let finding =
            finding.filter(|f| !self.is_judgement(reading, &parties, f, speaker.as_ref()));
        if let Some(finding) = finding {
            let told = self.told(reading, &parties, &finding, speaker.as_ref());
            let mut drafts = self.drafts(reading, &parties, &finding, speaker);
            drafts.extend(told);
            return drafts;
        }
        let accord = self.of_speaker(reading, own, speaker.as_ref());
        if !accord.is_empty() {
            return accord;
        }
        let teller = speaker.clone();
        let spoken = self.spoken(reading, own, speaker);
        if spoken.is_empty() {
            let hung = self.hung(reading, first, &parties, lent, teller.as_ref());
            let hung = hung.or_else(|| self.conditioned(reading, first, &parties, lent));
            return hung.into_iter().collect();
        }
        spoken
    }
}

/// "According to A, B violated its airspace": nobody is hostile to what is their own, so that it is somebody else's.
fn turned_outward(reading: &Reading, parties: &[Party]) -> Option<Vec<Party>> {
    let own = |p: &Party| p.further.is_some_and(|other| other != p.actor);
    let after = |p: &Party| own(p) && p.tokens.start > reading.at.start;
    let hostile = reading.value.quad == Quad::MaterialConflict && parties.iter().any(after);
    hostile.then(|| {
        let turn = |p: &Party| Party {
            actor: p.further.filter(|_| after(p)).unwrap_or(p.actor),
            ..p.clone()
        };
        parties.iter().map(turn).collect()
    })
}

/// Marks the primary events anew, sentence by sentence.
fn remark_primaries(events: &mut [Event]) {
    for sentence in events.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        sentence.iter_mut().for_each(|e| e.primary = false);
        mark_primary(sentence);
    }
}

/// Marks one event of each directed pair: one that counts, then a sure reading over a guess, material over verbal, the surer one
/// (which a main clause is), the larger scale.
fn mark_primary(events: &mut [Event]) {
    let rank = |e: &Event| {
        let counts = e.mode.weight() > 0;
        (
            counts,
            e.confidence >= WHOLE / 2,
            e.quad.is_material(),
            e.confidence,
            e.scale().milli().abs(),
        )
    };
    let mut best: BTreeMap<(ActorCode, ActorCode), usize> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let place = best.entry((event.source, event.target)).or_insert(at);
        // the earlier of equals
        if rank(event) > rank(&events[*place]) {
            *place = at;
        }
    }
    for at in best.into_values() {
        events[at].primary = true;
    }
}
