//! The arguments of a function as articles.

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, Date32Array, StringArray},
        datatypes::{DataType, Date32Type},
    },
    common::plan_err,
    error::Result,
    logical_expr::{Signature, Volatility},
};
use detente::{Article, Day};

/// Any arguments; [`coerced`] says which.
pub(super) fn signature() -> Signature {
    Signature::user_defined(Volatility::Immutable)
}

/// What the arguments are turned into before a function sees them.
pub(super) fn coerced(name: &str, given: &[DataType]) -> Result<Vec<DataType>> {
    match given.len() {
        3 => Ok(vec![DataType::Utf8, DataType::Date32, DataType::Utf8]),
        4 => Ok(vec![
            DataType::Utf8,
            DataType::Date32,
            DataType::Utf8,
            DataType::Utf8,
        ]),
        found => plan_err!(
            "{name} takes id, published and text, or id, published, title and text; here are {found} arguments"
        ),
    }
}

/// A batch of articles.
#[derive(Debug)]
pub(super) struct Articles<'b> {
    id: &'b StringArray,
    published: &'b Date32Array,
    title: Option<&'b StringArray>,
    text: &'b StringArray,
}

impl<'b> Articles<'b> {
    /// The columns as [`coerced`] has them; `None` where they are others.
    pub(super) fn new(columns: &'b [ArrayRef]) -> Option<Self> {
        let (id, published, title, text) = match columns {
            [id, published, text] => (id, published, None, text),
            [id, published, title, text] => (id, published, Some(title), text),
            _ => return None,
        };
        Some(Self {
            id: id.as_string_opt()?,
            published: published.as_primitive_opt::<Date32Type>()?,
            title: match title {
                Some(title) => Some(title.as_string_opt()?),
                None => None,
            },
            text: text.as_string_opt()?,
        })
    }

    /// Every row as an article; a row without a text is none.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Article<'b>>> {
        let rows = 0..self.text.len();
        let Self {
            id,
            published,
            title,
            text,
        } = *self;
        rows.map(move |row| {
            let text = text.is_valid(row).then(|| text.value(row))?;
            let id = if id.is_valid(row) { id.value(row) } else { "" };
            let article = match published.is_valid(row) {
                true => Article::new(id, Day::from_number(published.value(row)), text),
                false => Article::undated(id, text),
            };
            let title = title.filter(|title| title.is_valid(row));
            Some(article.title(title.map_or("", |title| title.value(row))))
        })
    }
}
