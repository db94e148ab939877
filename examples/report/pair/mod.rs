//! One pair at length: its series, its picture, its peaks and the sentences behind them.
//!
//! The report tells of pairs on one page, the example `serve` each on a page of its own; it takes this folder in with
//! `#[path = "../../report/pair/mod.rs"] mod pair;`, beside `drawing`.

pub(crate) mod course;
pub(crate) mod dossier;
pub(crate) mod evidence;
pub(crate) mod sources;
pub(crate) mod standing;
pub(crate) mod style;
pub(crate) mod terms;
pub(crate) mod witness;
