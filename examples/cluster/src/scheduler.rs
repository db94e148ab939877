//! The scheduler's process: Ballista's own, with our functions and codec.

use std::sync::{Arc, OnceLock};

use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::{
    cluster::{BallistaCluster, ClusterState},
    config::SchedulerConfig,
    scheduler_process::{create_scheduler, start_grpc_service_with_listener},
};
use datafusion::error::{DataFusionError, Result};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;

use crate::site::Site;

/// What a client is told of a cluster in which nobody works; it may ask again.
pub(crate) const NOBODY: &str = "the scheduler knows of no executor";

/// What the scheduler knows of its executors, from the moment it has begun.
type Known = Arc<OnceLock<Arc<dyn ClusterState>>>;

/// Serves until the process ends. An executor not heard of for `silence` seconds is lost, and its work given to others.
pub(crate) async fn serve(
    site: &Site,
    listener: TcpListener,
    silence: u64,
) -> std::result::Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let address = listener.local_addr()?;
    let known = Known::default();
    let config = Arc::new(config(site, address, silence, &known));
    config.validate()?;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let _ = known.set(cluster.cluster_state());
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await?;
    Ok(start_grpc_service_with_listener(listener, scheduler).await?)
}

/// The engine would keep work for executors that never come; so a session, which every question needs, is refused.
fn somebody(known: &Known) -> Result<()> {
    match known.get() {
        Some(state) if state.executor_heartbeats().is_empty() => {
            Err(DataFusionError::Execution(NOBODY.to_owned()))
        }
        _ => Ok(()),
    }
}

fn config(
    site: &Site,
    address: std::net::SocketAddr,
    silence: u64,
    known: &Known,
) -> SchedulerConfig {
    let (builder, producer, known) = (site.clone(), site.clone(), Arc::clone(known));
    SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: silence,
        expire_dead_executor_interval_seconds: (silence / 4).max(1),
        no_executors_grace_period_seconds: silence,
        grpc_server_max_decoding_message_size: site.message(),
        grpc_server_max_encoding_message_size: site.message(),
        grpc_client_max_message_size: site.message(),
        override_session_builder: Some(Arc::new(move |config| {
            somebody(&known)?;
            builder.state(config)
        })),
        override_config_producer: Some(Arc::new(move || producer.config())),
        override_logical_codec: Some(site.codec()),
        override_physical_codec: Some(site.codec()),
        ..SchedulerConfig::default()
    }
}
