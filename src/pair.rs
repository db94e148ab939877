//! Actors by their codes, and pairs of them, directed (`USA->RUS`) or not (`USA-RUS`).

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// The code of an actor: a state's ISO 3166-1 alpha-3 code, or the capital name of an organisation or group; 2 to 15 of `A-Z0-9_`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ActorCode([u8; 15]);

/// A text that is not an actor's code or a pair.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PairError {
    /// Not a code.
    #[error(
        "\"{0}\" is not an actor's code; write 2 to 15 capitals or digits, such as USA or NATO"
    )]
    Code(String),
    /// Not a pair.
    #[error(
        "\"{0}\" is not a pair; write USA->RUS or USA:RUS (directed) or USA-RUS (both directions)"
    )]
    Form(String),
    /// The same actor twice.
    #[error("\"{0}\" names one actor twice; a pair needs two")]
    Same(String),
}

impl ActorCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }

    /// The first eight bytes and the last eight, which share one: the larger the later in the alphabet.
    fn numbers(&self) -> (u64, u64) {
        let number = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_be_bytes(*bytes));
        (number(self.0.first_chunk()), number(self.0.last_chunk()))
    }
}

/// The order of the letters. Timelines look pairs up all the time, so the code is compared as two numbers and not byte by byte.
impl Ord for ActorCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers().cmp(&other.numbers())
    }
}

impl PartialOrd for ActorCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for ActorCode {
    type Err = PairError;
    fn from_str(text: &str) -> Result<Self, PairError> {
        let bytes = text.as_bytes();
        let fits = (2..=15).contains(&bytes.len())
            && bytes
                .iter()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_');
        if !fits {
            return Err(PairError::Code(text.chars().take(40).collect()));
        }
        let mut code = [0; 15];
        code[..bytes.len()].copy_from_slice(bytes);
        Ok(Self(code))
    }
}

impl fmt::Display for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ActorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ActorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Two different actors, directed from the acting one (`USA->RUS`) or without direction (`RUS-USA`, in the order of the codes).
///
/// ```
/// use detente::Pair;
/// let both: Pair = "USA-RUS".parse()?;
/// assert_eq!(both.to_string(), "RUS-USA");
/// assert_eq!("USA:RUS".parse::<Pair>()?.to_string(), "USA->RUS");
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    source: ActorCode,
    target: ActorCode,
    directed: bool,
}

impl Pair {
    /// What `source` does to `target`; `None` for one actor twice.
    #[must_use]
    pub fn directed(source: ActorCode, target: ActorCode) -> Option<Self> {
        (source != target).then_some(Self {
            source,
            target,
            directed: true,
        })
    }

    /// Both directions together; `None` for one actor twice.
    #[must_use]
    pub fn undirected(a: ActorCode, b: ActorCode) -> Option<Self> {
        (a != b).then_some(Self {
            source: a.min(b),
            target: a.max(b),
            directed: false,
        })
    }

    /// The acting actor; in an undirected pair, the one first in the alphabet.
    #[must_use]
    pub const fn source(&self) -> ActorCode {
        self.source
    }

    /// The actor acted upon; in an undirected pair, the one later in the alphabet.
    #[must_use]
    pub const fn target(&self) -> ActorCode {
        self.target
    }

    /// Whether the pair has a direction.
    #[must_use]
    pub const fn is_directed(&self) -> bool {
        self.directed
    }

    /// The other direction; an undirected pair is its own.
    #[must_use]
    pub const fn reversed(&self) -> Self {
        if self.directed {
            Self {
                source: self.target,
                target: self.source,
                directed: true,
            }
        } else {
            *self
        }
    }

    /// The pair without its direction.
    #[must_use]
    pub fn without_direction(&self) -> Self {
        Self {
            source: self.source.min(self.target),
            target: self.source.max(self.target),
            directed: false,
        }
    }
}

impl FromStr for Pair {
    type Err = PairError;
    fn from_str(text: &str) -> Result<Self, PairError> {
        let (a, b, directed) =
            if let Some((a, b)) = text.split_once("->").or_else(|| text.split_once(':')) {
                (a, b, true)
            } else if let Some((a, b)) = text.split_once('-') {
                (a, b, false)
            } else {
                return Err(PairError::Form(text.chars().take(40).collect()));
            };
        let (a, b) = (a.trim().parse()?, b.trim().parse()?);
        let pair = if directed {
            Self::directed(a, b)
        } else {
            Self::undirected(a, b)
        };
        pair.ok_or_else(|| PairError::Same(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = if self.directed { "->" } else { "-" };
        f.pad(&format!("{}{arrow}{}", self.source, self.target))
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Pair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_the_order_of_their_letters() {
        // they differ first in one of the first eight letters, in the last seven, or in length alone
        let codes = [
            "A1",
            "AB",
            "ABC",
            "ABCDEFGH",
            "ABCDEFGHI",
            "ABCDEFGHIJKLMN",
            "ABCDEFGHIJKLMNO",
            "ABCDEFGHIJKLMNP",
            "ABCDEFGI",
            "ABCDEFGIA",
            "AB_",
            "NATO",
            "US",
            "USA",
            "USA_1",
        ];
        assert!(codes.is_sorted());
        let codes = codes.map(|code| code.parse::<ActorCode>().unwrap());
        assert!(codes.is_sorted_by(|a, b| a < b));
    }
}
