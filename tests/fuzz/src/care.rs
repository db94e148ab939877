//! How much of a target is done for an input.
//!
//! What a target costs is mostly what is asked *after* the reading: every stage read a second time and held against the first, every
//! event drawn, stored and loaded, whole pages. Asked of each input, a second of fuzzing tries hundreds of them; asked of a share,
//! thousands. Which inputs are of the share follows from their bytes alone, so that a finding is found again. What stands in the
//! corpus, the seeds and the regressions is always asked everything, by `cargo test --test fuzzed`.

/// Of so many inputs, one is read with every check.
const WHOLE: u64 = 16;
/// Of so many inputs, one becomes a whole report.
const PAGES: u64 = 128;

/// How much is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// What the target is named after, and what of its promise can be seen in the result.
    Quick,
    /// Every check.
    Whole,
    /// Whole reports too, which take a hundred times as long as reading.
    Pages,
}

impl Care {
    /// The care that falls to an input.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        // FNV-1a, whose low bits say little of bytes that are alike
        let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let drawn = bytes.iter().fold(0xcbf2_9ce4_8422_2325, fold) >> 32;
        if drawn.is_multiple_of(PAGES) {
            Self::Pages
        } else if drawn.is_multiple_of(WHOLE) {
            Self::Whole
        } else {
            Self::Quick
        }
    }

    pub(crate) fn is_whole(self) -> bool {
        self >= Self::Whole
    }
}
