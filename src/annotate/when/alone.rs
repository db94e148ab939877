//! Dates by a name alone: a weekday, a month, a season, a feast, a decade, a year.

use super::{
    YEARS,
    absolute::{dated, day_of_month},
    period::*,
    scene::{Scene, is_time},
    words::*,
};
use crate::{
    event::Part as Place,
    text::{Token, TokenKind},
};

/// "today", "yesterday"; but "Russia Today" is a name.
pub(super) fn day_word(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Day(days) = scene.part(at) else {
        return None;
    };
    let capital = |i: usize| scene.token(i).is_some_and(Token::is_capital);
    let inside = at > scene.sentence.tokens.start && capital(at) && capital(at - 1);
    let name = inside && scene.sentence.part == Place::Text && !scene.sentence.capitals;
    Found::new(
        at + 1,
        Period::day(scene.published.filter(|_| !name)?.plus(days)),
    )
}

/// "Christmas Day", "New Year's Eve"; "Christmas" alone only after a preposition, and no "Christmas Island".
pub(super) fn feast(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (month, day, end) = feast_day(scene, at)?;
    let led = scene.is_led(at)
        || matches!(
            scene.back(at, 1),
            Part::On | Part::From | Part::After | Part::Before
        );
    let capital = scene.token(end).is_some_and(Token::is_capital) && !scene.sentence.capitals;
    let alone = end == at + 1;
    if alone && !(led && scene.closes(end) && !capital) {
        return None;
    }
    dated(scene, Towards::Behind(0), month, day, at, end)
}

/// Month and day of a feast, and where its name ends.
pub(super) fn feast_day(scene: &Scene<'_>, at: usize) -> Option<(i8, i8, usize)> {
    use Part::{Eve, Feast, New, Possessive, Unit as One};
    scene.token(at).filter(|token| token.is_capital())?;
    match *scene.ahead(at) {
        [Feast, Eve, ..] => Some((12, 24, at + 2)),
        [Feast, One(Unit::Day, false), ..] => Some((12, 25, at + 2)),
        [Feast, ..] => Some((12, 25, at + 1)),
        [New, One(Unit::Year, false), Possessive, Eve, ..] => Some((12, 31, at + 4)),
        [
            New,
            One(Unit::Year, false),
            Possessive,
            One(Unit::Day, false),
            ..,
        ] => Some((1, 1, at + 4)),
        _ => None,
    }
}

/// "Wednesday"; but no "Good Friday", "every Monday" or "Sunday Times".
pub(super) fn weekday(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekday(weekday, shy) = scene.part(at) else {
        return None;
    };
    let other = scene.back(at, 1) == Part::Habit || scene.part(at + 1) == Part::Paper;
    let unsure = shy && scene.back(at, 1) != Part::On && !scene.is_led(at);
    let published = scene.published.filter(|_| !other && !unsure)?;
    Found::new(at + 1, scene.likely(at).weekday(published, weekday)?)
}

/// "the weekend".
pub(super) fn weekend(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekend = scene.part(at) else {
        return None;
    };
    Found::new(at + 1, scene.likely(at).weekend(scene.published?)?)
}

/// "April"; but "March" and "May" only after a preposition, and no "April Glaspie".
pub(super) fn month(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Month(month, shy) = scene.part(at) else {
        return None;
    };
    let led = scene.is_led(at);
    let before = scene.back(at, 1);
    let determined = matches!(
        before,
        Part::The
            | Part::A
            | Part::Its
            | Part::Possessive
            | Part::From
            | Part::After
            | Part::Before
    );
    let name = !scene.sentence.capitals && scene.token(at + 1).is_some_and(Token::is_capital);
    // a day that the calendar has not, such as 30 February
    let day = day_of_month(scene.part(at + 1)).is_some() && !scene.counted(at + 2);
    if day || (!led && (shy || (name && !determined))) {
        return None;
    }
    let towards = if before == Part::By {
        Towards::Coming
    } else {
        scene.likely(at)
    };
    Found::new(at + 1, towards.month(scene.published?, month)?)
}

/// "in the spring", "during winter"; a season alone is too often a verb or a name.
pub(super) fn season(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Season(month) = scene.part(at) else {
        return None;
    };
    let led = scene.is_led(at) || (scene.back(at, 1) == Part::The && scene.is_led(at - 1));
    let published = scene
        .published
        .filter(|_| led && scene.part(at + 1) != Part::Of)?;
    Found::new(at + 1, scene.likely(at).season(published, month)?)
}

/// "the 1990s", "the 1990's".
pub(super) fn decade(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let led = scene.back(at, 1) == Part::The || is_time(scene.back(at, 1));
    let (first, end) = match *scene.ahead(at) {
        [Part::Decade(first), ..] => (first, at + 1),
        [Part::Digits(first, 4), Part::Possessive, ..] if led && first % 10 == 0 => (first, at + 2),
        _ => return None,
    };
    Found::new(
        end,
        Period::years(first, 10).filter(|_| YEARS.contains(&first))?,
    )
}

/// "in 2014", "its 2014 annexation", "(2014)"; of "2014-2016", the last.
pub(super) fn year(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Digits(first, 4) = scene.part(at) else {
        return None;
    };
    let last = match scene.part(at + 1) {
        Part::Digits(last, 4) => Some(last),
        Part::Digits(last, 2) => Some(first - first % 100 + last),
        _ => None,
    };
    let last = last.filter(|_| scene.joined(at + 1));
    let end = at + 1 + usize::from(last.is_some());
    let years = YEARS.contains(&first) && YEARS.contains(&last.unwrap_or(first));
    // "a force of 2000", "from 1500": round numbers are mostly counts
    let round = last.is_none() && first % 100 == 0;
    let found = Found::new(end, Period::years(last.unwrap_or(first), 1)?);
    found.filter(|_| years && is_year(scene, at, end, round))
}

/// Whether four digits name a year and count nothing.
pub(super) fn is_year(scene: &Scene<'_>, at: usize, end: usize, round: bool) -> bool {
    let (before, after) = (scene.back(at, 1), scene.part(end));
    let follows_date = scene.anchor.is_some_and(|when| when.tokens.end + 1 == at);
    let phrase = match before {
        Part::In | Part::Until => true,
        Part::Open => after == Part::Close,
        Part::Of | Part::By | Part::From | Part::After | Part::Before => {
            !round && scene.closes(end)
        }
        Part::And | Part::To => follows_date && scene.closes(end),
        before if is_time(before) => true,
        _ => after == Part::Possessive || is_attribute(scene, at, end, round),
    };
    phrase && !scene.counted(end)
}

/// "its 2014 annexation", "the failed 2016 coup": between a determiner and a noun.
pub(super) fn is_attribute(scene: &Scene<'_>, at: usize, end: usize, round: bool) -> bool {
    let determiner = |n: usize| {
        matches!(
            scene.back(at, n),
            Part::The | Part::A | Part::Its | Part::Possessive
        )
    };
    let adjective = matches!(scene.back(at, 1), Part::Other | Part::New) && determiner(2) && !round;
    let noun = scene.token(end).is_some_and(|t| t.kind == TokenKind::Word)
        && !scene.board.marker(end).function;
    noun && (determiner(1) || adjective)
}
