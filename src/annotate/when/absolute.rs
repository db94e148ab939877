//! Dates that name their day, month or season in full, or all but the year.

use super::{NEAR, period::*, rules::DATED, scene::Scene, words::*};
use crate::day::Day;

/// "04.04.2017"
pub(super) fn in_digits(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Exact(day) = scene.part(at) else {
        return None;
    };
    Found::new(at + 1, Period::day(day))
}

/// "2017-04-04"
pub(super) fn year_month_day(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let [
        Part::Digits(year, 4),
        Part::Digits(month, 2),
        Part::Digits(day, 2),
        ..,
    ] = *scene.ahead(at)
    else {
        return None;
    };
    let day = exact(year, month, day).filter(|_| scene.joined(at + 1) && scene.joined(at + 2))?;
    Found::new(at + 3, Period::day(day))
}

/// "4/14/2017", "14/4/2017", "2017/4/14"; "4/4/2017" as the United States write it.
pub(super) fn with_slashes(scene: &Scene<'_>, at: usize) -> Option<Found> {
    use Part::{Digits, Slash};
    let [Digits(a, _), Slash, Digits(b, _), Slash, Digits(c, _), ..] = *scene.ahead(at) else {
        return None;
    };
    let day = match (a, c) {
        (1000.., _) => exact(a, b, c),
        (13.., 1000..) => exact(c, b, a),
        (_, 1000..) => exact(c, a, b),
        _ => None,
    };
    Found::new(
        at + 5,
        Period::day(day.filter(|_| scene.glued(at..at + 5))?),
    )
}

/// "Monday, April 10", "Tuesday 11 April 2017".
pub(super) fn weekday_with_date(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekday(..) = scene.part(at) else {
        return None;
    };
    let marks = scene
        .ahead(at + 1)
        .iter()
        .take(2)
        .take_while(|part| matches!(part, Part::Comma | Part::Dot))
        .count();
    DATED.iter().find_map(|rule| rule(scene, at + 1 + marks))
}

/// "4 April", "4th of April, 2017", "4-6 April"; of several days, the last.
pub(super) fn day_month(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let first = day_of_month(scene.part(at)).filter(|_| !scene.joined(at))?;
    let last = day_of_month(scene.part(at + 1)).filter(|_| scene.joined(at + 1));
    let after = at + 1 + usize::from(last.is_some());
    let name = after + usize::from(scene.part(after) == Part::Of);
    let Part::Month(month, shy) = scene.part(name) else {
        return None;
    };
    // "20 MAY DIE": in capitals, only a preposition tells the month from the verb
    let led = scene.is_led(at)
        || matches!(
            scene.back(at, 1),
            Part::On | Part::From | Part::The | Part::After | Part::Before
        );
    let day = last.unwrap_or(first);
    let end = name + 1;
    if shy && scene.sentence.capitals && !led && scene.year_after(end).is_none() {
        return None;
    }
    dated(scene, Towards::Behind(NEAR), month, day, at, end)
}

/// "April 4", "Feb. 2", "April 4th, 2017", "April 4-6".
pub(super) fn month_day(scene: &Scene<'_>, at: usize) -> Option<Found> {
    month_day_towards(scene, at, Towards::Behind(NEAR), at)
}

pub(super) fn month_day_towards(
    scene: &Scene<'_>,
    at: usize,
    towards: Towards,
    start: usize,
) -> Option<Found> {
    let Part::Month(month, _) = scene.part(at) else {
        return None;
    };
    let number = at + 1 + usize::from(scene.part(at + 1) == Part::Dot);
    let first = day_of_month(scene.part(number)).or_else(|| day_in_words(scene, at, number))?;
    let last = day_of_month(scene.part(number + 1)).filter(|_| scene.joined(number + 1));
    let end = number + 1 + usize::from(last.is_some());
    // "in April 20 people died"
    if scene.back(at, 1) == Part::In && scene.counted(end) {
        return None;
    }
    dated(scene, towards, month, last.unwrap_or(first), start, end)
}

/// "on April one", "April one, 1987", as wire services once wrote; "in April two soldiers died" is no such day.
pub(super) fn day_in_words(scene: &Scene<'_>, month: usize, at: usize) -> Option<i8> {
    let Part::Count(day @ 1..=9) = scene.part(at) else {
        return None;
    };
    let dated = scene.back(month, 1) == Part::On || scene.year_after(at + 1).is_some();
    i8::try_from(day).ok().filter(|_| dated)
}

/// A day of a month, with the year that follows or the likely one.
pub(super) fn dated(
    scene: &Scene<'_>,
    towards: Towards,
    month: i8,
    day: i8,
    at: usize,
    end: usize,
) -> Option<Found> {
    if let Some((year, end)) = scene.year_after(end) {
        return Found::new(end, Period::day(Day::new(year, month, day)?));
    }
    let near = matches!(towards, Towards::Behind(_)) && scene.likely(at) == Towards::Coming;
    let towards = if near { Towards::Coming } else { towards };
    Found::new(end, towards.month_day(scene.published?, month, day)?)
}

pub(super) const fn day_of_month(part: Part) -> Option<i8> {
    match part {
        Part::Ordinal(day) => Some(day),
        #[allow(clippy::cast_possible_truncation, reason = "a day of a month fits")]
        Part::Digits(day @ 1..=31, 1..=2) => Some(day as i8),
        _ => None,
    }
}

/// "April 2017", "Apr. 2017", "April of last year".
pub(super) fn month_year(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Month(month, _) = scene.part(at) else {
        return None;
    };
    let after = at + 1 + usize::from(scene.part(at + 1) == Part::Dot);
    let (year, end) = scene.year_after(after)?;
    Found::new(end, Period::month(Day::new(year, month, 1)?))
}

/// "the summer of 2014", "winter 2016".
pub(super) fn season_year(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Season(month) = scene.part(at) else {
        return None;
    };
    let (year, end) = scene.year_after(at + 1)?;
    Found::new(end, Period::season(year, month)?)
}
