//! The timeline of one pair: above, the line of tension in its band with numbered peaks; below, the events of each period.

use std::fmt::Write as _;

use detente::{Day, Grade, LEAST_EFFECTIVE, LEVEL_CUTS, Observed, Period, Point, Side};
use maud::{Markup, PreEscaped, html};

use super::{
    axis::{Scale, ceiling, ticks},
    figure::{Anchor, Drawing, Width, label, place, stroke},
    number,
};

/// The widest bar.
const WIDEST: f64 = 32.0;

/// A period that stands out, with the number it bears on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) number: usize,
    pub(crate) side: Side,
    pub(crate) from: Day,
    pub(crate) to: Day,
}

/// What a timeline is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeline<'p> {
    pub(crate) points: &'p [Point],
    pub(crate) marks: &'p [Mark],
    /// The tensions at the lower and the upper end; the same for all pairs of a page, so that they compare.
    pub(crate) range: [f64; 2],
}

/// The tensions a page needs to show, in tens: those of every band, and the levels from calm to hostile at least.
pub(crate) fn range<'p>(points: impl Iterator<Item = &'p Point>) -> [f64; 2] {
    points.fold([40.0, 80.0], |[low, high], point| {
        let [calm, tense] = point.state.tension_band;
        let down = (calm / 10.0).floor() * 10.0;
        let up = (tense / 10.0).ceil() * 10.0;
        [low.min(down), high.max(up)]
    })
}

/// The measures of one drawing.
struct Frame<'p> {
    chart: Timeline<'p>,
    width: f64,
    letter: f64,
    days: Scale,
    tension: Scale,
    volume: Scale,
    /// The tallest bars, hostile and friendly.
    most: [f64; 2],
    /// Top and bottom of the upper and of the lower part.
    upper: [f64; 2],
    lower: [f64; 2],
}

impl Timeline<'_> {
    /// Draws it; `None` without a point.
    pub(crate) fn draw(&self, width: Width) -> Option<Drawing> {
        let frame = Frame::new(*self, width)?;
        let body = html! {
            (frame.band())
            (frame.levels(width))
            (frame.time(width))
            (frame.line())
            (frame.peaks())
            (frame.bars())
        };
        Some(Drawing {
            width: frame.width,
            height: frame.lower[1] + 2.1 * frame.letter,
            body,
        })
    }
}

impl<'p> Frame<'p> {
    fn new(chart: Timeline<'p>, width: Width) -> Option<Self> {
        let (first, last) = (chart.points.first()?, chart.points.last()?);
        let (letter, left, right, upper, lower) = match width {
            Width::Wide => (13.0, 34.0, 96.0, [48.0, 250.0], [288.0, 378.0]),
            Width::Narrow => (12.0, 26.0, 72.0, [48.0, 214.0], [250.0, 316.0]),
        };
        let day = |day: Day| f64::from(day.number());
        let total = width.units();
        let most = |part: fn(&Observed) -> f64| {
            let seen = chart
                .points
                .iter()
                .filter_map(|point| point.observed.as_ref());
            seen.map(part).fold(0.0, f64::max)
        };
        let (warm, cool) = (most(|seen| seen.conflict), most(|seen| seen.cooperation));
        let all = ceiling(warm.max(cool).max(1.0));
        // Each side has the room its tallest bar needs, on one scale.
        let up = if warm > 0.0 {
            all.min(warm * 1.15)
        } else {
            0.15 * all
        };
        let down = if cool > 0.0 {
            all.min(cool * 1.15)
        } else {
            0.15 * all
        };
        Some(Self {
            chart,
            width: total,
            letter,
            days: Scale::new([day(first.from), day(last.to) + 1.0], [left, total - right]),
            tension: Scale::new(chart.range, [upper[1], upper[0]]),
            volume: Scale::new([-down, up], [lower[1], lower[0]]),
            most: [warm, cool],
            upper,
            lower,
        })
    }

    fn x(&self, day: Day) -> f64 {
        self.days.at(f64::from(day.number()))
    }

    /// Where a period's state stands: at its end, like the read-out.
    fn end(&self, point: &Point) -> f64 {
        self.days.at(f64::from(point.to.number()) + 0.5)
    }

    fn edges(&self) -> (f64, f64) {
        (
            self.days.at(self.days_range()[0]),
            self.days.at(self.days_range()[1]),
        )
    }

    fn days_range(&self) -> [f64; 2] {
        let points = self.chart.points;
        let first = points.first().map_or(0, |point| point.from.number());
        let last = points.last().map_or(1, |point| point.to.number() + 1);
        [f64::from(first), f64::from(last)]
    }

    /// The cuts of the levels with their names.
    fn levels(&self, width: Width) -> Markup {
        let [low, high] = self.chart.range;
        let (left, right) = self.edges();
        let cuts: Vec<f64> = LEVEL_CUTS
            .into_iter()
            .filter(|cut| low < *cut && *cut < high)
            .collect();
        let ends: Vec<f64> = std::iter::once(low)
            .chain(cuts.iter().copied())
            .chain([high])
            .collect();
        html! {
            (label((0.0, self.letter), Anchor::Start, self.letter, "quiet", "Tension, with its 90 % band"))
            @for cut in [low].iter().chain(&cuts).chain(&[high]) {
                (stroke("grid", (left, self.tension.at(*cut)), (right, self.tension.at(*cut)), 1.0))
                // An end that lies close to a cut goes without its number.
                @let near = |other: &f64| other != cut && self.tension.reach(other - cut) < self.letter;
                @if cuts.contains(cut) || !cuts.iter().any(near) {
                    (label((left - 6.0, self.tension.at(*cut) + 0.35 * self.letter), Anchor::End, self.letter, "quiet", &number::whole(*cut)))
                }
            }
            @for (ends, grade) in ends.windows(2).map(|ends| (ends, Grade::of(ends[1]))) {
                @let middle = f64::midpoint(self.tension.at(ends[0]), self.tension.at(ends[1])) + 0.35 * self.letter;
                // Beside the curve, never over it.
                @let (gap, letter) = if width == Width::Wide { (8.0, self.letter) } else { (4.0, self.letter - 1.5) };
                (label((right + gap, middle), Anchor::Start, letter, "quiet", grade.name()))
            }
        }
    }

    /// The axis of time at the foot, and the head of the lower part.
    fn time(&self, width: Width) -> Markup {
        let first = self.chart.points[0].from;
        let last = self.chart.points[self.chart.points.len() - 1].to;
        let most = if width == Width::Wide { 9 } else { 4 };
        let foot = self.lower[1];
        let unit = number::unit(self.chart.points[0].period);
        let head = format!("Events each {unit}, by weight: hostile above, friendly below");
        let head = if width == Width::Wide {
            head
        } else {
            format!("Events each {unit}: hostile up, friendly down")
        };
        html! {
            (label((0.0, self.lower[0] - 0.8 * self.letter), Anchor::Start, self.letter, "quiet", &head))
            @for tick in ticks(first, last, most) {
                (stroke("grid", (self.x(tick.day), self.upper[1]), (self.x(tick.day), self.upper[1] + 4.0), 1.0))
                (stroke("grid", (self.x(tick.day), foot), (self.x(tick.day), foot + 4.0), 1.0))
                (self.tick(tick.day, foot, &tick.text))
            }
        }
    }

    /// A tick's text, kept inside the picture.
    fn tick(&self, day: Day, foot: f64, text: &str) -> Markup {
        let x = self.x(day);
        let reach = 0.3 * self.letter * text.chars().count() as f64;
        let (x, anchor) = if x - reach < 0.0 {
            (x.min(0.0).max(x - reach), Anchor::Start)
        } else if x + reach > self.width {
            (self.width, Anchor::End)
        } else {
            (x, Anchor::Middle)
        };
        label(
            (x.max(0.0), foot + 1.5 * self.letter),
            anchor,
            self.letter,
            "quiet",
            text,
        )
    }

    fn band(&self) -> Markup {
        let edge = |side: usize| {
            let place_of = move |point: &Point| {
                (
                    self.end(point),
                    self.tension.at(point.state.tension_band[side]),
                )
            };
            self.chart.points.iter().map(place_of)
        };
        let mut places: Vec<(f64, f64)> = edge(1).collect();
        let mut back: Vec<(f64, f64)> = edge(0).collect();
        back.reverse();
        places.extend(back);
        html! { path class="band" d={ (path(&places)) "Z" } {} }
    }

    /// The line; dotted where there is too little evidence for a level.
    fn line(&self) -> Markup {
        let sure = |point: &Point| point.state.effective >= LEAST_EFFECTIVE;
        let at = |point: &Point| (self.end(point), self.tension.at(point.state.tension));
        let mut runs: Vec<(bool, Vec<(f64, f64)>)> = Vec::new();
        for pair in self.chart.points.windows(2) {
            let solid = sure(&pair[0]) && sure(&pair[1]);
            match runs.last_mut() {
                Some((own, run)) if *own == solid => run.push(at(&pair[1])),
                _ => runs.push((solid, vec![at(&pair[0]), at(&pair[1])])),
            }
        }
        let alone = self
            .chart
            .points
            .first()
            .filter(|_| self.chart.points.len() == 1);
        html! {
            @for (solid, run) in &runs {
                @if *solid {
                    path class="line" d=(path(run)) stroke-width="2.2" stroke-linejoin="round" {}
                } @else {
                    path class="line" d=(path(run)) stroke-width="1.4" stroke-dasharray="1.5 4" stroke-linecap="round" {}
                }
            }
            @if let Some((x, y)) = alone.map(at) {
                @let [low, high] = self.chart.points[0].state.tension_band.map(|end| self.tension.at(end));
                (stroke("outline", (x, low), (x, high), 2.0))
                circle class="words" cx=(place(x)) cy=(place(y)) r="3.5" {}
            }
        }
    }

    fn bars(&self) -> Markup {
        let zero = self.volume.at(0.0);
        let (left, right) = self.edges();
        let bar = |point: &Point, weight: f64, class: &str, text: &str| {
            let (from, to) = (self.x(point.from), self.x(point.to.plus(1)));
            // A series of few periods has slim bars all the same.
            let spare = 0.5 * (to - from - WIDEST).max(0.0);
            let (from, to) = (from + spare, to - spare);
            let gap = if to - from > 4.0 { 1.0 } else { 0.0 };
            let height = self.volume.reach(weight).max(1.5);
            let top = if class == "warm" { zero - height } else { zero };
            let period = number::period(point.period, point.from, point.to);
            html! {
                rect class=(class) x=(place(from)) y=(place(top)) width=(place((to - from - gap).max(1.2))) height=(place(height)) {
                    title { (period) ": " (text) " " (number::points(weight)) }
                }
            }
        };
        html! {
            @for (point, seen) in self.chart.points.iter().filter_map(|point| Some((point, point.observed?))) {
                @if seen.conflict > 0.0 { (bar(point, seen.conflict, "warm", "hostile")) }
                @if seen.cooperation > 0.0 { (bar(point, seen.cooperation, "cool", "friendly")) }
            }
            (stroke("outline", (left, zero), (right, zero), 1.0))
            @for (weight, sign) in [(self.most[0], 1.0), (self.most[1], -1.0)] {
                @if self.volume.reach(weight) > 1.2 * self.letter {
                    (label((left - 6.0, self.volume.at(sign * weight) + 0.35 * self.letter), Anchor::End, self.letter - 1.0, "quiet", &number::weight((10.0 * weight).round() / 10.0)))
                }
            }
            (label((left - 6.0, zero + 0.35 * self.letter), Anchor::End, self.letter - 1.0, "quiet", "0"))
        }
    }

    /// Numbers at the top, each with a line down to its period.
    fn peaks(&self) -> Markup {
        let radius = 0.72 * self.letter;
        let (left, right) = self.edges();
        let mut next = left + radius;
        let mut placed = Vec::new();
        for mark in self.chart.marks {
            let middle = f64::midpoint(self.x(mark.from), self.x(mark.to.plus(1)));
            let x = middle.max(next);
            next = x + 2.0 * radius + 2.0;
            placed.push((mark, middle, x));
        }
        // What was pushed beyond the right end moves back.
        let mut most = right - radius;
        for (_, _, x) in placed.iter_mut().rev() {
            *x = x.min(most);
            most = *x - 2.0 * radius - 2.0;
        }
        html! {
            @for (mark, middle, x) in placed {
                @let class = if mark.side == Side::Hostile { "warm" } else { "cool" };
                @let y = self.upper[0] - 1.3 * radius;
                path class="lead" stroke-width="1" stroke-dasharray="2 3"
                    d=(path(&[(x, y + radius), (middle, y + 2.4 * radius), (middle, self.upper[1])])) {}
                path class="lead" stroke-width="1" stroke-dasharray="2 3"
                    d=(path(&[(middle, self.lower[0] - 4.0), (middle, self.volume.at(0.0))])) {}
                circle class=(class) cx=(place(x)) cy=(place(y)) r=(place(radius)) {}
                (label((x, y + 0.36 * self.letter), Anchor::Middle, self.letter - 1.0, "on", &mark.number.to_string()))
            }
        }
    }
}

/// The commands of a path through some places.
fn path(places: &[(f64, f64)]) -> PreEscaped<String> {
    let mut d = String::new();
    for (at, (x, y)) in places.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let _ = write!(d, "{command}{} {}", place(*x), place(*y));
    }
    PreEscaped(d)
}

/// A small line of tension for a table; dotted nowhere, so that it stays a hint.
pub(crate) fn spark(points: &[Point]) -> Markup {
    let sure: Vec<&Point> = points
        .iter()
        .filter(|point| point.state.effective >= LEAST_EFFECTIVE)
        .collect();
    let (Some(first), Some(last)) = (sure.first(), sure.last()) else {
        return html! {};
    };
    let days = Scale::new(
        [f64::from(first.to.number()), f64::from(last.to.number())],
        [2.0, 118.0],
    );
    let tension = Scale::new([30.0, 80.0], [31.0, 1.0]);
    let at = |point: &Point| {
        (
            days.at(f64::from(point.to.number())),
            tension.at(point.state.tension),
        )
    };
    let places: Vec<(f64, f64)> = sure.iter().map(|point| at(point)).collect();
    let neutral = tension.at(LEVEL_CUTS[0]);
    let top = sure
        .iter()
        .max_by(|a, b| a.state.tension.total_cmp(&b.state.tension));
    html! {
        svg class="spark" viewBox="0 0 120 32" aria-hidden="true" focusable="false" {
            (stroke("grid", (0.0, neutral), (120.0, neutral), 1.0))
            path class="line" d=(path(&places)) stroke-width="1.6" stroke-linejoin="round" {}
            @if let Some((x, y)) = top.map(|point| at(point)) {
                circle class="warm" cx=(place(x)) cy=(place(y)) r="2.6" {}
            }
        }
    }
}

/// The longest period of which a series between two days has enough points to draw.
pub(crate) const fn period_for(days: i32) -> Period {
    match days {
        ..=75 => Period::Day,
        76..=1500 => Period::Week,
        _ => Period::Month,
    }
}
