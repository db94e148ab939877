//! The table that is printed.

use std::io::{self, Write};

use crate::{
    args::Args,
    chance,
    crises::Crisis,
    figures::{Figures, Series},
    measures::{COMPARED, NAMES},
    panel::{Kind, Panel},
};

/// What the figures of the bundled sample are worth.
const SAMPLE: &str = "The sample tells of little but these events, so that here even counting does well. It shows how to \
    validate;\nit is no validation. Use an archive that was not chosen for its crises.";

/// Prints everything.
pub(crate) fn print(
    out: &mut impl Write,
    args: &Args,
    panel: &Panel,
    crises: &[Crisis],
) -> io::Result<()> {
    head(out, args, panel, crises)?;
    let series: Vec<Series<'_>> = (0..NAMES.len())
        .map(|measure| Series::new(panel, crises, measure, args.budget))
        .collect();
    let samples = chance::samples(panel.dyads.len());
    let drawn: Vec<Vec<Figures>> = series
        .iter()
        .map(|series| samples.iter().map(|often| series.of(often)).collect())
        .collect();
    writeln!(
        out,
        "{:30}{:21}{:21}{:18}{:12}false alarms",
        "", "AUC", "within pairs", "detected", "lag, days"
    )?;
    for (at, series) in series.iter().enumerate() {
        row(out, at, series, &drawn[at])?;
    }
    writeln!(out)?;
    for (ours, baseline) in COMPARED {
        difference(out, &series, &drawn, ours, baseline)?;
    }
    notes(out, args, &series)?;
    if args.crises.is_none() {
        writeln!(out, "{SAMPLE}")?;
    }
    missed(out, panel, crises)
}

fn head(out: &mut impl Write, args: &Args, panel: &Panel, crises: &[Crisis]) -> io::Result<()> {
    writeln!(
        out,
        "{} listed events against {} pairs by {}: {} periods of crisis, {} calm, {} after a crisis left out\n",
        crises.len(),
        panel.dyads.len(),
        args.period.name(),
        panel.count(Kind::Crisis),
        panel.count(Kind::Calm),
        panel.count(Kind::After),
    )
}

fn row(out: &mut impl Write, at: usize, series: &Series<'_>, drawn: &[Figures]) -> io::Result<()> {
    let (name, baseline) = NAMES[at];
    let all = series.all();
    let told = |of: fn(&Figures) -> Option<f64>, decimals: usize| {
        let band = chance::interval(drawn.iter().map(of));
        value(of(&all), band, decimals)
    };
    let mark = if baseline { "- " } else { "" };
    writeln!(
        out,
        "{:30}{:21}{:21}{:18}{:12}{}",
        format!("{mark}{name}"),
        told(|figures| figures.auc, 3),
        told(|figures| figures.within, 3),
        told(|figures| figures.detected, 2),
        told(|figures| figures.lag, 0),
        told(|figures| figures.false_alarms, 2),
    )
}

/// `0.873 [0.811-0.920]`; a dash for what there is nothing to compute from.
fn value(value: Option<f64>, band: Option<(f64, f64)>, decimals: usize) -> String {
    let Some(value) = value else {
        return "-".to_owned();
    };
    let band = band.map_or_else(String::new, |(low, high)| {
        format!(" [{low:.decimals$}-{high:.decimals$}]")
    });
    format!("{value:.decimals$}{band}")
}

/// Both measures on the same samples, so that what moves them together drops out.
fn difference(
    out: &mut impl Write,
    series: &[Series<'_>],
    drawn: &[Vec<Figures>],
    ours: usize,
    baseline: usize,
) -> io::Result<()> {
    let names = (NAMES[ours].0, NAMES[baseline].0);
    write!(out, "AUC of {} less that of \"{}\":", names.0, names.1)?;
    let of: [fn(&Figures) -> Option<f64>; 2] = [|all| all.auc, |all| all.within];
    for (of, label) in of.into_iter().zip(["", "; within pairs"]) {
        let less = |a: &Figures, b: &Figures| Some(of(a)? - of(b)?);
        let pairs = drawn[ours].iter().zip(&drawn[baseline]);
        let band = chance::interval(pairs.map(|(a, b)| less(a, b)));
        match less(&series[ours].all(), &series[baseline].all()).zip(band) {
            Some((all, (low, high))) => write!(out, "{label} {all:+.3} [{low:+.3} to {high:+.3}]")?,
            None => write!(out, "{label} -")?,
        }
    }
    writeln!(out)
}

fn notes(out: &mut impl Write, args: &Args, series: &[Series<'_>]) -> io::Result<()> {
    let thresholds: Vec<String> = series
        .iter()
        .zip(NAMES)
        .map(|(series, (name, _))| format!("{:.1} {name}", series.threshold))
        .collect();
    writeln!(
        out,
        "\n- is a baseline. In brackets 90 % of 500 samples of pairs drawn with replacement.\n\
         AUC: how often a period of crisis has the larger value than a calm one; 0.5 is chance. Within pairs: than a\n\
         calm one of the same pair, so that knowing which pairs are ever in a crisis does not help.\n\
         An alarm is a value that at most {} % of the periods reach:\n  {}.\n\
         Lag: from the start to the end of the first period with an alarm, the median of what was detected.\n\
         False alarms: runs of alarms in calm periods, a pair and year. Half-life {} days.",
        args.budget,
        thresholds.join("; "),
        args.half_life,
    )
}

/// Listed events of which nothing can be said.
fn missed(out: &mut impl Write, panel: &Panel, crises: &[Crisis]) -> io::Result<()> {
    let spans = panel.dyads.first().map_or(&[][..], |dyad| &dyad.cells);
    for crisis in crises {
        if !spans.iter().any(|cell| crisis.touches(cell.from, cell.to)) {
            writeln!(
                out,
                "Left out, as nothing was read in it: {} {} {}",
                crisis.pair,
                crisis.start,
                crisis.label.escape_debug()
            )?;
        }
    }
    writeln!(out)
}
