//! What counts of a reading, and what is wished of it.

use std::{collections::BTreeMap, fmt, str::FromStr};

use detente::{ActorCode, Article, Event, EventClass, Mode, Pair, Reader};

/// What counts of an event: who did what to whom, whether it is done, and whether that is good or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Act {
    pub(crate) pair: Pair,
    class: EventClass,
    mode: Mode,
    sign: i32,
}

impl Act {
    fn of(event: &Event) -> Option<Self> {
        Some(Self {
            pair: event.pair()?,
            class: event.class,
            mode: event.mode,
            sign: event.scale().sign(),
        })
    }

    /// The same act of the actors whose codes `name` gives.
    pub(crate) fn renamed(self, name: impl Fn(ActorCode) -> ActorCode) -> Self {
        let pair = Pair::directed(name(self.pair.source()), name(self.pair.target()));
        Self {
            pair: pair.unwrap_or(self.pair),
            ..self
        }
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.sign {
            0 => "0",
            1 => "+",
            _ => "-",
        };
        let (class, mode) = (self.class.name(), self.mode.name());
        write!(f, "{} {class} {mode} {sign}", self.pair)
    }
}

/// The acts of a text that count in the sums, each with its scale in thousandths.
pub(crate) type Reading = BTreeMap<Act, i32>;

/// Reads the events that enter the sums: the primary ones, in a mode that has a weight.
pub(crate) fn counted(reader: &mut Reader<'_>, article: &Article<'_>) -> Reading {
    let analysis = reader.analyze(article);
    let events = analysis.events().iter();
    events
        .filter(|event| event.primary && event.mode.weight() > 0)
        .filter_map(|event| Some((Act::of(event)?, event.scale().milli())))
        .collect()
}

/// "SRC->TGT CLASS mode sign": an act that must be read. `|` stands between equally good classes, modes and signs, and
/// `mutual` at the end asks for both directions.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    line: String,
    pair: Pair,
    classes: Vec<EventClass>,
    modes: Vec<Mode>,
    signs: Vec<i32>,
    mutual: bool,
}

impl Wish {
    fn fits(&self, act: &Act) -> bool {
        let same = |pair: Pair| pair == self.pair || (self.mutual && pair.reversed() == self.pair);
        same(act.pair)
            && self.classes.contains(&act.class)
            && self.modes.contains(&act.mode)
            && self.signs.contains(&act.sign)
    }

    /// Whether the act is read, a mutual one in both directions.
    fn is_met(&self, reading: &Reading) -> bool {
        let directions = if self.mutual { 2 } else { 1 };
        reading.keys().filter(|act| self.fits(act)).count() >= directions
    }
}

impl FromStr for Wish {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let wrong = || format!("\"{line}\" is no wish; write SRC->TGT CLASS mode sign");
        let words: Vec<&str> = line.split_whitespace().collect();
        let (&[pair, classes, modes, signs], rest) = words.split_first_chunk().ok_or_else(wrong)?;
        if !rest.is_empty() && rest != ["mutual"] {
            return Err(wrong());
        }
        let mode = |name: &str| Mode::ALL.into_iter().find(|mode| mode.name() == name);
        Ok(Self {
            line: line.to_owned(),
            pair: directed(pair)?,
            classes: each(classes, |name| name.parse().ok()).ok_or_else(wrong)?,
            modes: each(modes, mode).ok_or_else(wrong)?,
            signs: each(signs, sign).ok_or_else(wrong)?,
            mutual: !rest.is_empty(),
        })
    }
}

fn each<T>(words: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    words.split('|').map(read).collect()
}

fn sign(mark: &str) -> Option<i32> {
    match mark {
        "+" => Some(1),
        "0" => Some(0),
        "-" => Some(-1),
        _ => None,
    }
}

pub(crate) fn directed(text: &str) -> Result<Pair, String> {
    let pair: Pair = text.parse().map_err(|error| format!("{error}"))?;
    let arrow = || format!("\"{text}\" has no direction; write SRC->TGT");
    pair.is_directed().then_some(pair).ok_or_else(arrow)
}

/// The wishes that are not met, and the acts that neither a wish nor a permission names.
pub(crate) fn unfit(reading: &Reading, wishes: &[Wish], may: &[Wish]) -> Vec<String> {
    let missing = wishes.iter().filter(|wish| !wish.is_met(reading));
    let stray = |act: &&Act| !wishes.iter().chain(may).any(|wish| wish.fits(act));
    let strays = reading.keys().filter(stray);
    missing
        .map(|wish| format!("missing {}", wish.line))
        .chain(strays.map(|act| format!("stray {act}")))
        .collect()
}
