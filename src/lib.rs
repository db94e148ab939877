//! Détente reads English news text and returns a dated, directed, explained record of how states treat each other.
//!
//! ```
//! use detente::{Analyzer, Article, Lexicon, Timeline};
//!
//! let analyzer = Analyzer::new(Lexicon::english());
//! let mut reader = analyzer.reader(); // one per thread
//! let mut timeline = Timeline::new();
//! for (day, text) in [
//!     ("2018-03-29", "Russia expelled 60 American diplomats."),
//!     ("2018-04-06", "America imposed sanctions on Russia."),
//! ] {
//!     let article = Article::new(day, day.parse()?, text);
//!     let analysis = reader.analyze(&article);
//!     for event in analysis.events() {
//!         println!("{} -> {}: {} {}", event.source, event.target, event.class, event.scale());
//!     }
//!     timeline.record(&analysis);
//! }
//! let relationship = timeline.relationship("USA-RUS".parse()?);
//! println!("{relationship}");
//! # let weeks = relationship.to_string();
//! # assert!(weeks.starts_with("RUS-USA  tension 5") && weeks.contains("2018-W14 (to 2018-04-06)  tension 5"), "{weeks}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```text
//! RUS -> USA: SANCTION -4.0
//! USA -> RUS: SANCTION -8.0
//! RUS-USA  tension 59.6 [45.8, 73.5] calm to hostile, steady (+5.4)
//!   2018-W13 (to 2018-04-01)  tension 53.7 [40.4, 67.0] too little  1 event
//!   2018-W14 (to 2018-04-06)  tension 59.6 [45.8, 73.5] calm to hostile  1 event
//! ```
//!
//! The [guide] has a [tutorial](guide::tutorial) in seven steps, [recipes](guide::cookbook), [how to write a lexicon](guide::lexicon), the
//! [method](guide::method) with every formula, and a [comparison](guide::comparison) with other tools.
//!
//! # The model
//!
//! | from | to | what happens |
//! |---|---|---|
//! | [`Article`] | [`Document`] | tokens, sentences; each distinct word is looked up once |
//! | | [`Mask`], [`When`], [`Mention`], [`Cue`], [`Shift`] | idioms are closed; dates, actors, words for what is done, and words that negate, strengthen or postpone it are found |
//! | | [`Clause`], [`Reading`] | in each clause a chain of governing verbs decides what becomes of its content: to *agree to end an embargo* is neither an embargo nor an end of anything, but an agreement |
//! | | [`Event`] | named rules ([`Rule`]) say who did it to whom; with a CAMEO code, a class, a day, a mode, a score on the Goldstein scale, and the [`Step`]s that score is the sum of |
//! | [`Record`] | [`Timeline`] | exact integers by pair and day, mergeable in any order; an event counts once, however often it is told |
//! | [`Timeline`] | [`Relationship`], [`Group`], [`Summary`] | read-outs with bands: tension, trend, load, salience; peaks and change points with what made them |
//!
//! Three things do all the work: a [`Lexicon`] is data, loaded and checked once; an [`Analyzer`] holds it and never changes, with one [`Reader`] for
//! each thread; a [`Timeline`] is what is kept. Negative is hostile wherever an *event* is scored; *tension*, 0 to 100 with 50 neutral, belongs to
//! relationships alone.
//!
//! # What it does not do
//!
//! - It reads English only, plain text only (stripping markup is yours), and misses much that a careful reader takes from a whole article.
//! - It records what a text says, not what is true. A source that is wrong or partial makes a wrong or partial series.
//! - It brings no news and fetches none. Which articles you choose decides what the series can say: state it.
//! - A name that no table has acts for nobody, unless the text introduces it. Terms of office end on the lexicon's coverage date.
//! - Bands are sampling bands; errors of reading are not in them. Compare with a count of articles before you claim validity.
//!
//! # Untrusted input
//!
//! Any string is analysed: there is nothing to fail and nothing that panics, and time and memory grow with the text's length. What a limit leaves out is
//! counted ([`Analysis::cuts`]), what is not scored has a reason ([`Counts`]). Loading can fail: a lexicon then lists every bad line of every file at once
//! ([`LexiconError`]), and a stored timeline with a flipped bit or a missing end is an error, never partial data ([`CheckpointError`]). HTML from an
//! [`Explanation`] is escaped. The library has no `unsafe`, no network, no clock, no locale and no environment, and touches no file but those whose path is
//! handed to [`Lexicon::from_dir`], [`Timeline::save`] and [`Timeline::load`]. `SECURITY.md` says what counts as a bug.
//!
//! # Determinism
//!
//! The same text, lexicon and settings give the same bytes on every machine, in every process, with any number of threads and in any order of reading and
//! merging. Sums are integers; floating point begins in the read-outs, in a fixed order, with functions in pure Rust; each number is rounded once. No feature
//! changes a result, and neither does what a [`Reader`] remembers.
//!
//! # Score stability
//!
//! A score belongs to a version of the library and a lexicon. [`Lexicon::stamp`] names the words by version and hash, and every [`Summary`] carries it with
//! all [`Settings`]. A change that moves any score of any text stands under a heading of its own in `CHANGELOG.md`; timelines read with different words
//! do not merge ([`MergeError`]). For a published series, keep the version, the stamp and the settings.
//!
//! # Accuracy
//!
#![doc = include_str!("guide/accuracy.md")]
//!
//! # Performance
//!
//! One table of what `cargo bench` measures, on a corpus that the benchmarks write and on agency news of 1987. The floor is finding every word and looking it
//! up, in safe Rust, in the same run; compare in floors, as megabytes a second depend on the machine. Keep a [`Reader`] for as long as you read: a first
//! sight of a word costs more than all later ones.
//!
#![doc = include_str!("guide/performance.md")]
//!
//! # Features
//!
//! - `rayon`: `Analyzer::readers`, a warm reader for each thread of a rayon pool. Off by default; no result depends on it.

// Sums are integers: floating point begins in the rooms that say so, and no order is a hash's.
#![deny(clippy::float_arithmetic, clippy::iter_over_hash_type)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod ablation;
mod analyzer;
mod annotate;
mod article;
mod attribute;
mod cameo;
mod compose;
mod day;
mod decode;
mod event;
mod explain;
// Pages for the documentation and its tests; a program that uses the library has nothing of them.
#[cfg(any(doc, doctest))]
pub mod guide;
mod language;
mod lexicon;
mod naming;
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
pub use decode::{DecodeError, Decoded, Encoding, decode, decode_lossy};
pub use event::{
    Context, Cuts, Event, Evidence, Micro, Mode, Part, Record, Rule, Sector, Skip, Step, StepKind,
    WHOLE,
};
pub use explain::Explanation;
pub use language::Language;
pub use lexicon::{
    Actor, ActorKind, Finding, Lexicon, LexiconError, LoadReport, Manifest, Meaning, Problem,
    format,
};
pub use naming::NameError;
pub use pair::{ActorCode, Pair, PairError};
pub use pattern::PatternError;
#[cfg(feature = "rayon")]
pub use readers::Readers;
pub use relate::{RelateError, Relation};
pub use scale::Scale;
pub use span::{Span, Tokens};
pub use text::{Case, Document, Sentence, Token, TokenKind};
pub use timeline::{
    ArticleShare, Asymmetry, Attribution, BAND_REACH, BREAK_PENALTY, BREAK_WEEKS, BasePeriod, Bloc,
    CellEvent, Change, ChangePoint, CheckpointError, Contact, Counts, EvidenceEntry, Extreme,
    Grade, Group, LEAST_EFFECTIVE, LEVEL_CUTS, Level, MAX_CHECKPOINT, MAX_POINTS, MergeError,
    ModeWeights, NEUTRAL_WEIGHT, Observed, PRIOR_SPREAD, PRIOR_WEIGHT, Peak, Period, Point,
    Refusal, Relationship, RelationshipSummary, Settings, Side, Since, State, Summary, Timeline,
    Trend, Verdict, View, WorldMean,
};
