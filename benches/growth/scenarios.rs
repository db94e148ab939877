//! Archives that nobody reads here, and what they would take.

use detente::MAX_CHECKPOINT;

use crate::{
    constants::Constants,
    formula::expected,
    support::events::{Drawn, World},
    trial::{PAIRS, Weights},
};

/// Bytes of a document's key in a checkpoint; in a set it takes more.
const SAVED_KEY: f64 = 16.0;
const GIB: f64 = (1_u64 << 30) as f64;

/// An archive by what is known of its size: these numbers are assumed, all others measured.
#[derive(Clone, Copy, Debug)]
struct Scenario {
    name: &'static str,
    years: u64,
    documents: f64,
    /// Bytes of text in a document.
    text: f64,
    /// Reports of events; `None` for as many as the text has by what was measured.
    reports: Option<f64>,
}

const SCENARIOS: [Scenario; 4] = [
    Scenario {
        name: "a newspaper, 150 articles a day of 5 kB for 20 years",
        years: 20,
        documents: 150.0 * 365.0 * 20.0,
        text: 5_000.0,
        reports: None,
    },
    Scenario {
        name: "world news, 300,000 articles a day of 3 kB for a year",
        years: 1,
        documents: 300_000.0 * 365.0,
        text: 3_000.0,
        reports: None,
    },
    Scenario {
        name: "the same for 20 years",
        years: 20,
        documents: 300_000.0 * 365.0 * 20.0,
        text: 3_000.0,
        reports: None,
    },
    Scenario {
        name: "GDELT, 2.5 billion mentions in a billion articles of 3 kB",
        years: 10,
        documents: 1e9,
        text: 3_000.0,
        reports: Some(2.5e9),
    },
];

pub fn print(constants: &Constants, weights: &Weights) {
    println!(
        "  {:<58} {:>9} {:>10} {:>10} {:>9} {:>12} {:>9} {:>14}",
        "",
        "text GB",
        "core hours",
        "reports M",
        "cells M",
        "timeline GiB",
        "keys GiB",
        "checkpoint GiB"
    );
    for scenario in SCENARIOS {
        line(scenario, constants, weights);
    }
    println!(
        "  * more than a checkpoint may have: to be read in parts, each with a checkpoint of its own"
    );
    breaks_first(constants, weights);
}

/// Memory that a usual machine has to spare.
const MEMORY: f64 = 16.0 * GIB;

/// After how many days of world news something is too much for one machine.
fn breaks_first(constants: &Constants, weights: &Weights) {
    let world = SCENARIOS[1];
    let documents = world.documents / (365 * world.years) as f64;
    let megabytes = documents * world.text / 1e6;
    let held = |days: u64| {
        let (pairs, drawn) = (PAIRS, Drawn::Skewed);
        let events = megabytes * constants.events.middle * days as f64;
        expected(World { pairs, days, drawn }, events)
    };
    let keys = |days: u64, bytes: f64| documents * days as f64 * bytes;
    let saved = |days| weights.checkpoint(held(days)) + keys(days, SAVED_KEY);
    let timeline = |days| weights.memory(held(days));
    let memory = |days| timeline(days) + keys(days, constants.key.middle);
    println!("  world news, {documents:.0} articles a day, becomes too much for");
    let tell = |what: &str, days: String| println!("    {what} after {days}");
    tell(
        "a checkpoint",
        first(|days| saved(days) > MAX_CHECKPOINT as f64),
    );
    tell(
        "16 GiB of memory, keys and timeline,",
        first(|days| memory(days) > MEMORY),
    );
    tell(
        "16 GiB of memory, the timeline alone,",
        first(|days| timeline(days) > MEMORY),
    );
}

/// The first month's end when something is too much; once it is, it stays so.
fn first(is_over: impl Fn(u64) -> bool) -> String {
    let months: Vec<u64> = (1..=1200).map(|month| month * 365 / 12).collect();
    let days = months.get(months.partition_point(|days| !is_over(*days)));
    days.map_or_else(
        || "more than a century".to_owned(),
        |days| format!("{days} days"),
    )
}

fn line(scenario: Scenario, constants: &Constants, weights: &Weights) {
    let megabytes = scenario.documents * scenario.text / 1e6;
    let reports = scenario
        .reports
        .unwrap_or(megabytes * constants.events.middle);
    let world = World {
        pairs: PAIRS,
        days: scenario.years * 365,
        drawn: Drawn::Skewed,
    };
    let held = expected(world, reports);
    let seconds = megabytes * constants.speed.middle + reports * weights.record;
    let saved = weights.checkpoint(held) + SAVED_KEY * scenario.documents;
    println!(
        "  {:<58} {:>9.1} {:>10.2} {:>10.2} {:>9.2} {:>12.2} {:>9.2} {:>13.2}{}",
        scenario.name,
        megabytes / 1e3,
        seconds / 3600.0,
        reports / 1e6,
        held.cells / 1e6,
        weights.memory(held) / GIB,
        constants.key.middle * scenario.documents / GIB,
        saved / GIB,
        if saved > MAX_CHECKPOINT as f64 {
            "*"
        } else {
            ""
        },
    );
}
