//! A second opinion: tokens, patterns and sums once more, slowly and plainly, compared with what the library finds.
//!
//! `DETENTE_TOKENS=10000000 cargo test --release --test reference -- --nocapture` compares so many tokens of random texts, and all the
//! news that lies beside the project; without it, a smaller share. Each test prints how much it compared.

use std::env;

use detente::{Analyzer, Article, Day, Lexicon, Part, Reader, Skip};
use patterns::{Patterns, rows};
use texts::Pieces;

#[path = "reference/patterns.rs"]
mod patterns;
#[path = "reference/scripts.rs"]
mod scripts;
#[path = "reference/sums.rs"]
mod sums;
#[path = "../benches/support/mod.rs"]
mod support;
#[path = "reference/texts.rs"]
mod texts;
#[path = "reference/tokens.rs"]
mod tokens;

/// Tokens of random texts that are compared where nobody asks for more.
const TOKENS: usize = 100_000;

fn wanted() -> usize {
    let asked = env::var("DETENTE_TOKENS").ok();
    asked.map_or(TOKENS, |count| {
        count.parse().expect("DETENTE_TOKENS is a number")
    })
}

/// Every pattern of the lexicon: of terms, governors, shifters and idioms.
fn all_patterns() -> Vec<String> {
    let tables = ["terms.tsv", "governors.tsv", "shifters.tsv", "idioms.tsv"];
    let mut patterns: Vec<String> = tables
        .into_iter()
        .flat_map(rows)
        .map(|row| row[0].clone())
        .collect();
    patterns.sort();
    patterns.dedup();
    patterns
}

/// A lexicon in which every pattern is an idiom: these are found before anything else, so that nothing but the patterns decides.
fn lexicon(patterns: &[String]) -> Lexicon {
    let manifest = "name = \"patterns\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0\"\nsource = \"made\"\n\
                    coverage = \"2025-06-30\"\nextends = \"english\"\n";
    let line = |pattern: &String| format!("{pattern}\t\tIt is an example.\n");
    let idioms: String = patterns.iter().map(line).collect();
    let files = [
        ("lexicon.toml", manifest.to_owned()),
        (
            "en/idioms.tsv",
            format!("pattern\tbecomes\texample\n{idioms}"),
        ),
    ];
    Lexicon::from_files(files).unwrap_or_else(|error| {
        let told: Vec<String> = error
            .to_string()
            .lines()
            .take(5)
            .map(str::to_owned)
            .collect();
        panic!("{}", told.join("\n"))
    })
}

/// How much was compared.
#[derive(Debug, Default)]
struct Compared {
    texts: usize,
    tokens: usize,
    matches: usize,
    /// Texts that are left before patterns are looked for, as they are in no known language.
    unread: usize,
}

impl Compared {
    /// Compares one text both ways.
    fn text(&mut self, reader: &mut Reader<'_>, patterns: &Patterns, text: &str) {
        let article = Article::new("id", Day::new(2019, 5, 1).expect("a day"), text);
        let analysis = reader.analyze_watched(&article, |_| ());
        let document = analysis.document();
        let plain = tokens::tokens(article.part(Part::Text));
        self.texts += 1;
        self.tokens += plain.len();
        for (at, (own, other)) in document.tokens.iter().zip(&plain).enumerate() {
            let own = tokens::Plain {
                start: own.span.start as usize,
                end: own.span.end as usize,
                kind: own.kind,
                joined: own.joined,
            };
            assert_eq!(own, *other, "token {at} of {text:?}");
        }
        assert_eq!(document.tokens.len(), plain.len(), "{text:?}");
        if matches!(
            analysis.record().skipped,
            Some(Skip::Empty | Skip::Language)
        ) {
            self.unread += 1;
            return;
        }
        let own: Vec<_> = analysis.masks().iter().map(|mask| mask.tokens).collect();
        let other = patterns.found(&article, document);
        self.matches += other.len();
        if own != other {
            let at = own
                .iter()
                .zip(&other)
                .position(|(a, b)| a != b)
                .unwrap_or(own.len().min(other.len()));
            let show = |tokens: Option<&detente::Tokens>| {
                tokens.map(|tokens| document.span(*tokens).of(text))
            };
            panic!(
                "match {at}: {:?}, and by plain search {:?}, of {text:?}",
                show(own.get(at)),
                show(other.get(at))
            );
        }
    }
}

#[test]
fn tokens_and_patterns_of_random_texts() {
    let all = all_patterns();
    let analyzer = Analyzer::new(lexicon(&all));
    let patterns = Patterns::new(all.iter().map(String::as_str));
    let (pieces, mut reader) = (Pieces::new(), analyzer.reader());
    let mut compared = Compared::default();
    for number in 0.. {
        compared.text(&mut reader, &patterns, &pieces.text(number));
        if compared.tokens >= wanted() {
            break;
        }
    }
    println!(
        "{} patterns; random texts: {compared:?}, no difference",
        all.len()
    );
    assert!(
        compared.matches * 40 > compared.tokens && compared.unread * 2 < compared.texts,
        "{compared:?}"
    );
}

#[test]
fn tokens_and_patterns_of_news() {
    let Some(mut news) = texts::news() else {
        return println!("skipped: there is no ../shared/corpus");
    };
    if wanted() <= TOKENS {
        news.truncate(300);
    }
    let all = all_patterns();
    let analyzer = Analyzer::new(lexicon(&all));
    let patterns = Patterns::new(all.iter().map(String::as_str));
    let mut reader = analyzer.reader();
    let mut compared = Compared::default();
    for item in &news {
        compared.text(&mut reader, &patterns, &item.text);
    }
    println!("news: {compared:?}, no difference");
    assert!(compared.matches > 0);
}

#[test]
fn sums_of_random_events() {
    let timelines = if wanted() > TOKENS { 2_000 } else { 60 };
    let events = sums::compare_many(timelines);
    println!("{timelines} timelines, {events} events in their sums, no difference");
    assert!(events > 1_000);
}
