//! The client: lists the inputs, asks the engine, and brings the result home.

use std::{
    error::Error,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

use datafusion::{
    arrow::{
        array::{Array, AsArray, RecordBatch},
        csv,
        datatypes::Int64Type,
        json,
        util::pretty::pretty_format_batches,
    },
    common::exec_err,
    error::Result,
    prelude::SessionContext,
};
use detente::{Settings, Timeline};

use crate::{
    Failure,
    args::{Format, Work, cores},
    functions::{failed, opened},
    input::{Listing, list},
    output::{self, Bad, Outcome},
    query, scheduler,
    site::Site,
    table,
};

/// How many bytes make a part of the work, unless the user says how many parts there are.
const PART: u64 = 128 << 20;

/// The timeline of how many bytes of text is merged by one task, unless the user says otherwise.
const SHARD: u64 = 1 << 30;

/// How long the client rests before it asks again whether an executor has come.
const PAUSE: Duration = Duration::from_millis(250);

/// Does some work on the cluster at a URL, and waits at most so long for its first executor.
pub(crate) async fn run(
    site: &Site,
    scheduler: &str,
    work: &Work,
    wait: Duration,
    scratch: &Path,
) -> Result<(), Failure> {
    let listing = list(&work.inputs(), work.slice(), site.runtime()).await?;
    let passed = listing.passed;
    let (partitions, shards) = (partitions(work, &listing), shards(work, &listing));
    let context = site.client(scheduler, partitions)?;
    let spread = table::Work::spread(listing.slices, partitions, work.date);
    query::register(&context, spread, work.distinct).await?;
    if work.query != "timeline" {
        return Ok(print(&context, work, wait).await?);
    }
    let question = query::timeline(work.distinct, shards);
    let answer = ask(&context, &question, wait).await?;
    let mut outcome = joined(site.timeline(), &answer, work)?;
    outcome.passed = passed;
    if let Some(out) = &work.out {
        output::write(out, &mut outcome, site.runtime(), scratch).await?;
    }
    Ok(output::print(&outcome, work.format)?)
}

fn partitions(work: &Work, listing: &Listing) -> usize {
    let parts = usize::try_from(listing.cost().div_ceil(PART)).unwrap_or(usize::MAX);
    let own = work.partitions.and_then(|own| usize::try_from(own).ok());
    own.unwrap_or_else(|| parts.clamp(cores(), 10_000))
}

fn shards(work: &Work, listing: &Listing) -> u32 {
    let shards = listing.cost().div_ceil(SHARD).clamp(1, 10_000);
    work.shards.or(u32::try_from(shards).ok()).unwrap_or(1)
}

/// The answer to a question. A cluster that is just starting has no executor yet, so it is asked again for a while.
async fn ask(context: &SessionContext, question: &str, wait: Duration) -> Result<Vec<RecordBatch>> {
    let begun = Instant::now();
    loop {
        match context.sql(question).await?.collect().await {
            Err(error) if error.to_string().contains(scheduler::NOBODY) => {
                if begun.elapsed() >= wait {
                    return exec_err!(
                        "no executor has come to the scheduler within {} s: start some with \
                         `detente-cluster executor --scheduler URL`, or give them more time with --wait",
                        wait.as_secs()
                    );
                }
                tokio::time::sleep(PAUSE).await;
            }
            answer => return answer,
        }
    }
}

/// Prints the rows of a query.
async fn print(context: &SessionContext, work: &Work, wait: Duration) -> Result<()> {
    let batches = ask(context, &work.query, wait).await?;
    let mut out = io::stdout().lock();
    match work.format {
        Format::Table => writeln!(out, "{}", pretty_format_batches(&batches)?)?,
        Format::Csv => {
            let mut writer = csv::Writer::new(&mut out);
            batches.iter().try_for_each(|batch| writer.write(batch))?;
        }
        Format::Json => {
            let mut writer = json::LineDelimitedWriter::new(&mut out);
            writer.write_batches(&batches.iter().collect::<Vec<_>>())?;
            writer.finish()?;
        }
    }
    Ok(out.flush()?)
}

/// The timeline of all inputs from its parts. Part 0 counts every article; no article at all is no part.
fn joined(mut timeline: Timeline, answer: &[RecordBatch], work: &Work) -> Result<Outcome> {
    let rows = answer
        .iter()
        .flat_map(|batch| (0..batch.num_rows()).map(|row| batch.slice(row, 1)));
    let mut parts: Vec<RecordBatch> = rows.collect();
    parts.sort_by_key(|part| number(part, "part"));
    for (at, part) in parts.iter().enumerate() {
        let part = value(part)?;
        let taken = match at {
            0 => timeline.merge(&part),
            _ => timeline.join(&part),
        };
        taken.map_err(failed)?;
    }
    timeline.configure(Settings {
        half_life: work.half_life,
        ..Settings::default()
    });
    let first = parts.first();
    let count = |name| first.map_or(0, |part| number(part, name));
    Ok(Outcome {
        timeline,
        repeated: count("told").saturating_sub(count("documents")),
        bad: first.map_or_else(Vec::new, bad),
        passed: 0,
    })
}

/// A number of the one row there is; none is 0.
fn number(row: &RecordBatch, name: &str) -> u64 {
    let column = row.column_by_name(name);
    let column = column.and_then(|column| column.as_primitive_opt::<Int64Type>());
    let number = column.filter(|column| column.is_valid(0));
    number.map_or(0, |column| u64::try_from(column.value(0)).unwrap_or(0))
}

fn value(row: &RecordBatch) -> Result<Timeline> {
    let column = row.column_by_name("timeline");
    match column.and_then(|column| column.as_binary_opt::<i64>()) {
        Some(bytes) if bytes.is_valid(0) => opened(bytes.value(0)),
        _ => exec_err!("the engine gave no timeline"),
    }
}

/// The lines that are no articles, by file and line.
fn bad(row: &RecordBatch) -> Vec<Bad> {
    let lists = row
        .column_by_name("bad")
        .and_then(|bad| bad.as_list_opt::<i32>());
    let Some(list) = lists
        .filter(|lists| lists.is_valid(0))
        .map(|lists| lists.value(0))
    else {
        return Vec::new();
    };
    let texts = list.as_string_opt::<i32>();
    let mut bad: Vec<Bad> = texts
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(Bad::parse)
        .collect();
    bad.sort();
    bad
}

/// An error with what to do about it, where that is known.
pub(crate) fn told(error: &(dyn Error + 'static)) -> String {
    let text = error.to_string();
    if text.contains("message length too large") {
        return format!(
            "a message between the processes is too large: divide the timeline into more --shards, \
             or start every process with a larger --message ({text})"
        );
    }
    // What the engine says of functions and nodes it has never heard of.
    let strange = [
        "codec is not provided",
        "named \"detente_",
        "could not deserialize",
        "unsupported plan type",
    ];
    if !text.contains("is refused")
        && strange
            .iter()
            .any(|strange| text.to_lowercase().contains(strange))
    {
        return format!(
            "a process without détente's functions took the work: start every scheduler and every executor \
             as `detente-cluster scheduler` and `detente-cluster executor`, not as the engine's own ({text})"
        );
    }
    text
}
