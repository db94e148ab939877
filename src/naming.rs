//! Texts that should be the name of something, and are not.

use thiserror::Error;

/// A text that is no name of the kind it should be: of an event class, a quad class, a level ...
///
/// ```
/// use detente::EventClass;
/// let error = "sanction".parse::<EventClass>().unwrap_err();
/// assert_eq!(error.to_string(), "\"sanction\" is not an event class; write one such as SANCTION");
/// ```
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("\"{found}\" is not {kind}; write one such as {such}")]
pub struct NameError {
    kind: &'static str,
    such: &'static str,
    found: String,
}

impl NameError {
    /// `found` is not `kind` ("an event class"), which `such` is.
    pub(crate) fn new(kind: &'static str, such: &'static str, found: &str) -> Self {
        Self {
            kind,
            such,
            found: found.chars().take(40).collect(),
        }
    }
}
