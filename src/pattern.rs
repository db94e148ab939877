//! Patterns: sequences of stems and exact words with bounded gaps, all matched at once by a trie over word numbers.

use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::text::{Id, Segmenter, normal::Folded};

/// The most words a pattern may have.
pub(crate) const MOST_WORDS: usize = 12;
/// The most bytes a pattern may have.
pub(crate) const MOST_BYTES: usize = 256;
/// The widest gap.
pub(crate) const WIDEST_GAP: u8 = 5;
/// The most ways a pattern's alternatives may multiply to.
const MOST_WAYS: usize = 512;

/// What is wrong with a pattern.
#[derive(Clone, Debug, Error, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum PatternError {
    #[error("is empty; write at least one word")]
    Empty,
    #[error("has {0} bytes; write at most {MOST_BYTES}")]
    TooLong(usize),
    #[error("has {0} words; write at most {MOST_WORDS}")]
    TooManyWords(usize),
    #[error("has a gap \"{0}\"; write ~1 to ~{WIDEST_GAP}")]
    Gap(String),
    #[error("begins or ends with a gap; begin and end with a word")]
    GapAtEdge,
    #[error("has an empty alternative; write a|b")]
    EmptyAlternative,
    #[error("has alternatives of several words in \"{0}\"; write single words, or two entries")]
    LongAlternative(String),
    #[error("has more than {MOST_WAYS} combinations of alternatives; write several entries")]
    TooManyWays,
    #[error("has a mark that matches nothing in \"{0}\"; write words only")]
    Mark(String),
}

/// One word a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Literal {
    /// Any word with the stem of this one.
    Stem(String),
    /// This form only.
    Exact(String),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Element {
    Word(Vec<Literal>),
    Gap(u8),
}

/// A pattern as written, checked but not yet numbered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pattern {
    pub(crate) elements: Vec<Element>,
}

impl Pattern {
    /// Parses the notation of term files: words, `=exact`, `a|b`, `~3`.
    pub(crate) fn parse(text: &str) -> Result<Self, PatternError> {
        if text.len() > MOST_BYTES {
            return Err(PatternError::TooLong(text.len()));
        }
        let mut elements = Vec::new();
        for piece in text.split_whitespace() {
            match piece.strip_prefix('~') {
                Some(width) => elements.push(Element::Gap(
                    gap(width).ok_or_else(|| PatternError::Gap(piece.to_owned()))?,
                )),
                None => words(piece, &mut elements)?,
            }
        }
        let pattern = Self { elements };
        pattern.check()?;
        Ok(pattern)
    }

    fn check(&self) -> Result<(), PatternError> {
        let words = self
            .elements
            .iter()
            .filter(|e| matches!(e, Element::Word(_)))
            .count();
        match (words, self.elements.first(), self.elements.last()) {
            (0, _, _) if self.elements.is_empty() => Err(PatternError::Empty),
            (_, Some(Element::Gap(_)), _) | (_, _, Some(Element::Gap(_))) => {
                Err(PatternError::GapAtEdge)
            }
            (n, _, _) if n > MOST_WORDS => Err(PatternError::TooManyWords(n)),
            _ if self.ways() > MOST_WAYS => Err(PatternError::TooManyWays),
            _ => Ok(()),
        }
    }

    fn ways(&self) -> usize {
        self.elements.iter().fold(1, |ways, e| match e {
            Element::Word(alternatives) => ways.saturating_mul(alternatives.len()),
            Element::Gap(_) => ways,
        })
    }
}

fn gap(width: &str) -> Option<u8> {
    width.parse().ok().filter(|w| (1..=WIDEST_GAP).contains(w))
}

fn words(piece: &str, elements: &mut Vec<Element>) -> Result<(), PatternError> {
    let mut alternatives = Vec::new();
    for alternative in piece.split('|') {
        let (exact, word) = alternative
            .strip_prefix('=')
            .map_or((false, alternative), |word| (true, word));
        let parts: Vec<&str> = word.split('-').collect();
        if word.is_empty() {
            return Err(PatternError::EmptyAlternative);
        }
        if parts.len() > 1 && piece.contains('|') {
            return Err(PatternError::LongAlternative(piece.to_owned()));
        }
        for part in parts {
            let folded = Folded::new(part)
                .filter(|f| is_plain(f.as_str()))
                .ok_or_else(|| PatternError::Mark(piece.to_owned()))?;
            let literal = folded.as_str().to_owned();
            alternatives.push(if exact {
                Literal::Exact(literal)
            } else {
                Literal::Stem(literal)
            });
        }
    }
    if piece.contains('|') {
        elements.push(Element::Word(alternatives));
    } else {
        elements.extend(
            alternatives
                .into_iter()
                .map(|literal| Element::Word(vec![literal])),
        );
    }
    Ok(())
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '\'')
}

/// One step in the trie: the number of a stem (even) or of a form (odd).
type Key = u32;

const fn stem_key(stem: Id) -> Key {
    stem * 2
}

const fn form_key(form: Id) -> Key {
    form * 2 + 1
}

/// The step a literal word takes; words too long to be looked up take none.
fn literal(segmenter: &mut Segmenter, literal: &Literal) -> Option<Key> {
    let (Literal::Stem(text) | Literal::Exact(text)) = literal;
    let folded = Folded::new(text)?;
    let form = segmenter.intern_form(&folded);
    Some(match literal {
        Literal::Exact(_) => form_key(form),
        Literal::Stem(_) => stem_key(segmenter.intern_stem(&folded)),
    })
}

/// What the trie sees of a text: cheap questions, so that most tokens cost one of them.
pub(crate) trait Sight {
    /// Numbers of the word's form and stem; 0 where the word is closed or unknown.
    fn word(&self, at: usize) -> (Id, Id);
    /// Whether the token costs nothing to pass (a quotation mark).
    fn is_transparent(&self, at: usize) -> bool;
    /// How many tokens the place covers: a whole name is one gap word.
    fn width(&self, _at: usize) -> usize {
        1
    }
}

/// One place in a text, for a sight that is a plain function of places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Number of the word's form; 0 where the word is closed or unknown.
    pub(crate) form: Id,
    /// Number of the word's stem; 0 where the word is closed or unknown.
    pub(crate) stem: Id,
    /// How many tokens the place covers (a whole name is one gap word).
    pub(crate) width: usize,
    /// Whether it costs nothing to pass (a quotation mark).
    pub(crate) transparent: bool,
}

impl<F: Fn(usize) -> Place> Sight for F {
    fn word(&self, at: usize) -> (Id, Id) {
        let place = self(at);
        (place.form, place.stem)
    }

    fn is_transparent(&self, at: usize) -> bool {
        self(at).transparent
    }

    fn width(&self, at: usize) -> usize {
        self(at).width
    }
}

/// No entry, no gap, no node.
const NONE: u32 = u32::MAX;
/// More entries than one, kept apart.
const MANY: u32 = u32::MAX - 1;

/// A node in 32 bytes: a lexicon makes a quarter of a million, and most have one entry or none, and no gap.
#[derive(Debug)]
struct Node {
    /// One bit for each word that leads on from here, by its key: most words are turned away by it, without a look-up.
    leads: u64,
    /// The same for all gaps from here together.
    beyond: u64,
    entry: u32,
    /// The place of its gaps among those of the trie.
    gaps: u32,
    /// The node before the gap, where the node stands in one.
    before: u32,
    /// The widest of its gaps.
    widest: u8,
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

const fn bit(key: Key) -> u64 {
    1 << (key % 64)
}

/// The bits of a word's form and stem; none for a word that no pattern has.
const fn bits((form, stem): (Id, Id)) -> u64 {
    let of_form = if form == 0 { 0 } else { bit(form_key(form)) };
    let of_stem = if stem == 0 { 0 } else { bit(stem_key(stem)) };
    of_form | of_stem
}

/// All patterns of a kind, matched together.
#[derive(Debug)]
pub(crate) struct Trie {
    edges: FxHashMap<(u32, Key), u32>,
    nodes: Vec<Node>,
    /// The gaps of the nodes that have any: how wide, and where they lead.
    gaps: Vec<Vec<(u8, u32)>>,
    /// The entries of the nodes that have several.
    many: FxHashMap<u32, Vec<u32>>,
    /// The nodes that first words lead to, by key; 0 where no pattern begins so. Most tokens are done with here.
    first: Vec<u32>,
}

/// A match: the entries that share the pattern, the tokens of its literal words, the gap words passed.
#[derive(Clone, Debug)]
pub(crate) struct Match<'t> {
    pub(crate) entries: &'t [u32],
    pub(crate) literals: Path,
    pub(crate) gap: u32,
}

/// The tokens of a match's literal words, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    tokens: [usize; MOST_WORDS],
    len: usize,
}

impl Path {
    const EMPTY: Self = Self {
        tokens: [0; MOST_WORDS],
        len: 0,
    };

    pub(crate) fn as_slice(&self) -> &[usize] {
        &self.tokens[..self.len]
    }

    fn push(&mut self, token: usize) {
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
        }
    }
}

impl Trie {
    /// Makes room for so many entries.
    pub(crate) fn reserve(&mut self, entries: usize) {
        self.edges.reserve(2 * entries);
        self.nodes.reserve(2 * entries);
    }

    /// Adds a name, a sequence of exact words, under an entry's number.
    pub(crate) fn insert_name<'w>(
        &mut self,
        segmenter: &mut Segmenter,
        words: impl Iterator<Item = &'w str>,
        entry: u32,
    ) {
        let mut end = 0;
        for word in words {
            if let Some(folded) = Folded::new(word) {
                end = self.child(end, form_key(segmenter.intern_form(&folded)));
            }
        }
        if end != 0 {
            self.add(end, entry);
        }
    }

    /// The entries that share a pattern, where several do.
    pub(crate) fn shared(&self) -> impl Iterator<Item = &[u32]> {
        self.many.values().map(|entries| &entries[..])
    }

    /// Adds a pattern under an entry's number.
    pub(crate) fn insert(&mut self, segmenter: &mut Segmenter, pattern: &Pattern, entry: u32) {
        let (mut ends, mut next, mut keys) = (vec![0], Vec::new(), Vec::new());
        for element in &pattern.elements {
            next.clear();
            keys.clear();
            if let Element::Word(alternatives) = element {
                keys.extend(
                    alternatives
                        .iter()
                        .filter_map(|word| literal(segmenter, word)),
                );
            }
            for &node in &ends {
                match element {
                    Element::Gap(width) => next.push(self.gap_child(node, *width)),
                    Element::Word(_) => next.extend(keys.iter().map(|&key| self.child(node, key))),
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
                if !entries.contains(&entry) {
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
    fn entries(&self, node: u32) -> &[u32] {
        let entry = &self.nodes[node as usize].entry;
        match *entry {
            NONE => &[],
            MANY => self.many.get(&node).map_or(&[], |entries| entries),
            _ => std::slice::from_ref(entry),
        }
    }

    fn gaps(&self, node: &Node) -> &[(u8, u32)] {
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

    fn first(&self, key: Key) -> u32 {
        self.first.get(key as usize).copied().unwrap_or(0)
    }

    /// Calls `found` for every pattern that begins at `at` and ends before `end`.
    pub(crate) fn walk<'t>(
        &'t self,
        at: usize,
        end: usize,
        sight: &impl Sight,
        found: &mut impl FnMut(Match<'t>),
    ) {
        let (form, stem) = sight.word(at);
        if !self.may_start(form, stem) {
            return;
        }
        let mut walker = Walker {
            trie: self,
            sight,
            end,
            path: Path::EMPTY,
            found,
        };
        // no id is 0 where a pattern begins
        for child in [self.first(stem_key(stem)), self.first(form_key(form))] {
            if child != 0 {
                walker.enter(child, at, 0);
            }
        }
    }

    /// The longest pattern at `at`: most literal words, then the smallest gap, then the first entry.
    pub(crate) fn longest<'t>(
        &'t self,
        at: usize,
        end: usize,
        sight: &impl Sight,
    ) -> Option<Match<'t>> {
        self.longest_where(at, end, sight, |_| true)
    }

    /// The longest pattern at `at` that fits.
    pub(crate) fn longest_where<'t>(
        &'t self,
        at: usize,
        end: usize,
        sight: &impl Sight,
        fits: impl Fn(&Match<'t>) -> bool,
    ) -> Option<Match<'t>> {
        let mut best: Option<Match<'t>> = None;
        self.walk(at, end, sight, &mut |m| {
            if !fits(&m) {
                return;
            }
            let rank = |m: &Match<'_>| {
                (
                    usize::MAX - m.literals.len,
                    m.gap,
                    m.entries.first().copied(),
                )
            };
            if best.as_ref().is_none_or(|b| rank(&m) < rank(b)) {
                best = Some(m);
            }
        });
        best
    }
}

/// A walk through the trie along a text.
struct Walker<'t, 's, 'f, S, F> {
    trie: &'t Trie,
    sight: &'s S,
    end: usize,
    /// The literal words on the way here.
    path: Path,
    found: &'f mut F,
}

impl<'t, S: Sight, F: FnMut(Match<'t>)> Walker<'t, '_, '_, S, F> {
    /// Takes the word at `at`, which leads to `child`, and walks on.
    fn enter(&mut self, child: u32, at: usize, gap: u32) {
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
                literals: self.path,
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
        if state.leads != 0 {
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
            if bits(self.sight.word(to)) & state.beyond != 0 {
                for &(width, child) in self.trie.gaps(state) {
                    if passed <= u32::from(width) {
                        self.literal(child, to, gap + passed);
                    }
                }
            }
            let next = to + self.sight.width(to).max(1);
            // the words of a whole name are closed, but for names a caller gave
            for inner in to + 1..next.min(self.end) {
                if bits(self.sight.word(inner)) & state.beyond != 0 {
                    for &(width, child) in self.trie.gaps(state) {
                        if passed <= u32::from(width) {
                            self.literal(child, inner, gap + passed);
                        }
                    }
                }
            }
            passed += u32::from(!self.sight.is_transparent(to));
            to = next;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_say_what_is_wrong() {
        assert_eq!(Pattern::parse("").unwrap_err(), PatternError::Empty);
        assert_eq!(
            Pattern::parse("impose ~9 sanction").unwrap_err(),
            PatternError::Gap("~9".into())
        );
        assert_eq!(
            Pattern::parse("~2 sanction").unwrap_err(),
            PatternError::GapAtEdge
        );
        assert_eq!(
            Pattern::parse("a||b").unwrap_err(),
            PatternError::EmptyAlternative
        );
        assert_eq!(
            Pattern::parse("war, peace").unwrap_err(),
            PatternError::Mark("war,".into())
        );
    }

    #[test]
    fn hyphens_separate_words() {
        assert_eq!(
            Pattern::parse("cease-fire").unwrap(),
            Pattern::parse("cease fire").unwrap()
        );
    }
}
