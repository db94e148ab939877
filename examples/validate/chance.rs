//! How far a figure would move with other pairs of the same kind: whole pairs are drawn anew, with replacement.

/// How many samples are drawn.
const SAMPLES: usize = 500;
/// The share of the samples below and above an interval, in thousandths: 90 of 100 lie inside.
const TAIL: usize = 50;

/// How often each of `pairs` pairs is in each sample.
pub(crate) fn samples(pairs: usize) -> Vec<Vec<u32>> {
    let mut chance = Chance(0);
    let sample = |_| {
        let mut often = vec![0; pairs];
        (0..pairs).for_each(|_| often[chance.below(pairs)] += 1);
        often
    };
    (0..SAMPLES).map(sample).collect()
}

/// The interval that nine of ten values lie in; `None` where half of the samples have no value.
pub(crate) fn interval(drawn: impl Iterator<Item = Option<f64>>) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = drawn.flatten().collect();
    if 2 * values.len() < SAMPLES {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let tail = values.len() * TAIL / 1000;
    Some((values[tail], values[values.len() - 1 - tail]))
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
