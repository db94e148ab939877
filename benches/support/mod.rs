//! What the benchmarks share.

pub mod floor;
pub mod texts;
