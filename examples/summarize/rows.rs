//! The outputs for other programs: CSV rows and event lines.

use std::io::{self, Write};

use detente::{Analysis, Day, Event, Pair, Period, Point, Precision, Relationship, Scale};
use serde::Serialize;

/// One event as `--events` writes it.
#[derive(Serialize)]
struct EventRow<'a> {
    article: &'a str,
    part: detente::Part,
    /// The bytes of the clause in that part.
    start: u32,
    end: u32,
    source: detente::ActorCode,
    target: detente::ActorCode,
    class: detente::EventClass,
    code: detente::CameoCode,
    mode: detente::Mode,
    score: Scale,
    date: Option<Day>,
    precision: Option<Precision>,
    primary: bool,
    reciprocal: bool,
    rule: detente::Rule,
    /// 0 to 1.
    confidence: f64,
    /// The words that decided.
    evidence: &'a str,
}

impl<'a> EventRow<'a> {
    fn new(analysis: &Analysis<'a>, event: &Event) -> Self {
        let article = analysis.article();
        Self {
            article: article.id(),
            part: event.part,
            start: event.clause.start,
            end: event.clause.end,
            source: event.source,
            target: event.target,
            class: event.class,
            code: event.code,
            mode: event.mode,
            score: event.scale(),
            date: event.date.map(|date| date.day),
            precision: event.date.map(|date| date.precision),
            primary: event.primary,
            reciprocal: event.reciprocal,
            rule: event.rule,
            confidence: f64::from(event.confidence) / f64::from(detente::WHOLE),
            evidence: event.evidence.cue.of(article.part(event.part)),
        }
    }
}

/// Writes every event of an analysis, one JSON object a line.
pub(crate) fn events(out: &mut impl Write, analysis: &Analysis<'_>) -> io::Result<()> {
    for event in analysis.events() {
        serde_json::to_writer(&mut *out, &EventRow::new(analysis, event))?;
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
