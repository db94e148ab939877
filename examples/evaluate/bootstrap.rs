//! How far a measure would move on other sentences of the same kind: groups of near-duplicates are drawn anew, with replacement.

use std::{collections::BTreeMap, iter};

use crate::{
    chance,
    gold::Record,
    joined::Data,
    metrics::{Measure, measure},
};

/// The interval of each measure that is a value, by name.
pub(crate) fn intervals(data: &Data<'_>) -> BTreeMap<String, (f64, f64)> {
    let mut groups: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for &record in &data.gold {
        groups.entry(record.group()).or_default().push(record);
    }
    let groups: Vec<Vec<&Record>> = groups.into_values().collect();
    let mut values: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    for often in chance::samples(groups.len()) {
        let drawn = groups.iter().zip(often);
        let drawn = drawn.flat_map(|(group, times)| iter::repeat_n(group, times as usize));
        let sample = data.sample(drawn.flatten().copied().collect());
        for (name, measured) in measure(&sample) {
            if let Measure::Value(value) = measured {
                let value = Some(value).filter(|value| value.is_finite());
                values.entry(name).or_default().push(value);
            }
        }
    }
    let interval = |(name, drawn): (String, Vec<Option<f64>>)| {
        Some((name, chance::interval(drawn.into_iter())?))
    };
    values.into_iter().filter_map(interval).collect()
}
