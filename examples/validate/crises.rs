//! The user's list of dated events. All bad lines are told at once.

use detente::{Day, Pair};

const COLUMNS: [&str; 4] = ["dyad", "start", "end", "label"];

/// One listed event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Crisis {
    /// Without direction.
    pub(crate) pair: Pair,
    pub(crate) start: Day,
    /// The last day; `None` while it lasts.
    pub(crate) end: Option<Day>,
    pub(crate) label: String,
}

impl Crisis {
    /// Whether it and a stretch of days have a day in common.
    pub(crate) fn touches(&self, from: Day, to: Day) -> bool {
        self.start <= to && self.end.is_none_or(|end| from <= end)
    }

    /// Whether a day lies at most so many days after its end.
    pub(crate) fn precedes(&self, day: Day, days: u16) -> bool {
        self.end
            .is_some_and(|end| (1..=i32::from(days)).contains(&day.since(end)))
    }
}

/// Reads a list, in the order of its lines.
pub(crate) fn read(name: &str, text: &str) -> Result<Vec<Crisis>, String> {
    let (mut crises, mut troubles) = (Vec::new(), Vec::new());
    let lines = text.trim_start_matches('\u{feff}').lines();
    let mut lines = (1..).zip(lines).filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    let header = lines.next().map_or("", |(_, line)| line);
    if !header.split('\t').map(str::trim).eq(COLUMNS) {
        return Err(format!(
            "{name}: the first line is not {}, separated by tabs",
            COLUMNS.join(", ")
        ));
    }
    for (number, line) in lines {
        match crisis(line) {
            Ok(crisis) => crises.push(crisis),
            Err(finding) => troubles.push(format!("{name}:{number}: {finding}")),
        }
    }
    match troubles.is_empty() {
        true if crises.is_empty() => Err(format!("{name}: no event is listed")),
        true => Ok(crises),
        false => Err(troubles.join("\n")),
    }
}

fn crisis(line: &str) -> Result<Crisis, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [dyad, start, end, label] = cells[..] else {
        return Err(format!("the line has {} columns, not 4", cells.len()));
    };
    let day = |text: &str| text.parse::<Day>().map_err(|error| error.to_string());
    let pair: Pair = dyad
        .parse()
        .map_err(|error: detente::PairError| error.to_string())?;
    let start = day(start)?;
    let end = Some(end)
        .filter(|end| !end.is_empty())
        .map(day)
        .transpose()?;
    if end.is_some_and(|end| end < start) {
        return Err("it ends before it starts".to_owned());
    }
    Ok(Crisis {
        pair: pair.without_direction(),
        start,
        end,
        label: label.to_owned(),
    })
}
