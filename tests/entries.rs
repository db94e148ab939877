//! Every entry of the bundled lexicon through the whole analyzer: its own example, its own counterexample, nothing excused.
//! `DETENTE_LEXICON=my/folder cargo test --release --test entries` proves the entries of a folder of your own.

#[path = "entries/aliases.rs"]
mod aliases;
#[path = "entries/cues.rs"]
mod cues;
#[path = "entries/offices.rs"]
mod offices;
#[path = "entries/size.rs"]
mod size;
#[path = "entries/support.rs"]
mod support;
#[path = "entries/terms.rs"]
mod terms;
#[path = "entries/words.rs"]
mod words;
