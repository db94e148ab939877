//! Commands with what they print, as the heads of examples show them.
//!
//! `...` stands for what is left out: on a line of its own for lines, within a line for a part of it.

const LEFT_OUT: &str = "...";

/// A command with the lines shown under it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) command: String,
    pub(crate) shown: Vec<String>,
}

impl Session {
    /// Whether this is what was printed.
    pub(crate) fn is(&self, printed: &[&str]) -> bool {
        all_fit(&self.shown, printed)
    }
}

/// The sessions in the `text` blocks of a file's head.
pub(crate) fn sessions(source: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut open = false;
    let head = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    for line in head {
        if line.starts_with("```") {
            open = line == "```text";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| open) {
            sessions.push(Session {
                command: command.to_owned(),
                shown: Vec::new(),
            });
        } else if let Some(session) = sessions.last_mut().filter(|_| open) {
            session.shown.push(line.trim_end().to_owned());
        }
    }
    sessions
}

/// Whether the parts of `pattern` between what is left out stand in `text`, in order and with nothing else between.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split(LEFT_OUT);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

/// The same for lines.
fn all_fit(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == LEFT_OUT => {
            (0..=printed.len()).any(|skipped| all_fit(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| fits(line, first) && all_fit(rest, others)),
    }
}

#[test]
fn heads_are_found_and_compared() {
    let source = "//! A head.\n//!\n//! ```text\n//! $ cargo run one\n//! a\n//!\n//!   b 1.5 c\n//! ...\n//! z\n//! $ two\n//! ```\n\
                  //! $ three\nfn main() {}\n";
    let sessions = sessions(source);
    let commands: Vec<&str> = sessions.iter().map(|s| s.command.as_str()).collect();
    assert_eq!(commands, ["cargo run one", "two"]);
    assert_eq!(sessions[0].shown, ["a", "", "  b 1.5 c", "...", "z"]);
    let fits_one = |printed: &[&str]| all_fit(&sessions[0].shown, printed);
    assert!(fits_one(&["a", "", "  b 1.5 c", "z"]));
    assert!(fits_one(&["a", "", "  b 1.5 c", "x", "y", "z"]));
    assert!(!fits_one(&["a", "", "  b 1.6 c", "z"]));
    assert!(!fits_one(&["a", "", "  b 1.5 c", "z", "y"]));
    assert!(!fits_one(&["a", "  b 1.5 c", "z"]));
    assert!(fits("wrote ... kB of ... done", "wrote 12 kB of 3 done"));
    assert!(!fits("wrote ... kB", "wrote 12 MB"));
    assert!(!fits("aba...ba", "aba"));
}
