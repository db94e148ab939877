//! What the page tells: which pairs, their series and peaks, what stands out among them, who treats whom how.

use std::cmp::Reverse;

use detente::{Bloc, CellEvent, Day, Pair, Period, Point, Relationship, Verdict};

use crate::{
    archive::Archive,
    args::Args,
    drawing::{heatmap, matrix, names, timeline},
    pair::dossier::{Days, Dossier, counted, highest, is_sure, telling},
};

/// How many pairs are looked at for the tables: those with the most evidence.
const LOOKED_AT: usize = 300;
/// How many rows a table of the page has.
const ROWS: usize = 8;
/// How many pairs the heat map has.
const MAPPED: usize = 16;
/// How many actors the matrix has, blocs included.
const PARTIES: usize = 12;
/// The effective number of events from which a change is worth telling.
const MOVING: f64 = 2.0;

/// All the page tells.
pub(crate) struct Findings<'t> {
    /// The pairs told of at length.
    pub(crate) dossiers: Vec<Dossier<'t>>,
    /// The pairs by the highest tension they reached.
    pub(crate) tense: Vec<Glance>,
    /// The pairs by their largest change within a week.
    pub(crate) moving: Vec<Glance>,
    pub(crate) rows: Vec<(Pair, heatmap::Row)>,
    pub(crate) matrix: matrix::Matrix,
    /// How many pairs have an event that counts.
    pub(crate) pairs: usize,
    /// The first and the last day of publication.
    pub(crate) days: (Day, Day),
    /// The tensions that all timelines show.
    pub(crate) range: [f64; 2],
}

/// A pair at its highest tension, or at its fastest.
#[derive(Clone)]
pub(crate) struct Glance {
    pub(crate) pair: Pair,
    pub(crate) name: String,
    pub(crate) point: Point,
    pub(crate) now: detente::State,
    pub(crate) weeks: Vec<Point>,
}

impl<'t> Findings<'t> {
    pub(crate) fn new(archive: &'t Archive, args: &Args) -> Option<Self> {
        let timeline = &archive.timeline;
        let days = Days::read(timeline)?;
        let views = ranked(archive);
        let glances: Vec<Glance> = views
            .iter()
            .take(LOOKED_AT)
            .filter_map(|view| Glance::new(archive, view))
            .collect();
        let told: Vec<Relationship<'t>> = match &args.pairs[..] {
            [] => views.iter().take(args.top).cloned().collect(),
            pairs => pairs
                .iter()
                .map(|pair| timeline.relationship(pair.without_direction()))
                .collect(),
        };
        let mut dossiers: Vec<Dossier<'t>> = told
            .into_iter()
            .map(|view| Dossier::new(&archive.sources, view, None))
            .collect();
        if args.pairs.is_empty() {
            let height =
                |dossier: &Dossier<'_>| dossier.highest.map_or(0.0, |point| point.state.tension);
            dossiers.sort_by(|a, b| height(b).total_cmp(&height(a)));
        }
        let mapped = views
            .iter()
            .take(MAPPED)
            .map(|view| (view.pair(), row(archive, view)));
        let mut rows: Vec<(Pair, heatmap::Row)> = mapped.collect();
        rows.sort_by_key(|(_, row)| row.cells.first().map(|cell| cell.month));
        let range = timeline::range(dossiers.iter().flat_map(|dossier| &dossier.points));
        Some(Self {
            tense: tense(&glances),
            moving: moving(&glances),
            matrix: parties(archive, args),
            pairs: views.len(),
            days: (days.from, days.to),
            dossiers,
            rows,
            range,
        })
    }
}

/// Pairs without direction, those with the most evidence first.
fn ranked(archive: &Archive) -> Vec<Relationship<'_>> {
    let pairs = archive.timeline.undirected_pairs().into_iter();
    let views = pairs.map(|pair| archive.timeline.relationship(pair));
    let mut views: Vec<_> = views
        .filter(|view| counted(view).next().is_some())
        .collect();
    views.sort_by_key(|view| Reverse(counted(view).map(|event| event.weight).sum::<u64>()));
    views
}

impl Glance {
    fn new(archive: &Archive, view: &Relationship<'_>) -> Option<Self> {
        let weeks = view.points(Period::Week);
        Some(Self {
            pair: view.pair(),
            name: archive.sources.pair(view.pair()),
            point: highest(&weeks)?,
            now: view.state()?,
            weeks: telling(&weeks).to_vec(),
        })
    }

    /// The week with the largest trend.
    fn fastest(&self) -> Option<Self> {
        let sure = self
            .weeks
            .iter()
            .filter(|point| is_sure(point) && point.observed.is_some());
        let size = |point: &Point| {
            (
                point.state.trend.verdict != Verdict::Steady,
                point.state.trend.value.abs(),
            )
        };
        let top = sure.max_by(|a, b| {
            size(a)
                .0
                .cmp(&size(b).0)
                .then(size(a).1.total_cmp(&size(b).1))
        })?;
        Some(Self {
            point: *top,
            ..self.clone()
        })
    }
}

fn tense(glances: &[Glance]) -> Vec<Glance> {
    let mut all = glances.to_vec();
    all.sort_by(|a, b| b.point.state.tension.total_cmp(&a.point.state.tension));
    all.truncate(ROWS);
    all
}

fn moving(glances: &[Glance]) -> Vec<Glance> {
    let mut all: Vec<Glance> = glances.iter().filter_map(Glance::fastest).collect();
    let size = |one: &Glance| one.point.state.trend.value.abs();
    all.retain(|one| size(one) >= 0.5 && one.point.state.effective >= MOVING);
    all.sort_by(|a, b| size(b).total_cmp(&size(a)));
    all.truncate(ROWS);
    all
}

fn row(archive: &Archive, view: &Relationship<'_>) -> heatmap::Row {
    let months = view.points(Period::Month);
    let cell = |point: &Point| heatmap::Cell {
        month: point.from,
        tension: is_sure(point).then_some(point.state.tension),
        events: point.observed.map_or(0, |seen| seen.events),
    };
    let cells = telling(&months).iter().map(cell);
    heatmap::Row {
        name: names::capital(&archive.sources.pair(view.pair())),
        cells: cells
            .filter(|cell| cell.tension.is_some() || cell.events > 0)
            .collect(),
    }
}

/// Blocs as asked for, then the actors with the most evidence that are in none of them.
fn parties(archive: &Archive, args: &Args) -> matrix::Matrix {
    let mut found = matrix::Matrix::default();
    let mut blocs: Vec<Bloc> = Vec::new();
    for bloc in &args.blocs {
        found.codes.push(bloc.name.clone());
        found.names.push(bloc.name.clone());
        blocs.push(Bloc::new(bloc.members.iter().copied()));
    }
    for code in actors(archive) {
        let free = !blocs.iter().any(|bloc| bloc.holds(code));
        if free && blocs.len() < PARTIES.max(args.blocs.len()) {
            found.codes.push(code.to_string());
            found.names.push(archive.sources.name(code));
            blocs.push(code.into());
        }
    }
    let cell = |source: &Bloc, target: &Bloc| {
        let group = archive.timeline.toward(source, target);
        mean(group.events())
    };
    let row = |source: &Bloc| blocs.iter().map(|target| cell(source, target)).collect();
    found.cells = blocs.iter().map(row).collect();
    found
}

/// Actors by the weight of the events they stand in.
fn actors(archive: &Archive) -> Vec<detente::ActorCode> {
    let mut weights: std::collections::BTreeMap<detente::ActorCode, u64> =
        std::collections::BTreeMap::new();
    for pair in archive.timeline.pairs() {
        let view = archive.timeline.relationship(pair);
        let weight: u64 = counted(&view).map(|event| event.weight).sum();
        for actor in [pair.source(), pair.target()] {
            *weights.entry(actor).or_default() += weight;
        }
    }
    let mut actors: Vec<_> = weights
        .into_iter()
        .filter(|(_, weight)| *weight > 0)
        .collect();
    actors.sort_by_key(|(actor, weight)| (Reverse(*weight), *actor));
    actors.into_iter().map(|(actor, _)| actor).collect()
}

/// The weighted mean of events; `None` without any that counts.
fn mean(events: &[CellEvent]) -> Option<matrix::Cell> {
    let counted: Vec<&CellEvent> = events.iter().filter(|event| event.weight > 0).collect();
    let weight: u64 = counted.iter().map(|event| event.weight).sum();
    let sum: f64 = counted
        .iter()
        .map(|event| event.weight as f64 * event.scale.to_f64())
        .sum();
    (weight > 0).then(|| matrix::Cell {
        mean: sum / weight as f64,
        events: counted.len() as u64,
    })
}
