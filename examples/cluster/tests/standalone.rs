//! One process, any number of partitions, any form of input: the bytes are those of `summarize`.

mod common;
#[path = "../../../tests/examples/session.rs"]
mod session;

use std::{fs, io::Write, path::Path};

use common::{CLUSTER, archive, assert_same, done, folder, inside, run, single, text};
use flate2::{Compression, write::GzEncoder};

#[test]
fn any_number_of_partitions_gives_the_bytes_of_the_single_machine() {
    let work = folder();
    let (news, alone) = (inside(&work, "news"), inside(&work, "alone"));
    archive(&news, 4);
    let told = single(&alone, &[&news]);
    for partitions in ["1", "2", "4"] {
        let out = inside(&work, &format!("out-{partitions}"));
        // Slices of one MiB cut every file of the archive.
        let ours = done(
            CLUSTER,
            &[
                "standalone",
                "timeline",
                text(&news),
                "--out",
                text(&out),
                "--partitions",
                partitions,
                "--slice",
                "1",
            ],
        );
        assert_same(&out, &alone);
        same_account(&ours.out, &told.out);
        assert_eq!(bad_lines(&out), bad_lines_told(&told.out));
        assert!(out.join("pair_day.parquet").exists());
    }
}

#[test]
fn the_head_shows_what_is_printed() {
    let sessions = session::sessions(include_str!("../src/main.rs"));
    assert!(!sessions.is_empty());
    let work = folder();
    let out = inside(&work, "tables");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for session in sessions {
        let run = "cargo run --manifest-path examples/cluster/Cargo.toml -- ";
        let arguments = session.command.strip_prefix(run).expect("it runs this");
        let arguments = arguments.split(' ').map(|argument| match argument {
            "examples/data" => text(&data),
            "tables" => text(&out),
            argument => argument,
        });
        let printed = done(CLUSTER, &arguments.collect::<Vec<_>>()).out;
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        assert!(!session.shown.is_empty());
        assert!(session.is(&lines), "{} prints\n{printed}", session.command);
    }
}

/// What was read and skipped, in the words of both.
fn same_account(ours: &str, theirs: &str) {
    let account = |text: &str| {
        let line = text.lines().find(|line| line.starts_with("Read "));
        let line = line.expect("it tells what was read").replace(',', "");
        let numbers = line.split(|c: char| !c.is_ascii_digit());
        numbers
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(account(ours), account(theirs));
    assert!(account(ours).len() == 7);
}

/// File and line of each bad line, as the cluster lists them.
fn bad_lines(out: &Path) -> Vec<String> {
    let table = fs::read_to_string(out.join("bad_lines.csv")).expect("it lists bad lines");
    let places = table.lines().skip(1).map(|line| {
        let mut cells = line.splitn(3, ',');
        let file = cells.next().unwrap_or_default().trim_matches('"');
        format!("{file}:{}", cells.next().unwrap_or_default())
    });
    places.collect()
}

/// The same, as the single machine tells them.
fn bad_lines_told(told: &str) -> Vec<String> {
    let lines = told
        .lines()
        .skip_while(|line| !line.starts_with("Could not read"));
    let places = lines.skip(1).map(|line| {
        let place = line.trim_start().split(": ").next().unwrap_or_default();
        place.to_owned()
    });
    places.collect()
}

#[test]
fn gzip_and_parquet_give_the_same_bytes_as_plain_lines() {
    let work = folder();
    let (news, alone) = (inside(&work, "news"), inside(&work, "alone"));
    done(
        CLUSTER,
        &["generate", text(&news), "--mb", "2", "--files", "2"],
    );
    single(&alone, &[&news]);
    let packed = inside(&work, "packed");
    done(
        CLUSTER,
        &[
            "generate",
            text(&packed),
            "--mb",
            "2",
            "--files",
            "2",
            "--gz",
        ],
    );
    let columns = inside(&work, "columns");
    fs::create_dir(&columns).expect("there is room for a folder");
    done(
        CLUSTER,
        &[
            "standalone",
            &format!(
                "COPY (SELECT id, CAST(published AS TIMESTAMP) AS date, text, title FROM lines ORDER BY file_number, line)
                 TO '{}/news.parquet'",
                text(&columns)
            ),
            text(&news),
        ],
    );
    for folder in [&packed, &columns] {
        let out = folder.with_extension("out");
        done(
            CLUSTER,
            &[
                "standalone",
                "timeline",
                text(folder),
                "--out",
                text(&out),
                "--slice",
                "1",
            ],
        );
        assert_same(&out, &alone);
    }
}

#[test]
fn a_damaged_gzip_file_is_a_bad_line_and_the_rest_counts() {
    let work = folder();
    let news = inside(&work, "news.ndjson.gz");
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    for number in 0..2000 {
        let line = format!(
            "{{\"id\": \"{number}\", \"date\": \"2020-01-01\", \"text\": \"France condemned Iran {number} times.\"}}\n"
        );
        packer.write_all(line.as_bytes()).expect("it packs");
    }
    let packed = packer.finish().expect("it packs");
    fs::write(&news, &packed[..packed.len() * 3 / 4]).expect("the file is written");
    let told = done(CLUSTER, &["standalone", "timeline", text(&news)]).out;
    assert!(told.contains("Could not read 1 lines"), "{told}");
    assert!(told.contains("not whole gzip"), "{told}");
    let scored = told
        .split("articles: ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let scored: u32 = scored
        .and_then(|n| n.parse().ok())
        .expect("it tells how many");
    assert!((1000..2000).contains(&scored), "{told}");
    let line = format!("{}:{}:", text(&news), scored + 1);
    assert!(told.contains(&line), "{told}");
}

#[test]
fn by_content_one_article_under_two_ids_is_one() {
    let work = folder();
    let news = inside(&work, "news.ndjson");
    let line = |id: &str, text: &str| {
        format!("{{\"id\": \"{id}\", \"date\": \"2020-01-01\", \"text\": \"{text}\"}}\n")
    };
    let lines = line("a", "France condemned Iran.")
        + &line("b", "France condemned Iran.")
        + &line("a", "Japan thanked Kenya.");
    fs::write(&news, lines).expect("the file is written");
    let by_id = done(CLUSTER, &["standalone", "timeline", text(&news)]).out;
    assert!(
        by_id.contains("Read 3 articles: 2 scored") && by_id.contains(" 1 repeated"),
        "{by_id}"
    );
    assert!(
        by_id.contains("FRA-IRN") && !by_id.contains("JPN-KEN"),
        "{by_id}"
    );
    let by_content = done(
        CLUSTER,
        &[
            "standalone",
            "timeline",
            text(&news),
            "--distinct",
            "content",
        ],
    )
    .out;
    assert!(
        by_content.contains("Read 3 articles: 2 scored"),
        "{by_content}"
    );
    assert!(
        by_content.contains("FRA-IRN") && by_content.contains("JPN-KEN"),
        "{by_content}"
    );
}

#[test]
fn the_sample_is_the_default_and_has_the_summary_of_the_single_machine() {
    let told = done(CLUSTER, &[]).out;
    assert!(told.contains("Read 152 articles"), "{told}");
    let ours = done(CLUSTER, &["standalone", "timeline", "--format", "json"]).out;
    let theirs = done(common::SINGLE, &["--json"]).out;
    assert!(ours == theirs && ours.len() > 10_000);
}

#[test]
fn what_cannot_be_read_at_all_is_an_error_that_says_so() {
    let work = folder();
    let notes = inside(&work, "notes.md");
    fs::write(&notes, "Nothing to read here.\n").expect("the file is written");
    let table = inside(&work, "table.parquet");
    fs::write(&table, "This is no Parquet.\n").expect("the file is written");
    for (input, told) in [
        (work.path().join("nowhere"), "No such file"),
        (notes, "says not what it is"),
        (table, "table.parquet"),
    ] {
        let failed = run(CLUSTER, &["standalone", "timeline", text(&input)]);
        assert!(
            !failed.success && failed.err.contains(told),
            "{}",
            failed.err
        );
    }
    let empty = folder();
    let failed = run(CLUSTER, &["standalone", "timeline", text(empty.path())]);
    assert!(
        !failed.success && failed.err.contains("no file to read"),
        "{}",
        failed.err
    );
}
