//! The kinds of mistakes. Each is made on a random line of a random table that it can be made on.

use crate::{
    random::Random,
    tables::{Line, Tables},
};

/// File, line, the columns that may be named (from 1; 0 is the line; none is any), and words of the report.
type Found = Option<(&'static str, usize, Vec<usize>, String)>;
type Make = fn(&mut Tables, &mut Random) -> Found;

pub(crate) const KINDS: [(&str, Make); 40] = [
    ("dropped tab", |t, r| tab(t, r, -1)),
    ("added tab", |t, r| tab(t, r, 1)),
    ("line broken off", broken_off),
    ("two lines joined", joined),
    ("swapped columns of terms", |t, r| swapped(t, r, TERMS)),
    ("swapped columns of aliases", |t, r| swapped(t, r, ALIASES)),
    ("swapped columns of actors", |t, r| {
        swapped(t, r, "actors.tsv")
    }),
    ("swapped columns of cameo", |t, r| {
        swapped(t, r, "cameo.tsv")
    }),
    ("swapped columns of governors", |t, r| {
        swapped(t, r, "en/governors.tsv")
    }),
    ("swapped columns of shifters", |t, r| {
        swapped(t, r, "en/shifters.tsv")
    }),
    ("swapped columns of idioms", |t, r| swapped(t, r, IDIOMS)),
    ("swapped columns of markers", |t, r| {
        swapped(t, r, "en/markers.tsv")
    }),
    ("decimal comma", |t, r| {
        let wish = |text: &str| format!("is not a number; write {text}");
        edit(
            t,
            r,
            "cameo.tsv",
            "scale",
            |text| text.contains('.'),
            |text| (text.replace('.', ","), wish(text)),
        )
    }),
    ("minus sign of a word processor", |t, r| {
        let wish = |text: &str| format!("is not a number; write {text}");
        edit(
            t,
            r,
            "cameo.tsv",
            "scale",
            |text| text.starts_with('-'),
            |text| (text.replace('-', "−"), wish(text)),
        )
    }),
    ("number out of range", |t, r| {
        edit(t, r, "cameo.tsv", "scale", is_filled, |_| {
            ("40.0".into(), "is out of range; write -10.0 to 10.0".into())
        })
    }),
    ("four decimals", |t, r| {
        edit(t, r, "en/shifters.tsv", "factor", is_filled, |_| {
            ("0.1250".into(), "is not a number; write a decimal".into())
        })
    }),
    ("reversed dates", reversed),
    ("date as a spreadsheet writes it", |t, r| {
        edit(t, r, ALIASES, "from", is_day, |text| {
            (
                format!("{}/{}/{}", &text[8..], &text[5..7], &text[..4]),
                DATE.into(),
            )
        })
    }),
    ("date that the calendar has not", |t, r| {
        edit(t, r, ALIASES, "to", is_day, |text| {
            (format!("{}-02-30", &text[..4]), DATE.into())
        })
    }),
    ("code without its zero", |t, r| {
        edit(
            t,
            r,
            TERMS,
            "code",
            |text| text.starts_with('0') && text.len() == 3,
            |text| {
                // What is left may be a root, which is no better.
                let root = matches!(text[1..].parse(), Ok(1..=20));
                let words = if root {
                    format!("or {text} if its zero was lost")
                } else {
                    "is unknown; did you mean".into()
                };
                (text[1..].to_owned(), words)
            },
        )
    }),
    ("code with a letter too few", |t, r| {
        edit(t, r, "cameo.tsv", "class", is_filled, |text| {
            (
                text[..text.len() - 1].to_owned(),
                format!("is unknown; did you mean \"{text}\""),
            )
        })
    }),
    ("kind with two letters exchanged", |t, r| {
        edit(t, r, "en/shifters.tsv", "kind", is_filled, |text| {
            (
                exchanged(text),
                format!("is unknown; did you mean \"{text}\""),
            )
        })
    }),
    ("operator with a capital", |t, r| {
        edit(t, r, "en/governors.tsv", "operator", is_filled, |text| {
            let capital = text[..1].to_uppercase();
            (
                format!("{capital}{}", &text[1..]),
                format!("is unknown; did you mean \"{text}\""),
            )
        })
    }),
    ("frame with a letter too many", |t, r| {
        edit(t, r, TERMS, "frame", is_filled, |text| {
            (
                format!("{text}s"),
                format!("is unknown; did you mean \"{text}\""),
            )
        })
    }),
    ("actor in small letters", |t, r| {
        edit(
            t,
            r,
            ALIASES,
            "code",
            |text| text.len() == 3,
            |text| {
                (
                    text.to_lowercase(),
                    format!("has another form; write {text}"),
                )
            },
        )
    }),
    ("actor that does not exist", |t, r| {
        edit(
            t,
            r,
            ALIASES,
            "code",
            |text| text.len() == 3,
            |text| {
                (
                    format!("{}9", &text[..2]),
                    "is unknown; did you mean".into(),
                )
            },
        )
    }),
    ("arrow of a word processor", |t, r| {
        edit(t, r, TERMS, "pair", is_filled, |text| {
            (
                text.replace("->", "→"),
                format!("has another form; write {text}"),
            )
        })
    }),
    ("dash of a word processor", |t, r| {
        edit(t, r, TERMS, "pair", is_filled, |text| {
            (
                text.replace("->", "–>"),
                format!("has another form; write {text}"),
            )
        })
    }),
    ("pair of an actor with itself", |t, r| {
        edit(t, r, TERMS, "pair", is_filled, |text| {
            (format!("{}->{}", &text[..3], &text[..3]), "pair".into())
        })
    }),
    ("homoglyph", |t, r| {
        let fits = |text: &str| text.len() > 3 && text.contains('a');
        edit(t, r, TERMS, "pattern", fits, |text| {
            (text.replacen('a', "а", 1), String::new())
        })
    }),
    ("homoglyph in a code", |t, r| {
        edit(
            t,
            r,
            ALIASES,
            "code",
            |text| text.contains('A'),
            |text| (text.replacen('A', "А", 1), String::new()),
        )
    }),
    ("space that is none", |t, r| {
        let fits = |text: &str| text.contains(' ');
        edit(t, r, ALIASES, "alias", fits, |text| {
            (
                text.replacen(' ', "\u{a0}", 1),
                "holds the space U+00A0; write a plain one".into(),
            )
        })
    }),
    ("soft hyphen", |t, r| {
        let fits = |text: &str| text.is_ascii() && text.len() > 4;
        edit(t, r, IDIOMS, "pattern", fits, |text| {
            (
                format!("{}\u{ad}{}", &text[..2], &text[2..]),
                "an invisible character U+00AD; remove it".into(),
            )
        })
    }),
    ("smart quotes around a field", |t, r| {
        edit(t, r, TERMS, "example", is_filled, |text| {
            (
                format!("“{text}”"),
                "stands in quotation marks; write it without".into(),
            )
        })
    }),
    ("quotes of a spreadsheet", |t, r| {
        edit(t, r, ALIASES, "guard", is_filled, |text| {
            (
                format!("\"{text}\""),
                "stands in quotation marks; write it without".into(),
            )
        })
    }),
    ("duplicated line", duplicated),
    ("guard misspelt", |t, r| {
        edit(
            t,
            r,
            ALIASES,
            "guard",
            |text| text.starts_with("veto"),
            |text| {
                (
                    text.replacen("veto", "vetoe", 1),
                    "is not understood; write veto_prev:".into(),
                )
            },
        )
    }),
    ("comment at the end of a line", |t, r| {
        edit(t, r, IDIOMS, "example", is_filled, |text| {
            (
                format!("{text} # to be checked"),
                "a \"#\" inside a line; a comment takes a whole line".into(),
            )
        })
    }),
    ("formula", |t, r| {
        edit(t, r, IDIOMS, "example", is_filled, |text| {
            (
                format!("={text}"),
                "which a spreadsheet would run; begin with another character".into(),
            )
        })
    }),
    ("gap at the end of a pattern", |t, r| {
        edit(t, r, TERMS, "pattern", is_filled, |text| {
            (
                format!("{text} ~3"),
                "begins or ends with a gap; begin and end with a word".into(),
            )
        })
    }),
];

const TERMS: &str = "en/terms.tsv";
const ALIASES: &str = "en/aliases.tsv";
const IDIOMS: &str = "en/idioms.tsv";
const DATE: &str = "is not a date; write YYYY, YYYY-MM or YYYY-MM-DD";

/// The tables whose lines nothing else refers to.
const FREE: [&str; 7] = [
    ALIASES,
    TERMS,
    "en/governors.tsv",
    "en/shifters.tsv",
    IDIOMS,
    "en/markers.tsv",
    "en/irregulars.tsv",
];

fn is_filled(text: &str) -> bool {
    !text.is_empty()
}

fn is_day(text: &str) -> bool {
    text.len() == 10
}

fn exchanged(text: &str) -> String {
    format!("{}{}{}", &text[1..2], &text[..1], &text[2..])
}

/// Whether other lines need this one: a code that is used, or an actor that is named.
fn is_free(line: &Line) -> bool {
    match line.file {
        "cameo.tsv" => line.fields[1].is_empty(),
        "actors.tsv" => false,
        _ => true,
    }
}

/// Changes one field to something wrong; the report must have these words at it.
fn edit(
    tables: &mut Tables,
    random: &mut Random,
    file: &'static str,
    column: &str,
    fits: impl Fn(&str) -> bool,
    change: impl FnOnce(&str) -> (String, String),
) -> Found {
    // A code that cannot be read is unknown to those who use it; codes that make no event are used by nobody.
    let free = |line: &Line| file != "cameo.tsv" || column == "class" || is_free(line);
    let (mut line, columns) = tables.pick(random, file, |line, columns| {
        let field = &line.fields[line.at(columns, column)];
        free(line) && fits(field)
    })?;
    let at = line.at(&columns, column);
    let (text, words) = change(&line.fields[at]);
    line.fields[at] = text;
    tables.write(&line);
    Some((file, line.number, vec![at + 1], words))
}

fn tab(tables: &mut Tables, random: &mut Random, change: isize) -> Found {
    let file = random.pick(&FREE);
    let (mut line, columns) = tables.pick(random, file, |_, _| true)?;
    let at = random.below(line.fields.len() - 1);
    if change < 0 {
        let next = line.fields.remove(at + 1);
        line.fields[at].push_str(&next);
    } else {
        line.fields.insert(at, String::new());
    }
    tables.write(&line);
    let found = columns.len().checked_add_signed(change)?;
    let words = format!("the line has {found} fields; write {}", columns.len());
    Some((file, line.number, vec![0], words))
}

fn broken_off(tables: &mut Tables, random: &mut Random) -> Found {
    let (mut line, columns) = tables.pick(random, ALIASES, |_, _| true)?;
    line.fields.truncate(1 + random.below(columns.len() - 1));
    tables.write(&line);
    let words = format!(
        "the line has {} fields; write {}",
        line.fields.len(),
        columns.len()
    );
    Some((ALIASES, line.number, vec![0], words))
}

fn joined(tables: &mut Tables, random: &mut Random) -> Found {
    let file = random.pick(&[ALIASES, TERMS, IDIOMS]);
    let (mut line, columns) = tables.pick(random, file, |_, _| true)?;
    let (other, _) = tables.pick(random, file, |_, _| true)?;
    line.fields.last_mut()?.push_str(&other.fields[0]);
    line.fields.extend(other.fields[1..].iter().cloned());
    tables.write(&line);
    tables.put(file, other.number, String::new());
    let words = format!(
        "the line has {} fields; write {}",
        2 * columns.len() - 1,
        columns.len()
    );
    Some((file, line.number, vec![0], words))
}

/// Two neighbours exchanged. Which two texts are an example and a counterexample, or the two ends of a time that is open at one
/// of them, no form tells; the examples have a test of their own.
fn swapped(tables: &mut Tables, random: &mut Random, file: &'static str) -> Found {
    let width = tables.header(file).0.len();
    let at = random.below(width - 1);
    let told = |line: &Line, columns: &[String]| {
        let (left, right) = (&line.fields[at], &line.fields[at + 1]);
        let open = left.is_empty() || right.is_empty();
        let either = match columns[at].as_str() {
            "example" => !right.is_empty(),
            "from" => open,
            _ => false,
        };
        left != right && !either
    };
    // Nobody else's line may be wrong for it: these are used by no other line.
    let free = |line: &Line| match file {
        "actors.tsv" => at > 2,
        _ => is_free(line),
    };
    let picked = tables.pick(random, file, |line, columns| {
        free(line) && told(line, columns)
    });
    let Some((mut line, _)) = picked else {
        return swapped(tables, random, file);
    };
    line.fields.swap(at, at + 1);
    tables.write(&line);
    Some((file, line.number, vec![at + 1, at + 2], String::new()))
}

fn reversed(tables: &mut Tables, random: &mut Random) -> Found {
    let (mut line, columns) = tables.pick(random, ALIASES, |line, columns| {
        let (from, to) = (line.at(columns, "from"), line.at(columns, "to"));
        is_day(&line.fields[from]) && is_day(&line.fields[to])
    })?;
    let (from, to) = (line.at(&columns, "from"), line.at(&columns, "to"));
    line.fields.swap(from, to);
    tables.write(&line);
    let words = format!(
        "to \"{}\" is not after from \"{}\"; write a later day",
        line.fields[to], line.fields[from]
    );
    Some((ALIASES, line.number, vec![to + 1], words))
}

fn duplicated(tables: &mut Tables, random: &mut Random) -> Found {
    let file = random.pick(&FREE);
    let (line, _) = tables.pick(random, file, |_, _| true)?;
    let number = tables.append(file, line.fields.join("\t"));
    let words = format!("the same entry stands in line {}; keep one", line.number);
    Some((file, number, vec![1], words))
}
