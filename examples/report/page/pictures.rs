//! The pictures of the page and the files of them, each with its numbers as a table.

use detente::{Period, Point};
use maud::{Markup, html};

use super::linked;
use crate::{
    drawing::{
        figure::{Caption, Drawing, Width, plain},
        heatmap,
        matrix::{FEW, Matrix},
        names, number,
        timeline::Timeline,
    },
    findings::{Dossier, Findings},
};

/// What the pictures of a page are called.
pub(crate) struct Pictures {
    heatmap: Caption,
    matrix: Caption,
}

/// Both widths of a drawing, of which a style sheet shows one.
fn both(caption: &Caption, draw: impl Fn(Width) -> Option<Drawing>) -> Markup {
    html! {
        @for width in [Width::Wide, Width::Narrow] {
            @if let Some(drawing) = draw(width) { (drawing.inline(caption, width)) }
        }
    }
}

/// A table that stands behind a picture, shut until it is asked for.
fn behind(summary: &str, caption: &str, heads: &[(&str, bool)], rows: &Markup) -> Markup {
    html! {
        details {
            summary { (summary) }
            div class="scroll" tabindex="0" role="region" aria-label=(plain(caption)) {
                table class="small" {
                    caption { (plain(caption)) }
                    thead { tr { @for (head, number) in heads {
                        th scope="col" class=[number.then_some("number")] { (head) }
                    } } }
                    tbody { (rows) }
                }
            }
        }
    }
}

impl Pictures {
    pub(crate) fn new(found: &Findings<'_>) -> Self {
        let days = number::days(found.days.0, found.days.1);
        let tops = found.tense.iter().take(3).map(|one| {
            format!(
                "{} reached {}",
                one.name,
                number::whole(one.point.state.tension)
            )
        });
        let tops: Vec<String> = tops.collect();
        Self {
            heatmap: Caption {
                id: "heatmap".to_owned(),
                title: format!("Tension by pair and month, {days}"),
                words: format!(
                    "A grid of {} by month, from blue, calm, to orange, open conflict. {}.",
                    number::counted(found.rows.len() as u64, "pair"),
                    tops.join("; ")
                ),
            },
            matrix: Caption {
                id: "matrix-picture".to_owned(),
                title: "Who treats whom how: mean score of all events".to_owned(),
                words: format!(
                    "A grid of {} as doers by the same as those acted upon, from blue, friendly, to orange, hostile. \
                     The table below the picture has every number.",
                    number::counted(found.matrix.codes.len() as u64, "party")
                        .replace("partys", "parties")
                ),
            },
        }
    }

    pub(super) fn heatmap(&self, found: &Findings<'_>) -> Markup {
        let rows: Vec<heatmap::Row> = found.rows.iter().map(|(_, row)| row.clone()).collect();
        let (from, to) = months(found);
        html! {
            section aria-labelledby="months" {
                h2 id="months" tabindex="-1" { "Month by month" }
                p class="soft" {
                    "Tension at the end of each month. A dot is a month with too little evidence to name a level; "
                    "an empty place has no event at all."
                }
                figure { (both(&self.heatmap, |width| heatmap::draw(&rows, from, to, width))) }
                (behind("The months as a table", "Tension and events by pair and month",
                    &[("Pair", false), ("Month", false), ("Tension", true), ("Events", true)],
                    &html! {
                        @for (pair, row) in &found.rows { @for cell in &row.cells {
                            tr {
                                th scope="row" { (linked(found, *pair, &row.name)) }
                                td { (number::month_year(cell.month)) }
                                td class="number" { @match cell.tension { Some(tension) => (number::whole(tension)), None => "too little" } }
                                td class="number" { (number::count(cell.events)) }
                            }
                        } }
                    }))
            }
        }
    }

    pub(super) fn matrix(&self, found: &Findings<'_>) -> Markup {
        let Matrix {
            codes,
            names,
            cells,
        } = &found.matrix;
        html! {
            section aria-labelledby="matrix" {
                h2 id="matrix" tabindex="-1" { "Who treats whom how" }
                p class="soft" {
                    "The mean score of everything the party of a row does to that of a column, from " (number::score(-10.0))
                    " (war) to " (number::score(10.0)) " (deep cooperation), over all days. A smaller field is the mean of fewer than "
                    (FEW) " events."
                }
                figure { (both(&self.matrix, |width| found.matrix.draw(width))) }
                @if codes.iter().zip(names).any(|(code, name)| code != name) {
                    p class="small soft narrowonly" {
                        @for (at, (code, name)) in codes.iter().zip(names).enumerate() {
                            @if at > 0 { ", " } (plain(code)) " " (plain(name))
                        } "."
                    }
                }
                (behind("The matrix as a table", "Mean score and events by doer and those acted upon",
                    &[("Doer", false), ("Upon", false), ("Mean", true), ("Events", true)],
                    &html! {
                        @for (row, cells) in cells.iter().enumerate() {
                            @for (column, cell) in cells.iter().enumerate().filter_map(|(at, cell)| Some((at, (*cell)?))) {
                                tr {
                                    th scope="row" { (plain(&names[row])) }
                                    td { (plain(&names[column])) }
                                    td class="number" { (number::score(cell.mean)) }
                                    td class="number" { (number::count(cell.events)) }
                                }
                            }
                        }
                    }))
            }
        }
    }

    /// The heat map as a file.
    pub(crate) fn heatmap_alone(&self, found: &Findings<'_>) -> Option<String> {
        let rows: Vec<heatmap::Row> = found.rows.iter().map(|(_, row)| row.clone()).collect();
        let (from, to) = months(found);
        let drawing = heatmap::draw(&rows, from, to, Width::Wide)?;
        Some(drawing.alone(&self.heatmap))
    }

    /// The matrix as a file.
    pub(crate) fn matrix_alone(&self, found: &Findings<'_>) -> Option<String> {
        Some(found.matrix.draw(Width::Wide)?.alone(&self.matrix))
    }
}

/// The months that the rows of the heat map span.
fn months(found: &Findings<'_>) -> (detente::Day, detente::Day) {
    let all = || {
        found
            .rows
            .iter()
            .flat_map(|(_, row)| row.cells.iter().map(|cell| cell.month))
    };
    let (from, to) = found.days;
    (all().min().unwrap_or(from), all().max().unwrap_or(to))
}

impl Dossier<'_> {
    pub(crate) fn chart<'p>(
        &'p self,
        marks: &'p [crate::drawing::timeline::Mark],
        range: [f64; 2],
    ) -> Timeline<'p> {
        Timeline {
            points: &self.points,
            marks,
            range,
        }
    }

    pub(crate) fn caption(&self) -> Caption {
        let peaks: Vec<String> = self
            .peaks
            .iter()
            .map(|peak| number::period(peak.period, peak.from, peak.to))
            .collect();
        let highest = self.highest.map_or_else(
            || "There is too little evidence to name a level.".to_owned(),
            |top| {
                format!(
                    "Tension was highest, at {}, at the end of {}.",
                    number::whole(top.state.tension),
                    number::day(top.to)
                )
            },
        );
        let told = if peaks.is_empty() {
            String::new()
        } else {
            format!(" Peaks: {}.", peaks.join("; "))
        };
        Caption {
            id: format!("timeline-{}-{}", self.pair.source(), self.pair.target()),
            title: format!("{}: tension and events", names::capital(&self.name)),
            words: format!("A line of tension with its band over bars of events. {highest}{told}"),
        }
    }

    /// The picture as a file.
    pub(crate) fn alone(&self, range: [f64; 2]) -> Option<String> {
        let marks = self.marks();
        let drawing = self.chart(&marks, range).draw(Width::Wide)?;
        Some(drawing.alone(&self.caption()))
    }

    /// The picture on the page, with its table.
    pub(super) fn figure(&self, range: [f64; 2]) -> Markup {
        let (marks, caption) = (self.marks(), self.caption());
        let told = self.points.iter().filter(|point| point.observed.is_some());
        html! {
            figure { (both(&caption, |width| self.chart(&marks, range).draw(width))) }
            (behind("The series as a table", &caption.title,
                &[(heading(&self.points), false), ("Tension", true), ("Band", true), ("Level", false), ("Hostile", true), ("Friendly", true), ("Articles", true)],
                &html! { @for point in told { (series_row(point)) } }))
        }
    }
}

fn heading(points: &[Point]) -> &'static str {
    match points.first().map(|point| point.period) {
        Some(Period::Day) => "Day",
        Some(Period::Month) => "Month",
        _ => "Week",
    }
}

fn series_row(point: &Point) -> Markup {
    let seen = point.observed;
    html! {
        tr {
            th scope="row" { (number::days(point.from, point.to)) }
            td class="number" { (number::whole(point.state.tension)) }
            td class="number" { (number::band(point.state.tension_band)) }
            td { (super::overview::level(&point.state)) }
            td class="number" { (number::points(seen.map_or(0.0, |seen| seen.conflict))) }
            td class="number" { (number::points(seen.map_or(0.0, |seen| seen.cooperation))) }
            td class="number" { (number::count(point.documents)) }
        }
    }
}
