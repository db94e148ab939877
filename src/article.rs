//! One news item as its reader gets it.

use crate::day::Day;

/// A news item: an id, the day of publication, a title and a text. It borrows what it is made from.
///
/// The text is plain text; stripping markup is the caller's.
///
/// ```
/// use detente::Article;
/// let day = "2017-04-07".parse()?;
/// let article = Article::new("wire-1", day, "The United States attacked a Syrian air base.").title("US strikes Syria");
/// assert_eq!(article.published(), Some(day));
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Article<'a> {
    id: &'a str,
    published: Option<Day>,
    title: &'a str,
    text: &'a str,
    /// Which part of a long text it is, if it is one.
    part: Option<usize>,
}

impl<'a> Article<'a> {
    /// An item without a title.
    #[must_use]
    pub const fn new(id: &'a str, published: Day, text: &'a str) -> Self {
        Self {
            id,
            published: Some(published),
            title: "",
            text,
            part: None,
        }
    }

    /// An item of unknown day: events get no date of their own, terms of office are not checked, and no timeline records it.
    #[must_use]
    pub const fn undated(id: &'a str, text: &'a str) -> Self {
        Self {
            id,
            published: None,
            title: "",
            text,
            part: None,
        }
    }

    /// The same item with a title.
    #[must_use]
    pub const fn title(mut self, title: &'a str) -> Self {
        self.title = title;
        self
    }

    /// The caller's id; one id is one document.
    #[must_use]
    pub const fn id(&self) -> &'a str {
        self.id
    }

    /// The day of publication.
    #[must_use]
    pub const fn published(&self) -> Option<Day> {
        self.published
    }

    /// A part of it, to be read by itself.
    pub(crate) const fn excerpt(self, number: usize, title: &'a str, text: &'a str) -> Self {
        Self {
            title,
            text,
            part: Some(number),
            ..self
        }
    }

    /// Whether it is a part of a long text.
    pub(crate) const fn is_excerpt(&self) -> bool {
        self.part.is_some()
    }

    /// Whether its text begins where the article's does.
    pub(crate) const fn is_beginning(&self) -> bool {
        matches!(self.part, None | Some(0))
    }

    /// The text of a part.
    #[must_use]
    pub const fn part(&self, part: crate::event::Part) -> &'a str {
        match part {
            crate::event::Part::Title => self.title,
            crate::event::Part::Text => self.text,
        }
    }
}
