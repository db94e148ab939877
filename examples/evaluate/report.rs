//! The report, as text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use crate::{
    failures::{Kind, Mistake},
    gold::{Half, Record},
    metrics::{ClassRow, Confusion, Measure, Measures},
};

/// What was measured on.
pub(crate) fn head(path: &Path, gold: &[Record], bad: usize) -> String {
    let usable = gold.iter().filter(|record| record.usable()).count();
    let mut out = format!(
        "gold {}: {} records, {usable} with a scorable pair",
        path.display(),
        gold.len()
    );
    out += &bad_lines(bad);
    out + "\n"
}

/// How many lines were left out; nothing where none were.
pub(crate) fn bad_lines(bad: usize) -> String {
    match bad {
        0 => String::new(),
        1 => "; 1 bad line left out".to_owned(),
        n => format!("; {n} bad lines left out"),
    }
}

/// One measure a line, with the interval in which it lies in 90 of 100 samples.
pub(crate) fn measures(measures: &Measures, intervals: &BTreeMap<String, (f64, f64)>) -> String {
    let mut out = String::new();
    for (name, measure) in measures {
        let _ = match (measure, intervals.get(name)) {
            (Measure::Count(n), _) => writeln!(out, "{name:36} {n}"),
            (Measure::Value(v), None) => writeln!(out, "{name:36} {v:.4}"),
            (Measure::Value(v), Some((low, high))) => {
                writeln!(out, "{name:36} {v:.4}  [{low:.3}, {high:.3}]")
            }
        };
    }
    out
}

/// The measures that say most, beside those of baselines.
pub(crate) fn beside(own: &Measures, baselines: &[(&str, Measures)]) -> String {
    const TOLD: [&str; 6] = [
        "pair_directed_P",
        "pair_directed_R",
        "pair_directed_F1",
        "sign_undirected_all_acc",
        "sign3_macroF1",
        "false_alarm_no_pair_records",
    ];
    let value = |measures: &Measures, name: &str| {
        let found = measures.iter().find(|(n, _)| n == name);
        found.and_then(|(_, measure)| match measure {
            Measure::Value(value) => Some(*value),
            Measure::Count(_) => None,
        })
    };
    let mut out = format!("\n{:36} {:>14}", "beside baselines", "détente");
    baselines.iter().for_each(|(name, _)| {
        let _ = write!(out, " {name:>14}");
    });
    out.push('\n');
    for name in TOLD {
        let Some(own) = value(own, name) else {
            continue;
        };
        let _ = write!(out, "{name:36} {own:14.3}");
        for (_, measures) in baselines {
            let _ = write!(out, " {:14.3}", value(measures, name).unwrap_or(f64::NAN));
        }
        out.push('\n');
    }
    out
}

/// For each class given: how many pairs, how many were found, and of these how many with the right sign and class.
pub(crate) fn by_class(classes: &[ClassRow]) -> String {
    if classes.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "\n{:18} {:>6} {:>6} {:>6} {:>6}\n",
        "class given", "pairs", "found", "sign", "class"
    );
    for row in classes {
        let share = |n: usize, of: usize| match of {
            0 => "-".to_owned(),
            of => format!("{:.2}", n as f64 / of as f64),
        };
        let _ = writeln!(
            out,
            "{:18} {:6} {:>6} {:>6} {:>6}",
            row.name,
            row.pairs,
            share(row.found, row.pairs),
            share(row.sign, row.found),
            share(row.class, row.found)
        );
    }
    out
}

/// A table of what was given (rows) and read (columns).
pub(crate) fn confusion(title: &str, table: &Confusion) -> String {
    if table.is_empty() {
        return String::new();
    }
    let rows: BTreeSet<&String> = table.keys().map(|(given, _)| given).collect();
    let columns: BTreeSet<&String> = table.keys().map(|(_, read)| read).collect();
    let mut out = format!("\n{title} given (rows) and read (columns), on pairs found\n");
    let _ = write!(out, "{:18}", "");
    for column in &columns {
        let _ = write!(out, " {:>width$}", column, width = width(column));
    }
    out.push('\n');
    for row in rows {
        let _ = write!(out, "{row:18}");
        for &column in &columns {
            let n = table.get(&(row.clone(), column.clone()));
            let cell = n.map_or_else(|| ".".to_owned(), usize::to_string);
            let _ = write!(out, " {cell:>width$}", width = width(column));
        }
        out.push('\n');
    }
    out
}

fn width(column: &str) -> usize {
    column.chars().count().max(4)
}

/// How many failures of each kind there are, and then each one of the records to learn from on a line of its own, with tabs
/// between kind, id, pairs, event, what was read, and text. Those of the held records are only counted.
pub(crate) fn failures(mistakes: &[Mistake<'_>]) -> String {
    let of = |kind: Kind, half: Half| {
        let own = |m: &&Mistake<'_>| m.kind == kind && m.record.half() == half;
        mistakes.iter().filter(own).count()
    };
    let mut out = format!("\n{:18} {:>6} {:>6}\n", "failures", "tune", "held");
    for kind in Kind::ALL {
        let (tune, held) = (of(kind, Half::Tune), of(kind, Half::Held));
        let _ = writeln!(out, "{:18} {tune:>6} {held:>6}", kind.name());
    }
    out.push('\n');
    let shown = mistakes.iter().filter(|m| m.record.half() == Half::Tune);
    shown.for_each(|mistake| out += &failure(mistake));
    out
}

fn failure(mistake: &Mistake<'_>) -> String {
    let record = mistake.record;
    let pairs = record.pairs.iter().map(|(a, b)| format!("{a}->{b}"));
    let text: Vec<&str> = record.text.split_whitespace().collect();
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\n",
        mistake.kind.name(),
        record.id,
        or_dash(pairs.collect::<Vec<_>>().join(", ")),
        record.event.as_deref().unwrap_or("-"),
        or_dash(mistake.read.join(", ")),
        text.join(" ")
    )
}

fn or_dash(text: String) -> String {
    if text.is_empty() {
        "-".to_owned()
    } else {
        text
    }
}
