//! A golden case: what is to be read in one text, and how what was read differs.

use std::{fmt, str::FromStr};

use detente::{Article, Day, Event, EventClass, Mode, Pair, Reader};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) case: Vec<Case>,
}

/// One text and what is to be read in it.
///
/// A primary event that counts in the sums, of a pair named neither in `expect` nor in `allow`, is a failure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) id: String,
    /// The day of publication; without it the article is undated.
    date: Option<String>,
    #[serde(default)]
    pub(crate) title: String,
    pub(crate) text: String,
    /// "SRC->TGT CLASS mode low..high", with `|` between equally good classes or modes, and `mutual` at the end.
    expect: Vec<String>,
    /// The rule that decides the first expected event.
    rule: Option<String>,
    /// The date of the first expected event, as it is printed.
    happened: Option<String>,
    /// "SRC->TGT" or "SRC->TGT CLASS": no such event may be read, in whatever mode.
    #[serde(default)]
    forbid: Vec<String>,
    /// Pairs a coder may or may not see here.
    #[serde(default)]
    allow: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Expected {
    pair: Pair,
    classes: Vec<EventClass>,
    modes: Vec<Mode>,
    low: f64,
    high: f64,
    mutual: bool,
}

impl FromStr for Expected {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let wrong = || format!("\"{line}\" is no expectation; write SRC->TGT CLASS mode low..high");
        let words: Vec<&str> = line.split_whitespace().collect();
        let (&[pair, classes, modes, range], rest) = words.split_first_chunk().ok_or_else(wrong)?;
        let mutual = rest == ["mutual"];
        let (low, high) = range.split_once("..").ok_or_else(wrong)?;
        let bounds = low.parse().ok().zip(high.parse().ok());
        let (low, high) = bounds.filter(|(l, h)| l <= h).ok_or_else(wrong)?;
        Ok(Self {
            pair: directed(pair)?,
            classes: each(classes, |c| c.parse().ok()).ok_or_else(wrong)?,
            modes: each(modes, mode).ok_or_else(wrong)?,
            low,
            high,
            mutual: (mutual || rest.is_empty())
                .then_some(mutual)
                .ok_or_else(wrong)?,
        })
    }
}

impl Expected {
    fn fits(&self, event: &Event) -> bool {
        event.pair() == Some(self.pair)
            && event.primary
            && !event.reciprocal
            && self.classes.contains(&event.class)
            && self.modes.contains(&event.mode)
            && (self.low..=self.high).contains(&event.scale().to_f64())
            && event.mutual == self.mutual
    }

    fn names(&self, pair: Pair) -> bool {
        self.pair == pair
            || (self.mutual && self.pair.without_direction() == pair.without_direction())
    }
}

fn each<T>(words: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    words.split('|').map(read).collect()
}

fn mode(name: &str) -> Option<Mode> {
    Mode::ALL.into_iter().find(|mode| mode.name() == name)
}

fn directed(text: &str) -> Result<Pair, String> {
    let pair: Pair = text.parse().map_err(|error| format!("{error}"))?;
    let is_directed = text.contains("->");
    is_directed
        .then_some(pair)
        .ok_or_else(|| format!("\"{text}\" has no direction; write SRC->TGT"))
}

/// What was read, in the form of an expectation.
struct Read<'e>(&'e Event);

impl fmt::Display for Read<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let e = self.0;
        write!(
            f,
            "{}->{} {} {} {} ({})",
            e.source,
            e.target,
            e.class,
            e.mode,
            e.scale(),
            e.rule
        )?;
        let marks = [
            (e.mutual, " mutual"),
            (e.reciprocal, " reciprocal"),
            (!e.primary, " secondary"),
        ];
        marks
            .iter()
            .filter(|(is, _)| *is)
            .try_for_each(|(_, mark)| f.write_str(mark))
    }
}

/// A case with its lines understood.
pub(crate) struct Ready {
    pub(crate) case: Case,
    expect: Vec<Expected>,
    allow: Vec<Pair>,
    forbid: Vec<(Pair, Option<EventClass>)>,
    date: Option<Day>,
}

impl Ready {
    pub(crate) fn new(case: Case) -> Result<Self, String> {
        let expect: Vec<Expected> = case
            .expect
            .iter()
            .map(|l| l.parse())
            .collect::<Result<_, _>>()?;
        let date = case.date.as_deref().map(str::parse::<Day>).transpose();
        if expect.is_empty() && (case.rule.is_some() || case.happened.is_some()) {
            return Err(
                "rule and happened speak of the first expected event; there is none".to_owned(),
            );
        }
        Ok(Self {
            allow: case
                .allow
                .iter()
                .map(|pair| directed(pair))
                .collect::<Result<_, _>>()?,
            forbid: case
                .forbid
                .iter()
                .map(|line| forbidden(line))
                .collect::<Result<_, _>>()?,
            date: date.map_err(|error| error.to_string())?,
            expect,
            case,
        })
    }

    /// Everything that is wrong with what the reader makes of the case; empty where all is well.
    pub(crate) fn faults(&self, reader: &mut Reader<'_>) -> Vec<String> {
        let Case {
            id, title, text, ..
        } = &self.case;
        let article = match self.date {
            Some(day) => Article::new(id, day, text),
            None => Article::undated(id, text),
        };
        let analysis = reader.analyze(&article.title(title));
        let events = analysis.events();
        let mut faults = self.missing(events);
        faults.extend(self.strays(events));
        if !faults.is_empty() {
            faults.extend(
                events
                    .iter()
                    .map(|event| format!("read    {}", Read(event))),
            );
        }
        faults
    }

    fn missing(&self, events: &[Event]) -> Vec<String> {
        let mut faults = Vec::new();
        for (index, (expected, line)) in self.expect.iter().zip(&self.case.expect).enumerate() {
            match events.iter().find(|event| expected.fits(event)) {
                None => faults.push(format!("missing {line}")),
                Some(event) if index == 0 => faults.extend(self.details(event)),
                Some(_) => {}
            }
        }
        faults
    }

    fn details(&self, event: &Event) -> Vec<String> {
        let found = [
            event.rule.to_string(),
            event.date.map(|d| d.to_string()).unwrap_or_default(),
        ];
        let wanted = [&self.case.rule, &self.case.happened];
        let pairs = wanted.into_iter().zip(found);
        let differ = pairs.filter_map(|(w, f)| w.as_ref().filter(|w| **w != f).map(|w| (w, f)));
        differ
            .map(|(w, f)| format!("wanted  {w}, found \"{f}\""))
            .collect()
    }

    fn strays<'e>(&'e self, events: &'e [Event]) -> impl Iterator<Item = String> + 'e {
        events.iter().filter_map(|event| {
            let pair = event.pair()?;
            let forbidden = self
                .forbid
                .iter()
                .any(|(p, c)| *p == pair && c.is_none_or(|c| c == event.class));
            let counted = event.primary && event.mode.weight() > 0;
            let named = self.expect.iter().any(|e| e.names(pair)) || self.allow.contains(&pair);
            let kind = if forbidden {
                "forbid "
            } else if counted && !named {
                "stray  "
            } else {
                return None;
            };
            Some(format!("{kind} {}", Read(event)))
        })
    }
}

fn forbidden(line: &str) -> Result<(Pair, Option<EventClass>), String> {
    let (pair, class) = line
        .split_once(' ')
        .map_or((line, None), |(pair, class)| (pair, Some(class)));
    let class = class.map(|name| {
        name.parse()
            .map_err(|_| format!("\"{name}\" is no event class"))
    });
    Ok((directed(pair)?, class.transpose()?))
}
