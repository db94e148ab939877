//! The site: what each address shows, without a word of how it travels.

use detente::{Pair, PairError};

use crate::{
    archive::Archive,
    drawing::shell::{Forms, Shell},
    index::Index,
    pages::{self, Trouble},
    query::Query,
};

/// Everything that pages are made from.
pub(crate) struct Site {
    pub(crate) archive: Archive,
    pub(crate) index: Index,
    pub(crate) shell: Shell,
    pub(crate) title: String,
}

impl Site {
    pub(crate) fn new(archive: Archive, title: Option<String>) -> Self {
        let own = title.filter(|title| !title.trim().is_empty());
        Self {
            index: Index::new(&archive),
            shell: Shell::new(&pages::style(), Forms::Home),
            title: own.unwrap_or_else(|| "How states treat each other".to_owned()),
            archive,
        }
    }

    /// The list of pairs.
    pub(crate) fn home(&self, query: &str) -> Result<String, Trouble> {
        let query = Query::read(query).map_err(Trouble::wrong)?;
        pages::home::page(self, &query)
    }

    /// One pair.
    pub(crate) fn pair(&self, pair: &str, query: &str) -> Result<String, Trouble> {
        let pair: Pair = pair.parse().map_err(|error: PairError| {
            Trouble::wrong(format!("There is no such page: {error}."))
        })?;
        let query = Query::read(query).map_err(|words| Trouble::wrong(words).back_to(pair))?;
        if !self.index.holds(pair) {
            return Err(pages::unknown(self, pair));
        }
        Ok(pages::pair::page(self, pair, &query))
    }

    /// What the numbers mean.
    pub(crate) fn reading(&self) -> String {
        pages::reading(self)
    }
}
