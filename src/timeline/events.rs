//! From cells to events. All of it happens at read time, from the merged cells alone.

use std::collections::BTreeMap;

use super::{
    ledger::{CellKey, Dyad, Report},
    settings::Settings,
};
use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::Day,
    event::{Context, Micro, Mode},
    pair::Pair,
    scale::Scale,
};

/// A default-dated report is folded into its story's cell up to this many days earlier.
const FOLD: i32 = 3;

/// One event as it enters the sums: a cell after folding, however many stories tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellEvent {
    /// The day it stands on.
    pub day: Day,
    /// Who did it to whom; undirected where both halves of a mutual event are counted as one.
    pub pair: Pair,
    /// The event class.
    pub class: EventClass,
    /// The mode.
    pub mode: Mode,
    /// The CAMEO code of its first report: the surest, then the earliest, then the smallest document id.
    pub code: CameoCode,
    /// The quad class of that report.
    pub quad: Quad,
    /// The scale of that report, -10 to +10.
    pub scale: Scale,
    /// `largest position weight * story weight * mode weight`, in millionths, rounded half up once; 0 is out of the sums.
    pub weight: u64,
    /// The field of policy of that report's term, where it has one.
    pub context: Option<Context>,
    /// How many stories tell it, 1 to 8.
    pub stories: usize,
    /// The story of the first report, and whether that is of a mutual event.
    mutual: Option<u64>,
}

/// An event with the reports that tell it, the one that gives it its scale first.
#[derive(Clone, Debug)]
pub(super) struct Told<'t> {
    pub(super) event: CellEvent,
    pub(super) reports: Vec<&'t Report>,
}

impl<'t> Told<'t> {
    fn new(
        pair: Pair,
        key: CellKey,
        mut reports: Vec<&'t Report>,
        settings: &Settings,
    ) -> Option<Self> {
        reports.sort_by(|a, b| a.precedence().cmp(&b.precedence()));
        let event = CellEvent::new(pair, key, &reports, settings)?;
        Some(Self { event, reports })
    }
}

impl CellEvent {
    /// The event of reports in the order of their precedence.
    fn new(pair: Pair, key: CellKey, reports: &[&Report], settings: &Settings) -> Option<Self> {
        let first = reports.first()?;
        let position = reports.iter().map(|report| report.weight).max()?;
        Some(Self {
            day: key.day,
            pair,
            class: key.class,
            mode: key.mode,
            code: first.code,
            quad: first.quad,
            scale: first.scale,
            weight: weight(position, reports.len(), key.mode, settings),
            context: first.context,
            stories: reports.len(),
            mutual: first.mutual.then_some(first.story),
        })
    }

    pub(super) const fn key(&self) -> CellKey {
        CellKey {
            class: self.class,
            mode: self.mode,
            day: self.day,
        }
    }

    /// Whether the two are the two directions of one mutual event.
    fn is_other_half_of(&self, other: &Self) -> bool {
        self.mutual.is_some() && self.mutual == other.mutual && self.scale == other.scale
    }
}

/// The weight of an event in millionths.
fn weight(position: Micro, stories: usize, mode: Mode, settings: &Settings) -> u64 {
    let told = settings.story_weights[stories.clamp(1, 8) - 1];
    let product =
        u128::from(position) * u128::from(told) * u128::from(settings.mode_weights.of(mode));
    // A position weight is at most 10^6, so the quotient stays below 2^45 and its square far below 2^127.
    u64::try_from((product + 500_000_000_000) / 1_000_000_000_000).unwrap_or(u64::MAX)
}

/// The events of one directed pair in the order of class, mode and day.
pub(super) fn directed<'t>(pair: Pair, dyad: &'t Dyad, settings: &Settings) -> Vec<Told<'t>> {
    let folded = fold(&dyad.cells, settings.minimum_confidence);
    folded
        .into_iter()
        .filter_map(|(key, reports)| Told::new(pair, key, reports, settings))
        .collect()
}

/// What is left of the cells: within one class and mode, going forward from the earliest day, a default-dated report
/// goes when its story *still* stands in a cell one to three days earlier.
fn fold(cells: &BTreeMap<CellKey, Vec<Report>>, minimum: Micro) -> Vec<(CellKey, Vec<&Report>)> {
    let mut folded: Vec<(CellKey, Vec<&Report>)> = Vec::with_capacity(cells.len());
    for (&key, reports) in cells {
        let sure = reports.iter().filter(|report| report.confidence >= minimum);
        let kept = sure
            .filter(|report| !(report.default_dated && stands_before(&folded, key, report.story)));
        let kept = kept.collect();
        folded.push((key, kept));
    }
    folded
}

/// Whether the story is kept one to three days before `key`, in its class and mode.
fn stands_before(folded: &[(CellKey, Vec<&Report>)], key: CellKey, story: u64) -> bool {
    let near = |earlier: &CellKey| {
        earlier.class == key.class && earlier.mode == key.mode && key.day.since(earlier.day) <= FOLD
    };
    let recent = folded.iter().rev().take_while(|(earlier, _)| near(earlier));
    recent
        .flat_map(|(_, reports)| reports)
        .any(|report| report.story == story)
}

/// Both directions together; the two halves of a mutual event become one event with both weights.
pub(super) fn joined<'t>(forward: Vec<Told<'t>>, backward: Vec<Told<'t>>) -> Vec<Told<'t>> {
    let mut events: BTreeMap<CellKey, Told<'t>> = forward
        .into_iter()
        .map(|told| (told.event.key(), told))
        .collect();
    let mut rest = Vec::new();
    for told in backward {
        let half = events
            .get_mut(&told.event.key())
            .map(|half| &mut half.event);
        match half {
            Some(half) if half.is_other_half_of(&told.event) => {
                half.weight = half.weight.saturating_add(told.event.weight);
                half.pair = half.pair.without_direction();
            }
            _ => rest.push(told),
        }
    }
    rest.extend(events.into_values());
    rest
}

#[cfg(test)]
mod tests {
    use super::{super::sums::Sums, *};
    use crate::event::WHOLE;

    fn day(number: i32) -> Day {
        Day::from_number(17_000 + number)
    }

    fn key(number: i32) -> CellKey {
        CellKey {
            class: EventClass::Sanction,
            mode: Mode::Actual,
            day: day(number),
        }
    }

    fn report(story: u64, default_dated: bool) -> Report {
        Report {
            story,
            published: day(9),
            document: format!("d{story}").into(),
            code: CameoCode::CLIMATE,
            quad: Quad::MaterialConflict,
            scale: Scale::from_milli(-4000),
            weight: WHOLE,
            confidence: WHOLE,
            default_dated,
            mutual: false,
            context: None,
            steps: Vec::new().into(),
        }
    }

    /// What is left of cells given as (day, story, default-dated).
    fn left(reports: &[(i32, u64, bool)]) -> Vec<(i32, u64)> {
        let mut cells: BTreeMap<CellKey, Vec<Report>> = BTreeMap::new();
        for &(day, story, default) in reports {
            cells
                .entry(key(day))
                .or_default()
                .push(report(story, default));
        }
        let folded = fold(&cells, 0);
        let kept = folded
            .iter()
            .flat_map(|(key, reports)| reports.iter().map(|report| (key.day, report.story)));
        kept.map(|(at, story)| (at.since(day(0)), story)).collect()
    }

    #[test]
    fn default_dated_copies_fold_up_to_three_days_back() {
        assert_eq!(left(&[(0, 1, true), (1, 1, true)]), [(0, 1)]);
        assert_eq!(left(&[(0, 1, false), (3, 1, true)]), [(0, 1)]);
        assert_eq!(left(&[(0, 1, true), (4, 1, true)]), [(0, 1), (4, 1)]);
    }

    #[test]
    fn what_the_text_dates_or_another_story_tells_stays() {
        assert_eq!(left(&[(0, 1, true), (1, 1, false)]), [(0, 1), (1, 1)]);
        assert_eq!(left(&[(0, 1, true), (1, 2, true)]), [(0, 1), (1, 2)]);
    }

    #[test]
    fn a_folded_report_folds_no_other() {
        // Day 3 folds into day 0, so that day 6 finds nothing standing within three days and stays; day 7 folds into it.
        assert_eq!(
            left(&[(0, 1, true), (3, 1, true), (6, 1, true), (7, 1, true)]),
            [(0, 1), (6, 1)]
        );
    }

    #[test]
    fn folding_stays_within_class_and_mode() {
        let other = CellKey {
            mode: Mode::Intended,
            ..key(1)
        };
        let cells = BTreeMap::from([
            (key(0), vec![report(1, true)]),
            (other, vec![report(1, true)]),
        ]);
        assert!(
            fold(&cells, 0)
                .iter()
                .all(|(_, reports)| reports.len() == 1)
        );
    }

    #[test]
    fn weights_multiply_and_round_once() {
        let settings = Settings::default();
        // 0.5 * 1.792481 = 0.8962405, half up
        assert_eq!(weight(500_000, 3, Mode::Actual, &settings), 896_241);
        // 0.5 * 1.792481 * 0.5 = 0.44812025
        assert_eq!(weight(500_000, 3, Mode::Reported, &settings), 448_120);
        assert_eq!(weight(WHOLE, 8, Mode::Refused, &settings), 2_500_000);
        assert_eq!(weight(WHOLE, 8, Mode::Negated, &settings), 0);
    }

    #[test]
    fn the_surest_then_earliest_report_gives_the_scale() {
        let sure = Report {
            scale: Scale::from_milli(-1000),
            ..report(2, false)
        };
        let unsure = Report {
            confidence: WHOLE / 2,
            published: day(1),
            ..report(1, false)
        };
        let early = Report {
            scale: Scale::from_milli(-2000),
            published: day(8),
            ..report(3, false)
        };
        let of = |reports: &[&Report]| {
            let pair = "USA->RUS".parse().unwrap();
            Told::new(pair, key(0), reports.to_vec(), &Settings::default())
                .unwrap()
                .event
                .scale
                .milli()
        };
        assert_eq!(of(&[&unsure, &sure]), -1000);
        assert_eq!(of(&[&unsure, &sure, &early]), -2000);
    }

    #[test]
    fn sums_of_one_event_are_exact() {
        let event = CellEvent::new(
            "USA->RUS".parse().unwrap(),
            key(0),
            &[&report(1, false), &report(2, false)],
            &Settings::default(),
        );
        let sums = Sums::of(&event.unwrap());
        // w = 1.5 events = 1,500,000; g = -4 = -4,000
        assert_eq!(
            (sums.events, sums.w, sums.q),
            (1, 1_500_000, 2_250_000_000_000)
        );
        // w g = -6, w |g| = 6, w g^2 = 24
        assert_eq!(
            (sums.s, sums.h, sums.r),
            (-6_000_000_000, 6_000_000_000, 24_000_000_000_000)
        );
        assert_eq!(
            (sums.minus, sums.plus, sums.threats, sums.acts),
            (1_500_000, 0, 0, 1_500_000)
        );
        assert_eq!(sums.quads, [0, 0, 0, 1_500_000]);
    }

    #[test]
    fn halves_of_a_mutual_event_are_one() {
        let half = Report {
            mutual: true,
            weight: WHOLE / 2,
            ..report(1, false)
        };
        let there: Pair = "USA->RUS".parse().unwrap();
        let of =
            |pair, report| Told::new(pair, key(0), vec![report], &Settings::default()).unwrap();
        let both = joined(vec![of(there, &half)], vec![of(there.reversed(), &half)]);
        assert_eq!(
            (
                both.len(),
                both[0].event.weight,
                both[0].event.pair.is_directed()
            ),
            (1, 1_000_000, false)
        );
        let other = Report {
            mutual: false,
            ..half.clone()
        };
        assert_eq!(
            joined(vec![of(there, &half)], vec![of(there.reversed(), &other)]).len(),
            2
        );
    }
}
