//! Détente reads English news text and returns a dated, directed, explained record of how states treat each other.
//!
//! ```
//! use detente::{Analyzer, Article, Lexicon};
//!
//! let analyzer = Analyzer::new(Lexicon::english());
//! let day = "2018-05-08".parse()?;
//! let article = Article::new("wire-7", day, "Iran rejected an American demand on Tuesday, and France urged Iran to talk.");
//! for event in analyzer.analyze(&article).events() {
//!     println!("{} -> {}: {} {}", event.source, event.target, event.class, event.scale());
//! }
//! # Ok::<(), detente::DayError>(())
//! ```
//!
//! # The model
//!
//! An [`Article`] becomes a [`Document`] of tokens and sentences. In it are found dates ([`When`]), actors ([`Mention`]), the words that
//! say what is done ([`Cue`]) and those that negate, strengthen or postpone it ([`Shift`]); sentences are cut into clauses ([`Clause`]).
//! In each clause a chain of governing verbs decides what becomes of its content ([`Reading`]): to *agree to end an embargo* is neither an
//! embargo nor an end of anything, but an agreement. Named rules then say who did it to whom ([`Rule`]), and the result is an [`Event`]
//! with a CAMEO code, a class, a day, a mode, a score on the Goldstein scale, and the steps that score is the sum of.
//! A [`Timeline`] adds events up to relationships: exact, mergeable in any order, each event counted once.
//!
//! # What it promises
//!
//! - Analysing cannot fail or panic, whatever the text; loading a lexicon can, and then lists every bad line ([`LexiconError`]).
//! - The same text and lexicon give the same bytes on every machine. There is no clock, locale, environment or network in the library, no
//!   `unsafe`, and no file is touched but those whose path is handed to [`Lexicon::from_dir`], [`Timeline::save`] and [`Timeline::load`].
//! - Scores belong to a lexicon: [`Lexicon::stamp`] names it by version and hash.
//!
//! # What it does not do
//!
//! It reads English, records what a text says and not what is true, and misses much that a careful reader would take from a whole article:
//! the README has the figures and the command that prints them.

// Sums are integers: floating point begins in the rooms that say so, and no order is a hash's.
#![deny(clippy::float_arithmetic, clippy::iter_over_hash_type)]

mod ablation;
mod analyzer;
mod annotate;
mod article;
mod attribute;
mod cameo;
mod compose;
mod day;
mod event;
mod explain;
mod language;
mod lexicon;
mod pair;
mod pattern;
#[cfg(feature = "rayon")]
mod readers;
mod relate;
mod scale;
mod span;
mod text;
mod timeline;

pub use ablation::Component;
pub use analyzer::{Analysis, Analyzer, Reader, Stage};
pub use annotate::{
    clause::Clause,
    cue::Cue,
    mask::Mask,
    mention::{Given, Mention},
    shift::Shift,
    when::When,
};
pub use article::Article;
pub use attribute::why::{Considered, Naming, Refused, WhyNot};
pub use cameo::{CameoCode, EventClass, Quad};
pub use compose::Reading;
pub use day::{Day, DayError, EventDate, Precision};
pub use event::{
    Context, Event, Evidence, Micro, Mode, Part, Record, Rule, Sector, Skip, Step, StepKind, WHOLE,
};
pub use explain::Explanation;
pub use language::Language;
pub use lexicon::{
    Actor, ActorKind, Finding, Lexicon, LexiconError, LoadReport, Manifest, Meaning, Problem,
    format,
};
pub use pair::{ActorCode, Pair, PairError};
pub use pattern::PatternError;
#[cfg(feature = "rayon")]
pub use readers::Readers;
pub use relate::{RelateError, Relation};
pub use scale::Scale;
pub use span::{Span, Tokens};
pub use text::{Case, Cuts, Document, Sentence, Token, TokenKind};
pub use timeline::{
    ArticleShare, Asymmetry, Attribution, BAND_REACH, BREAK_PENALTY, BREAK_WEEKS, BasePeriod, Bloc,
    CellEvent, Change, ChangePoint, CheckpointError, Contact, Counts, EvidenceEntry, Extreme,
    Grade, Group, LEAST_EFFECTIVE, LEVEL_CUTS, Level, MAX_CHECKPOINT, MAX_POINTS, MergeError,
    ModeWeights, NEUTRAL_WEIGHT, Observed, PRIOR_SPREAD, PRIOR_WEIGHT, Peak, Period, Point,
    Refusal, Relationship, RelationshipSummary, Settings, Side, Since, State, Summary, Timeline,
    Trend, Verdict, View, WorldMean,
};
