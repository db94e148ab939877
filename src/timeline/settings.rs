//! What a timeline's numbers depend on besides its cells: every weight is public and kept with the results.

use serde::{Deserialize, Serialize};

use crate::{
    day::Day,
    event::{Micro, Mode, WHOLE},
};

/// The weight of each mode in the sums, in millionths of an event.
///
/// Defaults: actual, intended, ceased and refused 1; reported 0.5; negated, hypothetical and historical 0, which
/// keeps their events listed and counted but out of the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ModeWeights {
    pub actual: Micro,
    pub intended: Micro,
    pub ceased: Micro,
    pub refused: Micro,
    pub reported: Micro,
    pub negated: Micro,
    pub hypothetical: Micro,
    pub historical: Micro,
}

impl ModeWeights {
    /// The weight of one mode.
    #[must_use]
    pub const fn of(&self, mode: Mode) -> Micro {
        match mode {
            Mode::Actual => self.actual,
            Mode::Intended => self.intended,
            Mode::Ceased => self.ceased,
            Mode::Refused => self.refused,
            Mode::Reported => self.reported,
            Mode::Negated => self.negated,
            Mode::Hypothetical => self.hypothetical,
            Mode::Historical => self.historical,
        }
    }
}

impl Default for ModeWeights {
    fn default() -> Self {
        Self {
            actual: Mode::Actual.weight(),
            intended: Mode::Intended.weight(),
            ceased: Mode::Ceased.weight(),
            refused: Mode::Refused.weight(),
            reported: Mode::Reported.weight(),
            negated: Mode::Negated.weight(),
            hypothetical: Mode::Hypothetical.weight(),
            historical: Mode::Historical.weight(),
        }
    }
}

/// The days, first and last included, whose undecayed share of documents is a salience of 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasePeriod {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// Everything the read-outs depend on besides the cells. It is applied when reading, never when recording,
/// so that it can be changed without reading a document again.
///
/// ```
/// use detente::{Settings, Timeline};
/// let timeline = Timeline::with(Settings { half_life: 7, ..Settings::default() });
/// assert_eq!(timeline.settings().half_life, 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The weight of each mode, in millionths.
    pub mode_weights: ModeWeights,
    /// The factor for an event that one, two, ... eight stories tell, in millionths: `1 + log2(stories) / 2`.
    pub story_weights: [Micro; 8],
    /// After how many days evidence counts half; 28 unless set, 7 and 90 are the other presets; 0 is read as 1.
    pub half_life: u16,
    /// Reports less sure than this, in millionths, are passed over; 0 unless set.
    pub minimum_confidence: Micro,
    /// The base of salience; unless set, every day up to the day of the read-out.
    pub base: Option<BasePeriod>,
}

impl Settings {
    /// The three usual half-lives in days: what moves now, the default, and the long run.
    pub const HALF_LIVES: [u16; 3] = [7, 28, 90];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mode_weights: ModeWeights::default(),
            story_weights: [
                WHOLE, 1_500_000, 1_792_481, 2_000_000, 2_160_964, 2_292_481, 2_403_677, 2_500_000,
            ],
            half_life: Self::HALF_LIVES[1],
            minimum_confidence: 0,
            base: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn story_weights_are_one_plus_half_the_binary_logarithm() {
        for (stories, weight) in (1..).zip(Settings::default().story_weights) {
            let exact = 1.0 + libm::log2(f64::from(stories)) / 2.0;
            assert!(
                (f64::from(weight) / 1e6 - exact).abs() <= 0.5e-6,
                "{stories} stories"
            );
        }
    }
}
