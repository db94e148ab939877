//! A timeline in parts by pair: each reads as in the whole, and together they are the whole.

use std::collections::BTreeMap;

use detente::{MergeError, Pair, Record, Timeline};
use proptest::{collection::vec, prelude::*};

use crate::{any_record, day, one_sanction, pair, sanction, scored, timeline};

/// Three pairs, two of them in part 0.
fn place(pair: Pair) -> u32 {
    match pair.to_string().as_str() {
        "RUS-USA" => 2,
        _ => 0,
    }
}

fn joined(parts: &BTreeMap<u32, Timeline>) -> Timeline {
    let mut whole = parts[&0].clone();
    let others = parts.iter().filter(|(place, _)| **place != 0);
    others.for_each(|(_, part)| whole.join(part).unwrap());
    whole
}

#[test]
fn a_part_reads_as_the_whole_does() {
    let on = "2017-04-13";
    let events = [sanction("USA", "RUS", on), sanction("CHN", "USA", on)];
    let whole = timeline(&[
        scored("a", on, &["CHN-USA", "RUS-USA", "CHN-RUS"], &events),
        scored("b", "2017-04-14", &[], &[]),
    ]);
    let parts = whole.divide(place);
    assert_eq!(parts.keys().copied().collect::<Vec<_>>(), [0, 2]);
    assert_eq!(parts[&2].pairs(), [pair("USA->RUS")]);
    assert_eq!(parts[&0].pairs(), [pair("CHN->USA")]);
    for part in parts.values() {
        assert_eq!(part.counts(), whole.counts());
        assert_eq!(part.exposure(day(on)), 1);
        assert_eq!(&Timeline::from_bytes(&part.to_bytes()).unwrap(), part);
        for pair in part.pairs() {
            let state = |timeline: &Timeline| timeline.relationship(pair).state();
            assert_eq!(state(part), state(&whole));
        }
    }
    assert_eq!(joined(&parts), whole);
}

#[test]
fn what_tells_of_no_pair_is_in_part_0_alone() {
    let whole = timeline(&[scored("a", "2017-04-13", &[], &[])]);
    assert_eq!(whole.divide(|_| 7), BTreeMap::from([(0, whole)]));
}

#[test]
fn parts_of_one_pair_or_of_more_documents_do_not_join() {
    let mut whole = one_sanction();
    let before = whole.clone();
    assert_eq!(
        whole.join(&before).unwrap_err().to_string(),
        "both parts tell of RUS-USA; join parts of different pairs, merge those of different documents"
    );
    let named = |pairs: &[&str]| timeline(&[scored("b", "2017-04-13", pairs, &[])]);
    let pair = pair("RUS-USA");
    assert_eq!(
        whole.join(&named(&["RUS-USA"])),
        Err(MergeError::Pair(pair))
    );
    let mut more = named(&["CHN-USA"]);
    more.record(scored("c", "2017-04-13", &[], &[]));
    assert_eq!(
        whole.join(&more),
        Err(MergeError::Exposure(day("2017-04-13")))
    );
    assert_eq!(whole, before);
    let mut other = named(&["CHN-USA"]);
    other.stamp("core-en@1+aa");
    assert!(matches!(whole.join(&other), Err(MergeError::Stamp { .. })));
    assert_eq!(whole, before);
    whole.join(&named(&["CHN-USA"])).unwrap();
    assert_eq!(whole.documents(), before.documents());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    /// As a cluster does it: every document is divided, like parts are merged in any order, and the parts joined.
    #[test]
    fn documents_divided_and_merged_by_part_are_the_whole(
        (records, shuffled, places) in vec(any_record(), 1..24).prop_flat_map(|records| {
            let shuffled = Just(records.clone()).prop_shuffle();
            (Just(records), shuffled, [0_u32..4, 0_u32..4])
        })
    ) {
        let place = |pair: Pair| places[usize::from(pair.to_string() == "RUS-USA")];
        let mut merged: BTreeMap<u32, Timeline> = BTreeMap::new();
        for record in &shuffled {
            let one: &[Record] = std::slice::from_ref(record);
            for (place, part) in timeline(one).divide(place) {
                merged.entry(place).or_default().merge(&part).unwrap();
            }
        }
        prop_assert_eq!(joined(&merged).to_bytes(), timeline(&records).to_bytes());
    }
}
