//! The timeline's arithmetic, from a plain list of everything told: loops over all of it, and floating point throughout.

use std::collections::BTreeMap;

use detente::{
    Day, Event, EventClass, EventDate, Mode, Pair, Period, Record, Scale, State, Timeline, Trend,
    Verdict,
};

use crate::support::{events, random::Random};

/// What is compared is rounded to three decimals.
const NEAR: f64 = 0.000_501;
/// By number of stories, one plus half the binary logarithm.
const STORIES: [f64; 8] = [
    1.0, 1.5, 1.792_481, 2.0, 2.160_964, 2.292_481, 2.403_677, 2.5,
];
const CLASSES: [EventClass; 6] = [
    EventClass::Agree,
    EventClass::Threaten,
    EventClass::Sanction,
    EventClass::Assault,
    EventClass::Aid,
    EventClass::Mobilize,
];
const MODES: [Mode; 4] = [Mode::Actual, Mode::Intended, Mode::Reported, Mode::Negated];

/// One document tells of one event.
fn told(random: &mut Random, number: usize) -> Record {
    let mut record = events::template();
    let published = events::first_day().plus(random.below(120) as i32);
    record.document = format!("d{:04}", random.below(4000) * 10 + number % 10);
    record.published = Some(published);
    let event = &mut record.events[0];
    event.class = random.pick(&CLASSES);
    event.mode = random.pick(&MODES);
    event.story = random.below(40) as u64;
    event.weight = random.pick(&[1_000_000, 500_000, 250_000]);
    event.confidence = random.pick(&[900_000, 700_000, 560_000]);
    event.steps.truncate(1);
    event.steps[0].delta = Scale::from_milli(random.below(20_001) as i32 - 10_000);
    let back = random.below(45) as i32;
    event.date = random.chance(0.4).then(|| EventDate {
        day: published.plus(-back),
        ..EventDate::published(published)
    });
    if let Some(date) = &mut event.date {
        date.default = false;
    }
    record
}

/// One telling, as the sums need it.
#[derive(Clone, Debug)]
struct Telling {
    published: Day,
    document: String,
    event: Event,
    default: bool,
}

type Cell = (EventClass, Mode, Day);

/// An event in the sums.
struct Summed {
    cell: Cell,
    weight: f64,
    scale: f64,
}

/// Everything told, in cells; a story once in each, the smallest eight.
fn cells(records: &[Record]) -> BTreeMap<Cell, Vec<Telling>> {
    let mut cells: BTreeMap<Cell, Vec<Telling>> = BTreeMap::new();
    for record in records {
        let published = record.published.expect("a day");
        for event in &record.events {
            let date = event.date.unwrap_or(EventDate::published(published));
            let old = published.since(date.day) > 31;
            let mode = if old { Mode::Historical } else { event.mode };
            cells
                .entry((event.class, mode, date.day))
                .or_default()
                .push(Telling {
                    published,
                    document: record.document.clone(),
                    event: event.clone(),
                    default: date.default,
                });
        }
    }
    for tellings in cells.values_mut() {
        // the earliest document of a story, and of it the heaviest, surest, most hostile telling
        tellings.sort_by(|a, b| {
            let key = |t: &Telling| (t.event.story, t.published, t.document.clone());
            let rest = |t: &Telling| (t.event.weight, t.event.confidence);
            key(a)
                .cmp(&key(b))
                .then(rest(b).cmp(&rest(a)))
                .then(a.event.scale().cmp(&b.event.scale()))
        });
        tellings.dedup_by_key(|t| t.event.story);
        tellings.truncate(8);
    }
    cells
}

/// The events of the cells, once what other days tell is told there only.
fn summed(cells: &BTreeMap<Cell, Vec<Telling>>) -> Vec<Summed> {
    let mut standing: Vec<(Cell, u64)> = Vec::new();
    let mut events = Vec::new();
    for (&(class, mode, day), tellings) in cells {
        let mut kept: Vec<&Telling> = Vec::new();
        for telling in tellings {
            let earlier = standing.iter().any(|((c, m, d), story)| {
                let days = day.since(*d);
                *c == class
                    && *m == mode
                    && *story == telling.event.story
                    && (1..=3).contains(&days)
            });
            if !(telling.default && earlier) {
                kept.push(telling);
            }
        }
        standing.extend(kept.iter().map(|t| ((class, mode, day), t.event.story)));
        kept.sort_by_key(|t| {
            (
                u32::MAX - t.event.confidence,
                t.published,
                t.document.clone(),
                t.event.story,
            )
        });
        let Some(first) = kept.first() else { continue };
        let place = kept
            .iter()
            .map(|t| f64::from(t.event.weight) / 1e6)
            .fold(0.0, f64::max);
        let share = match mode {
            Mode::Reported => 0.5,
            Mode::Negated | Mode::Hypothetical | Mode::Historical => 0.0,
            _ => 1.0,
        };
        events.push(Summed {
            cell: (class, mode, day),
            weight: place * STORIES[kept.len() - 1] * share,
            scale: f64::from(first.event.scale().milli()) / 1000.0,
        });
    }
    events
}

fn assert_near(what: &str, own: f64, other: f64) {
    assert!(
        (own - other).abs() <= NEAR,
        "{what}: {own}, and by the plain sums {other}"
    );
}

/// The sum of something over events, each faded by its days before a day.
fn faded(events: &[&Summed], day: Day, half_life: u16, of: impl Fn(&Summed) -> f64) -> f64 {
    let fade = |event: &Summed| (-f64::from(day.since(event.cell.2)) / f64::from(half_life)).exp2();
    events.iter().map(|event| fade(event) * of(event)).sum()
}

/// A mean on the scale, how many fresh events it rests on, and the square of its error.
struct Mean {
    intensity: f64,
    effective: f64,
    variance: f64,
}

/// The mean of the events so faded, drawn to what is expected by five events' weight.
fn mean(events: &[&Summed], day: Day, half_life: u16, expected: f64) -> Mean {
    let sum = |of: &dyn Fn(&Summed) -> f64| faded(events, day, half_life, of);
    let (w, q) = (sum(&|e| e.weight), sum(&|e| e.weight * e.weight));
    let s = sum(&|e| e.weight * e.scale);
    let r = sum(&|e| e.weight * e.scale * e.scale);
    let intensity = (s + 5.0 * expected) / (w + 5.0);
    let effective = if q > 0.0 { w * w / q } else { 0.0 };
    let squares = (r + 5.0 * (16.0 + expected * expected)) / (w + 5.0);
    let spread = (squares - intensity * intensity).max(0.0);
    Mean {
        intensity,
        effective,
        variance: spread / (effective + 5.0),
    }
}

fn tension(intensity: f64) -> f64 {
    50.0 * (1.0 - intensity / 10.0)
}

/// The read-outs of one day.
fn compare_state(state: &State, events: &[&Summed]) {
    let (day, half_life) = (state.day, state.half_life);
    assert_eq!(state.events, events.len() as u64);
    let (whole, weight): (f64, f64) = (
        events.iter().map(|e| e.weight * e.scale).sum(),
        events.iter().map(|e| e.weight).sum(),
    );
    let mu = whole / (weight + 30.0);
    let own = mean(events, day, half_life, mu);
    let reach = 1.645 * own.variance.sqrt();
    let low = (own.intensity - reach).max(-10.0);
    let high = (own.intensity + reach).min(10.0);
    assert_near("intensity", state.intensity, own.intensity);
    assert_near("lower", state.intensity_band[0], low);
    assert_near("upper", state.intensity_band[1], high);
    assert_near("effective", state.effective, own.effective);
    assert_near("tension", state.tension, tension(own.intensity));
    // less intensity is more tension
    assert_near("tension, lower", state.tension_band[0], tension(high));
    assert_near("tension, upper", state.tension_band[1], tension(low));
    compare_balance(state, events);
    compare_trend(state, events, mu);
}

/// Hostile against cooperative events, and threats against acts.
fn compare_balance(state: &State, events: &[&Summed]) {
    let weight = |of: &dyn Fn(&Summed) -> bool| {
        faded(events, state.day, state.half_life, |e| {
            if of(e) { e.weight } else { 0.0 }
        })
    };
    let (minus, plus) = (
        weight(&|e| e.scale < 0.0) + 0.5,
        weight(&|e| e.scale > 0.0) + 0.5,
    );
    assert_near("balance", state.balance, (minus / plus).ln());
    let error = (1.0 / minus + 1.0 / plus).sqrt();
    assert_near("balance's error", state.balance_error, error);
    let threats = weight(&|e| matches!(e.cell.0, EventClass::Threaten | EventClass::Mobilize));
    let acts = weight(&|e| {
        matches!(e.cell.0, EventClass::Sanction | EventClass::Assault) && e.cell.1 == Mode::Actual
    });
    match state.threat_share {
        Some(share) => assert_near("threat share", share, threats / (threats + acts)),
        None => assert!(threats + acts == 0.0, "threats or acts have no share"),
    }
}

/// The last week, drawn to the last months, against them.
fn compare_trend(state: &State, events: &[&Summed], mu: f64) {
    let months = mean(events, state.day, 90, mu);
    let week = mean(events, state.day, 7, months.intensity);
    let Trend {
        value,
        threshold,
        verdict,
        ..
    } = state.trend;
    let change = tension(week.intensity) - tension(months.intensity);
    assert_near("trend", value, change);
    let bound = 5.0 * 1.645 * (week.variance + months.variance).sqrt();
    assert_near("threshold", threshold, bound);
    let expected = if value > threshold {
        Verdict::Worsening
    } else if value < -threshold {
        Verdict::Easing
    } else {
        Verdict::Steady
    };
    assert_eq!(verdict, expected);
}

/// The read-outs of one pair, both ways; how many events were compared.
fn compare(records: &[Record], half_life: u16) -> usize {
    let mut timeline = Timeline::new();
    records.iter().for_each(|record| timeline.record(record));
    let pair: Pair = "USA->RUS".parse().expect("a pair");
    let relationship = timeline.relationship(pair);
    let events = summed(&cells(records));
    let counted: Vec<Summed> = events
        .into_iter()
        .filter(|event| event.weight > 0.0)
        .collect();
    let last = timeline.last_day().expect("a day");
    for day in [0, 1, 30, 90].map(|days| last.plus(-days)) {
        let until: Vec<&Summed> = counted.iter().filter(|e| e.cell.2 <= day).collect();
        compare_state(&relationship.at(day, half_life), &until);
    }
    for point in relationship.points(Period::Week) {
        let inside = |e: &Summed| (point.from..=point.to).contains(&e.cell.2);
        let within: Vec<&Summed> = counted.iter().filter(|e| inside(e)).collect();
        let own = point
            .observed
            .map_or((0, 0.0, 0.0), |o| (o.events, o.weight, o.hostile));
        assert_eq!(own.0, within.len() as u64, "{}", point.from);
        assert_near("weight", own.1, within.iter().map(|e| e.weight).sum());
        let hostile = within.iter().filter(|e| e.scale < 0.0);
        assert_near("hostile", own.2, hostile.map(|e| -e.weight * e.scale).sum());
    }
    counted.len()
}

/// So many timelines; how many events were compared.
pub(crate) fn compare_many(timelines: u64) -> usize {
    let mut compared = 0;
    for seed in 0..timelines {
        let mut random = Random::new(seed);
        let count = 1 + random.below(600);
        let records: Vec<Record> = (0..count).map(|number| told(&mut random, number)).collect();
        compared += compare(&records, random.pick(&[7, 28, 90]));
    }
    compared
}
