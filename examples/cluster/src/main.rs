//! Détente on Apache DataFusion Ballista: the same lexicons, the same functions, the same bytes on many machines as on one.
//!
//! ```text
//! $ cargo run --manifest-path examples/cluster/Cargo.toml -- standalone timeline examples/data --out tables
//! pair        tension  level
//! ...
//! QAT-SAU        36.9  calm
//! ...
//! Read 152 articles: 152 scored (684 events); skipped 0 empty, 0 in another language, 0 undated, 0 repeated.
//! ...
//! ```
//!
//! `-- --help` says how; README.md when and why.

mod args;
mod client;
mod codec;
mod executor;
mod functions;
mod generate;
mod input;
mod output;
mod query;
mod scan;
mod scheduler;
mod site;
mod standalone;
mod store;
mod table;
mod workers;

// What the cluster shares with the single machine, so that there is one code for a line, a row and a table.
#[path = "../../summarize/event_rows.rs"]
#[expect(dead_code, reason = "events leave as columns here, not as lines")]
mod event_rows;
#[path = "../../summarize/line.rs"]
#[allow(dead_code, reason = "articles are made of columns here")]
mod line;
#[path = "../../summarize/out/mod.rs"]
#[expect(
    dead_code,
    reason = "the folder that events stream into is the single machine's"
)]
mod out;
#[path = "../../summarize/places.rs"]
mod places;
#[path = "../../summarize/views.rs"]
#[expect(
    dead_code,
    reason = "codes of pairs on the command line are the single machine's"
)]
mod views;

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    process::ExitCode,
    time::Duration,
};

use args::{Args, Command, Executor, Run, Scheduler, Shared};
use clap::Parser;
use detente::Lexicon;
use site::Site;
use tokio::net::TcpListener;

/// What went wrong, as text for a person.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("off")).init();
    match run(Args::parse().command()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "detente-cluster: {}", client::told(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Standalone(standalone) => standalone::run(standalone).await,
        Command::Run(args) => remote(args).await,
        Command::Scheduler(args) => schedule(args).await,
        Command::Executor(args) => execute(args).await,
        Command::Generate(args) => Ok(generate::run(&args)?),
    }
}

/// The client of a cluster that runs elsewhere.
async fn remote(args: Run) -> Result<(), Failure> {
    let scratch = tempfile::tempdir()?;
    let site = site(&args.work.shared, scratch.path())?;
    let wait = Duration::from_secs(args.wait);
    client::run(&site, &args.scheduler, &args.work, wait, scratch.path()).await
}

async fn schedule(args: Scheduler) -> Result<(), Failure> {
    let scratch = tempfile::tempdir()?;
    let site = site(&args.shared, scratch.path())?;
    let listener = TcpListener::bind(SocketAddr::new(args.bind, args.port)).await?;
    // Whoever started the process learns the port from this line.
    say(&format!(
        "scheduler at {} with lexicon {}",
        listener.local_addr()?,
        site.stamp()
    ))?;
    scheduler::serve(&site, listener, args.silence).await
}

async fn execute(args: Executor) -> Result<(), Failure> {
    let scratch = match &args.work_dir {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let site = site(&args.shared, scratch.path())?;
    let scheduler = args.scheduler()?;
    say(&format!(
        "executor of {} cores with lexicon {}",
        args.cores(),
        site.stamp()
    ))?;
    let site = (!args.plain).then_some(&site);
    executor::serve(site, scheduler, args.place(), scratch.path()).await
}

fn site(shared: &Shared, scratch: &Path) -> Result<Site, Failure> {
    let lexicon = match &shared.lexicon {
        Some(folder) => Lexicon::from_dir(folder)?,
        None => Lexicon::english(),
    };
    Ok(Site::new(lexicon, scratch, shared.message())?)
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
