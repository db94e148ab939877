//! Dates said in the text, relative to the day of publication.
//!
//! Each token is first read as a `Part` of a date; each construction ("two weeks ago", "late on Monday") is then one function of
//! the table `CORE`, tried in order, longest first. None looks further than a few parts ahead, so the whole is linear.
//!
//! How the ambiguous is read:
//!
//! - Weeks run from Monday to Sunday. A period stands on its last day, or on the day of publication where it holds that.
//! - "Friday" is the last Friday up to and including publication; the coming one after "will", "until" and the like.
//! - "by Friday" is the coming one, but not at the beginning of a sentence or after "had".
//! - "two days after Friday's vote" is counted from that Friday; "two days after the vote" says no day.
//! - "Christmas" and "New Year's Eve" are the last before publication, or after "will" and the like the next.
//! - "last Friday" is the last one strictly before publication, "next Friday" the first strictly after.
//! - "4/4/2017" names the day first where its first number is over 12, and the month first otherwise; "4.4.2017" the day first.
//! - "June 4" is the latest such day not more than two months after publication. "June" is the latest not after it.
//! - A winter is named by the year it ends in. Seasons have the precision of a month, decades and centuries that of a year.

mod absolute;
mod alone;
mod counted;
mod modified;
mod period;
mod rules;
mod scene;
#[cfg(test)]
mod tests;
mod words;

use std::ops::RangeInclusive;

use scene::Scene;
use words::{Part, part};
pub(super) use words::{may_be_part, may_name};

use crate::{
    annotate::{Board, Owner},
    day::{Day, Precision},
    span::Tokens,
    text::{Hints, TokenKind},
};

/// How far ahead a day without a year may lie: announcements seldom look further, and reports of old days often do without the year.
const NEAR: i32 = 62;
/// Years that four digits may name.
const YEARS: RangeInclusive<i16> = 1500..=2099;

/// A date said in the text.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
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
        if !sentence.hints.any(Hints::TIME) {
            continue;
        }
        for at in sentence.tokens.iter() {
            // half of the words play no part: found so, a sentence with a date costs a third less
            let token = board.token(at);
            if token.kind != TokenKind::Word || token.word.hints.any(Hints::DATE) {
                parts[at] = part(board, at);
            }
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
