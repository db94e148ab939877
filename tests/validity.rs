//! Does the timeline say what happened? Checked on a month of wire stories of 1987 with known events, which are not part
//! of the project: without them (`../shared/corpus`) the checks are skipped, and say so.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use detente::{Analyzer, Article, Day, Lexicon, Pair, Period, Point, Timeline};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    date: Day,
    title: String,
    text: String,
}

/// Past the test harness, which captures what a passing test prints.
fn skipped(what: &str) {
    let _ = writeln!(io::stderr(), "SKIPPED: {what}");
}

/// The timeline of the month, where its stories are at hand.
fn month() -> Option<Timeline> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/reuters_1987_feb_mar.ndjson");
    let Ok(lines) = fs::read_to_string(&path) else {
        skipped(&format!(
            "validity on a month of 1987; there is no {}",
            path.display()
        ));
        return None;
    };
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut timeline = Timeline::new();
    for line in lines.lines() {
        let item: Item = serde_json::from_str(line).unwrap();
        let article = Article::new(&item.id, item.date, &item.text).title(&item.title);
        timeline.record(reader.analyze(&article));
    }
    Some(timeline)
}

type Load = fn(&Point) -> Option<f64>;
type Measure = fn(&detente::State) -> f64;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Hostile weight per thousand documents of one week alone.
#[allow(clippy::cast_precision_loss)]
fn weekly_load(week: &Point) -> Option<f64> {
    let hostile = week.observed.map_or(0.0, |seen| seen.hostile);
    (week.read > 0).then(|| 1000.0 * hostile / week.read as f64)
}

#[test]
fn a_month_of_1987() {
    let Some(timeline) = month() else {
        return;
    };
    the_tariffs_over_semiconductors_stand_out(&timeline);
    iran_and_iraq_are_among_the_most_hostile(&timeline);
}

/// Announced on 27 March after days of threats.
fn the_tariffs_over_semiconductors_stand_out(timeline: &Timeline) {
    let weeks = timeline
        .relationship("JPN-USA".parse().unwrap())
        .points(Period::Week);
    let (before, after): (Vec<&Point>, Vec<&Point>) =
        weeks.iter().partition(|week| week.to < day("1987-03-23"));
    assert!(before.len() >= 4 && after.len() == 2);
    let both: [(&str, Load); 2] = [
        ("week's own", weekly_load),
        ("decayed", |week| week.state.load),
    ];
    for (name, load) in both {
        let loads = |weeks: &[&Point]| {
            weeks
                .iter()
                .filter_map(|week| load(week))
                .collect::<Vec<f64>>()
        };
        let (earlier, later) = (loads(&before), loads(&after));
        println!("USA and Japan, {name} load: {earlier:.1?}, from 23 March {later:.1?}");
        let highest = earlier.iter().copied().fold(0.0, f64::max);
        assert!(later.iter().all(|load| *load > highest), "{name}");
    }
}

fn iran_and_iraq_are_among_the_most_hostile(timeline: &Timeline) {
    let states = timeline.undirected_pairs().into_iter().filter_map(|pair| {
        let state = timeline.relationship(pair).state()?;
        // Of a pair with less evidence no level is named.
        (state.effective >= detente::LEAST_EFFECTIVE).then_some((pair, state))
    });
    let states: Vec<_> = states.collect();
    let wanted: Pair = "IRN-IRQ".parse().unwrap();
    let measures: [(&str, Measure); 2] = [
        ("tension", |state| state.tension),
        ("load", |state| state.load.unwrap_or(0.0)),
    ];
    for (name, of) in measures {
        let mut ranked: Vec<(f64, Pair)> = states
            .iter()
            .map(|(pair, state)| (of(state), *pair))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.truncate(3);
        println!("highest {name}: {ranked:?}");
        assert!(
            ranked.iter().any(|(_, pair)| *pair == wanted),
            "{name}: {ranked:?}"
        );
    }
}
