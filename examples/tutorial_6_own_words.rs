//! Step 6: a layer of your own words over the bundled lexicon. Loading may fail, and then tells every bad line at once.
//!
//! ```text
//! $ cargo run --release --example tutorial_6_own_words
//! en/terms.tsv: 1 added, 0 replaced, 0 removed
//! detente-english: 0 event(s)
//! harbour-desk: 1 event(s)
//! the lexicon has 2 problem(s):
//! en/terms.tsv:2:1: the pattern begins or ends with a gap; begin and end with a word
//! en/terms.tsv:2:3: scale "4,0" is not a number; write 4.0
//! ```

use std::error::Error;

use detente::{Analyzer, Article, Lexicon};

const MANIFEST: &str = r#"name = "harbour-desk"
version = "1"
language = "en"
licence = "MIT OR Apache-2.0"
source = "Written for the tutorial"
coverage = "2025-06-30"
extends = "english"
"#;
const COLUMNS: &str = "pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample\n";
const OWN: &str = "waive ~2 due\t057\t\tact\teconomic\t\tDJI->ETH\tDjibouti waived harbour dues for Ethiopia.\t\n";
const BROKEN: &str = "~2 due\t057\t4,0\tact\t\t\tDJI->ETH\tDjibouti waived dues for Ethiopia.\t\n";

fn main() -> Result<(), Box<dyn Error>> {
    let terms = |line: &str| COLUMNS.to_owned() + line;
    let layer = |line| {
        [
            ("lexicon.toml", MANIFEST.to_owned()),
            ("en/terms.tsv", terms(line)),
        ]
    };

    let own = Lexicon::from_files(layer(OWN))?;
    for (file, added, replaced, removed) in &own.report().changes {
        println!("{file}: {added} added, {replaced} replaced, {removed} removed");
    }
    let article = Article::undated("1", "Djibouti waived all dues for Ethiopia.");
    for lexicon in [Lexicon::english(), own] {
        let name = lexicon.manifest().name.clone();
        let analysis = Analyzer::new(lexicon).analyze(&article);
        println!("{name}: {} event(s)", analysis.events().len());
    }

    if let Err(error) = Lexicon::from_files(layer(BROKEN)) {
        println!("{error}");
    }
    Ok(())
}
