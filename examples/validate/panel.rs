//! The panel: every watched pair in every period in which anything was read, with its measures and whether it is a crisis.

use std::collections::{BTreeMap, BTreeSet};

use detente::{Day, Pair, Period, Point, Timeline};

use crate::{
    args::Args,
    coverage::Coverage,
    crises::Crisis,
    measures::{self, COUNT},
};

/// What a period of a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A listed event touches it.
    Crisis,
    /// It begins soon after one, while the series still fades.
    After,
    Calm,
}

/// One pair in one period.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) kind: Kind,
    pub(crate) values: [f64; COUNT],
}

/// One pair with its periods in the order of time, and the places of its listed events in the list.
#[derive(Clone, Debug)]
pub(crate) struct Dyad {
    pub(crate) cells: Vec<Cell>,
    pub(crate) crises: Vec<usize>,
}

/// Everything the figures are computed from.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    pub(crate) dyads: Vec<Dyad>,
}

impl Panel {
    /// Watches every pair with an event and every listed one.
    pub(crate) fn new(
        timeline: &Timeline,
        coverage: &Coverage,
        crises: &[Crisis],
        args: &Args,
    ) -> Self {
        let mut pairs: BTreeSet<Pair> = timeline.undirected_pairs().into_iter().collect();
        pairs.extend(crises.iter().map(|crisis| crisis.pair));
        let spans = spans(coverage, args.period.period());
        let dyads = pairs.into_iter().map(|pair| {
            let listed = crises.iter().enumerate();
            let listed = listed.filter(|(_, crisis)| crisis.pair == pair);
            let (places, own): (Vec<usize>, Vec<&Crisis>) = listed.unzip();
            let points = timeline.relationship(pair).points(args.period.period());
            let points: BTreeMap<Day, Point> =
                points.into_iter().map(|point| (point.to, point)).collect();
            let cell = |&(from, to): &(Day, Day)| Cell {
                from,
                to,
                kind: kind(&own, from, to, args.aftermath),
                values: measures::values(
                    pair,
                    (from, to),
                    points.get(&to),
                    coverage,
                    args.half_life,
                ),
            };
            Dyad {
                cells: spans.iter().map(cell).collect(),
                crises: places,
            }
        });
        Self {
            dyads: dyads.collect(),
        }
    }

    /// All cells of one kind.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        let cells = self.dyads.iter().flat_map(|dyad| &dyad.cells);
        cells.filter(|cell| cell.kind == kind).count()
    }
}

/// First and last days of the periods in which anything was read.
fn spans(coverage: &Coverage, period: Period) -> Vec<(Day, Day)> {
    let Some((first, last)) = coverage.span() else {
        return Vec::new();
    };
    let span = |from: Day| (from, period.end(from).min(last));
    let next = |(_, to): &(Day, Day)| (*to < last).then(|| span(to.plus(1)));
    let all = std::iter::successors(Some(span(period.start(first))), next);
    all.filter(|(from, to)| coverage.is_read(*from, *to))
        .collect()
}

fn kind(crises: &[&Crisis], from: Day, to: Day, aftermath: u16) -> Kind {
    if crises.iter().any(|crisis| crisis.touches(from, to)) {
        Kind::Crisis
    } else if crises.iter().any(|crisis| crisis.precedes(from, aftermath)) {
        Kind::After
    } else {
        Kind::Calm
    }
}
