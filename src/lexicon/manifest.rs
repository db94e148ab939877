//! The manifest: what a lexicon is, of which language, by whose right, and up to when.

use serde::Deserialize;

use crate::{
    day::Day,
    language::Language,
    lexicon::error::{Finding, Problem, Problems},
};

/// A lexicon's `lexicon.toml`. All fields but `extends` are required.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// Its version; a change that moves scores changes it.
    pub version: String,
    /// The ISO 639-1 code of its language.
    pub language: String,
    /// The licence it may be used under.
    pub licence: String,
    /// Where its entries come from.
    pub source: String,
    /// The day up to which terms of office are kept.
    pub coverage: Day,
    /// The lexicon it is a layer over: `english`.
    #[serde(default)]
    pub extends: Option<String>,
}

impl Manifest {
    pub(crate) fn canonical(&self) -> String {
        [
            &self.name,
            &self.version,
            &self.language,
            &self.licence,
            &self.source,
            &self.coverage.to_string(),
        ]
        .map(String::as_str)
        .join("\n")
    }
}

/// The most bytes of a manifest.
const MOST_BYTES: usize = 1 << 16;

/// Reads the manifest; what is wrong goes to `problems`.
pub(crate) fn read(file: &str, bytes: &[u8], problems: &mut Problems) -> Option<Manifest> {
    let mut report = |line, finding| {
        problems.push(Problem {
            file: file.to_owned(),
            line,
            column: 0,
            finding,
        })
    };
    if bytes.len() > MOST_BYTES {
        report(0, Finding::LongFile(MOST_BYTES));
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            report(0, Finding::NotUtf8(error.valid_up_to()));
            return None;
        }
    };
    match toml::from_str::<Manifest>(text) {
        Ok(manifest) => {
            if Language::from_code(&manifest.language).is_none() {
                report(
                    0,
                    Finding::Manifest(format!(
                        "language \"{}\" is not known; write \"en\"",
                        manifest.language
                    )),
                );
            }
            if manifest
                .extends
                .as_deref()
                .is_some_and(|base| base != "english")
            {
                report(
                    0,
                    Finding::Manifest("extends knows \"english\" only".to_owned()),
                );
            }
            Some(manifest)
        }
        Err(error) => {
            let line = error.span().map_or(0, |span| {
                text[..span.start.min(text.len())].matches('\n').count() + 1
            });
            report(
                u32::try_from(line).unwrap_or(0),
                Finding::Manifest(error.message().to_owned()),
            );
            None
        }
    }
}
