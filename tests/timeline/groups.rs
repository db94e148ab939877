//! Groups of pairs, by hand.

use detente::{Bloc, Period, Timeline};
use serde_json::json;

use crate::{but, day, pair, sanction, scored, timeline};

const DAY: &str = "2017-04-13";

fn bloc(codes: &[&str]) -> Bloc {
    Bloc::new(codes.iter().map(|code| code.parse().unwrap()))
}

/// USA->RUS -8, GBR->RUS -4, RUS->USA +2, and USA->GBR +6 by the next day.
fn four_events() -> Timeline {
    let event = |source: &str, target: &str, on: &str, delta: f64| {
        let steps = json!([{"kind": "term", "entry": "x", "span": {"start": 0, "end": 1}, "code": "16", "delta": delta}]);
        but(sanction(source, target, on), json!({"steps": steps}))
    };
    let next = "2017-04-14";
    timeline(&[
        scored("a", DAY, &["RUS-USA"], &[event("USA", "RUS", DAY, -8.0)]),
        scored(
            "b",
            DAY,
            &["GBR-RUS", "RUS-USA"],
            &[
                event("GBR", "RUS", DAY, -4.0),
                event("RUS", "USA", DAY, 2.0),
            ],
        ),
        scored("c", next, &["GBR-USA"], &[event("USA", "GBR", next, 6.0)]),
    ])
}

#[test]
fn one_bloc_toward_another() {
    let timeline = four_events();
    let group = timeline.toward(&bloc(&["USA", "GBR"]), &bloc(&["RUS"]));
    assert_eq!(group.pairs(), [pair("GBR->RUS"), pair("USA->RUS")]);
    let state = group.at(day(DAY), 28);
    // W = 2, S = -12: mu = -12 / 32 = -0.375; I = (-12 - 1.875) / 7 = -1.982143; n = 4 / 2
    assert_eq!(
        (state.events, state.effective, state.intensity),
        (2, 2.0, -1.982)
    );
    // 1000 * 12 / 2 documents
    assert_eq!(state.load, Some(6000.0));
    // Documents name RUS-USA twice and GBR-RUS once: three namings in two documents, as in the base period.
    assert_eq!((group.documents(), state.salience), (3, Some(100.0)));
}

#[test]
fn two_blocs_in_both_directions() {
    let timeline = four_events();
    let (west, russia) = (bloc(&["USA", "GBR"]), bloc(&["RUS"]));
    let group = timeline.between(&west, &russia);
    let state = group.at(day(DAY), 28);
    // W = 3, S = -10: mu = -10 / 33 = -0.303030; I = (-10 - 1.515152) / 8 = -1.439394
    assert_eq!((state.events, state.intensity), (3, -1.439));
    assert_eq!(
        timeline.between(&russia, &west).at(day(DAY), 28),
        state,
        "no direction"
    );
    let within = timeline.between(&west, &west);
    assert_eq!(within.pairs(), [pair("GBR-USA")]);
    assert!(timeline.between(&russia, &russia).state().unwrap().events == 0);
}

#[test]
fn one_actor_and_the_world() {
    let timeline = four_events();
    let group = timeline.toward(&bloc(&["USA"]), &Bloc::world());
    assert_eq!(group.pairs(), [pair("USA->GBR"), pair("USA->RUS")]);
    assert_eq!(group.points(Period::Day).len(), 2);
    assert_eq!(timeline.world().pairs().len(), 3);
    assert_eq!(timeline.world().state().unwrap().events, 4);
}

#[test]
fn a_group_of_one_pair_is_that_pair() {
    let timeline = four_events();
    for (group, of) in [
        (
            timeline.toward(&bloc(&["USA"]), &bloc(&["RUS"])),
            "USA->RUS",
        ),
        (
            timeline.between(&bloc(&["USA"]), &bloc(&["RUS"])),
            "USA-RUS",
        ),
    ] {
        let view = timeline.relationship(pair(of));
        assert_eq!(group.state(), view.state());
        assert_eq!(group.points(Period::Week), view.points(Period::Week));
        assert_eq!(group.events(), view.events());
        assert_eq!(group.documents(), view.documents());
    }
}

#[test]
fn the_mean_of_all_pairs_counts_each_once() {
    let timeline = four_events();
    let mean = timeline.world_mean(day(DAY), 28).unwrap();
    // RUS-USA: S = -6, W = 2: mu = -6 / 32; I = (-6 - 0.9375) / 7 = -0.991071, tension 54.955
    // GBR-RUS: S = -4, W = 1: mu = -4 / 31; I = (-4 - 0.645161) / 6 = -0.774194, tension 53.871
    // GBR-USA has nothing yet: (54.955 + 53.871) / 2
    assert_eq!((mean.pairs, mean.tension), (2, 54.413));
    assert_eq!(Timeline::new().world_mean(day(DAY), 28), None);
}
