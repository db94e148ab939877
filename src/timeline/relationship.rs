//! The view of one pair: its events, read-outs, series and evidence, computed from the merged cells alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Timeline,
    breaks::{self, ChangePoint},
    events::{self, CellEvent, Told},
    evidence::{EvidenceEntry, WITNESSES},
    exposure::Exposure,
    ledger::CellKey,
    peaks::{self, Attribution, Peak, Side},
    points::{self, Change, Period, Point, Since},
    readout::{State, round},
    sectors::{self, Contact},
    series::Series,
};
use crate::{day::Day, pair::Pair};

/// One pair, directed or not, as its documents show it.
///
/// An undirected view holds the events of both directions; the two halves of a mutual event are one event there.
/// Documents naming the pair are the same for every direction.
///
/// ```
/// use detente::{Period, Timeline};
/// # use detente::{Analyzer, Article, Lexicon};
/// # let timeline: Timeline = [("1", "2018-03-29", "Russia expelled 60 American diplomats."), ("2", "2018-04-06", "America imposed sanctions on Russia.")]
/// #     .into_iter().map(|(id, day, text)| Analyzer::new(Lexicon::english()).analyze(&Article::new(id, day.parse().unwrap(), text))).collect();
/// let relationship = timeline.relationship("USA->RUS".parse()?);
/// let state = relationship.state().expect("a document was read");
/// assert!(state.tension > 50.0 && state.tension_band[0] < state.tension);
/// assert_eq!(relationship.points(Period::Week).len(), 1);
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Relationship<'t> {
    pair: Pair,
    series: Series<'t>,
}

/// How differently the two sides treat each other: their intensities, -10 to +10, at the settings' half-life.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Asymmetry {
    /// The day of the read-outs.
    pub day: Day,
    /// The intensity of the pair's first actor towards its second.
    pub forward: f64,
    /// The intensity of the second towards the first.
    pub backward: f64,
    /// Forward less backward, -20 to +20: negative where the first is the more hostile.
    pub difference: f64,
}

impl<'t> Relationship<'t> {
    pub(super) fn new(timeline: &'t Timeline, pair: Pair, exposure: &Arc<Exposure>) -> Self {
        let series = Series::of_pairs(timeline, &[pair], exposure);
        Self { pair, series }
    }

    /// The pair.
    #[must_use]
    pub const fn pair(&self) -> Pair {
        self.pair
    }

    /// Every event after folding, in or out of the sums (weight 0), by day, class and mode.
    #[must_use]
    pub fn events(&self) -> &[CellEvent] {
        &self.series.events
    }

    /// How many documents name the pair.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.series.named.total()
    }

    /// The state at the end of the last day read, with the settings' half-life; `None` in an empty timeline.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.series.state()
    }

    /// The state at the end of a day; `half_life` is in days (7, 28 and 90 are the presets; 0 is read as 1).
    ///
    /// Nothing after `day` enters: the state of a day in the past is what later documents have since said of it.
    #[must_use]
    pub fn at(&self, day: Day, half_life: u16) -> State {
        self.series.at(day, half_life)
    }

    /// The series from the period of the first event in the sums to that of the last day read, with no gap; at most
    /// the last [`MAX_POINTS`](super::MAX_POINTS). Empty without an event in the sums.
    #[must_use]
    pub fn points(&self, period: Period) -> Vec<Point> {
        self.series.points(period)
    }

    /// The weeks in which the trend got another verdict: where worsening or easing began and ended.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        points::changes(&self.points(Period::Week))
    }

    /// Where the mean of the weekly series breaks: the partition of the weeks with an event into segments that is best
    /// in squared error, each change costing [`BREAK_PENALTY`](super::BREAK_PENALTY) times `ln n`.
    ///
    /// Minimises, over all partitions into segments of at least [`BREAK_WEEKS`](super::BREAK_WEEKS) weeks, the sum of
    /// `(R - S^2 / W) / sigma0^2` plus `3 ln n` for each change; R, S and W are the segment's sums of `w g^2`, `w g` and `w`,
    /// sigma0 is [`PRIOR_SPREAD`](super::PRIOR_SPREAD), n the number of weeks with an event. Weeks without one say nothing.
    /// By dynamic programming, exact (Jackson et al. 2005, "An algorithm for optimal partitioning of data on an
    /// interval", IEEE Signal Processing Letters 12:105-108). Unlike [`changes`](Self::changes) it looks back from the end of
    /// the series, so that later weeks can move it.
    ///
    /// ```
    /// # use detente::{Analyzer, Article, Lexicon, Period, Side, Timeline};
    /// # let analyzer = Analyzer::new(Lexicon::english());
    /// # let mut timeline = Timeline::new();
    /// # let day = "2018-04-06".parse()?;
    /// # timeline.record(analyzer.analyze(&Article::new("wire-7", day, "America imposed sanctions on Russia.")));
    /// for change in timeline.relationship("USA-RUS".parse()?).change_points() {
    ///     println!("{}: from {} to {}", change.day, change.before, change.after);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn change_points(&self) -> Vec<ChangePoint> {
        breaks::change_points(&self.series)
    }

    /// The fields of policy of the events from one day to another, both included, the weightiest first.
    ///
    /// ```
    /// # use detente::{Analyzer, Article, Lexicon, Period, Side, Timeline};
    /// # let analyzer = Analyzer::new(Lexicon::english());
    /// # let mut timeline = Timeline::new();
    /// # let day = "2018-04-06".parse()?;
    /// # timeline.record(analyzer.analyze(&Article::new("wire-7", day, "America imposed sanctions on Russia.")));
    /// let contacts = timeline.relationship("USA-RUS".parse()?).contacts(day, day);
    /// assert_eq!(contacts[0].context, Some(detente::Context::Economic));
    /// assert_eq!(contacts[0].share, 1.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn contacts(&self, from: Day, to: Day) -> Vec<Contact> {
        sectors::contacts(&self.series, from, to)
    }

    /// The periods with the most hostile or cooperative scale points, at most `limit`, the highest first and of equals the
    /// earlier, each with the articles and entries that made it. A period without any is none.
    ///
    /// ```
    /// # use detente::{Analyzer, Article, Lexicon, Period, Side, Timeline};
    /// # let analyzer = Analyzer::new(Lexicon::english());
    /// # let mut timeline = Timeline::new();
    /// # let day = "2018-04-06".parse()?;
    /// # timeline.record(analyzer.analyze(&Article::new("wire-7", day, "America imposed sanctions on Russia.")));
    /// let peaks = timeline.relationship("USA->RUS".parse()?).peaks(Period::Week, Side::Hostile, 3);
    /// assert_eq!((peaks.len(), &*peaks[0].articles[0].document), (1, "wire-7"));
    /// assert_eq!(peaks[0].entries[0].points, -peaks[0].points);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn peaks(&self, period: Period, side: Side, limit: usize) -> Vec<Peak> {
        peaks::peaks(&self.series, period, side, limit)
    }

    /// What each entry of the lexicon adds to the sum of `w g` from one day to another, both included, those that move it
    /// most first. The parts add up to that sum exactly, but for the rounding of each.
    ///
    /// ```
    /// # use detente::{Analyzer, Article, Lexicon, Period, Side, Timeline};
    /// # let analyzer = Analyzer::new(Lexicon::english());
    /// # let mut timeline = Timeline::new();
    /// # let day = "2018-04-06".parse()?;
    /// # timeline.record(analyzer.analyze(&Article::new("wire-7", day, "America imposed sanctions on Russia.")));
    /// for part in timeline.relationship("USA->RUS".parse()?).attributions(day, day) {
    ///     println!("{} {}: {}", part.kind.name(), part.entry, part.points);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn attributions(&self, from: Day, to: Day) -> Vec<Attribution> {
        peaks::attributions(&self.series, from, to, None)
    }

    /// "Highest since" or "lowest since" at the end of the weekly series; `None` below eight weeks.
    #[must_use]
    pub fn since(&self) -> Option<Since> {
        points::since(&self.points(Period::Week))
    }

    /// How differently the two sides treat each other at the end of a day; `None` where either has too little evidence.
    #[must_use]
    pub fn asymmetry(&self, day: Day) -> Option<Asymmetry> {
        let forward = Pair::directed(self.pair.source(), self.pair.target())?;
        let side = |pair| {
            let exposure = &self.series.exposure;
            Series::of_pairs(self.series.timeline, &[pair], exposure).intensity(day)
        };
        let (forward, backward) = (side(forward)?, side(forward.reversed())?);
        let difference = round(forward - backward);
        Some(Asymmetry {
            day,
            forward: round(forward),
            backward: round(backward),
            difference,
        })
    }

    /// The strongest events in the sums, at most `limit`, the strongest first; see [`EvidenceEntry`] for the order.
    ///
    /// They are the strongest of those kept, three for each directed pair and month.
    #[must_use]
    pub fn strongest(&self, limit: usize) -> Vec<&'t EvidenceEntry> {
        let mut entries = self.evidence();
        entries.truncate(limit);
        entries
    }

    /// The strongest events in the sums of each month (by its first day), at most three, the strongest first.
    #[must_use]
    pub fn strongest_by_month(&self) -> BTreeMap<Day, Vec<&'t EvidenceEntry>> {
        let mut months: BTreeMap<Day, Vec<_>> = BTreeMap::new();
        for entry in self.evidence() {
            months
                .entry(entry.day.month_start())
                .or_default()
                .push(entry);
        }
        months
            .values_mut()
            .for_each(|month| month.truncate(WITNESSES));
        months
    }

    /// The evidence of events that stand in the sums, each event once, the strongest first.
    fn evidence(&self) -> Vec<&'t EvidenceEntry> {
        let counted = self.events().iter().filter(|event| event.weight > 0);
        let mut open: BTreeSet<(Pair, CellKey)> =
            counted.map(|event| (event.pair, event.key())).collect();
        let dyads = directions(self.pair)
            .into_iter()
            .filter_map(|pair| self.series.timeline.dyads.get(&pair));
        let entries = dyads.flat_map(|dyad| dyad.evidence.values().flatten());
        let mut entries: Vec<_> = entries.filter(|entry| self.is_sure(entry)).collect();
        entries.sort_by(|a, b| a.strength().cmp(&b.strength()).then(a.pair.cmp(&b.pair)));
        // A mutual event stands under the undirected pair, so that only its stronger half is taken.
        entries.retain(|entry| {
            open.remove(&(entry.pair, entry.key()))
                || open.remove(&(entry.pair.without_direction(), entry.key()))
        });
        entries
    }

    const fn is_sure(&self, entry: &EvidenceEntry) -> bool {
        entry.confidence >= self.series.timeline.settings.minimum_confidence
    }
}

impl Timeline {
    /// The events of a pair, in no order.
    pub(super) fn told_of(&self, pair: Pair) -> Vec<Told<'_>> {
        let of = |pair| {
            self.dyads
                .get(&pair)
                .map(|dyad| events::directed(pair, dyad, &self.settings))
        };
        let [forward, backward] = directions(pair).map(|pair| of(pair).unwrap_or_default());
        if pair.is_directed() {
            forward
        } else {
            events::joined(forward, backward)
        }
    }
}

/// The directions a view reads; a directed pair fills both places.
fn directions(pair: Pair) -> [Pair; 2] {
    if pair.is_directed() {
        return [pair, pair];
    }
    let forward = Pair::directed(pair.source(), pair.target()).unwrap_or(pair);
    [forward, forward.reversed()]
}

/// The pair and its state, and under it one line for each week.
impl fmt::Display for Relationship<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pair)?;
        match self.state() {
            Some(state) => write!(f, "  {state}, {}", state.trend)?,
            None => write!(f, "  no data")?,
        }
        self.points(Period::Week)
            .iter()
            .try_for_each(|point| write!(f, "\n  {point}"))
    }
}
