//! Blocks: 64 bytes of a text seen at once, as a bit for each.

/// How many bytes a block has.
const BYTES: usize = 64;
/// How many of them become bits at a time.
const LANES: usize = 8;

/// Which of 64 bytes are ASCII letters or digits, and which are marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Where the text's bytes are that it is of.
    base: usize,
    words: u64,
    /// All that shows and is no ASCII letter or digit; bytes beyond ASCII too.
    marks: u64,
}

impl Block {
    /// The block of a text that a place lies in. Nothing shows after the end of the text.
    #[inline(never)]
    pub(super) fn at(bytes: &[u8], at: usize) -> Self {
        let base = at - at % BYTES;
        let mut last = [0; BYTES];
        let whole = bytes.get(base..).and_then(<[u8]>::first_chunk::<BYTES>);
        let block = whole.unwrap_or_else(|| {
            let rest = bytes.get(base..).unwrap_or(&[]);
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        let (mut words, mut marks) = ([0; BYTES], [0; BYTES]);
        for ((word, mark), byte) in words.iter_mut().zip(&mut marks).zip(block) {
            *word = u8::from(byte.is_ascii_alphanumeric());
            *mark = u8::from(*byte > b' ') & !*word;
        }
        Self {
            base,
            words: bits(&words),
            marks: bits(&marks),
        }
    }

    /// The first place from `at` on where anything shows; the block goes along.
    #[inline(always)]
    pub(super) fn next_shown(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            // a token may end before the block: the exact scanner leaves the last letters of a word to the next token
            if at.wrapping_sub(self.base) >= BYTES {
                if at >= bytes.len() {
                    return None;
                }
                *self = Self::at(bytes, at);
            }
            let shown = (self.words | self.marks) >> (at - self.base);
            if shown != 0 {
                return Some(at + shown.trailing_zeros() as usize);
            }
            at = self.base + BYTES;
        }
    }

    /// Whether an ASCII letter or digit stands at a place of the block.
    #[inline(always)]
    pub(super) const fn is_word(&self, at: usize) -> bool {
        self.words >> (at - self.base) & 1 != 0
    }

    /// Whether anything else that shows stands at a place of the block.
    #[inline(always)]
    pub(super) const fn is_mark(&self, at: usize) -> bool {
        self.marks >> (at - self.base) & 1 != 0
    }

    /// Where the letters and digits end that begin at a place of the block; the block goes along.
    #[inline(always)]
    pub(super) fn word_end(&mut self, bytes: &[u8], start: usize) -> usize {
        let mut end = start + (self.words >> (start - self.base)).trailing_ones() as usize;
        while end - self.base == BYTES {
            *self = Self::at(bytes, end);
            end += self.words.trailing_ones() as usize;
        }
        end
    }
}

/// One bit for each byte, which is 1 or 0.
fn bits(bytes: &[u8; BYTES]) -> u64 {
    let (lanes, _) = bytes.as_chunks::<LANES>();
    lanes.iter().rev().fold(0, |bits, lane| {
        // brings the lowest bits of eight bytes side by side
        let side_by_side = u64::from_le_bytes(*lane).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << LANES | side_by_side
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..2 * BYTES {
                let mut text = [b' '; 2 * BYTES + 3];
                text[place] = byte;
                let block = Block::at(&text, place);
                let word = byte.is_ascii_alphanumeric();
                assert_eq!(block.is_word(place), word, "{byte} at {place}");
                assert_eq!(
                    block.is_mark(place),
                    byte > b' ' && !word,
                    "{byte} at {place}"
                );
                assert_eq!(
                    (block.words | block.marks).count_ones(),
                    u32::from(byte > b' ')
                );
            }
        }
    }

    #[test]
    fn words_go_on_from_block_to_block() {
        for length in 1..3 * BYTES {
            for start in 0..BYTES {
                let text = format!("{}{}", " ".repeat(start), "w".repeat(length));
                let mut block = Block::at(text.as_bytes(), 0);
                assert_eq!(block.next_shown(text.as_bytes(), 0), Some(start));
                assert_eq!(block.word_end(text.as_bytes(), start), text.len());
                assert_eq!(block.next_shown(text.as_bytes(), text.len()), None);
            }
        }
    }
}
