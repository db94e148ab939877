//! Pages for what cannot be shown: what is wrong, and where to go on.

use axum::http::StatusCode;
use detente::Pair;
use maud::html;

use super::{address, framed};
use crate::{
    drawing::{figure::plain, names},
    site::Site,
};

/// Why there is no page.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    title: &'static str,
    words: String,
    /// An address to go on from, and what it is called.
    ways: Vec<(String, String)>,
}

impl Trouble {
    fn new(status: StatusCode, title: &'static str, words: impl Into<String>) -> Self {
        Self {
            status,
            title,
            words: words.into(),
            ways: Vec::new(),
        }
    }

    /// What was asked for cannot be.
    pub(crate) fn wrong(words: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "This cannot be asked", words)
    }

    pub(crate) fn lost() -> Self {
        let words = "Nothing is kept at this address. Search for an actor or a pair, or begin with all pairs.";
        Self::new(StatusCode::NOT_FOUND, "There is no such page", words)
    }

    pub(crate) fn method() -> Self {
        let words = "These pages can be looked at and not be changed: only GET is answered.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done", words)
    }

    pub(crate) fn stranger() -> Self {
        let words = "These pages are for this machine alone. Ask for them by its own name: localhost or 127.0.0.1.";
        Self::new(
            StatusCode::MISDIRECTED_REQUEST,
            "Asked by a foreign name",
            words,
        )
    }

    pub(crate) fn broken() -> Self {
        let words = "The page could not be made. This is a fault of the program; the other pages can still be had.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Something broke", words)
    }

    /// The same with the way back to a pair.
    pub(crate) fn back_to(mut self, pair: Pair) -> Self {
        self.ways
            .push((address(pair), format!("All days of {pair}")));
        self
    }

    pub(crate) fn page(&self, site: &Site) -> String {
        let content = html! {
            h1 { (self.title) }
            p class="trouble" { (plain(&self.words)) }
            ul class="ways" {
                @for (address, name) in &self.ways { li { a href=(address) { (plain(name)) } } }
                li { a href="/" { "All pairs" } }
            }
        };
        framed(site, self.title, &self.words, "", &content)
    }
}

/// A pair of which nothing is known.
pub(crate) fn unknown(site: &Site, pair: Pair) -> Trouble {
    let sources = &site.archive.sources;
    let actors = [pair.source(), pair.target()];
    let stranger = actors
        .into_iter()
        .find(|code| sources.lexicon.actor(*code).is_none());
    let words = match stranger {
        Some(code) => format!(
            "The lexicon has no actor {code}; states have ISO 3166 codes, such as USA or RUS. Search by name to find the code."
        ),
        None => format!(
            "No event between {} was read.",
            sources.pair(pair.without_direction())
        ),
    };
    let mut trouble = Trouble::new(StatusCode::NOT_FOUND, "There is no such pair", words);
    for code in actors
        .into_iter()
        .filter(|code| sources.lexicon.actor(*code).is_some())
    {
        let name = names::capital(&sources.in_sentence(code));
        trouble
            .ways
            .push((format!("/?q={code}"), format!("{name} and others")));
    }
    trouble
}
