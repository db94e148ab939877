//! Reads with a lexicon of one's own: a layer over the bundled one, in the folder `examples/own_lexicon`.
//!
//! It shows what the layer changed, how sentences are read without and with it, and what a broken layer is told.
//!
//! ```text
//! $ cargo run --release --example own_lexicon
//! shipping-desk@1+...
//!   en/aliases.tsv: 1 added, 0 replaced, 0 removed
//!   en/terms.tsv: 2 added, 1 replaced, 1 removed
//!
//! An Iranian frigate shadowed a Greek tanker in the strait.
//!   bundled  no event
//!   own      IRN->GRC MOBILIZE -7.2
//!
//! Djibouti waived harbour dues for Ethiopia on Monday.
//!   bundled  no event
//!   own      DJI->ETH AID 7.4
//!
//! Poland snubbed Hungary at the regatta.
//!   bundled  POL->HUN REJECT -4.0
//!   own      POL->HUN REJECT -1.0
//!
//! Bitterness between Greece and Turkey worries insurers.
//!   bundled  GRC->TUR CLIMATE -2.5, TUR->GRC CLIMATE -2.5
//!   own      GRC->TUR ACCUSE -2.0
//!
//! Zarvand Terminal condemned the United States.
//!   bundled  no event
//!   own      IRN->USA ACCUSE -2.0
//!
//! A layer with mistakes is refused, and every mistake is told:
//! the lexicon has 4 problem(s):
//! en/terms.tsv:2:3: scale "4,0" is not a number; write 4.0
//! en/terms.tsv:3:1: the pattern begins or ends with a gap; begin and end with a word
//! en/terms.tsv:4:4: frame "active" is unknown; see lexicons/README.md
//! en/terms.tsv:5:0: the line has 4 fields; write 9
//! ```

use std::{error::Error, path::Path};

use detente::{Analyzer, Article, Lexicon};

const SENTENCES: [&str; 5] = [
    "An Iranian frigate shadowed a Greek tanker in the strait.",
    "Djibouti waived harbour dues for Ethiopia on Monday.",
    "Poland snubbed Hungary at the regatta.",
    "Bitterness between Greece and Turkey worries insurers.",
    "Zarvand Terminal condemned the United States.",
];

/// Four mistakes: a decimal comma, a pattern that begins with a gap, an unknown frame, missing fields.
const BROKEN: &str = "\
pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample
hail ~2 ship\t050\t4,0\tact\t\t\tNOR->DNK\tNorway hailed a Danish ship.\t
~2 flotilla\t150\t\tact\t\t\tNOR->DNK\tNorway met a Danish flotilla.\t
dredge ~3 strait\t150\t\tactive\t\t\tNOR->DNK\tNorway dredged a strait used by Denmark.\t
moor\t150\t\tact
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own_lexicon");
    let own = Lexicon::from_dir(&folder)?;
    println!("{}", own.stamp());
    for (file, added, replaced, removed) in &own.report().changes {
        println!("  {file}: {added} added, {replaced} replaced, {removed} removed");
    }
    let [before, after] = [Lexicon::english(), own].map(Analyzer::new);
    for sentence in SENTENCES {
        println!("\n{sentence}");
        println!("  bundled  {}", read(&before, sentence));
        println!("  own      {}", read(&after, sentence));
    }
    let manifest = std::fs::read_to_string(folder.join("lexicon.toml"))?;
    match Lexicon::from_files([("lexicon.toml", &*manifest), ("en/terms.tsv", BROKEN)]) {
        Ok(_) => Err("the broken layer was loaded".into()),
        Err(error) => {
            println!("\nA layer with mistakes is refused, and every mistake is told:\n{error}");
            Ok(())
        }
    }
}

/// The primary events of a sentence in one line.
fn read(analyzer: &Analyzer, sentence: &str) -> String {
    let analysis = analyzer.analyze(&Article::undated("example", sentence));
    let events = analysis.events().iter().filter(|event| event.primary);
    let events: Vec<String> = events
        .map(|event| {
            format!(
                "{}->{} {} {}",
                event.source,
                event.target,
                event.class,
                event.scale()
            )
        })
        .collect();
    if events.is_empty() {
        return "no event".to_owned();
    }
    events.join(", ")
}
