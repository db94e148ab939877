//! How text is shown: colours, columns, sparklines.

use std::{
    env,
    fmt::Display,
    io::{self, IsTerminal},
};

use detente::Grade;

/// The widest line, in characters.
pub(crate) const WIDTH: usize = 120;

/// Colours, where they are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// Colours on a terminal that has them, unless `NO_COLOR` is set (<https://no-color.org>).
    pub(crate) fn detect() -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            on: io::stdout().is_terminal() && !refused && !dumb,
        }
    }

    fn with(self, code: &str, text: impl Display) -> String {
        if self.on {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }

    pub(crate) fn bold(self, text: impl Display) -> String {
        self.with("1", text)
    }

    pub(crate) fn faint(self, text: impl Display) -> String {
        self.with("2", text)
    }

    pub(crate) fn underlined(self, text: impl Display) -> String {
        self.with("4", text)
    }

    /// Red below zero, green above.
    pub(crate) fn sign(self, sign: i32, text: impl Display) -> String {
        match sign {
            -1 => self.with("31", text),
            1 => self.with("32", text),
            _ => text.to_string(),
        }
    }

    /// From green, calm, to bright red, open conflict.
    pub(crate) fn grade(self, grade: Grade, text: impl Display) -> String {
        self.with(
            match grade {
                Grade::Calm => "32",
                Grade::Strained => "33",
                Grade::Tense => "38;5;208",
                Grade::Hostile => "31",
                Grade::OpenConflict => "1;31",
            },
            text,
        )
    }
}

/// A tension as one mark: its height is the level's.
pub(crate) fn mark(tension: f64) -> char {
    const STEPS: [(f64, char); 7] = [
        (35.0, '▁'),
        (42.5, '▂'),
        (50.0, '▃'),
        (60.0, '▄'),
        (65.0, '▅'),
        (70.0, '▆'),
        (85.0, '▇'),
    ];
    let step = STEPS.iter().find(|(limit, _)| tension <= *limit);
    step.map_or('█', |(_, mark)| *mark)
}

/// The text in exactly `width` characters: filled with spaces, or cut with an ellipsis.
pub(crate) fn fit(text: &str, width: usize) -> String {
    format!("{:width$}", cut(text, width))
}

/// The text in at most `width` characters.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let head: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

/// The text without what would move a terminal's cursor, change its colours or turn its direction.
pub(crate) fn harmless(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
