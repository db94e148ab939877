//! The timeline in parts by pair: the bytes are those of one, and what is too large for one message passes in parts.

mod common;

use std::{fmt::Write, fs};

use common::{CLUSTER, archive, assert_same, done, folder, inside, run, single, text};

#[test]
fn any_number_of_shards_gives_the_bytes_of_the_single_machine() {
    let work = folder();
    let (news, alone) = (inside(&work, "news"), inside(&work, "alone"));
    archive(&news, 2);
    single(&alone, &[&news]);
    let mut checkpoints = Vec::new();
    for shards in ["1", "3", "100"] {
        let out = inside(&work, &format!("out-{shards}"));
        let mut arguments = vec!["standalone", "timeline", text(&news), "--out", text(&out)];
        arguments.extend(["--partitions", "4", "--slice", "1", "--shards", shards]);
        done(CLUSTER, &arguments);
        assert_same(&out, &alone);
        checkpoints.push(fs::read(out.join("timeline.checkpoint")).expect("it is there"));
    }
    assert!(checkpoints.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn no_article_at_all_is_an_empty_timeline() {
    let work = folder();
    let (news, alone, out) = (
        inside(&work, "none.ndjson"),
        inside(&work, "alone"),
        inside(&work, "out"),
    );
    fs::write(&news, "").expect("the file is written");
    single(&alone, &[&news]);
    let mut arguments = vec!["standalone", "timeline", text(&news), "--out", text(&out)];
    arguments.extend(["--shards", "3"]);
    done(CLUSTER, &arguments);
    assert_same(&out, &alone);
}

#[test]
fn a_timeline_too_large_for_one_message_passes_in_shards() {
    let work = folder();
    let news = inside(&work, "news.ndjson");
    fs::write(&news, condemnations(40_000)).expect("the file is written");
    let with = |more: &[&str]| {
        let mut arguments = vec!["standalone", "timeline", text(&news)];
        arguments.extend(["--partitions", "16", "--slice", "1"]);
        arguments.extend(more);
        run(CLUSTER, &arguments)
    };
    let failed = with(&["--shards", "1", "--message", "1"]);
    assert!(!failed.success && failed.out.is_empty());
    for told in ["limit is: 1048576", "--shards", "--message"] {
        assert!(failed.err.contains(told), "{}", failed.err);
    }
    let [whole, divided] = [
        with(&["--shards", "1"]),
        with(&["--shards", "16", "--message", "1"]),
    ];
    assert!(whole.success && divided.success, "{}", divided.err);
    assert!(whole.out.contains("Read 40000 articles: 40000 scored"));
    assert_eq!(whole.out, divided.out);
}

/// Articles of one event each, on so many days and under such ids that little of their timeline can be packed.
fn condemnations(articles: u64) -> String {
    let states = [
        "France", "Iran", "Japan", "China", "Poland", "Greece", "India", "Egypt",
    ];
    let mut lines = String::new();
    for number in 0..articles {
        let chosen = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let [a, step, year, month, day] = [8, 7, 25, 12, 28].map({
            let mut rest = chosen >> 20;
            move |end| {
                let digit = rest % end;
                rest /= end;
                usize::try_from(digit).expect("it is small")
            }
        });
        let id = chosen.wrapping_mul(chosen | 1);
        let (a, b) = (states[a], states[(a + 1 + step) % states.len()]);
        let date = format!("{}-{:02}-{:02}", 1990 + year, 1 + month, 1 + day);
        writeln!(
            lines,
            "{{\"id\": \"{id:016x}{chosen:016x}\", \"date\": \"{date}\", \"text\": \"{a} condemned {b}.\"}}"
        )
        .expect("there is room");
    }
    lines
}
