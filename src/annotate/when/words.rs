//! The words of dates: what part each token may play in one.

use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{YEARS, period::Unit};
use crate::{
    annotate::{Board, Owner},
    day::Day,
    lexicon::Tables,
    text::{TokenKind, Traits, Word, fnv, narrow},
};

/// What a token may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Other,
    /// Days from publication: yesterday is -1.
    Day(i32),
    /// A part of a day: "morning".
    Hours,
    /// A unit, and whether it is a plural.
    Unit(Unit, bool),
    /// A season, by its last month.
    Season(i8),
    Weekend,
    /// "Christmas".
    Feast,
    /// The day before a feast.
    Eve,
    /// "New" of "New Year's Eve".
    New,
    /// A weekday, and whether it is shy: of two readings, so that it needs a preposition.
    Weekday(i8, bool),
    /// A month, and whether it is shy.
    Month(i8, bool),
    /// A number of at most four digits, and how many.
    Digits(i16, u8),
    /// A number in words.
    Count(i32),
    /// "a few", "several": roughly so many.
    Few(i32),
    /// "4th"
    Ordinal(i8),
    /// "1990s", by its first year.
    Decade(i16),
    /// "04.04.2017"
    Exact(Day),
    A,
    The,
    /// Any possessive that is a word of its own.
    Its,
    Possessive,
    Last,
    Next,
    This,
    Past,
    Previous,
    Following,
    Coming,
    /// "same", "that": of the date named before.
    Same,
    Recent,
    Earlier,
    Later,
    Early,
    Late,
    Mid,
    Start,
    End,
    Ago,
    After,
    Before,
    Of,
    On,
    To,
    And,
    /// "in", "since", "during": what follows may be a month or a year.
    In,
    Until,
    By,
    From,
    /// "every", "Good": makes a weekday something else.
    Habit,
    /// "Times", "Telegraph": makes a weekday a newspaper.
    Paper,
    Will,
    /// A modal that speaks of the past before "have".
    Would,
    Have,
    /// "had": what is told lies before something else.
    Had,
    Be,
    /// "scheduled": what follows lies ahead.
    Plan,
    /// "set to", "is to": what follows lies ahead.
    Aim,
    /// "said": what follows is the day of the statement.
    Says,
    /// "people", "km": a number before it is a count.
    Counted,
    Comma,
    Dot,
    Slash,
    Open,
    Close,
    Break,
}

/// The words of dates that are neither months, weekdays nor numbers, which the lexicon's markers give.
pub(super) const WORDS: &[(Part, &str)] = &[
    (Part::Day(0), "today tonight"),
    (Part::Day(1), "tomorrow"),
    (Part::Day(-1), "yesterday"),
    (
        Part::Hours,
        "morning afternoon evening night dawn noon midday midnight",
    ),
    (Part::Unit(Unit::Hour, false), "hour minute"),
    (Part::Unit(Unit::Hour, true), "hours minutes"),
    (Part::Unit(Unit::Day, false), "day"),
    (Part::Unit(Unit::Day, true), "days"),
    (Part::Unit(Unit::Week, false), "week"),
    (Part::Unit(Unit::Week, true), "weeks"),
    (Part::Unit(Unit::Month, false), "month"),
    (Part::Unit(Unit::Month, true), "months"),
    (Part::Unit(Unit::Year, false), "year"),
    (Part::Unit(Unit::Year, true), "years"),
    (Part::Unit(Unit::Decade, false), "decade"),
    (Part::Unit(Unit::Decade, true), "decades"),
    (Part::Unit(Unit::Century, false), "century"),
    (Part::Unit(Unit::Century, true), "centuries"),
    (Part::Season(2), "winter"),
    (Part::Season(5), "spring springtime"),
    (Part::Season(8), "summer summertime"),
    (Part::Season(11), "autumn fall"),
    (Part::Weekend, "weekend"),
    (Part::Feast, "christmas"),
    (Part::Eve, "eve"),
    (Part::New, "new"),
    (Part::Few(2), "couple"),
    (Part::Few(3), "few several"),
    (Part::Few(12), "dozen"),
    (Part::A, "a an"),
    (Part::The, "the"),
    (Part::Its, "its his her their our my your"),
    (Part::Last, "last"),
    (Part::Next, "next"),
    (Part::This, "this"),
    (Part::Past, "past"),
    (Part::Previous, "previous preceding"),
    (Part::Following, "following"),
    (Part::Coming, "coming upcoming"),
    (Part::Same, "same that"),
    (Part::Recent, "recent"),
    (Part::Earlier, "earlier"),
    (Part::Later, "later"),
    (Part::Early, "early"),
    (Part::Late, "late"),
    (Part::Mid, "mid"),
    (Part::Start, "start beginning middle turn outset"),
    (Part::End, "end close"),
    (Part::Ago, "ago"),
    (Part::After, "after"),
    (Part::Before, "before"),
    (Part::Of, "of"),
    (Part::On, "on"),
    (Part::To, "to"),
    (Part::And, "and but or"),
    (Part::In, "in since during throughout"),
    (Part::Until, "until till"),
    (Part::By, "by"),
    (Part::From, "from between through"),
    (Part::Habit, "every each good black bloody cyber super"),
    (
        Part::Paper,
        "times telegraph mail herald express mirror mercury",
    ),
    (Part::Will, "will 'll wo shall"),
    (Part::Would, "would may might must should"),
    (Part::Have, "have"),
    (Part::Had, "had"),
    (Part::Be, "be been being"),
    (
        Part::Plan,
        "scheduled slated due plans planning planned expected poised",
    ),
    (Part::Aim, "set is are was were going ready"),
    (
        Part::Says,
        "said says say told tells announced added warned reported stated declared according confirmed wrote tweeted spoke \
         claimed noted insisted argued denied comment",
    ),
    (
        Part::Counted,
        "people men women children personnel civilians refugees migrants prisoners hostages workers km kilometers kilometres \
         miles meters metres feet acres tons tonnes dollars euros pounds barrels jobs homes families cases deaths percent \
         million billion gmt hrs utc est edt bst",
    ),
];

/// Words by the fixed hash that every token carries.
pub(super) static BY_HASH: Lazy<FxHashMap<u64, Part>> = Lazy::new(|| {
    let each = |(part, words): &(Part, &'static str)| {
        let part = *part;
        words
            .split_whitespace()
            .map(move |word| (fnv(word.bytes()), part))
    };
    WORDS.iter().flat_map(each).collect()
});

/// The hashes in [`BY_HASH`] of names of times.
static NAMES: Lazy<FxHashSet<u64>> = Lazy::new(|| {
    let names = BY_HASH.iter().filter(|(_, part)| is_name(part));
    names.map(|(hash, _)| *hash).collect()
});

/// Reads one token that may be part of a date. Words that another stage has claimed are closed to dates, but for the frame of a masked "by the end of".
pub(super) fn part(board: &Board<'_>, at: usize) -> Part {
    let open = board.owners[at] == Owner::Open;
    match board.token(at).kind {
        TokenKind::Word if open => word(board, at),
        TokenKind::Word if board.owners[at] == Owner::Masked => known(board, at)
            .filter(|part| is_frame(*part))
            .unwrap_or(Part::Other),
        TokenKind::Number if open => match board.surface(at) {
            plain if plain.len() <= 4 && plain.is_ascii() => {
                digits(plain).map_or(Part::Other, |(n, length)| Part::Digits(n, length))
            }
            other => number(&narrow(other)),
        },
        TokenKind::Comma => Part::Comma,
        TokenKind::Possessive => Part::Possessive,
        TokenKind::Open => Part::Open,
        TokenKind::Close => Part::Close,
        TokenKind::Stop if board.surface(at) == "." => Part::Dot,
        TokenKind::Stop | TokenKind::Semicolon => Part::Break,
        TokenKind::Symbol if board.surface(at) == "/" => Part::Slash,
        _ => Part::Other,
    }
}

pub(super) fn word(board: &Board<'_>, at: usize) -> Part {
    let token = board.token(at);
    let marker = board.tables.markers.of(token.word.form);
    let length = token.word.length;
    if let Some(month) = marker.month.filter(|_| token.is_capital()) {
        // "March", "May" and names such as "Jan" are months only where something says so
        let shy = length <= 3 || month == 3 || (month == 9 && length == 4);
        return Part::Month(month, shy);
    }
    if let Some(weekday) = marker.weekday.filter(|_| token.is_capital() || length > 5) {
        return Part::Weekday(weekday, length <= 5);
    }
    let counted = || marker.number.map(Part::Count);
    let digits = || digits_and_letters(&narrow(board.surface(at)));
    match known(board, at).or_else(counted) {
        Some(part) => part,
        None if token.word.traits.has(Traits::DIGIT) => digits(),
        None => Part::Other,
    }
}

pub(super) fn known(board: &Board<'_>, at: usize) -> Option<Part> {
    BY_HASH.get(&board.token(at).word.hash).copied()
}

/// Whether a word may name a time. Nothing is a date without one that does: a sentence without any is done with there, and its
/// parts are not read.
pub(crate) fn may_name(tables: &Tables, word: &Word) -> bool {
    let marker = tables.markers.of(word.form);
    // fewer digits name a time only with another word that does
    let year = word.traits.has(Traits::DIGIT) && word.length >= 4;
    NAMES.contains(&word.hash) || year || marker.month.is_some() || marker.weekday.is_some()
}

/// Whether a word may play any part in a date.
pub(crate) fn may_be_part(tables: &Tables, word: &Word) -> bool {
    let marker = tables.markers.of(word.form);
    let named = marker.month.is_some() || marker.weekday.is_some() || marker.number.is_some();
    named || word.traits.has(Traits::DIGIT) || BY_HASH.contains_key(&word.hash)
}

/// Whether the part only leads to a date and says nothing by itself.
pub(super) const fn is_frame(part: Part) -> bool {
    use Part::{After, Before, By, End, From, In, Of, On, Start, The, Until};
    matches!(
        part,
        End | Start | Of | The | On | In | Until | By | From | After | Before
    )
}

/// "4th", "1990s".
pub(super) fn digits_and_letters(surface: &str) -> Part {
    let letters = surface.trim_start_matches(|c: char| c.is_ascii_digit());
    let Ok(number) = surface[..surface.len() - letters.len()].parse::<i16>() else {
        return Part::Other;
    };
    let is = |suffix: &str| letters.eq_ignore_ascii_case(suffix);
    match i8::try_from(number) {
        Ok(day @ 1..=31) if ["st", "nd", "rd", "th"].into_iter().any(is) => Part::Ordinal(day),
        Err(_) if YEARS.contains(&number) && number % 10 == 0 && is("s") => Part::Decade(number),
        _ => Part::Other,
    }
}

/// Digits; a number with commas or one point is a count of something.
pub(super) fn number(surface: &str) -> Part {
    let mut fields = surface.split('.');
    let [day, month, year] = [(); 3].map(|()| fields.next());
    match (
        day.and_then(digits),
        month.and_then(digits),
        year.and_then(digits),
    ) {
        (Some((n, length)), None, None) if month.is_none() => Part::Digits(n, length),
        (Some((d, _)), Some((m, _)), Some((y, 4))) if fields.next().is_none() => {
            exact(y, m, d).map_or(Part::Other, Part::Exact)
        }
        _ => Part::Other,
    }
}

pub(super) fn digits(text: &str) -> Option<(i16, u8)> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let length = u8::try_from(text.len()).ok()?;
    plain
        .then(|| text.parse().ok())
        .flatten()
        .map(|n| (n, length))
}

/// A day of the calendar whose year is one that news writes about.
pub(super) fn exact(year: i16, month: i16, day: i16) -> Option<Day> {
    let year = Some(year).filter(|y| YEARS.contains(y))?;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Whether the part names a time, and is no number that another word must make one.
pub(super) const fn names_alone(part: &Part) -> bool {
    !matches!(part, Part::Digits(_, 0..4)) && is_name(part)
}

/// Whether the part names a time: nothing is a date without one, and most sentences have none.
pub(super) const fn is_name(part: &Part) -> bool {
    use Part::{Day, Decade, Digits, Exact, Feast, Hours, Month, Season, Unit, Weekday, Weekend};
    matches!(
        part,
        Day(_)
            | Feast
            | Hours
            | Unit(..)
            | Season(_)
            | Weekend
            | Weekday(..)
            | Month(..)
            | Digits(..)
            | Decade(_)
            | Exact(_)
    )
}
