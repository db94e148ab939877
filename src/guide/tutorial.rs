//! Seven steps from a sentence to an archive. Each is an example of the repository: run it as its first lines say, then change it.
//!
//! The lines after `$` are what it prints; `...` stands for what is left out.
#![doc = ""]
//! # 1. Events out of a sentence
//!
//! An [`Analyzer`](crate::Analyzer) holds a [`Lexicon`](crate::Lexicon) and never changes. It reads an
//! [`Article`](crate::Article) into [`Event`](crate::Event)s: who, to whom, what, when, how hostile. A negated act is kept, and out of every sum.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_1_events.rs")]
#![doc = "```"]
#![doc = ""]
//! # 2. Why a number is what it is
//!
//! To end an embargo is no embargo, and to agree to it is neither: it is an agreement to yield. The carets stand under
//! source, cue and target; the steps add up to the score.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_2_why.rs")]
#![doc = "```"]
#![doc = ""]
//! # 3. Why there is none
//!
//! What is missing needs a reason as well. Ask before you change a lexicon.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_3_why_not.rs")]
#![doc = "```"]
#![doc = ""]
//! # 4. A timeline
//!
//! A [`Timeline`](crate::Timeline) counts an event once, however often it is told, and sums events by pair and day. The band is
//! 90 %; where it straddles a cut, the level names both ends.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_4_timeline.rs")]
#![doc = "```"]
#![doc = ""]
//! # 5. Questions to a relationship
//!
//! A [`Relationship`](crate::Relationship) is a view of one pair. [The method](crate::guide::method) has the formula of each answer.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_5_questions.rs")]
#![doc = "```"]
#![doc = ""]
//! # 6. Your own words
//!
//! A layer adds lines to the bundled tables, replaces or removes them. [How to write one](crate::guide::lexicon) says the rest.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_6_own_words.rs")]
#![doc = "```"]
#![doc = ""]
//! # 7. Parts, files, settings
//!
//! Timelines merge in any order to the same bytes. Every weight is a setting of reading out, so that changing one costs no
//! reading.
//!
#![doc = "```"]
#![doc = include_str!("../../examples/tutorial_7_archive.rs")]
#![doc = "```"]
//!
//! # Where to go from here
//!
//! - The same without a line of code: `cargo run --release --example summarize -- --help`.
//! - [Recipes](crate::guide::cookbook) for what comes after: tables, streams, archives, SQL.
