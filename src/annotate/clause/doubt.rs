//! Doubts: words before "that" which leave open, or deny, what the clause after it says.

use super::Cutter;
use crate::text::{Key, keys};

/// "the risk that", "it is possible that".
const DOUBTS: [Key; 15] = keys([
    "fears",
    "fear",
    "risk",
    "risks",
    "danger",
    "possible",
    "possibility",
    "chance",
    "chances",
    "unlikely",
    "doubtful",
    "likelihood",
    "prospect",
    "untrue",
    "inconceivable",
]);
/// "no evidence that", "it is not true that".
const DENIED: [Key; 7] = keys([
    "true",
    "evidence",
    "proof",
    "sign",
    "indication",
    "suggestion",
    "truth",
]);
const NOT: [Key; 3] = keys(["no", "not", "n't"]);
/// How far before the word its negation may stand.
const REACH: usize = 3;

impl Cutter<'_, '_> {
    /// Whether the clause that "that" opens at `at` is not said to be so.
    pub(super) fn is_doubted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.board.marker(at).that) else {
            return false;
        };
        let start = before.saturating_sub(REACH).max(self.sentence.start);
        let negated = || (start..before).any(|i| self.board.is_any(i, &NOT));
        self.board.is_any(before, &DOUBTS) || self.board.is_any(before, &DENIED) && negated()
    }
}
