//! The form of the page: one file, a policy that lets nothing in, headings in order, names for every picture and table.

use std::collections::BTreeSet;

use super::{folder, markup, page, report, text};

#[test]
fn the_page_needs_nothing_and_lets_nothing_in() {
    let html = page(&[], "");
    let markup = markup::read(&html);
    let policy = markup
        .named("meta")
        .find(|meta| meta.attribute("http-equiv") == "Content-Security-Policy");
    let policy = policy.unwrap().attribute("content").to_owned();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && policy.contains("form-action 'none'"));
    assert_eq!(markup.named("style").count(), 1);
    for link in markup.named("a") {
        assert!(link.attribute("href").starts_with('#'), "{link:?}");
    }
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
}

#[test]
fn headings_pictures_and_tables_can_be_walked_without_eyes() {
    let markup = markup::read(&page(&[], ""));
    let mut last = 0;
    for element in &markup.elements {
        let level = match &*element.name {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            _ => continue,
        };
        assert!(level <= last + 1, "after h{last} comes {}", element.text);
        assert!(!element.text.trim().is_empty());
        last = level;
    }
    assert_eq!(markup.named("h1").count(), 1);
    assert_eq!(markup.named("main").count(), 1);
    for svg in markup.named("svg") {
        let silent = svg.attribute("aria-hidden") == "true";
        assert!(
            silent
                || svg.attribute("role") == "img" && svg.attribute("aria-labelledby").contains(' '),
            "{svg:?}"
        );
    }
    for th in markup.named("th") {
        assert!(["col", "row"].contains(&th.attribute("scope")), "{th:?}");
    }
    for scroll in markup
        .elements
        .iter()
        .filter(|element| element.attribute("class") == "scroll")
    {
        assert!(scroll.attribute("tabindex") == "0" && !scroll.attribute("aria-label").is_empty());
    }
    let pictures = markup
        .elements
        .iter()
        .filter(|element| element.attribute("class") == "chart wide")
        .count();
    // Each picture has its numbers behind it.
    let tables = markup
        .named("summary")
        .filter(|summary| summary.text.ends_with("as a table"))
        .count();
    assert!(
        pictures >= 12 && tables == pictures,
        "{pictures} pictures, {tables} tables"
    );
}

#[test]
fn ids_are_unique_and_every_reference_is_met() {
    let markup = markup::read(&page(&[], ""));
    let mut ids = BTreeSet::new();
    for element in markup
        .elements
        .iter()
        .filter(|element| !element.attribute("id").is_empty())
    {
        assert!(
            ids.insert(element.attribute("id").to_owned()),
            "{} twice",
            element.attribute("id")
        );
    }
    for element in &markup.elements {
        let links = element.attribute("href").strip_prefix('#').into_iter();
        for id in links.chain(element.attribute("aria-labelledby").split_whitespace()) {
            assert!(ids.contains(id), "{id} is nowhere");
        }
    }
}

#[test]
fn every_section_is_there_and_the_arithmetic_adds_up() {
    let markup = markup::read(&page(&["--note", "Our own words."], ""));
    let heads: Vec<&str> = markup.named("h2").map(|h2| &*h2.text).collect();
    assert_eq!(
        heads[..4],
        [
            "Most tense",
            "Fastest changing",
            "Month by month",
            "Who treats whom how"
        ]
    );
    assert_eq!(heads.last(), Some(&"How to read this page"));
    assert!(heads.len() == 15, "{heads:?}");
    assert!(markup.text.contains("Our own words.") && markup.text.contains("detente-english@"));
    for mark in [
        "m-source",
        "m-target",
        "m-governor",
        "m-term",
        "m-shifter",
        "m-date",
    ] {
        assert!(
            markup
                .named("mark")
                .any(|one| one.attribute("class") == mark),
            "no {mark}"
        );
    }
    let mut sums = 0;
    let number = |text: &str| text.replace('\u{2212}', "-").parse::<f64>().unwrap();
    let mut steps = 0.0;
    for td in markup.named("td").filter(|td| {
        td.attribute("class") == "number" && td.around.iter().any(|name| name == "article")
    }) {
        if td.around.iter().any(|name| name == "tbody") {
            steps += number(&td.text);
        } else if !td.text.starts_with('×') {
            assert!(
                (steps - number(&td.text)).abs() < 0.0005,
                "{steps} is not {}",
                td.text
            );
            (steps, sums) = (0.0, sums + 1);
        }
    }
    assert!(sums >= 40, "{sums} events are shown with their arithmetic");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(page(&[], ""), page(&[], ""));
}

#[test]
fn a_pair_is_told_as_asked_whichever_way_it_is_written() {
    let markup = markup::read(&page(&["--pair", "QAT:SAU", "--pair", "CHL-PER"], ""));
    let heads: Vec<&str> = markup.named("h2").map(|h2| &*h2.text).collect();
    assert_eq!(heads[4..6], ["Qatar and Saudi Arabia", "Chile and Peru"]);
    assert!(markup.text.contains("No event between the two was read."));
}

#[test]
fn errors_say_what_to_do() {
    let wrong = |args: &[&str], input: &str| {
        let output = report(args, input);
        (output.status.code(), text(&output.stderr))
    };
    let (code, said) = wrong(&["-"], "{\"text\": \"Chile condemned Peru.\"}\n");
    assert!(
        code == Some(1) && said.contains("give the day of publication with --date"),
        "{said}"
    );
    let (code, said) = wrong(&["-"], "");
    assert!(
        code == Some(1) && said.contains("give .txt or NDJSON files"),
        "{said}"
    );
    let (code, said) = wrong(&["nowhere/"], "");
    assert!(code == Some(1) && said.contains("nowhere/"), "{said}");
    let (code, said) = wrong(&["--pair", "XXX-USA"], "");
    assert!(code == Some(1) && said.contains("no actor XXX"), "{said}");
    let (code, said) = wrong(&["--bloc", "Gulf"], "");
    assert!(
        code == Some(2) && said.contains("write NAME=CODES"),
        "{said}"
    );
    let (code, said) = wrong(&["--out", "nowhere/page.html"], "");
    assert!(
        code == Some(1) && said.contains("nowhere/page.html"),
        "{said}"
    );
}

#[test]
fn a_folder_of_text_files_becomes_a_page_and_nothing_happens_is_said() {
    let folder = folder("texts");
    std::fs::write(
        folder.join("a.txt"),
        "Row\n\nChile condemned Peru on Monday.",
    )
    .unwrap();
    let folder = folder.to_str().unwrap();
    let told = markup::read(&page(&[folder, "--date", "2018-05-10"], "")).text;
    assert!(
        told.contains("Chile and Peru") && told.contains("7 May 2018"),
        "{told}"
    );
    let quiet = markup::read(&page(
        &["-"],
        "{\"date\": \"2018-05-10\", \"text\": \"It rained.\"}\n",
    ))
    .text;
    assert!(quiet.contains("No event between two actors was read."));
}

#[test]
fn a_reader_who_leaves_early_hears_no_complaint() {
    let mut command = std::process::Command::new(super::example("report"));
    command
        .args(["--out", "-"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        text(&output.stderr)
    );
}
