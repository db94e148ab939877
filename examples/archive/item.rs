//! News items, and how a piece of a file becomes one.

use detente::Day;
use sha2::{Digest, Sha256};

pub(crate) use crate::line::Item;
use crate::{files::Content, line};

/// How much of a document id's SHA-256 is kept: two of a thousand million ids share it once in 10^20 archives.
const KEY: usize = 16;

/// What a document is known by.
pub(crate) type Key = [u8; KEY];

/// The item of a piece of a file; where it has none of its own, its id is its place and its day `date`.
pub(crate) fn read(
    bytes: &[u8],
    content: Content,
    name: &str,
    number: u64,
    date: Option<Day>,
) -> Result<Item, String> {
    if content == Content::Lines {
        let item = line::item(bytes, name, number, date)?;
        return item.ok_or_else(|| "not an item: the line is blank".to_owned());
    }
    let decoded = detente::decode(bytes).map_err(|error| error.to_string())?;
    Ok(Item {
        id: name.to_owned(),
        date,
        title: String::new(),
        text: decoded.text.into_owned(),
    })
}

impl Item {
    pub(crate) fn key(&self) -> Key {
        let mut key = [0; KEY];
        key.copy_from_slice(&Sha256::digest(&self.id)[..KEY]);
        key
    }
}
