//! Peaks: the periods that stand out, with the articles and the lexicon's entries that made them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    decay::scaled, events::CellEvent, ledger::Report, points::Period, readout::round,
    series::Series, sums::Sums,
};
use crate::{day::Day, event::StepKind};

/// Which events a peak is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Those below zero on the Goldstein scale.
    Hostile,
    /// Those above zero.
    Cooperative,
}

impl Side {
    /// The scale points of that side, in billionths: `H`, or `S + H`.
    const fn points(self, sums: &Sums) -> i128 {
        match self {
            Self::Hostile => sums.h,
            Self::Cooperative => sums.s + sums.h,
        }
    }

    const fn holds(self, event: &CellEvent) -> bool {
        match self {
            Self::Hostile => event.scale.sign() < 0,
            Self::Cooperative => event.scale.sign() > 0,
        }
    }
}

/// A period with more hostile (or cooperative) scale points than others, and what they came from.
///
/// The peaks of a series are its largest values, as in `peakdates`, `peakdocs` and `attributions` of the R package
/// sentometrics (Ardia et al. 2021, Journal of Statistical Software 99:2). Numbers are undecayed and rounded once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Peak {
    /// Hostile or cooperative.
    pub side: Side,
    /// How long the period lasts.
    pub period: Period,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// The sum of `w |g|` over the side's events, in Goldstein points; above 0.
    pub points: f64,
    /// The articles that tell of these events, those with the most points first; together they have all points.
    pub articles: Vec<ArticleShare>,
    /// The entries the events' scales are the sums of; together they have all points, with the sign of the scale.
    pub entries: Vec<Attribution>,
}

/// What one article has in a peak: of each event it tells, the points divided by the number of stories that tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ArticleShare {
    /// The document's id.
    pub document: Arc<str>,
    /// Its day of publication.
    pub published: Day,
    /// How many of the peak's events it tells.
    pub events: u64,
    /// Its Goldstein points, 0 and up.
    pub points: f64,
}

/// What one entry of the lexicon has in a sum of scales.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Attribution {
    /// What the entry is: a term, a governor, a shifter, or a rule of the reading.
    pub kind: StepKind,
    /// The entry's pattern, or the rule's name.
    pub entry: String,
    /// In how many events it moved the scale.
    pub events: u64,
    /// The sum of `w d` over these events, `d` being what the entry adds to the event's scale, in Goldstein points;
    /// negative is hostile.
    pub points: f64,
}

/// The `limit` periods with the most points of a side, the highest first, of equals the earlier.
pub(super) fn peaks(series: &Series<'_>, period: Period, side: Side, limit: usize) -> Vec<Peak> {
    let value = |(from, to): (Day, Day)| {
        let points = side.points(&series.sums_between(from, to));
        (points > 0).then_some((Reverse(points), from, to))
    };
    let mut spans: Vec<_> = series.spans(period).into_iter().filter_map(value).collect();
    spans.sort_unstable();
    spans.truncate(limit);
    let peak = |(Reverse(points), from, to)| Peak {
        side,
        period,
        from,
        to,
        points: round(scaled(points, 1e9)),
        articles: articles(series, from, to, side),
        entries: attributions(series, from, to, Some(side)),
    };
    spans.into_iter().map(peak).collect()
}

fn articles(series: &Series<'_>, from: Day, to: Day, side: Side) -> Vec<ArticleShare> {
    let mut articles: BTreeMap<(Day, &Arc<str>), (i128, u64)> = BTreeMap::new();
    let told = series.told_between(from, to);
    for (event, reports) in told.filter(|(event, _)| side.holds(event)) {
        let mut met = BTreeSet::new();
        for (report, part) in reports.iter().zip(parts(event, reports)) {
            let article = (report.published, &report.document);
            let sum = articles.entry(article).or_default();
            sum.0 += part;
            sum.1 += u64::from(met.insert(article));
        }
    }
    let mut articles: Vec<_> = articles.into_iter().collect();
    articles.sort_by_key(|(_, (points, _))| Reverse(*points));
    let share = |((published, document), (points, events)): ((Day, &Arc<str>), _)| ArticleShare {
        document: Arc::clone(document),
        published,
        events,
        points: round(scaled(points, 1e9)),
    };
    articles.into_iter().map(share).collect()
}

/// An event's points in equal parts, one for each report; the first ones take what does not divide.
fn parts(event: &CellEvent, reports: &[&Report]) -> impl Iterator<Item = i128> {
    let points = i128::from(event.weight) * i128::from(event.scale.milli().abs());
    let count = reports.len().max(1) as i128;
    (0..count).map(move |at| points / count + i128::from(at < points % count))
}

/// What each entry adds to the scales of the days `from` to `to`, those that move the sum most first.
pub(super) fn attributions(
    series: &Series<'_>,
    from: Day,
    to: Day,
    side: Option<Side>,
) -> Vec<Attribution> {
    let mut entries: BTreeMap<(StepKind, &str), (i128, u64)> = BTreeMap::new();
    let told = series.told_between(from, to);
    for (event, reports) in told.filter(|(event, _)| side.is_none_or(|side| side.holds(event))) {
        let mut met = BTreeSet::new();
        // The first report gives the event its scale.
        for link in reports
            .first()
            .into_iter()
            .flat_map(|one| one.steps.links())
        {
            let entry = (link.kind, link.entry.as_str());
            let sum = entries.entry(entry).or_default();
            sum.0 += i128::from(event.weight) * i128::from(link.delta.milli());
            sum.1 += u64::from(met.insert(entry));
        }
    }
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_by_key(|(_, (points, _))| Reverse(points.abs()));
    let attribution = |((kind, entry), (points, events)): ((StepKind, &str), _)| Attribution {
        kind,
        entry: entry.to_owned(),
        events,
        points: round(scaled(points, 1e9)),
    };
    entries.into_iter().map(attribution).collect()
}
