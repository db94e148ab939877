//! The constructions of dates, each a function of one table, tried in order.

use super::{
    NEAR, YEARS,
    period::*,
    scene::{Scene, is_time, steps},
    words::*,
};
use crate::{
    day::{Day, Precision},
    event::Part as Place,
    text::{Token, TokenKind},
};

/// A construction read from the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) period: Period,
    /// Whether it names the end of a period, even where that holds the day of publication: "later this week".
    pub(super) ahead: bool,
}

impl Found {
    pub(super) fn new(end: usize, period: Period) -> Option<Self> {
        Some(Self {
            end,
            period,
            ahead: false,
        })
    }
}

/// A construction: what it reads at a token, if it stands there.
pub(super) type Rule = fn(&Scene<'_>, usize) -> Option<Found>;

/// All constructions but those around others, in the order they are tried: the longest first.
pub(super) const CORE: [Rule; 26] = [
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
    from_anchor,
    near_tomorrow,
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

/// "two days later", "a week earlier", "the day after": counted from the date before in the sentence.
pub(super) fn from_anchor(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let anchor = scene.anchor?;
    let the = scene.back(at, 1) == Part::The && matches!(scene.part(at), Part::Unit(_, false));
    let (n, vague, name) = if the {
        (1, false, at)
    } else {
        scene.quantity(at)?
    };
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
    let adjective = scene.back(at, 1) == Part::Other && determiner(2) && !round;
    let noun = scene.token(end).is_some_and(|t| t.kind == TokenKind::Word)
        && !scene.board.marker(end).function;
    noun && (determiner(1) || adjective)
}
