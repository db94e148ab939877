//! Records joined with what was read in them.
//!
//! A predicted score of a pair is the mean of its predictions. *Undirected* looks a pair up in both directions and takes the
//! mean of what is there; *directed* only in the direction given. Pairs of other records of the very same text are no false
//! ones, and pairs to which records of one text give opposite signs are ambiguous.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use crate::gold::{Key, Prediction, Record, Scored, Sign};

/// The pair in the order of the codes.
pub(crate) fn unordered(pair: &Key) -> Key {
    if pair.0 <= pair.1 {
        pair.clone()
    } else {
        (pair.1.clone(), pair.0.clone())
    }
}

/// What was read in one record: of each directed pair the mean score, and the last quad class, class and rule.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    pub(crate) score: BTreeMap<Key, f64>,
    quad: BTreeMap<Key, String>,
    class: BTreeMap<Key, String>,
    /// The predictions in words, in order.
    pub(crate) words: Vec<String>,
    /// The predictions, in order.
    events: Vec<Scored>,
}

impl Read {
    fn new(prediction: &Prediction) -> Self {
        let mut read = Self::default();
        let mut scores: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
        for pair in &prediction.pairs {
            let key = pair.key();
            if key.0 == key.1 {
                continue;
            }
            let name = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
            read.quad.extend(name(&pair.quad).map(|q| (key.clone(), q)));
            read.class
                .extend(name(&pair.class).map(|c| (key.clone(), c)));
            let (class, rule) = (pair.class.as_deref(), pair.rule.as_deref());
            read.words.push(format!(
                "{}->{} {} {} {}",
                key.0,
                key.1,
                class.unwrap_or("-"),
                pair.score,
                rule.unwrap_or("-")
            ));
            scores.entry(key).or_default().push(pair.score);
            read.events.push(pair.clone());
        }
        let mean = |scores: Vec<f64>| scores.iter().sum::<f64>() / scores.len() as f64;
        read.score = scores.into_iter().map(|(k, s)| (k, mean(s))).collect();
        read
    }

    fn directed(&self, pair: &Key) -> Option<f64> {
        self.score.get(pair).copied()
    }

    fn undirected(&self, pair: &Key) -> Option<f64> {
        let back = self.directed(&reversed(pair));
        match (self.directed(pair), back) {
            (Some(a), Some(b)) => Some((a + b) / 2.0),
            (one, other) => one.or(other),
        }
    }
}

fn reversed(pair: &Key) -> Key {
    (pair.1.clone(), pair.0.clone())
}

fn either<'m>(names: &'m BTreeMap<Key, String>, pair: &Key) -> Option<&'m str> {
    let found = names.get(pair).or_else(|| names.get(&reversed(pair)));
    found.map(String::as_str)
}

/// Records with what was read in them.
#[derive(Debug)]
pub(crate) struct Data<'g> {
    pub(crate) gold: Vec<&'g Record>,
    joined: Rc<Joined<'g>>,
}

/// What holds of all records of a text, and what was read: the same for every sample of the records.
#[derive(Debug)]
struct Joined<'g> {
    read: BTreeMap<&'g str, Read>,
    /// The pairs of all records of a text.
    union: BTreeMap<&'g str, BTreeSet<Key>>,
    ambiguous: BTreeSet<(&'g str, Key)>,
}

impl<'g> Data<'g> {
    /// Records and predictions, joined by their ids; a record without a prediction is one in which nothing was read.
    pub(crate) fn new(gold: &'g [Record], predictions: &'g [Prediction]) -> Self {
        let mut union: BTreeMap<&str, BTreeSet<Key>> = BTreeMap::new();
        let mut signs: BTreeMap<(&str, Key), BTreeSet<Sign>> = BTreeMap::new();
        for record in gold {
            let text = record.text.as_str();
            for pair in &record.pairs {
                union.entry(text).or_default().insert(pair.clone());
                let sign = record.sign.filter(|s| s.0 != 0);
                let place = signs.entry((text, unordered(pair))).or_default();
                place.extend(sign);
            }
        }
        let read = |p: &'g Prediction| (p.id.as_str(), Read::new(p));
        let ambiguous = signs.into_iter().filter(|(_, signs)| signs.len() > 1);
        Self {
            gold: gold.iter().collect(),
            joined: Rc::new(Joined {
                read: predictions.iter().map(read).collect(),
                union,
                ambiguous: ambiguous.map(|(place, _)| place).collect(),
            }),
        }
    }

    /// The same joined data over other records, each as often as it stands there.
    pub(crate) fn sample(&self, gold: Vec<&'g Record>) -> Self {
        Self {
            gold,
            joined: Rc::clone(&self.joined),
        }
    }

    /// What was read in a record.
    pub(crate) fn read(&self, record: &Record) -> Read {
        self.joined
            .read
            .get(record.id.as_str())
            .cloned()
            .unwrap_or_default()
    }

    /// The events read in a record.
    pub(crate) fn events(&self, record: &Record) -> &[Scored] {
        let read = self.joined.read.get(record.id.as_str());
        read.map_or(&[], |read| &read.events)
    }

    /// Whether any quad class was read.
    pub(crate) fn has_quads(&self) -> bool {
        self.joined.read.values().any(|read| !read.quad.is_empty())
    }

    /// The directed pairs of all records of a record's text.
    pub(crate) fn known(&self, record: &Record) -> BTreeSet<Key> {
        let union = self.joined.union.get(record.text.as_str());
        union.cloned().unwrap_or_default()
    }

    /// The pairs of usable records; both directions of one are one row.
    pub(crate) fn rows(&self) -> Vec<Row<'g>> {
        let usable = self.gold.iter().copied().filter(|record| record.usable());
        usable.flat_map(|record| self.rows_of(record)).collect()
    }

    fn rows_of(&self, record: &'g Record) -> Vec<Row<'g>> {
        let (read, mut done) = (self.read(record), BTreeSet::new());
        let first = record.pairs.iter().filter(|p| done.insert(unordered(p)));
        let row = |pair: &'g Key| Row {
            record,
            pair,
            ambiguous: self
                .joined
                .ambiguous
                .contains(&(record.text.as_str(), unordered(pair))),
            undirected: read.undirected(pair),
            directed: read.directed(pair),
            quad: either(&read.quad, pair).map(str::to_owned),
            class: either(&read.class, pair).map(str::to_owned),
        };
        first.map(row).collect()
    }
}

/// A given pair with what was read of it.
#[derive(Clone, Debug)]
pub(crate) struct Row<'g> {
    pub(crate) record: &'g Record,
    pub(crate) pair: &'g Key,
    pub(crate) ambiguous: bool,
    pub(crate) undirected: Option<f64>,
    pub(crate) directed: Option<f64>,
    pub(crate) quad: Option<String>,
    pub(crate) class: Option<String>,
}
