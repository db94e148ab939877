//! Sectors of contact: which fields of policy a relationship is made of.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{decay::scaled, readout::round, series::Series, sums::Sums};
use crate::{day::Day, event::Context};

/// What one field of policy has in a relationship over some days, undecayed; rounded once, to three decimals.
///
/// With `w` an event's weight, `g` its scale, and c the context of the term that decided its reading: the issue areas
/// of event data since COPDAB (Azar 1980, "The Conflict and Peace Data Bank", Journal of Conflict Resolution 24:143-152).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Contact {
    /// The field; `None` holds the events whose term has none.
    pub context: Option<Context>,
    /// Events in the sums, 1 or more.
    pub events: u64,
    /// `W_c = sum w`: their weight, in events.
    pub weight: f64,
    /// `W_c / W`: their share of all events' weight, 0 to 1; the shares of all fields make 1.
    pub share: f64,
    /// `S_c / W_c`: their mean on the Goldstein scale, -10 to +10.
    pub mean: f64,
    /// `H_c`: hostile scale points, the sum of `w |g|` where `g < 0`; 0 and up.
    pub hostile: f64,
    /// `S_c + H_c`: cooperative scale points, the sum of `w g` where `g > 0`; 0 and up.
    pub cooperative: f64,
}

/// The fields of the days `from` to `to`, the weightiest first.
pub(super) fn contacts(series: &Series<'_>, from: Day, to: Day) -> Vec<Contact> {
    let mut fields: BTreeMap<Option<Context>, Sums> = BTreeMap::new();
    let mut whole = Sums::default();
    for (event, _) in series.told_between(from, to) {
        let sums = Sums::of(event);
        fields.entry(event.context).or_default().add(&sums);
        whole.add(&sums);
    }
    let mut fields: Vec<_> = fields.into_iter().collect();
    fields.sort_by_key(|(_, sums)| Reverse(sums.w));
    fields
        .into_iter()
        .map(|(context, sums)| Contact::new(context, &sums, whole.w))
        .collect()
}

impl Contact {
    fn new(context: Option<Context>, sums: &Sums, whole: i128) -> Self {
        Self {
            context,
            events: sums.events,
            weight: round(scaled(sums.w, 1e6)),
            share: round(scaled(sums.w, 1e6) / scaled(whole, 1e6)),
            mean: round(scaled(sums.s, 1e9) / scaled(sums.w, 1e6)),
            hostile: round(scaled(sums.h, 1e9)),
            cooperative: round(scaled(sums.s + sums.h, 1e9)),
        }
    }
}
