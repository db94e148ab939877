//! The command line.

use std::{net::IpAddr, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use detente::Day;

use crate::executor::Place;

/// The articles that come with the library.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/dispatches.ndjson");

/// Summarize how states treat each other on Apache DataFusion Ballista, with the same result as on one machine
///
/// Without a command it runs everything in one process on the sample dispatches of the library.
#[derive(Debug, Parser)]
#[command(name = "detente-cluster", version, after_long_help = LESSON)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Scheduler, executor and client in this one process (the default)
    Standalone(Standalone),
    /// Send work to a cluster and take the result
    Run(Run),
    /// Plan the work and give it to executors
    Scheduler(Scheduler),
    /// Do the work a scheduler gives
    Executor(Executor),
    /// Write news made from templates, to measure with
    Generate(Generate),
}

impl Args {
    pub(crate) fn command(self) -> Command {
        let all = || Command::Standalone(Standalone::parse_from(["standalone"]));
        self.command.unwrap_or_else(all)
    }
}

/// What every process of a cluster must be told alike.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Shared {
    /// Read with the lexicon in this folder; every process needs the same
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,

    /// The largest message between two processes, in MiB: the plan of a question is one; every process needs the same
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=2047))]
    message: u32,
}

impl Shared {
    /// The largest message in bytes.
    pub(crate) const fn message(&self) -> u32 {
        self.message << 20
    }
}

/// What is to be done, and with which articles.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Work {
    /// `timeline`, or a query in SQL over the tables events, documents and lines
    #[arg(default_value = "timeline")]
    pub(crate) query: String,

    /// Files and folders of .ndjson, .jsonl (also .gz) and .parquet, here or as s3://BUCKET/PATH [default: the sample]
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// The day of publication of what has no date of its own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    #[command(flatten)]
    pub(crate) shared: Shared,

    /// Write tables, summary and timeline into a folder, or under s3://BUCKET/PATH
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<String>,

    /// How a result is printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,

    /// After how many days an event counts half
    #[arg(long, value_name = "DAYS", default_value_t = 28, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) half_life: u16,

    /// Into how many parts the work is cut [default: one for each 128 MiB, and at least one for each core here]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) partitions: Option<u32>,

    /// By how many tasks the timeline is merged, each some of the pairs [default: one for each GiB]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) shards: Option<u32>,

    /// Files of lines that are larger, in MiB, are cut; their lines are counted first
    #[arg(long, value_name = "MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    slice: u64,

    /// What makes two articles one: the id, as in summarize, or the content, where one article comes under many ids
    #[arg(long, value_enum, default_value_t = Distinct::Id)]
    pub(crate) distinct: Distinct,
}

impl Work {
    pub(crate) fn inputs(&self) -> Vec<String> {
        match self.inputs.is_empty() {
            true => vec![SAMPLE.to_owned()],
            false => self.inputs.clone(),
        }
    }

    /// The largest slice in bytes.
    pub(crate) const fn slice(&self) -> u64 {
        self.slice << 20
    }
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Csv,
    Json,
}

/// What makes two articles one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Distinct {
    Id,
    Content,
}

/// Everything in one process.
#[derive(Debug, Parser)]
pub(crate) struct Standalone {
    #[command(flatten)]
    pub(crate) work: Work,

    /// How many partitions are worked on at a time [default: the machine's cores]
    #[arg(long, value_name = "N")]
    pub(crate) cores: Option<usize>,

    /// Where shuffled data lies meanwhile [default: the system's folder for such]
    #[arg(long, value_name = "DIR")]
    pub(crate) work_dir: Option<PathBuf>,
}

/// The client.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) work: Work,

    /// Where the scheduler is
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:50050")]
    pub(crate) scheduler: String,

    /// For how many seconds to wait for a first executor, where there is none yet
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) wait: u64,
}

/// The scheduler.
#[derive(Debug, clap::Args)]
pub(crate) struct Scheduler {
    /// The address to listen at; 0.0.0.0 lets other machines in, and there is no password
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) bind: IpAddr,

    /// The port to listen at; 0 takes a free one, which is printed
    #[arg(long, default_value_t = 50050)]
    pub(crate) port: u16,

    /// After how many seconds of silence an executor is lost
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(10..))]
    pub(crate) silence: u64,

    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// An executor.
#[derive(Debug, clap::Args)]
pub(crate) struct Executor {
    /// Where the scheduler is
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:50050")]
    scheduler: String,

    /// The address to listen at for those who fetch shuffled data
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,

    /// The name or address others reach this machine by [default: that of --bind]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,

    /// The port to listen at; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// How many partitions it works on at a time [default: the machine's cores]
    #[arg(long, value_name = "N")]
    cores: Option<usize>,

    /// MiB that grouping may hold before it goes to the disk [default: seven tenths of the machine's]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(64..=1 << 24))]
    memory: Option<u64>,

    /// Where shuffled data lies meanwhile [default: the system's folder for such]
    #[arg(long, value_name = "DIR")]
    pub(crate) work_dir: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) shared: Shared,

    /// Without the functions of détente, as the engine's own executor would be: to see how that fails
    #[arg(long, hide = true)]
    pub(crate) plain: bool,
}

impl Executor {
    /// Host and port of the scheduler.
    pub(crate) fn scheduler(&self) -> Result<(String, u16), String> {
        let url = url::Url::parse(&self.scheduler).ok();
        let host = url
            .as_ref()
            .and_then(|url| Some((url.host_str()?, url.port()?)));
        host.map(|(host, port)| (host.to_owned(), port))
            .ok_or_else(|| {
                format!(
                    "\"{}\" is not a scheduler's address; write http://HOST:PORT",
                    self.scheduler
                )
            })
    }

    pub(crate) fn cores(&self) -> usize {
        self.cores.unwrap_or_else(cores)
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            bind: self.bind,
            host: self.host.clone(),
            port: self.port,
            cores: self.cores(),
            memory: self.memory.map(|mib| mib << 20),
            patience: 60,
        }
    }
}

/// The cores of this machine.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// News from templates.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// The folder for the files
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// How much text, in MB of NDJSON
    #[arg(long, value_name = "MB", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub(crate) mb: u64,

    /// In how many files
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) files: u32,

    /// Of a hundred articles, how many are sent a second time
    #[arg(long, value_name = "PERCENT", default_value_t = 5, value_parser = clap::value_parser!(u64).range(0..=50))]
    pub(crate) repeated: u64,

    /// Over how many days the news spread; tables by day grow with days and pairs, and take their time on any machine
    #[arg(long, value_name = "DAYS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=20_000))]
    pub(crate) days: u64,

    /// Pack the files with gzip
    #[arg(long)]
    pub(crate) gz: bool,

    /// Another seed gives other news; the same gives the same bytes
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

const LESSON: &str = "\
Examples:
  detente-cluster                                              the sample, in one process
  detente-cluster standalone timeline archive/ --out tables/   a folder, in one process
  detente-cluster standalone \"SELECT source, target, week, count(*) AS n, avg(score) AS mean
      FROM events WHERE \\\"primary\\\" GROUP BY source, target, week ORDER BY n DESC LIMIT 20\" archive/

  detente-cluster scheduler                                    on one machine
  detente-cluster executor --scheduler http://HOST:50050       on every other
  detente-cluster run timeline s3://news/2024/ --scheduler http://HOST:50050 --out s3://results/2024

A bucket is reached as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT and AWS_ALLOW_HTTP
say, in each process for itself. Local inputs must lie at the same place on every machine.

Tables: lines (file_number, file, line, id, published, title, text, finding) is every line that was read, and
finding says why one is no article; documents (id, published, title, text) has every article once; events has
the fields of codebook.csv for events.ndjson, and week.
Functions: detente_events, detente_explain, detente_cells, detente_timeline, detente_parts, detente_summary; README.md has them.

RUST_LOG=info shows what the engine says.";
