//! Summarizes how states treat each other: from your own articles, or from the sample that comes with the library.
//!
//! ```text
//! $ cargo run --release --example summarize
//! HOW STATES TREAT EACH OTHER
//! 12 of 124 relationships, those with the most evidence, in the order of their first event
//!
//! between                           first       last        events  tension  level                     trend
//! ...
//! Iran – United States              2017-04-14  2020-09-20      60      65*  strained to hostile       steady (+1.9)
//! ...
//! Iran – United States
//!   1256 days, named together in 40 articles; 60 events, 51 of them hostile
//!   tension 65 [53-78] on 2020-09-20: strained to hostile, steady (+1.9); highest 69 on 2019-09-22
//!   2017-04-10  ·▄················▄▄▄▄▄▅▄▅▅▅▆▅····▅▅▆▆▆▆▆▆▆▆▆▆▄▅▆▆▆▆··▄▄▄·▅▆  2020-09-20, a mark for 3 weeks
//!   2018-11-05  United States          -8.0  sanction    U.S. restores oil and bank sanctions on Iran, spares eight…
//!   2019-06-20  Iran                  -10.0  assault     Iran shoots down U.S. drone near Strait of Hormuz
//!   2019-07-18  United States         -10.0  assault     …that an American warship had destroyed an Iranian drone, which…
//!   2020-01-03  United States         -10.0  assault     U.S. drone kills Iranian general Soleimani in Baghdad
//!   2020-01-08  Iran                  -10.0  assault     Iran fires missiles at bases with U.S. troops in Iraq
//! ...
//! ```
//!
//! `cargo run --release --example summarize -- --help` says the rest.

mod args;
#[path = "../manners/ending.rs"]
mod ending;
mod event_rows;
mod input;
mod line;
mod out;
#[path = "../manners/place.rs"]
mod place;
mod places;
mod progress;
mod rows;
mod snippet;
mod style;
mod table;
mod views;

use std::{
    collections::HashSet,
    error::Error,
    fs::File,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use args::Args;
use clap::Parser;
use detente::{Analyzer, Lexicon, Reader, Settings, Timeline};
use input::{Feed, Item, Troubles};
use out::{Cells, Folder};
use progress::Progress;
use snippet::Snippets;
use style::{Paint, harmless};
use table::{Report, count};

fn main() -> ExitCode {
    ending::end("summarize", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let lexicon = match &args.lexicon {
        Some(folder) => Lexicon::from_dir(folder)?,
        None => Lexicon::english(),
    };
    if let Some(code) = views::unknown(&lexicon, &args.pairs) {
        return Err(format!(
            "the lexicon has no actor {code}; states have ISO 3166 codes, such as USA or RUS"
        )
        .into());
    }
    let analyzer = Analyzer::new(lexicon);
    let mut archive = Archive::new(&analyzer, args)?;
    let troubles = archive.read(args)?;
    archive.write(args)?;
    let out = &mut BufWriter::new(io::stdout().lock());
    print(out, args, &archive, &troubles)?;
    out.flush()?;
    Ok(())
}

/// What has been read.
struct Archive<'a> {
    analyzer: &'a Analyzer,
    reader: Reader<'a>,
    timeline: Timeline,
    seen: HashSet<String>,
    repeated: u64,
    snippets: Snippets,
    events: Option<BufWriter<File>>,
    folder: Option<Folder>,
}

impl<'a> Archive<'a> {
    fn new(analyzer: &'a Analyzer, args: &Args) -> Result<Self, Box<dyn Error>> {
        let settings = Settings {
            half_life: args.half_life,
            ..Settings::default()
        };
        let mut timeline = Timeline::with(settings);
        timeline.stamp(analyzer.lexicon().stamp());
        let create = |path: &std::path::PathBuf| {
            File::create(path).map_err(|error| place::told(path, &error))
        };
        Ok(Self {
            analyzer,
            reader: analyzer.reader(),
            timeline,
            seen: HashSet::new(),
            repeated: 0,
            snippets: Snippets::default(),
            events: args
                .events
                .as_ref()
                .map(create)
                .transpose()?
                .map(BufWriter::new),
            folder: args
                .out
                .as_ref()
                .map(|path| {
                    Folder::create(
                        path,
                        Cells {
                            safe: args.safe_cells,
                        },
                    )
                })
                .transpose()?,
        })
    }

    fn read(&mut self, args: &Args) -> io::Result<Troubles> {
        let keep = !(args.json || args.csv);
        let mut feed = Feed {
            date: args.date,
            take: &mut |item| self.take(&item, keep),
            troubles: Troubles::default(),
            progress: Progress::new(),
        };
        feed.run(&args.inputs)?;
        feed.progress.finish();
        let troubles = feed.troubles;
        self.events.as_mut().map_or(Ok(()), Write::flush)?;
        Ok(troubles)
    }

    fn take(&mut self, item: &Item, keep: bool) -> io::Result<()> {
        if !self.seen.insert(item.id.clone()) {
            self.repeated += 1;
            return Ok(());
        }
        let analysis = self.reader.analyze(&item.article());
        if keep {
            self.snippets.keep(&analysis);
        }
        if let Some(out) = &mut self.events {
            event_rows::events(out, &analysis)?;
        }
        if let Some(folder) = &mut self.folder {
            event_rows::events(folder.events(), &analysis)?;
        }
        self.timeline.record(&analysis);
        Ok(())
    }

    /// Writes the tables of `--out`: every pair, or those asked for.
    fn write(&mut self, args: &Args) -> io::Result<()> {
        let Some(folder) = self.folder.take() else {
            return Ok(());
        };
        folder.finish(&mut self.timeline, &args.pairs, args.top_or(0))
    }
}

fn print(
    out: &mut impl Write,
    args: &Args,
    archive: &Archive<'_>,
    troubles: &Troubles,
) -> io::Result<()> {
    let timeline = &archive.timeline;
    let views = views::chosen(timeline, &args.pairs, args.limit());
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &views::summary(timeline, &views))?;
        writeln!(out)?;
        return account(&mut io::stderr().lock(), archive, troubles);
    }
    if args.csv {
        rows::csv(
            out,
            &views::with_directions(timeline, views),
            args.period.period(),
        )?;
        return account(&mut io::stderr().lock(), archive, troubles);
    }
    let report = Report {
        lexicon: archive.analyzer.lexicon(),
        timeline,
        snippets: &archive.snippets,
        wanted: &args.pairs,
        period: args.period.period(),
        paint: Paint::detect(),
    };
    report.print(out, &views)?;
    account(out, archive, troubles)
}

/// What was read, and what became of it.
fn account(out: &mut impl Write, archive: &Archive<'_>, troubles: &Troubles) -> io::Result<()> {
    let counts = archive.timeline.counts();
    writeln!(
        out,
        "Read {}: {} scored ({}); skipped {} empty, {} in another language, {} undated, {} repeated.",
        count(counts.read + archive.repeated, "article"),
        counts.scored,
        count(counts.events, "event"),
        counts.empty,
        counts.language,
        counts.undated,
        archive.repeated,
    )?;
    writeln!(out, "Lexicon {}", archive.analyzer.lexicon().stamp())?;
    told(out, troubles)
}

fn told(out: &mut impl Write, troubles: &Troubles) -> io::Result<()> {
    if troubles.passed > 0 {
        writeln!(
            out,
            "Passed over {} that are neither .txt nor NDJSON.",
            count(troubles.passed, "file")
        )?;
    }
    if troubles.doubtful > 0 {
        writeln!(
            out,
            "Doubtful text in {}:",
            count(troubles.doubtful, "file")
        )?;
    }
    for doubt in &troubles.doubts {
        writeln!(out, "  {}", harmless(doubt))?;
    }
    let bad = [(troubles.lines, "line"), (troubles.files, "file")];
    let bad: Vec<String> = bad
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    if bad.is_empty() {
        return Ok(());
    }
    let all = troubles.told.len() as u64 == troubles.lines + troubles.files;
    let first = if all { "" } else { "; the first ones" };
    writeln!(out, "Could not read {}{first}:", bad.join(" and "))?;
    troubles
        .told
        .iter()
        .try_for_each(|trouble| writeln!(out, "  {}", harmless(trouble)))
}
