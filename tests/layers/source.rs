//! Just enough of Rust's syntax to find the paths that a source names.

use std::collections::BTreeSet;

/// One piece of Rust source, as far as paths are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    /// `::`
    Path,
    Mark(char),
}

/// Cuts Rust source into pieces; comments, strings, characters and lifetimes are left out.
fn pieces(source: &str) -> Vec<Piece> {
    let chars: Vec<char> = source.chars().collect();
    let (mut at, mut pieces) = (0, Vec::new());
    while let Some(&c) = chars.get(at) {
        let end = past_silence(&chars, at);
        if end > at {
            at = end;
        } else if is_word(c) {
            let end = run(&chars, at, is_word);
            pieces.push(Piece::Word(chars[at..end].iter().collect()));
            at = end;
        } else if chars[at..].starts_with(&[':', ':']) {
            pieces.push(Piece::Path);
            at += 2;
        } else {
            pieces.extend((!c.is_whitespace()).then_some(Piece::Mark(c)));
            at += 1;
        }
    }
    pieces
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(chars: &[char], from: usize, keep: impl Fn(char) -> bool) -> usize {
    chars[from..]
        .iter()
        .position(|c| !keep(*c))
        .map_or(chars.len(), |n| from + n)
}

/// The end of the comment, string, character or lifetime that begins at `at`; `at` itself where none does.
fn past_silence(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let fresh = at == 0 || !is_word(chars[at - 1]);
    if rest.starts_with(&['/', '/']) {
        run(chars, at, |c| c != '\n')
    } else if rest.starts_with(&['/', '*']) {
        past_block(chars, at)
    } else if let Some(hashes) = raw_hashes(rest).filter(|_| fresh) {
        past_raw(chars, at, hashes)
    } else if rest[0] == '"' {
        past_quoted(chars, at + 1, '"')
    } else if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
        past_quoted(chars, at + 1, '\'')
    } else if rest[0] == '\'' {
        run(chars, at + 1, is_word)
    } else {
        at
    }
}

fn past_block(chars: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (0_usize, at);
    while i < chars.len() {
        let step = if chars[i..].starts_with(&['/', '*']) {
            depth += 1;
            2
        } else if chars[i..].starts_with(&['*', '/']) {
            depth -= 1;
            2
        } else {
            1
        };
        i += step;
        if depth == 0 {
            break;
        }
    }
    i
}

/// How many `#` a raw string that begins here has: `r"`, `r#"`, `br##"`.
fn raw_hashes(rest: &[char]) -> Option<usize> {
    let from = usize::from(rest[0] == 'b');
    let after = run(rest, from + 1, |c| c == '#').min(rest.len());
    (rest.get(from) == Some(&'r') && rest.get(after) == Some(&'"')).then(|| after - from - 1)
}

fn past_raw(chars: &[char], at: usize, hashes: usize) -> usize {
    let open = run(chars, at, |c| c != '"') + 1;
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let found = (open..chars.len()).find(|&i| chars[i..].starts_with(&close));
    found.map_or(chars.len(), |i| i + close.len())
}

fn past_quoted(chars: &[char], mut at: usize, quote: char) -> usize {
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Every path from the crate's root that the source of module `home` names, each once. Its unit tests are left out: they
/// may build what they test with from anywhere.
pub(crate) fn paths(home: &[&str], source: &str) -> BTreeSet<Vec<String>> {
    let pieces = pieces(source);
    let mut found = BTreeSet::new();
    let mut inner: Vec<(usize, Opened)> = Vec::new();
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Mark('{') => {
                depth += 1;
                inner.extend(module_opened(&pieces[..at]).map(|module| (depth, module)));
            }
            Piece::Mark('}') => {
                inner.retain(|(opened, _)| *opened < depth);
                depth = depth.saturating_sub(1);
            }
            Piece::Word(word)
                if starts_path(&pieces, at, word) && !inner.iter().any(|(_, m)| m.test) =>
            {
                let mut base: Vec<String> = home.iter().map(|s| (*s).to_owned()).collect();
                base.extend(inner.iter().map(|(_, module)| module.name.clone()));
                follow(&pieces, at, &base, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// A module within a file.
struct Opened {
    name: String,
    test: bool,
}

/// The module whose brace opens after these pieces.
fn module_opened(before: &[Piece]) -> Option<Opened> {
    let [front @ .., Piece::Word(word), Piece::Word(name)] = before else {
        return None;
    };
    let test = front.ends_with(&pieces("#[cfg(test)]"));
    (word == "mod").then(|| Opened {
        name: name.clone(),
        test,
    })
}

fn starts_path(pieces: &[Piece], at: usize, word: &str) -> bool {
    let first = at == 0 || pieces[at - 1] != Piece::Path;
    first && matches!(word, "crate" | "super") && pieces.get(at + 1) == Some(&Piece::Path)
}

/// Follows the path or group at `at`, adds the paths under it, and returns where it ends.
fn follow(
    pieces: &[Piece],
    mut at: usize,
    base: &[String],
    found: &mut BTreeSet<Vec<String>>,
) -> usize {
    let mut path = base.to_vec();
    loop {
        match pieces.get(at) {
            Some(Piece::Word(word)) => step(&mut path, word),
            Some(Piece::Mark('{')) => return group(pieces, at + 1, &path, found),
            Some(Piece::Mark('*')) => path.push("*".to_owned()),
            _ => break,
        }
        at += 1;
        if pieces.get(at) != Some(&Piece::Path) {
            break;
        }
        at += 1;
    }
    found.insert(path);
    at
}

fn step(path: &mut Vec<String>, word: &str) {
    match word {
        "crate" => path.clear(),
        "super" => {
            path.pop();
        }
        "self" => {}
        name => path.push(name.to_owned()),
    }
}

fn group(
    pieces: &[Piece],
    mut at: usize,
    path: &[String],
    found: &mut BTreeSet<Vec<String>>,
) -> usize {
    while at < pieces.len() {
        match &pieces[at] {
            Piece::Mark('}') => return at + 1,
            Piece::Word(word) if word == "as" => at += 2,
            Piece::Word(_) | Piece::Mark('*' | '{') => at = follow(pieces, at, path, found),
            _ => at += 1,
        }
    }
    at
}
