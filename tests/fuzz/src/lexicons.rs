//! The target that loads lexicons: each file in turn, over a small lexicon that is right.

use std::{collections::BTreeMap, sync::LazyLock};

use detente::{Analyzer, Article, Lexicon};
use serde::Deserialize;

use crate::{
    care::Care,
    holds::{events_hold, holds},
    reading::{day, headed},
};

const MANIFEST: &str = "lexicon.toml";

/// The small lexicon of the cases of bad lexicons, and what is laid over it there.
#[derive(Deserialize)]
pub(crate) struct Cases {
    pub(crate) base: BTreeMap<String, String>,
    #[serde(rename = "case")]
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) append: BTreeMap<String, String>,
}

/// As there, a tab is written `|>`.
pub(crate) fn cases() -> Cases {
    let mut cases: Cases =
        toml::from_str(include_str!("../../bad_lexicons.toml")).expect("cases that parse");
    let case = cases.cases.iter_mut();
    let laid = case.flat_map(|case| case.files.values_mut().chain(case.append.values_mut()));
    for text in cases.base.values_mut().chain(laid) {
        *text = text.replace("|>", "\t");
    }
    cases
}

static BASE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| cases().base);

/// Sentences that the small lexicon says something of.
const SENTENCES: &str = "France did not attack Germany on Monday. Germany praised an attack by France, \
    which had a heart attack. Mr. Struck struck the Germany of France.";

/// The name of a file, and from the second line on what stands in it; any other name is the terms'.
pub(crate) fn lexicon(bytes: &[u8], care: Care) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (name, content) = bytes.split_at(end.unwrap_or(0));
    let content = content.strip_prefix(b"\n").unwrap_or(content);
    let known = |file: &&str| file.as_bytes() == name;
    let name = Lexicon::FILES.into_iter().chain([MANIFEST]).find(known);
    let name = name.unwrap_or("en/terms.tsv");
    // a layer would be laid over the whole bundled lexicon, which takes too long to do a million times
    if name == MANIFEST && String::from_utf8_lossy(content).contains("extends") {
        return;
    }
    let mut files: BTreeMap<&str, &[u8]> = BASE
        .iter()
        .map(|(name, text)| (&**name, text.as_bytes()))
        .collect();
    files.insert(name, content);
    match Lexicon::from_files(files) {
        Ok(lexicon) if care.is_whole() => loaded(&lexicon, content),
        Ok(lexicon) => {
            let analyzer = Analyzer::new(lexicon);
            events_hold(&analyzer.analyze(&Article::new("wire-1", day(), SENTENCES)));
        }
        Err(error) => {
            let lines = content.iter().filter(|byte| **byte == b'\n').count() + 1;
            assert!(!error.problems().is_empty());
            for problem in error.problems() {
                assert!(
                    problem.file != name || problem.line as usize <= lines,
                    "{problem}"
                );
                assert!(!problem.finding.to_string().is_empty());
            }
        }
    }
}

/// A lexicon that loads reads anything, and is the same when it is written and loaded again.
fn loaded(lexicon: &Lexicon, content: &[u8]) {
    for problem in lexicon.check() {
        drop(problem.to_string());
    }
    let mut again: BTreeMap<&str, String> = BTreeMap::new();
    for file in Lexicon::FILES {
        again.insert(
            file,
            lexicon.canonical(file).expect("a file of the lexicon"),
        );
    }
    let canonical = again.clone();
    again.insert(MANIFEST, BASE[MANIFEST].clone());
    let again = Lexicon::from_files(again).expect("the canonical form loads");
    for (file, text) in canonical {
        assert_eq!(again.canonical(file), Some(text));
    }
    let analyzer = Analyzer::new(lexicon.clone());
    let mut reader = analyzer.reader();
    for text in [SENTENCES, &String::from_utf8_lossy(content)] {
        holds(&reader.analyze(&Article::new("wire-1", day(), text)));
    }
    let (_, body) = headed(SENTENCES);
    drop(reader.relate(body, None, None));
}
