//! How to read the page: what the numbers mean, what was read, what is not in them, and with which words.

use detente::Period;
use maud::{Markup, html};

use crate::{
    archive::Archive,
    drawing::{figure::plain, number},
    findings::Findings,
    pair::terms,
};

pub(super) fn section(archive: &Archive, found: &Findings<'_>) -> Markup {
    html! {
        section aria-labelledby="method" {
            h2 id="method" tabindex="-1" { "How to read this page" }
            (terms::meanings(archive.timeline.settings().half_life))
            (exposure(archive, found))
            h3 { "What is not in these numbers" }
            (terms::caveats())
            (lexicon(archive))
        }
    }
}

fn exposure(archive: &Archive, found: &Findings<'_>) -> Markup {
    let counts = archive.timeline.counts();
    let all = counts.read + archive.repeated;
    let passed: Vec<String> = [
        (counts.empty, "empty"),
        (counts.language, "in another language"),
        (counts.undated, "without a date"),
        (archive.repeated, "given twice"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{} {why}", number::count(count)))
    .collect();
    let troubles = archive.troubles.lines + archive.troubles.files;
    html! {
        h3 { "What was read" }
        p {
            (number::counted(all, "article")) " came in, and " (number::count(counts.scored)) " were read"
            @if !passed.is_empty() { "; left out: " (passed.join(", ")) }
            ". "
            @if archive.troubles.doubtful > 0 { (number::counted(archive.troubles.doubtful, "file")) " did not say how it is written, or was not wholly text, and was read as it looks. " }
            @if troubles > 0 { (number::counted(troubles, "line or file")) " could not be read. " }
            "Of " (number::counted(counts.events, "event")) " found, " (number::count(counts.recorded)) " stand in the record; of the others a better reading of the same sentence does ("
            (number::count(counts.secondary)) "), or they are within one country (" (number::count(counts.domestic)) ")."
        }
        (months(archive, found))
    }
}

/// Articles by month: a series means little where hardly anything was read.
fn months(archive: &Archive, found: &Findings<'_>) -> Markup {
    let (from, to) = found.days;
    let mut rows: Vec<(String, u64)> = Vec::new();
    let mut month = Period::Month.start(from);
    while month <= to {
        let end = Period::Month.end(month).min(to);
        let days = (0..=end.since(month)).map(|at| month.plus(at));
        let read = days.map(|day| archive.timeline.exposure(day)).sum();
        rows.push((number::month_year(month), read));
        month = Period::Month.end(month).plus(1);
    }
    let read: Vec<&(String, u64)> = rows.iter().filter(|(_, read)| *read > 0).collect();
    html! {
        p {
            "Articles stand in " (number::count(read.len() as u64)) " of " (number::counted(rows.len() as u64, "month"))
            @if let Some((month, most)) = read.iter().max_by_key(|(_, read)| *read) {
                "; the most, " (number::count(*most)) ", in " (month)
            }
            ". A quiet month may be one in which nothing happened, or one of which nothing was read."
        }
        details {
            summary { "Articles by month" }
            div class="scroll" tabindex="0" role="region" aria-label="Articles by month" {
                table class="small" {
                    thead { tr { th scope="col" { "Month" } th scope="col" class="number" { "Articles read" } } }
                    tbody { @for (month, read) in read { tr { th scope="row" { (month) } td class="number" { (number::count(*read)) } } } }
                }
            }
        }
    }
}

fn lexicon(archive: &Archive) -> Markup {
    let manifest = archive.sources.lexicon.manifest();
    let stamp = archive.sources.lexicon.stamp();
    let (name, hash) = stamp.split_once('+').unwrap_or((stamp, ""));
    html! {
        h3 { "Which words it was read with" }
        dl class="terms" {
            dt { "Lexicon" }
            dd { (plain(name)) }
            dt { "SHA-256" }
            dd { code { (plain(hash)) } }
            dt { "Terms of office to" }
            dd { (number::day(manifest.coverage)) }
            dt { "Source" }
            dd { (plain(&manifest.source)) }
            dt { "Licence" }
            dd { (plain(&manifest.licence)) }
        }
    }
}
