//! The heat map: one row a pair, one column a month, the tension at the month's end.

use detente::{Day, Period};
use maud::{Markup, html};

use super::{
    axis,
    figure::{Anchor, Drawing, Width, label, place, short, stroke},
    number, palette,
};

/// One month of one pair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// The first day of the month.
    pub(crate) month: Day,
    /// The tension at the month's end; `None` where there is too little evidence.
    pub(crate) tension: Option<f64>,
    /// Events of the month in the sums.
    pub(crate) events: u64,
}

/// One pair.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) cells: Vec<Cell>,
}

/// Draws rows over the months from the one around `from` to the one around `to`; `None` without a row.
pub(crate) fn draw(rows: &[Row], from: Day, to: Day, width: Width) -> Option<Drawing> {
    if rows.is_empty() || from > to {
        return None;
    }
    let map = Map::new(from, to, width);
    let foot = map.top + map.step * rows.len() as f64;
    let body = html! {
        (map.time(foot))
        @for (at, row) in rows.iter().enumerate() {
            (map.row(row, map.top + map.step * at as f64))
        }
        (legend(&TENSIONS, (map.left, foot + 3.6 * map.letter), map.letter, width))
    };
    Some(Drawing {
        width: width.units(),
        height: foot + 6.4 * map.letter,
        body,
    })
}

struct Map {
    first: Day,
    last: Day,
    width: Width,
    letter: f64,
    left: f64,
    top: f64,
    /// From row to row, and the height of a cell in it.
    step: f64,
    height: f64,
    /// The width of a month.
    month: f64,
}

impl Map {
    fn new(from: Day, to: Day, width: Width) -> Self {
        let (first, last) = (Period::Month.start(from), Period::Month.start(to));
        let (letter, left, top, step, height) = match width {
            Width::Wide => (13.0, 292.0, 6.0, 26.0, 24.0),
            Width::Narrow => (12.0, 0.0, 0.0, 36.0, 18.0),
        };
        let months = f64::from(months(first, last) + 1);
        let month = ((width.units() - left) / months).min(64.0);
        Self {
            first,
            last,
            width,
            letter,
            left,
            top,
            step,
            height,
            month,
        }
    }

    fn x(&self, month: Day) -> f64 {
        self.left + self.month * f64::from(months(self.first, month))
    }

    fn time(&self, foot: f64) -> Markup {
        let most = if self.width == Width::Wide { 9 } else { 4 };
        let ticks = axis::months(self.first, self.last.plus(1), most);
        // A text that would run into the next one is left out.
        let nexts = ticks.iter().skip(1).map(|tick| self.x(tick.day));
        let nexts = nexts.chain([self.width.units() + 1.0]);
        html! {
            @for (tick, next) in ticks.iter().zip(nexts) {
                @let x = self.x(tick.day);
                @let top = if self.width == Width::Wide { self.top } else { foot };
                (stroke("grid", (x, top), (x, foot + 4.0), 1.0))
                @if x + width_of(&tick.text, self.letter) < next {
                    (label((x, foot + 1.5 * self.letter), Anchor::Start, self.letter, "quiet", &tick.text))
                }
            }
        }
    }

    fn row(&self, row: &Row, top: f64) -> Markup {
        let (name, cells) = match self.width {
            Width::Wide => (
                label(
                    (self.left - 10.0, top + 17.0),
                    Anchor::End,
                    self.letter,
                    "words",
                    &short(&row.name, 44),
                ),
                top,
            ),
            Width::Narrow => (
                label(
                    (0.0, top + 12.0),
                    Anchor::Start,
                    self.letter,
                    "words",
                    &short(&row.name, 52),
                ),
                top + 16.0,
            ),
        };
        html! {
            (name)
            (stroke("grid", (self.left, cells + 0.5 * self.height), (self.left + self.month * f64::from(months(self.first, self.last) + 1), cells + 0.5 * self.height), 1.0))
            @for cell in &row.cells { (self.cell(cell, &row.name, cells)) }
        }
    }

    fn cell(&self, cell: &Cell, name: &str, top: f64) -> Markup {
        let x = self.x(cell.month);
        let width = (self.month - 1.0).max(1.0);
        let month = number::month_year(cell.month);
        let events = number::counted(cell.events, "event");
        let Some(tension) = cell.tension else {
            let (middle, radius) = (x + 0.5 * width, (0.3 * width).min(3.0));
            return html! {
                @if cell.events > 0 {
                    circle class="quiet" cx=(place(middle)) cy=(place(top + 0.5 * self.height)) r=(place(radius)) {
                        title { (super::figure::plain(name)) ", " (month) ": too little evidence, " (events) }
                    }
                }
            };
        };
        let tint = palette::of_tension(tension);
        let text = number::whole(tension);
        let roomy = width_of(&text, self.letter) + 4.0 <= width;
        html! {
            rect class=(tint.class) x=(place(x)) y=(place(top)) width=(place(width)) height=(place(self.height)) {
                title { (super::figure::plain(name)) ", " (month) ": tension " (text) ", " (events) }
            }
            @if roomy {
                @let ink = format!("x{}", tint.class);
                (label((x + 0.5 * width, top + 0.5 * self.height + 0.36 * self.letter), Anchor::Middle, self.letter - 1.0, &ink, &text))
            }
        }
    }
}

/// A legend: what stands at its left end, in the middle and at the right end, and between the tints.
pub(crate) struct Legend {
    ends: [&'static str; 3],
    cuts: [&'static str; 7],
}

/// The legend of tensions.
const TENSIONS: Legend = Legend {
    ends: ["calm", "neutral 50", "open conflict"],
    cuts: ["15", "30", "40", "50", "60", "70", "85"],
};

/// The legend of means on the Goldstein scale.
pub(crate) const MEANS: Legend = Legend {
    ends: ["cooperation", "neutral 0", "war"],
    cuts: ["+7", "+4", "+2", "0", "\u{2212}2", "\u{2212}4", "\u{2212}7"],
};

/// What the tints mean.
pub(crate) fn legend(
    legend: &Legend,
    (left, top): (f64, f64),
    letter: f64,
    width: Width,
) -> Markup {
    let step = ((width.units() - left) / 8.0).min(52.0);
    let [calm, neutral, war] = legend.ends;
    html! {
        (label((left, top), Anchor::Start, letter, "quiet", calm))
        (label((left + 8.0 * step, top), Anchor::End, letter, "quiet", war))
        (label((left + 4.0 * step, top), Anchor::Middle, letter, "quiet", neutral))
        @for (at, tint) in palette::TINTS.iter().enumerate() {
            rect class=(tint.class) x=(place(left + step * at as f64)) y=(place(top + 0.5 * letter))
                width=(place(step - 1.0)) height=(place(0.8 * letter)) {}
        }
        @for (at, cut) in legend.cuts.iter().enumerate() {
            (label((left + step * (at + 1) as f64, top + 2.35 * letter), Anchor::Middle, letter - 2.0, "quiet", cut))
        }
    }
}

/// About how wide a text is; no font is measured.
fn width_of(text: &str, letter: f64) -> f64 {
    0.58 * letter * text.chars().count() as f64
}

/// How many months lie between two firsts of months.
fn months(first: Day, last: Day) -> i32 {
    let number = |day: Day| i32::from(day.year()) * 12 + i32::from(day.month());
    number(last) - number(first)
}
