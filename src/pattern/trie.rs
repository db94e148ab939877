//! The trie: all patterns of a kind, matched together.

use rustc_hash::FxHashMap;

use super::{
    Element, MOST_WORDS, Numbered,
    sight::{Key, Sight, bit, form_key, stem_key},
    walk::Walker,
};
use crate::text::{Id, Segmenter, normal::Folded};

/// No entry, no gap, no node.
pub(super) const NONE: u32 = u32::MAX;
/// More entries than one, kept apart.
const MANY: u32 = u32::MAX - 1;

/// A node in 32 bytes: a lexicon makes a quarter of a million, and most have one entry or none, and no gap.
#[derive(Debug)]
pub(super) struct Node {
    /// One bit for each word that leads on from here, by its key: most words are turned away by it, without a look-up.
    pub(super) leads: u64,
    /// The same for all gaps from here together.
    pub(super) beyond: u64,
    pub(super) entry: u32,
    /// The place of its gaps among those of the trie.
    pub(super) gaps: u32,
    /// The node before the gap, where the node stands in one.
    pub(super) before: u32,
    /// The widest of its gaps.
    pub(super) widest: u8,
}

impl Node {
    const EMPTY: Self = Self {
        leads: 0,
        beyond: 0,
        entry: NONE,
        gaps: NONE,
        before: NONE,
        widest: 0,
    };
}

/// All patterns of a kind, matched together.
#[derive(Debug)]
pub(crate) struct Trie {
    pub(super) edges: FxHashMap<(u32, Key), u32>,
    pub(super) nodes: Vec<Node>,
    /// The gaps of the nodes that have any: how wide, and where they lead.
    gaps: Vec<Vec<(u8, u32)>>,
    /// The entries of the nodes that have several.
    many: FxHashMap<u32, Vec<u32>>,
    /// The nodes that first words lead to, by key; 0 where no pattern begins so. Most tokens are done with here.
    first: Vec<u32>,
    /// The nodes of first words that are past forms, by their stem: what an infinitive of the same verb leads to as well.
    pasts: FxHashMap<Id, Vec<u32>>,
}

/// A match on a walk: the entries that share the pattern, the tokens of its literal words, the gap words passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'t, 'w> {
    pub(crate) entries: &'t [u32],
    pub(crate) literals: &'w Path,
    pub(crate) gap: u32,
}

/// The longest match at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Longest {
    /// The first of its entries.
    pub(crate) entry: u32,
    pub(crate) literals: Path,
}

/// The tokens of a match's literal words, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    tokens: [usize; MOST_WORDS],
    pub(super) len: usize,
}

impl Path {
    pub(super) const EMPTY: Self = Self {
        tokens: [0; MOST_WORDS],
        len: 0,
    };

    pub(crate) fn as_slice(&self) -> &[usize] {
        &self.tokens[..self.len]
    }

    pub(super) fn push(&mut self, token: usize) {
        if self.len < MOST_WORDS {
            self.tokens[self.len] = token;
            self.len += 1;
        }
    }
}

impl Default for Trie {
    fn default() -> Self {
        Self {
            edges: FxHashMap::default(),
            nodes: vec![Node::EMPTY],
            gaps: Vec::new(),
            many: FxHashMap::default(),
            first: Vec::new(),
            pasts: FxHashMap::default(),
        }
    }
}

impl Trie {
    /// Makes room for the words of so many entries.
    pub(crate) fn reserve(&mut self, entries: usize) {
        self.edges.reserve(2 * entries);
        self.nodes.reserve(2 * entries);
    }

    /// Adds a name, a sequence of exact words, under an entry's number; the form of its first word.
    pub(crate) fn insert_name<'w>(
        &mut self,
        segmenter: &mut Segmenter,
        words: impl Iterator<Item = &'w str>,
        entry: u32,
    ) -> Option<Id> {
        let (mut end, mut first) = (0, None);
        for word in words {
            if let Some(folded) = Folded::new(word) {
                let form = segmenter.intern_form(&folded);
                first = first.or(Some(form));
                end = self.child(end, form_key(form));
            }
        }
        if end != 0 {
            self.add(end, entry);
        }
        first
    }

    /// The entries that share a pattern, where several do.
    pub(crate) fn shared(&self) -> impl Iterator<Item = &[u32]> {
        self.many.values().map(|entries| &entries[..])
    }

    /// All these patterns, each with its entry's number.
    pub(crate) fn of(patterns: Vec<(Numbered, u32)>) -> Self {
        let mut trie = Self::default();
        trie.reserve(4 * patterns.len());
        for (pattern, entry) in patterns {
            trie.insert(&pattern, entry);
        }
        trie
    }

    /// Lets an infinitive stand for these past forms, each given with its stem: "will deploy" for "deployed".
    pub(crate) fn with_pasts(mut self, pasts: Vec<(Id, Id)>) -> Self {
        for (form, stem) in pasts {
            let node = self.first(form_key(form));
            let nodes = self.pasts.entry(stem).or_default();
            if node != 0 && !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        self
    }

    fn insert(&mut self, pattern: &Numbered, entry: u32) {
        let (mut ends, mut next) = (vec![0], Vec::new());
        for element in &pattern.0 {
            next.clear();
            for &node in &ends {
                match element {
                    Element::Gap(width) => next.push(self.gap_child(node, *width)),
                    Element::Word(keys) => {
                        next.extend(keys.iter().map(|&key| self.child(node, key)))
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            std::mem::swap(&mut ends, &mut next);
        }
        for node in ends {
            self.add(node, entry);
        }
    }

    fn add(&mut self, node: u32, entry: u32) {
        let own = &mut self.nodes[node as usize].entry;
        match *own {
            NONE => *own = entry,
            MANY => {
                let entries = self.many.entry(node).or_default();
                // entries come one after the other
                if entries.last() != Some(&entry) {
                    entries.push(entry);
                }
            }
            first if first != entry => {
                *own = MANY;
                self.many.insert(node, vec![first, entry]);
            }
            _ => {}
        }
    }

    /// The entries of the patterns that end at a node.
    pub(super) fn entries(&self, node: u32) -> &[u32] {
        let entry = &self.nodes[node as usize].entry;
        match *entry {
            NONE => &[],
            MANY => self.many.get(&node).map_or(&[], |entries| entries),
            _ => std::slice::from_ref(entry),
        }
    }

    pub(super) fn gaps(&self, node: &Node) -> &[(u8, u32)] {
        self.gaps.get(node.gaps as usize).map_or(&[], |gaps| gaps)
    }

    fn gap_child(&mut self, node: u32, width: u8) -> u32 {
        let gaps = self.gaps(&self.nodes[node as usize]);
        if let Some((_, child)) = gaps.iter().find(|(w, _)| *w == width) {
            return *child;
        }
        let child = self.push();
        let state = &mut self.nodes[node as usize];
        if state.gaps == NONE {
            state.gaps = u32::try_from(self.gaps.len()).unwrap_or(NONE);
            self.gaps.push(Vec::new());
        }
        state.widest = state.widest.max(width);
        self.gaps[state.gaps as usize].push((width, child));
        self.nodes[child as usize].before = node;
        child
    }

    /// Notes a word that leads on; what may stand beyond a gap is known to the node before it, too.
    fn lead(&mut self, node: u32, key: Key) {
        let state = &mut self.nodes[node as usize];
        state.leads |= bit(key);
        let before = state.before;
        if before != NONE {
            self.nodes[before as usize].beyond |= bit(key);
        }
    }

    /// The node that a word leads to, made where there is none yet.
    fn child(&mut self, node: u32, key: Key) -> u32 {
        if let Some(child) = self.edges.get(&(node, key)) {
            return *child;
        }
        let child = self.push();
        self.edges.insert((node, key), child);
        self.lead(node, key);
        if node == 0 {
            let index = key as usize;
            self.first.resize(self.first.len().max(index + 1), 0);
            self.first[index] = child;
        }
        child
    }

    fn push(&mut self) -> u32 {
        self.nodes.push(Node::EMPTY);
        u32::try_from(self.nodes.len() - 1).unwrap_or(0)
    }

    /// Whether any pattern begins with this word.
    pub(crate) fn may_start(&self, form: Id, stem: Id) -> bool {
        self.first(stem_key(stem)) != 0 || self.first(form_key(form)) != 0
    }

    /// Whether any pattern begins with a past form of this stem.
    pub(crate) fn may_start_in_past(&self, stem: Id) -> bool {
        self.pasts.contains_key(&stem)
    }

    fn first(&self, key: Key) -> u32 {
        self.first.get(key as usize).copied().unwrap_or(0)
    }

    /// Calls `found` for every pattern that begins at `at` and ends before `end`.
    pub(crate) fn walk<'t>(
        &'t self,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
        found: &mut impl FnMut(Match<'t, '_>),
    ) {
        let (form, stem) = sight.word(at);
        // no id is 0 where a pattern begins
        let firsts = [self.first(stem_key(stem)), self.first(form_key(form))];
        if firsts
            .iter()
            .all(|&first| self.ends_at_once(first, at, end, sight))
        {
            return;
        }
        let firsts = firsts.into_iter().filter(|&child| child != 0);
        self.walk_from(firsts, at, end, sight, found);
    }

    /// The same for the patterns that begin with a past form of the word at `at`.
    fn walk_in_past<'t>(
        &'t self,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
        found: &mut impl FnMut(Match<'t, '_>),
    ) {
        let (_, stem) = sight.word(at);
        let firsts = self.pasts.get(&stem).into_iter().flatten();
        self.walk_from(firsts.copied(), at, end, sight, found);
    }

    fn walk_from<'t>(
        &'t self,
        firsts: impl Iterator<Item = u32>,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
        found: &mut impl FnMut(Match<'t, '_>),
    ) {
        let mut walker = Walker {
            trie: self,
            sight,
            end,
            path: Path::EMPTY,
            found,
        };
        for child in firsts {
            walker.enter(child, at, 0);
        }
    }

    /// Whether a first word leads nowhere, by the bits of the words after it alone. So ends nearly every walk.
    fn ends_at_once(
        &self,
        first: u32,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
    ) -> bool {
        if first == 0 {
            return true;
        }
        let node = &self.nodes[first as usize];
        if node.entry != NONE {
            return false;
        }
        let mut next = at + 1;
        while next < end && sight.is_transparent(next) {
            next += 1;
        }
        if next >= end {
            return true;
        }
        let (mut passed, mut seen) = (0, sight.bits(next) & node.leads);
        while seen == 0 && node.gaps != NONE && next < end && passed <= u32::from(node.widest) {
            let (gap, width) = sight.step(next);
            let inner = next..(next + width).min(end);
            seen = inner.fold(0, |seen, at| seen | sight.bits(at)) & node.beyond;
            passed += gap;
            next += width;
        }
        seen == 0
    }

    /// The longest pattern at `at`: most literal words, then the smallest gap, then the first entry.
    pub(crate) fn longest(
        &self,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
    ) -> Option<Longest> {
        self.longest_where(at, end, sight, |_| true, None::<fn(&Longest) -> bool>)
    }

    /// The longest pattern at `at` that fits. Where the word is an infinitive, its past forms begin patterns too: those that fit one.
    pub(crate) fn longest_where(
        &self,
        at: usize,
        end: usize,
        sight: &(impl Sight + ?Sized),
        fits: impl Fn(&Longest) -> bool,
        infinitive: Option<impl Fn(&Longest) -> bool>,
    ) -> Option<Longest> {
        let mut best: Best = None;
        self.walk(at, end, sight, &mut |m| take(&mut best, m, &fits));
        if let Some(fits_infinitive) = infinitive {
            // an entry that writes the infinitive out itself comes first
            let own = best.map_or(0, |(b, _)| b.literals.len);
            let fits =
                |found: &Longest| found.literals.len > own && fits(found) && fits_infinitive(found);
            self.walk_in_past(at, end, sight, &mut |m| take(&mut best, m, fits));
        }
        best.map(|(longest, _)| longest)
    }
}

/// The longest match so far, and the gap words it passed.
type Best = Option<(Longest, u32)>;

/// Keeps the longer of two matches: most literal words, then the smallest gap, then the first entry.
fn take(best: &mut Best, m: Match<'_, '_>, fits: impl Fn(&Longest) -> bool) {
    let Some(&entry) = m.entries.first() else {
        return;
    };
    let rank = |length: usize, gap: u32, entry: u32| (usize::MAX - length, gap, entry);
    let new = rank(m.literals.len, m.gap, entry);
    let better = |(b, gap): &(Longest, u32)| new < rank(b.literals.len, *gap, b.entry);
    if best.as_ref().is_none_or(better) {
        let literals = *m.literals;
        let found = Longest { entry, literals };
        if fits(&found) {
            *best = Some((found, m.gap));
        }
    }
}
