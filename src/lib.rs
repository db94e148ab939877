//! Détente reads news text and returns a dated, directed, explained record of how states treat each other.

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
mod relate;
mod scale;
mod span;
mod text;
mod timeline;

pub use analyzer::{Analysis, Analyzer, Reader};
pub use annotate::{
    clause::Clause,
    cue::Cue,
    mask::Mask,
    mention::{Given, Mention},
    shift::Shift,
    when::When,
};
pub use article::Article;
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
pub use relate::{RelateError, Relation};
pub use scale::Scale;
pub use span::{Span, Tokens};
pub use text::{Case, Cuts, Document, Sentence, Token, TokenKind};
pub use timeline::{
    Asymmetry, BAND_REACH, BasePeriod, CellEvent, Change, Counts, EvidenceEntry, Extreme, Grade,
    LEAST_EFFECTIVE, LEVEL_CUTS, Level, MAX_POINTS, MergeError, ModeWeights, NEUTRAL_WEIGHT,
    Observed, PRIOR_SPREAD, PRIOR_WEIGHT, Period, Point, Relationship, RelationshipSummary,
    Settings, Since, State, Summary, Timeline, Trend, Verdict, View,
};
