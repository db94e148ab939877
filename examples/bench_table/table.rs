//! The table, as Markdown.

use std::fmt::{self, Write};

use crate::results::{Measured, Results};

/// Rows over the texts: group, name, what they are called. The floor is what all others are compared with.
const ROWS: [(&str, &str, &str); 10] = [
    ("floor", "bytes", "bytes summed"),
    ("floor", "words", "words found"),
    (
        "floor",
        "words looked up",
        "words found and looked up: the floor",
    ),
    ("pipeline", "warm", "**whole pipeline**, words known"),
    (
        "pipeline",
        "cold",
        "**whole pipeline**, first sight of every word",
    ),
    (
        "parallel",
        "1 thread",
        "whole pipeline, a pool of one thread",
    ),
    ("parallel", "2 threads", "whole pipeline, two threads"),
    (
        "peers",
        "vader-parity",
        "`vader-parity`, a list of feelings",
    ),
    ("peers", "vader-sentimental", "`vader-sentimental`"),
    ("peers", "vader_sentiment", "`vader_sentiment`"),
];

pub(crate) fn markdown(results: &Results) -> Result<String, fmt::Error> {
    let mut out = String::new();
    texts(results, &mut out)?;
    rates(results, &mut out)?;
    counted(results, &mut out)?;
    others(results, &mut out)?;
    Ok(out)
}

fn texts(results: &Results, out: &mut String) -> fmt::Result {
    for (name, size) in &results.texts {
        writeln!(
            out,
            "- `{name}`: {:.1} MB, {:.0} articles, {:.2} million words of which {:.0} are distinct; {:.0} % of the sentences name one actor, \
             {:.0} % two or more",
            size.bytes / 1e6,
            size.articles,
            size.words / 1e6,
            size.distinct,
            100.0 * size.one_actor / size.sentences,
            100.0 * size.two_actors / size.sentences,
        )?;
    }
    writeln!(out)
}

fn rates(results: &Results, out: &mut String) -> fmt::Result {
    let names = || results.texts.iter().map(|(name, _)| name);
    write!(out, "| |")?;
    for name in names() {
        write!(out, " MB/s, {name} | in floors | sentences/s |")?;
    }
    write!(out, "\n|---|")?;
    for _ in names() {
        write!(out, "---:|---:|---:|")?;
    }
    writeln!(out)?;
    for (group, name, title) in ROWS {
        if names().all(|text| results.get(group, name, text).is_none()) {
            continue;
        }
        write!(out, "| {title} |")?;
        for (text, size) in &results.texts {
            match results.get(group, name, text) {
                None => write!(out, " | | |")?,
                Some(measured) => {
                    let floor = results.get("floor", "words looked up", text);
                    let sentences = measured.rate() * size.sentences / size.bytes;
                    let reads = !matches!(group, "floor");
                    write!(
                        out,
                        " {} | {} | {} |",
                        figure(measured.rate() / 1e6),
                        floor.map_or_else(String::new, |floor| figure(
                            floor.rate() / measured.rate()
                        )),
                        if reads {
                            thousands(sentences)
                        } else {
                            String::new()
                        },
                    )?;
                }
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Instructions a word, and whole processes.
fn counted(results: &Results, out: &mut String) -> fmt::Result {
    let Some(counted) = &results.counted else {
        return Ok(());
    };
    writeln!(out)?;
    for (text, passes) in &counted.instructions {
        let passes: Vec<String> = passes
            .iter()
            .map(|(pass, count)| format!("{pass} {count:.0}"))
            .collect();
        writeln!(
            out,
            "- instructions a word, `{text}`: {}",
            passes.join("; ")
        )?;
    }
    for (text, seconds) in &counted.seconds {
        let seconds: Vec<String> = seconds
            .iter()
            .map(|(program, seconds)| format!("`{program}` {seconds:.3}"))
            .collect();
        writeln!(
            out,
            "- processor seconds of whole processes, `{text}`: {}",
            seconds.join("; ")
        )?;
    }
    Ok(())
}

/// What has no megabytes a second, or grows with something.
fn others(results: &Results, out: &mut String) -> fmt::Result {
    let mut line = |title: &str, value: Option<String>| match value {
        Some(value) => writeln!(out, "- {title}: {value}"),
        None => Ok(()),
    };
    let one = results.get("pipeline", "one sentence", "");
    line(
        "one sentence",
        one.map(|m| format!("{} microseconds", figure(m.seconds * 1e6))),
    )?;
    let load = results.get("start", "lexicon, first use in a process", "");
    line(
        "loading the lexicons",
        load.map(|m| format!("{} ms", figure(m.seconds * 1e3))),
    )?;
    let record = results.get("timeline", "record", "");
    line(
        "events recorded",
        record.map(|m| format!("{} million a second", figure(m.rate() / 1e6))),
    )?;
    let merge = results.get("timeline", "merge", "");
    line(
        "cells merged",
        merge.map(|m| format!("{} million a second", figure(m.rate() / 1e6))),
    )?;
    let summary = results.get("timeline", "summary", "");
    line(
        "events summed up, between 200 pairs in 20 years",
        summary.map(|m| format!("{} million a second", figure(m.rate() / 1e6))),
    )?;
    for (title, name, values) in GROWTH {
        line(title, growth(results, name, values))?;
    }
    Ok(())
}

/// What is made larger, its name in the group `scaling`, and the values measured.
const GROWTH: [(&str, &str, &[&str]); 5] = [
    (
        "MB/s, cold, with the text's size in MB",
        "text, MB",
        &["1", "4", "16", "64"],
    ),
    (
        "MB/s, warm, with the lexicon so many times as large",
        "lexicon, times, warm",
        &["1", "4", "6"],
    ),
    (
        "MB/s, cold, with the lexicon so many times as large",
        "lexicon, times",
        &["1", "4", "6"],
    ),
    (
        "MB/s, cold, with so many actors in each sentence",
        "actors in each sentence",
        &["0", "1", "2", "4", "8"],
    ),
    (
        "MB/s, cold, with distinct words in % of the usual",
        "rare words, % of the usual",
        &["25", "100", "400"],
    ),
];

fn growth(results: &Results, name: &str, values: &[&str]) -> Option<String> {
    let points = values.iter().filter_map(|value| {
        let measured: Measured = results.get("scaling", name, value)?;
        Some(format!("{value}: {}", figure(measured.rate() / 1e6)))
    });
    let points: Vec<String> = points.collect();
    (!points.is_empty()).then(|| points.join(", "))
}

/// Three figures at most.
fn figure(number: f64) -> String {
    match number {
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n => format!("{n:.2}"),
    }
}

fn thousands(number: f64) -> String {
    format!("{:.0},000", number / 1000.0)
}
