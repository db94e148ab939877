//! Explains every event of a sentence, or of a text file: `cargo run --example explain -- "Iran condemned Israel."`

use std::{env, fs, io, io::Write, path::Path};

use detente::{Analyzer, Article, Lexicon};

const SENTENCE: &str = "Russia on Friday strongly condemned the American missile strike on Syria, \
    and said it would suspend an agreement with Washington.";

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let text = match &words[..] {
        [] => SENTENCE.to_owned(),
        [file] if Path::new(file).is_file() => fs::read_to_string(file)?,
        words => words.join(" "),
    };
    match print(&text, &mut io::stdout().lock()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

fn print(text: &str, out: &mut impl Write) -> io::Result<()> {
    let analyzer = Analyzer::new(Lexicon::english());
    let article = Article::undated("command line", text);
    let analysis = analyzer.analyze(&article);
    for event in analysis.events() {
        writeln!(out, "{}", event.explain(&article))?;
    }
    match analysis.events().len() {
        0 => writeln!(out, "no event between two actors was read"),
        1 => writeln!(out, "1 event"),
        count => writeln!(out, "{count} events"),
    }
}
