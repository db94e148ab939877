//! Drawing for examples that show results to people: charts as SVG, marked text as HTML, numbers and days in words.
//!
//! An example takes it in with `#[path = "../drawing/mod.rs"] mod drawing;`. Charts are written with maud, which escapes every
//! text; the ready-made chart libraries set colours on each element, and so could not follow a reader's light or dark scheme.
//! Colours are classes of one style sheet (`palette`), sizes are plain numbers in a view box, and no font is measured:
//! text is short, and has the room its longest form needs.

pub(crate) mod axis;
pub(crate) mod chip;
pub(crate) mod figure;
pub(crate) mod heatmap;
pub(crate) mod marks;
pub(crate) mod matrix;
pub(crate) mod names;
pub(crate) mod number;
pub(crate) mod palette;
pub(crate) mod shell;
pub(crate) mod sums;
pub(crate) mod timeline;
