//! A scheduler and executors as processes of their own, on loopback, with free ports.

mod common;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use common::{
    CLUSTER, Cluster, archive, assert_same, bytes, folder, inside, run, shuffled, single, text,
};

fn timeline<'a>(cluster: &'a Cluster, news: &'a Path, out: &'a Path) -> Vec<&'a str> {
    vec![
        "run",
        "timeline",
        text(news),
        "--out",
        text(out),
        "--scheduler",
        &cluster.url,
    ]
}

#[test]
fn two_executors_give_the_bytes_of_the_single_machine_once_and_again() {
    let work = folder();
    let (news, alone, out) = (
        inside(&work, "news"),
        inside(&work, "alone"),
        inside(&work, "out"),
    );
    archive(&news, 4);
    single(&alone, &[&news]);
    let cluster = Cluster::start(60);
    let places = ["one", "two"].map(|name| inside(&work, name));
    let _executors = places.each_ref().map(|place| cluster.executor(place, &[]));
    let mut arguments = timeline(&cluster, &news, &out);
    arguments.extend(["--partitions", "8", "--slice", "1", "--shards", "5"]);
    for _ in 0..2 {
        // What a run that was stopped would have left is no part of the next one's result.
        let left = inside(&work, "out.part");
        fs::create_dir_all(&left).expect("there is room for a folder");
        fs::write(left.join("pair_day.csv"), "half a table").expect("the file is written");
        let done = run(CLUSTER, &arguments);
        assert!(done.success, "{}", done.err);
        assert_same(&out, &alone);
        assert!(!left.exists());
        assert!(
            places.iter().all(|place| bytes(place) > 0),
            "both have worked"
        );
    }
}

#[test]
fn an_executor_killed_at_work_changes_nothing() {
    let work = folder();
    let (news, alone, out) = (
        inside(&work, "news"),
        inside(&work, "alone"),
        inside(&work, "out"),
    );
    archive(&news, 24);
    single(&alone, &[&news]);
    let cluster = Cluster::start(10);
    let places = ["one", "two"].map(|name| inside(&work, name));
    let [mut first, mut second] = places.each_ref().map(|place| cluster.executor(place, &[]));
    let mut arguments = timeline(&cluster, &news, &out);
    arguments.extend(["--partitions", "12", "--slice", "1"]);
    let done = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(CLUSTER, &arguments));
        let folders = places.each_ref().map(|place| &**place);
        // It has finished a part of its work, which is lost with it, and is at the next.
        match shuffled(&folders, Duration::from_secs(60)).expect("work has begun") {
            0 => first.kill(),
            _ => second.kill(),
        }
        assert!(
            !running.is_finished() && !out.exists(),
            "it is killed in the middle"
        );
        running.join().expect("the client ends")
    });
    assert!(done.success, "{}", done.err);
    assert_same(&out, &alone);
}

#[test]
fn another_lexicon_is_refused_and_nothing_is_written() {
    let work = folder();
    let (news, out) = (inside(&work, "news"), inside(&work, "out"));
    archive(&news, 1);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../own_lexicon");
    let cluster = Cluster::start(60);
    let _executor = cluster.executor(&inside(&work, "one"), &["--lexicon", text(&own)]);
    let failed = run(CLUSTER, &timeline(&cluster, &news, &out));
    assert!(!failed.success && !out.exists());
    assert!(failed.err.contains("is refused"), "{}", failed.err);
    assert!(failed.err.contains("--lexicon"), "{}", failed.err);
}

#[test]
fn an_executor_without_our_functions_fails_with_a_message_that_says_so() {
    let work = folder();
    let (news, out) = (inside(&work, "news"), inside(&work, "out"));
    archive(&news, 1);
    let cluster = Cluster::start(60);
    let _executor = cluster.executor(&inside(&work, "one"), &["--plain"]);
    let failed = run(CLUSTER, &timeline(&cluster, &news, &out));
    assert!(!failed.success && !out.exists());
    assert!(
        failed.err.contains("without détente's functions"),
        "{}",
        failed.err
    );
}

#[test]
fn inputs_an_executor_does_not_see_are_an_error_that_says_so() {
    let work = folder();
    let (news, out) = (inside(&work, "news"), inside(&work, "out"));
    archive(&news, 1);
    let cluster = Cluster::start(60);
    let mut arguments = timeline(&cluster, &news, &out);
    arguments.extend(["--format", "json"]);
    let failed = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(CLUSTER, &arguments));
        // The client lists its inputs and waits for an executor; by then they are gone.
        std::thread::sleep(Duration::from_secs(3));
        fs::remove_dir_all(&news).expect("the inputs go");
        let _executor = cluster.executor(&inside(&work, "one"), &[]);
        running.join().expect("the client ends")
    });
    assert!(!failed.success && !out.exists());
    assert!(failed.err.contains("must see the inputs"), "{}", failed.err);
}

#[test]
fn no_executor_is_an_error_after_a_time_and_one_that_comes_in_time_is_waited_for() {
    let work = folder();
    let (news, out) = (inside(&work, "news"), inside(&work, "out"));
    archive(&news, 1);
    let cluster = Cluster::start(60);
    let mut arguments = timeline(&cluster, &news, &out);
    let begun = Instant::now();
    arguments.extend(["--wait", "2"]);
    let failed = run(CLUSTER, &arguments);
    assert!(!failed.success && !out.exists());
    assert!(failed.err.contains("within 2 s"), "{}", failed.err);
    assert!(failed.err.contains("detente-cluster executor"));
    assert!(begun.elapsed() >= Duration::from_secs(2));
    arguments.pop();
    arguments.push("120");
    let done = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(CLUSTER, &arguments));
        std::thread::sleep(Duration::from_secs(3));
        assert!(!running.is_finished(), "it waits");
        let _executor = cluster.executor(&inside(&work, "one"), &[]);
        running.join().expect("the client ends")
    });
    assert!(
        done.success && out.join("summary.json").exists(),
        "{}",
        done.err
    );
}

#[test]
fn no_scheduler_is_an_error() {
    let work = folder();
    let news = inside(&work, "news");
    archive(&news, 1);
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
    let nobody = format!("http://{}", port.expect("there is a free port"));
    let arguments = ["run", "timeline", text(&news), "--scheduler", &nobody];
    let failed = run(CLUSTER, &arguments);
    assert!(!failed.success && !failed.err.is_empty());
}
