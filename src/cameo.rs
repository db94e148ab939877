//! The ontology's names: event classes (PLOVER's roots and CLIMATE), quad classes and CAMEO codes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::naming::NameError;

/// The class of an event: one of the sixteen PLOVER roots, or `Climate`, a statement of the relationship itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum EventClass {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Climate,
}

impl EventClass {
    /// Every class, from cooperative to hostile, `Climate` last.
    pub const ALL: [Self; 17] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
        Self::Climate,
    ];

    /// The name in capitals, as in PLOVER.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
            Self::Climate => "CLIMATE",
        }
    }
}

impl fmt::Display for EventClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for EventClass {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let class = Self::ALL.into_iter().find(|class| class.name() == text);
        class.ok_or_else(|| NameError::new("an event class", "SANCTION", text))
    }
}

/// The quad class of an event: words or deeds, cooperation or conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Quad {
    VerbalCoop,
    MaterialCoop,
    VerbalConflict,
    MaterialConflict,
}

impl Quad {
    /// The four quad classes in their usual order.
    pub const ALL: [Self; 4] = [
        Self::VerbalCoop,
        Self::MaterialCoop,
        Self::VerbalConflict,
        Self::MaterialConflict,
    ];

    /// The name as data sets write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerbalCoop => "verbal_coop",
            Self::MaterialCoop => "material_coop",
            Self::VerbalConflict => "verbal_conflict",
            Self::MaterialConflict => "material_conflict",
        }
    }

    /// Whether it is a deed and not only words.
    #[must_use]
    pub const fn is_material(self) -> bool {
        matches!(self, Self::MaterialCoop | Self::MaterialConflict)
    }

    /// Whether it is conflict.
    #[must_use]
    pub const fn is_conflict(self) -> bool {
        matches!(self, Self::VerbalConflict | Self::MaterialConflict)
    }
}

impl fmt::Display for Quad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Quad {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let quad = Self::ALL.into_iter().find(|quad| quad.name() == text);
        quad.ok_or_else(|| NameError::new("a quad class", "verbal_coop", text))
    }
}

/// A CAMEO event code of two to four digits ("163"), or `CLIMATE`, this library's own.
///
/// ```
/// use detente::{CameoCode, EventClass, Lexicon};
/// let code: CameoCode = "163".parse()?;
/// let meaning = Lexicon::english().meaning(code).cloned().expect("a code of the ontology");
/// assert_eq!((code.root(), meaning.class), (Some(16), Some(EventClass::Sanction)));
/// # Ok::<(), detente::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CameoCode([u8; 4]);

impl CameoCode {
    /// The code of a statement of the relationship itself.
    pub const CLIMATE: Self = Self(*b"CLIM");

    /// Whether this is `CLIMATE`.
    #[must_use]
    pub fn is_climate(self) -> bool {
        self == Self::CLIMATE
    }

    /// The first two digits, CAMEO's root ("16"); `None` for `CLIMATE`.
    #[must_use]
    pub fn root(self) -> Option<u8> {
        (!self.is_climate()).then(|| (self.0[0] - b'0') * 10 + (self.0[1] - b'0'))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if self.is_climate() {
            return "CLIMATE";
        }
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(4);
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }
}

impl FromStr for CameoCode {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        if text == "CLIMATE" {
            return Ok(Self::CLIMATE);
        }
        let bytes = text.as_bytes();
        if !(2..=4).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_digit) {
            return Err(NameError::new("a CAMEO code", "163", text));
        }
        let mut code = [0; 4];
        code[..bytes.len()].copy_from_slice(bytes);
        Ok(Self(code))
    }
}

impl fmt::Display for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CameoCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CameoCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
