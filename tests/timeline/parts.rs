//! What a relationship is made of: fields of policy, peaks with their articles and entries, breaks. All by hand.

use detente::{Context, Period, Record, Side, StepKind, Timeline};
use serde_json::{Value, json};

use crate::{but, day, pair, sanction, scored, timeline};

/// Steps of terms and shifters, in this order.
fn steps(parts: &[(&str, &str, f64)]) -> Value {
    let step = |(kind, entry, delta): &(&str, &str, f64)| json!({"kind": kind, "entry": entry, "span": {"start": 0, "end": 1}, "code": "16", "delta": delta});
    parts.iter().map(step).collect()
}

fn term(delta: f64) -> Value {
    steps(&[("term", "x", delta)])
}

#[test]
fn contacts_share_the_weight() {
    let on = "2017-04-13";
    let event = |class: &str, context: Value, delta: f64, weight: u32| {
        let change =
            json!({"class": class, "context": context, "steps": term(delta), "weight": weight});
        but(sanction("USA", "RUS", on), change)
    };
    let events = [
        event("SANCTION", json!("economic"), -8.0, 1_000_000),
        event("COOPERATE", json!("economic"), 4.0, 500_000),
        event("COERCE", json!("military"), -6.0, 500_000),
        event("ACCUSE", Value::Null, -2.0, 500_000),
        but(
            event("ASSAULT", json!("cyber"), -9.0, 500_000),
            json!({"mode": "negated"}),
        ),
    ];
    let timeline = timeline(&[scored("a", on, &[], &events)]);
    let contacts = timeline
        .relationship(pair("USA->RUS"))
        .contacts(day(on), day(on));
    // W = 1 + 0.5 + 0.5 + 0.5 = 2.5; the negated assault is out of the sums.
    let table: Vec<_> = contacts
        .iter()
        .map(|of| (of.context, of.events, of.weight, of.share))
        .collect();
    assert_eq!(
        table,
        [
            (Some(Context::Economic), 2, 1.5, 0.6),
            (None, 1, 0.5, 0.2),
            (Some(Context::Military), 1, 0.5, 0.2),
        ]
    );
    // Economic: S = -8 + 0.5 * 4 = -6, S / W = -6 / 1.5; H = 8; S + H = 2.
    let economic = contacts[0];
    assert_eq!(
        (economic.mean, economic.hostile, economic.cooperative),
        (-4.0, 8.0, 2.0)
    );
    let before = timeline
        .relationship(pair("USA->RUS"))
        .contacts(day("2017-04-01"), day("2017-04-12"));
    assert!(before.is_empty());
}

/// Two stories of one harsh sanction, in `a` and `b`; a coercion in `b`; two weeks later an agreement in `c`.
fn crisis() -> Timeline {
    let (on, later) = ("2017-04-13", "2017-04-27");
    let parts = [("term", "sanction", -8.0), ("shifter", "harsh", -1.0)];
    let first = but(sanction("USA", "RUS", on), json!({"steps": steps(&parts)}));
    let second = but(first.clone(), json!({"story": 2}));
    let coercion = but(
        sanction("USA", "RUS", on),
        json!({"class": "COERCE", "steps": steps(&[("governor", "order", 1.0), ("term", "seize", -6.0)])}),
    );
    let agreement = but(
        sanction("USA", "RUS", later),
        json!({"class": "AGREE", "steps": term(4.0)}),
    );
    timeline(&[
        scored("a", on, &[], &[first]),
        scored("b", on, &[], &[second, coercion]),
        scored("c", later, &[], &[agreement]),
    ])
}

#[test]
fn a_peak_names_its_articles_and_entries() {
    let timeline = crisis();
    let view = timeline.relationship(pair("USA->RUS"));
    let peaks = view.peaks(Period::Week, Side::Hostile, 5);
    assert_eq!(peaks.len(), 1);
    let peak = &peaks[0];
    // The sanction is told by two stories: 1.5 * 9 = 13.5; the coercion by one: 5.
    assert_eq!(
        (peak.points, peak.from, peak.to),
        (18.5, day("2017-04-10"), day("2017-04-16"))
    );
    // Half of 13.5 each, and the coercion to b: 6.75 + 5.
    let articles: Vec<_> = peak
        .articles
        .iter()
        .map(|of| (&*of.document, of.events, of.points))
        .collect();
    assert_eq!(articles, [("b", 2, 11.75), ("a", 1, 6.75)]);
    // 1.5 * -8, -6, 1.5 * -1, +1: together -18.5
    let entries: Vec<_> = peak
        .entries
        .iter()
        .map(|of| (of.kind, of.entry.as_str(), of.events, of.points))
        .collect();
    assert_eq!(
        entries,
        [
            (StepKind::Term, "sanction", 1, -12.0),
            (StepKind::Term, "seize", 1, -6.0),
            (StepKind::Shifter, "harsh", 1, -1.5),
            (StepKind::Governor, "order", 1, 1.0),
        ]
    );
}

#[test]
fn peaks_are_of_one_side() {
    let timeline = crisis();
    let view = timeline.relationship(pair("USA-RUS"));
    let calm = view.peaks(Period::Day, Side::Cooperative, 5);
    assert_eq!((calm.len(), calm[0].points), (1, 4.0));
    assert_eq!(calm[0].from, day("2017-04-27"));
    assert!(view.peaks(Period::Day, Side::Hostile, 0).is_empty());
    // All events together: -18.5 + 4.
    let all = view.attributions(day("2017-04-01"), day("2017-04-30"));
    assert_eq!(all.iter().map(|of| of.points).sum::<f64>(), -14.5);
}

#[test]
fn what_the_scale_cuts_off_is_named() {
    let on = "2017-04-13";
    let parts = [("term", "bomb", -9.0), ("shifter", "brutally", -4.0)];
    let event = but(sanction("USA", "RUS", on), json!({"steps": steps(&parts)}));
    let timeline = timeline(&[scored("a", on, &[], &[event])]);
    let entries = timeline
        .relationship(pair("USA->RUS"))
        .attributions(day(on), day(on));
    // -9 - 4 is past the scale's end, -10: the rest of 3 is the limit's.
    let entries: Vec<_> = entries
        .iter()
        .map(|of| (of.entry.as_str(), of.points))
        .collect();
    assert_eq!(
        entries,
        [("bomb", -9.0), ("brutally", -4.0), ("limit", 3.0)]
    );
}

/// A document a week from 2 January 2017 on, a Monday, with one event of each scale.
fn weekly(scales: &[f64]) -> Timeline {
    let record = |(week, scale): (i32, &f64)| -> Record {
        let on = day("2017-01-02").plus(7 * week).to_string();
        let change = json!({"steps": term(*scale), "story": week});
        let event = but(sanction("USA", "RUS", &on), change);
        scored(&format!("w{week}"), &on, &[], &[event])
    };
    timeline(&(0..).zip(scales).map(record).collect::<Vec<_>>())
}

#[test]
fn a_change_point_by_hand() {
    let timeline = weekly(&[8.0, 8.0, 8.0, 8.0, -8.0, -8.0, -8.0, -8.0]);
    let found = timeline.relationship(pair("USA->RUS")).change_points();
    // 32^2 / (4 * 16) on either side, 0 over both; the penalty is 3 ln 8 = 6.238
    assert_eq!(found.len(), 1);
    let change = found[0];
    assert_eq!(
        (change.day, change.before, change.after, change.evidence),
        (day("2017-01-30"), 8.0, -8.0, 32.0)
    );
    let quiet = weekly(&[2.0, 2.0, 2.0, 2.0, -2.0, -2.0, -2.0, -2.0]);
    assert!(
        quiet
            .relationship(pair("USA->RUS"))
            .change_points()
            .is_empty()
    );
}
