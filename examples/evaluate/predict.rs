//! What détente reads in a record.

use std::collections::{BTreeMap, BTreeSet};

use detente::{
    Actor, ActorCode, ActorKind, Analysis, Analyzer, Article, Event, Given, Lexicon, Part, Reader,
    Span, WHOLE,
};

use crate::{
    gold::{Prediction, Record, Scored, canon},
    surfaces,
};

/// How to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Take the actors from the record.
    pub(crate) given: bool,
    /// Keep every event that counts.
    pub(crate) both_ways: bool,
}

/// Reads records one after the other.
#[derive(Debug)]
pub(crate) struct Predictor<'a> {
    reader: Reader<'a>,
    codes: Codes<'a>,
    options: Options,
}

impl<'a> Predictor<'a> {
    /// Reads with an analyzer.
    pub(crate) fn new(analyzer: &'a Analyzer, options: Options) -> Self {
        Self {
            reader: analyzer.reader(),
            codes: Codes::new(analyzer.lexicon()),
            options,
        }
    }

    /// What is read in one record.
    pub(crate) fn predict(&mut self, record: &Record) -> Prediction {
        let analysis = self.analyze(record);
        let events = if self.options.both_ways {
            analysis.events().iter().filter(|e| counts(e)).collect()
        } else {
            main_events(analysis.events())
        };
        Prediction {
            id: record.id.clone(),
            pairs: events
                .into_iter()
                .filter(|e| self.codes.is_coded(e.source) && self.codes.is_coded(e.target))
                .map(|e| self.scored(e))
                .collect(),
        }
    }

    /// One record, read as the options say.
    pub(crate) fn analyze<'r>(&mut self, record: &'r Record) -> Analysis<'r> {
        let article = match record.date {
            Some(day) => Article::new(&record.id, day, &record.text),
            None => Article::undated(&record.id, &record.text),
        };
        if self.options.given {
            self.reader.analyze_given(&article, &self.given(record))
        } else {
            self.reader.analyze(&article)
        }
    }

    /// The codes of its lexicon's actors.
    pub(crate) const fn codes(&self) -> &Codes<'a> {
        &self.codes
    }

    /// The record's actors where its text names them.
    fn given(&self, record: &Record) -> Vec<Given> {
        let none = BTreeMap::new();
        let found = surfaces::find(&record.text, record.actors.as_ref().unwrap_or(&none));
        let given = |(place, code): (std::ops::Range<usize>, &str)| {
            Some(Given {
                part: Part::Text,
                span: Span::new(place.start.try_into().ok()?, place.end.try_into().ok()?),
                actor: self.codes.own(code)?,
            })
        };
        found.into_iter().filter_map(given).collect()
    }

    fn scored(&self, event: &Event) -> Scored {
        Scored {
            source: self.codes.cameo(event.source),
            target: self.codes.cameo(event.target),
            score: event.scale().to_f64(),
            quad: Some(event.quad.name().to_owned()),
            class: Some(event.class.name().to_owned()),
            rule: Some(event.rule.name().to_owned()),
            confidence: Some(f64::from(event.confidence) / f64::from(WHOLE)),
        }
    }
}

/// Whether an event is between two actors and enters the sums of a timeline.
pub(crate) fn counts(event: &Event) -> bool {
    event.mode.weight() > 0 && event.pair().is_some()
}

/// The surest act of each sentence, in the direction of the text: coders give a sentence one act.
fn main_events(events: &[Event]) -> Vec<&Event> {
    let mut seen = BTreeSet::new();
    let mut first = |e: &&Event| {
        e.pair()
            .is_some_and(|pair| seen.insert(pair.without_direction()))
    };
    let main = events.iter().filter(|e| e.primary && !e.reciprocal);
    let main: Vec<&Event> = main.filter(|e| counts(e)).filter(&mut first).collect();
    let mut surest: BTreeMap<u32, &Event> = BTreeMap::new();
    for &event in &main {
        let best = surest.entry(event.sentence).or_insert(event);
        if event.confidence > best.confidence {
            *best = event;
        }
    }
    let of_surest = |e: &&Event| surest[&e.sentence].evidence.cue == e.evidence.cue;
    main.into_iter().filter(of_surest).collect()
}

/// The codes of a lexicon's actors and those of CAMEO data sets.
#[derive(Debug)]
pub(crate) struct Codes<'a> {
    lexicon: &'a Lexicon,
    /// The lexicon's code by CAMEO's.
    own: BTreeMap<String, ActorCode>,
}

impl<'a> Codes<'a> {
    /// The codes of a lexicon.
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        let table = lexicon.canonical("actors.tsv").unwrap_or_default();
        let mut own = BTreeMap::new();
        let codes = table.lines().filter_map(|line| line.split('\t').next());
        let codes = codes.filter_map(|code| code.parse::<ActorCode>().ok());
        let mut actors: Vec<&Actor> = codes.filter_map(|code| lexicon.actor(code)).collect();
        // FRAREB is comparable with FRA, but a state is FRA before its rebels are
        actors.sort_by_key(|actor| actor.kind == ActorKind::Group);
        for actor in actors {
            if let Some(cameo) = &actor.cameo {
                own.entry(canon(cameo)).or_insert(actor.code);
            }
        }
        Self { lexicon, own }
    }

    /// Whether other data sets code the actor: all but armed groups that are at home in no one state and have no code of CAMEO's.
    /// The gold's pairs are of nations and organisations, so an event of another actor answers none of its questions.
    pub(crate) fn is_coded(&self, code: ActorCode) -> bool {
        let group = |actor: &&Actor| actor.kind == ActorKind::Group && actor.cameo.is_none();
        self.lexicon.actor(code).filter(group).is_none()
    }

    /// CAMEO's code of an actor: an organisation's own, a state's ISO code.
    pub(crate) fn cameo(&self, code: ActorCode) -> String {
        let actor = self.lexicon.actor(code);
        let cameo = actor.and_then(|actor| actor.cameo.clone());
        cameo.unwrap_or_else(|| code.to_string())
    }

    /// The lexicon's actor of a CAMEO code; the code itself where the lexicon knows none.
    fn own(&self, code: &str) -> Option<ActorCode> {
        let code = canon(code);
        self.own.get(&code).copied().or_else(|| code.parse().ok())
    }
}
