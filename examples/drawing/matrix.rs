//! The matrix: who acts in the rows, upon whom in the columns, the mean of the acts in colour and number.

use maud::{Markup, html};

use super::{
    figure::{Anchor, Drawing, Width, label, place, plain, short},
    heatmap::{MEANS, legend},
    number, palette,
};

/// Fewer events than this are little evidence, and have a smaller field.
pub(crate) const FEW: u64 = 3;

/// What one party does to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// The mean on the Goldstein scale, -10 to +10.
    pub(crate) mean: f64,
    /// How many events it is the mean of.
    pub(crate) events: u64,
}

/// Parties, and what each does to each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    /// Codes, or the names of blocs.
    pub(crate) codes: Vec<String>,
    pub(crate) names: Vec<String>,
    /// By row and column.
    pub(crate) cells: Vec<Vec<Option<Cell>>>,
}

impl Matrix {
    /// Draws it; `None` with fewer than two parties.
    pub(crate) fn draw(&self, width: Width) -> Option<Drawing> {
        let count = self.codes.len();
        if count < 2 {
            return None;
        }
        let (letter, left, row) = match width {
            Width::Wide => (13.0, 190.0, 34.0),
            Width::Narrow => (11.0, 58.0, 26.0),
        };
        let column = ((width.units() - left) / count as f64).min(64.0);
        let top = 3.0 * letter + 4.0;
        let foot = top + row * count as f64;
        let letters = (column / (0.62 * letter)) as usize;
        let body = html! {
            (label((0.0, letter), Anchor::Start, letter, "quiet", "acts (rows) upon (columns)"))
            @for (at, code) in self.codes.iter().enumerate() {
                (label((left + column * (at as f64 + 0.5), top - 7.0), Anchor::Middle, letter.min(column / 2.3), "words", &short(code, letters.max(3))))
            }
            @for (at, cells) in self.cells.iter().enumerate() {
                @let y = top + row * at as f64;
                @let name = if width == Width::Wide { short(&self.names[at], 27) } else { short(&self.codes[at], 8) };
                (label((left - 8.0, y + 0.5 * row + 0.36 * letter), Anchor::End, letter, "words", &name))
                @for (other, cell) in cells.iter().enumerate() {
                    (self.cell((at, other), *cell, (left + column * other as f64, y), (column, row), letter))
                }
            }
            (legend(&MEANS, (left, foot + 2.0 * letter), letter, width))
        };
        Some(Drawing {
            width: width.units(),
            height: foot + 4.8 * letter,
            body,
        })
    }

    fn cell(
        &self,
        (row, column): (usize, usize),
        cell: Option<Cell>,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        letter: f64,
    ) -> Markup {
        let Some(cell) = cell else {
            return html! {
                circle class="band" cx=(place(x + 0.5 * width)) cy=(place(y + 0.5 * height)) r="2" {}
            };
        };
        let tint = palette::of_mean(cell.mean);
        let mean = number::score(cell.mean);
        let ink = format!("x{}", tint.class);
        // Little evidence, little colour.
        let inset = if cell.events < FEW {
            0.12 * height
        } else {
            0.0
        };
        html! {
            rect class=(tint.class) x=(place(x + inset)) y=(place(y + inset))
                width=(place(width - 1.0 - 2.0 * inset)) height=(place(height - 1.0 - 2.0 * inset)) {
                title {
                    (plain(&self.names[row])) " to " (plain(&self.names[column])) ": mean " (mean) " of "
                    (number::counted(cell.events, "event"))
                }
            }
            @if width > 3.0 * letter - 8.0 {
                (label((x + 0.5 * width, y + 0.5 * height + 0.34 * letter), Anchor::Middle, letter - 1.0, &ink, &mean))
            }
        }
    }
}
