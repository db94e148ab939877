//! The course of a pair: its picture in both widths, the picture as a file, and the series as a table.

use detente::{Period, Point};
use maud::{Markup, html};

use super::dossier::Dossier;
use crate::drawing::{
    chip,
    figure::{Caption, Drawing, Width, plain},
    names, number,
    timeline::{Mark, Timeline},
};

/// Both widths of a drawing, of which a style sheet shows one.
pub(crate) fn both(caption: &Caption, draw: impl Fn(Width) -> Option<Drawing>) -> Markup {
    html! {
        @for width in [Width::Wide, Width::Narrow] {
            @if let Some(drawing) = draw(width) { (drawing.inline(caption, width)) }
        }
    }
}

/// A table that stands behind a picture, shut until it is asked for.
pub(crate) fn behind(
    summary: &str,
    caption: &str,
    heads: &[(&str, bool)],
    rows: &Markup,
) -> Markup {
    html! {
        details {
            summary { (summary) }
            (table(caption, heads, rows))
        }
    }
}

/// A table whose heads say whether numbers stand under them.
pub(crate) fn table(caption: &str, heads: &[(&str, bool)], rows: &Markup) -> Markup {
    html! {
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

impl Dossier<'_> {
    fn chart<'p>(&'p self, marks: &'p [Mark], range: [f64; 2]) -> Timeline<'p> {
        Timeline {
            points: &self.points,
            marks,
            range,
        }
    }

    fn caption(&self) -> Caption {
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

    /// The picture on the page.
    pub(crate) fn picture(&self, range: [f64; 2]) -> Markup {
        let (marks, caption) = (self.marks(), self.caption());
        html! { figure { (both(&caption, |width| self.chart(&marks, range).draw(width))) } }
    }

    /// The picture on the page, with its table.
    pub(crate) fn figure(&self, range: [f64; 2]) -> Markup {
        let told = self.points.iter().filter(|point| point.observed.is_some());
        let caption = self.caption();
        html! {
            (self.picture(range))
            (behind("The series as a table", &caption.title,
                &heads(heading(&self.points)),
                &html! { @for point in told { (row(point, &html! { (number::days(point.from, point.to)) })) } }))
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

/// What stands over the rows of a series.
pub(crate) fn heads(first: &str) -> [(&str, bool); 7] {
    [
        (first, false),
        ("Tension", true),
        ("Band", true),
        ("Level", false),
        ("Hostile", true),
        ("Friendly", true),
        ("Articles", true),
    ]
}

/// A point of a series with what stands at its head.
pub(crate) fn row(point: &Point, head: &Markup) -> Markup {
    let seen = point.observed;
    html! {
        tr {
            th scope="row" { (head) }
            td class="number" { (number::whole(point.state.tension)) }
            td class="number" { (number::band(point.state.tension_band)) }
            td { (chip::level(&point.state)) }
            td class="number" { (number::points(seen.map_or(0.0, |seen| seen.conflict))) }
            td class="number" { (number::points(seen.map_or(0.0, |seen| seen.cooperation))) }
            td class="number" { (number::count(point.documents)) }
        }
    }
}
