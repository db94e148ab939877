//! The series as rows of CSV.

use std::io::{self, Write};

use detente::{Pair, Period, Point, Relationship};

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
