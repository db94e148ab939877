//! What the codebook says of a column.

/// What a column holds; an empty cell (in JSON `null`) is a missing value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// `YYYY-MM-DD`.
    Date,
    /// Below 2^53, so that a reader with nothing but floating point keeps it exact.
    Integer,
    Decimal,
    /// `true` or `false`.
    Boolean,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
        }
    }
}

/// One column of a table, or one field of a JSON object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(super) meaning: &'static str,
    pub(super) unit: &'static str,
    pub(super) range: &'static str,
    pub(super) formula: &'static str,
}

/// A field with the function that gives its cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<F> {
    pub(super) field: Field,
    pub(super) cell: F,
}

/// One line of a table of fields: name, kind, unit, range, meaning, formula.
pub(super) const fn field(
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    range: &'static str,
    meaning: &'static str,
    formula: &'static str,
) -> Field {
    Field {
        name,
        kind,
        meaning,
        unit,
        range,
        formula,
    }
}
