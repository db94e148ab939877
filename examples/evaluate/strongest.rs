//! The strongest events of a corpus, to be judged by a reader from sentence and claim alone.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use detente::{Analysis, Analyzer, Event, Lexicon};

use crate::{
    input::Failure,
    predict::counts,
    report, texts,
    verdicts::{self, Verdicts},
};

/// What an event claims, and how to find it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Article, part, the first byte of the sentence, and the pair.
    pub(crate) id: String,
    pub(crate) class: &'static str,
    words: String,
    sentence: String,
    /// The strength in millionths of millionths of a thousandth, then what settles ties.
    order: (Reverse<u128>, String, usize),
}

/// Lists the strongest events of texts, with what has been judged of them.
pub(crate) fn run<'p>(
    analyzer: &Analyzer,
    paths: impl Iterator<Item = &'p PathBuf> + Clone,
    most: usize,
    judged: Option<&Path>,
) -> Result<String, Failure> {
    let verdicts = judged.map(Verdicts::read).transpose()?;
    let mut reader = analyzer.reader();
    let (mut claims, mut read, mut bad) = (Vec::new(), 0, 0);
    let mut progress = texts::progress(paths.clone());
    for path in paths {
        let (texts, unread) = texts::read(path)?;
        bad += unread;
        for text in &texts {
            read += 1;
            claims.extend(of_text(
                analyzer.lexicon(),
                &reader.analyze(&text.article()),
            ));
            text.done(&mut progress);
        }
        claims.sort_by(|a, b| a.order.cmp(&b.order));
        claims.truncate(most);
    }
    progress.finish();
    let bad = report::bad_lines(bad);
    let mut out = format!(
        "the {} strongest events of {read} texts{bad}\n",
        claims.len()
    );
    out += &table(&claims, verdicts.as_ref());
    if let Some(verdicts) = verdicts {
        out += &verdicts::share(&claims, &verdicts);
    }
    Ok(out)
}

/// The strongest event of each sentence; of a mutual one the direction that the text names first.
fn of_text(lexicon: &Lexicon, analysis: &Analysis<'_>) -> Vec<Claim> {
    let mut best: BTreeMap<u32, &Event> = BTreeMap::new();
    let events = analysis.events().iter();
    for event in events.filter(|e| e.primary && !e.reciprocal && counts(e)) {
        let held = best.entry(event.sentence).or_insert(event);
        if strength(event) > strength(held) {
            *held = event;
        }
    }
    best.into_values()
        .filter_map(|event| claim(lexicon, analysis, event))
        .collect()
}

/// The size of the score, times confidence, times the mode's weight.
fn strength(event: &Event) -> u128 {
    let thousandths = (event.scale().to_f64().abs() * 1000.0).round() as u128;
    thousandths * u128::from(event.confidence) * u128::from(event.mode.weight())
}

fn claim(lexicon: &Lexicon, analysis: &Analysis<'_>, event: &Event) -> Option<Claim> {
    let (document, article) = (analysis.document(), analysis.article());
    let sentence = document
        .sentences
        .get((event.sentence as usize).checked_sub(1)?)?;
    let span = document.span(sentence.tokens);
    let text = span.of(article.part(event.part));
    let id = format!(
        "{}:{}:{}:{}-{}",
        article.id(),
        event.part.name(),
        span.start,
        event.source,
        event.target
    );
    Some(Claim {
        id,
        class: event.class.name(),
        words: words(lexicon, event),
        sentence: text.split_whitespace().collect::<Vec<_>>().join(" "),
        order: (
            Reverse(strength(event)),
            article.id().to_owned(),
            document.title * usize::from(event.part == detente::Part::Text) + span.start as usize,
        ),
    })
}

/// The claim in words: who, to whom, what, and whether it happened.
fn words(lexicon: &Lexicon, event: &Event) -> String {
    let name = |code| {
        let actor = lexicon.actor(code);
        actor.map_or_else(|| code.to_string(), |actor| actor.name.clone())
    };
    let (source, target) = (name(event.source), name(event.target));
    let gloss = lexicon
        .meaning(event.code)
        .map_or("", |meaning| meaning.gloss.as_str());
    let link = if event.mutual { "and" } else { "towards" };
    format!(
        "{source} {link} {target}: {gloss} ({}, {}, {})",
        event.class,
        event.mode,
        event.scale()
    )
}

fn table(claims: &[Claim], verdicts: Option<&Verdicts>) -> String {
    let mut out = "id\tclass\tverdict\tclaim\tsentence\n".to_owned();
    for claim in claims {
        let verdict = verdicts.and_then(|verdicts| verdicts.of(claim));
        let shown = verdict.map_or("-", verdicts::Verdict::name);
        let _ = writeln!(
            out,
            "{}\t{}\t{shown}\t{}\t{}",
            claim.id, claim.class, claim.words, claim.sentence
        );
    }
    out
}
