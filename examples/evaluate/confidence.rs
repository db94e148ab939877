//! Whether events that are said to be sure are right more often, and how often each rule is right.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{gold::Sign, joined::Data, statistics::ratio};

/// An event that was read: how sure, by which rule, and whether its pair and sign are coded so.
struct Verdict {
    confidence: f64,
    rule: String,
    right: bool,
}

/// A table of rules, then the share that is right in the lower and in the upper half of confidence.
pub(crate) fn table(data: &Data<'_>) -> String {
    let mut verdicts = verdicts(data);
    if verdicts.is_empty() {
        return String::new();
    }
    let mut rules: BTreeMap<&str, Vec<&Verdict>> = BTreeMap::new();
    for verdict in &verdicts {
        rules.entry(&verdict.rule).or_default().push(verdict);
    }
    let mut out = format!(
        "\n{:12} {:>7} {:>7} {:>11}\n",
        "rule", "events", "right", "confidence"
    );
    for (rule, events) in rules {
        let sure: f64 = events.iter().map(|v| v.confidence).sum::<f64>() / events.len() as f64;
        let _ = writeln!(
            out,
            "{rule:12} {:7} {:7.2} {sure:11.2}",
            events.len(),
            right(events.iter().copied())
        );
    }
    verdicts.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let median = verdicts[verdicts.len() / 2].confidence;
    let (lower, upper): (Vec<&Verdict>, Vec<&Verdict>) =
        verdicts.iter().partition(|v| v.confidence < median);
    for (name, half) in [("lower half", lower), ("upper half", upper)] {
        let _ = writeln!(
            out,
            "{name:12} {:7} {:7.2}",
            half.len(),
            right(half.iter().copied())
        );
    }
    out
}

fn right<'v>(verdicts: impl Iterator<Item = &'v Verdict> + Clone) -> f64 {
    let all = verdicts.clone().count();
    ratio(verdicts.filter(|v| v.right).count(), all)
}

fn verdicts(data: &Data<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for &record in &data.gold {
        if record.is_neutral_pair() || !(record.usable() || record.is_empty()) {
            continue;
        }
        let (given, known) = (record.keys(), data.known(record));
        for event in data.events(record) {
            let key = event.key();
            // a pair of another record of the same text is neither right nor wrong here
            if known.contains(&key) && !given.contains(&key) {
                continue;
            }
            let sign = record
                .sign
                .is_none_or(|sign| sign.0 == 0 || sign == Sign::of(event.score));
            verdicts.push(Verdict {
                confidence: event.confidence.unwrap_or(0.0),
                rule: event.rule.clone().unwrap_or_default(),
                right: given.contains(&key) && sign,
            });
        }
    }
    verdicts
}
