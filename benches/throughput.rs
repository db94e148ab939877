//! How fast text is read, in bytes a second, beside the floor: a bare scan for words, and a scan with a look-up of each.
//!
//! `cargo bench` measures time. To count instructions, which do not depend on what else the machine does, run the
//! benchmark's executable under callgrind with `--once STAGE COPIES`: one pass over so many megabytes, then it ends.
//! STAGE is `scan`, `look-up`, `cold`, `warm` or `timeline`; `warm` reads everything once before, so subtract `cold`.

#![allow(missing_docs, unreachable_pub, clippy::cast_possible_truncation)]

mod support;

use std::{
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use detente::{Analyzer, Lexicon, Reader, Record, Stage, Timeline};
use support::{
    floor,
    texts::{Item, Texts},
};

type Group<'c> = BenchmarkGroup<'c, WallTime>;

/// Reads every item; the number of events keeps the compiler from leaving the work out.
fn read(reader: &mut Reader<'_>, items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| reader.analyze(&item.article()).events().len())
        .sum()
}

fn records(analyzer: &Analyzer, items: &[Item]) -> Vec<Record> {
    let mut reader = analyzer.reader();
    items
        .iter()
        .map(|item| reader.analyze(&item.article()).into_record())
        .collect()
}

fn timeline(records: &[Record]) -> Timeline {
    let mut timeline = Timeline::new();
    for record in records {
        timeline.record(record);
    }
    timeline
}

fn floors(group: &mut Group<'_>, texts: &Texts) {
    let joined = texts.joined();
    let table = floor::table(joined.as_bytes());
    group.bench_function("1 word scan", |b| {
        b.iter(|| floor::scan(black_box(joined.as_bytes())))
    });
    group.bench_function("2 word scan and look-up", |b| {
        b.iter(|| floor::look_up(black_box(joined.as_bytes()), &table));
    });
}

fn pipeline(group: &mut Group<'_>, analyzer: &Analyzer, texts: &Texts) {
    let mut warm = analyzer.reader();
    read(&mut warm, &texts.items);
    group.bench_function("3 whole pipeline, warm", |b| {
        b.iter(|| read(&mut warm, black_box(&texts.items)))
    });
    group.bench_function("4 whole pipeline, cold", |b| {
        b.iter(|| read(&mut analyzer.reader(), black_box(&texts.items)));
    });
}

/// The time one stage takes of a warm pass over all items.
fn spent(reader: &mut Reader<'_>, items: &[Item], wanted: Stage) -> Duration {
    let mut spent = Duration::ZERO;
    for item in items {
        let mut last = Instant::now();
        let analysis = reader.analyze_watched(&item.article(), |stage| {
            let now = Instant::now();
            if stage == wanted {
                spent += now - last;
            }
            last = now;
        });
        black_box(analysis);
    }
    spent
}

fn stages(group: &mut Group<'_>, analyzer: &Analyzer, texts: &Texts) {
    let mut warm = analyzer.reader();
    read(&mut warm, &texts.items);
    for stage in Stage::ALL {
        group.bench_function(format!("stage {stage:?}"), |b| {
            b.iter_custom(|passes| {
                let pass = |_| spent(&mut warm, black_box(&texts.items), stage);
                (0..passes).map(pass).sum()
            });
        });
    }
}

fn sums(group: &mut Group<'_>, analyzer: &Analyzer, texts: &Texts) {
    let records = records(analyzer, &texts.items);
    let recorded = timeline(&records);
    group.bench_function("5 timeline: record", |b| {
        b.iter(|| timeline(black_box(&records)))
    });
    group.bench_function("6 timeline: merge", |b| {
        b.iter(|| {
            let mut all = Timeline::new();
            all.merge(black_box(&recorded)).map(|()| all)
        });
    });
    group.bench_function("7 timeline: summary", |b| {
        b.iter(|| black_box(&recorded).summary())
    });
}

fn throughput(criterion: &mut Criterion) {
    let analyzer = Analyzer::new(Lexicon::english());
    for texts in [Some(Texts::dispatches(1)), Texts::corpus()]
        .into_iter()
        .flatten()
    {
        let mut group = criterion.benchmark_group(texts.name);
        group.throughput(Throughput::Bytes(texts.bytes()));
        floors(&mut group, &texts);
        pipeline(&mut group, &analyzer, &texts);
        stages(&mut group, &analyzer, &texts);
        sums(&mut group, &analyzer, &texts);
        group.finish();
    }
}

fn start_up(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    criterion.bench_function("lexicon from files", |b| {
        b.iter(|| Lexicon::from_dir(black_box(&folder)).is_ok())
    });
}

/// One pass of one stage; `None` for a stage that does not exist.
fn once(stage: &str, copies: usize) -> Option<usize> {
    let texts = Texts::dispatches(copies);
    let joined = texts.joined();
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    Some(match stage {
        "scan" => floor::scan(joined.as_bytes()),
        "look-up" => floor::look_up(joined.as_bytes(), &floor::table(joined.as_bytes())) as usize,
        "cold" => read(&mut reader, &texts.items),
        "warm" => read(&mut reader, &texts.items) + read(&mut reader, &texts.items),
        "timeline" => timeline(&records(&analyzer, &texts.items))
            .summary()
            .relationships
            .len(),
        _ => return None,
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some([stage, copies]) = arguments
        .iter()
        .position(|a| a == "--once")
        .map(|at| &arguments[at + 1..])
    {
        let result = copies.parse().ok().and_then(|copies| once(stage, copies));
        println!(
            "{stage} {copies}: {}",
            result.expect("--once scan|look-up|cold|warm|timeline COPIES")
        );
        return;
    }
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    throughput(&mut criterion);
    start_up(&mut criterion);
    criterion.final_summary();
}
