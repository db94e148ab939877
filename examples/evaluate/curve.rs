//! What more words bring: the measures with one thousand terms of the lexicon, two thousand, and so on, chosen by their digest.

use std::fmt::Write as _;

use detente::{Analyzer, Lexicon};
use sha2::{Digest, Sha256};

use crate::{
    ablation::{self, values},
    gold::Record,
    input::Failure,
    predict::Options,
};

const STEP: usize = 1000;
const TERMS: &str = "en/terms.tsv";

/// A table: a line for each thousand terms. All other tables are whole.
pub(crate) fn table(
    analyzer: &Analyzer,
    gold: &[Record],
    options: Options,
) -> Result<String, Failure> {
    let lexicon = analyzer.lexicon();
    let whole = lexicon.canonical(TERMS).unwrap_or_default();
    let mut lines: Vec<&str> = whole.lines().collect();
    let header = lines.remove(0);
    lines.sort_by_cached_key(|line| Sha256::digest(line.as_bytes()));
    let mut out = ablation::head("terms");
    let steps = (STEP..lines.len()).step_by(STEP).chain([lines.len()]);
    let mut progress = ablation::progress(gold, steps.clone().count());
    for count in steps {
        let terms = [&[header][..], &lines[..count]].concat().join("\n") + "\n";
        let analyzer = Analyzer::new(with(lexicon, &terms)?);
        let values = values(&analyzer, gold, options, &mut progress);
        out += &ablation::row(&count.to_string(), &values, None);
    }
    progress.finish();
    out.push('\n');
    Ok(out)
}

/// The lexicon with other terms.
fn with(lexicon: &Lexicon, terms: &str) -> Result<Lexicon, Failure> {
    let manifest = lexicon.manifest();
    let mut text = String::new();
    for (key, value) in [
        ("name", manifest.name.as_str()),
        ("version", &manifest.version),
        ("language", "en"),
        ("licence", &manifest.licence),
        ("source", &manifest.source),
        ("coverage", &manifest.coverage.to_string()),
    ] {
        let _ = writeln!(text, "{key} = {value:?}");
    }
    let tables = Lexicon::FILES.into_iter().map(|file| {
        let own = lexicon.canonical(file).unwrap_or_default();
        (file, if file == TERMS { terms.to_owned() } else { own })
    });
    let files = tables.chain([("lexicon.toml", text)]);
    Ok(Lexicon::from_files(files)?)
}
