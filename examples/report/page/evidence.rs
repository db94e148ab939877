//! The evidence of a peak: the sentences that tell it, with what was read in them and what that adds up to.

use detente::{CellEvent, Event, Peak, Side};
use maud::{Markup, html};

use super::anchor;
use crate::{
    archive::Archive,
    drawing::{figure::plain, marks, names, number, sums},
    findings::{Dossier, counted},
    witness::Witness,
};

/// How many events of a peak are shown with their sentences.
const SHOWN: usize = 3;
/// How many entries of the lexicon are named.
const ENTRIES: usize = 6;

pub(super) fn peaks(archive: &Archive, dossier: &Dossier<'_>) -> Markup {
    html! {
        @for (at, peak) in dossier.peaks.iter().enumerate() {
            (one(archive, dossier, at + 1, peak))
        }
    }
}

fn one(archive: &Archive, dossier: &Dossier<'_>, number: usize, peak: &Peak) -> Markup {
    let id = format!("{}-{number}", anchor(dossier.pair));
    let (class, word) = match peak.side {
        Side::Hostile => ("warm", "hostile"),
        Side::Cooperative => ("cool", "friendly"),
    };
    let events = events(dossier, peak);
    html! {
        section class="peak" aria-labelledby=(id) {
            h3 id=(id) {
                span class={ "ball " (class) } { (number) } " "
                (names::capital(&number::period(peak.period, peak.from, peak.to)))
            }
            p class="soft" {
                (number::points(peak.points)) " " (word) " points from "
                (number::counted(events.len() as u64, "event")) " in "
                (number::counted(peak.articles.len() as u64, "article")) "."
            }
            @for event in events.iter().take(SHOWN) { (card(archive, event)) }
            @if events.len() > SHOWN {
                p class="small soft" { "And " (number::counted((events.len() - SHOWN) as u64, "more event")) "." }
            }
            (entries(peak))
        }
    }
}

/// The events of the peak, those that moved it most first.
fn events<'v>(dossier: &'v Dossier<'_>, peak: &Peak) -> Vec<&'v CellEvent> {
    let sign = if peak.side == Side::Hostile { -1 } else { 1 };
    let inside = |event: &&CellEvent| {
        peak.from <= event.day && event.day <= peak.to && event.scale.sign() == sign
    };
    let mut events: Vec<&CellEvent> = counted(&dossier.relationship).filter(inside).collect();
    events.sort_by_key(|event| std::cmp::Reverse(size(event)));
    events
}

/// The points of an event, in billionths.
const fn size(event: &CellEvent) -> u64 {
    event.weight * event.scale.milli().unsigned_abs() as u64
}

fn card(archive: &Archive, event: &CellEvent) -> Markup {
    let witness = archive.witnesses.of(event);
    html! {
        article class="event" {
            (heading(archive, event, witness.map(|witness| &witness.event)))
            @if let Some(witness) = witness {
                div class="beside" {
                    (quote(witness))
                    (arithmetic(witness, event))
                }
            } @else {
                p class="small soft" { "The sentence is not kept." }
            }
        }
    }
}

/// Who did what to whom, and when.
fn heading(archive: &Archive, event: &CellEvent, told: Option<&Event>) -> Markup {
    let pair = told.and_then(Event::pair).unwrap_or(event.pair);
    let [source, target] = [pair.source(), pair.target()].map(|code| archive.name(code));
    let both = told.map_or(!event.pair.is_directed(), |event| event.mutual);
    let gloss = archive.lexicon.meaning(event.code);
    html! {
        h4 {
            (plain(&source)) " " span aria-hidden="true" { @if both { "↔" } @else { "→" } }
            span class="hidden" { @if both { " and " } @else { " to " } } " " (plain(&target))
        }
        p class="small soft" {
            (number::day(event.day)) ": " strong { (event.class.name().to_lowercase()) }
            @if let Some(gloss) = gloss { " (" (plain(&gloss.gloss)) ")" }
            @if event.mode != detente::Mode::Actual { ", " (event.mode.name()) }
            ", score " strong { (number::exact_score(event.scale.milli().into())) }
        }
    }
}

/// The sentence with its marks, and where it stands.
fn quote(witness: &Witness) -> Markup {
    let marks = marks::of_event(&witness.event, witness.date);
    html! {
        figure class="quote" {
            blockquote { p { (marks::marked(&witness.sentence, witness.start, &marks)) } }
            figcaption class="small soft" {
                @if !witness.title.trim().is_empty() { cite { (plain(witness.title.trim())) } ", " }
                (plain(&witness.document)) ", " (number::day(witness.published))
                (elsewhere(&witness.event))
            }
        }
    }
}

/// Who is meant and not named in the sentence.
fn elsewhere(event: &Event) -> Markup {
    let [source, target] = marks::named(event);
    let sides = [(source, event.source), (target, event.target)];
    html! {
        @for (_, actor) in sides.into_iter().filter(|(span, _)| span.is_none()) {
            ". The sentence means " (plain(actor.as_str())) " and does not name it"
        }
    }
}

/// The steps that add up to the score, and what it weighs.
fn arithmetic(witness: &Witness, cell: &CellEvent) -> Markup {
    let weight = html! {
        tr {
            th scope="row" colspan="2" { "Weight" (weighed(cell)) }
            td class="number" { "× " (number::weight(cell.weight as f64 / 1e6)) }
        }
    };
    sums::table(&witness.event, &witness.sentence, witness.start, &weight)
}

fn weighed(cell: &CellEvent) -> String {
    match cell.stories {
        0 | 1 => String::new(),
        more => format!(", told by {more} stories"),
    }
}

/// The entries of the lexicon that made the peak.
fn entries(peak: &Peak) -> Markup {
    html! {
        @if peak.entries.len() > 1 {
            details {
                summary { "What the words added" }
                ul class="entries small" {
                    @for entry in peak.entries.iter().take(ENTRIES) {
                        li {
                            (entry.kind.name()) " " q { (plain(&names::pattern(&entry.entry, ""))) } " " span class="nowrap" { (number::score(entry.points)) }
                            @if entry.events > 1 { " in " (number::counted(entry.events, "event")) }
                        }
                    }
                    @if peak.entries.len() > ENTRIES { li { "and " (peak.entries.len() - ENTRIES) " more" } }
                }
            }
        }
    }
}
