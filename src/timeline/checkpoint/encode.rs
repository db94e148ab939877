//! A timeline as bytes.

use std::collections::BTreeMap;

use super::{
    bytes::Writer,
    tables::{Places, place},
};
use crate::{
    cameo::{EventClass, Quad},
    day::Day,
    event::{Context, Micro, Mode, Part, Rule},
    pair::Pair,
    timeline::{
        Timeline,
        evidence::EvidenceEntry,
        ledger::{CellKey, Dyad, Report},
        settings::Settings,
    },
};

pub(super) fn timeline(timeline: &Timeline) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(timeline.stamp.is_some());
    if let Some(stamp) = &timeline.stamp {
        out.text(stamp);
    }
    settings(&mut out, &timeline.settings);
    let mut counts = timeline.counts;
    counts
        .parts()
        .into_iter()
        .for_each(|count| out.number(*count));
    days(&mut out, &timeline.exposure);
    out.count(timeline.named.len());
    for (pair, named) in &timeline.named {
        codes(&mut out, *pair);
        days(&mut out, named);
    }
    let places = Places::new(timeline);
    places.write(&mut out);
    out.count(timeline.dyads.len());
    for (pair, held) in &timeline.dyads {
        codes(&mut out, *pair);
        dyad(&mut out, held, &places);
    }
    out.into_bytes()
}

fn settings(out: &mut Writer, settings: &Settings) {
    for mode in Mode::ALL {
        out.number(settings.mode_weights.of(mode));
    }
    settings
        .story_weights
        .iter()
        .for_each(|weight: &Micro| out.number(*weight));
    out.number(settings.half_life);
    out.number(settings.minimum_confidence);
    out.number(settings.base.is_some());
    if let Some(base) = settings.base {
        out.signed(base.from.number());
        out.signed(base.to.number());
    }
}

/// Which kind of pair it is, its place says.
fn codes(out: &mut Writer, pair: Pair) {
    out.text(pair.source().as_str());
    out.text(pair.target().as_str());
}

fn days(out: &mut Writer, days: &BTreeMap<Day, u64>) {
    out.count(days.len());
    let mut before = 0;
    for (day, count) in days {
        out.signed(day.number() - before);
        out.number(*count);
        before = day.number();
    }
}

fn dyad(out: &mut Writer, dyad: &Dyad, places: &Places<'_>) {
    out.count(dyad.cells.len());
    let mut before = 0;
    for (key, reports) in &dyad.cells {
        cell_key(out, *key, before);
        before = key.day.number();
        out.count(reports.len());
        reports
            .iter()
            .for_each(|one| report(out, one, key.day, places));
    }
    out.count(dyad.evidence.len());
    for entries in dyad.evidence.values() {
        out.count(entries.len());
        entries.iter().for_each(|one| entry(out, one, places));
    }
}

fn cell_key(out: &mut Writer, key: CellKey, before: i32) {
    out.number(place(&EventClass::ALL, key.class));
    out.number(place(&Mode::ALL, key.mode));
    out.signed(key.day.number() - before);
}

fn report(out: &mut Writer, report: &Report, day: Day, places: &Places<'_>) {
    out.raw(&report.story.to_le_bytes());
    out.signed(report.published.since(day));
    places.document(out, &report.document);
    out.text(report.code.as_str());
    out.number(place(&Quad::ALL, report.quad));
    out.signed(report.scale.milli());
    out.number(report.weight);
    out.number(report.confidence);
    out.number(report.default_dated);
    out.number(report.mutual);
    let context = report.context.map(Context::name);
    let names = Context::ALL.map(|(_, name)| Some(name));
    out.number(context.map_or(0, |name| 1 + place(&names, Some(name))));
    places.chain(out, &report.steps);
}

fn entry(out: &mut Writer, entry: &EvidenceEntry, places: &Places<'_>) {
    cell_key(out, entry.key(), 0);
    out.signed(entry.published.since(entry.day));
    places.document(out, &entry.document);
    out.text(entry.code.as_str());
    out.signed(entry.score.milli());
    out.number(entry.weight);
    out.number(entry.confidence);
    out.number(place(&Rule::ALL, entry.rule));
    out.number(entry.reciprocal);
    out.number(place(&Part::ALL, entry.part));
    for span in [entry.clause, entry.cue] {
        out.number(span.start);
        out.number(span.end);
    }
}
