//! Where a pair stands, in sentences.

use detente::{Asymmetry, Grade, Level};
use maud::{Markup, html};

use super::{dossier::Dossier, sources::Sources};
use crate::drawing::{chip, figure::plain, number};

pub(crate) fn summary(sources: &Sources, dossier: &Dossier<'_>) -> Markup {
    let events = dossier.events().count() as u64;
    let articles = dossier.documents();
    html! {
        p {
            (number::counted(events, "event")) (if events == 1 { " counts" } else { " count" }) ", out of "
            (number::counted(articles, "article")) " that " (if articles == 1 { "names" } else { "name" }) " both. "
            @if let Some(top) = dossier.highest {
                "Tension was highest at the end of " (number::day(top.to)) ": "
                (chip::tension(&top.state)) " " (worded(top.state.level)) ", in a band of "
                (number::band(top.state.tension_band)) ". "
            }
            @if let Some(day) = dossier.last_event() {
                "The last event stands on " (number::day(day)) ". "
            }
            @if !dossier.pair.is_directed() { (asymmetry(sources, dossier)) }
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
fn asymmetry(sources: &Sources, dossier: &Dossier<'_>) -> Markup {
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
        [dossier.pair.source(), dossier.pair.target()].map(|code| sources.in_sentence(code));
    html! {
        "On that day " (plain(&one)) " stood at " (number::score(forward)) " towards " (plain(&other))
        ", and " (plain(&other)) " at " (number::score(backward)) " towards " (plain(&one)) "."
    }
}
