//! Dates counted from another: from publication, from the date before in the sentence, from the day that follows.

use super::{period::*, rules::ONE_DAY, scene::Scene, words::*};
use crate::day::Precision;

/// "two days ago", "a few weeks ago", "decades ago".
pub(super) fn ago(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (n, vague, name) = scene.quantity(at)?;
    let [Part::Unit(unit, _), Part::Ago, ..] = *scene.ahead(name) else {
        return None;
    };
    let unit = if vague { coarser(unit) } else { unit };
    let day = unit_before(scene, name)?.shift(scene.published?, -n)?;
    Found::new(name + 2, calendar_year(unit).around(day)?)
}

/// The unit that a count counts.
pub(super) fn unit_before(scene: &Scene<'_>, at: usize) -> Option<Unit> {
    if let Part::Unit(unit, _) = scene.part(at) {
        Some(unit)
    } else {
        None
    }
}

/// "A decade ago" is a year ten years back, not all the years of its decade.
pub(super) const fn calendar_year(unit: Unit) -> Unit {
    match unit {
        Unit::Decade | Unit::Century => Unit::Year,
        unit => unit,
    }
}

/// "A few days ago" is known to the week only.
pub(super) const fn coarser(unit: Unit) -> Unit {
    match unit {
        Unit::Hour => Unit::Day,
        Unit::Day => Unit::Week,
        Unit::Week => Unit::Month,
        _ => Unit::Year,
    }
}

/// How many of which unit, whether vaguely, and where the unit stands: "two days", or "day" after "the".
pub(super) fn distance(scene: &Scene<'_>, at: usize) -> Option<(i32, bool, usize)> {
    let the = scene.back(at, 1) == Part::The && matches!(scene.part(at), Part::Unit(_, false));
    if the {
        Some((1, false, at))
    } else {
        scene.quantity(at)
    }
}

/// "two days after Friday's vote", "the day before the April 4 raid": counted from the day that follows.
pub(super) fn from_day(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (n, vague, name) = distance(scene, at)?;
    let (unit, sign) = match *scene.ahead(name) {
        [Part::Unit(unit, _), Part::After, ..] => (unit, 1),
        [Part::Unit(unit, _), Part::Before, ..] => (unit, -1),
        _ => return None,
    };
    // "a year after Monday's vote" is told of no day, and "hours after" is that day
    if vague || !matches!(unit, Unit::Day | Unit::Week) {
        return None;
    }
    let determined = matches!(scene.part(name + 2), Part::The | Part::A | Part::Its);
    let start = name + 2 + usize::from(determined);
    let found = ONE_DAY.iter().find_map(|rule| rule(scene, start))?;
    let one_day = found.period.precision == Precision::Day;
    let day = unit.shift(found.period.to, sign * n).filter(|_| one_day)?;
    Found::new(found.end, unit.around(day)?)
}

/// "two days later", "a week earlier", "the day after": counted from the date before in the sentence.
pub(super) fn from_anchor(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let anchor = scene.anchor?;
    let (n, vague, name) = distance(scene, at)?;
    let [Part::Unit(unit, _), direction, ..] = *scene.ahead(name) else {
        return None;
    };
    let sign = match direction {
        Part::Later => 1,
        Part::Earlier => -1,
        Part::After if is_free(scene, name + 2) => 1,
        Part::Before if is_free(scene, name + 2) => -1,
        _ => return None,
    };
    let day = unit.shift(anchor.day, sign * n)?;
    let unit = calendar_year(if vague { coarser(unit) } else { unit });
    let period = unit.around(day)?;
    Found::new(
        name + 2,
        period.with(period.precision.max(anchor.precision)),
    )
}

/// "On Monday, two days after the vote, ..." counts from the vote; what ends the phrase, or parts it from the date, lets it count from the date.
pub(super) fn is_free(scene: &Scene<'_>, at: usize) -> bool {
    scene.parted || scene.token(at).is_none_or(|token| !token.is_word())
}

/// "the day before yesterday", "the day after tomorrow".
pub(super) fn near_tomorrow(scene: &Scene<'_>, at: usize) -> Option<Found> {
    use Part::{After, Before, Day, Unit as One};
    let days = match *scene.ahead(at) {
        [One(Unit::Day, false), Before, Day(-1), ..] => -2,
        [One(Unit::Day, false), After, Day(1), ..] => 2,
        _ => return None,
    };
    Found::new(at + 3, Period::day(scene.published?.plus(days)))
}

/// "the past two weeks", "the last 24 hours": up to publication.
pub(super) fn past_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (Part::Last | Part::Past) = scene.part(at) else {
        return None;
    };
    // "would last 90 days"
    if matches!(scene.back(at, 1), Part::Will | Part::Would | Part::To) {
        return None;
    }
    let (n, precision, unit, end) = units(scene, at + 1)?;
    let to = scene.published?;
    let from = unit.shift(to, -n)?;
    Found::new(
        end,
        Period {
            from,
            to,
            precision,
        },
    )
}

/// "the next few days", "the coming weeks": from publication on.
pub(super) fn coming_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (Part::Next | Part::Coming) = scene.part(at) else {
        return None;
    };
    let (n, precision, unit, end) = units(scene, at + 1)?;
    let from = scene.published?;
    let found = Found::new(
        end,
        Period {
            from,
            to: unit.shift(from, n)?,
            precision,
        },
    )?;
    Some(Found {
        ahead: true,
        ..found
    })
}

/// How many of which unit, how exactly, and where they end. "The next two-day round" and "the last days of" count nothing.
pub(super) fn units(scene: &Scene<'_>, at: usize) -> Option<(i32, Precision, Unit, usize)> {
    let (n, vague, name) = scene.quantity(at)?;
    let [Part::Unit(unit, true), ref rest @ ..] = *scene.ahead(name) else {
        return None;
    };
    let several_days = unit == Unit::Day && n > 1;
    let precision = if vague || several_days {
        coarser(unit)
    } else {
        unit
    }
    .precision();
    (rest.first() != Some(&Part::Of)).then_some((n, precision, unit, name + 1))
}

/// "recent days", "recent years".
pub(super) fn recent_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let [Part::Recent, Part::Unit(unit, true), ..] = *scene.ahead(at) else {
        return None;
    };
    let to = scene.published?;
    let from = unit.shift(to, -2)?;
    Found::new(
        at + 2,
        Period {
            from,
            to,
            precision: coarser(unit).precision(),
        },
    )
}
