//! What an event's scale is the sum of: the entries that moved it, each with its part.
//!
//! Few chains are told by many reports, so that a timeline keeps each distinct one once.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{
    event::{Event, StepKind},
    scale::Scale,
};

/// The most links a chain keeps; what later steps add is one link more.
const LINKS: usize = 16;
/// The largest part of one link, in thousandths; a chain's sum then fits its type with room to spare.
const LARGEST: i32 = 100_000;
/// What is left where the links are not the whole: steps past the last link, and what the scale's ends cut off.
const REST: &str = "limit";

/// One entry's part in a scale; never zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Link {
    pub(super) kind: StepKind,
    pub(super) entry: String,
    pub(super) delta: Scale,
}

/// The parts of a scale, in the order of the reading; they add up to it exactly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Chain(Arc<[Link]>);

impl Chain {
    pub(super) fn links(&self) -> &[Link] {
        &self.0
    }

    fn parts(&self) -> impl Iterator<Item = Parts<'_>> {
        self.0.iter().map(Link::parts)
    }

    /// Whether this can be the chain of a report of that scale.
    pub(super) fn explains(&self, scale: Scale) -> bool {
        let most = i64::from(LARGEST) * (LINKS as i64 + 1);
        let sound =
            |link: &Link| link.delta != Scale::ZERO && i64::from(link.delta.milli()).abs() <= most;
        let parts = self.0.iter().map(|link| i64::from(link.delta.milli()));
        self.0.len() <= LINKS + 1
            && self.0.iter().all(sound)
            && parts.sum::<i64>() == i64::from(scale.milli())
    }
}

impl From<Vec<Link>> for Chain {
    fn from(links: Vec<Link>) -> Self {
        Self(links.into())
    }
}

/// A link as its parts.
type Parts<'e> = (StepKind, &'e str, Scale);

impl Link {
    fn parts(&self) -> Parts<'_> {
        (self.kind, &self.entry, self.delta)
    }
}

impl From<Parts<'_>> for Link {
    fn from((kind, entry, delta): Parts<'_>) -> Self {
        Self {
            kind,
            entry: entry.to_owned(),
            delta,
        }
    }
}

/// The links of an event whose scale, held within the scale's ends, is `scale`.
fn links_of(event: &Event, scale: Scale) -> impl Iterator<Item = Parts<'_>> + Clone {
    let held = |delta: Scale| Scale::from_milli(delta.milli().clamp(-LARGEST, LARGEST));
    let moved = event.steps.iter().filter(|step| step.delta != Scale::ZERO);
    let links = moved
        .take(LINKS)
        .map(move |step| (step.kind, step.entry.as_str(), held(step.delta)));
    let rest = scale - links.clone().map(|(_, _, delta)| delta).sum();
    links.chain((rest != Scale::ZERO).then_some((StepKind::Rule, REST, rest)))
}

/// The chains a timeline has met, by a hash of their links: a store, and no part of its value. Where two chains have one
/// hash the later is kept, which costs the other its sharing and nothing else.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains(FxHashMap<u64, Chain>);

impl Chains {
    /// The chain of an event of that scale.
    pub(super) fn of(&mut self, event: &Event, scale: Scale) -> Chain {
        let links = links_of(event, scale);
        let hash = hash_of(links.clone());
        match self.0.get(&hash) {
            Some(known) if known.parts().eq(links.clone()) => known.clone(),
            _ => {
                let links: Vec<Link> = links.map(Link::from).collect();
                self.put(hash, links.into())
            }
        }
    }

    /// The one copy of a chain.
    pub(super) fn keep(&mut self, chain: Chain) -> Chain {
        let hash = hash_of(chain.parts());
        match self.0.get(&hash) {
            Some(known) if *known == chain => known.clone(),
            _ => self.put(hash, chain),
        }
    }

    fn put(&mut self, hash: u64, chain: Chain) -> Chain {
        self.0.insert(hash, chain.clone());
        chain
    }
}

/// The chains of one timeline, met while another takes it over. What was read elsewhere has copies of its own of chains that
/// are known here; each copy is looked up once, by where it lies, and not for every report that holds it.
#[derive(Debug)]
pub(super) struct Adopted<'c, 'o> {
    chains: &'c mut Chains,
    /// The other's chains by the address of their links, which it holds as long as it is lent.
    met: FxHashMap<usize, (&'o Chain, Chain)>,
}

impl<'c, 'o> Adopted<'c, 'o> {
    pub(super) fn by(chains: &'c mut Chains) -> Self {
        Self {
            chains,
            met: FxHashMap::default(),
        }
    }

    /// Our copy of one of the other's chains.
    pub(super) fn ours(&mut self, theirs: &'o Chain) -> Chain {
        let known = || (theirs, self.chains.keep(theirs.clone()));
        let (_, ours) = self
            .met
            .entry(theirs.0.as_ptr().addr())
            .or_insert_with(known);
        ours.clone()
    }
}

fn hash_of<'e>(parts: impl Iterator<Item = Parts<'e>>) -> u64 {
    let mut hasher = FxHasher::default();
    parts.for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}

impl PartialEq for Chains {
    /// What has been met says nothing about what is held.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Chains {}

/// `["term", "impose ~3 sanction", -8.0]`
impl Serialize for Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.kind, &self.entry, self.delta.to_f64()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Link {
    #[expect(clippy::float_arithmetic, reason = "what comes in as a decimal")]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, entry, delta) = <(StepKind, String, f64)>::deserialize(deserializer)?;
        let milli = (delta * 1000.0).round();
        if !(f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&milli) {
            return Err(D::Error::custom("no step moves a scale that far"));
        }
        #[allow(clippy::cast_possible_truncation)]
        let delta = Scale::from_milli(milli as i32);
        Ok(Self { kind, entry, delta })
    }
}

impl Serialize for Chain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.links().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Chain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Link>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(milli: i32) -> Link {
        Link {
            kind: StepKind::Term,
            entry: "sanction".to_owned(),
            delta: Scale::from_milli(milli),
        }
    }

    #[test]
    fn a_chain_explains_its_sum_alone() {
        let chain = Chain::from(vec![link(-8000), link(500)]);
        assert!(chain.explains(Scale::from_milli(-7500)));
        assert!(!chain.explains(Scale::from_milli(-7499)));
        assert!(!Chain::from(vec![link(0)]).explains(Scale::ZERO));
        assert!(!Chain::from(vec![link(1); 18]).explains(Scale::from_milli(18)));
    }

    #[test]
    fn one_chain_is_kept_once() {
        let mut chains = Chains::default();
        let (one, two) = (
            chains.keep(vec![link(1)].into()),
            chains.keep(vec![link(1)].into()),
        );
        assert!(Arc::ptr_eq(&one.0, &two.0));
    }
}
