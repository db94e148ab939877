//! An executor's process: Ballista's own, with our functions and codec.

use std::{
    net::{IpAddr, TcpListener},
    path::Path,
    sync::Arc,
};

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

use crate::site::Site;

/// Where an executor is and what it may use.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The address it listens at.
    pub(crate) bind: IpAddr,
    /// The name others reach it by.
    pub(crate) host: Option<String>,
    /// 0 takes a free one.
    pub(crate) port: u16,
    /// How many partitions it works on at a time.
    pub(crate) cores: usize,
    /// Bytes that sorting and grouping may hold before they go to the disk; `None` is seven tenths of the machine.
    pub(crate) memory: Option<u64>,
    /// How long it waits for the scheduler to be there, in seconds.
    pub(crate) patience: u16,
}

/// Works until it is told to stop. Without a site it is an executor as the engine ships it, which knows none of ours.
pub(crate) async fn serve(
    site: Option<&Site>,
    scheduler: (String, u16),
    place: Place,
    work: &Path,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let port = match place.port {
        0 => free(place.bind)?,
        port => port,
    };
    let plain = ExecutorProcessConfig {
        bind_host: place.bind.to_string(),
        external_host: place.host.or_else(|| Some(place.bind.to_string())),
        port,
        scheduler_host: scheduler.0,
        scheduler_port: scheduler.1,
        scheduler_connect_timeout_seconds: place.patience,
        vcores: place.cores,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: Some(work.display().to_string()),
        memory_pool_size: place.memory,
        ..ExecutorProcessConfig::default()
    };
    let config = match site {
        None => plain,
        Some(site) => with_ours(plain, site)?,
    };
    Ok(start_executor_process(Arc::new(config)).await?)
}

fn with_ours(
    plain: ExecutorProcessConfig,
    site: &Site,
) -> datafusion::error::Result<ExecutorProcessConfig> {
    let (producer, runtime) = (site.clone(), Arc::clone(site.runtime()));
    Ok(ExecutorProcessConfig {
        override_function_registry: Some(Arc::new(site.registry()?)),
        override_runtime_producer: Some(Arc::new(move |_| Ok(Arc::clone(&runtime)))),
        override_config_producer: Some(Arc::new(move || producer.config())),
        override_logical_codec: Some(site.codec()),
        override_physical_codec: Some(site.codec()),
        grpc_max_decoding_message_size: site.message(),
        grpc_max_encoding_message_size: site.message(),
        ..plain
    })
}

/// A port nobody listens at just now; the engine takes a number and not a listener.
fn free(bind: IpAddr) -> std::io::Result<u16> {
    Ok(TcpListener::bind((bind, 0))?.local_addr()?.port())
}
