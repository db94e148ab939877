//! What comes out: the tables and the summary of the single machine, and beside them a Parquet table, the bad lines and
//! the timeline itself. Nothing is there under its name before it is whole, and the summary comes last.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use datafusion::{
    arrow::datatypes::{Field, Schema},
    common::plan_err,
    dataframe::DataFrameWriteOptions,
    error::{DataFusionError, Result},
    execution::runtime_env::RuntimeEnv,
    prelude::{CsvReadOptions, SessionConfig, SessionContext},
};
use detente::Timeline;
use object_store::{ObjectStoreExt, path::Path as StorePath};
use url::Url;

use crate::{
    args::Format,
    functions::data_type,
    out::{self, Cells, tables},
    views,
};

/// How many bad lines and pairs are shown on the screen; the folder has all of them.
const SHOWN: usize = 12;
/// Whoever finds this file finds a whole result.
const LAST: &str = "summary.json";

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) timeline: Timeline,
    /// Articles that came again and were passed over.
    pub(crate) repeated: u64,
    pub(crate) bad: Vec<Bad>,
    /// Files in folders that hold no articles.
    pub(crate) passed: u64,
}

/// A line that is no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bad {
    file: String,
    line: u64,
    finding: String,
}

impl Bad {
    /// From file, line and finding, with tabs between; a file's own tabs stand before both.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, '\t');
        let (finding, line, file) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            file: file.to_owned(),
            line: line.parse().ok()?,
            finding: finding.to_owned(),
        })
    }
}

/// Writes everything into a folder or under a prefix of a store.
pub(crate) async fn write(
    out: &str,
    outcome: &mut Outcome,
    runtime: &Arc<RuntimeEnv>,
    scratch: &Path,
) -> Result<()> {
    if out.starts_with("s3://") {
        let folder = scratch.join("out");
        fill(&folder, outcome).await?;
        return upload(&folder, out, runtime).await;
    }
    let out = Path::new(out);
    let growing = growing(out)?;
    // What a run that was stopped has left.
    if growing.exists() {
        fs::remove_dir_all(&growing)?;
    }
    fill(&growing, outcome).await?;
    fs::create_dir_all(out)?;
    for name in names(&growing)? {
        fs::rename(growing.join(&name), out.join(&name))?;
    }
    Ok(fs::remove_dir(&growing)?)
}

/// The folder beside the one wanted in which the result grows.
fn growing(out: &Path) -> Result<PathBuf> {
    let Some(name) = out.file_name() else {
        return plan_err!("{}: name a folder for the result", out.display());
    };
    let mut name = name.to_owned();
    name.push(".part");
    Ok(out.with_file_name(name))
}

/// The files of a folder, the last one last.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?;
    let mut names: Vec<String> = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.sort_by_key(|name| (name == LAST, name.clone()));
    Ok(names)
}

async fn fill(folder: &Path, outcome: &mut Outcome) -> Result<()> {
    fs::create_dir_all(folder)?;
    let saved = outcome.timeline.save(folder.join("timeline.checkpoint"));
    saved.map_err(|error| DataFusionError::External(Box::new(error)))?;
    bad_lines(folder, &outcome.bad)?;
    out::write(
        folder,
        Cells { safe: false },
        &mut outcome.timeline,
        &[],
        usize::MAX,
    )?;
    parquet(folder).await
}

fn bad_lines(folder: &Path, bad: &[Bad]) -> io::Result<()> {
    let mut file = io::BufWriter::new(fs::File::create(folder.join("bad_lines.csv"))?);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    writeln!(file, "file,line,finding")?;
    for Bad {
        file: name,
        line,
        finding,
    } in bad
    {
        writeln!(file, "{},{line},{}", quoted(name), quoted(finding))?;
    }
    file.flush()
}

/// The table of days once more, typed as the codebook says.
async fn parquet(folder: &Path) -> Result<()> {
    let fields = tables::columns().into_iter();
    let fields: Vec<Field> = fields
        .map(|(name, kind)| Field::new(name, data_type(kind), true))
        .collect();
    let schema = Schema::new(fields);
    // One partition, so that the rows stay in their order.
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    let [csv, parquet] = ["pair_day.csv", "pair_day.parquet"]
        .map(|name| folder.join(name).to_string_lossy().into_owned());
    let table = context
        .read_csv(csv, CsvReadOptions::new().schema(&schema))
        .await?;
    let options = DataFrameWriteOptions::new().with_single_file_output(true);
    table.write_parquet(&parquet, options, None).await?;
    Ok(())
}

async fn upload(folder: &Path, out: &str, runtime: &Arc<RuntimeEnv>) -> Result<()> {
    let url = Url::parse(out).map_err(|error| DataFusionError::External(Box::new(error)))?;
    let store = runtime.object_store_registry.get_store(&url)?;
    let prefix = StorePath::from_url_path(url.path())
        .map_err(|error| DataFusionError::External(Box::new(error)))?;
    for name in names(folder)? {
        let bytes = fs::read(folder.join(&name))?;
        let place = prefix.clone().join(&*name);
        let put = store.put(&place, bytes.into()).await;
        put.map_err(|error| DataFusionError::Execution(format!("{out}/{name}: {error}")))?;
    }
    Ok(())
}

/// Prints the pairs with the most evidence, or the summary as JSON; what was read is told on standard error with JSON.
pub(crate) fn print(outcome: &Outcome, format: Format) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let timeline = &outcome.timeline;
    match format {
        Format::Json => {
            let views = views::chosen(timeline, &[], usize::MAX);
            serde_json::to_writer_pretty(&mut out, &views::summary(timeline, &views))?;
            writeln!(out)?;
            account(&mut io::stderr().lock(), outcome)
        }
        Format::Table | Format::Csv => {
            pairs(&mut out, timeline)?;
            account(&mut out, outcome)
        }
    }
}

fn pairs(out: &mut impl Write, timeline: &Timeline) -> io::Result<()> {
    writeln!(out, "{:<12}{:>7}  level", "pair", "tension")?;
    for view in views::chosen(timeline, &[], SHOWN) {
        let pair = view.pair().to_string();
        if let Some(state) = view.state() {
            writeln!(out, "{pair:<12}{:>7.1}  {}", state.tension, state.level)?;
        }
    }
    writeln!(out)
}

/// What was read, and what became of it.
fn account(out: &mut impl Write, outcome: &Outcome) -> io::Result<()> {
    let counts = outcome.timeline.counts();
    writeln!(
        out,
        "Read {} articles: {} scored ({} events); skipped {} empty, {} in another language, {} undated, {} repeated.",
        counts.read + outcome.repeated,
        counts.scored,
        counts.events,
        counts.empty,
        counts.language,
        counts.undated,
        outcome.repeated,
    )?;
    let lexicon = outcome.timeline.lexicon().unwrap_or_default();
    writeln!(out, "Lexicon {lexicon}")?;
    if outcome.passed > 0 {
        writeln!(
            out,
            "Passed over {} files that hold no articles.",
            outcome.passed
        )?;
    }
    if outcome.bad.is_empty() {
        return Ok(());
    }
    writeln!(out, "Could not read {} lines:", outcome.bad.len())?;
    for bad in outcome.bad.iter().take(SHOWN) {
        // A line of input never reaches the terminal raw.
        let finding = bad.finding.escape_debug();
        writeln!(out, "  {}:{}: {finding}", bad.file.escape_debug(), bad.line)?;
    }
    Ok(())
}
