//! What the benchmarks share. Each target uses a part of it.

#![allow(dead_code, unreachable_pub)]

pub mod articles;
pub mod beside;
pub mod clock;
pub mod events;
pub mod floor;
pub mod lexicons;
pub mod portrait;
pub mod random;
pub mod reading;
pub mod texts;
pub mod words;
pub mod writer;
