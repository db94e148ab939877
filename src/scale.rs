//! The Goldstein scale as a fixed-point number, so that sums are exact on every machine.

use std::{fmt, ops};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value on the Goldstein scale in thousandths: -10 (war) to +10 (deep cooperation); negative is hostile.
///
/// ```
/// use detente::Scale;
/// assert_eq!(Scale::from_milli(-4500).to_string(), "-4.5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(i32);

impl Scale {
    /// The middle of the scale.
    pub const ZERO: Self = Self(0);
    /// The largest magnitude, ten, in thousandths.
    pub const LIMIT: i32 = 10_000;

    /// A value given in thousandths.
    #[must_use]
    pub const fn from_milli(milli: i32) -> Self {
        Self(milli)
    }

    /// The value in thousandths.
    #[must_use]
    pub const fn milli(self) -> i32 {
        self.0
    }

    /// The value as a floating-point number, for display only.
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "what leaves as a decimal")]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// -1 hostile, 0 neither, 1 cooperative.
    #[must_use]
    pub const fn sign(self) -> i32 {
        self.0.signum()
    }

    /// The value held within -10 and +10.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(-Self::LIMIT, Self::LIMIT))
    }
}

impl ops::Add for Scale {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl ops::Sub for Scale {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Scale {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |sum, value| sum + value)
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let digits = format!("{rest:03}");
        let digits = digits.trim_end_matches('0');
        f.pad(&format!(
            "{sign}{whole}.{}",
            if digits.is_empty() { "0" } else { digits }
        ))
    }
}

impl Serialize for Scale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        within(10.0, value)
            .ok_or_else(|| serde::de::Error::custom("a scale lies between -10 and 10"))
    }
}

/// Reads what one step adds to a score. It may be more than ten: the end of aid turns 7 into -5.6.
pub(crate) fn of_step<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scale, D::Error> {
    let value = f64::deserialize(deserializer)?;
    within(100.0, value).ok_or_else(|| serde::de::Error::custom("a step adds between -100 and 100"))
}

#[expect(clippy::float_arithmetic, reason = "what comes in as a decimal")]
fn within(limit: f64, value: f64) -> Option<Scale> {
    #[allow(clippy::cast_possible_truncation)]
    let scale = |value: f64| Scale((value * 1000.0).round() as i32);
    (value.abs() <= limit).then(|| scale(value))
}
