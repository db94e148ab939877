//! Vouching: what memory fills in is as sure as what the document says outright of the same two.

use std::collections::BTreeMap;

use super::{Attributor, LEAD, remark_primaries};
use crate::{
    ablation::Component,
    cameo::EventClass,
    event::{Event, Micro, Rule},
    pair::ActorCode,
    span::Span,
};

/// Two actors, whoever acts.
type Two = (ActorCode, ActorCode);

fn two(a: ActorCode, b: ActorCode) -> Two {
    (a.min(b), a.max(b))
}

/// How the sentence of an event tells of its two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Both,
    /// A pronoun, or "the kingdom", stands for one that is not named.
    ByWord,
    /// Nothing stands for it.
    Unsaid,
}

/// What firms, banks and traders do as well as states.
const fn is_business(class: EventClass, named: Named) -> bool {
    use EventClass as E;
    let trade = matches!(class, E::Cooperate);
    let deals = matches!(
        class,
        E::Sanction | E::Reject | E::Retreat | E::Coerce | E::Climate
    );
    trade || deals && matches!(named, Named::Unsaid)
}

/// What the confidence of an event with a party from memory comes to, in thousandths, where the document tells so often of the two outright.
const fn vouched(told: usize) -> Micro {
    match told {
        0 => 800,
        1 => 950,
        _ => 1150,
    }
}

impl Attributor<'_> {
    /// Weighs what memory filled in, and leaves out what nothing else in the document bears out.
    pub(super) fn vouch(&mut self) {
        if self.board.omits(Component::Vouched) {
            return;
        }
        let mut told: BTreeMap<Two, usize> = BTreeMap::new();
        let outright = |e: &&Event| !matches!(e.rule, Rule::Memory | Rule::Fallback);
        for event in self.events.iter().filter(outright) {
            *told.entry(two(event.source, event.target)).or_default() += 1;
        }
        let long = self.board.document.sentences.len() > LEAD + self.titles;
        let silent = long && told.is_empty();
        let mut events = std::mem::take(&mut self.events);
        let before = events.len();
        events.retain_mut(|event| {
            let named = self.named(event);
            if event.rule != Rule::Memory || named == Named::Both {
                return true;
            }
            let told = told.get(&two(event.source, event.target));
            let told = told.copied().unwrap_or(0);
            event.confidence = event.confidence / 1000 * vouched(told);
            let nowhere = silent && named == Named::Unsaid;
            told > 0 || !nowhere && !is_business(event.class, named)
        });
        if events.len() < before {
            remark_primaries(&mut events);
        }
        self.events = events;
    }

    /// How its sentence tells of an event's two.
    fn named(&self, event: &Event) -> Named {
        let sentence = self.board.document.sentences[event.sentence as usize - 1].tokens;
        let mentions = &self.board.mentions;
        let first = mentions.partition_point(|m| m.tokens.start < sentence.start);
        let own = mentions[first..]
            .iter()
            .take_while(|m| m.tokens.start < sentence.end);
        let cue = event.evidence.cue;
        let of = |actor, place: Option<Span>| {
            let said = place.filter(|s| s.start != cue.start);
            match said {
                _ if own.clone().any(|m| !m.idle && m.actor == actor) => Named::Both,
                Some(_) => Named::ByWord,
                None => Named::Unsaid,
            }
        };
        match [
            of(event.source, event.evidence.source),
            of(event.target, event.evidence.target),
        ] {
            [Named::Unsaid, _] | [_, Named::Unsaid] => Named::Unsaid,
            [Named::ByWord, _] | [_, Named::ByWord] => Named::ByWord,
            [Named::Both, Named::Both] => Named::Both,
        }
    }
}
