//! The scheduler's process: Ballista's own, with our functions and codec.

use std::sync::Arc;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::{
    cluster::BallistaCluster,
    config::SchedulerConfig,
    scheduler_process::{create_scheduler, start_grpc_service_with_listener},
};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;

use crate::site::{MESSAGE, Site};

/// Serves until the process ends. An executor not heard of for `silence` seconds is lost, and its work given to others.
pub(crate) async fn serve(
    site: &Site,
    listener: TcpListener,
    silence: u64,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let address = listener.local_addr()?;
    let config = Arc::new(config(site, address, silence));
    config.validate()?;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await?;
    Ok(start_grpc_service_with_listener(listener, scheduler).await?)
}

fn config(site: &Site, address: std::net::SocketAddr, silence: u64) -> SchedulerConfig {
    let (builder, producer) = (site.clone(), site.clone());
    SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: silence,
        expire_dead_executor_interval_seconds: (silence / 4).max(1),
        no_executors_grace_period_seconds: silence,
        grpc_server_max_decoding_message_size: MESSAGE,
        grpc_server_max_encoding_message_size: MESSAGE,
        grpc_client_max_message_size: MESSAGE,
        override_session_builder: Some(Arc::new(move |config| builder.state(config))),
        override_config_producer: Some(Arc::new(move || producer.config())),
        override_logical_codec: Some(site.codec()),
        override_physical_codec: Some(site.codec()),
        ..SchedulerConfig::default()
    }
}
