//! The measures: of pairs, signs, scale, classes and quad classes. Ambiguous pairs are left out of signs and quads.

use std::collections::{BTreeMap, BTreeSet};

use detente::Quad;

use crate::{
    gold::{Key, Sign},
    joined::{Data, Row, unordered},
    statistics::{accuracy, macro_f1, precision_recall_f1, ratio, spearman},
};

/// A measure: a count of what it rests on, or a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Measure {
    Count(usize),
    Value(f64),
}

/// Measures by name, in order.
pub(crate) type Measures = Vec<(String, Measure)>;

fn count(name: &str, n: usize) -> (String, Measure) {
    (name.to_owned(), Measure::Count(n))
}

fn value(name: &str, value: f64) -> (String, Measure) {
    (name.to_owned(), Measure::Value(value))
}

/// All measures.
pub(crate) fn measure(data: &Data<'_>) -> Measures {
    let rows = data.rows();
    let clear: Vec<Row<'_>> = rows.iter().filter(|row| !row.ambiguous).cloned().collect();
    let mut all = detection(data);
    all.extend(signs(&clear, rows.len() - clear.len()));
    all.extend(three_signs(&clear));
    all.extend(scales(&rows));
    if data.has_quads() {
        all.extend(quad_measures(&clear));
    }
    all
}

/// Which pairs were found at all, and where something was read in texts without any.
fn detection(data: &Data<'_>) -> Measures {
    let (mut directed, mut undirected) = ([0; 3], [0; 3]);
    let (mut empty, mut alarms) = (0, 0);
    for &record in &data.gold {
        let read: BTreeSet<Key> = data.read(record).score.into_keys().collect();
        if record.is_empty() {
            empty += 1;
            alarms += usize::from(!read.is_empty());
        }
        if !record.usable() || record.is_neutral_pair() {
            continue;
        }
        let (given, union) = (record.keys(), data.known(record));
        tally(&mut directed, &given, &read, &union);
        let plain = |pairs: BTreeSet<Key>| pairs.iter().map(unordered).collect();
        tally(&mut undirected, &plain(given), &plain(read), &plain(union));
    }
    let mut all = Measures::new();
    if directed[0] + directed[2] > 0 {
        for (kind, [right, wrong, missed]) in [("directed", directed), ("undirected", undirected)] {
            let values = precision_recall_f1(right, wrong, missed);
            let named = |(name, v)| value(&format!("pair_{kind}_{name}"), v);
            all.extend(["P", "R", "F1"].into_iter().zip(values).map(named));
        }
    }
    if empty > 0 {
        all.push(value("false_alarm_no_pair_records", ratio(alarms, empty)));
        all.push(count("n_no_pair_records", empty));
    }
    all
}

/// Counts what was found rightly, wrongly, and not at all.
fn tally(n: &mut [usize; 3], given: &BTreeSet<Key>, read: &BTreeSet<Key>, union: &BTreeSet<Key>) {
    n[0] += given.intersection(read).count();
    n[1] += read.difference(union).count();
    n[2] += given.difference(read).count();
}

/// Cooperation or conflict, over pairs that were found and over all.
fn signs(clear: &[Row<'_>], ambiguous: usize) -> Measures {
    let polar = |row: &&Row<'_>| row.record.sign.is_some_and(|s| s.0 != 0);
    let rows: Vec<&Row<'_>> = clear.iter().filter(polar).collect();
    let mut all = vec![
        count("n_sign_pairs", rows.len()),
        count("n_ambiguous_excluded", ambiguous),
    ];
    if rows.is_empty() {
        return all;
    }
    let given: Vec<Sign> = rows.iter().filter_map(|row| row.record.sign).collect();
    let read = |score: fn(&Row<'_>) -> Option<f64>| -> Vec<Option<Sign>> {
        rows.iter().map(|row| score(row).map(Sign::of)).collect()
    };
    let undirected = read(|row| row.undirected);
    all.extend(sign_measures("undirected", &given, &undirected));
    all.extend(sign_measures("directed", &given, &read(|row| row.directed)));
    for (name, sign) in [("recall_conflict", Sign(-1)), ("recall_coop", Sign(1))] {
        let own = given.iter().zip(&undirected).filter(|(g, _)| **g == sign);
        let right = own.clone().filter(|(_, r)| **r == Some(sign)).count();
        all.push(value(name, ratio(right, own.count())));
    }
    all
}

fn sign_measures(kind: &str, given: &[Sign], read: &[Option<Sign>]) -> Measures {
    let classes = [Sign(1), Sign(-1)];
    let found = given.iter().zip(read).filter(|(_, r)| r.is_some());
    let (found_given, found_read): (Vec<Sign>, Vec<Option<Sign>>) = found.unzip();
    let name = |end: &str| format!("sign_{kind}_{end}");
    vec![
        count(&name("detected_n"), found_given.len()),
        value(&name("detected_acc"), accuracy(&found_given, &found_read)),
        value(
            &name("detected_macroF1"),
            macro_f1(&found_given, &found_read, &classes),
        ),
        value(&name("all_acc"), accuracy(given, read)),
        value(&name("all_macroF1"), macro_f1(given, read, &classes)),
    ]
}

/// Cooperation, conflict or neither, where neutral pairs are given; a pair not found is read as neutral.
fn three_signs(clear: &[Row<'_>]) -> Measures {
    let signed = clear.iter().filter_map(|row| Some((row, row.record.sign?)));
    let read = |row: &Row<'_>| Some(row.undirected.map_or(Sign(0), Sign::of));
    let (given, read): (Vec<Sign>, Vec<Option<Sign>>) =
        signed.map(|(row, sign)| (sign, read(row))).unzip();
    if !given.contains(&Sign(0)) {
        return Measures::new();
    }
    let polar = given.iter().zip(&read).filter(|(g, _)| g.0 != 0);
    let right = polar.clone().filter(|(g, r)| **r == Some(**g)).count();
    let classes = [Sign(1), Sign(0), Sign(-1)];
    vec![
        count("sign3_n", given.len()),
        value("sign3_acc", accuracy(&given, &read)),
        value("sign3_macroF1", macro_f1(&given, &read, &classes)),
        value("sign3_polar_recall", ratio(right, polar.count())),
    ]
}

/// How the scores order the pairs.
fn scales(rows: &[Row<'_>]) -> Measures {
    let pair = |row: &Row<'_>| Some((row.undirected, row.record.goldstein?));
    let all: Vec<(Option<f64>, f64)> = rows.iter().filter_map(pair).collect();
    if all.len() < 3 {
        return Measures::new();
    }
    let (read, given): (Vec<f64>, Vec<f64>) =
        all.iter().map(|(r, g)| (r.unwrap_or(0.0), *g)).unzip();
    let (found, found_given): (Vec<f64>, Vec<f64>) =
        all.iter().filter_map(|(r, g)| Some(((*r)?, *g))).unzip();
    let over_found = match found.len() {
        0..=2 => 0.0,
        _ => spearman(&found, &found_given),
    };
    vec![
        value("spearman_all", spearman(&read, &given)),
        count("spearman_n", all.len()),
        value("spearman_detected", over_found),
        count("spearman_detected_n", found.len()),
    ]
}

/// Words or deeds, cooperation or conflict.
fn quad_measures(clear: &[Row<'_>]) -> Measures {
    let names = Quad::ALL.map(Quad::name);
    let known = |row: &&Row<'_>| names.contains(&row.record.quad.as_deref().unwrap_or(""));
    let (given, read): (Vec<&str>, Vec<Option<&str>>) = clear
        .iter()
        .filter(known)
        .filter_map(|row| Some((row.record.quad.as_deref()?, row.quad.as_deref())))
        .unzip();
    if given.is_empty() {
        return Measures::new();
    }
    let found = given.iter().zip(&read).filter(|(_, r)| r.is_some());
    let (found_given, found_read): (Vec<&str>, Vec<Option<&str>>) = found.unzip();
    vec![
        count("quad_n", given.len()),
        value("quad_all_acc", accuracy(&given, &read)),
        value("quad_all_macroF1", macro_f1(&given, &read, &names)),
        value("quad_detected_acc", accuracy(&found_given, &found_read)),
    ]
}

/// How a class that was given was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassRow {
    pub(crate) name: String,
    pub(crate) pairs: usize,
    pub(crate) found: usize,
    /// Of those found, with the sign given.
    pub(crate) sign: usize,
    /// Of those found, with the class given.
    pub(crate) class: usize,
}

/// The classes that were given, and how each was read.
pub(crate) fn by_class(data: &Data<'_>) -> Vec<ClassRow> {
    let mut table: BTreeMap<String, ClassRow> = BTreeMap::new();
    for row in data.rows() {
        let Some(name) = row.record.event.clone() else {
            continue;
        };
        let entry = table.entry(name.clone()).or_default();
        entry.pairs += 1;
        if let Some(score) = row.undirected {
            entry.found += 1;
            entry.sign += usize::from(row.record.sign == Some(Sign::of(score)));
            entry.class += usize::from(row.class.as_ref() == Some(&name));
        }
        entry.name = name;
    }
    table.into_values().collect()
}

/// How often a given name (first) was read as another (second).
pub(crate) type Confusion = BTreeMap<(String, String), usize>;

/// Classes given and read, over pairs that were found.
pub(crate) fn classes(data: &Data<'_>) -> Confusion {
    confusion(data, |row| (row.record.event.clone(), row.class.clone()))
}

/// Quad classes given and read, over pairs that were found.
pub(crate) fn quads(data: &Data<'_>) -> Confusion {
    confusion(data, |row| (row.record.quad.clone(), row.quad.clone()))
}

fn confusion(
    data: &Data<'_>,
    names: impl Fn(&Row<'_>) -> (Option<String>, Option<String>),
) -> Confusion {
    let mut table = Confusion::new();
    for row in data.rows() {
        if let (Some(given), Some(read)) = names(&row) {
            *table.entry((given, read)).or_default() += 1;
        }
    }
    table
}
