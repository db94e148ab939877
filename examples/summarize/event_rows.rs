//! Events as lines of JSON, with their places counted as other languages count them.

use std::io::{self, Write};

use detente::{Analysis, Article, Day, Event, Part, Precision, Scale};
use serde::Serialize;

use crate::places::Places;

/// One event as `--events` and `--out` write it; `out/codebook.rs` says what each field means.
#[derive(Serialize)]
pub(crate) struct EventRow<'a> {
    article: &'a str,
    event: usize,
    published: Option<Day>,
    part: Part,
    start: u32,
    end: u32,
    start_char: u32,
    end_char: u32,
    start_utf16: u32,
    end_utf16: u32,
    cue_start: u32,
    cue_end: u32,
    cue_start_char: u32,
    cue_end_char: u32,
    cue_start_utf16: u32,
    cue_end_utf16: u32,
    source: detente::ActorCode,
    target: detente::ActorCode,
    class: detente::EventClass,
    code: detente::CameoCode,
    quad: detente::Quad,
    mode: detente::Mode,
    score: Scale,
    date: Option<Day>,
    precision: Option<Precision>,
    default_dated: bool,
    due: Option<Day>,
    primary: bool,
    mutual: bool,
    reciprocal: bool,
    rule: detente::Rule,
    confidence: f64,
    weight: f64,
    story: String,
    evidence: &'a str,
}

impl<'a> EventRow<'a> {
    fn new(article: &Article<'a>, places: &Places<'a>, number: usize, event: &Event) -> Self {
        let cue = event.evidence.cue;
        let [start, end] = places.of(event.clause);
        let [cue_start, cue_end] = places.of(cue);
        Self {
            article: article.id(),
            event: number,
            published: article.published(),
            part: event.part,
            start: event.clause.start,
            end: event.clause.end,
            start_char: start.chars,
            end_char: end.chars,
            start_utf16: start.utf16,
            end_utf16: end.utf16,
            cue_start: cue.start,
            cue_end: cue.end,
            cue_start_char: cue_start.chars,
            cue_end_char: cue_end.chars,
            cue_start_utf16: cue_start.utf16,
            cue_end_utf16: cue_end.utf16,
            source: event.source,
            target: event.target,
            class: event.class,
            code: event.code,
            quad: event.quad,
            mode: event.mode,
            score: event.scale(),
            date: event.date.map(|date| date.day),
            precision: event.date.map(|date| date.precision),
            default_dated: event.date.is_some_and(|date| date.default),
            due: event.due,
            primary: event.primary,
            mutual: event.mutual,
            reciprocal: event.reciprocal,
            rule: event.rule,
            confidence: f64::from(event.confidence) / f64::from(detente::WHOLE),
            weight: f64::from(event.weight) / f64::from(detente::WHOLE),
            story: format!("{:016x}", event.story),
            evidence: cue.of(article.part(event.part)),
        }
    }
}

/// The rows of an analysis, in the order of the text.
pub(crate) fn rows<'a>(analysis: &'a Analysis<'a>) -> Vec<EventRow<'a>> {
    if analysis.events().is_empty() {
        return Vec::new();
    }
    let article = analysis.article();
    let [title, text] = [Part::Title, Part::Text].map(|part| Places::new(article.part(part)));
    let numbered = (1..).zip(analysis.events());
    let row = |(number, event): (usize, &'a Event)| {
        let places = match event.part {
            Part::Title => &title,
            Part::Text => &text,
        };
        EventRow::new(article, places, number, event)
    };
    numbered.map(row).collect()
}

/// Writes every event of an analysis, one JSON object a line.
pub(crate) fn events(out: &mut impl Write, analysis: &Analysis<'_>) -> io::Result<()> {
    for row in rows(analysis) {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
