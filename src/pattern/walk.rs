//! Walks: every pattern that begins at a place of a text.

use super::{
    sight::{Sight, bit, form_key, stem_key},
    trie::{Match, NONE, Node, Path, Trie},
};

/// A walk through the trie along a text.
pub(super) struct Walker<'t, 's, 'f, S: ?Sized, F> {
    pub(super) trie: &'t Trie,
    pub(super) sight: &'s S,
    pub(super) end: usize,
    /// The literal words on the way here.
    pub(super) path: Path,
    pub(super) found: &'f mut F,
}

impl<'t, S: Sight + ?Sized, F: FnMut(Match<'t, '_>)> Walker<'t, '_, '_, S, F> {
    /// Takes the word at `at`, which leads to `child`, and walks on.
    pub(super) fn enter(&mut self, child: u32, at: usize, gap: u32) {
        let length = self.path.len;
        self.path.push(at);
        self.step(child, at + 1, gap);
        self.path.len = length;
    }

    /// All patterns that end at this node or beyond it.
    fn step(&mut self, node: u32, at: usize, gap: u32) {
        let state: &'t Node = &self.trie.nodes[node as usize];
        let trie: &'t Trie = self.trie;
        if state.entry != NONE {
            (self.found)(Match {
                entries: trie.entries(node),
                literals: &self.path,
                gap,
            });
        }
        if state.leads | state.beyond == 0 {
            return;
        }
        let at = self.pass_transparent(at);
        if at >= self.end {
            return;
        }
        if self.leads(node, at) {
            self.literal(node, at, gap);
        }
        if state.gaps != NONE {
            self.over_gaps(state, at, gap);
        }
    }

    /// Looks beyond all gaps of a node at once: few words there are those that a pattern waits for.
    fn over_gaps(&mut self, state: &'t Node, at: usize, gap: u32) {
        let (mut to, mut passed) = (at, 0);
        while to < self.end && passed <= u32::from(state.widest) {
            let (gap_words, width) = self.sight.step(to);
            // the words of a whole name are closed, but for names a caller gave
            for inner in to..(to + width).min(self.end) {
                if self.sight.bits(inner) & state.beyond != 0 {
                    self.beyond(state, inner, gap, passed);
                }
            }
            passed += gap_words;
            to += width;
        }
    }

    /// Takes the word at `at`, so many words beyond the gaps of a node, where one of them is as wide.
    fn beyond(&mut self, state: &'t Node, at: usize, gap: u32, passed: u32) {
        for &(width, child) in self.trie.gaps(state) {
            if passed <= u32::from(width) && self.leads(child, at) {
                self.literal(child, at, gap + passed);
            }
        }
    }

    /// Whether the word at `at` may lead on from a node, by its bits.
    fn leads(&self, node: u32, at: usize) -> bool {
        self.trie.nodes[node as usize].leads & self.sight.bits(at) != 0
    }

    fn literal(&mut self, node: u32, at: usize, gap: u32) {
        let leads = self.trie.nodes[node as usize].leads;
        let (form, stem) = self.sight.word(at);
        // no pattern has a word of number 0: its bits are those of other words, its edges none
        for key in [stem_key(stem), form_key(form)] {
            if leads & bit(key) != 0
                && let Some(&child) = self.trie.edges.get(&(node, key))
            {
                self.enter(child, at, gap);
            }
        }
    }

    fn pass_transparent(&self, mut at: usize) -> usize {
        while at < self.end && self.sight.is_transparent(at) {
            at += 1;
        }
        at
    }
}
