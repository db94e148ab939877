//! The page, from its head to its foot.

mod dossier;
mod method;
mod overview;
mod pictures;

use detente::Pair;
use maud::{Markup, html};

use crate::{
    archive::Archive,
    args::Args,
    drawing::{figure::plain, names, number, palette, shell},
    findings::Findings,
    pair::{dossier::anchor, style},
};

pub(crate) use pictures::Pictures;

/// The whole page.
pub(crate) fn page(archive: &Archive, found: &Findings<'_>, args: &Args) -> String {
    let title = title(found, args);
    let pictures = Pictures::new(found);
    let body = html! {
        header {
            p class="kicker" { "Relations between states, as news texts tell them" }
            h1 { (plain(&title)) }
            (overview::lede(archive, found))
            @if let Some(note) = &args.note { p class="note" { (plain(note)) } }
            (overview::figures(archive, found))
            (contents(found))
        }
        main id="content" tabindex="-1" {
            @if found.dossiers.is_empty() {
                p { "No event between two actors was read. " a href="#method" { "What was read" } " is told below." }
            } @else {
                (overview::tense(found))
                (overview::moving(found))
                (pictures.heatmap(found))
                (pictures.matrix(found))
                @for dossier in &found.dossiers { (dossier::section(archive, found, dossier)) }
            }
            (method::section(archive, found))
        }
        footer {
            p {
                "Made with détente, which reads news text and shows its reasons. Lexicon "
                (plain(archive.sources.lexicon.stamp())) "."
            }
        }
    };
    let words = format!("{title}: {}", overview::sentence(archive, found));
    shell::page(
        &title,
        &words,
        &style::style(&palette::chart_style()),
        &body,
    )
}

/// The headline: the user's, or what the articles are about.
pub(crate) fn title(found: &Findings<'_>, args: &Args) -> String {
    let own = args.title.clone().filter(|title| !title.trim().is_empty());
    own.unwrap_or_else(|| {
        let (from, to) = found.days;
        let (from, to) = (number::month_year(from), number::month_year(to));
        if from == to {
            format!("How states treated each other in {from}")
        } else {
            format!("How states treated each other, {from} to {to}")
        }
    })
}

fn contents(found: &Findings<'_>) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul {
                @if !found.dossiers.is_empty() {
                    li { a href="#tense" { "Most tense" } }
                    li { a href="#moving" { "Fastest changing" } }
                    li { a href="#months" { "Month by month" } }
                    li { a href="#matrix" { "Who treats whom how" } }
                }
                @for dossier in &found.dossiers {
                    li { a href={ "#" (anchor(dossier.pair)) } { (plain(&names::capital(&dossier.name))) } }
                }
                li { a href="#method" { "How to read this page" } }
            }
        }
    }
}

/// The pair's name, with a way to where it is told of, if it is.
fn linked(found: &Findings<'_>, pair: Pair, name: &str) -> Markup {
    let name = names::capital(name);
    let told = found.dossiers.iter().any(|dossier| dossier.pair == pair);
    html! {
        @if told { a href={ "#" (anchor(pair)) } { (plain(&name)) } } @else { (plain(&name)) }
    }
}
