//! The kinds of change a sentence can suffer.

use serde::Deserialize;

/// A kind of change: a file of its own, named as the kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Countries,
    Voice,
    Names,
    Clauses,
    Typography,
    Negated,
    Ceased,
    Refused,
    Hypothetical,
    Intended,
    Historical,
    Flipped,
    Stronger,
}

impl Kind {
    pub(crate) const ALL: [Self; 13] = [
        Self::Countries,
        Self::Voice,
        Self::Names,
        Self::Clauses,
        Self::Typography,
        Self::Negated,
        Self::Ceased,
        Self::Refused,
        Self::Hypothetical,
        Self::Intended,
        Self::Historical,
        Self::Flipped,
        Self::Stronger,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Voice => "voice",
            Self::Names => "names",
            Self::Clauses => "clauses",
            Self::Typography => "typography",
            Self::Negated => "negated",
            Self::Ceased => "ceased",
            Self::Refused => "refused",
            Self::Hypothetical => "hypothetical",
            Self::Intended => "intended",
            Self::Historical => "historical",
            Self::Flipped => "flipped",
            Self::Stronger => "stronger",
        }
    }

    /// Whether the case itself says what the changed sentence is read as; else both sentences are read alike.
    pub(crate) const fn changes_the_reading(self) -> bool {
        matches!(
            self,
            Self::Negated
                | Self::Ceased
                | Self::Refused
                | Self::Hypothetical
                | Self::Intended
                | Self::Historical
        )
    }

    /// How many pairs of the kind there must be, so that none dries out.
    pub(crate) const fn least(self) -> usize {
        match self {
            Self::Countries => 80,
            Self::Clauses => 90,
            Self::Voice => 70,
            Self::Names => 60,
            Self::Typography => 20,
            _ => 10,
        }
    }
}
