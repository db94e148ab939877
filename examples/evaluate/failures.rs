//! What was read wrongly, pair by pair.

use std::collections::BTreeSet;

use crate::{
    gold::{Key, Record, Sign},
    joined::{Data, Row, unordered},
};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A given pair of which nothing was read.
    Missed,
    /// A pair read only the other way round.
    WrongDirection,
    /// Cooperation for conflict, or the like.
    WrongSign,
    /// A pair that no record of the text gives.
    ExtraPair,
    /// Something read where nothing is given.
    FalseAlarm,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] = [
        Self::Missed,
        Self::WrongDirection,
        Self::WrongSign,
        Self::ExtraPair,
        Self::FalseAlarm,
    ];

    /// The name in words.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::WrongDirection => "wrong direction",
            Self::WrongSign => "wrong sign",
            Self::ExtraPair => "extra pair",
            Self::FalseAlarm => "false alarm",
        }
    }
}

/// A record in which something went wrong, with what was read in it.
#[derive(Clone, Debug)]
pub(crate) struct Mistake<'g> {
    pub(crate) kind: Kind,
    pub(crate) record: &'g Record,
    pub(crate) read: Vec<String>,
}

/// The failures, by kind and then in the order of the file.
pub(crate) fn find<'g>(data: &Data<'g>) -> Vec<Mistake<'g>> {
    let mut mistakes = Vec::new();
    for &record in &data.gold {
        let read = data.read(record);
        let kinds = of_record(data, record, &read.score.keys().cloned().collect());
        mistakes.extend(kinds.into_iter().map(|kind| Mistake {
            kind,
            record,
            read: read.words.clone(),
        }));
    }
    for row in data.rows() {
        mistakes.extend(of_row(&row).into_iter().map(|kind| Mistake {
            kind,
            record: row.record,
            read: data.read(row.record).words,
        }));
    }
    mistakes.sort_by_key(|mistake| mistake.kind);
    mistakes
}

/// What was read that should not have been: once for every pair, or once for a text without any.
fn of_record(data: &Data<'_>, record: &Record, read: &BTreeSet<Key>) -> Vec<Kind> {
    if record.is_empty() && !read.is_empty() {
        return vec![Kind::FalseAlarm];
    }
    if !record.usable() || record.is_neutral_pair() {
        return Vec::new();
    }
    let read: BTreeSet<Key> = read.iter().map(unordered).collect();
    let known: BTreeSet<Key> = data.known(record).iter().map(unordered).collect();
    let extra = read.difference(&known).count();
    vec![Kind::ExtraPair; extra]
}

/// What is wrong with what was read of a given pair.
fn of_row(row: &Row<'_>) -> Vec<Kind> {
    let Some(score) = row.undirected else {
        let owed = !row.record.is_neutral_pair();
        return Vec::from_iter(owed.then_some(Kind::Missed));
    };
    let both = row
        .record
        .pairs
        .contains(&(row.pair.1.clone(), row.pair.0.clone()));
    let turned = row.directed.is_none() && !both && !row.record.is_neutral_pair();
    let sign = row.record.sign.filter(|_| !row.ambiguous);
    let wrong = sign.is_some_and(|sign| sign != Sign::of(score));
    let kinds = [
        turned.then_some(Kind::WrongDirection),
        wrong.then_some(Kind::WrongSign),
    ];
    kinds.into_iter().flatten().collect()
}
