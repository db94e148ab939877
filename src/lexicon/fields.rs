//! One line's fields, read with their meaning; whatever is wrong is reported with its column, and reading goes on.

use std::str::FromStr;

use crate::{
    day::Day,
    lexicon::{
        Tables,
        error::{Finding, Problem, Problems, nearest},
        table::{Line, Shape, position},
    },
    pair::ActorCode,
    pattern::Pattern,
    scale::Scale,
};

/// A reader of one line.
pub(crate) struct Fields<'l, 'p> {
    pub(crate) shape: &'static Shape,
    pub(crate) line: &'l Line,
    pub(crate) problems: &'p mut Problems,
}

impl<'l> Fields<'l, '_> {
    pub(crate) fn text(&self, column: &str) -> &'l str {
        self.line.field(position(self.shape, column))
    }

    pub(crate) fn report(&mut self, column: &str, finding: Finding) {
        let column = self.line.place(position(self.shape, column));
        self.problems.push(Problem {
            file: self.shape.file.to_owned(),
            line: self.line.number,
            column,
            finding,
        });
    }

    /// A field that must not be empty.
    pub(crate) fn filled(&mut self, column: &'static str) -> Option<&'l str> {
        let text = self.text(column);
        if text.is_empty() {
            self.report(column, Finding::Empty(column));
        }
        (!text.is_empty()).then_some(text)
    }

    /// A value out of a closed list.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        column: &'static str,
        values: &[(&'static str, T)],
    ) -> Option<T> {
        let found = self.filled(column)?;
        if let Some((_, value)) = values.iter().find(|(name, _)| *name == found) {
            return Some(*value);
        }
        self.unknown(column, found, values.iter().map(|(name, _)| *name));
        None
    }

    pub(crate) fn unknown<'c>(
        &mut self,
        column: &'static str,
        found: &str,
        near: impl IntoIterator<Item = &'c str>,
    ) {
        let full = self.problems.is_full(self.shape.file);
        let near = if full { None } else { nearest(found, near) };
        self.report(
            column,
            Finding::Unknown {
                column,
                found: found.to_owned(),
                near,
            },
        );
    }

    pub(crate) fn malformed(&mut self, column: &'static str, wish: impl Into<String>) {
        let finding = Finding::Malformed {
            column,
            found: self.text(column).to_owned(),
            wish: wish.into(),
        };
        self.report(column, finding);
    }

    /// A field that is empty or of a form.
    pub(crate) fn formed(
        &mut self,
        column: &'static str,
        sound: impl FnOnce(&str) -> bool,
        wish: &'static str,
    ) {
        let found = self.text(column);
        if !found.is_empty() && !sound(found) {
            self.malformed(column, wish);
        }
    }

    /// A value that parses from text.
    pub(crate) fn parsed<T: FromStr>(&mut self, column: &'static str) -> Option<T> {
        let found = self.filled(column)?;
        let value = found.parse().ok();
        if value.is_none() {
            self.unknown(column, found, []);
        }
        value
    }

    pub(crate) fn pattern(&mut self) -> Option<Pattern<'l>> {
        match Pattern::parse(self.text("pattern")) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.report("pattern", Finding::Pattern(error));
                None
            }
        }
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, column: &'static str) -> Option<i32> {
        let found = self.filled(column)?;
        let value = found.parse().ok();
        if value.is_none() {
            let finding = Finding::NotNumber {
                column,
                found: found.to_owned(),
                wish: "a whole number such as 5".to_owned(),
            };
            self.report(column, finding);
        }
        value
    }

    /// A decimal with a point and at most three decimals, in thousandths.
    pub(crate) fn milli(&mut self, column: &'static str) -> Option<i32> {
        let found = self.filled(column)?;
        let value = milli(found);
        if value.is_none() {
            let wish = found.replace(',', ".").replace(['−', '–'], "-");
            let wish = if milli(&wish).is_some() {
                wish
            } else {
                "a decimal such as -4.0".to_owned()
            };
            self.report(
                column,
                Finding::NotNumber {
                    column,
                    found: found.to_owned(),
                    wish,
                },
            );
        }
        value
    }

    /// A value of the Goldstein scale; `None` where the field is empty.
    pub(crate) fn scale(&mut self, column: &'static str) -> Option<Scale> {
        if self.text(column).is_empty() {
            return None;
        }
        let milli = self.milli(column)?;
        if milli.abs() > Scale::LIMIT {
            let found = self.text(column).to_owned();
            self.report(
                column,
                Finding::OutOfRange {
                    column,
                    found,
                    wish: "-10.0 to 10.0",
                },
            );
            return None;
        }
        Some(Scale::from_milli(milli))
    }

    /// The first day of a `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where the field is empty.
    pub(crate) fn date(&mut self, column: &'static str) -> Option<Day> {
        let found = self.text(column);
        if found.is_empty() {
            return None;
        }
        let day = first_day(found);
        if day.is_none() {
            self.report(
                column,
                Finding::NotDate {
                    column,
                    found: found.to_owned(),
                },
            );
        }
        day
    }

    /// An actor's code; whether the actor exists is the builder's to see.
    pub(crate) fn actor(&mut self, column: &'static str) -> Option<ActorCode> {
        let found = self.text(column);
        if found.is_empty() {
            return None;
        }
        let code: Option<ActorCode> = found.parse().ok();
        if code.is_none() {
            let capitals = found.to_uppercase();
            let sound = capitals.parse::<ActorCode>().is_ok();
            let wish = if sound {
                &capitals
            } else {
                "capitals such as FRA or NATO"
            };
            self.malformed(column, wish);
        }
        code
    }
}

/// Whether a text is not empty and of such bytes only.
pub(crate) fn made_of(text: &str, byte: fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(byte)
}

/// A code of an actor that exists.
pub(super) fn known_actor(
    tables: &Tables,
    f: &mut Fields<'_, '_>,
    column: &'static str,
) -> Option<ActorCode> {
    let code = f.actor(column)?;
    if tables.actors.contains_key(&code) {
        return Some(code);
    }
    f.unknown(
        column,
        f.text(column),
        tables.actors.keys().map(ActorCode::as_str),
    );
    None
}

/// A decimal such as `-4.0` in thousandths.
pub(crate) fn milli(text: &str) -> Option<i32> {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or((1, text), |digits| (-1, digits));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(rest) || whole.len() > 4 || rest.len() > 3 {
        return None;
    }
    let thousandths: i32 = format!("{rest:0<3}").parse().ok()?;
    Some(sign * (whole.parse::<i32>().ok()? * 1000 + thousandths))
}

/// The first day a date of any precision names.
fn first_day(text: &str) -> Option<Day> {
    let number = |range| {
        text.get(range)
            .filter(|n: &&str| n.bytes().all(|b| b.is_ascii_digit()))
    };
    let year: i16 = number(0..4)?.parse().ok()?;
    match text.len() {
        4 => Day::new(year, 1, 1),
        7 if text.as_bytes()[4] == b'-' => Day::new(year, number(5..7)?.parse().ok()?, 1),
        _ => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_take_a_point_and_three_places() {
        assert_eq!(milli("-4.5"), Some(-4500));
        assert_eq!(milli("10"), Some(10_000));
        assert_eq!(milli("0.125"), Some(125));
        for bad in ["4,0", "1.2345", "", ".5", "--1", "1e3", "NaN"] {
            assert_eq!(milli(bad), None, "{bad}");
        }
    }
}
