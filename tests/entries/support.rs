//! What all entry tests share: the lexicon, rows of its tables by column name, readings in short, and failures in groups.

use std::{collections::BTreeMap, env, fmt::Write as _, sync::LazyLock};

use detente::{Analysis, Analyzer, Article, Event, Lexicon, Reader};

/// The lexicon whose entries are proved: the bundled one, or the folder that `DETENTE_LEXICON` names.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| match env::var_os("DETENTE_LEXICON") {
    Some(folder) => Lexicon::from_dir(folder).unwrap_or_else(|error| panic!("{error}")),
    None => Lexicon::english(),
});

/// The lexicon whose entries are proved.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// One line of a table, by column name.
#[derive(Clone, Debug)]
pub(crate) struct Row(BTreeMap<String, String>);

impl Row {
    /// The field of a column; a column the table does not have is a mistake of the test.
    pub(crate) fn get(&self, column: &str) -> &str {
        &self.0[column]
    }

    /// The field of a column, where the table has it.
    pub(crate) fn field(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }
}

/// The lines of a table of the lexicon.
pub(crate) fn rows(file: &str) -> Vec<Row> {
    let text = lexicon().canonical(file).expect("a table of the lexicon");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let row = |line: &str| {
        let fields = line.split('\t').map(str::to_owned);
        Row(header.iter().map(|c| (*c).to_owned()).zip(fields).collect())
    };
    lines.map(row).collect()
}

/// An analyzer with the lexicon.
pub(crate) fn analyzer() -> Analyzer {
    Analyzer::new(lexicon().clone())
}

/// Reads a sentence that stands alone, on no known day.
pub(crate) fn read<'t>(reader: &mut Reader<'_>, text: &'t str) -> Analysis<'t> {
    reader.analyze(&Article::undated("entry", text))
}

/// Whether one of the event's steps was taken by the entry.
pub(crate) fn names(event: &Event, entry: &str) -> bool {
    event.steps.iter().any(|step| step.entry == entry)
}

/// An event in a line: pair, class, mode, and the steps that led to it.
pub(crate) fn brief(event: &Event) -> String {
    let steps: Vec<String> = event
        .steps
        .iter()
        .map(|s| format!("{}:{}", s.kind.name(), s.entry))
        .collect();
    let mut text = format!("{}->{} {}", event.source, event.target, event.class.name());
    let _ = write!(
        text,
        " {} {} ({})",
        event.mode,
        event.rule,
        steps.join(" + ")
    );
    text + if event.primary { "" } else { " secondary" }
}

/// Everything that was read, in a line.
pub(crate) fn briefs(analysis: &Analysis<'_>) -> String {
    let events: Vec<String> = analysis.events().iter().map(brief).collect();
    if events.is_empty() {
        let actors: Vec<String> = analysis
            .mentions()
            .iter()
            .map(|m| m.actor.to_string())
            .collect();
        return format!("nothing; named: {}", actors.join(" "));
    }
    events.join(" / ")
}

/// An entry that does not do what it promises.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) kind: &'static str,
    pub(crate) entry: String,
    pub(crate) wish: String,
    pub(crate) text: String,
    pub(crate) read: String,
}

/// Prints how many entries failed in which way, then fails with all of them.
pub(crate) fn report(table: &str, entries: usize, failures: &[Failure]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for failure in failures {
        *counts.entry(failure.kind).or_default() += 1;
    }
    println!("{table}: {entries} entries, failures: {counts:?}");
    let lines: Vec<String> = failures
        .iter()
        .map(|f| [f.kind, &f.entry, &f.wish, &f.text, &f.read].join("\t"))
        .collect();
    assert!(failures.is_empty(), "{table}:\n{}", lines.join("\n"));
}
