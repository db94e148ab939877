//! Groups: one bloc of actors and another, one actor and the world, all pairs together, and the mean of all pairs.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Timeline,
    breaks::{self, ChangePoint},
    decay::Decays,
    events::CellEvent,
    exposure::Exposure,
    level::LEAST_EFFECTIVE,
    peaks::{self, Attribution, Peak, Side},
    points::{self, Change, Period, Point, Since},
    readout::{State, round},
    sectors::{self, Contact},
    series::Series,
};
use crate::{
    day::Day,
    pair::{ActorCode, Pair},
};

/// A set of actors that are looked at as one; or everyone.
///
/// Who belongs to it, its maker says; an organisation that acts under a code of its own is a member like others.
///
/// ```
/// use detente::Bloc;
/// let benelux = Bloc::new(["BEL", "LUX", "NLD"].map(|code| code.parse().unwrap()));
/// assert!(benelux.holds("NLD".parse()?) && !benelux.holds("FRA".parse()?));
/// assert!(Bloc::world().holds("FRA".parse()?));
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bloc(Option<BTreeSet<ActorCode>>);

impl Bloc {
    /// A bloc of these members.
    #[must_use]
    pub fn new(members: impl IntoIterator<Item = ActorCode>) -> Self {
        Self(Some(members.into_iter().collect()))
    }

    /// Everyone.
    #[must_use]
    pub const fn world() -> Self {
        Self(None)
    }

    /// Whether an actor belongs to it.
    #[must_use]
    pub fn holds(&self, actor: ActorCode) -> bool {
        self.0
            .as_ref()
            .is_none_or(|members| members.contains(&actor))
    }
}

impl FromIterator<ActorCode> for Bloc {
    fn from_iter<I: IntoIterator<Item = ActorCode>>(members: I) -> Self {
        Self::new(members)
    }
}

impl From<ActorCode> for Bloc {
    fn from(actor: ActorCode) -> Self {
        Self::new([actor])
    }
}

/// Many pairs together: the events of all of them, read out by the formulas of one pair.
///
/// Sums are those of the pairs added up, so that an event weighs what it weighs in its own pair, and its prior mean is
/// that of the group's own events. Documents are counted once for each pair of the group that they name; a salience of
/// 100 is the group's share of such namings in the base period.
///
/// ```
/// use detente::{Bloc, Timeline};
/// # use detente::{Analyzer, Article, Lexicon};
/// # let timeline: Timeline = [("1", "2018-03-29", "Russia expelled 60 American diplomats."), ("2", "2018-04-06", "America imposed sanctions on Russia.")]
/// #     .into_iter().map(|(id, day, text)| Analyzer::new(Lexicon::english()).analyze(&Article::new(id, day.parse().unwrap(), text))).collect();
/// let russia = Bloc::from("RUS".parse::<detente::ActorCode>()?);
/// let to_all = timeline.toward(&russia, &Bloc::world());
/// assert_eq!((to_all.pairs().len(), to_all.events().len()), (1, 1));
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Group<'t> {
    pairs: Vec<Pair>,
    series: Series<'t>,
}

/// How things stand between all pairs, each counting the same however much is written about it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WorldMean {
    /// The day of the read-outs.
    pub day: Day,
    /// The half-life in days.
    pub half_life: u16,
    /// How many undirected pairs have an effective number of 1 or more; 1 and up.
    pub pairs: u64,
    /// The mean of their tensions, 0 to 100: what a pair's own tension is to be compared with.
    pub tension: f64,
}

impl Timeline {
    /// What the members of one bloc do to those of the other, pair by directed pair. Nobody acts upon himself; where the
    /// blocs overlap, what their common members do to others of them counts.
    ///
    /// ```
    /// use detente::{ActorCode, Bloc, Timeline};
    /// # let timeline = Timeline::new();
    /// let (usa, rus): (ActorCode, ActorCode) = ("USA".parse()?, "RUS".parse()?);
    /// let nato = Bloc::new(["NATO".parse()?, usa, "GBR".parse()?]);
    /// let abroad = timeline.toward(&nato, &rus.into());
    /// let all_of_it = timeline.toward(&usa.into(), &Bloc::world());
    /// assert!(abroad.pairs().is_empty() && all_of_it.state().is_none());
    /// # Ok::<(), detente::PairError>(())
    /// ```
    #[must_use]
    pub fn toward(&self, sources: &Bloc, targets: &Bloc) -> Group<'_> {
        let pairs = self.pairs().into_iter();
        let of = |pair: &Pair| sources.holds(pair.source()) && targets.holds(pair.target());
        Group::new(self, pairs.filter(of).collect())
    }

    /// What is between the members of two blocs, in both directions: a mutual event is one event.
    /// `between(&bloc, &bloc)` is what is within one.
    #[must_use]
    pub fn between(&self, one: &Bloc, other: &Bloc) -> Group<'_> {
        let pairs = self.undirected_pairs().into_iter();
        let of = |pair: &Pair| {
            let (a, b) = (pair.source(), pair.target());
            one.holds(a) && other.holds(b) || one.holds(b) && other.holds(a)
        };
        Group::new(self, pairs.filter(of).collect())
    }

    /// All pairs together: what weighs most in the news weighs most here. [`world_mean`](Self::world_mean) counts pairs.
    #[must_use]
    pub fn world(&self) -> Group<'_> {
        self.between(&Bloc::world(), &Bloc::world())
    }

    /// The mean tension of all pairs that have a level at the end of a day; `None` where no pair has one.
    ///
    /// `half_life` is in days; 0 is read as 1.
    ///
    /// ```
    /// # use detente::Timeline;
    /// assert_eq!(Timeline::new().world_mean("2018-04-06".parse()?, 28), None);
    /// # Ok::<(), detente::DayError>(())
    /// ```
    #[must_use]
    pub fn world_mean(&self, day: Day, half_life: u16) -> Option<WorldMean> {
        let half_life = half_life.max(1);
        let exposure = Arc::new(Exposure::new(&self.exposure));
        let cells = self.dyads.values().flat_map(|dyad| dyad.cells.keys());
        let first = cells
            .map(|key| key.day)
            .chain(self.exposure.keys().copied());
        let span = day.since(first.min().unwrap_or(day));
        let decays = Decays::new(half_life, span);
        let (mut pairs, mut sum) = (0_u32, 0.0);
        for pair in self.undirected_pairs() {
            let series = Series::of_pairs(self, &[pair], &exposure);
            let state = series.read_out(day, half_life, &decays);
            if state.effective >= LEAST_EFFECTIVE {
                pairs += 1;
                sum += state.tension;
            }
        }
        (pairs > 0).then(|| WorldMean {
            day,
            half_life,
            pairs: pairs.into(),
            tension: round(sum / f64::from(pairs)),
        })
    }
}

impl<'t> Group<'t> {
    fn new(timeline: &'t Timeline, pairs: Vec<Pair>) -> Self {
        let exposure = Arc::new(Exposure::new(&timeline.exposure));
        Self {
            series: Series::of_pairs(timeline, &pairs, &exposure),
            pairs,
        }
    }

    /// The pairs with an event, sorted: directed ones of [`Timeline::toward`], undirected ones of [`Timeline::between`].
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Every event after folding, as [`Relationship::events`](super::Relationship::events).
    #[must_use]
    pub fn events(&self) -> &[CellEvent] {
        &self.series.events
    }

    /// How often documents name a pair of the group.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.series.named.total()
    }

    /// The state at the end of the last day read, as [`Relationship::state`](super::Relationship::state).
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.series.state()
    }

    /// The state at the end of a day, as [`Relationship::at`](super::Relationship::at).
    #[must_use]
    pub fn at(&self, day: Day, half_life: u16) -> State {
        self.series.at(day, half_life)
    }

    /// The series, as [`Relationship::points`](super::Relationship::points).
    #[must_use]
    pub fn points(&self, period: Period) -> Vec<Point> {
        self.series.points(period)
    }

    /// The turns of the trend, as [`Relationship::changes`](super::Relationship::changes).
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        points::changes(&self.points(Period::Week))
    }

    /// The breaks of the weekly mean, as [`Relationship::change_points`](super::Relationship::change_points).
    #[must_use]
    pub fn change_points(&self) -> Vec<ChangePoint> {
        breaks::change_points(&self.series)
    }

    /// "Highest since" or "lowest since", as [`Relationship::since`](super::Relationship::since).
    #[must_use]
    pub fn since(&self) -> Option<Since> {
        points::since(&self.points(Period::Week))
    }

    /// The fields of policy, as [`Relationship::contacts`](super::Relationship::contacts).
    #[must_use]
    pub fn contacts(&self, from: Day, to: Day) -> Vec<Contact> {
        sectors::contacts(&self.series, from, to)
    }

    /// The highest periods, as [`Relationship::peaks`](super::Relationship::peaks).
    #[must_use]
    pub fn peaks(&self, period: Period, side: Side, limit: usize) -> Vec<Peak> {
        peaks::peaks(&self.series, period, side, limit)
    }

    /// What each entry adds, as [`Relationship::attributions`](super::Relationship::attributions).
    #[must_use]
    pub fn attributions(&self, from: Day, to: Day) -> Vec<Attribution> {
        peaks::attributions(&self.series, from, to, None)
    }
}

impl<'t> Series<'t> {
    /// The events of some pairs, all directed or none.
    pub(super) fn of_pairs(
        timeline: &'t Timeline,
        pairs: &[Pair],
        exposure: &Arc<Exposure>,
    ) -> Self {
        let told = pairs.iter().flat_map(|pair| timeline.told_of(*pair));
        let named = pairs
            .iter()
            .filter_map(|pair| timeline.named.get(&pair.without_direction()));
        let days = |days: &BTreeMap<Day, u64>| days.clone();
        Self::new(
            timeline,
            told.collect(),
            Exposure::of(named.map(days)),
            Arc::clone(exposure),
        )
    }
}
