//! The first page: what was read, and every pair, or those that were searched for.

use maud::{Markup, html};

use super::{Trouble, address, framed};
use crate::{
    drawing::{chip, figure::plain, names, number, timeline::spark},
    index::Entry,
    pair::dossier::Dossier,
    query::Query,
    site::Site,
};

/// How many pairs a page lists.
const ROWS: usize = 25;

pub(crate) fn page(site: &Site, query: &Query) -> Result<String, Trouble> {
    let found = site.index.find(&site.archive, &query.words);
    let pages = found.len().div_ceil(ROWS).max(1);
    if query.page > pages {
        let words = format!(
            "The list has {}; begin with the first.",
            number::counted(pages as u64, "page")
        );
        return Err(Trouble::wrong(words));
    }
    let rows: Vec<&Entry> = found
        .iter()
        .copied()
        .skip((query.page - 1) * ROWS)
        .take(ROWS)
        .collect();
    let searched = !query.words.is_empty();
    let content = html! {
        @if searched {
            h1 { (number::counted(found.len() as u64, "pair")) " for “" (plain(&query.words)) "”" }
        } @else {
            h1 { (plain(&site.title)) }
            p class="lede" { (lede(site)) }
        }
        @if rows.is_empty() {
            p class="trouble" {
                "No event with such an actor was read. Give a name, a code, or what newspapers call a government: "
                a href="/?q=Russia" { "Russia" } ", " a href="/?q=USA" { "USA" } ", " a href="/?q=Kremlin" { "Kremlin" } "."
            }
        } @else {
            (table(site, &rows))
            @if pages > 1 { (turning(query, pages)) }
        }
    };
    let title = if searched {
        format!("Search: {}", query.words)
    } else {
        site.title.clone()
    };
    Ok(framed(site, &title, &lede(site), &query.words, &content))
}

/// What was read, in a sentence.
fn lede(site: &Site) -> String {
    let (counts, days) = (site.archive.timeline.counts(), site.archive.days);
    format!(
        "{} from {} {} of {} between {}.",
        number::counted(counts.scored, "article"),
        number::days(days.from, days.to),
        if counts.scored == 1 { "tells" } else { "tell" },
        number::counted(counts.recorded, "event"),
        number::counted(site.index.len() as u64, "pair"),
    )
}

fn table(site: &Site, rows: &[&Entry]) -> Markup {
    html! {
        p class="soft" { "Those with the most evidence first. Tension runs from 0 to 100; 50 is neutral, higher is worse." }
        div class="scroll" tabindex="0" role="region" aria-label="Table of pairs" {
            table {
                thead { tr {
                    th scope="col" { "Pair" }
                    th scope="col" { "At its highest" }
                    th scope="col" class="wideonly" { span class="hidden" { "Course" } }
                    th scope="col" class="wideonly" { "When" }
                    th scope="col" class="number" { "Events" }
                    th scope="col" class="wideonly" { "Last event" }
                } }
                tbody { @for entry in rows { (row(site, entry)) } }
            }
        }
    }
}

fn row(site: &Site, entry: &Entry) -> Markup {
    let view = site.archive.timeline.relationship(entry.pair);
    let dossier = Dossier::new(&site.archive.sources, view, None);
    html! {
        tr {
            th scope="row" {
                a href=(address(entry.pair)) { (plain(&names::capital(&entry.name))) }
                " " span class="small soft code" { (entry.pair.to_string()) }
            }
            td class="nowrap" {
                @match dossier.highest {
                    Some(top) => {
                        (chip::tension(&top.state)) " " span class="soft small" { (number::band(top.state.tension_band)) }
                        br; span class="small" { (chip::level(&top.state)) }
                    }
                    None => { span class="soft small" { "too little evidence" } }
                }
            }
            td class="wideonly" { (spark(&dossier.weeks)) }
            td class="wideonly small" { @if let Some(top) = dossier.highest { (number::days(top.from, top.to)) } }
            td class="number" { (number::count(entry.events)) }
            td class="wideonly small nowrap" { (number::day(entry.last)) }
        }
    }
}

/// To the pages before and after.
fn turning(query: &Query, pages: usize) -> Markup {
    let words: String = form_urlencoded::byte_serialize(query.words.as_bytes()).collect();
    let to = |page: usize| format!("/?q={words}&page={page}");
    html! {
        nav aria-label="Pages of the list" {
            ul class="ways" {
                @if query.page > 1 { li { a rel="prev" href=(to(query.page - 1)) { "Previous" } } }
                li { "Page " (query.page) " of " (pages) }
                @if query.page < pages { li { a rel="next" href=(to(query.page + 1)) { "Next" } } }
            }
        }
    }
}
