//! What each part of the reading is worth: the change of each measure when the part is left out.

use std::fmt::Write as _;

use detente::{Analyzer, Component};

use crate::{
    gold::{Prediction, Record},
    joined::Data,
    metrics::{Measure, measure},
    predict::{Options, Predictor},
    progress::Progress,
};

/// The measures that are compared, with the heads of their columns.
const COMPARED: [(&str, &str); 7] = [
    ("pair_directed_P", "P"),
    ("pair_directed_R", "R"),
    ("pair_directed_F1", "F1"),
    ("sign_undirected_detected_acc", "sign"),
    ("sign_undirected_all_acc", "sign all"),
    ("quad_detected_acc", "quad"),
    ("false_alarm_no_pair_records", "alarms"),
];

/// A table: the measures with everything, then the change without each part.
pub(crate) fn table(analyzer: &Analyzer, gold: &[Record], options: Options) -> String {
    let mut progress = progress(gold, 1 + Component::ALL.len());
    let whole = values(analyzer, gold, options, &mut progress);
    let mut out = head("left out");
    out += &row("nothing", &whole, None);
    for component in Component::ALL {
        let analyzer = analyzer.clone().without(component);
        let without = values(&analyzer, gold, options, &mut progress);
        out += &row(component.name(), &without, Some(&whole));
    }
    progress.finish();
    out + "\n"
}

/// The heads of the columns.
pub(crate) fn head(first: &str) -> String {
    let mut out = format!("{first:18}");
    for (_, head) in COMPARED {
        let _ = write!(out, " {head:>8}");
    }
    out
}

pub(crate) fn row(name: &str, values: &[Option<f64>], whole: Option<&[Option<f64>]>) -> String {
    let mut out = format!("\n{name:18}");
    for (at, value) in values.iter().enumerate() {
        let cell = match (value, whole.map(|whole| whole[at])) {
            (Some(value), None) => format!("{value:.3}"),
            (Some(value), Some(Some(before))) if (value - before).abs() < 0.0005 => ".".to_owned(),
            (Some(value), Some(Some(before))) => format!("{:+.3}", value - before),
            _ => "-".to_owned(),
        };
        let _ = write!(out, " {cell:>8}");
    }
    out
}

/// How far so many passes over the texts have come, on a terminal.
pub(crate) fn progress(gold: &[Record], passes: usize) -> Progress {
    let mut progress = Progress::new();
    let once: usize = gold.iter().map(|record| record.text.len()).sum();
    progress.add((passes * once) as u64);
    progress
}

pub(crate) fn values(
    analyzer: &Analyzer,
    gold: &[Record],
    options: Options,
    progress: &mut Progress,
) -> Vec<Option<f64>> {
    let mut predictor = Predictor::new(analyzer, options);
    let predict = |record: &Record| {
        progress.one();
        progress.done(record.text.len());
        predictor.predict(record)
    };
    let predictions: Vec<Prediction> = gold.iter().map(predict).collect();
    let measures = measure(&Data::new(gold, &predictions));
    let value = |wanted: &str| {
        let found = measures.iter().find(|(name, _)| name == wanted)?;
        match found.1 {
            Measure::Value(value) => Some(value),
            Measure::Count(_) => None,
        }
    };
    COMPARED.iter().map(|(name, _)| value(name)).collect()
}
