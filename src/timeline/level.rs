//! Tension in words.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::naming::NameError;

/// The tensions at which a level ends; each belongs to the level below it, so that neutral, 50, is calm.
pub const LEVEL_CUTS: [f64; 4] = [50.0, 60.0, 70.0, 85.0];
/// Below this effective number there is too little to name a level.
pub const LEAST_EFFECTIVE: f64 = 1.0;

/// How tense a relationship is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Tension up to 50.
    Calm,
    /// Above 50, up to 60.
    Strained,
    /// Above 60, up to 70.
    Tense,
    /// Above 70, up to 85.
    Hostile,
    /// Above 85.
    OpenConflict,
}

impl Grade {
    /// Every grade, from calm to open conflict.
    pub const ALL: [Self; 5] = [
        Self::Calm,
        Self::Strained,
        Self::Tense,
        Self::Hostile,
        Self::OpenConflict,
    ];

    /// The grade of a tension, 0 to 100.
    #[must_use]
    pub fn of(tension: f64) -> Self {
        Self::ALL[LEVEL_CUTS.iter().filter(|cut| tension > **cut).count()]
    }

    /// The name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Strained => "strained",
            Self::Tense => "tense",
            Self::Hostile => "hostile",
            Self::OpenConflict => "open conflict",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Grade {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let grade = Self::ALL.into_iter().find(|grade| grade.name() == text);
        grade.ok_or_else(|| NameError::new("a grade of tension", "strained", text))
    }
}

/// The level of tension: the grades of both ends of the band, or too little evidence to name one.
///
/// As text, and in JSON: `tense`, `strained to hostile`, `too little`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Level {
    /// The effective number is below 1.
    TooLittle,
    /// The grades at the calm and at the tense end of the band; equal unless the band straddles a cut.
    Between(Grade, Grade),
}

impl Level {
    /// The level of a tension band, given the effective number of events.
    #[must_use]
    pub fn of(band: [f64; 2], effective: f64) -> Self {
        if effective < LEAST_EFFECTIVE {
            return Self::TooLittle;
        }
        Self::Between(Grade::of(band[0]), Grade::of(band[1]))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLittle => f.pad("too little"),
            Self::Between(low, high) if low == high => f.pad(low.name()),
            Self::Between(low, high) => f.pad(&format!("{} to {}", low.name(), high.name())),
        }
    }
}

impl From<Level> for String {
    fn from(level: Level) -> Self {
        level.to_string()
    }
}

impl TryFrom<String> for Level {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl FromStr for Level {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        if text == "too little" {
            return Ok(Self::TooLittle);
        }
        let (low, high) = text.split_once(" to ").unwrap_or((text, text));
        let grades = low
            .parse()
            .ok()
            .zip(high.parse().ok())
            .filter(|(low, high): &(Grade, Grade)| low <= high);
        grades
            .map(|(low, high)| Self::Between(low, high))
            .ok_or_else(|| NameError::new("a level of tension", "strained to hostile", text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_end_at_their_cuts() {
        let grades = [50.0, 50.001, 60.0, 70.0, 85.0, 85.001].map(Grade::of);
        use Grade::{Calm, Hostile, OpenConflict, Strained, Tense};
        assert_eq!(
            grades,
            [Calm, Strained, Strained, Tense, Hostile, OpenConflict]
        );
    }

    #[test]
    fn a_straddling_band_names_both_ends() {
        assert_eq!(Level::of([51.0, 59.0], 1.0).to_string(), "strained");
        assert_eq!(
            Level::of([51.0, 72.0], 1.0).to_string(),
            "strained to hostile"
        );
        assert_eq!(Level::of([51.0, 59.0], 0.999).to_string(), "too little");
    }

    #[test]
    fn levels_read_what_they_write() {
        for low in Grade::ALL {
            for high in Grade::ALL.into_iter().filter(|high| *high >= low) {
                let level = Level::Between(low, high);
                assert_eq!(Level::try_from(level.to_string()), Ok(level));
            }
        }
        assert_eq!(
            Level::try_from("too little".to_owned()),
            Ok(Level::TooLittle)
        );
        assert!(Level::try_from("hostile to calm".to_owned()).is_err());
    }
}
