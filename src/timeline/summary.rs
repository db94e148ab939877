//! The summary: all relationships of a timeline, owned, in the order of time, to store and to publish.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::{
    Counts, Timeline,
    evidence::EvidenceEntry,
    exposure::Exposure,
    points::{self, Change, Period, Point, Since},
    readout::State,
    relationship::{Asymmetry, Relationship},
    settings::Settings,
    stored::FORMAT,
};
use crate::{day::Day, pair::Pair};

/// How many of its strongest events a view lists.
const STRONGEST: usize = 10;

/// All relationships of a timeline, with everything their numbers depend on.
///
/// In JSON the fields stand as they are named here, days as `YYYY-MM-DD`, pairs as `USA->RUS` or `RUS-USA`, numbers
/// rounded once to three decimals, what is undefined as `null`. Reading one checks format, order and ranges.
///
/// ```
/// use detente::{Summary, Timeline};
/// # use detente::{Analyzer, Article, Lexicon};
/// # let timeline: Timeline = [("1", "2018-03-29", "Russia expelled 60 American diplomats."), ("2", "2018-04-06", "America imposed sanctions on Russia.")]
/// #     .into_iter().map(|(id, day, text)| Analyzer::new(Lexicon::english()).analyze(&Article::new(id, day.parse().unwrap(), text))).collect();
/// let summary = timeline.summary();
/// let both = &summary.relationship("USA-RUS".parse()?).expect("they act").both;
/// assert_eq!(both.weeks.len(), 2);
/// let json = serde_json::to_string(&summary)?;
/// assert_eq!(serde_json::from_str::<Summary>(&json)?, summary);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Summary {
    /// The version of this shape: 1.
    #[serde(deserialize_with = "known_format")]
    pub format: u32,
    /// The lexicon the documents were read with, `name@version+hash`.
    pub lexicon: Option<String>,
    /// The settings of the read-outs.
    pub settings: Settings,
    /// How many documents and events came in, and what became of them.
    pub counts: Counts,
    /// The last day read: the day of every state.
    pub last_day: Option<Day>,
    /// Every pair of actors with an event, without direction, sorted.
    #[serde(deserialize_with = "sound_relationships")]
    pub relationships: Vec<RelationshipSummary>,
}

/// One pair of actors: both directions together, and each for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RelationshipSummary {
    /// The pair, without direction.
    pub pair: Pair,
    /// How many documents name both actors.
    pub documents: u64,
    /// Both directions together.
    pub both: View,
    /// Each direction that has an event, the alphabetically first actor's first.
    pub directions: Vec<View>,
    /// How differently the two sides treat each other; `None` where either has too little evidence.
    pub asymmetry: Option<Asymmetry>,
}

/// One view of a relationship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct View {
    /// The pair, directed or not.
    pub pair: Pair,
    /// The read-outs at the end of the last day read.
    pub state: State,
    /// "Highest since" or "lowest since", where the series supports it.
    pub since: Option<Since>,
    /// Where worsening or easing began and ended.
    pub changes: Vec<Change>,
    /// The weekly series. A week with no event in the sums and too little evidence for a level is left out.
    pub weeks: Vec<Point>,
    /// The strongest events, at most ten.
    pub strongest: Vec<EvidenceEntry>,
}

impl Summary {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let last_day = timeline.last_day();
        Self {
            format: FORMAT,
            lexicon: timeline.stamp.clone(),
            settings: timeline.settings,
            counts: timeline.counts,
            last_day,
            relationships: last_day.map_or_else(Vec::new, |last| relationships(timeline, last)),
        }
    }

    /// The summary of one pair, whichever way it is written.
    #[must_use]
    pub fn relationship(&self, pair: Pair) -> Option<&RelationshipSummary> {
        let pair = pair.without_direction();
        let at = self
            .relationships
            .binary_search_by_key(&pair, |relationship| relationship.pair);
        at.ok().map(|at| &self.relationships[at])
    }
}

fn relationships(timeline: &Timeline, last: Day) -> Vec<RelationshipSummary> {
    let mut exposure = Exposure::new(&timeline.exposure);
    let days = timeline
        .dyads
        .values()
        .flat_map(|dyad| dyad.cells.keys().map(|key| key.day));
    let first = days.min().unwrap_or(last);
    let ends = Period::Week
        .spans(first, last)
        .into_iter()
        .map(|(_, to)| to);
    exposure.prepare(ends, timeline.settings.half_life.max(1));
    let exposure = Arc::new(exposure);
    let pairs = timeline.undirected_pairs().into_iter();
    pairs
        .map(|pair| RelationshipSummary::new(timeline, pair, last, &exposure))
        .collect()
}

impl RelationshipSummary {
    fn new(timeline: &Timeline, pair: Pair, last: Day, exposure: &Arc<Exposure>) -> Self {
        let view = |pair| Relationship::new(timeline, pair, exposure);
        let both = view(pair);
        let forward = Pair::directed(pair.source(), pair.target());
        let directions = forward.into_iter().flat_map(|pair| [pair, pair.reversed()]);
        let directions = directions.filter(|pair| timeline.dyads.contains_key(pair));
        Self {
            pair,
            documents: both.documents(),
            both: View::new(&both, last, &timeline.settings),
            directions: directions
                .map(|pair| View::new(&view(pair), last, &timeline.settings))
                .collect(),
            asymmetry: both.asymmetry(last),
        }
    }
}

impl View {
    fn new(relationship: &Relationship<'_>, last: Day, settings: &Settings) -> Self {
        let mut weeks = relationship.points(Period::Week);
        let (since, changes) = (points::since(&weeks), points::changes(&weeks));
        weeks.retain(Point::is_telling);
        Self {
            pair: relationship.pair(),
            state: relationship.at(last, settings.half_life),
            since,
            changes,
            weeks,
            strongest: relationship
                .strongest(STRONGEST)
                .into_iter()
                .cloned()
                .collect(),
        }
    }

    /// What cannot be wrong in a summary this library wrote.
    fn is_sound(&self) -> bool {
        let states = self
            .weeks
            .iter()
            .map(|week| &week.state)
            .chain([&self.state]);
        let of_pair = |pair: Pair| pair == self.pair || pair.without_direction() == self.pair;
        self.weeks.is_sorted_by(|a, b| a.to < b.to)
            && self
                .weeks
                .iter()
                .all(|week| week.from <= week.to && week.to == week.state.day)
            && self.changes.is_sorted_by(|a, b| a.day < b.day)
            && self.strongest.iter().all(|entry| of_pair(entry.pair))
            && states.into_iter().all(State::is_sound)
    }
}

impl State {
    fn is_sound(&self) -> bool {
        let [low, high] = self.intensity_band;
        let [calm, tense] = self.tension_band;
        -10.0 <= low
            && low <= self.intensity
            && self.intensity <= high
            && high <= 10.0
            && 0.0 <= calm
            && calm <= self.tension
            && self.tension <= tense
            && tense <= 100.0
            && self.effective >= 0.0
    }
}

fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(deserializer)?;
    let wrong = || {
        D::Error::custom(format_args!(
            "a summary of format {format}; this library reads format {FORMAT}"
        ))
    };
    (format == FORMAT).then_some(format).ok_or_else(wrong)
}

fn sound_relationships<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<RelationshipSummary>, D::Error> {
    let all = Vec::<RelationshipSummary>::deserialize(deserializer)?;
    if !all.is_sorted_by(|a, b| a.pair < b.pair) {
        return Err(D::Error::custom(
            "relationships are not sorted, or one is there twice",
        ));
    }
    match all.iter().find(|relationship| !relationship.is_sound()) {
        Some(wrong) => Err(D::Error::custom(format_args!(
            "the summary of {} cannot be",
            wrong.pair
        ))),
        None => Ok(all),
    }
}

impl RelationshipSummary {
    fn is_sound(&self) -> bool {
        let directed =
            |view: &View| view.pair.is_directed() && view.pair.without_direction() == self.pair;
        !self.pair.is_directed()
            && self.both.pair == self.pair
            && self.both.is_sound()
            && self
                .directions
                .iter()
                .all(|view| directed(view) && view.is_sound())
            && self.directions.is_sorted_by(|a, b| a.pair < b.pair)
    }
}

/// One line on what was read, then one for each pair.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            scored,
            read,
            recorded,
            ..
        } = self.counts;
        write!(f, "{scored} of {read} documents scored, {recorded} events")?;
        if let Some(last) = self.last_day {
            write!(f, ", to {last}")?;
        }
        if let Some(lexicon) = &self.lexicon {
            write!(f, ", {lexicon}")?;
        }
        self.relationships
            .iter()
            .try_for_each(|relationship| write!(f, "\n{relationship}"))
    }
}

/// `RUS-USA  tension 71.3 [64.0, 78.6] tense to hostile, worsening (+6.1)  12 events`
impl fmt::Display for RelationshipSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = &self.both.state;
        let noun = if state.events == 1 { "event" } else { "events" };
        write!(
            f,
            "{}  {state}, {}  {} {noun}",
            self.pair, state.trend, state.events
        )
    }
}
