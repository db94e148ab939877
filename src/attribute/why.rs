//! Why a pair has no event: what attribution considered for it, and what refused it.
//!
//! A [`Watch`] takes notes only where somebody asks; without one, attribution does what it always does.

use std::{cell::RefCell, fmt};

pub use super::refused::Refused;
use super::{
    parties::Party,
    rules::{Finding, Scene},
};
use crate::{
    annotate::mention::Mention,
    cameo::{CameoCode, EventClass},
    compose::Reading,
    event::{Event, Part, Rule, Skip},
    pair::ActorCode,
    span::{Span, Tokens},
    text::Document,
};

/// What became of one act that may have been done by one actor to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Considered {
    /// The part of the article.
    pub part: Part,
    /// The sentence, counted from 1 through title and text.
    pub sentence: u32,
    /// The sentence's bytes in that part.
    pub text: Span,
    /// The words of the source there, where it is named.
    pub source: Option<Span>,
    /// The words of the target there, where it is named.
    pub target: Option<Span>,
    /// The words of the outermost governor or term; none where the sentence says of nobody that he did anything.
    pub act: Option<Span>,
    /// What the act was read as, before anybody was found to have done it.
    pub reading: Option<(EventClass, CameoCode)>,
    /// Why it made no event from the source to the target that counts.
    pub refusal: Refused,
}

/// Why an article has no event from one actor to another, or none that counts; made by
/// [`Analyzer::why_not`](crate::Analyzer::why_not).
///
/// As text it is one line for people on what was found, and one for each act considered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhyNot {
    /// The acting actor that was asked for.
    pub source: ActorCode,
    /// The actor acted upon that was asked for.
    pub target: ActorCode,
    /// Why nothing of the article was read, if nothing was.
    pub skipped: Option<Skip>,
    /// How often the article names the source so that it can act, and how often it only seems to ("Iran-backed").
    pub source_named: Naming,
    /// The same of the target.
    pub target_named: Naming,
    /// How many sentences name both, or mean them by a pronoun.
    pub together: usize,
    /// The places of the pair's events that count, in the list of the article's events.
    pub counted: Vec<usize>,
    /// Every act of those sentences that makes no counted event of the pair, in the order of the text.
    pub considered: Vec<Considered>,
}

/// How often an article names an actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// As somebody who can act or be acted upon.
    pub able: usize,
    /// In a name that acts for nobody: "Iran-backed", "ethnic Albanians", a dateline.
    pub idle: usize,
}

impl Naming {
    fn of(mentions: &[Mention], actor: ActorCode) -> Self {
        let own = || mentions.iter().filter(|mention| mention.actor == actor);
        let idle = own().filter(|mention| mention.idle).count();
        Self {
            able: own().count() - idle,
            idle,
        }
    }
}

impl Naming {
    const fn add(&mut self, other: Self) {
        self.able += other.able;
        self.idle += other.idle;
    }
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, target, .. } = self;
        let times = |count: usize| match count {
            0 => "never".to_owned(),
            1 => "once".to_owned(),
            n => format!("{n} times"),
        };
        let idle = |named: Naming| match named.idle {
            0 => String::new(),
            n => format!(" (and {} in a name that acts for nobody)", times(n)),
        };
        if let Some(skipped) = self.skipped.filter(|skipped| *skipped != Skip::Undated) {
            let reason = match skipped {
                Skip::Language => {
                    "too few of its words are function words of the lexicon's language"
                }
                _ => "there is no word in it",
            };
            return write!(
                f,
                "{source} -> {target}: the article was not read; {reason}"
            );
        }
        let counted = match self.counted.len() {
            0 => "no event that counts".to_owned(),
            1 => "1 event that counts".to_owned(),
            n => format!("{n} events that count"),
        };
        write!(
            f,
            "{source} -> {target}: {counted}. {source} is named {}{}, {target} {}{}, both in one sentence {}.",
            times(self.source_named.able),
            idle(self.source_named),
            times(self.target_named.able),
            idle(self.target_named),
            times(self.together),
        )?;
        self.considered
            .iter()
            .try_for_each(|one| write!(f, "\n{one}"))
    }
}

impl fmt::Display for Considered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sentence {}", self.sentence)?;
        if let Some((class, code)) = self.reading {
            write!(f, ", {class} {code}")?;
        }
        write!(f, ": {}", self.refusal)
    }
}

/// Somebody a note names, and where.
type Seen = (ActorCode, Tokens);

/// Notes on what attribution looked at, for who asks about one directed pair.
#[derive(Debug)]
pub(crate) struct Watch {
    source: ActorCode,
    target: ActorCode,
    notes: RefCell<Vec<Note>>,
}

#[derive(Debug)]
enum Note {
    /// Everybody in a sentence.
    Sentence(usize, Vec<Seen>),
    /// Whom the rules saw of a reading; by its clause and its words.
    Parties((usize, Tokens), Vec<Seen>),
    /// Whom the first rule that fits found: sources and targets.
    Found((usize, Tokens), Rule, Vec<ActorCode>, Vec<ActorCode>),
    /// A draft of the pair that came to nothing, or a guard that keeps one of the two out.
    Dropped((usize, Tokens), Refused),
    /// What keeps the two from the act where no rule finds anybody.
    Unfit((usize, Tokens), Refused),
}

/// A reading's key: its clause and its words.
fn key(reading: &Reading) -> (usize, Tokens) {
    (reading.clause, reading.at)
}

fn seen<'p>(parties: impl IntoIterator<Item = &'p Party>) -> Vec<Seen> {
    let seen = parties.into_iter().map(|party| (party.actor, party.tokens));
    seen.collect()
}

impl Watch {
    /// Takes notes for one pair.
    pub(crate) fn new((source, target): (ActorCode, ActorCode)) -> Self {
        let notes = RefCell::default();
        Self {
            source,
            target,
            notes,
        }
    }

    fn note(&self, note: Note) {
        self.notes.borrow_mut().push(note);
    }

    pub(super) fn sentence(&self, index: usize, parties: &[Vec<Party>]) {
        self.note(Note::Sentence(index, seen(parties.iter().flatten())));
    }

    pub(super) fn parties(&self, reading: &Reading, parties: &[Party]) {
        self.note(Note::Parties(key(reading), seen(parties)));
    }

    pub(super) fn found(&self, reading: &Reading, parties: &[Party], finding: &Finding) {
        let actors = |places: &[usize]| places.iter().map(|at| parties[*at].actor).collect();
        let (sources, targets) = (actors(&finding.sources), actors(&finding.targets));
        self.note(Note::Found(key(reading), finding.rule, sources, targets));
    }

    /// What the scene of a reading says against the pair; `stranger` where the clause's subject is none of the actors.
    pub(super) fn scene(&self, reading: &Reading, scene: &Scene<'_>, stranger: bool) {
        let (source, target) = (self.source, self.target);
        if let Some(refusal) = scene.kept_out(source, target) {
            self.note(Note::Dropped(key(reading), refusal));
        }
        let stranger = stranger.then_some(Refused::Stranger);
        if let Some(refusal) = stranger.or_else(|| scene.unfit(source, target)) {
            self.note(Note::Unfit(key(reading), refusal));
        }
    }

    /// A verdict that nobody gives.
    pub(super) fn unvouched(&self, reading: &Reading) {
        self.note(Note::Unfit(key(reading), Refused::Unvouched));
    }

    pub(super) fn dropped(
        &self,
        reading: &Reading,
        (source, target): (&Party, &Party),
        refusal: Refused,
    ) {
        if source.actor == self.source && target.actor == self.target {
            self.note(Note::Dropped(key(reading), refusal));
        }
    }

    /// What the notes say of the pair.
    pub(crate) fn why_not(
        &self,
        document: &Document,
        mentions: &[Mention],
        readings: &[Reading],
        sentence_of: impl Fn(&Reading) -> usize,
        events: &[Event],
    ) -> WhyNot {
        let (source, target) = (self.source, self.target);
        let notes = self.notes.borrow();
        let asked = Asked {
            source,
            target,
            notes: &notes,
            document,
            events,
        };
        let own = |event: &Event| event.source == source && event.target == target;
        let counts = |event: &Event| event.primary && event.mode.weight() > 0;
        let counted = events.iter().enumerate();
        let counted = counted.filter(|(_, event)| own(event) && counts(event));
        let sentences: Vec<(usize, &[Seen])> = asked.together().collect();
        let considered = sentences.iter().flat_map(|(index, all)| {
            let acts = readings.iter().filter(|one| sentence_of(one) == *index);
            asked.sentence(*index, all, acts.collect())
        });
        WhyNot {
            source,
            target,
            skipped: None,
            source_named: Naming::of(mentions, source),
            target_named: Naming::of(mentions, target),
            together: sentences.len(),
            counted: counted.map(|(at, _)| at).collect(),
            considered: considered.collect(),
        }
    }
}

impl WhyNot {
    /// Of an article that was not read.
    pub(crate) const fn skipped(
        (source, target): (ActorCode, ActorCode),
        skipped: Option<Skip>,
    ) -> Self {
        let none = Naming { able: 0, idle: 0 };
        Self {
            source,
            target,
            skipped,
            source_named: none,
            target_named: none,
            together: 0,
            counted: Vec::new(),
            considered: Vec::new(),
        }
    }

    /// Adds what is said of a later part of the text, with so many bytes, sentences and events before it.
    pub(crate) fn append(&mut self, part: Self, (bytes, sentences, events): (u32, u32, usize)) {
        self.source_named.add(part.source_named);
        self.target_named.add(part.target_named);
        self.together += part.together;
        self.counted
            .extend(part.counted.iter().map(|at| at + events));
        self.considered
            .extend(part.considered.into_iter().map(|mut one| {
                one.sentence += sentences;
                let bytes = if one.part == Part::Text { bytes } else { 0 };
                let spans = [&mut one.text].into_iter();
                for span in spans
                    .chain(&mut one.source)
                    .chain(&mut one.target)
                    .chain(&mut one.act)
                {
                    *span = span.after(bytes);
                }
                one
            }));
    }
}

/// One pair, asked of the notes of one document.
struct Asked<'n> {
    source: ActorCode,
    target: ActorCode,
    notes: &'n [Note],
    document: &'n Document,
    events: &'n [Event],
}

impl<'n> Asked<'n> {
    /// The sentences that hold both.
    fn together(&self) -> impl Iterator<Item = (usize, &'n [Seen])> {
        let both = |all: &[Seen]| {
            let has = |actor| all.iter().any(|(one, _)| *one == actor);
            has(self.source) && has(self.target)
        };
        self.notes.iter().filter_map(move |note| match note {
            Note::Sentence(index, all) if both(all) => Some((*index, all.as_slice())),
            _ => None,
        })
    }

    fn sentence(&self, index: usize, all: &[Seen], acts: Vec<&Reading>) -> Vec<Considered> {
        let sentence = self.document.sentences[index];
        let place = |actor| {
            let near = all.iter().find(|(one, _)| *one == actor);
            let inside = near.filter(|(_, tokens)| sentence.tokens.contains(tokens.start));
            inside.map(|(_, tokens)| self.document.span(*tokens))
        };
        let considered = |act: Option<&Reading>, refusal| Considered {
            part: sentence.part,
            sentence: u32::try_from(index + 1).unwrap_or(u32::MAX),
            text: self.document.span(sentence.tokens),
            source: place(self.source),
            target: place(self.target),
            act: act.map(|act| self.document.span(act.at)),
            reading: act.map(|act| (act.value.class, act.value.code)),
            refusal,
        };
        if acts.is_empty() {
            return vec![considered(None, Refused::NoAct)];
        }
        let refused = acts.into_iter().filter_map(|act| {
            let refusal = self.refusal(index, act)?;
            Some(considered(Some(act), refusal))
        });
        refused.collect()
    }

    /// Why an act makes no counted event of the pair; `None` where it does make one.
    fn refusal(&self, sentence: usize, act: &Reading) -> Option<Refused> {
        let at = self.document.span(act.at);
        let made = || {
            let near = self.events.iter();
            near.filter(move |e| e.sentence as usize == sentence + 1 && e.evidence.cue == at)
        };
        let own = made().find(|e| e.source == self.source && e.target == self.target);
        if let Some(event) = own {
            return match event {
                event if event.mode.weight() == 0 => Some(Refused::OutOfSums(event.mode)),
                event if !event.primary => Some(Refused::Secondary),
                _ => None,
            };
        }
        if act.value.scale.sign() == 0 {
            return Some(Refused::Neutral);
        }
        let dropped = self.notes.iter().find_map(|note| match note {
            Note::Dropped(reading, refusal) if *reading == key(act) => Some(*refusal),
            _ => None,
        });
        let unfit = || {
            self.notes.iter().find_map(|note| match note {
                Note::Unfit(reading, refusal) if *reading == key(act) => Some(*refusal),
                _ => None,
            })
        };
        let taken = made().next().map(|event| Refused::Taken {
            rule: event.rule,
            source: event.source,
            target: event.target,
        });
        let unasked = act.demanded.then_some(Refused::Unasked);
        let refusal = dropped
            .or(taken)
            .or_else(|| self.judged(act))
            .or_else(|| self.elsewhere(act))
            .or(unasked)
            .or_else(unfit);
        Some(refusal.unwrap_or(Refused::NoRule))
    }

    /// A rule found parties, and yet there is no event of the act.
    fn judged(&self, act: &Reading) -> Option<Refused> {
        self.notes.iter().find_map(|note| match note {
            Note::Found(reading, rule, sources, targets) if *reading == key(act) => {
                let pair = sources.contains(&self.source) && targets.contains(&self.target);
                pair.then_some(Refused::Judgement(*rule))
            }
            _ => None,
        })
    }

    /// One of the two is not among those the rules saw.
    fn elsewhere(&self, act: &Reading) -> Option<Refused> {
        let all = self.notes.iter().find_map(|note| match note {
            Note::Parties(reading, all) if *reading == key(act) => Some(all),
            _ => None,
        })?;
        let missing = [self.source, self.target].into_iter();
        let mut missing = missing.filter(|actor| !all.iter().any(|(one, _)| one == actor));
        missing.next().map(Refused::Elsewhere)
    }
}
