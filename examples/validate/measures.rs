//! What is validated, and the baseline beside it.

use detente::{Pair, Point};

use crate::coverage::Coverage;

/// How many measures there are.
pub(crate) const COUNT: usize = 5;

/// What each is called, and whether it is the baseline.
pub(crate) const NAMES: [(&str, bool); COUNT] = [
    ("tension", false),
    ("load", false),
    ("hostile weight of the period", false),
    ("documents naming the pair", true),
    ("their share, decayed", true),
];

/// The places of the measures that are compared: the read-outs, each against the better-informed baseline.
pub(crate) const COMPARED: [(usize, usize); 2] = [(0, 4), (1, 4)];

/// The values of a pair in one period; without a point nothing was told of it yet, and it is neutral.
pub(crate) fn values(
    pair: Pair,
    (from, to): (detente::Day, detente::Day),
    point: Option<&Point>,
    coverage: &Coverage,
    half_life: u16,
) -> [f64; COUNT] {
    let observed = point.and_then(|point| point.observed);
    [
        point.map_or(50.0, |point| point.state.tension),
        point.and_then(|point| point.state.load).unwrap_or(0.0),
        observed.map_or(0.0, |seen| seen.hostile),
        coverage.naming(pair, from, to),
        coverage.share(pair, to, half_life),
    ]
}
