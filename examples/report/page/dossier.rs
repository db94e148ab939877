//! One pair at length: where it stands, its picture, its peaks with their evidence.

use detente::{Asymmetry, Grade, Level};
use maud::{Markup, html};

use super::{anchor, evidence, overview};
use crate::{
    archive::Archive,
    drawing::{figure::plain, names, number},
    findings::{Dossier, Findings, counted},
};

pub(super) fn section(archive: &Archive, found: &Findings<'_>, dossier: &Dossier<'_>) -> Markup {
    let id = anchor(dossier.pair);
    html! {
        section class="pair" aria-labelledby=(id) {
            h2 id=(id) tabindex="-1" { (plain(&names::capital(&dossier.name))) }
            (summary(archive, dossier))
            @if dossier.points.is_empty() {
                p { "No event between the two was read." }
            } @else {
                (dossier.figure(found.range))
                (evidence::peaks(archive, dossier))
            }
        }
    }
}

/// Where it stands, in sentences.
fn summary(archive: &Archive, dossier: &Dossier<'_>) -> Markup {
    let events = counted(&dossier.relationship).count() as u64;
    let articles = dossier.relationship.documents();
    html! {
        p {
            (number::counted(events, "event")) (if events == 1 { " counts" } else { " count" }) ", out of "
            (number::counted(articles, "article")) " that " (if articles == 1 { "names" } else { "name" }) " both. "
            @if let Some(top) = dossier.highest {
                "Tension was highest at the end of " (number::day(top.to)) ": "
                (overview::chip(&top.state)) " " (worded(top.state.level)) ", in a band of "
                (number::band(top.state.tension_band)) ". "
            }
            @if let Some(day) = dossier.last_event() {
                "The last event stands on " (number::day(day)) ". "
            }
            (asymmetry(archive, dossier))
        }
    }
}

fn worded(level: Level) -> String {
    match level {
        Level::Between(low, high) if low == high => low.name().to_owned(),
        Level::Between(Grade::Calm, high) => format!("anything from calm to {}", high.name()),
        level => level.to_string(),
    }
}

/// How differently the two treat each other on the last day with an event.
fn asymmetry(archive: &Archive, dossier: &Dossier<'_>) -> Markup {
    let found = dossier
        .last_event()
        .and_then(|day| dossier.relationship.asymmetry(day));
    let Some(Asymmetry {
        forward, backward, ..
    }) = found
    else {
        return html! {};
    };
    let [one, other] =
        [dossier.pair.source(), dossier.pair.target()].map(|code| archive.in_sentence(code));
    html! {
        "On that day " (plain(&one)) " stood at " (number::score(forward)) " towards " (plain(&other))
        ", and " (plain(&other)) " at " (number::score(backward)) " towards " (plain(&one)) "."
    }
}
