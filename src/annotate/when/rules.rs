//! The constructions of dates, each a function of one table, tried in order, and those around others.

use super::{
    absolute::*,
    alone::*,
    counted::*,
    modified::*,
    period::*,
    scene::{Scene, is_time},
    words::*,
};
use crate::day::Precision;

/// A construction: what it reads at a token, if it stands there.
pub(super) type Rule = fn(&Scene<'_>, usize) -> Option<Found>;

/// All constructions but those around others, in the order they are tried: the longest first.
pub(super) const CORE: [Rule; 28] = [
    // absolute
    in_digits,
    year_month_day,
    with_slashes,
    weekday_with_date,
    day_month,
    month_day,
    month_year,
    season_year,
    // counted
    ago,
    near_tomorrow,
    from_day,
    from_anchor,
    past_units,
    coming_units,
    recent_units,
    // by "last", "next", "this"
    weekday_of_week,
    of_unit,
    of_night,
    of_name,
    of_anchor,
    // by name alone
    day_word,
    feast,
    weekday,
    weekend,
    month,
    season,
    decade,
    year,
];

/// Numbers that name a day: those of the constructions that may follow a weekday.
pub(super) const DATED: [Rule; 5] = [
    in_digits,
    year_month_day,
    with_slashes,
    day_month,
    month_day,
];

/// What names one day, and may stand after "two days after". None of these is counted from another date in turn.
pub(super) const ONE_DAY: [Rule; 9] = [
    in_digits,
    year_month_day,
    with_slashes,
    weekday_with_date,
    day_month,
    month_day,
    of_name,
    day_word,
    weekday,
];

/// "the end of 2018", "the beginning of last week", "the end of the year". A day has no such edges.
pub(super) fn edge_of(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let end = scene.part(at) == Part::End;
    let inner = match scene.ahead(at) {
        [Part::End | Part::Start, Part::Of, Part::The, ..] => {
            the_unit(scene, at + 2).or_else(|| scene.core(at + 3))
        }
        [Part::End | Part::Start, Part::Of, ..] => scene.core(at + 2),
        _ => None,
    };
    let inner = inner.filter(|found| found.period.precision > Precision::Day)?;
    Some(Found {
        ahead: end,
        ..inner
    })
}

/// "late on Monday", "earlier this month", "mid-April", "later in the year".
pub(super) fn time_in(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let time = Some(scene.part(at)).filter(|part| is_time(*part))?;
    let inner = match scene.ahead(at + 1) {
        [Part::In, Part::The, ..] => the_unit(scene, at + 2).or_else(|| scene.core(at + 3)),
        [Part::On | Part::In, ..] => scene.core(at + 2),
        [
            Part::Hours | Part::Unit(Unit::Hour, true),
            Part::On | Part::Of,
            ..,
        ] => scene.core(at + 3),
        _ => scene.core(at + 1),
    }?;
    Some(Found {
        ahead: matches!(time, Part::Later | Part::Late),
        ..inner
    })
}

/// "the day", "the week" after "earlier in" and "the end of": the current one.
pub(super) fn the_unit(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let [Part::The, Part::Unit(unit, false), ..] = *scene.ahead(at) else {
        return None;
    };
    let anchor = scene
        .anchor
        .map(|when| when.day)
        .filter(|_| unit == Unit::Day);
    Found::new(at + 2, unit.around(anchor.or(scene.published)?)?)
}
