//! How far a measure would move on other sentences of the same kind: groups of near-duplicates are drawn anew, with replacement.

use std::collections::BTreeMap;

use crate::{
    gold::Record,
    joined::Data,
    metrics::{Measure, measure},
};

/// How many samples are drawn.
const SAMPLES: usize = 500;
/// The share of the samples below and above an interval, in thousandths: 90 of 100 lie inside.
const TAIL: usize = 50;

/// The interval of each measure that is a value, by name.
pub(crate) fn intervals(data: &Data<'_>) -> BTreeMap<String, (f64, f64)> {
    let mut groups: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for &record in &data.gold {
        groups.entry(record.group()).or_default().push(record);
    }
    let groups: Vec<Vec<&Record>> = groups.into_values().collect();
    let mut values: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut chance = Chance(0);
    for _ in 0..SAMPLES {
        let draw = (0..groups.len()).map(|_| &groups[chance.below(groups.len())]);
        let sample = data.sample(draw.flatten().copied().collect());
        for (name, measured) in measure(&sample) {
            if let Measure::Value(value) = measured
                && value.is_finite()
            {
                values.entry(name).or_default().push(value);
            }
        }
    }
    let interval = |(name, mut drawn): (String, Vec<f64>)| {
        drawn.sort_by(f64::total_cmp);
        let tail = drawn.len() * TAIL / 1000;
        (name, (drawn[tail], drawn[drawn.len() - 1 - tail]))
    };
    values.into_iter().map(interval).collect()
}

/// The generator SplitMix64 (Steele, Lea and Flood 2014): the same draws in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = u128::from(z ^ (z >> 31)) * limit as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
