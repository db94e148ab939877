//! The pictures of the page and the files of them, each with its numbers as a table.

use maud::{Markup, html};

use super::linked;
use crate::{
    drawing::{
        figure::{Caption, Width, plain},
        heatmap,
        matrix::{FEW, Matrix},
        number,
    },
    findings::Findings,
    pair::course::{behind, both},
};

/// What the pictures of a page are called.
pub(crate) struct Pictures {
    heatmap: Caption,
    matrix: Caption,
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
