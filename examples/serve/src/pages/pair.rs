//! The page of a pair: some days or all, the picture, the peaks with what says so, the weeks.

use detente::{Pair, Point};
use maud::{Markup, html};

use super::{address, framed};
use crate::{
    drawing::{figure::plain, names, number, timeline},
    pair::{
        course,
        dossier::{Days, Dossier},
        evidence, standing,
    },
    query::Query,
    site::Site,
};

/// With more weeks than this the table is shut until it is asked for.
const OPEN: usize = 30;

pub(crate) fn page(site: &Site, pair: Pair, query: &Query) -> String {
    let read = site.archive.days;
    let asked = query.from.is_some() || query.to.is_some();
    let days = asked.then(|| Days {
        from: query.from.unwrap_or(read.from),
        to: query.to.unwrap_or(read.to),
    });
    let view = site.archive.timeline.relationship(pair);
    let dossier = Dossier::new(&site.archive.sources, view, days);
    let title = names::capital(&dossier.name);
    let content = html! {
        h1 { (plain(&title)) }
        (directions(site, pair, days))
        (choice(pair, days, read))
        @if dossier.events().next().is_none() {
            (nothing(site, pair, days))
        } @else {
            (standing::summary(&site.archive.sources, &dossier))
            (dossier.picture(timeline::range(dossier.points.iter())))
            @if !dossier.peaks.is_empty() {
                h2 id="peaks" { "Peaks, and what says so" }
                (without_sentences(site))
                (evidence::peaks(&site.archive.sources, &dossier))
            }
            (weeks(pair, &dossier))
        }
    };
    let words = format!("{title}: tension, peaks with their evidence, and weeks.");
    framed(site, &title, &words, "", &content)
}

/// The part of an address that asks for some days.
fn asking(days: Option<Days>) -> String {
    days.map_or_else(String::new, |days| {
        format!("?from={}&to={}", days.from, days.to)
    })
}

/// Both directions together, and each for itself.
fn directions(site: &Site, pair: Pair, days: Option<Days>) -> Markup {
    let both = pair.without_direction();
    let forward = Pair::directed(both.source(), both.target());
    let ways = forward.into_iter().flat_map(|pair| [pair, pair.reversed()]);
    html! {
        nav aria-label="Directions" {
            ul class="ways" {
                @for way in [both].into_iter().chain(ways) {
                    @let [one, other] = [way.source(), way.target()].map(|code| site.archive.sources.name(code));
                    li { a href={ (address(way)) (asking(days)) } aria-current=[(way == pair).then_some("page")] {
                        @if way.is_directed() {
                            (plain(&one)) " " span aria-hidden="true" { "→" } span class="hidden" { "towards" } " " (plain(&other))
                        } @else { "Both directions" }
                    } }
                }
            }
        }
    }
}

/// Which days are looked at.
fn choice(pair: Pair, days: Option<Days>, read: Days) -> Markup {
    let shown = days.unwrap_or(read);
    let since = |from| Days {
        from: read.from.max(from),
        to: read.to,
    };
    let ways = [
        ("All days", None),
        ("Last year", Some(since(read.to.plus_months(-12).plus(1)))),
        (
            "Last three months",
            Some(since(read.to.plus_months(-3).plus(1))),
        ),
    ];
    html! {
        form class="days" action=(address(pair)) method="get" {
            div class="field" {
                label for="from" { "From" }
                input type="date" id="from" name="from" value=(shown.from.to_string());
            }
            div class="field" {
                label for="to" { "To" }
                input type="date" id="to" name="to" value=(shown.to.to_string());
            }
            button type="submit" { "Show these days" }
        }
        nav aria-label="Days" {
            ul class="ways small" {
                @for (name, way) in ways {
                    li { a href={ (address(pair)) (asking(way)) } aria-current=[(way == days).then_some("page")] { (name) } }
                }
            }
        }
    }
}

/// Where nothing is told of the pair.
fn nothing(site: &Site, pair: Pair, days: Option<Days>) -> Markup {
    let view = site.archive.timeline.relationship(pair);
    let whole = Dossier::new(&site.archive.sources, view, None);
    let ends = whole.events().next().zip(whole.last_event());
    html! {
        p class="trouble" {
            "No event was read"
            @if let Some(days) = days { " from " (number::day(days.from)) " to " (number::day(days.to)) }
            ". "
            @if let Some((first, last)) = ends {
                "What was read stands between " (number::day(first.day)) " and " (number::day(last)) "."
            }
        }
    }
}

/// Why there are no sentences.
fn without_sentences(site: &Site) -> Markup {
    html! {
        @if site.archive.sources.witnesses.is_empty() {
            p class="note" {
                "A timeline keeps where the strongest events are told, and not the articles. Started with "
                code { "--articles" } ", this page shows their sentences."
            }
        }
    }
}

fn weeks(pair: Pair, dossier: &Dossier<'_>) -> Markup {
    let told: Vec<&Point> = dossier
        .weeks
        .iter()
        .filter(|week| week.observed.is_some())
        .collect();
    let rows = html! { @for week in &told { (course::row(week, &head(pair, week))) } };
    let heads = course::heads("Week");
    let caption = "Weeks with an event; tension at the end of each, events by weight";
    html! {
        h2 { "Week by week" }
        @if told.len() <= OPEN {
            (course::table(caption, &heads, &rows))
        } @else {
            (course::behind(&format!("All {} weeks with an event", told.len()), caption, &heads, &rows))
        }
    }
}

/// A week's days, and the way to what is told of them.
fn head(pair: Pair, week: &Point) -> Markup {
    let days = Days {
        from: week.from,
        to: week.to,
    };
    html! { a href={ (address(pair)) (asking(Some(days))) } { (number::days(week.from, week.to)) } }
}
