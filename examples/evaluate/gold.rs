//! Coded records, predictions, and actor codes made comparable.

use std::collections::{BTreeMap, BTreeSet};

use detente::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A directed pair of comparable codes.
pub(crate) type Key = (String, String);

/// One coded text. Only `id` and `text` are needed; a record without pairs is one in which nothing should be read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) date: Option<Day>,
    pub(crate) actors: Option<BTreeMap<String, Vec<String>>>,
    /// The class as the coders name it.
    pub(crate) event: Option<String>,
    pub(crate) quad: Option<String>,
    pub(crate) goldstein: Option<f64>,
    pub(crate) sign: Option<Sign>,
    pub(crate) origin: Option<String>,
    #[serde(default)]
    pub(crate) pairs: Vec<Key>,
    usable: Option<bool>,
    meta: Option<Meta>,
    group: Option<String>,
}

/// -1 hostile, 0 neutral, 1 cooperative.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "f64")]
pub(crate) struct Sign(pub(crate) i8);

impl TryFrom<f64> for Sign {
    type Error = String;
    fn try_from(value: f64) -> Result<Self, String> {
        [-1, 0, 1]
            .into_iter()
            .find(|sign| f64::from(*sign) == value)
            .map(Self)
            .ok_or_else(|| format!("sign {value} is none; write -1, 0 or 1"))
    }
}

impl Sign {
    /// The sign of a score.
    pub(crate) fn of(score: f64) -> Self {
        Self(i8::from(score > 0.0) - i8::from(score < 0.0))
    }
}

/// Why a record without pairs says nothing of false alarms.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Meta {
    unresolved: Option<bool>,
    lacks_actor: Option<bool>,
}

impl Record {
    /// Whether it has a pair to find.
    pub(crate) fn usable(&self) -> bool {
        self.usable.unwrap_or(!self.pairs.is_empty())
    }

    /// Whether nothing should be read in it, for certain.
    pub(crate) fn is_empty(&self) -> bool {
        let meta = self.meta.unwrap_or_default();
        let unsure = meta.unresolved.unwrap_or(false) || meta.lacks_actor.unwrap_or(false);
        !self.usable() && !unsure
    }

    /// Whether its pairs are no events: a pair that readers found neutral need not be found.
    pub(crate) fn is_neutral_pair(&self) -> bool {
        let crowd = self.origin.as_deref().unwrap_or("").starts_with("dse");
        self.sign == Some(Sign(0)) && crowd
    }

    /// The pairs, each once.
    pub(crate) fn keys(&self) -> BTreeSet<Key> {
        self.pairs.iter().cloned().collect()
    }

    /// Records of one group are near-duplicates.
    pub(crate) fn group(&self) -> &str {
        self.group.as_deref().unwrap_or(&self.id)
    }

    /// The part its group is in.
    pub(crate) fn half(&self) -> Half {
        Half::of(self.group())
    }
}

/// A part of the groups, by the first digit of the SHA-256 digest of the group's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Half {
    /// To learn from: 5 to f.
    Tune,
    /// To judge by: 0 to 4.
    Held,
}

impl Half {
    /// The part of a group.
    pub(crate) fn of(group: &str) -> Self {
        if Sha256::digest(group.as_bytes())[0] >> 4 < 5 {
            Self::Held
        } else {
            Self::Tune
        }
    }
}

/// What was read in one record.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Prediction {
    pub(crate) id: String,
    pub(crate) pairs: Vec<Scored>,
}

/// What one actor was read to do to another; above 0 is cooperative.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Scored {
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quad: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<f64>,
}

impl Scored {
    /// The pair in comparable codes.
    pub(crate) fn key(&self) -> Key {
        (canon(&self.source), canon(&self.target))
    }
}

/// Reads the records of a file with their pairs in comparable codes; a second record of an id is a bad line.
pub(crate) fn records(lines: &mut crate::input::Lines) -> Vec<Record> {
    let mut seen = BTreeMap::new();
    let mut records = Vec::new();
    for (line, record) in lines.json::<Record>() {
        if let Some(first) = seen.get(&record.id) {
            let reason = format!(
                "id \"{}\" stands in line {first}; give it another",
                record.id
            );
            lines.report(line, reason);
            continue;
        }
        seen.insert(record.id.clone(), line);
        records.push(compared(record));
    }
    records
}

fn compared(mut record: Record) -> Record {
    for (source, target) in &mut record.pairs {
        (*source, *target) = (canon(source), canon(target));
    }
    record
}

/// Other spellings of codes, by what they are compared as.
const ALIASES: [(&str, &str); 18] = [
    ("JAP", "JPN"),
    ("ITL", "ITA"),
    ("VTN", "VNM"),
    ("UN", "IGOUNO"),
    ("UNO", "IGOUNO"),
    ("EU", "IGOEEC"),
    ("EEC", "IGOEEC"),
    ("EUR", "IGOEEC"),
    ("EEU", "IGOEEC"),
    ("IGOEEU", "IGOEEC"),
    ("IGOEUR", "IGOEEC"),
    ("NATO", "IGONAT"),
    ("NAT", "IGONAT"),
    ("XKX", "UNK"),
    ("KSV", "UNK"),
    ("ROM", "ROU"),
    ("ZAR", "COD"),
    ("TMP", "TLS"),
];

fn unalias(code: &str) -> &str {
    ALIASES
        .iter()
        .find(|(alias, _)| *alias == code)
        .map_or(code, |(_, same)| same)
}

/// A code made comparable: `USAGOV` is `USA`, `IGOUNOHCR` is `IGOUNO`, and aliases are one.
pub(crate) fn canon(code: &str) -> String {
    let upper = code.trim().to_uppercase();
    let code = unalias(&upper);
    let first = |n: usize| -> String { code.chars().take(n).collect() };
    if ["IGO", "NGO", "IMG"].contains(&first(3).as_str()) {
        return unalias(&first(6)).to_owned();
    }
    let long = code.chars().count() > 3 && code.chars().all(char::is_alphabetic);
    unalias(&if long { first(3) } else { code.to_owned() }).to_owned()
}
