//! Figures of whole articles spread out: measures with their intervals, and classes.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    chance,
    expect::Status,
    judge::{Answer, Judge},
    tally::{Counts, measures},
};

/// A measure's name, its value, and the interval in which it lies in 90 of 100 samples of whole articles.
pub(crate) type Figure = (&'static str, Option<f64>, Option<(f64, f64)>);

/// The measures of articles.
pub(crate) fn column(articles: &[Counts]) -> Vec<Figure> {
    let all = Counts::sum(articles.iter().map(|counts| (counts, 1)));
    let drawn: Vec<_> = chance::samples(articles.len())
        .into_iter()
        .map(|often| measures(&Counts::sum(articles.iter().zip(often))))
        .collect();
    let figure = |(at, (name, value)): (usize, (&'static str, Option<f64>))| {
        let values = drawn.iter().map(|sample| sample[at].1);
        (name, value, value.and(chance::interval(values)))
    };
    measures(&all).into_iter().enumerate().map(figure).collect()
}

/// The same of guesses from names, which have neither a class nor a day.
pub(crate) fn guessed(articles: &[Counts]) -> Vec<Figure> {
    let said = |name: &str| !name.starts_with("class_") && !name.starts_with("date_");
    let figures = column(articles).into_iter();
    let kept = |(name, value, interval): Figure| {
        let said = said(name);
        (name, value.filter(|_| said), interval.filter(|_| said))
    };
    figures.map(kept).collect()
}

/// One measure a line, one column for each reader.
pub(crate) fn table(columns: &[(&str, Vec<Figure>)]) -> String {
    let mut out = format!("{:24}", "");
    for (name, _) in columns {
        let _ = write!(out, " {name:<24}");
    }
    out = out.trim_end().to_owned() + "\n";
    let rows = columns.first().map_or(0, |(_, figures)| figures.len());
    for at in 0..rows {
        let mut line = format!("{:24}", columns[0].1[at].0);
        for (_, figures) in columns {
            let _ = write!(line, " {:<24}", cell(&figures[at]));
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

fn cell((_, value, interval): &Figure) -> String {
    match (value, interval) {
        (Some(value), Some((low, high))) => format!("{value:.4} [{low:.3}, {high:.3}]"),
        (Some(value), None) => format!("{value:.4}"),
        (None, _) => "-".to_owned(),
    }
}

/// What was owed and what was read of each class; a row with alternatives is of its first.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByClass(BTreeMap<String, Class>);

#[derive(Clone, Copy, Debug, Default)]
struct Class {
    required: usize,
    pair: usize,
    sign: usize,
    class: usize,
    events: usize,
    right: usize,
}

impl ByClass {
    /// The classes of one article.
    pub(crate) fn new(judge: &Judge<'_, '_>) -> Self {
        let mut classes: BTreeMap<String, Class> = BTreeMap::new();
        let met = judge.met().into_iter();
        for met in met.filter(|met| met.row.status == Status::Required) {
            let name = met.row.classes.first().map_or("-", String::as_str);
            let class = classes.entry(name.to_owned()).or_default();
            class.required += 1;
            class.pair += usize::from(!met.finds.is_empty());
            class.sign += usize::from(met.has_sign());
            class.class += usize::from(met.finds.iter().any(|find| met.has_class(find)));
        }
        for find in judge.finds {
            let name = find.class().map_or("-", |class| class.name());
            let class = classes.entry(name.to_owned()).or_default();
            let right = matches!(judge.answer(find), Answer::Right { .. });
            class.events += 1;
            class.right += usize::from(right);
        }
        Self(classes)
    }

    /// Adds those of another article.
    pub(crate) fn add(&mut self, other: &Self) {
        for (name, more) in &other.0 {
            let class = self.0.entry(name.clone()).or_default();
            class.required += more.required;
            class.pair += more.pair;
            class.sign += more.sign;
            class.class += more.class;
            class.events += more.events;
            class.right += more.right;
        }
    }

    /// One class a line: of the required rows, the share found at all, with the right sign, with the class; of the events, the
    /// share that answers a row.
    pub(crate) fn table(&self) -> String {
        let mut out = format!(
            "{:12} {:>8} {:>6} {:>6} {:>6} {:>8} {:>6}\n",
            "class", "required", "pair", "sign", "class", "events", "right"
        );
        for (name, class) in &self.0 {
            let share = |n: usize, of: usize| match of {
                0 => "-".to_owned(),
                of => format!("{:.2}", n as f64 / of as f64),
            };
            let _ = writeln!(
                out,
                "{name:12} {:8} {:>6} {:>6} {:>6} {:8} {:>6}",
                class.required,
                share(class.pair, class.required),
                share(class.sign, class.required),
                share(class.class, class.required),
                class.events,
                share(class.right, class.events)
            );
        }
        out
    }
}
