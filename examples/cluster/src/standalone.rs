//! Everything in one process: the same scheduler, executor and client as on a cluster, over loopback.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};

use tokio::net::TcpListener;

use crate::{
    Failure,
    args::{Standalone, cores},
    client,
    executor::{self, Place},
    scheduler, site,
};

/// How long an executor in this process may be silent; it ends only with the process.
const SILENCE: u64 = 60;

/// How long an executor in this process may take to come.
const WAIT: Duration = Duration::from_secs(60);

/// Runs until the result is there, or one of the three has failed.
pub(crate) async fn run(args: Standalone) -> Result<(), Failure> {
    let scratch = match &args.work_dir {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let site = site(&args.work.shared, scratch.path())?;
    let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let listener = TcpListener::bind((loopback, 0)).await?;
    let port = listener.local_addr()?.port();
    let place = Place {
        bind: loopback,
        host: None,
        port: 0,
        cores: args.cores.unwrap_or_else(cores),
        memory: None,
        patience: 10,
    };
    let url = format!("http://{loopback}:{port}");
    let scheduler = scheduler::serve(&site, listener, SILENCE);
    let at = (loopback.to_string(), port);
    let executor = executor::serve(Some(&site), at, place, scratch.path());
    tokio::select! {
        result = client::run(&site, &url, &args.work, WAIT, scratch.path()) => result,
        ended = scheduler => Err(ended.err().unwrap_or_else(|| "the scheduler has ended".into())),
        ended = executor => Err(ended.err().unwrap_or_else(|| "stopped".into())),
    }
}
