//! The evidence of a peak: the sentences that tell it, with what was read in them and what that adds up to.

use detente::{CellEvent, Event, EvidenceEntry, Part, Peak, Relationship, Side};
use maud::{Markup, html};

use super::{
    dossier::{Dossier, anchor},
    sources::Sources,
    witness::Witness,
};
use crate::drawing::{figure::plain, marks, names, number, sums};

/// How many events of a peak are shown with their sentences.
const SHOWN: usize = 3;
/// How many entries of the lexicon are named.
const ENTRIES: usize = 6;
/// How many articles are named where their sentences are not at hand.
const ARTICLES: usize = 10;

pub(crate) fn peaks(sources: &Sources, dossier: &Dossier<'_>) -> Markup {
    let kept = Kept::of(&dossier.relationship);
    html! {
        @for (at, peak) in dossier.peaks.iter().enumerate() {
            (one(sources, dossier, &kept, at + 1, peak))
        }
    }
}

/// The strongest events with their places, which a timeline keeps without their sentences.
struct Kept<'t>(Vec<&'t EvidenceEntry>);

impl<'t> Kept<'t> {
    fn of(relationship: &Relationship<'t>) -> Self {
        Self(relationship.strongest(usize::MAX))
    }

    fn entry(&self, event: &CellEvent) -> Option<&'t EvidenceEntry> {
        let own = |entry: &&&EvidenceEntry| {
            let pair = entry.pair == event.pair || entry.pair.without_direction() == event.pair;
            pair && (entry.day, entry.class, entry.mode) == (event.day, event.class, event.mode)
        };
        self.0.iter().find(own).copied()
    }
}

fn one(
    sources: &Sources,
    dossier: &Dossier<'_>,
    kept: &Kept<'_>,
    number: usize,
    peak: &Peak,
) -> Markup {
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
            @for event in events.iter().take(SHOWN) { (card(sources, event, kept)) }
            @if events.len() > SHOWN {
                p class="small soft" { "And " (number::counted((events.len() - SHOWN) as u64, "more event")) "." }
            }
            (entries(peak))
            @if events.iter().take(SHOWN).any(|event| sources.witnesses.of(event).is_none()) { (articles(peak)) }
        }
    }
}

/// The events of the peak, those that moved it most first.
fn events<'v>(dossier: &'v Dossier<'_>, peak: &Peak) -> Vec<&'v CellEvent> {
    let sign = if peak.side == Side::Hostile { -1 } else { 1 };
    let inside = |event: &&CellEvent| {
        peak.from <= event.day && event.day <= peak.to && event.scale.sign() == sign
    };
    let mut events: Vec<&CellEvent> = dossier.events().filter(inside).collect();
    events.sort_by_key(|event| std::cmp::Reverse(size(event)));
    events
}

/// The points of an event, in billionths.
const fn size(event: &CellEvent) -> u64 {
    event.weight * event.scale.milli().unsigned_abs() as u64
}

fn card(sources: &Sources, event: &CellEvent, kept: &Kept<'_>) -> Markup {
    let witness = sources.witnesses.of(event);
    html! {
        article class="event" {
            (heading(sources, event, witness.map(|witness| &witness.event)))
            @if let Some(witness) = witness {
                div class="beside" {
                    (quote(witness))
                    (arithmetic(witness, event))
                }
            } @else {
                (place(kept.entry(event)))
            }
        }
    }
}

/// Who did what to whom, and when.
fn heading(sources: &Sources, event: &CellEvent, told: Option<&Event>) -> Markup {
    let pair = told.and_then(Event::pair).unwrap_or(event.pair);
    let [source, target] = [pair.source(), pair.target()].map(|code| sources.name(code));
    let both = told.map_or(!event.pair.is_directed(), |event| event.mutual);
    let gloss = sources.lexicon.meaning(event.code);
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

/// Where an event is told whose sentence is not at hand.
fn place(entry: Option<&EvidenceEntry>) -> Markup {
    let Some(entry) = entry else {
        return html! { p class="small soft" { "Neither its sentence nor its place in the article is kept." } };
    };
    let part = if entry.part == Part::Title {
        "title"
    } else {
        "text"
    };
    html! {
        p class="small" {
            "Told by " strong { (plain(&entry.document)) } ", " (number::day(entry.published)) ", in bytes "
            (number::count(entry.clause.start.into())) "\u{2013}" (number::count(entry.clause.end.into())) " of its " (part)
            "; found by rule " (entry.rule.name()) ", confidence " (number::weight(f64::from(entry.confidence) / 1e6)) "."
        }
    }
}

/// The articles that tell of a peak.
fn articles(peak: &Peak) -> Markup {
    html! {
        details {
            summary { "Which articles tell of it" }
            ul class="small" {
                @for article in peak.articles.iter().take(ARTICLES) {
                    li {
                        (plain(&article.document)) ", " (number::day(article.published)) ": "
                        span class="nowrap" { (number::points(article.points)) " points" }
                    }
                }
                @if peak.articles.len() > ARTICLES { li { "and " (peak.articles.len() - ARTICLES) " more" } }
            }
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
