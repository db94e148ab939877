//! What stands out: the sentence under the headline, the figures, the most tense and the fastest changing.

use detente::{Level, Point, Verdict};
use maud::{Markup, html};

use super::linked;
use crate::{
    archive::Archive,
    drawing::{chip, figure::plain, number, timeline::spark},
    findings::{Findings, Glance},
};

/// What was read, in a sentence.
pub(super) fn sentence(archive: &Archive, found: &Findings<'_>) -> String {
    let counts = archive.timeline.counts();
    format!(
        "{} from {} {} of {} between {}.",
        number::counted(counts.scored, "article"),
        number::days(found.days.0, found.days.1),
        if counts.scored == 1 { "tells" } else { "tell" },
        number::counted(counts.recorded, "event"),
        number::counted(found.pairs as u64, "pair"),
    )
}

/// The sentences under the headline, from the numbers alone.
pub(super) fn lede(archive: &Archive, found: &Findings<'_>) -> Markup {
    html! {
        p class="lede" {
            (sentence(archive, found)) " "
            @if let Some(top) = found.tense.first() {
                "Tension was highest between " (plain(&top.name)) ", at "
                strong { (number::whole(top.point.state.tension)) }
                " on a scale from 0 to 100 where 50 is neutral, in the "
                (number::period(top.point.period, top.point.from, top.point.to)) ". "
            }
            @if let Some(top) = found.moving.first() {
                "Nothing changed faster than between " (plain(&top.name)) " in the "
                (number::period(top.point.period, top.point.from, top.point.to)) ", by "
                strong { (number::change(top.point.state.trend.value)) }
                @if top.point.state.trend.verdict == Verdict::Steady { ", which is still within chance" } "."
            }
        }
    }
}

/// The figures that a reader looks for first.
pub(super) fn figures(archive: &Archive, found: &Findings<'_>) -> Markup {
    let counts = archive.timeline.counts();
    let days = u64::try_from(found.days.1.since(found.days.0) + 1).unwrap_or(0);
    let all = [
        (counts.scored, "article"),
        (counts.recorded, "event"),
        (found.pairs as u64, "pair"),
        (days, "day"),
    ];
    html! {
        dl class="figures" {
            @for (number, noun) in all {
                div { dt { (noun) @if number != 1 { "s" } } dd { (number::count(number)) } }
            }
        }
    }
}

/// The pairs by the highest tension they reached.
pub(super) fn tense(found: &Findings<'_>) -> Markup {
    html! {
        section aria-labelledby="tense" {
            h2 id="tense" tabindex="-1" { "Most tense" }
            p class="soft" {
                "The highest tension each pair reached at the end of a week, with the band that 90 % of such samples fall into. "
                "Events fade by half in " (number::counted(u64::from(half_life(found)), "day")) "."
            }
            div class="scroll" tabindex="0" role="region" aria-label="Table of the most tense pairs" {
                table {
                    thead { tr {
                        th scope="col" { "Pair" }
                        th scope="col" { "At its highest" }
                        th scope="col" class="wideonly" { span class="hidden" { "Course" } }
                        th scope="col" class="wideonly" { "When" }
                        th scope="col" class="number" { "Events" }
                        th scope="col" class="wideonly" { "At the end" }
                    } }
                    tbody { @for one in &found.tense { (tense_row(found, one)) } }
                }
            }
        }
    }
}

/// When, where a phone has no room for a column of it.
fn when(one: &Glance) -> Markup {
    html! { span class="narrowonly small soft when" { (number::days(one.point.from, one.point.to)) } }
}

fn half_life(found: &Findings<'_>) -> u16 {
    found
        .tense
        .first()
        .map_or(28, |one| one.point.state.half_life)
}

fn tense_row(found: &Findings<'_>, one: &Glance) -> Markup {
    html! {
        tr {
            th scope="row" { (linked(found, one.pair, &one.name)) (when(one)) }
            td class="nowrap" {
                (chip::tension(&one.point.state)) " " span class="soft small" { (number::band(one.point.state.tension_band)) }
                br; span class="small" { (chip::level(&one.point.state)) }
            }
            td class="wideonly" { (spark(&one.weeks)) }
            td class="wideonly" { (number::days(one.point.from, one.point.to)) }
            td class="number" { (number::count(one.now.events)) }
            td class="wideonly" { (at_the_end(one)) }
        }
    }
}

fn at_the_end(one: &Glance) -> Markup {
    html! {
        @if one.now.level == Level::TooLittle {
            span class="soft small" { "too little evidence" }
        } @else {
            (chip::tension(&one.now)) " " span class="small" { (chip::level(&one.now)) }
        }
    }
}

/// The pairs by their largest change within a week.
pub(super) fn moving(found: &Findings<'_>) -> Markup {
    html! {
        section aria-labelledby="moving" {
            h2 id="moving" tabindex="-1" { "Fastest changing" }
            p class="soft" {
                "The week in which each pair's last seven days stood furthest from its last three months; plus is worse. "
                "A change is called worsening or easing only where it exceeds what chance alone would give."
            }
            @if found.moving.is_empty() {
                p { "Nothing changed by half a point or more." }
            } @else {
                div class="scroll" tabindex="0" role="region" aria-label="Table of the fastest changes" {
                    table {
                        thead { tr {
                            th scope="col" { "Pair" }
                            th scope="col" class="number" { "Change" }
                            th scope="col" class="wideonly" { "Verdict" }
                            th scope="col" class="wideonly" { "When" }
                            th scope="col" { "Tension then" }
                        } }
                        tbody { @for one in &found.moving { (moving_row(found, one)) } }
                    }
                }
            }
        }
    }
}

fn moving_row(found: &Findings<'_>, one: &Glance) -> Markup {
    let trend = one.point.state.trend;
    html! {
        tr {
            th scope="row" { (linked(found, one.pair, &one.name)) (when(one)) }
            td class="number" { (number::change(trend.value)) }
            td class="wideonly" { (verdict(&one.point)) }
            td class="wideonly" { (number::days(one.point.from, one.point.to)) }
            td class="nowrap" { (chip::tension(&one.point.state)) }
        }
    }
}

/// The verdict in words, with the threshold it did not reach.
fn verdict(point: &Point) -> Markup {
    let trend = point.state.trend;
    let way = if trend.value > 0.0 { "up" } else { "down" };
    html! {
        @if trend.verdict == Verdict::Steady {
            span { (way) ", within chance " } span class="soft small nowrap" { "(below " (number::whole(trend.threshold)) ")" }
        } @else {
            strong { (trend.verdict.to_string()) }
        }
    }
}
