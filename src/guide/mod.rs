//! The guide: a tutorial, recipes, how to write a lexicon, every formula with its source, and how the library compares with others.
//!
//! | page | for |
//! |---|---|
//! | [`tutorial`] | seven steps from a sentence to an archive, each a program to run |
//! | [`cookbook`] | own words, own recogniser, pandas, polars, R, SQL, streams, archives |
//! | [`lexicon`] | your first entry, proved; [`format`](crate::format) is the specification |
//! | [`method`] | every formula, where it comes from, and a test that works it out |
//! | [`reliability`] | every promise, the command that measures it, the figure and its date |
//! | [`comparison`] | what others do better, what they do not do, in measured or published figures |
//!
//! The pages are compiled for the documentation and its tests alone. All code on them runs in the tests.

pub mod tutorial;

#[doc = include_str!("cookbook.md")]
pub mod cookbook {}

#[doc = include_str!("lexicon.md")]
pub mod lexicon {}

#[doc = include_str!("method.md")]
pub mod method {}

#[doc = include_str!("reliability.md")]
pub mod reliability {}

#[doc = include_str!("comparison.md")]
pub mod comparison {}
