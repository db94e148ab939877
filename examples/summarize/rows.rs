//! The outputs for other programs: CSV rows and event lines.

use std::io::{self, Write};

use detente::{
    Analysis, Article, Day, Event, Pair, Part, Period, Point, Precision, Relationship, Scale,
};
use serde::Serialize;

use crate::places::Places;

/// One event as `--events` and `--out` write it; `out/codebook.rs` says what each field means.
#[derive(Serialize)]
struct EventRow<'a> {
    article: &'a str,
    event: usize,
    published: Option<Day>,
    part: detente::Part,
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

/// Writes every event of an analysis, one JSON object a line.
pub(crate) fn events(out: &mut impl Write, analysis: &Analysis<'_>) -> io::Result<()> {
    if analysis.events().is_empty() {
        return Ok(());
    }
    let article = analysis.article();
    let [title, text] = [Part::Title, Part::Text].map(|part| Places::new(article.part(part)));
    for (number, event) in (1..).zip(analysis.events()) {
        let places = match event.part {
            Part::Title => &title,
            Part::Text => &text,
        };
        serde_json::to_writer(&mut *out, &EventRow::new(article, places, number, event))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

const HEADER: &str = "pair,from,to,period,read,documents,events,aside,mean,conflict,cooperation,\
tension,low,high,level,trend,direction,intensity,intensity_low,intensity_high,effective,load,salience,threat_share,balance";

/// Writes the series of views: an undefined number is an empty field.
pub(crate) fn csv(
    out: &mut impl Write,
    views: &[Relationship<'_>],
    period: Period,
) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    for view in views {
        for point in view.points(period) {
            writeln!(out, "{}", row(view.pair(), &point))?;
        }
    }
    Ok(())
}

fn row(pair: Pair, point: &Point) -> String {
    let state = &point.state;
    let some = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let observed = point.observed;
    [
        pair.to_string(),
        point.from.to_string(),
        point.to.to_string(),
        point.period.name(point.to),
        point.read.to_string(),
        point.documents.to_string(),
        observed.map_or(0, |seen| seen.events).to_string(),
        point.aside.to_string(),
        some(observed.map(|seen| seen.mean)),
        some(observed.map(|seen| seen.conflict)),
        some(observed.map(|seen| seen.cooperation)),
        state.tension.to_string(),
        state.tension_band[0].to_string(),
        state.tension_band[1].to_string(),
        state.level.to_string(),
        state.trend.value.to_string(),
        state.trend.verdict.to_string(),
        state.intensity.to_string(),
        state.intensity_band[0].to_string(),
        state.intensity_band[1].to_string(),
        state.effective.to_string(),
        some(state.load),
        some(state.salience),
        some(state.threat_share),
        state.balance.to_string(),
    ]
    .join(",")
}
