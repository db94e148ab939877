//! The timeline's laws and numbers, through the public interface alone.

use detente::{
    BasePeriod, Day, Level, MergeError, ModeWeights, Pair, Period, Record, Settings, Side, State,
    Summary, Timeline, Verdict,
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

#[path = "timeline/divide.rs"]
mod divide;
#[path = "timeline/groups.rs"]
mod groups;
#[path = "timeline/parts.rs"]
mod parts;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn pair(text: &str) -> Pair {
    text.parse().unwrap()
}

/// An event in JSON: an actual, surely read sanction of scale -8 in the title, undated by the text.
fn sanction(source: &str, target: &str, published: &str) -> Value {
    json!({
        "source": source, "target": target, "source_sector": null, "target_sector": null,
        "class": "SANCTION", "code": "163", "quad": "material_conflict", "mode": "actual", "context": null,
        "steps": [{"kind": "term", "entry": "sanction", "span": {"start": 0, "end": 5}, "code": "163", "delta": -8.0}],
        "date": {"day": published, "precision": "day", "default": true}, "due": null,
        "primary": true, "mutual": false, "reciprocal": false, "rule": "order", "confidence": 1_000_000,
        "part": "title", "sentence": 1, "clause": {"start": 0, "end": 20},
        "evidence": {"source": null, "target": null, "cue": {"start": 3, "end": 9}},
        "story": 1, "weight": 1_000_000
    })
}

/// The same value with some fields changed.
fn but(mut value: Value, changes: Value) -> Value {
    for (field, change) in changes.as_object().unwrap() {
        value[field] = change.clone();
    }
    value
}

fn scored(document: &str, published: &str, named: &[&str], events: &[Value]) -> Record {
    let record = json!({
        "document": document, "published": published, "events": events, "named": named, "skipped": null
    });
    serde_json::from_value(record).unwrap()
}

fn timeline(records: &[Record]) -> Timeline {
    let mut timeline = Timeline::new();
    records.iter().for_each(|record| timeline.record(record));
    timeline
}

fn one_sanction() -> Timeline {
    let event = sanction("USA", "RUS", "2017-04-13");
    timeline(&[scored("a", "2017-04-13", &["RUS-USA"], &[event])])
}

fn text(timeline: &Timeline) -> String {
    serde_json::to_string(timeline).unwrap()
}

fn state_of(timeline: &Timeline, of: &str) -> State {
    timeline.relationship(pair(of)).state().unwrap()
}

#[test]
fn an_empty_timeline_answers() {
    let timeline = Timeline::new();
    let view = timeline.relationship(pair("USA-RUS"));
    assert_eq!(
        (
            timeline.last_day(),
            timeline.documents(),
            timeline.pairs().len()
        ),
        (None, 0, 0)
    );
    assert!(
        view.state().is_none()
            && view.points(Period::Day).is_empty()
            && view.strongest(3).is_empty()
    );
    assert_eq!(view.at(day("2017-04-13"), 28).level, Level::TooLittle);
    assert_eq!(view.to_string(), "RUS-USA  no data");
    assert_eq!(
        timeline.summary().to_string(),
        "0 of 0 documents scored, 0 events"
    );
}

#[test]
fn one_event_by_hand() {
    let state = state_of(&one_sanction(), "USA->RUS");
    // mu = -8 / 31 = -0.258065; I = (-8 + 5 mu) / 6 = -9.290323 / 6
    assert_eq!(
        (state.events, state.effective, state.intensity),
        (1, 1.0, -1.548)
    );
    // s2 = (64 + 5 (16 + 0.066597)) / 6 - 2.397503 = 21.657995; 1.645 sqrt(s2 / 6) = 3.125355
    assert_eq!(state.intensity_band, [-4.674, 1.577]);
    // 50 + 5 * 1.548387; 50 - 5 * 1.576968; 50 + 5 * 4.673742
    assert_eq!(
        (state.tension, state.tension_band),
        (57.742, [42.115, 73.369])
    );
    assert_eq!(state.level.to_string(), "calm to hostile");
    // ln(1.5 / 0.5) = 1.098612; sqrt(1/1.5 + 1/0.5) = 1.632993
    assert_eq!((state.balance, state.balance_error), (1.099, 1.633));
    // 1000 * 8 / 1 document; the only share there is; no threat, one act
    assert_eq!(
        (state.load, state.salience, state.threat_share),
        (Some(8000.0), Some(100.0), Some(0.0))
    );
    assert_eq!(
        (state.trend.value, state.trend.verdict),
        (5.376, Verdict::Steady)
    );
}

#[test]
fn evidence_fades_by_hand() {
    let mut timeline = one_sanction();
    timeline.record(scored("b", "2017-05-11", &[], &[]));
    let state = state_of(&timeline, "USA->RUS");
    // 28 days on, lambda = 1/2: W~ = 0.5, S~ = -4, Q~ = 0.5: n = 0.25 / 0.5
    assert_eq!((state.effective, state.level), (0.5, Level::TooLittle));
    // (-4 - 1.290323) / 5.5
    assert_eq!(state.intensity, -0.962);
    // ln(1 / 0.5); sqrt(1/1 + 1/0.5)
    assert_eq!((state.balance, state.balance_error), (0.693, 1.732));
    // D~ = 0.5 + 1: 1000 * 4 / 1.5; N~ / D~ = 0.5 / 1.5 against 1 / 2
    assert_eq!((state.load, state.salience), (Some(2666.667), Some(66.667)));
    let at_seven = timeline
        .relationship(pair("USA->RUS"))
        .at(day("2017-04-20"), 7);
    // 7 days at a half-life of 7: lambda = 1/2 again
    assert_eq!((at_seven.effective, at_seven.intensity), (0.5, -0.962));
}

#[test]
fn nothing_after_the_day_enters() {
    let early = one_sanction();
    let mut both = early.clone();
    let later = but(sanction("USA", "RUS", "2017-04-14"), json!({"story": 2}));
    both.record(scored("b", "2017-04-14", &["RUS-USA"], &[later]));
    both.record(scored("c", "2017-04-14", &[], &[]));
    let at = |timeline: &Timeline| {
        timeline
            .relationship(pair("USA->RUS"))
            .at(day("2017-04-13"), 28)
    };
    assert_eq!(at(&early), at(&both));
    assert_eq!(at(&both).events, 1);
    let (from, to) = (day("2017-04-13"), day("2017-04-14"));
    both.configure(Settings {
        base: Some(BasePeriod { from, to }),
        ..Settings::default()
    });
    assert_eq!(at(&both).salience, Some(100.0));
}

#[test]
fn another_pair_changes_only_exposure() {
    let mut timeline = one_sanction();
    let before = state_of(&timeline, "USA->RUS");
    timeline.record(scored(
        "b",
        "2017-04-13",
        &["CHN-USA"],
        &[sanction("CHN", "USA", "2017-04-13")],
    ));
    let after = state_of(&timeline, "USA->RUS");
    assert_eq!(
        (before.intensity, before.trend),
        (after.intensity, after.trend)
    );
    assert_eq!((before.load, after.load), (Some(8000.0), Some(4000.0)));
}

#[test]
fn one_event_told_by_many_weighs_more() {
    let told = |stories: u64| {
        let mut timeline = Timeline::new();
        for story in 0..stories {
            let event = but(
                sanction("USA", "RUS", "2017-04-13"),
                json!({"story": story}),
            );
            timeline.record(scored(&format!("d{story}"), "2017-04-13", &[], &[event]));
        }
        let view = timeline.relationship(pair("USA->RUS"));
        assert_eq!(view.events().len(), 1);
        view.events()[0].weight
    };
    let weights = [
        1_000_000, 1_500_000, 1_792_481, 2_000_000, 2_160_964, 2_292_481, 2_403_677, 2_500_000,
        2_500_000,
    ];
    for (stories, weight) in (1..).zip(weights) {
        assert_eq!(told(stories), weight, "{stories} stories");
    }
}

#[test]
fn a_wire_copy_of_the_next_day_is_no_new_event() {
    let mut timeline = one_sanction();
    timeline.record(scored(
        "b",
        "2017-04-14",
        &[],
        &[sanction("USA", "RUS", "2017-04-14")],
    ));
    let view = timeline.relationship(pair("USA->RUS"));
    assert_eq!(
        (view.events().len(), view.events()[0].day),
        (1, day("2017-04-13"))
    );
    assert_eq!(view.strongest(10).len(), 1);
    timeline.record(scored(
        "c",
        "2017-04-17",
        &[],
        &[sanction("USA", "RUS", "2017-04-17")],
    ));
    assert_eq!(timeline.relationship(pair("USA->RUS")).events().len(), 2);
}

#[test]
fn threats_stand_against_acts() {
    let published = "2017-04-13";
    let threat = but(
        sanction("USA", "RUS", published),
        json!({"class": "THREATEN", "mode": "intended"}),
    );
    let intended = but(
        sanction("USA", "RUS", published),
        json!({"class": "COERCE", "mode": "intended"}),
    );
    let half = but(
        sanction("USA", "RUS", published),
        json!({"class": "MOBILIZE", "weight": 500_000}),
    );
    let events = [sanction("USA", "RUS", published), threat, intended, half];
    let state = state_of(
        &timeline(&[scored("a", published, &[], &events)]),
        "USA->RUS",
    );
    // threats 1 + 0.5, acts 1 (the coercion is only intended): 1.5 / 2.5
    assert_eq!(state.threat_share, Some(0.6));
    let calm = but(
        sanction("USA", "RUS", published),
        json!({"class": "CONSULT", "quad": "verbal_coop"}),
    );
    assert_eq!(
        state_of(
            &timeline(&[scored("a", published, &[], &[calm])]),
            "USA->RUS"
        )
        .threat_share,
        None
    );
}

#[test]
fn modes_out_of_the_sums_are_listed_and_counted() {
    let denied = but(
        sanction("USA", "RUS", "2017-04-13"),
        json!({"mode": "negated"}),
    );
    let mut timeline = timeline(&[scored("a", "2017-04-13", &[], &[denied])]);
    let view = timeline.relationship(pair("USA->RUS"));
    assert_eq!((view.events().len(), view.events()[0].weight), (1, 0));
    assert!(view.points(Period::Week).is_empty() && view.strongest(1).is_empty());
    assert_eq!(view.state().unwrap().events, 0);
    let weights = ModeWeights {
        negated: 250_000,
        ..ModeWeights::default()
    };
    timeline.configure(Settings {
        mode_weights: weights,
        ..Settings::default()
    });
    assert_eq!(
        timeline.relationship(pair("USA->RUS")).events()[0].weight,
        250_000
    );
}

#[test]
fn coarse_and_old_dates_are_history() {
    let dated = |day: &str, precision: &str| {
        let date = json!({"day": day, "precision": precision, "default": false});
        let event = but(sanction("USA", "RUS", "2017-04-13"), json!({"date": date}));
        let timeline = timeline(&[scored("a", "2017-04-13", &[], &[event])]);
        let view = timeline.relationship(pair("USA->RUS"));
        let event = &view.events()[0];
        (event.mode.name(), event.weight, event.day.to_string())
    };
    assert_eq!(
        dated("2017-03-13", "day"),
        ("actual", 1_000_000, "2017-03-13".into())
    ); // 31 days
    assert_eq!(
        dated("2017-03-12", "day"),
        ("historical", 0, "2017-03-12".into())
    ); // 32 days
    assert_eq!(
        dated("2017-04-09", "week"),
        ("actual", 1_000_000, "2017-04-09".into())
    );
    assert_eq!(
        dated("2017-04-13", "month"),
        ("historical", 0, "2017-04-13".into())
    );
    assert_eq!(
        dated("2017-05-01", "day"),
        ("actual", 1_000_000, "2017-04-13".into())
    ); // never after publication
}

#[test]
fn everything_is_counted() {
    let secondary = but(
        sanction("USA", "RUS", "2017-04-13"),
        json!({"primary": false}),
    );
    let domestic = sanction("USA", "USA", "2017-04-13");
    let events = [sanction("USA", "RUS", "2017-04-13"), secondary, domestic];
    let mut timeline = timeline(&[scored(
        "a",
        "2017-04-13",
        &["RUS-USA", "RUS-USA", "USA->RUS"],
        &events,
    )]);
    for skipped in ["empty", "language", "undated"] {
        let record = json!({"document": "x", "published": "2017-04-20", "events": [], "named": [], "skipped": skipped});
        timeline.record(serde_json::from_value::<Record>(record).unwrap());
    }
    let undated =
        json!({"document": "x", "published": null, "events": [], "named": [], "skipped": null});
    timeline.record(serde_json::from_value::<Record>(undated).unwrap());
    let counts = timeline.counts();
    assert_eq!(
        (
            counts.read,
            counts.scored,
            counts.empty,
            counts.language,
            counts.undated
        ),
        (5, 1, 1, 1, 2)
    );
    assert_eq!(
        (
            counts.events,
            counts.recorded,
            counts.secondary,
            counts.domestic
        ),
        (3, 1, 1, 1)
    );
    assert_eq!(
        (timeline.last_day(), timeline.exposure(day("2017-04-13"))),
        (Some(day("2017-04-13")), 1)
    );
    assert_eq!(timeline.relationship(pair("USA-RUS")).documents(), 1);
}

#[test]
fn a_mutual_event_counts_once_without_direction() {
    let half = |source, target, reciprocal| {
        let change = json!({"mutual": true, "reciprocal": reciprocal, "weight": 500_000});
        but(sanction(source, target, "2017-04-13"), change)
    };
    let events = [half("USA", "RUS", false), half("RUS", "USA", true)];
    let timeline = timeline(&[scored("a", "2017-04-13", &["RUS-USA"], &events)]);
    let (both, there) = (
        timeline.relationship(pair("USA-RUS")),
        timeline.relationship(pair("USA->RUS")),
    );
    assert_eq!(
        (
            both.events().len(),
            both.events()[0].weight,
            there.events()[0].weight
        ),
        (1, 1_000_000, 500_000)
    );
    assert_eq!(both.state(), Some(state_of(&one_sanction(), "USA-RUS")));
    let strongest = both.strongest(10);
    assert_eq!((strongest.len(), strongest[0].reciprocal), (1, false));
    // Both sides the same: mu = -4 / 30.5, I = (-4 + 5 mu) / 5.5 = -0.846
    let asymmetry = both.asymmetry(day("2017-04-13")).unwrap();
    assert_eq!((asymmetry.forward, asymmetry.difference), (-0.846, 0.0));
}

#[test]
fn asymmetry_needs_both_sides() {
    let mut timeline = one_sanction();
    let today = day("2017-04-13");
    assert_eq!(
        timeline.relationship(pair("USA-RUS")).asymmetry(today),
        None
    );
    let steps = json!([{"kind": "term", "entry": "x", "span": {"start": 0, "end": 1}, "code": "03", "delta": 4.0}]);
    let reply = but(
        sanction("RUS", "USA", "2017-04-13"),
        json!({"class": "AGREE", "steps": steps}),
    );
    timeline.record(scored("b", "2017-04-13", &[], &[reply]));
    let asymmetry = timeline
        .relationship(pair("USA->RUS"))
        .asymmetry(today)
        .unwrap();
    // I of +4: (4 + 5 * 4 / 31) / 6 = 0.774194; -1.548387 - 0.774194
    assert_eq!(
        (asymmetry.forward, asymmetry.backward, asymmetry.difference),
        (-1.548, 0.774, -2.323)
    );
}

#[test]
fn salience_is_measured_against_its_base_period() {
    let mut timeline = one_sanction();
    for id in ["b", "c", "d"] {
        timeline.record(scored(id, "2017-04-12", &[], &[]));
    }
    timeline.record(scored("e", "2017-04-12", &["RUS-USA"], &[]));
    let (from, to) = (day("2017-04-12"), day("2017-04-12"));
    timeline.configure(Settings {
        base: Some(BasePeriod { from, to }),
        half_life: 1,
        ..Settings::default()
    });
    // N~ / D~ = (1 + 1/2) / (1 + 4/2) = 0.5 against 1/4
    assert_eq!(state_of(&timeline, "USA-RUS").salience, Some(200.0));
    let (from, to) = (day("2016-01-01"), day("2016-12-31"));
    timeline.configure(Settings {
        base: Some(BasePeriod { from, to }),
        ..Settings::default()
    });
    assert_eq!(state_of(&timeline, "USA-RUS").salience, None);
}

#[test]
fn points_without_data_say_so() {
    let mut timeline = one_sanction();
    timeline.record(scored("b", "2017-04-25", &["RUS-USA"], &[]));
    let points = timeline.relationship(pair("USA->RUS")).points(Period::Week);
    let lines: Vec<String> = points.iter().map(ToString::to_string).collect();
    assert_eq!(points.len(), 3);
    assert!(
        lines[0].starts_with("2017-W15 (to 2017-04-16)  tension 57."),
        "{}",
        lines[0]
    );
    assert!(lines[0].ends_with("  1 event"), "{}", lines[0]);
    assert!(
        lines[1].starts_with("2017-W16 (to 2017-04-23)")
            && lines[1].ends_with("too little  no data")
    );
    assert!(lines[2].starts_with("2017-W17 (to 2017-04-25)") && lines[2].ends_with("no data"));
    let observed = points[0].observed.unwrap();
    assert_eq!(
        (
            observed.weight,
            observed.mean,
            observed.hostile,
            observed.acts
        ),
        (1.0, -8.0, 8.0, 1.0)
    );
    assert_eq!(
        (
            points[1].observed,
            points[1].read,
            points[2].read,
            points[2].documents
        ),
        (None, 0, 1, 1)
    );
    let days = timeline.relationship(pair("USA->RUS")).points(Period::Day);
    assert_eq!(days.len(), 13);
    assert!(
        days[0]
            .to_string()
            .starts_with("2017-04-13  tension 57.7 [42.1, 73.4] calm to hostile  1 event")
    );
    assert_eq!(days[12].state, points[2].state);
    assert!(
        timeline
            .relationship(pair("USA->RUS"))
            .points(Period::Month)[0]
            .to_string()
            .starts_with("2017-04 (to ")
    );
}

#[test]
fn points_and_states_agree() {
    let mut timeline = one_sanction();
    timeline.record(scored(
        "b",
        "2017-08-25",
        &["RUS-USA"],
        &[sanction("RUS", "USA", "2017-08-25")],
    ));
    let view = timeline.relationship(pair("USA-RUS"));
    for point in view.points(Period::Week) {
        assert_eq!(point.state, view.at(point.to, 28));
    }
}

#[test]
fn evidence_keeps_three_a_month() {
    let mut records = Vec::new();
    for at in 1..=5_i64 {
        let delta = json!(-(at as f64));
        let steps = json!([{"kind": "term", "entry": "x", "span": {"start": 0, "end": 1}, "code": "16", "delta": delta}]);
        let published = format!("2017-04-{at:02}");
        let event = but(
            sanction("USA", "RUS", &published),
            json!({"steps": steps, "story": at}),
        );
        records.push(scored(&format!("d{at}"), &published, &[], &[event]));
    }
    let timeline = timeline(&records);
    let view = timeline.relationship(pair("USA-RUS"));
    let documents: Vec<&str> = view
        .strongest(9)
        .iter()
        .map(|entry| &*entry.document)
        .collect();
    assert_eq!(documents, ["d5", "d4", "d3"]);
    assert_eq!(view.strongest_by_month()[&day("2017-04-01")].len(), 3);
    assert_eq!(view.strongest(1)[0].score.to_string(), "-5.0");
}

#[test]
fn minimum_confidence_is_applied_when_reading() {
    let unsure = but(
        sanction("USA", "RUS", "2017-04-13"),
        json!({"confidence": 300_000, "story": 2}),
    );
    let mut timeline = timeline(&[scored("a", "2017-04-13", &[], &[unsure])]);
    assert_eq!(state_of(&timeline, "USA->RUS").events, 1);
    timeline.configure(Settings {
        minimum_confidence: 500_000,
        ..Settings::default()
    });
    assert_eq!(state_of(&timeline, "USA->RUS").events, 0);
    assert!(
        timeline
            .relationship(pair("USA->RUS"))
            .strongest(1)
            .is_empty()
    );
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let record = |at: u64| {
        let published = format!("2017-04-{:02}", 1 + at % 28);
        let event = but(
            sanction("USA", "RUS", &published),
            json!({"story": at % 40, "confidence": 500_000 + at}),
        );
        scored(&format!("d{at}"), &published, &["RUS-USA"], &[event])
    };
    let records: Vec<Record> = (0..200).map(record).collect();
    let serial = timeline(&records).to_bytes();
    for threads in [2, 3, 7] {
        let shards: Vec<Vec<Record>> = (0..threads)
            .map(|own| records.iter().skip(own).step_by(threads).cloned().collect())
            .collect();
        let parts: Vec<Timeline> = std::thread::scope(|scope| {
            let running: Vec<_> = shards
                .iter()
                .map(|shard| scope.spawn(|| timeline(shard)))
                .collect();
            running
                .into_iter()
                .rev()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        let mut merged = Timeline::new();
        parts.iter().for_each(|part| merged.merge(part).unwrap());
        assert!(merged.to_bytes() == serial, "{threads} threads");
    }
}

#[test]
fn stamps_and_settings_must_agree() {
    let (mut a, mut b) = (one_sanction(), one_sanction());
    a.stamp("core-en@1+aa");
    b.stamp("core-en@2+bb");
    let before = text(&a);
    assert!(matches!(a.merge(&b), Err(MergeError::Stamp { .. })));
    assert_eq!(
        a.merge(&one_sanction()).unwrap_err().to_string(),
        "timelines of different lexicons cannot be merged: core-en@1+aa and no stamp"
    );
    assert_eq!(
        a.merge(&Timeline::with(Settings {
            half_life: 7,
            ..Settings::default()
        })),
        Err(MergeError::Settings)
    );
    assert_eq!(text(&a), before);
    let mut blank = Timeline::new();
    blank.merge(&a).unwrap();
    a.merge(&Timeline::new()).unwrap();
    assert_eq!((text(&blank), text(&a)), (before.clone(), before));
}

#[test]
fn the_summary_round_trips() {
    let mut timeline = one_sanction();
    timeline.stamp("core-en@1+aa");
    timeline.record(scored(
        "b",
        "2017-05-20",
        &["RUS-USA"],
        &[sanction("RUS", "USA", "2017-05-20")],
    ));
    let summary = timeline.summary();
    let json = serde_json::to_string(&summary).unwrap();
    let back: Summary = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&back, serde_json::to_string(&back).unwrap()),
        (&summary, json)
    );
    let relationship = summary.relationship(pair("USA->RUS")).unwrap();
    assert_eq!(
        (
            relationship.documents,
            relationship.directions.len(),
            relationship.both.strongest.len()
        ),
        (2, 2, 2)
    );
    // April's event alone is worth n = 1 only in its own week; the weeks with neither data nor evidence are left out.
    assert!(
        relationship.both.weeks.len() >= 2
            && relationship
                .both
                .weeks
                .iter()
                .any(|week| week.observed.is_some())
    );
    let view = timeline.relationship(pair("RUS-USA"));
    assert_eq!(relationship.both.state, view.state().unwrap());
    assert!(
        relationship
            .both
            .weeks
            .iter()
            .all(|week| view.points(Period::Week).contains(week))
    );
    assert!(summary.to_string().contains("\nRUS-USA  tension "));
}

#[test]
fn a_bad_summary_is_refused() {
    let good = serde_json::to_value(one_sanction().summary()).unwrap();
    let refused = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(serde_json::from_value::<Summary>(bad).is_err(), "{pointer}");
    };
    refused("/format", json!(2));
    refused("/relationships/0/pair", json!("RUS->USA"));
    refused("/relationships/0/both/state/tension", json!(101.0));
    refused(
        "/relationships/0/both/state/level",
        json!("hostile to calm"),
    );
    refused("/relationships/0/both/strongest/0/pair", json!("CHN->USA"));
    refused("/relationships/0/both/weeks/0/to", json!("2017-02-30"));
}

#[test]
fn a_bad_timeline_is_refused() {
    let good = serde_json::to_value(one_sanction()).unwrap();
    assert!(serde_json::from_value::<Timeline>(good.clone()).is_ok());
    let refused = |pointer: &str, value: Value, why: &str| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        let error = serde_json::from_value::<Timeline>(bad)
            .unwrap_err()
            .to_string();
        assert!(error.contains(why), "{pointer}: {error}");
    };
    let at = |pointer: &str| good.pointer(pointer).unwrap().clone();
    let report = at("/pairs/0/cells/0/reports/0");
    let many: Vec<Value> = (0..9)
        .map(|story| but(report.clone(), json!({"story": format!("{story:016x}")})))
        .collect();
    refused("/format", json!(2), "format 2");
    refused("/counts/read", json!(7), "add up");
    refused(
        "/exposure",
        json!([["2017-04-13", 1], ["2017-04-13", 1]]),
        "not sorted",
    );
    refused("/exposure/0/1", json!(2), "add up");
    refused("/named/0/1/0/1", json!(5), "not read");
    refused("/named/0/0", json!("USA->RUS"), "not a pair of the kind");
    refused(
        "/pairs",
        json!([at("/pairs/0"), at("/pairs/0")]),
        "not sorted",
    );
    refused("/pairs/0/pair", json!("RUS-USA"), "not a pair of the kind");
    refused(
        "/pairs/0/cells",
        json!([at("/pairs/0/cells/0"), at("/pairs/0/cells/0")]),
        "not sorted",
    );
    refused("/pairs/0/cells", json!([]), "not a pair of the kind");
    refused("/pairs/0/cells/0/mode", json!("intended"), "evidence");
    refused("/pairs/0/cells/0/day", json!("2017-04-14"), "cell");
    refused("/pairs/0/cells/0/reports", json!([]), "cell");
    refused("/pairs/0/cells/0/reports", json!(many), "cell");
    refused("/pairs/0/cells/0/reports", json!([report, report]), "cell");
    refused(
        "/pairs/0/cells/0/reports/0/scale",
        json!(10.001),
        "between -10 and 10",
    );
    refused(
        "/pairs/0/cells/0/reports/0/weight",
        json!(1_000_001),
        "cell",
    );
    let steps = "/pairs/0/cells/0/reports/0/steps";
    refused(steps, json!([["term", "sanction", -7.0]]), "cell");
    let idle = json!([["term", "sanction", -8.0], ["rule", "x", 0.0]]);
    refused(steps, idle, "cell");
    refused(
        "/pairs/0/cells/0/reports/0/story",
        json!("1"),
        "sixteen digits",
    );
    refused(
        "/pairs/0/cells/0/reports/0/published",
        json!("2017-04-14"),
        "cell",
    );
    refused("/pairs/0/evidence/0/month", json!("2017-05-01"), "evidence");
    refused(
        "/pairs/0/evidence/0/entries/0/pair",
        json!("RUS->USA"),
        "evidence",
    );
    refused("/settings", json!({"half_life": 28}), "missing field");
}

#[test]
fn broken_bytes_never_panic() {
    let whole = text(&one_sanction());
    for end in 0..whole.len() {
        assert!(serde_json::from_str::<Timeline>(&whole[..end]).is_err());
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            if let Ok(timeline) = serde_json::from_slice::<Timeline>(&bytes) {
                for pair in timeline.pairs() {
                    let _ = timeline.relationship(pair).state();
                }
            }
        }
    }
}

#[test]
fn extreme_days_and_settings_are_survived() {
    let weights = ModeWeights {
        actual: u32::MAX,
        ..ModeWeights::default()
    };
    let settings = Settings {
        mode_weights: weights,
        story_weights: [u32::MAX; 8],
        half_life: 0,
        ..Settings::default()
    };
    let mut timeline = Timeline::with(settings);
    for published in ["0001-01-01", "9999-12-31"] {
        timeline.record(scored(
            "a",
            published,
            &["RUS-USA"],
            &[sanction("USA", "RUS", published)],
        ));
    }
    let summary = timeline.summary();
    let json = serde_json::to_string(&summary).unwrap();
    assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
}

/// A small world, so that cells, stories and months meet often.
fn any_event() -> impl Strategy<Value = Value> {
    let who = prop_oneof![
        3 => Just(("USA", "RUS")),
        2 => Just(("RUS", "USA")),
        1 => Just(("USA", "CHN"))
    ];
    let what = prop_oneof![
        4 => Just(("SANCTION", "actual")),
        1 => Just(("THREATEN", "intended")),
        1 => Just(("ACCUSE", "negated"))
    ];
    let how = (
        0_u64..14,
        0_usize..3,
        -10_000_i32..=10_000,
        any::<bool>(),
        any::<bool>(),
    );
    (who, what, how, 1_i32..=4).prop_map(|((source, target), (class, mode), how, day)| {
        let (story, weight, milli, default, mutual) = how;
        let (delta, day) = (f64::from(milli) / 1000.0, format!("2017-04-{day:02}"));
        let steps =
            json!([{"kind": "term", "entry": "x", "span": {"start": 0, "end": 1}, "code": "16", "delta": delta}]);
        but(
            sanction(source, target, &day),
            json!({
                "class": class, "mode": mode, "story": story, "steps": steps, "mutual": mutual,
                "weight": ([1_000_000, 500_000, 250_000][weight]), "confidence": ([900_000, 500_000, 900_000][weight]),
                "date": {"day": day, "precision": "day", "default": default}
            }),
        )
    })
}

fn any_record() -> impl Strategy<Value = Record> {
    (0_u8..9, 3_u8..9, vec(any_event(), 0..5)).prop_map(|(id, day, events)| {
        scored(
            &format!("d{id}"),
            &format!("2017-04-{day:02}"),
            &["RUS-USA"],
            &events,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn any_order_and_any_split_give_the_same_bytes(
        (records, shuffled, shards) in vec(any_record(), 1..24).prop_flat_map(|records| {
            let shuffled = Just(records.clone()).prop_shuffle();
            let shards = vec(0_usize..4, records.len());
            (Just(records), shuffled, shards)
        })
    ) {
        let serial = timeline(&records);
        let mut parts = vec![Timeline::new(); 4];
        for (record, shard) in shuffled.iter().zip(shards) {
            parts[shard].record(record);
        }
        let [a, b, c, d] = &parts[..] else { unreachable!() };
        let merged = |list: &[&Timeline]| {
            let mut sum = Timeline::new();
            list.iter().for_each(|part| sum.merge(part).unwrap());
            sum
        };
        let left = merged(&[a, b, c, d]);
        let right = merged(&[d, &merged(&[&merged(&[c, b]), a])]);
        prop_assert_eq!(text(&serial), text(&left));
        prop_assert_eq!(text(&serial), text(&right));
        prop_assert_eq!(serial.to_bytes(), left.to_bytes());
        let reloaded = |part: &Timeline| Timeline::from_bytes(&part.to_bytes()).unwrap();
        let parts: Vec<Timeline> = [c, a, d, b].into_iter().map(reloaded).collect();
        let saved = merged(&parts.iter().collect::<Vec<_>>());
        prop_assert_eq!(serial.to_bytes(), saved.to_bytes());
        prop_assert_eq!(serial.summary(), right.summary());
    }

    #[test]
    fn a_cell_forgets_the_same_stories_in_any_order(
        (stories, shuffled, cut) in vec((0_u64..40, 0_u8..9), 1..60).prop_flat_map(|stories| {
            let (shuffled, cut) = (Just(stories.clone()).prop_shuffle(), 0..=stories.len());
            (Just(stories), shuffled, cut)
        })
    ) {
        let told = |stories: &[(u64, u8)]| {
            let tell = |&(story, id): &(u64, u8)| {
                let event = but(sanction("USA", "RUS", "2017-04-13"), json!({"story": story}));
                scored(&format!("d{id}"), "2017-04-13", &[], &[event])
            };
            timeline(&stories.iter().map(tell).collect::<Vec<_>>())
        };
        let serial = told(&stories);
        let mut merged = told(&shuffled[..cut]);
        merged.merge(&told(&shuffled[cut..])).unwrap();
        prop_assert_eq!(text(&serial), text(&merged));
        let distinct = stories.iter().map(|story| story.0).collect::<std::collections::BTreeSet<_>>().len();
        prop_assert_eq!(serial.relationship(pair("USA->RUS")).events()[0].stories, distinct.min(8));
    }

    #[test]
    fn cells_and_evidence_are_unions(records in vec(any_record(), 1..16)) {
        let once = timeline(&records);
        let mut twice = once.clone();
        twice.merge(&once).unwrap();
        let pairs = |timeline: &Timeline| serde_json::to_value(timeline).unwrap()["pairs"].clone();
        prop_assert_eq!(pairs(&once), pairs(&twice));
        prop_assert_eq!(twice.documents(), 2 * once.documents());
    }

    #[test]
    fn json_round_trips(records in vec(any_record(), 0..16)) {
        let timeline = timeline(&records);
        let back: Timeline = serde_json::from_str(&text(&timeline)).unwrap();
        prop_assert_eq!(&back, &timeline);
        prop_assert_eq!(text(&back), text(&timeline));
        prop_assert_eq!(back.to_bytes(), timeline.to_bytes());
        prop_assert_eq!(&Timeline::from_bytes(&timeline.to_bytes()).unwrap(), &timeline);
        let summary = serde_json::to_string(&timeline.summary()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Summary>(&summary).unwrap(), timeline.summary());
    }

    #[test]
    fn parts_make_the_whole(records in vec(any_record(), 1..16)) {
        let timeline = timeline(&records);
        let (first, last) = (day("2017-03-01"), timeline.last_day().unwrap());
        let world = timeline.world();
        let pairs = timeline.undirected_pairs();
        let events: usize = pairs.iter().map(|pair| timeline.relationship(*pair).events().len()).sum();
        prop_assert_eq!(world.events().len(), events);
        let sum: f64 = world.events().iter().map(|event| event.weight as f64 / 1e6 * event.scale.to_f64()).sum();
        let parts = world.attributions(first, last);
        let added: f64 = parts.iter().map(|part| part.points).sum();
        prop_assert!((added - sum).abs() <= 0.0006 * (parts.len() + 1) as f64, "{} of {}", added, sum);
        for peak in world.peaks(Period::Day, Side::Hostile, 9) {
            let told: f64 = peak.articles.iter().map(|article| article.points).sum();
            prop_assert!((told - peak.points).abs() <= 0.0006 * (peak.articles.len() + 1) as f64);
        }
        let shares: f64 = world.contacts(first, last).iter().map(|contact| contact.share).sum();
        prop_assert!(shares == 0.0 || (shares - 1.0).abs() < 0.01);
    }

    #[test]
    fn every_read_out_keeps_its_range(records in vec(any_record(), 1..16), half_life in 0_u16..120) {
        let timeline = timeline(&records);
        for pair in timeline.pairs().into_iter().chain(timeline.undirected_pairs()) {
            let state = timeline.relationship(pair).at(timeline.last_day().unwrap(), half_life);
            prop_assert!((0.0..=100.0).contains(&state.tension));
            prop_assert!(state.tension_band[0] <= state.tension && state.tension <= state.tension_band[1]);
            prop_assert!(state.effective >= 0.0 && state.threat_share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }
}
