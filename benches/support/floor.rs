//! The floor that any reader of words stands on, in safe Rust: reading the bytes, finding the words, looking each one up.
//!
//! Words are found eight bytes at a time (SWAR): a word is a run of ASCII letters and digits and of bytes beyond ASCII.
//! A memo of the words keeps those of up to 16 bytes inside its slots, so that a look-up touches one cache line.

use rustc_hash::FxHashMap;

/// The sum of all bytes: the cost of merely reading them.
pub fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte)).sum()
}

/// Counts the words: the bare scan.
pub fn scan(bytes: &[u8]) -> usize {
    let mut count = 0;
    words(bytes, |start, end| count += usize::from(end > start));
    count
}

const LANES: usize = 8;
const BLOCK: usize = 8 * LANES;
const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// In the high bit of each byte: whether the byte, which is below 128, is at least `least`.
const fn at_least(bytes: u64, least: u8) -> u64 {
    bytes + ONES * (128 - least as u64)
}

/// One bit for each of eight bytes: whether it belongs to a word.
const fn in_words(lane: u64) -> u64 {
    let low = lane & !HIGH;
    let small = low | (ONES << 5);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let bits = (letters | digits | lane) & HIGH;
    (bits >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// One bit for each byte of a block.
fn mask(block: &[u8; BLOCK]) -> u64 {
    let (lanes, _) = block.as_chunks::<LANES>();
    let mut mask = 0;
    for (at, lane) in lanes.iter().enumerate() {
        mask |= in_words(u64::from_le_bytes(*lane)) << (8 * at);
    }
    mask
}

/// Calls `each` with the start and the end of every word.
fn words(bytes: &[u8], mut each: impl FnMut(usize, usize)) {
    let (mut start, mut inside) = (0, 0);
    let mut edges = |at: usize, mask: u64| {
        // A bit where a word begins, and one where it has ended, in turn.
        let mut edges = mask ^ ((mask << 1) | inside);
        let began = inside;
        inside = mask >> 63;
        if began == 1 && edges != 0 {
            each(start, at + edges.trailing_zeros() as usize);
            edges &= edges - 1;
        }
        while edges != 0 {
            start = at + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if edges == 0 {
                return;
            }
            each(start, at + edges.trailing_zeros() as usize);
            edges &= edges - 1;
        }
    };
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        edges(number * BLOCK, mask(block));
    }
    // One more block of blanks ends a word that ends the text.
    let mut last = [0; 2 * BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let (last, _) = last.as_chunks::<BLOCK>();
    for (number, block) in last.iter().enumerate() {
        edges((blocks.len() + number) * BLOCK, mask(block));
    }
}

/// How many bytes of a word lie in its slot.
const INLINE: usize = 16;

/// What keeps the first bytes of a key, by how many those are.
const KEEP: [u128; INLINE + 1] = {
    let mut keep = [0; INLINE + 1];
    let mut length = 1;
    while length <= INLINE {
        keep[length] = u128::MAX >> (8 * (INLINE - length));
        length += 1;
    }
    keep
};

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u128,
    number: u64,
}

/// A number for each distinct word.
#[derive(Debug)]
pub struct Memo {
    slots: Vec<Slot>,
    used: usize,
    long: FxHashMap<Box<[u8]>, u64>,
}

impl Memo {
    /// The memo of all words of a text.
    pub fn of(bytes: &[u8]) -> Self {
        let mut memo = Self {
            slots: vec![Slot::default(); 1 << 12],
            used: 0,
            long: FxHashMap::default(),
        };
        words(bytes, |start, end| memo.add(&bytes[start..end]));
        memo
    }

    /// How many distinct words it holds.
    pub fn len(&self) -> usize {
        self.used + self.long.len()
    }

    fn add(&mut self, word: &[u8]) {
        let number = self.len() as u64 + 1;
        let Some(key) = short(word) else {
            self.long.entry(word.into()).or_insert(number);
            return;
        };
        let at = find(&self.slots, key);
        if self.slots[at].number == 0 {
            self.slots[at] = Slot { key, number };
            self.used += 1;
            if self.used * 2 > self.slots.len() {
                self.grow();
            }
        }
    }

    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 2];
        for slot in self.slots.iter().filter(|slot| slot.number > 0) {
            let at = find(&slots, slot.key);
            slots[at] = *slot;
        }
        self.slots = slots;
    }
}

fn short(word: &[u8]) -> Option<u128> {
    let mut key = [0; INLINE];
    key.get_mut(..word.len())?.copy_from_slice(word);
    Some(u128::from_le_bytes(key))
}

/// The slot that holds the key, or the free one where it belongs. The slots are never full, and a power of two.
fn find(slots: &[Slot], key: u128) -> usize {
    let mut at = hash(key) as usize;
    loop {
        at &= slots.len() - 1;
        if slots[at].key == key || slots[at].number == 0 {
            return at;
        }
        at += 1;
    }
}

fn hash(key: u128) -> u64 {
    let folded = (key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ ((key >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    folded ^ (folded >> 32)
}

/// Finds every word and looks it up in a memo that holds it.
pub fn look_up(bytes: &[u8], memo: &Memo) -> u64 {
    let mut sum = 0_u64;
    words(bytes, |start, end| {
        let length = end - start;
        let near = bytes
            .get(start..start + INLINE)
            .filter(|_| length <= INLINE);
        let key = match near.and_then(|near| near.first_chunk()) {
            Some(near) => Some(u128::from_le_bytes(*near) & KEEP[length]),
            // A long word, or one of the text's last bytes.
            None => short(&bytes[start..end]),
        };
        sum += match key {
            Some(key) => memo.slots[find(&memo.slots, key)].number,
            None => memo.long.get(&bytes[start..end]).copied().unwrap_or(0),
        };
    });
    sum
}
