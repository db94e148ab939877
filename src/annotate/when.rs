//! Dates said in the text, relative to the day of publication.

use crate::{
    annotate::Board,
    day::{Day, Precision},
    span::Tokens,
};

/// A date said in the text.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The words.
    pub tokens: Tokens,
    /// The day; the last day of a longer period.
    pub day: Day,
    /// How long a period the words name.
    pub precision: Precision,
}

/// Finds the dates of a document, in order, and closes their words.
pub(crate) fn find(_board: &mut Board<'_>) -> Vec<When> {
    Vec::new()
}
