//! What a construction may look at: the parts of a sentence, the date found last, and whether what is told lies ahead.

use super::{
    When, YEARS,
    period::*,
    rules::{CORE, edge_of, time_in},
    words::*,
};
use crate::{
    annotate::Board,
    day::{Day, Precision},
    event::Part as Place,
    span::Tokens,
    text::{Sentence, Token, Traits},
};

/// What a construction may look at.
pub(super) struct Scene<'s> {
    pub(super) board: &'s Board<'s>,
    /// Of the whole document.
    pub(super) parts: &'s [Part],
    pub(super) sentence: Sentence,
    pub(super) published: Option<Day>,
    /// The date found last in the sentence.
    pub(super) anchor: Option<When>,
    /// Whether "and" or a semicolon stands after the anchor.
    pub(super) parted: bool,
    /// Whether what is being told lies ahead: "will meet".
    pub(super) future: bool,
    /// Whether it lies before something else: "had met".
    pub(super) perfect: bool,
}

impl<'s> Scene<'s> {
    pub(super) fn new(board: &'s Board<'s>, parts: &'s [Part], sentence: Sentence) -> Self {
        let published = board.article.published();
        Self {
            board,
            parts,
            sentence,
            published,
            anchor: None,
            parted: false,
            future: false,
            perfect: false,
        }
    }

    /// Reads the sentence from left to right.
    pub(super) fn read(&mut self, whens: &mut Vec<When>) {
        let mut at = self.sentence.tokens.start;
        while at < self.sentence.tokens.end {
            // no date begins here, and no word says anything of the dates after it: so pass most words
            if self.parts[at] == Part::Other && !self.future {
                at += 1;
                continue;
            }
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

    pub(super) fn found(&self, at: usize) -> Option<Found> {
        if !can_start(self.part(at)) || !self.names_ahead(at) {
            return None;
        }
        edge_of(self, at)
            .or_else(|| time_in(self, at))
            .or_else(|| self.core(at))
    }

    /// Whether a time is named before the next word that is no part of a date: a construction has no other words. So "a" and most
    /// numbers cost no look at the table.
    fn names_ahead(&self, at: usize) -> bool {
        let ahead = self.ahead(at).iter();
        let mut parts = ahead.take_while(|part| !matches!(part, Part::Other | Part::Break));
        parts.any(names_alone)
    }

    /// The first construction that stands at the token, with the hour that may follow: "Monday night".
    pub(super) fn core(&self, at: usize) -> Option<Found> {
        let mut found = CORE.iter().find_map(|rule| rule(self, at))?;
        let hours = found.period.precision == Precision::Day && self.part(found.end) == Part::Hours;
        found.end += usize::from(hours);
        Some(found)
    }

    /// The day a period stands on.
    pub(super) fn stand(&self, at: usize, found: Found) -> When {
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
    pub(super) fn note(&mut self, at: usize) {
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
            Part::Had => self.perfect = true,
            Part::Break => (self.future, self.parted, self.perfect) = (false, true, false),
            Part::Other => self.future &= !self.is_new_verb(at),
            _ => {}
        }
    }

    /// "Trump to meet Xi": in a title, "to" after a name and before a verb is a plan.
    pub(super) fn is_headline_plan(&self, at: usize) -> bool {
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
    pub(super) fn is_new_verb(&self, at: usize) -> bool {
        matches!(self.back(at, 1), Part::Comma | Part::And)
            && self.board.traits(at).ends_small(Traits::ED)
    }

    pub(super) fn part(&self, at: usize) -> Part {
        self.ahead(at).first().copied().unwrap_or(Part::Break)
    }

    /// The parts from a token to the end of its sentence.
    pub(super) fn ahead(&self, at: usize) -> &'s [Part] {
        let end = self.sentence.tokens.end;
        &self.parts[at.min(end)..end]
    }

    /// The part `n` tokens before, in the same sentence.
    pub(super) fn back(&self, at: usize, n: usize) -> Part {
        let before = at
            .checked_sub(n)
            .filter(|i| *i >= self.sentence.tokens.start);
        before.map_or(Part::Break, |i| self.parts[i])
    }

    pub(super) fn token(&self, at: usize) -> Option<&'s Token> {
        self.board.get(at).filter(|_| at < self.sentence.tokens.end)
    }

    /// Whether a hyphen joins the token to the one before.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.joined)
    }

    /// Whether nothing stands between the tokens of a range.
    pub(super) fn glued(&self, range: std::ops::Range<usize>) -> bool {
        let tokens = &self.board.document.tokens[range];
        tokens
            .windows(2)
            .all(|pair| pair[0].span.end == pair[1].span.start)
    }

    /// Whether the token is what a number before it counts: "2000 troops".
    pub(super) fn counted(&self, at: usize) -> bool {
        let plural =
            || self.board.traits(at).ends_small(Traits::S) && self.board.marker(at).agent.is_some();
        matches!(self.part(at), Part::Counted | Part::Unit(..))
            || (self.token(at).is_some() && plural())
    }

    /// Whether a phrase ends before the token: a mark, a name or a closed-class word follows.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.token(at)
            .is_none_or(|t| !t.is_word() || t.is_capital() || self.board.marker(at).function)
    }

    /// How many: "three", "20", "a", "a few", or "weeks" alone. The number, whether it is vague, and where the unit stands.
    pub(super) fn quantity(&self, at: usize) -> Option<(i32, bool, usize)> {
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

    pub(super) fn is_number(&self, at: usize, back: usize) -> bool {
        matches!(
            self.back(at, back),
            Part::Digits(..) | Part::Count(_) | Part::Few(_) | Part::Counted
        )
    }

    /// "20", "twenty-five", "two hundred"; of at most three words.
    pub(super) fn count(&self, at: usize) -> Option<(i32, bool, usize)> {
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
    pub(super) fn modifier(&self, at: usize) -> Option<(Towards, usize)> {
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
    pub(super) fn year_after(&self, at: usize) -> Option<(i16, usize)> {
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
    pub(super) fn likely(&self, at: usize) -> Towards {
        // "leave by Monday" sets a term; "by Monday they had left" and "they had left by Monday" tell what was
        let opening = at == self.sentence.tokens.start + 1;
        let term = self.back(at, 1) == Part::By && !opening && !self.perfect;
        let ahead = self.future || term || self.back(at, 1) == Part::Until;
        if ahead {
            Towards::Coming
        } else {
            Towards::Behind(0)
        }
    }

    /// Whether a preposition or the like makes the word after it a date.
    pub(super) fn is_led(&self, at: usize) -> bool {
        match self.back(at, 1) {
            Part::Of => matches!(self.back(at, 2), Part::End | Part::Start | Part::Unit(..)),
            Part::In | Part::Until | Part::By | Part::Last | Part::Next | Part::This => true,
            before => is_time(before),
        }
    }
}

pub(super) const fn steps(towards: Towards) -> i16 {
    match towards {
        Towards::Last => -1,
        Towards::Next => 1,
        _ => 0,
    }
}

/// "early", "later": what tells where in a period.
pub(super) const fn is_time(part: Part) -> bool {
    matches!(
        part,
        Part::Early | Part::Late | Part::Mid | Part::Earlier | Part::Later
    )
}

/// Whether a construction may begin with the part: most tokens are no part of any, and are done with here.
pub(super) const fn can_start(part: Part) -> bool {
    use Part::{
        A, Coming, Count, Day, Decade, Digits, End, Exact, Feast, Few, Following, Last, Month, New,
        Next, Ordinal, Past,
    };
    use Part::{Previous, Recent, Same, Season, Start, This, Unit, Weekday, Weekend};
    let named = matches!(
        part,
        Day(_)
            | Weekday(..)
            | Month(..)
            | Season(_)
            | Weekend
            | Decade(_)
            | Exact(_)
            | Unit(..)
            | Feast
            | New
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
