//! What stands once and is pointed at: document ids and chains of steps, each table sorted; and the places of names.

use std::{hash::Hash, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    Flaw,
    bytes::{Reader, Writer},
};
use crate::{
    event::StepKind,
    scale::Scale,
    timeline::{
        Timeline,
        chain::{Chain, Link},
    },
};

/// The most bytes an id takes over from the one before, so that a small file cannot unfold into a large one.
const SHARED: usize = 120;

/// The places of every document id and chain a timeline holds.
#[derive(Debug)]
pub(super) struct Places<'t> {
    documents: Table<&'t str>,
    chains: Table<&'t Chain>,
}

/// Distinct items in their order, and the place of each.
#[derive(Debug)]
struct Table<T> {
    sorted: Vec<T>,
    places: FxHashMap<T, u64>,
}

impl<T: Copy + Ord + Hash> Table<T> {
    fn new(items: impl Iterator<Item = T>) -> Self {
        let mut places: FxHashMap<T, u64> = items.map(|item| (item, 0)).collect();
        let mut sorted: Vec<T> = places.keys().copied().collect();
        sorted.sort_unstable();
        for (item, at) in sorted.iter().zip(0..) {
            places.insert(*item, at);
        }
        Self { sorted, places }
    }

    fn place(&self, item: T) -> u64 {
        self.places.get(&item).copied().unwrap_or(0)
    }
}

impl<'t> Places<'t> {
    pub(super) fn new(timeline: &'t Timeline) -> Self {
        let dyads = || timeline.dyads.values();
        let reports = || dyads().flat_map(|dyad| dyad.cells.values().flatten());
        let entries = dyads().flat_map(|dyad| dyad.evidence.values().flatten());
        let documents = reports().map(|report| &*report.document);
        Self {
            documents: Table::new(documents.chain(entries.map(|entry| &*entry.document))),
            chains: Table::new(reports().map(|report| &report.steps)),
        }
    }

    pub(super) fn document(&self, out: &mut Writer, id: &str) {
        out.number(self.documents.place(id));
    }

    pub(super) fn chain(&self, out: &mut Writer, chain: &Chain) {
        out.number(self.chains.place(chain));
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.count(self.documents.sorted.len());
        let mut before = "";
        for id in &self.documents.sorted {
            let same = common(before, id);
            out.count(same);
            out.text(&id[same..]);
            before = id;
        }
        out.count(self.chains.sorted.len());
        for chain in &self.chains.sorted {
            out.count(chain.links().len());
            for link in chain.links() {
                out.number(place(&StepKind::ALL, link.kind));
                out.text(&link.entry);
                out.signed(link.delta.milli());
            }
        }
    }
}

/// How many bytes two texts begin with alike, up to a character boundary, and no more than [`SHARED`].
fn common(before: &str, text: &str) -> usize {
    let alike = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b);
    let mut same = alike.take(SHARED).count();
    while !text.is_char_boundary(same) {
        same -= 1;
    }
    same
}

/// The tables as they are read, with a mark on what has been pointed at.
#[derive(Debug)]
pub(super) struct Tables {
    documents: Vec<(Arc<str>, bool)>,
    chains: Vec<(Chain, bool)>,
}

impl Tables {
    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, Flaw> {
        let documents = documents(from)?;
        let chains: Vec<Chain> = from.list(|from| from.list(link).map(Chain::from))?;
        let sorted = documents.is_sorted_by(|a, b| a < b) && chains.is_sorted_by(|a, b| a < b);
        if !sorted {
            return Err(Flaw::Table);
        }
        Ok(Self {
            documents: documents.into_iter().map(|id| (id, false)).collect(),
            chains: chains.into_iter().map(|chain| (chain, false)).collect(),
        })
    }

    pub(super) fn document(&mut self, from: &mut Reader<'_>) -> Result<Arc<str>, Flaw> {
        pointed(&mut self.documents, from)
    }

    pub(super) fn chain(&mut self, from: &mut Reader<'_>) -> Result<Chain, Flaw> {
        pointed(&mut self.chains, from)
    }

    /// Whether everything was pointed at.
    pub(super) fn all_used(&self) -> Result<(), Flaw> {
        let used = self.documents.iter().all(|(_, used)| *used)
            && self.chains.iter().all(|(_, used)| *used);
        used.then_some(()).ok_or(Flaw::Table)
    }
}

fn pointed<T: Clone>(table: &mut [(T, bool)], from: &mut Reader<'_>) -> Result<T, Flaw> {
    let at: usize = from.number()?;
    let (item, used) = table.get_mut(at).ok_or(Flaw::Table)?;
    *used = true;
    Ok(item.clone())
}

/// Each id begins with so many bytes of the one before.
fn documents(from: &mut Reader<'_>) -> Result<Vec<Arc<str>>, Flaw> {
    let mut before = String::new();
    from.list(|from| {
        let same: usize = from.number()?;
        let rest = from.text()?;
        let id = format!("{}{rest}", before.get(..same).ok_or(Flaw::Text)?);
        // One table has one form: what could be shared is.
        if common(&before, &id) != same {
            return Err(Flaw::Table);
        }
        before = id;
        Ok(before.as_str().into())
    })
}

fn link(from: &mut Reader<'_>) -> Result<Link, Flaw> {
    Ok(Link {
        kind: at_place(&StepKind::ALL, from)?,
        entry: from.text()?.to_owned(),
        delta: Scale::from_milli(from.signed()?),
    })
}

/// The place of a name in the list of all; new names go to the end of their list, or the version changes.
pub(super) fn place<T: PartialEq>(all: &[T], name: T) -> u64 {
    all.iter()
        .zip(0..)
        .find(|(one, _)| **one == name)
        .map_or(0, |(_, at)| at)
}

/// The name at a place.
pub(super) fn at_place<T: Copy>(all: &[T], from: &mut Reader<'_>) -> Result<T, Flaw> {
    let at: usize = from.number()?;
    all.get(at).copied().ok_or(Flaw::Number)
}
