//! How a value becomes a cell of a CSV file.

use std::borrow::Cow;

use super::field::Kind;

/// What a spreadsheet takes for the beginning of a formula, in both widths.
const EXECUTED: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether cells that a spreadsheet would execute are made harmless.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells {
    pub(crate) safe: bool,
}

impl Cells {
    /// A line of cells.
    pub(super) fn line<'c>(self, cells: impl Iterator<Item = (Kind, Cow<'c, str>)>) -> String {
        let cells: Vec<String> = cells
            .map(|(kind, cell)| quoted(&self.text(kind, cell)))
            .collect();
        cells.join(",")
    }

    /// Text with an apostrophe before what would be executed. Numbers stay: a minus sign belongs to them.
    fn text(self, kind: Kind, cell: Cow<'_, str>) -> Cow<'_, str> {
        if self.safe && kind == Kind::Text && cell.starts_with(EXECUTED) {
            return Cow::Owned(format!("'{cell}"));
        }
        cell
    }
}

/// Quoted where RFC 4180 asks for it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
