//! Shares, F1 values and rank correlation.

use std::cmp::Ordering;

/// A part of a whole; 0 of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The interval in which a share lies with nine chances in ten (Wilson 1927); `None` of nothing.
pub(crate) fn wilson(part: usize, whole: usize) -> Option<(f64, f64)> {
    const Z: f64 = 1.644_854;
    if whole == 0 {
        return None;
    }
    let (n, z2) = (whole as f64, Z * Z);
    let p = ratio(part, whole);
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let reach = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Some(((middle - reach).max(0.0), (middle + reach).min(1.0)))
}

/// Precision, recall and their harmonic mean from what was found rightly, wrongly and not at all.
pub(crate) fn precision_recall_f1(right: usize, wrong: usize, missed: usize) -> [f64; 3] {
    let (p, r) = (ratio(right, right + wrong), ratio(right, right + missed));
    let f1 = if p + r > 0.0 {
        2.0 * p * r / (p + r)
    } else {
        0.0
    };
    [p, r, f1]
}

/// The share of places where what was read is what was given.
pub(crate) fn accuracy<T: PartialEq>(given: &[T], read: &[Option<T>]) -> f64 {
    let right = given
        .iter()
        .zip(read)
        .filter(|(g, r)| r.as_ref() == Some(g));
    ratio(right.count(), given.len())
}

/// The unweighted mean of the classes' F1.
pub(crate) fn macro_f1<T: PartialEq>(given: &[T], read: &[Option<T>], classes: &[T]) -> f64 {
    let f1 = |class: &T| {
        let mut n = [0; 3];
        for (g, r) in given.iter().zip(read) {
            match (g == class, r.as_ref() == Some(class)) {
                (true, true) => n[0] += 1,
                (false, true) => n[1] += 1,
                (true, false) => n[2] += 1,
                (false, false) => {}
            }
        }
        precision_recall_f1(n[0], n[1], n[2])[2]
    };
    let sum: f64 = classes.iter().map(f1).sum();
    sum / classes.len().max(1) as f64
}

/// Ranks from 1; equal values share the mean of their ranks.
pub(crate) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let by_value = |a: &usize, b: &usize| values[*a].partial_cmp(&values[*b]);
    order.sort_by(|a, b| by_value(a, b).unwrap_or(Ordering::Equal));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for same in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = (2 * from + same.len() - 1) as f64 / 2.0 + 1.0;
        same.iter().for_each(|&at| ranks[at] = rank);
        from += same.len();
    }
    ranks
}

/// Spearman's rank correlation; 0 where one side is constant, not a number below three values.
pub(crate) fn spearman(x: &[f64], y: &[f64]) -> f64 {
    if x.len() < 3 {
        return f64::NAN;
    }
    let (x, y) = (centred(ranks(x)), centred(ranks(y)));
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let (xx, yy) = (dot(&x, &x), dot(&y, &y));
    if xx == 0.0 || yy == 0.0 {
        return 0.0;
    }
    dot(&x, &y) / (xx * yy).sqrt()
}

fn centred(values: Vec<f64>) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.into_iter().map(|value| value - mean).collect()
}
