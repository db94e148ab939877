//! The memo: what each distinct word is, found again from its bytes.

use rustc_hash::FxHashMap;

use super::{
    hints::Hints,
    scan::Case,
    vocabulary::{Segmenter, Word},
};
use crate::span::Span;

/// How many distinct words a memo holds before it takes no more: news of 100 megabytes has 170,000.
const MOST_WORDS: usize = MOST_SLOTS / 4 * 3;
/// The most slots of a memo, ten megabytes: a table half as full would hold no more news, and twice the memory.
const MOST_SLOTS: usize = 1 << 18;
/// Slots of an empty memo.
const FIRST_SLOTS: usize = 1 << 10;
/// How many slots are looked at for a word. Chosen words could fill neighbouring slots; those beyond are not remembered.
const MOST_PROBES: usize = 32;

/// The bytes of a word of at most 16, with zeros after them: no word holds a zero byte, and nothing has the key of zeros.
type Key = [u64; 2];

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    word: Word,
}

const EMPTY: Slot = Slot {
    key: [0; 2],
    word: Word::NONE,
};

/// The bits of the first byte of a key, of the first two, and so on: a look-up costs less than a shift of 128 bits.
const MASKS: [Key; 16] = {
    let mut masks = [[0; 2]; 16];
    let mut length = 1;
    while length <= 16 {
        masks[length - 1] = halves(u128::MAX >> (128 - 8 * length));
        length += 1;
    }
    masks
};

const fn halves(bytes: u128) -> Key {
    [bytes as u64, (bytes >> 64) as u64]
}

/// Remembers what a word is from its bytes, so that each distinct word is folded, stemmed and looked up once.
///
/// A word of at most 16 bytes, as 9,998 of 10,000 are, is its own key, and lies beside what is known of the word: a look-up is one
/// multiplication and one cache line.
#[derive(Debug)]
pub(crate) struct Memo {
    /// A power of two, at most half of them filled until there are as many as there may be; and a last one, which no key has, for
    /// the word that was read last and found no room.
    slots: Vec<Slot>,
    filled: usize,
    long: FxHashMap<Box<str>, Word>,
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            slots: vec![EMPTY; FIRST_SLOTS + 1],
            filled: 0,
            long: FxHashMap::default(),
        }
    }
}

impl Memo {
    /// The word that stands at `span` of a text, or the acronym; [`Word::TOO_LONG`] for one too long to be looked up.
    #[inline(always)]
    pub(super) fn word(
        &mut self,
        text: &str,
        span: Span,
        classify: impl FnOnce(&str) -> Option<Word>,
    ) -> &Word {
        let known = short_key(text.as_bytes(), span).map(|key| (self.place(key), key));
        let near = known.filter(|(slot, key)| self.slots[*slot].key == *key);
        let slot = match near {
            Some((slot, _)) => slot,
            None => self.farther(text, span, classify),
        };
        &self.slots[slot].word
    }

    /// The slot of a word that does not lie where its search begins: one at first sight, a long one, or one for which there was no room.
    #[inline(never)]
    fn farther(
        &mut self,
        text: &str,
        span: Span,
        classify: impl FnOnce(&str) -> Option<Word>,
    ) -> usize {
        let key = short_key(text.as_bytes(), span);
        if let Some(slot) = key.and_then(|key| self.find(key)) {
            return slot;
        }
        let (surface, last) = (span.of(text), self.slots.len() - 1);
        let Some(key) = key else {
            self.slots[last].word = self.long_word(surface, classify);
            return last;
        };
        let word = classify(surface).unwrap_or(Word::TOO_LONG);
        self.insert(Slot { key, word })
    }

    /// The slot of a key.
    fn find(&self, key: Key) -> Option<usize> {
        let mut filled = self
            .near(key)
            .take_while(|&at| self.slots[at].key != EMPTY.key);
        filled.find(|&at| self.slots[at].key == key)
    }

    /// The slots where a key may lie.
    fn near(&self, key: Key) -> impl Iterator<Item = usize> + use<> {
        let (start, mask) = (self.place(key), self.mask());
        (0..MOST_PROBES).map(move |probe| (start + probe) & mask)
    }

    /// Where the search for a key begins.
    #[inline(always)]
    fn place(&self, [low, high]: Key) -> usize {
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 32)) as usize & self.mask()
    }

    /// The bits of a slot's number, for the slots that keys have.
    #[inline(always)]
    fn mask(&self) -> usize {
        self.slots.len() - 2
    }

    /// Remembers a word, and where it lies: in the last slot where there is no room.
    fn insert(&mut self, slot: Slot) -> usize {
        let keyed = self.slots.len() - 1;
        if 2 * self.filled >= keyed && keyed < MOST_SLOTS {
            // four times as many: each growth puts all words anew
            let larger = vec![EMPTY; 4 * keyed + 1];
            let old = std::mem::replace(&mut self.slots, larger);
            self.filled = 0;
            for slot in old.into_iter().filter(|slot| slot.key != EMPTY.key) {
                self.put(slot);
            }
        }
        self.put(slot)
    }

    fn put(&mut self, slot: Slot) -> usize {
        let room = self.filled < MOST_WORDS;
        let mut near = self.near(slot.key).filter(|_| room);
        let free = near.find(|&at| self.slots[at].key == EMPTY.key);
        if let Some(free) = free {
            self.slots[free] = slot;
            self.filled += 1;
            return free;
        }
        let last = self.slots.len() - 1;
        self.slots[last].word = slot.word;
        last
    }

    fn long_word(&mut self, surface: &str, classify: impl FnOnce(&str) -> Option<Word>) -> Word {
        if let Some(word) = self.long.get(surface) {
            return *word;
        }
        let Some(word) = classify(surface) else {
            return Word::TOO_LONG;
        };
        if self.long.len() < MOST_WORDS {
            self.long.insert(surface.into(), word);
        }
        word
    }
}

/// The key of a short word.
#[inline(always)]
fn short_key(text: &[u8], span: Span) -> Option<Key> {
    let (start, end) = (span.start as usize, span.end as usize);
    let mask = MASKS.get(end.wrapping_sub(start).wrapping_sub(1))?;
    let bytes = match text.get(start..start + 16) {
        Some(near) => near.first_chunk::<16>().copied()?,
        None => last_bytes(text.get(start..)?),
    };
    let [low, high] = halves(u128::from_le_bytes(bytes));
    Some([low & mask[0], high & mask[1]])
}

/// The bytes that are left of a text, of at most 16, with zeros after them.
#[cold]
fn last_bytes(text: &[u8]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes
        .iter_mut()
        .zip(text)
        .for_each(|(to, byte)| *to = *byte);
    bytes
}

/// What stands behind a memo: how a word is looked up at first sight.
pub(crate) trait Lookup {
    /// How text is cut, and words are numbered.
    fn segmenter(&self) -> &Segmenter;
    /// What later stages could do with the word.
    fn hints(&self, word: &Word, acronym: bool) -> Hints;
}

impl Lookup for Segmenter {
    fn segmenter(&self) -> &Segmenter {
        self
    }

    fn hints(&self, _: &Word, _: bool) -> Hints {
        Hints::NONE
    }
}

/// Looks a word up at first sight. No word shares its key with an acronym: only acronyms are letters with full stops.
#[cold]
pub(super) fn classify(lookup: &impl Lookup, surface: &str, acronym: bool) -> Option<Word> {
    let segmenter = lookup.segmenter();
    let word = if acronym {
        segmenter.classify_acronym(surface)
    } else {
        segmenter.classify(surface)
    }?;
    let hints = lookup
        .hints(&word, acronym)
        .with(Hints::STOP, acronym)
        .with(Hints::UPPER, word.case == Case::Upper);
    Some(Word { hints, ..word })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that can be told from others.
    fn numbered(surface: &str) -> Option<Word> {
        Some(Word {
            hash: crate::text::fnv(surface.bytes()),
            ..Word::NONE
        })
    }

    #[test]
    fn a_memo_gives_back_what_was_classified() {
        let words: Vec<String> = (0..20_000_u32)
            .map(|n| format!("w{}{}", n, "y".repeat(n as usize % 20)))
            .collect();
        let mut memo = Memo::default();
        for round in 0..2 {
            for word in &words {
                let span = Span::new(0, u32::try_from(word.len()).unwrap());
                let mut asked = false;
                let found = memo.word(word, span, |surface| {
                    asked = true;
                    numbered(surface)
                });
                assert_eq!(Some(*found), numbered(word));
                assert_eq!(asked, round == 0, "{word}");
            }
        }
    }

    #[test]
    fn a_key_is_the_same_at_the_end_of_a_text() {
        let (text, word) = ("peace and a long text after it", "peace");
        let span = Span::new(0, 5);
        assert_eq!(
            short_key(text.as_bytes(), span),
            short_key(word.as_bytes(), span)
        );
    }
}
