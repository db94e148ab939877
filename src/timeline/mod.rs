//! The timeline: what every document said, summed exactly, and read out as relationships in the order of time.
//!
//! A [`Timeline`] holds exact integers and merges in any order; a [`Relationship`] is the view of one pair that is
//! read and printed; a [`Summary`] is all relationships, owned. Recording only stores (`ledger`); folding, weights
//! and sums (`events`) and the formulas (`readout`) come at read time, from the merged cells alone, so that threads,
//! machines and restarts in any order give the same bytes.

#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod breaks;
mod chain;
mod checkpoint;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod decay;
mod divide;
mod events;
mod evidence;
mod exposure;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod groups;
mod ledger;
mod level;
mod peaks;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod points;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod readout;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod relationship;
#[expect(clippy::float_arithmetic, reason = "a read-out")]
mod sectors;
mod series;
mod settings;
mod stored;
mod summary;
mod sums;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::{
    breaks::{BREAK_PENALTY, BREAK_WEEKS, ChangePoint},
    checkpoint::{CheckpointError, MAX_CHECKPOINT, Refusal},
    events::CellEvent,
    evidence::EvidenceEntry,
    groups::{Bloc, Group, WorldMean},
    level::{Grade, LEAST_EFFECTIVE, LEVEL_CUTS, Level},
    peaks::{ArticleShare, Attribution, Peak, Side},
    points::{Change, Extreme, MAX_POINTS, Observed, Period, Point, Since},
    readout::{BAND_REACH, NEUTRAL_WEIGHT, PRIOR_SPREAD, PRIOR_WEIGHT, State, Trend, Verdict},
    relationship::{Asymmetry, Relationship},
    sectors::Contact,
    settings::{BasePeriod, ModeWeights, Settings},
    summary::{RelationshipSummary, Summary, View},
};
use self::{
    chain::{Adopted, Chains},
    exposure::Exposure,
    ledger::Dyad,
};
use crate::{
    day::Day,
    event::{Event, Record, Skip},
    pair::Pair,
};

/// Every relationship that documents tell of, as exact sums that merge in any order.
///
/// Events are kept in cells, one for each directed pair, class, mode and day; a cell is *one* event, however often
/// it is told, and keeps at most eight reports of it. Memory grows with pairs, days and classes, not with documents:
/// a million events of 20 years between 5,000 directed pairs, nearly each in a cell of its own, weigh 261 MiB (274 bytes a
/// cell, evidence included) and their checkpoint 64 MiB; the same million told again word for word adds nothing.
/// `cargo bench --bench memory` prints these figures.
///
/// In JSON a timeline is `{"format": 1, "stamp", "settings", "counts", "exposure", "named", "pairs"}`, every table a
/// sorted list; reading one checks all of that and never panics.
///
/// ```
/// use detente::{Timeline, Period};
/// let timeline = Timeline::new();
/// assert_eq!(timeline.last_day(), None);
/// assert!(timeline.relationship("USA->RUS".parse()?).points(Period::Week).is_empty());
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    stamp: Option<String>,
    settings: Settings,
    counts: Counts,
    exposure: BTreeMap<Day, u64>,
    named: BTreeMap<Pair, BTreeMap<Day, u64>>,
    dyads: BTreeMap<Pair, Dyad>,
    chains: Chains,
}

/// How many documents and events came in, and what became of them. Nothing is dropped without a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Counts {
    /// Documents handed in: `scored + empty + language + undated`.
    pub read: u64,
    /// Documents scored, whether or not they held an event: the exposure.
    pub scored: u64,
    /// Documents skipped because there is no word in them.
    pub empty: u64,
    /// Documents skipped because they are not in the lexicon's language.
    pub language: u64,
    /// Documents skipped because they have no day of publication.
    pub undated: u64,
    /// Events of scored documents: `recorded + secondary + domestic`.
    pub events: u64,
    /// Events put into cells, in whatever mode.
    pub recorded: u64,
    /// Events left out because another of their sentence and pair is the primary one.
    pub secondary: u64,
    /// Events left out because source and target are the same actor.
    pub domestic: u64,
}

impl Counts {
    const fn parts(&mut self) -> [&mut u64; 9] {
        [
            &mut self.read,
            &mut self.scored,
            &mut self.empty,
            &mut self.language,
            &mut self.undated,
            &mut self.events,
            &mut self.recorded,
            &mut self.secondary,
            &mut self.domestic,
        ]
    }

    fn add(&mut self, mut other: Self) {
        for (sum, part) in self.parts().into_iter().zip(other.parts()) {
            *sum = sum.saturating_add(*part);
        }
    }

    /// Documents skipped for one reason.
    #[must_use]
    pub const fn skipped(&self, reason: Skip) -> u64 {
        match reason {
            Skip::Empty => self.empty,
            Skip::Language => self.language,
            Skip::Undated => self.undated,
        }
    }

    const fn skip(&mut self, reason: Skip) {
        let count = match reason {
            Skip::Empty => &mut self.empty,
            Skip::Language => &mut self.language,
            Skip::Undated => &mut self.undated,
        };
        *count = count.saturating_add(1);
    }

    fn add_up(&self) -> bool {
        let sum = |parts: &[u64]| {
            parts
                .iter()
                .try_fold(0_u64, |sum, part| sum.checked_add(*part))
        };
        sum(&[self.scored, self.empty, self.language, self.undated]) == Some(self.read)
            && sum(&[self.recorded, self.secondary, self.domestic]) == Some(self.events)
    }
}

/// Why two timelines cannot be merged; neither is changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeError {
    /// They were made with different lexicons.
    #[error("timelines of different lexicons cannot be merged: {} and {}", name(.ours), name(.theirs))]
    Stamp {
        /// The stamp of the timeline merged into.
        ours: Option<String>,
        /// The stamp of the other.
        theirs: Option<String>,
    },
    /// They are read out with different settings.
    #[error("timelines with different settings cannot be merged; start both with the same")]
    Settings,
    /// Parts that are joined have a pair in common.
    #[error(
        "both parts tell of {0}; join parts of different pairs, merge those of different documents"
    )]
    Pair(Pair),
    /// A part that is joined counts documents which the timeline joined to does not.
    #[error(
        "the part counts more documents of {0} than the timeline it is joined to; join it to the one that counts all"
    )]
    Exposure(Day),
}

fn name(stamp: &Option<String>) -> &str {
    stamp.as_deref().unwrap_or("no stamp")
}

impl Timeline {
    /// An empty timeline with the default settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty timeline with other settings.
    #[must_use]
    pub fn with(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// Changes the settings; what was recorded stays as it is.
    pub const fn configure(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Says which lexicon the documents were read with (`name@version+hash`); it is kept in every summary.
    pub fn stamp(&mut self, lexicon: impl Into<String>) {
        self.stamp = Some(lexicon.into());
    }

    /// The lexicon's stamp.
    #[must_use]
    pub fn lexicon(&self) -> Option<&str> {
        self.stamp.as_deref()
    }

    /// Records one document: its exposure, the pairs it names, and its primary events.
    ///
    /// A skipped or undated document is counted and no more. An event never stands after its publication; one dated
    /// to a month or longer, or more than 31 days back, is recorded in mode historical. The same document twice is
    /// the feeder's to stop: its cells would not change, but its counts would.
    pub fn record(&mut self, record: impl AsRef<Record>) {
        let record = record.as_ref();
        let reason = record
            .skipped
            .or_else(|| record.published.is_none().then_some(Skip::Undated));
        self.counts.read = self.counts.read.saturating_add(1);
        match (reason, record.published) {
            (None, Some(published)) => self.score(record, published),
            (reason, _) => self.counts.skip(reason.unwrap_or(Skip::Undated)),
        }
    }

    fn score(&mut self, record: &Record, published: Day) {
        self.counts.scored = self.counts.scored.saturating_add(1);
        add_one(&mut self.exposure, published);
        for pair in &*each_once(&record.named) {
            add_one(self.named.entry(*pair).or_default(), published);
        }
        if record.events.is_empty() {
            return;
        }
        let document = record.document.as_str().into();
        for event in &record.events {
            self.place(event, (&document, published));
        }
    }

    fn place(&mut self, event: &Event, told: (&Arc<str>, Day)) {
        self.counts.events = self.counts.events.saturating_add(1);
        let count = match event.pair() {
            None => &mut self.counts.domestic,
            Some(_) if !event.primary => &mut self.counts.secondary,
            Some(pair) => {
                self.dyads
                    .entry(pair)
                    .or_default()
                    .record(event, pair, told, &mut self.chains);
                &mut self.counts.recorded
            }
        };
        *count = count.saturating_add(1);
    }

    /// Takes over everything another timeline holds.
    ///
    /// Merging is associative and commutative, and gives byte for byte what recording all documents into one timeline
    /// gives. Cells and evidence are unions, so merging the same ones again changes nothing; counts, exposure and
    /// documents naming a pair *add*, so shards must not share documents. An empty, unstamped timeline merges with
    /// any of the same settings.
    ///
    /// # Errors
    ///
    /// When stamps or settings differ; then neither timeline has changed.
    pub fn merge(&mut self, other: &Self) -> Result<(), MergeError> {
        if self.settings != other.settings {
            return Err(MergeError::Settings);
        }
        self.stamp = self.common_stamp(other)?;
        self.counts.add(other.counts);
        add_days(&mut self.exposure, &other.exposure);
        self.take_over_pairs(other);
        Ok(())
    }

    fn take_over_pairs(&mut self, other: &Self) {
        for (pair, days) in &other.named {
            add_days(self.named.entry(*pair).or_default(), days);
        }
        let mut chains = Adopted::by(&mut self.chains);
        for (pair, dyad) in &other.dyads {
            let ours = self.dyads.entry(*pair).or_default();
            ours.merge(dyad, &mut chains);
        }
    }

    fn common_stamp(&self, other: &Self) -> Result<Option<String>, MergeError> {
        let blank = |timeline: &Self| timeline.stamp.is_none() && timeline.counts.read == 0;
        if self.stamp == other.stamp || blank(other) {
            Ok(self.stamp.clone())
        } else if blank(self) {
            Ok(other.stamp.clone())
        } else {
            Err(MergeError::Stamp {
                ours: self.stamp.clone(),
                theirs: other.stamp.clone(),
            })
        }
    }

    /// How many documents and events came in, and what became of them.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// How many documents were scored.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.counts.scored
    }

    /// The exposure: how many documents published that day were scored, whether or not they held an event.
    #[must_use]
    pub fn exposure(&self, day: Day) -> u64 {
        self.exposure.get(&day).copied().unwrap_or(0)
    }

    /// The last day a scored document was published: the day read-outs are made for unless another is given.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.exposure.last_key_value().map(|(day, _)| *day)
    }

    /// How many cells there are, one for each directed pair, class, mode and day with an event: what memory grows with.
    ///
    /// ```
    /// assert_eq!(detente::Timeline::new().cells(), 0);
    /// ```
    #[must_use]
    pub fn cells(&self) -> usize {
        self.dyads.values().map(|dyad| dyad.cells.len()).sum()
    }

    /// Every directed pair with an event in whatever mode, sorted.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        self.dyads.keys().copied().collect()
    }

    /// The same without direction, each once, sorted.
    #[must_use]
    pub fn undirected_pairs(&self) -> Vec<Pair> {
        let pairs: BTreeSet<Pair> = self.dyads.keys().map(Pair::without_direction).collect();
        pairs.into_iter().collect()
    }

    /// The view of one pair: of one direction, or of both together.
    #[must_use]
    pub fn relationship(&self, pair: Pair) -> Relationship<'_> {
        Relationship::new(self, pair, &Exposure::new(&self.exposure).into())
    }

    /// All relationships, owned: what is stored and published.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::new(self)
    }
}

/// Undirected pairs, sorted, each once: as every record that was read has them, and one made elsewhere may not.
fn each_once(named: &[Pair]) -> Cow<'_, [Pair]> {
    if named.iter().all(|pair| !pair.is_directed()) && named.is_sorted_by(|a, b| a < b) {
        return Cow::Borrowed(named);
    }
    let pairs: BTreeSet<Pair> = named.iter().map(Pair::without_direction).collect();
    pairs.into_iter().collect()
}

/// Records one after the other; any order gives the same.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon, Timeline};
/// let analyzer = Analyzer::new(Lexicon::english());
/// let day = "2018-04-06".parse()?;
/// let wire = [Article::new("1", day, "America imposed sanctions on Russia."), Article::new("2", day, "It rained.")];
/// let timeline: Timeline = wire.iter().map(|article| analyzer.analyze(article)).collect();
/// assert_eq!(timeline.counts().read, 2);
/// # Ok::<(), detente::DayError>(())
/// ```
impl<R: AsRef<Record>> FromIterator<R> for Timeline {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        let mut timeline = Self::new();
        timeline.extend(records);
        timeline
    }
}

impl<R: AsRef<Record>> Extend<R> for Timeline {
    fn extend<I: IntoIterator<Item = R>>(&mut self, records: I) {
        records.into_iter().for_each(|record| self.record(record));
    }
}

fn add_one(days: &mut BTreeMap<Day, u64>, day: Day) {
    let count = days.entry(day).or_default();
    *count = count.saturating_add(1);
}

fn add_days(days: &mut BTreeMap<Day, u64>, other: &BTreeMap<Day, u64>) {
    for (day, more) in other {
        let count = days.entry(*day).or_default();
        *count = count.saturating_add(*more);
    }
}
