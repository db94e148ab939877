//! Dates said in the text, relative to the day of publication.
//!
//! Each token is first read as a [`Part`] of a date; each construction ("two weeks ago", "late on Monday") is then one function of
//! the table [`CORE`], tried in order, longest first. None looks further than a few parts ahead, so the whole is linear.
//!
//! How the ambiguous is read:
//!
//! - Weeks run from Monday to Sunday. A period stands on its last day, or on the day of publication where it holds that.
//! - "Friday" is the last Friday up to and including publication; the coming one after "will", "until" and the like.
//! - "last Friday" is the last one strictly before publication, "next Friday" the first strictly after.
//! - "4/4/2017" names the day first where its first number is over 12, and the month first otherwise; "4.4.2017" the day first.
//! - "June 4" is the latest such day not more than two months after publication. "June" is the latest not after it.
//! - A winter is named by the year it ends in. Seasons have the precision of a month, decades and centuries that of a year.

use std::ops::RangeInclusive;

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use crate::{
    annotate::{Board, Owner},
    day::{Day, Precision},
    event::Part as Place,
    span::Tokens,
    text::{Sentence, Token, TokenKind, Traits, fnv, narrow},
};

/// How far ahead a day without a year may lie: announcements seldom look further, and reports of old days often do without the year.
const NEAR: i32 = 62;
/// Years that four digits may name.
const YEARS: RangeInclusive<i16> = 1500..=2099;

/// A date said in the text.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The words.
    pub tokens: Tokens,
    /// The day; the last day of a longer period.
    pub day: Day,
    /// How long a period the words name.
    pub precision: Precision,
}

/// Finds the dates of a document, in order, and closes their words.
///
/// In an undated document only expressions that name their year give a date.
pub(crate) fn find(board: &mut Board<'_>) -> Vec<When> {
    let mut parts = vec![Part::Other; board.document.tokens.len()];
    let mut whens = Vec::new();
    for sentence in &board.document.sentences {
        if !sentence.tokens.iter().any(|at| may_name(board, at)) {
            continue;
        }
        for at in sentence.tokens.iter() {
            parts[at] = part(board, at);
        }
        Scene::new(board, &parts, *sentence).read(&mut whens);
    }
    for at in whens.iter().flat_map(|when| when.tokens.iter()) {
        if board.owners[at] == Owner::Open {
            board.owners[at] = Owner::Date;
        }
    }
    whens
}

/// The lengths of time that words count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    const fn precision(self) -> Precision {
        match self {
            Self::Hour | Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Year | Self::Decade | Self::Century => Precision::Year,
        }
    }

    /// The day `n` units later; `None` beyond the calendar.
    fn shift(self, day: Day, n: i32) -> Option<Day> {
        match self {
            Self::Hour => Some(day),
            Self::Day => Some(day.plus(n)),
            Self::Week => Some(day.plus(n * 7)),
            Self::Month => months(day, n),
            Self::Year => months(day, n * 12),
            Self::Decade => months(day, n * 120),
            Self::Century => months(day, n * 1200),
        }
    }

    /// The calendar's own period that holds the day.
    fn around(self, day: Day) -> Option<Period> {
        let year = day.year();
        match self {
            Self::Hour | Self::Day => Some(Period::day(day)),
            Self::Week => Some(Period {
                from: day.week_start(),
                to: day.week_start().plus(6),
                precision: Precision::Week,
            }),
            Self::Month => Some(Period::month(day)),
            Self::Year => Period::years(year, 1),
            Self::Decade => Period::years(year - year % 10, 10),
            Self::Century => Period::years(year - year % 100, 100),
        }
    }
}

/// `Day::plus_months` stays where it is at the calendar's ends; a date must not.
fn months(day: Day, n: i32) -> Option<Day> {
    let year = (i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + n).div_euclid(12);
    (1..=9999).contains(&year).then(|| day.plus_months(n))
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug)]
struct Period {
    from: Day,
    to: Day,
    precision: Precision,
}

impl Period {
    const fn day(day: Day) -> Self {
        Self {
            from: day,
            to: day,
            precision: Precision::Day,
        }
    }

    fn month(day: Day) -> Self {
        Self {
            from: day.month_start(),
            to: day.month_end(),
            precision: Precision::Month,
        }
    }

    /// `n` years from the first of January of `year` on.
    fn years(year: i16, n: i16) -> Option<Self> {
        let from = Day::new(year.max(1), 1, 1)?;
        let to = Day::new((year + n - 1).min(9999), 12, 31)?;
        Some(Self {
            from,
            to,
            precision: Precision::Year,
        })
    }

    /// Three months that end with `month` of `year`.
    fn season(year: i16, month: i8) -> Option<Self> {
        let last = Day::new(year, month, 1)?;
        Some(Self {
            from: months(last, -2)?,
            to: last.month_end(),
            precision: Precision::Month,
        })
    }

    fn weekend(day: Day) -> Self {
        let saturday = day.week_start().plus(5);
        Self {
            from: saturday,
            to: saturday.plus(1),
            precision: Precision::Week,
        }
    }

    fn with(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }
}

/// Which of the periods that bear a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Towards {
    /// "last": the latest that is over.
    Last,
    /// "next": the first that has not begun.
    Next,
    /// "this": of this week, or this year.
    This,
    /// After "will": the first that is not over.
    Coming,
    /// The latest that begins not more than so many days after the given day.
    Behind(i32),
}

impl Towards {
    /// Chooses among the periods of a name; cycle 0 is that of the week or year of `day`.
    fn pick(self, day: Day, cycle: impl Fn(i16) -> Option<Period>) -> Option<Period> {
        // eight years to either side: 29 February comes round within them
        let back = || (-8..=1).rev().filter_map(&cycle);
        let on = || (-1..=8).filter_map(&cycle);
        match self {
            Self::This => cycle(0),
            Self::Last => back().find(|c| c.to < day),
            Self::Next => on().find(|c| c.from > day),
            Self::Coming => on().find(|c| c.to >= day),
            Self::Behind(grace) => back().find(|c| c.from <= day.plus(grace)),
        }
    }

    fn weekday(self, day: Day, weekday: i8) -> Option<Period> {
        let first = day.week_start().plus(i32::from(weekday) - 1);
        self.pick(day, |week| {
            Some(Period::day(first.plus(i32::from(week) * 7)))
        })
    }

    fn weekend(self, day: Day) -> Option<Period> {
        self.pick(day, |week| {
            Some(Period::weekend(day.plus(i32::from(week) * 7)))
        })
    }

    fn month(self, day: Day, month: i8) -> Option<Period> {
        self.pick(day, |year| {
            Day::new(day.year() + year, month, 1).map(Period::month)
        })
    }

    fn season(self, day: Day, month: i8) -> Option<Period> {
        self.pick(day, |year| Period::season(day.year() + year, month))
    }

    fn month_day(self, day: Day, month: i8, of_month: i8) -> Option<Period> {
        self.pick(day, |year| {
            Day::new(day.year() + year, month, of_month).map(Period::day)
        })
    }
}

/// What a token may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
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
const WORDS: &[(Part, &str)] = &[
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
static BY_HASH: Lazy<FxHashMap<u64, Part>> = Lazy::new(|| {
    let each = |(part, words): &(Part, &'static str)| {
        let part = *part;
        words
            .split_whitespace()
            .map(move |word| (fnv(word.bytes()), part))
    };
    WORDS.iter().flat_map(each).collect()
});

/// Which hashes [`BY_HASH`] has for names of times: one bit of 4,096 for each, so that most other words cost no look-up.
static NAMES: Lazy<[u64; 64]> = Lazy::new(|| {
    let mut bits = [0; 64];
    for (hash, _) in BY_HASH.iter().filter(|(_, part)| is_name(part)) {
        bits[slot(*hash)] |= 1 << (hash % 64);
    }
    bits
});

const fn slot(hash: u64) -> usize {
    (hash >> 32) as usize % 64
}

/// Reads one token. Words that another stage has claimed are closed to dates, but for the frame of a masked "by the end of".
fn part(board: &Board<'_>, at: usize) -> Part {
    let open = board.owners[at] == Owner::Open;
    match board.token(at).kind {
        TokenKind::Word if open => word(board, at),
        TokenKind::Word if board.owners[at] == Owner::Masked => known(board, at)
            .filter(|part| is_frame(*part))
            .unwrap_or(Part::Other),
        TokenKind::Number if open => number(&narrow(board.surface(at))),
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

fn word(board: &Board<'_>, at: usize) -> Part {
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

fn known(board: &Board<'_>, at: usize) -> Option<Part> {
    BY_HASH.get(&board.token(at).word.hash).copied()
}

/// Whether a token may name a time. Nothing is a date without one that does: a sentence without any is done with here, and its
/// parts are not read.
fn may_name(board: &Board<'_>, at: usize) -> bool {
    let word = &board.token(at).word;
    let marker = board.tables.markers.of(word.form);
    let known = NAMES[slot(word.hash)] & (1 << (word.hash % 64)) != 0;
    known
        || word.traits.has(Traits::DIGIT)
        || marker.month.is_some()
        || marker.weekday.is_some()
        || board.token(at).kind == TokenKind::Number
}

/// Whether the part only leads to a date and says nothing by itself.
const fn is_frame(part: Part) -> bool {
    use Part::{After, Before, By, End, From, In, Of, On, Start, The, Until};
    matches!(
        part,
        End | Start | Of | The | On | In | Until | By | From | After | Before
    )
}

/// "4th", "1990s".
fn digits_and_letters(surface: &str) -> Part {
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
fn number(surface: &str) -> Part {
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

fn digits(text: &str) -> Option<(i16, u8)> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let length = u8::try_from(text.len()).ok()?;
    plain
        .then(|| text.parse().ok())
        .flatten()
        .map(|n| (n, length))
}

/// A day of the calendar whose year is one that news writes about.
fn exact(year: i16, month: i16, day: i16) -> Option<Day> {
    let year = Some(year).filter(|y| YEARS.contains(y))?;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// A construction read from the text.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// One past its last token.
    end: usize,
    period: Period,
    /// Whether it names the end of a period, even where that holds the day of publication: "later this week".
    ahead: bool,
}

impl Found {
    fn new(end: usize, period: Period) -> Option<Self> {
        Some(Self {
            end,
            period,
            ahead: false,
        })
    }
}

/// A construction: what it reads at a token, if it stands there.
type Rule = fn(&Scene<'_>, usize) -> Option<Found>;

/// All constructions but those around others, in the order they are tried: the longest first.
const CORE: [Rule; 26] = [
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
const DATED: [Rule; 5] = [
    in_digits,
    year_month_day,
    with_slashes,
    day_month,
    month_day,
];

/// What a construction may look at.
struct Scene<'s> {
    board: &'s Board<'s>,
    /// Of the whole document.
    parts: &'s [Part],
    sentence: Sentence,
    published: Option<Day>,
    /// The date found last in the sentence.
    anchor: Option<When>,
    /// Whether "and" or a semicolon stands after the anchor.
    parted: bool,
    /// Whether what is being told lies ahead: "will meet".
    future: bool,
}

impl<'s> Scene<'s> {
    fn new(board: &'s Board<'s>, parts: &'s [Part], sentence: Sentence) -> Self {
        let published = board.article.published();
        Self {
            board,
            parts,
            sentence,
            published,
            anchor: None,
            parted: false,
            future: false,
        }
    }

    /// Reads the sentence from left to right.
    fn read(&mut self, whens: &mut Vec<When>) {
        let mut at = self.sentence.tokens.start;
        while at < self.sentence.tokens.end {
            let Some(found) = self.found(at) else {
                self.note(at);
                at += 1;
                continue;
            };
            let when = self.stand(at, found);
            whens.push(when);
            (self.anchor, self.parted, at) = (Some(when), false, found.end);
        }
    }

    fn found(&self, at: usize) -> Option<Found> {
        if !can_start(self.part(at)) {
            return None;
        }
        edge_of(self, at)
            .or_else(|| time_in(self, at))
            .or_else(|| self.core(at))
    }

    /// The first construction that stands at the token, with the hour that may follow: "Monday night".
    fn core(&self, at: usize) -> Option<Found> {
        let mut found = CORE.iter().find_map(|rule| rule(self, at))?;
        let hours = found.period.precision == Precision::Day && self.part(found.end) == Part::Hours;
        found.end += usize::from(hours);
        Some(found)
    }

    /// The day a period stands on.
    fn stand(&self, at: usize, found: Found) -> When {
        let Period {
            from,
            to,
            precision,
        } = found.period;
        let now = self
            .published
            .filter(|now| !found.ahead && from <= *now && *now < to);
        When {
            tokens: Tokens::new(at, found.end),
            day: now.unwrap_or(to),
            precision,
        }
    }

    /// Keeps what a word that is no date says of the dates after it.
    fn note(&mut self, at: usize) {
        match self.part(at) {
            Part::Will | Part::Plan => self.future = true,
            Part::Would => {
                self.future = !matches!(self.ahead(at + 1), [Part::Have, ..] | [_, Part::Have, ..])
            }
            Part::Aim => self.future |= self.part(at + 1) == Part::To,
            Part::To => self.future |= self.is_headline_plan(at),
            Part::Next => self.future |= !matches!(self.part(at + 1), Part::Unit(..) | Part::To),
            // "will be announced" is no announcement
            Part::Says => self.future &= self.back(at, 1) == Part::Be,
            Part::And => self.parted = true,
            Part::Break => (self.future, self.parted) = (false, true),
            Part::Other => self.future &= !self.is_new_verb(at),
            _ => {}
        }
    }

    /// "Trump to meet Xi": in a title, "to" after a name and before a verb is a plan.
    fn is_headline_plan(&self, at: usize) -> bool {
        // dates are read before names: a capital tells a name
        let capital = |i: usize| self.board.get(i).is_some_and(|token| token.is_capital());
        let before = at
            .checked_sub(1)
            .is_some_and(|i| self.sentence.tokens.contains(i) && capital(i));
        self.sentence.part == Place::Title
            && before
            && (self.sentence.capitals || !capital(at + 1))
            && self.part(at + 1) == Part::Other
    }

    /// "Xi, who will meet Trump, visited ...": a past verb after a comma or "and" ends what "will" began.
    fn is_new_verb(&self, at: usize) -> bool {
        matches!(self.back(at, 1), Part::Comma | Part::And)
            && self.board.traits(at).ends_small(Traits::ED)
    }

    fn part(&self, at: usize) -> Part {
        self.ahead(at).first().copied().unwrap_or(Part::Break)
    }

    /// The parts from a token to the end of its sentence.
    fn ahead(&self, at: usize) -> &'s [Part] {
        let end = self.sentence.tokens.end;
        &self.parts[at.min(end)..end]
    }

    /// The part `n` tokens before, in the same sentence.
    fn back(&self, at: usize, n: usize) -> Part {
        let before = at
            .checked_sub(n)
            .filter(|i| *i >= self.sentence.tokens.start);
        before.map_or(Part::Break, |i| self.parts[i])
    }

    fn token(&self, at: usize) -> Option<&'s Token> {
        self.board.get(at).filter(|_| at < self.sentence.tokens.end)
    }

    /// Whether a hyphen joins the token to the one before.
    fn joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.joined)
    }

    /// Whether nothing stands between the tokens of a range.
    fn glued(&self, range: std::ops::Range<usize>) -> bool {
        let tokens = &self.board.document.tokens[range];
        tokens
            .windows(2)
            .all(|pair| pair[0].span.end == pair[1].span.start)
    }

    /// Whether the token is what a number before it counts: "2000 troops".
    fn counted(&self, at: usize) -> bool {
        let plural =
            || self.board.traits(at).ends_small(Traits::S) && self.board.marker(at).agent.is_some();
        matches!(self.part(at), Part::Counted | Part::Unit(..))
            || (self.token(at).is_some() && plural())
    }

    /// Whether a phrase ends before the token: a mark, a name or a closed-class word follows.
    fn closes(&self, at: usize) -> bool {
        self.token(at)
            .is_none_or(|t| !t.is_word() || t.is_capital() || self.board.marker(at).function)
    }

    /// How many: "three", "20", "a", "a few", or "weeks" alone. The number, whether it is vague, and where the unit stands.
    fn quantity(&self, at: usize) -> Option<(i32, bool, usize)> {
        match *self.ahead(at) {
            [Part::A, Part::Few(n), Part::Of, ..] => Some((n, true, at + 3)),
            [Part::A, Part::Few(n), ..] | [Part::Few(n), Part::Of, ..] => Some((n, true, at + 2)),
            [Part::Few(n), ..] => Some((n, true, at + 1)),
            [Part::A, Part::Unit(..), ..] => Some((1, false, at + 1)),
            [Part::A, Part::Count(_), ..] => self.count(at + 1),
            [Part::Unit(_, true), ..] => (!self.is_number(at, 1)).then_some((2, true, at)),
            _ => self.count(at),
        }
    }

    fn is_number(&self, at: usize, back: usize) -> bool {
        matches!(
            self.back(at, back),
            Part::Digits(..) | Part::Count(_) | Part::Few(_) | Part::Counted
        )
    }

    /// "20", "twenty-five", "two hundred"; of at most three words.
    fn count(&self, at: usize) -> Option<(i32, bool, usize)> {
        let first = match self.part(at) {
            Part::Digits(n, _) => i32::from(n),
            Part::Count(n) => n,
            _ => return None,
        };
        let more = self.ahead(at + 1).iter().take(2).map_while(|part| {
            if let Part::Count(n) = part {
                Some(*n)
            } else {
                None
            }
        });
        let (total, end) = more.fold((first, at + 1), |(total, end), n| {
            (
                if n < 100 {
                    total + n
                } else {
                    total.saturating_mul(n)
                },
                end + 1,
            )
        });
        (total < 10_000).then_some((total, false, end))
    }

    /// "last", "next", "this", "this coming", and where what they modify stands.
    fn modifier(&self, at: usize) -> Option<(Towards, usize)> {
        match *self.ahead(at) {
            [Part::This, Part::Last | Part::Past, ..] => Some((Towards::Last, at + 2)),
            [Part::This, Part::Next | Part::Coming, ..] => Some((Towards::Next, at + 2)),
            [Part::This, ..] => Some((Towards::This, at + 1)),
            [Part::Last | Part::Past, ..] => Some((Towards::Last, at + 1)),
            [Part::Next | Part::Coming, ..] => Some((Towards::Next, at + 1)),
            _ => None,
        }
    }

    /// "2017", ", 2017", "of last year": the year a date is given, and where it ends.
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(matches!(self.part(at), Part::Comma | Part::Of));
        if let Part::Digits(year, 4) = self.part(at) {
            let year = Some(year).filter(|y| YEARS.contains(y) && !self.counted(at + 1))?;
            return Some((year, at + 1));
        }
        let (towards, unit) = self.modifier(at)?;
        let published = self
            .published
            .filter(|_| self.part(unit) == Part::Unit(Unit::Year, false))?;
        Some((published.year() + steps(towards), unit + 1))
    }

    /// Which of the days of a name is meant where nothing beside it says.
    fn likely(&self, at: usize) -> Towards {
        let ahead = self.future || self.back(at, 1) == Part::Until;
        if ahead {
            Towards::Coming
        } else {
            Towards::Behind(0)
        }
    }

    /// Whether a preposition or the like makes the word after it a date.
    fn is_led(&self, at: usize) -> bool {
        match self.back(at, 1) {
            Part::Of => matches!(self.back(at, 2), Part::End | Part::Start | Part::Unit(..)),
            Part::In | Part::Until | Part::By | Part::Last | Part::Next | Part::This => true,
            before => is_time(before),
        }
    }
}

const fn steps(towards: Towards) -> i16 {
    match towards {
        Towards::Last => -1,
        Towards::Next => 1,
        _ => 0,
    }
}

/// "early", "later": what tells where in a period.
const fn is_time(part: Part) -> bool {
    matches!(
        part,
        Part::Early | Part::Late | Part::Mid | Part::Earlier | Part::Later
    )
}

/// Whether a construction may begin with the part: most tokens are no part of any, and are done with here.
const fn can_start(part: Part) -> bool {
    use Part::{
        A, Coming, Count, Day, Decade, Digits, End, Exact, Few, Following, Last, Month, Next,
        Ordinal, Past,
    };
    use Part::{Previous, Recent, Same, Season, Start, This, Unit, Weekday, Weekend};
    let named = matches!(
        part,
        Day(_) | Weekday(..) | Month(..) | Season(_) | Weekend | Decade(_) | Exact(_) | Unit(..)
    );
    let numbered = matches!(
        part,
        A | Count(_) | Few(_) | Digits(..) | Ordinal(_) | Start | End
    );
    named
        || numbered
        || is_time(part)
        || matches!(
            part,
            Last | Next | This | Past | Coming | Previous | Following | Same | Recent
        )
}

/// Whether the part names a time: nothing is a date without one, and most sentences have none.
const fn is_name(part: &Part) -> bool {
    use Part::{Day, Decade, Digits, Exact, Hours, Month, Season, Unit, Weekday, Weekend};
    matches!(
        part,
        Day(_)
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

/// "the end of 2018", "the beginning of last week", "the end of the year". A day has no such edges.
fn edge_of(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn time_in(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn the_unit(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn in_digits(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Exact(day) = scene.part(at) else {
        return None;
    };
    Found::new(at + 1, Period::day(day))
}

/// "2017-04-04"
fn year_month_day(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn with_slashes(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn weekday_with_date(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn day_month(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn month_day(scene: &Scene<'_>, at: usize) -> Option<Found> {
    month_day_towards(scene, at, Towards::Behind(NEAR), at)
}

fn month_day_towards(
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
fn day_in_words(scene: &Scene<'_>, month: usize, at: usize) -> Option<i8> {
    let Part::Count(day @ 1..=9) = scene.part(at) else {
        return None;
    };
    let dated = scene.back(month, 1) == Part::On || scene.year_after(at + 1).is_some();
    i8::try_from(day).ok().filter(|_| dated)
}

/// A day of a month, with the year that follows or the likely one.
fn dated(
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

const fn day_of_month(part: Part) -> Option<i8> {
    match part {
        Part::Ordinal(day) => Some(day),
        #[allow(clippy::cast_possible_truncation, reason = "a day of a month fits")]
        Part::Digits(day @ 1..=31, 1..=2) => Some(day as i8),
        _ => None,
    }
}

/// "April 2017", "Apr. 2017", "April of last year".
fn month_year(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Month(month, _) = scene.part(at) else {
        return None;
    };
    let after = at + 1 + usize::from(scene.part(at + 1) == Part::Dot);
    let (year, end) = scene.year_after(after)?;
    Found::new(end, Period::month(Day::new(year, month, 1)?))
}

/// "the summer of 2014", "winter 2016".
fn season_year(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Season(month) = scene.part(at) else {
        return None;
    };
    let (year, end) = scene.year_after(at + 1)?;
    Found::new(end, Period::season(year, month)?)
}

/// "two days ago", "a few weeks ago", "decades ago".
fn ago(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (n, vague, name) = scene.quantity(at)?;
    let [Part::Unit(unit, _), Part::Ago, ..] = *scene.ahead(name) else {
        return None;
    };
    let unit = if vague { coarser(unit) } else { unit };
    let day = unit_before(scene, name)?.shift(scene.published?, -n)?;
    Found::new(name + 2, calendar_year(unit).around(day)?)
}

/// The unit that a count counts.
fn unit_before(scene: &Scene<'_>, at: usize) -> Option<Unit> {
    if let Part::Unit(unit, _) = scene.part(at) {
        Some(unit)
    } else {
        None
    }
}

/// "A decade ago" is a year ten years back, not all the years of its decade.
const fn calendar_year(unit: Unit) -> Unit {
    match unit {
        Unit::Decade | Unit::Century => Unit::Year,
        unit => unit,
    }
}

/// "A few days ago" is known to the week only.
const fn coarser(unit: Unit) -> Unit {
    match unit {
        Unit::Hour => Unit::Day,
        Unit::Day => Unit::Week,
        Unit::Week => Unit::Month,
        _ => Unit::Year,
    }
}

/// "two days later", "a week earlier", "the day after": counted from the date before in the sentence.
fn from_anchor(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn is_free(scene: &Scene<'_>, at: usize) -> bool {
    scene.parted || scene.token(at).is_none_or(|token| !token.is_word())
}

/// "the day before yesterday", "the day after tomorrow".
fn near_tomorrow(scene: &Scene<'_>, at: usize) -> Option<Found> {
    use Part::{After, Before, Day, Unit as One};
    let days = match *scene.ahead(at) {
        [One(Unit::Day, false), Before, Day(-1), ..] => -2,
        [One(Unit::Day, false), After, Day(1), ..] => 2,
        _ => return None,
    };
    Found::new(at + 3, Period::day(scene.published?.plus(days)))
}

/// "the past two weeks", "the last 24 hours": up to publication.
fn past_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn coming_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn units(scene: &Scene<'_>, at: usize) -> Option<(i32, Precision, Unit, usize)> {
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
fn recent_units(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn weekday_of_week(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn of_unit(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn of_night(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let days = match *scene.ahead(at) {
        [Part::This, Part::Hours, ..] => 0,
        [Part::Last, Part::Hours, ..] => -1,
        _ => return None,
    };
    Found::new(at + 2, Period::day(scene.published?.plus(days)))
}

/// "last Friday", "next April", "last April 4", "this summer", "this past weekend".
fn of_name(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn this_weekend(scene: &Scene<'_>, towards: Towards) -> Towards {
    let early = scene.published.is_some_and(|day| day.weekday() <= 2);
    if towards == Towards::This && early && !scene.future {
        Towards::Last
    } else {
        towards
    }
}

/// "the next day", "the following week", "the previous Friday", "that year": counted from the date before in the sentence.
fn of_anchor(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn day_word(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn weekday(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekday(weekday, shy) = scene.part(at) else {
        return None;
    };
    let other = scene.back(at, 1) == Part::Habit || scene.part(at + 1) == Part::Paper;
    let unsure = shy && scene.back(at, 1) != Part::On && !scene.is_led(at);
    let published = scene.published.filter(|_| !other && !unsure)?;
    Found::new(at + 1, scene.likely(at).weekday(published, weekday)?)
}

/// "the weekend".
fn weekend(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let Part::Weekend = scene.part(at) else {
        return None;
    };
    Found::new(at + 1, scene.likely(at).weekend(scene.published?)?)
}

/// "April"; but "March" and "May" only after a preposition, and no "April Glaspie".
fn month(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn season(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn decade(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn year(scene: &Scene<'_>, at: usize) -> Option<Found> {
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
fn is_year(scene: &Scene<'_>, at: usize, end: usize, round: bool) -> bool {
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
fn is_attribute(scene: &Scene<'_>, at: usize, end: usize, round: bool) -> bool {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::{
        annotate::mask,
        article::Article,
        lexicon::Lexicon,
        text::{self, Memo},
    };

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cases {
        case: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        id: String,
        published: Option<Day>,
        #[serde(default)]
        title: String,
        #[serde(default)]
        text: String,
        expect: Vec<String>,
    }

    fn article<'t>(published: Option<Day>, text: &'t str) -> Article<'t> {
        published.map_or_else(
            || Article::undated("t", text),
            |day| Article::new("t", day, text),
        )
    }

    /// The dates of an article as the golden cases write them: "last week = 2017-04-09 week".
    fn read(article: &Article<'_>) -> Vec<String> {
        let lexicon = Lexicon::english();
        let document = text::read(&lexicon.tables().segmenter, &mut Memo::default(), article);
        let mut board = Board::new(lexicon.tables(), &document, article);
        mask::find(&mut board);
        let whens = find(&mut board);
        assert!(
            whens
                .windows(2)
                .all(|pair| pair[0].tokens.end <= pair[1].tokens.start)
        );
        assert!(
            whens
                .iter()
                .all(|when| board.owners[when.tokens.end - 1] != Owner::Open)
        );
        whens.iter().map(|when| written(&board, when)).collect()
    }

    fn written(board: &Board<'_>, when: &When) -> String {
        let place = board.document.part(when.tokens.start);
        let surface = board
            .document
            .span(when.tokens)
            .of(board.article.part(place));
        format!(
            "{surface} = {} {}",
            when.day,
            format!("{:?}", when.precision).to_lowercase()
        )
    }

    #[test]
    fn golden_cases() {
        let cases: Cases =
            toml::from_str(include_str!("../../tests/when.toml")).expect("tests/when.toml");
        let mut ids = BTreeSet::new();
        let mut wrong = Vec::new();
        for case in &cases.case {
            assert!(ids.insert(&case.id), "id {} stands twice", case.id);
            assert!(
                !case.text.is_empty() || !case.title.is_empty(),
                "{} has no text",
                case.id
            );
            let found = read(&article(case.published, &case.text).title(&case.title));
            if found != case.expect {
                wrong.push(format!(
                    "{}: {}{}\n  expected {:?}\n  found    {found:?}",
                    case.id, case.title, case.text, case.expect
                ));
            }
        }
        assert!(cases.case.len() >= 120, "{} cases", cases.case.len());
        assert!(
            wrong.is_empty(),
            "{} of {} wrong\n{}",
            wrong.len(),
            cases.case.len(),
            wrong.join("\n")
        );
    }

    #[test]
    fn each_word_has_one_part() {
        let words: Vec<&str> = WORDS
            .iter()
            .flat_map(|(_, words)| words.split_whitespace())
            .collect();
        assert_eq!(BY_HASH.len(), words.len());
    }

    fn any_day() -> impl Strategy<Value = Option<Day>> {
        prop::option::of((-719_162..2_932_896).prop_map(Day::from_number))
    }

    /// Words of dates in any order reach further into the rules than letters do.
    fn any_phrase() -> impl Strategy<Value = String> {
        let mut words: Vec<&str> = WORDS
            .iter()
            .flat_map(|(_, words)| words.split_whitespace())
            .collect();
        words.extend([
            "Friday", "May", "March", "Feb.", "29", "31", "2014", "9999", "0", "hundred",
            "thousand", "1990s", "4th", "/", ",", "-", ".", ";", "Russia",
        ]);
        prop::collection::vec((prop::sample::select(words), prop::bool::ANY), 0..40).prop_map(
            |list| {
                list.iter()
                    .map(|(word, tight)| format!("{word}{}", if *tight { "" } else { " " }))
                    .collect()
            },
        )
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[ -~\n]{0,200}", day in any_day()) {
            read(&article(day, &text));
        }

        #[test]
        fn any_phrase_is_read(text in any_phrase(), day in any_day()) {
            read(&article(day, &text));
        }
    }
}
