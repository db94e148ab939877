//! Dates by "last", "next", "this", "the following".

use super::{
    absolute::{dated, month_day_towards},
    alone::feast_day,
    period::*,
    scene::{Scene, steps},
    words::*,
};

/// "Monday of last week", "Friday this week".
pub(super) fn weekday_of_week(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekday(weekday, _) = scene.part(at) else {
        return None;
    };
    let of = at + 1 + usize::from(matches!(scene.part(at + 1), Part::Of | Part::Comma));
    let (towards, unit) = scene.modifier(of)?;
    let published = scene
        .published
        .filter(|_| scene.part(unit) == Part::Unit(Unit::Week, false))?;
    let monday = published.week_start().plus(i32::from(steps(towards)) * 7);
    Found::new(unit + 1, Period::day(monday.plus(i32::from(weekday) - 1)))
}

/// "last week", "this year", "next month"; "the past week" and "the last week" are the days up to publication.
pub(super) fn of_unit(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (towards, name) = scene.modifier(at)?;
    let [Part::Unit(unit, false), ref rest @ ..] = *scene.ahead(name) else {
        return None;
    };
    // "the last week of April" and "this week-long visit" are other things
    if unit < Unit::Week || rest.first() == Some(&Part::Of) || scene.joined(name + 1) {
        return None;
    }
    let published = scene.published?;
    let there = unit.shift(published, i32::from(steps(towards)))?;
    let rolling = scene.back(name, 1) == Part::Past
        || (towards == Towards::Last && scene.back(at, 1) == Part::The);
    let span = Period {
        from: there.plus(1),
        to: published,
        precision: unit.precision(),
    };
    Found::new(name + 1, if rolling { span } else { unit.around(there)? })
}

/// "this morning", "last night".
pub(super) fn of_night(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let days = match *scene.ahead(at) {
        [Part::This, Part::Hours, ..] => 0,
        [Part::Last, Part::Hours, ..] => -1,
        _ => return None,
    };
    Found::new(at + 2, Period::day(scene.published?.plus(days)))
}

/// "last Friday", "next April", "last April 4", "this summer", "this past weekend".
pub(super) fn of_name(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (towards, name) = scene.modifier(at)?;
    let published = scene.published?;
    let period = match scene.part(name) {
        Part::Weekday(weekday, _) => towards.weekday(published, weekday),
        Part::Weekend => this_weekend(scene, towards).weekend(published),
        Part::Season(month) => towards.season(published, month),
        Part::Month(month, _) => {
            return month_day_towards(scene, name, towards, at)
                .or_else(|| Found::new(name + 1, towards.month(published, month)?));
        }
        Part::Feast => {
            let (month, day, end) = feast_day(scene, name)?;
            return dated(scene, towards, month, day, at, end);
        }
        _ => None,
    };
    Found::new(name + 1, period?)
}

/// On a Monday or Tuesday "this weekend" is mostly the one that is over.
pub(super) fn this_weekend(scene: &Scene<'_>, towards: Towards) -> Towards {
    let early = scene.published.is_some_and(|day| day.weekday() <= 2);
    if towards == Towards::This && early && !scene.future {
        Towards::Last
    } else {
        towards
    }
}

/// "the next day", "the following week", "the previous Friday", "that year": counted from the date before in the sentence.
pub(super) fn of_anchor(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let anchor = scene.anchor?.day;
    let the = scene.back(at, 1) == Part::The;
    let period = match *scene.ahead(at) {
        [Part::Next, Part::Unit(Unit::Day, false), ..] => Some(Period::day(anchor.plus(1))),
        [Part::Following, Part::Unit(unit, false), ..] if the => {
            unit.around(unit.shift(anchor, 1)?)
        }
        [Part::Previous, Part::Unit(unit, false), ..] if the => {
            unit.around(unit.shift(anchor, -1)?)
        }
        [Part::Following, Part::Weekday(day, _), ..] if the => Towards::Next.weekday(anchor, day),
        [Part::Previous, Part::Weekday(day, _), ..] if the => Towards::Last.weekday(anchor, day),
        [Part::Same, Part::Unit(unit, false), ..] => unit.around(anchor),
        _ => None,
    };
    Found::new(at + 2, period?)
}
