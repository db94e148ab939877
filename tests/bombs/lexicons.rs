//! Lexicons that nobody could have meant.

use std::fmt::Write as _;

use detente::Lexicon;

use crate::Bomb;

const MANIFEST: &str = "name = \"bomb\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0-1.0\"\nsource = \"own\"\n\
                        coverage = \"2025-06-30\"\nextends = \"english\"\n";
const TERMS: &str = "pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample\n";
const ALIASES: &str = "alias\tcode\tkind\tperson\tform\tgender\tfrom\tto\tguard\texample\n";
const IDIOMS: &str = "pattern\tbecomes\texample\n";

fn load(manifest: String, file: &'static str, text: String) -> Result<(), String> {
    let files = [("lexicon.toml", manifest), (file, text)];
    match Lexicon::from_files(files) {
        Ok(_) => Ok(()),
        Err(error) => {
            // Who prints the report needs it as one text.
            let told = error.to_string();
            let places = error.problems().iter().take(20);
            let first: Vec<String> = places.map(ToString::to_string).collect();
            Err(format!("{}\n{} bytes", first.join("\n"), told.len()))
        }
    }
}

fn bomb(
    name: &'static str,
    refused: impl Into<Option<&'static str>>,
    file: &'static str,
    text: impl FnOnce() -> String + 'static,
) -> Bomb {
    // The bytes are the sender's; what they are read into is ours.
    let text = text();
    Bomb::new(name, refused, move || load(MANIFEST.to_owned(), file, text))
}

/// So many different short words.
fn word(number: u32) -> String {
    let letter = |at: u32| char::from(b'a' + ((number / 26_u32.pow(at)) % 26) as u8);
    (0..5).map(letter).collect()
}

pub(crate) fn bombs() -> Vec<Bomb> {
    vec![
        Bomb::new("a manifest, deep", "more than 65536 bytes", || {
            let manifest = format!("{MANIFEST}x = {}", "[".repeat(500_000));
            load(manifest, "en/idioms.tsv", IDIOMS.to_owned())
        }),
        Bomb::new("a manifest, deep and small", "lexicon.toml:", || {
            let manifest = format!("{MANIFEST}x = {}", "[".repeat(50_000));
            load(manifest, "en/idioms.tsv", IDIOMS.to_owned())
        }),
        bomb(
            "a table of bad lines",
            "more problems are not listed",
            "en/idioms.tsv",
            || format!("{IDIOMS}{}", "x\n".repeat(200_000)),
        ),
        bomb(
            "a table of one line of sixteen megabytes",
            "more than 16777216 bytes",
            "en/idioms.tsv",
            || format!("{IDIOMS}{}\t\tA line.\n", "x".repeat(16 << 20)),
        ),
        bomb(
            "a table of a million tabs",
            "the line has 1000000 bytes; write at most 4096",
            "en/idioms.tsv",
            || format!("{IDIOMS}{}\n", "\t".repeat(1_000_000)),
        ),
        bomb(
            "a header of a million columns",
            "the line has 2000000 bytes",
            "en/idioms.tsv",
            || format!("{}\n", "x\t".repeat(1_000_000)),
        ),
        bomb(
            "a table of empty lines",
            "more than 250000 lines",
            "en/idioms.tsv",
            || format!("{IDIOMS}{}", "\n".repeat(16_000_000)),
        ),
        bomb(
            "patterns of 512 ways each",
            "combinations of alternatives",
            "en/idioms.tsv",
            || {
                let mut text = IDIOMS.to_owned();
                for number in 0..20_000 {
                    let word = word(number);
                    let pick =
                        format!("{word}a|{word}b|{word}c|{word}d|{word}e|{word}f|{word}g|{word}h");
                    let _ = writeln!(text, "{pick} {pick} {pick}\t\tA {word}.");
                }
                text
            },
        ),
        bomb(
            "one name of sixty thousand terms",
            "stands in more than 100 lines",
            "en/aliases.tsv",
            || {
                let mut text = ALIASES.to_owned();
                for number in 0..60_000 {
                    let day = detente::Day::from_number(number - 40_000);
                    let code = if number % 2 == 0 { "FRA" } else { "DEU" };
                    let _ = writeln!(text, "Jo Roe\t{code}\tleader\troe\tfull\tf\t{day}\t\t\t");
                }
                text
            },
        ),
        bomb(
            "names without an actor, far from any code",
            "more problems are not listed",
            "en/aliases.tsv",
            || {
                let mut text = ALIASES.to_owned();
                for number in 0..100_000 {
                    let _ = writeln!(
                        text,
                        "Xx{}\tQQQQQQ{}\tname\t\t\t\t\t\t\t",
                        word(number),
                        number % 1000
                    );
                }
                text
            },
        ),
        bomb(
            "guards of a hundred thousand words",
            "write at most 4096",
            "en/aliases.tsv",
            || {
                let words: Vec<String> = (0..100_000).map(word).collect();
                let mut text = ALIASES.to_owned();
                for number in 0..10 {
                    let all = words.join("|");
                    let _ = writeln!(
                        text,
                        "Xx{number}\tFRA\tname\t\t\t\t\t\tveto:{all}\tXx{number} it is."
                    );
                }
                text
            },
        ),
        bomb(
            "a number with a million digits",
            "write at most 4096",
            "en/terms.tsv",
            || {
                let digits = "9".repeat(1_000_000);
                format!(
                    "{TERMS}snub\t190\t-{digits}\tact\t\t\tFRA->DEU\tFrance snubbed Germany.\t\n"
                )
            },
        ),
    ]
}
