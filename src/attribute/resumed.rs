//! Events resumed: "the last Iraqi raid", "the attack killed 35 people". One party, or both, stand elsewhere in the document,
//! which told the same kind of deed between the same two and nobody else.

use std::collections::BTreeMap;

use super::{
    Attributor, draft::Draft, memory::Dyad, parties::Party, remark_primaries, rules::Scene,
};
use crate::{
    ablation::Component,
    annotate::cue::Use,
    cameo::EventClass,
    compose::Reading,
    event::{Event, Rule},
    lexicon::{entries::Frame, markers::Preposition},
    pair::ActorCode,
    text::{Key, keys},
};

/// A reading without an event, and who is named beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    reading: usize,
    sentence: usize,
    source: Option<ActorCode>,
    target: Option<ActorCode>,
    /// The first actor of the sentence that is none of these, and whether there is a second.
    other: Option<ActorCode>,
    crowded: bool,
}

/// A kind of deed, with its doer and its victim as far as they are asked for.
type Asked = (EventClass, Option<ActorCode>, Option<ActorCode>);

/// Between whom the document tells each kind of deed; nobody where it tells of several pairs.
#[derive(Debug, Default)]
struct Told(BTreeMap<Asked, Option<Dyad>>);

impl Told {
    fn of(events: &[Event]) -> Self {
        let mut told = Self::default();
        let sure = |e: &&Event| e.rule != Rule::Fallback && e.mode.weight() > 0 && !e.mutual;
        for event in events.iter().filter(sure) {
            let pair = (event.source, event.target);
            for source in [None, Some(event.source)] {
                for target in [None, Some(event.target)] {
                    let place = told.0.entry((event.class, source, target));
                    let known = place.or_insert(Some(pair));
                    *known = known.filter(|other| *other == pair);
                }
            }
        }
        told
    }

    /// The one pair of such a deed, as far as those named beside it allow.
    fn pair(&self, open: &Open, class: EventClass) -> Option<Dyad> {
        let pair = (*self.0.get(&(class, open.source, open.target))?)?;
        let known = open.other.is_none_or(|o| o == pair.0 || o == pair.1);
        (known && !open.crowded).then_some(pair)
    }
}

/// Deeds that are told more than once: they are known by who does them to whom.
fn is_deed(reading: &Reading) -> bool {
    let class = matches!(
        reading.value.class,
        EventClass::Assault | EventClass::Sanction
    );
    let plain = reading.chain.len() == 1 && reading.frame == Frame::Act && !reading.demanded;
    class && plain && reading.value.mode.weight() > 0
}

impl Attributor<'_> {
    /// Keeps the deeds of a sentence to which no rule found both parties; one for each class that has no event there.
    pub(super) fn keep_open(
        &mut self,
        readings: &[Reading],
        from: usize,
        first: usize,
        index: usize,
        drafts: &[Draft<'_>],
    ) {
        if self.board.omits(Component::Resumed) {
            return;
        }
        let mut classes: Vec<EventClass> = drafts.iter().map(|d| d.value.class).collect();
        for (at, reading) in readings.iter().enumerate() {
            if !is_deed(reading) || classes.contains(&reading.value.class) {
                continue;
            }
            if let Some(open) = self.open(reading, first) {
                classes.push(reading.value.class);
                self.open.push(Open {
                    reading: from + at,
                    sentence: index,
                    ..open
                });
            }
        }
    }

    /// Who does the deed or bears it, as far as the clause says; `None` where it is told of nobody in particular.
    fn open(&self, reading: &Reading, first: usize) -> Option<Open> {
        let own = &self.parties[reading.clause - first];
        let (parties, lent) = self.with_lent(reading, own, first);
        let scene = self.scene(reading, &parties, lent);
        let (source, target) = self.roles(reading, &scene)?;
        let code = |p: Option<usize>| p.map(|i| parties[i].actor);
        let (source, target) = (code(source), code(target));
        if source.is_some() && target.is_some() {
            return None;
        }
        if source.is_none() && target.is_none() && !self.is_known(reading) {
            return None;
        }
        let named = |p: &&Party| Some(p.actor) != source && Some(p.actor) != target;
        let mut others = self.parties.iter().flatten().filter(named);
        let other = others.next().map(|p| p.actor);
        let crowded = others.any(|p| Some(p.actor) != other);
        Some(Open {
            reading: 0,
            sentence: 0,
            source,
            target,
            other,
            crowded,
        })
    }

    /// The doer and the victim that stand beside a deed: indices into the scene's parties.
    fn roles(
        &self,
        reading: &Reading,
        scene: &Scene<'_>,
    ) -> Option<(Option<usize>, Option<usize>)> {
        use Preposition as P;
        let after = |i: &usize| scene.parties[*i].tokens.start > scene.head;
        let all = || 0..scene.parties.len();
        let by = all().find(|i| after(i) && scene.parties[*i].preposition == Some(P::By));
        if scene.usage == Use::Noun || reading.nominal {
            let on = |i: &usize| {
                let on = matches!(
                    scene.parties[*i].preposition,
                    Some(P::On | P::Against | P::Of | P::In | P::At | P::Near | P::To)
                );
                on && after(i)
            };
            return Some((by.or(scene.premodifier()), all().find(on)));
        }
        if self.has_stranger(reading) && scene.usage == Use::Verb {
            return None;
        }
        let subject = scene.plain_subject();
        match scene.usage {
            Use::Passive => Some((by, subject)),
            _ => None,
        }
    }

    /// "The raid", "that strike": the text has told of it.
    fn is_known(&self, reading: &Reading) -> bool {
        const KNOWN: [Key; 4] = keys(["the", "this", "that", "these"]);
        let before = reading.at.start.checked_sub(1);
        before.is_some_and(|at| self.board.is_any(at, &KNOWN))
    }

    /// The open deeds become events where the document tells of their kind between one pair alone.
    pub(super) fn resume(&mut self, readings: &[Reading]) {
        let open = std::mem::take(&mut self.open);
        if open.is_empty() {
            return;
        }
        let told = Told::of(&self.events);
        let before = self.events.len();
        for open in &open {
            let reading = &readings[open.reading];
            let Some((source, target)) = told.pair(open, reading.value.class) else {
                continue;
            };
            let party = |actor| Party::remembered(actor, reading.at);
            let draft = Draft::new(reading, party(source), party(target), Rule::Memory);
            let sentence = self.board.document.sentences[open.sentence];
            let event = self.event(draft, open.sentence, &sentence, self.story(&sentence));
            self.events.push(event);
        }
        if self.events.len() > before {
            self.events.sort_by_key(|e| e.sentence);
            remark_primaries(&mut self.events);
        }
    }
}
