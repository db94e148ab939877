//! Explains every event of a sentence or an article, or why there is *no* event of a pair; `--html` writes a page of a whole article.
//!
//! ```text
//! $ cargo run --release --example explain -- "Iran condemned Israel on Friday." --date 2024-05-17
//! IRN->ISR  ACCUSE 111  -2.0
//!   actual, 2024-05-17
//!   attributed by rule order, confidence 0.90, weight 1.00
//!   Iran condemned Israel on Friday.
//!   ^^^^ ^^^^^^^^^ ^^^^^^
//!   source         target
//!        cue
//!   governor  111      -2.0    condemn  "condemned"
//!   -------------------------
//!   score     111      -2.0    ACCUSE
//!
//! 1 event
//! $ cargo run --release --example explain -- "France and Chile watched while Russia attacked Ukraine." --why-not FRA:UKR
//! FRA -> UKR: no event that counts. FRA is named once, UKR once, both in one sentence once.
//!
//! sentence 1, ASSAULT 190: rule order gives it to RUS -> UKR
//!   France and Chile watched while Russia attacked Ukraine.
//!   source "France", act "attacked", target "Ukraine"
//! ```
//!
//! `cargo run --release --example explain -- --help` says the rest.

mod args;
#[allow(dead_code, reason = "what examples draw with; this one draws no chart")]
#[path = "../drawing/mod.rs"]
mod drawing;
#[path = "../manners/ending.rs"]
mod ending;
mod highlight;
#[path = "../manners/place.rs"]
mod place;

use std::{
    env,
    error::Error,
    fs,
    io::{self, IsTerminal, Read, Write},
    path::Path,
    process::ExitCode,
};

use args::{Args, Colour};
use clap::Parser;
use detente::{Analysis, Analyzer, Article, Considered, Lexicon, Pair, Span, WhyNot};
use drawing::number;

const SENTENCE: &str = "Russia on Friday strongly condemned the American missile strike on Syria, \
    and said it would suspend an agreement with Washington.";

fn main() -> ExitCode {
    ending::end("explain", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let lexicon = match &args.lexicon {
        Some(folder) => Lexicon::from_dir(folder)?,
        None => Lexicon::english(),
    };
    let codes = args
        .why_not
        .iter()
        .flat_map(|pair| [pair.source(), pair.target()]);
    if let Some(code) = codes
        .into_iter()
        .find(|code| lexicon.actor(*code).is_none())
    {
        return Err(format!(
            "the lexicon has no actor {code}; states have ISO 3166 codes, such as USA or RUS"
        )
        .into());
    }
    let text = text(&args.words)?;
    let article = match args.date {
        Some(day) => Article::new("command line", day, &text),
        None => Article::undated("command line", &text),
    };
    let article = article.title(&args.title);
    let analyzer = Analyzer::new(lexicon);
    let analysis = analyzer.analyze(&article);
    let asked = |pair: &Pair| analyzer.why_not(&article, pair.source(), pair.target());
    let asked: Vec<WhyNot> = directed(&args.why_not).iter().map(asked).collect();
    let out = &mut io::stdout().lock();
    if let Some(file) = &args.html {
        let page = highlight::page(&analyzer, &analysis, &asked);
        fs::write(file, page).map_err(|error| place::told(file, &error))?;
        let events = number::counted(analysis.events().len() as u64, "event");
        writeln!(out, "Wrote {} with {events}", file.display())?;
        return Ok(());
    }
    if asked.is_empty() {
        print(&analysis, is_coloured(args.color), out)?;
    }
    for why in &asked {
        refusals(why, &article, out)?;
    }
    out.flush()?;
    Ok(())
}

/// A pair without direction is asked both ways.
fn directed(pairs: &[Pair]) -> Vec<Pair> {
    let ways = pairs.iter().flat_map(|pair| {
        let forward = Pair::directed(pair.source(), pair.target()).unwrap_or(*pair);
        let back = (!pair.is_directed()).then(|| forward.reversed());
        [Some(forward), back]
    });
    ways.flatten().collect()
}

/// The sentence on the command line, the file it names, or what comes in.
fn text(words: &[String]) -> Result<String, Box<dyn Error>> {
    Ok(match words {
        [] => SENTENCE.to_owned(),
        [dash] if dash == "-" => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| format!("standard input: {error}"))?;
            text
        }
        [file] if Path::new(file).is_file() => {
            fs::read_to_string(file).map_err(|error| place::told(Path::new(file), &error))?
        }
        [word] if is_path(word) => {
            let missing = fs::metadata(word).err();
            return Err(missing.map_or_else(
                || format!("{word}: this is a folder; give a text file").into(),
                |error| place::told(Path::new(word), &error).into(),
            ));
        }
        words => words.join(" "),
    })
}

/// Whether a single word is meant as a file: no sentence is so short and has a folder or an extension.
fn is_path(word: &str) -> bool {
    let extension = Path::new(word)
        .extension()
        .is_some_and(|end| !end.is_empty());
    !word.contains(char::is_whitespace) && (extension || word.contains(std::path::is_separator))
}

/// Colours on a terminal that has them, unless `NO_COLOR` is set (<https://no-color.org>).
fn is_coloured(colour: Colour) -> bool {
    let refused = || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = || env::var_os("TERM").is_some_and(|term| term == "dumb");
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && !refused() && !dumb(),
    }
}

fn print(analysis: &Analysis<'_>, colours: bool, out: &mut impl Write) -> io::Result<()> {
    for event in analysis.events() {
        let explanation = event.explain(analysis.article());
        if colours {
            writeln!(out, "{explanation:#}")?;
        } else {
            writeln!(out, "{explanation}")?;
        }
    }
    match analysis.events().len() {
        0 => writeln!(out, "no event between two actors was read"),
        1 => writeln!(out, "1 event"),
        count => writeln!(out, "{count} events"),
    }
}

/// Why there is no event of a pair: what was found, and each act with its words.
fn refusals(why: &WhyNot, article: &Article<'_>, out: &mut impl Write) -> io::Result<()> {
    let told = why.to_string();
    let mut lines = told.lines();
    writeln!(out, "{}", lines.next().unwrap_or_default())?;
    for (line, one) in lines.zip(&why.considered) {
        writeln!(out, "\n{line}\n  {}", shown(one, article, one.text))?;
        let places = [
            ("source", one.source),
            ("act", one.act),
            ("target", one.target),
        ];
        let named = places
            .into_iter()
            .filter_map(|(name, span)| Some((name, span?)));
        let words: Vec<String> = named
            .map(|(name, span)| format!("{name} \"{}\"", shown(one, article, span)))
            .collect();
        writeln!(out, "  {}", words.join(", "))?;
    }
    writeln!(out)
}

/// Words of an article on one line of a terminal.
fn shown(one: &Considered, article: &Article<'_>, span: Span) -> String {
    let text = span.of(article.part(one.part)).chars();
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
