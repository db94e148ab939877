//! Aliases: each names its actor, in its example or in one generated sentence of its kind, on a day the name holds.

use std::collections::{BTreeMap, BTreeSet};

use detente::{Analysis, Article, Day, Reader, Span};

use crate::support::{Failure, Row, analyzer, briefs, lexicon, report, rows};

#[test]
fn every_alias_names_its_actor() {
    let (analyzer, rows) = (analyzer(), rows("en/aliases.tsv"));
    let mut reader = analyzer.reader();
    let full = full_names(&rows);
    let failures: Vec<Failure> = rows
        .iter()
        .filter_map(|row| fault(&mut reader, row, &full))
        .collect();
    report("en/aliases.tsv", rows.len(), &failures);
}

#[test]
fn every_actor_has_an_alias() {
    let reached: BTreeSet<String> = rows("en/aliases.tsv")
        .iter()
        .map(|row| row.get("code").to_owned())
        .collect();
    let actors = rows("actors.tsv");
    let failures: Vec<Failure> = actors
        .iter()
        .filter(|row| !reached.contains(row.get("code")))
        .map(|row| Failure {
            kind: "no-alias",
            entry: row.get("code").to_owned(),
            wish: "an alias".to_owned(),
            text: row.get("name").to_owned(),
            read: String::new(),
        })
        .collect();
    report("actors.tsv", actors.len(), &failures);
}

/// The full name under which a surname of a term of office is introduced.
type FullNames = BTreeMap<(String, String, String), String>;

fn term(row: &Row) -> (String, String, String) {
    let field = |column| row.get(column).to_owned();
    (field("person"), field("code"), field("from"))
}

fn full_names(rows: &[Row]) -> FullNames {
    let full = rows.iter().filter(|row| row.get("form") == "full");
    full.map(|row| (term(row), row.get("alias").to_owned()))
        .collect()
}

fn fault(reader: &mut Reader<'_>, row: &Row, full: &FullNames) -> Option<Failure> {
    let example = row.get("example");
    let text = if example.is_empty() {
        sentence(row, full)
    } else {
        example.to_owned()
    };
    let article = Article::new("entry", day(row), &text);
    let analysis = reader.analyze(&article);
    (!is_right(&analysis, row, &text)).then(|| Failure {
        kind: if example.is_empty() {
            "generated"
        } else {
            "example"
        },
        entry: row.get("alias").to_owned(),
        wish: format!("{} {} {}", row.get("kind"), row.get("code"), day(row)),
        read: mentions(&analysis) + &briefs(&analysis),
        text: text.clone(),
    })
}

fn mentions(analysis: &Analysis<'_>) -> String {
    analysis
        .mentions()
        .iter()
        .map(|m| format!("{} ", m.actor))
        .collect()
}

/// One plain sentence for each kind of alias.
fn sentence(row: &Row, full: &FullNames) -> String {
    let alias = row.get("alias");
    let people = alias.ends_with('s') && !alias.ends_with("ss");
    match (row.get("kind"), row.get("form")) {
        ("name", _) => format!("Officials in {alias} met."),
        ("demonym", _) if !people => format!("The {alias} government met."),
        ("capital", _) => format!("Officials in {alias} met reporters."),
        ("leader", "full") => format!("{alias} spoke to reporters."),
        ("leader", _) => match full.get(&term(row)) {
            Some(name) => format!("{name} arrived. {alias} spoke to reporters."),
            None => format!("Mr {alias} spoke to reporters."),
        },
        ("title", _) => format!("The French {alias} spoke to reporters."),
        _ => format!("The {alias} spoke to reporters."),
    }
}

/// A day on which the alias holds: within its terms, and before its actor ceased.
fn day(row: &Row) -> Day {
    let first = |column: &str| -> Option<Day> {
        let field = row.get(column);
        let full = match field.len() {
            4 => format!("{field}-01-01"),
            7 => format!("{field}-01"),
            _ => field.to_owned(),
        };
        full.parse().ok()
    };
    let ceased = || {
        let code = row.get("code").parse().ok()?;
        lexicon().actor(code)?.until
    };
    let usual = || Day::new(2000, 1, 1).expect("a day");
    let last = |day: Day| day.minus(1);
    first("from")
        .or_else(|| first("to").map(last))
        .or_else(|| ceased().map(last))
        .unwrap_or_else(usual)
}

/// Whether the alias' actor is named, or, for a name that is nobody's, nobody.
fn is_right(analysis: &Analysis<'_>, row: &Row, text: &str) -> bool {
    let mut found = analysis.mentions().iter();
    match row.get("kind") {
        "blocker" => is_free(analysis, row.get("alias"), text),
        "title" => found.any(|m| m.sector.is_some() && m.tokens.len() > 1),
        _ => at_alias(analysis, row.get("alias"), text)
            .iter()
            .any(|actor| owners(row).contains(actor)),
    }
}

/// The actor of the alias, and the one that shares it.
fn owners(row: &Row) -> Vec<String> {
    let shared = row
        .get("guard")
        .split(';')
        .filter_map(|item| item.trim().strip_prefix("shared:"));
    shared
        .map(str::to_owned)
        .chain([row.get("code").to_owned()])
        .collect()
}

/// The actors named at the alias' own words.
fn at_alias(analysis: &Analysis<'_>, alias: &str, text: &str) -> Vec<String> {
    let words = |start: usize| Span::new(place(start), place(start + alias.len()));
    let document = analysis.document();
    let last = text.rfind(alias).map(words);
    analysis
        .mentions()
        .iter()
        .filter(|m| last.is_none_or(|last| document.span(m.tokens).overlaps(&last)))
        .map(|m| m.actor.to_string())
        .collect()
}

fn place(byte: usize) -> u32 {
    u32::try_from(byte).expect("a short text")
}

/// Whether no actor is named at the alias' own words, which must stand in the text.
fn is_free(analysis: &Analysis<'_>, alias: &str, text: &str) -> bool {
    let Some(start) = text.find(alias) else {
        return false;
    };
    let words = Span::new(place(start), place(start + alias.len()));
    let document = analysis.document();
    analysis
        .mentions()
        .iter()
        .all(|m| !document.span(m.tokens).overlaps(&words))
}
