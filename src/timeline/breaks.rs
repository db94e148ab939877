//! Change points: where the mean of a weekly series breaks, by optimal partitioning.

use serde::{Deserialize, Serialize};

use super::{
    decay::scaled,
    points::Period,
    readout::{PRIOR_SPREAD, round},
    series::Series,
};
use crate::day::Day;

/// What a change point must be worth, in units of `ln(weeks with an event)`: 3 `ln n` is the leading part of the
/// modified Bayes information criterion (Zhang and Siegmund 2007, Biometrics 63:22-32).
pub const BREAK_PENALTY: f64 = 3.0;
/// The fewest weeks with an event between two change points, and before the first and after the last.
pub const BREAK_WEEKS: usize = 4;

/// A week in which the mean of the events' scales changed for longer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ChangePoint {
    /// The first day of the first week after the change.
    pub day: Day,
    /// `S / W` from the change before this one, -10 to +10.
    pub before: f64,
    /// `S / W` up to the next change, -10 to +10; below `before` where relations worsened.
    pub after: f64,
    /// Twice the logarithm of the likelihood ratio of two means against one, over the weeks between the neighbouring
    /// changes: `(S1^2/W1 + S2^2/W2 - (S1+S2)^2/(W1+W2)) / sigma0^2`. At least `BREAK_PENALTY * ln n`.
    pub evidence: f64,
}

/// S and W of the weeks up to one, exactly.
type Sum = (i128, i128);

/// `S^2 / (W sigma0^2)`: what a segment's own mean explains, in units of the events' spread.
fn explained(from: Sum, to: Sum) -> f64 {
    let (s, w) = (scaled(to.0 - from.0, 1e9), scaled(to.1 - from.1, 1e6));
    s * s / (w * PRIOR_SPREAD * PRIOR_SPREAD)
}

fn mean(from: Sum, to: Sum) -> f64 {
    scaled(to.0 - from.0, 1e9) / scaled(to.1 - from.1, 1e6)
}

pub(super) fn change_points(series: &Series<'_>) -> Vec<ChangePoint> {
    let weeks = series.spans(Period::Week).into_iter();
    let weeks: Vec<(Day, Sum)> = weeks
        .map(|(from, to)| (from, series.sums_between(from, to)))
        .filter(|(_, sums)| sums.w > 0)
        .map(|(from, sums)| (from, (sums.s, sums.w)))
        .collect();
    let mut running = vec![(0, 0)];
    for (_, (s, w)) in &weeks {
        let (before_s, before_w) = running[running.len() - 1];
        running.push((before_s + s, before_w + w));
    }
    let cuts = best_cuts(&running);
    let neighbours = cuts.windows(3);
    neighbours
        .map(|cut| {
            let [start, at, end] = [cut[0], cut[1], cut[2]].map(|week| running[week]);
            let gain = explained(start, at) + explained(at, end) - explained(start, end);
            ChangePoint {
                day: weeks[cut[1]].0,
                before: round(mean(start, at)),
                after: round(mean(at, end)),
                evidence: round(gain),
            }
        })
        .collect()
}

/// The cuts of the best partition, with both ends: `best[t]` is the most that weeks before `t` can explain, less the
/// penalty of each cut, and is found from every earlier one, so that the result is exact.
fn best_cuts(running: &[Sum]) -> Vec<usize> {
    let weeks = running.len() - 1;
    let penalty = BREAK_PENALTY * libm::log(scaled(weeks.max(1) as i128, 1.0));
    let mut best = vec![None; weeks + 1];
    best[0] = Some((0.0, 0));
    for to in BREAK_WEEKS..=weeks {
        for from in 0..=to - BREAK_WEEKS {
            let Some((before, _)) = best[from] else {
                continue;
            };
            let cut = if from > 0 { penalty } else { 0.0 };
            let value: f64 = before + explained(running[from], running[to]) - cut;
            // Of equals the earliest, so that a cut must be worth its penalty and more.
            if best[to].is_none_or(|(most, _)| value > most) {
                best[to] = Some((value, from));
            }
        }
    }
    let mut cuts = vec![weeks];
    while let Some((_, from)) = best[cuts[cuts.len() - 1]].filter(|_| cuts[cuts.len() - 1] > 0) {
        cuts.push(from);
    }
    cuts.reverse();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weeks of one event each, given by their scales.
    fn cuts(scales: &[i32]) -> Vec<usize> {
        let mut running = vec![(0, 0)];
        for scale in scales {
            let (s, w) = running[running.len() - 1];
            running.push((s + i128::from(*scale) * 1_000_000_000, w + 1_000_000));
        }
        best_cuts(&running)
    }

    #[test]
    fn what_a_mean_explains() {
        // S = -12, W = 3: 144 / (3 * 16) = 3
        let (from, to) = ((0, 0), (-12_000_000_000, 3_000_000));
        assert_eq!((explained(from, to), mean(from, to)), (3.0, -4.0));
    }

    #[test]
    fn a_step_is_cut_where_it_stands() {
        // Four weeks at +8, four at -8: the halves explain 2 * 32^2 / (4 * 16) = 32, the whole 0. The penalty is
        // 3 ln 8 = 6.24; moved by one week the cut would leave four on one side only.
        assert_eq!(cuts(&[8, 8, 8, 8, -8, -8, -8, -8]), [0, 4, 8]);
    }

    #[test]
    fn a_small_step_is_not_worth_its_penalty() {
        // Four weeks at +2, four at -2: 2 * 8^2 / (4 * 16) = 2, below 6.24.
        assert_eq!(cuts(&[2, 2, 2, 2, -2, -2, -2, -2]), [0, 8]);
        // At 4 it is 2 * 16^2 / 64 = 8, which is enough.
        assert_eq!(cuts(&[4, 4, 4, 4, -4, -4, -4, -4]), [0, 4, 8]);
    }

    #[test]
    fn one_bad_week_is_no_change() {
        let mut scales = [1; 20];
        scales[10] = -10;
        assert_eq!(cuts(&scales), [0, 20]);
    }

    #[test]
    fn a_crisis_has_a_beginning_and_an_end() {
        let scales: Vec<i32> = [[3; 10], [-9; 10], [3; 10]].concat();
        assert_eq!(cuts(&scales), [0, 10, 20, 30]);
    }

    #[test]
    fn a_short_series_has_none() {
        assert_eq!(cuts(&[]), [0]);
        assert_eq!(cuts(&[8, -8, 8]), [3]);
        assert_eq!(cuts(&[8, 8, 8, 8, -8, -8, -8]), [0, 7]);
    }
}
