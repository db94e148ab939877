//! What scheduler, executors and client have in common: lexicon, functions, codec, settings. Each process registers
//! all of them by this one room, as whatever one of them lacks fails only when work arrives.

use std::{path::Path, sync::Arc};

use ballista_core::{
    extension::{SessionConfigExt, SessionStateExt},
    registry::BallistaFunctionRegistry,
};
use datafusion::{
    error::Result,
    execution::{SessionState, SessionStateBuilder, runtime_env::RuntimeEnv},
    prelude::{SessionConfig, SessionContext},
};
use detente::{Lexicon, Timeline};

use crate::{codec::Codec, functions::Functions, store, workers::Workers};

/// Longer than any one answer takes to arrive; what is truly dead is noticed by its silence.
const PATIENCE: u64 = 3600;

/// Everything a process needs to take part.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    workers: Arc<Workers>,
    functions: Functions,
    codec: Arc<Codec>,
    runtime: Arc<RuntimeEnv>,
    message: u32,
}

impl Site {
    /// A process that reads with a lexicon, has a folder for scratch files, and sends and takes messages of so many bytes.
    pub(crate) fn new(lexicon: Lexicon, scratch: &Path, message: u32) -> Result<Self> {
        let workers = Workers::new(lexicon);
        let functions = Functions::new(&workers);
        Ok(Self {
            codec: Codec::new(&workers, &functions),
            workers,
            functions,
            runtime: store::runtime(scratch)?,
            message,
        })
    }

    /// `name@version+hash` of the lexicon.
    pub(crate) fn stamp(&self) -> &'static str {
        self.workers.stamp()
    }

    /// An empty timeline of this lexicon.
    pub(crate) fn timeline(&self) -> Timeline {
        self.workers.timeline()
    }

    /// The largest message between the processes, in bytes.
    pub(crate) const fn message(&self) -> u32 {
        self.message
    }

    pub(crate) const fn runtime(&self) -> &Arc<RuntimeEnv> {
        &self.runtime
    }

    pub(crate) fn codec(&self) -> Arc<Codec> {
        Arc::clone(&self.codec)
    }

    /// The engine's settings.
    pub(crate) fn config(&self) -> SessionConfig {
        SessionConfig::new_with_ballista()
            .with_ballista_logical_extension_codec(self.codec())
            .with_ballista_physical_extension_codec(self.codec())
            .with_ballista_grpc_client_max_message_size(self.message as usize)
            .set_u64("ballista.client.grpc_timeout_seconds", PATIENCE)
    }

    /// A session of the scheduler, and what the client's grows from.
    pub(crate) fn state(&self, config: SessionConfig) -> Result<SessionState> {
        let mut state = SessionStateBuilder::new()
            .with_default_features()
            .with_config(config)
            .with_runtime_env(Arc::clone(&self.runtime))
            .build();
        self.functions.register(&mut state)?;
        Ok(state)
    }

    /// The functions an executor may be asked for.
    pub(crate) fn registry(&self) -> Result<BallistaFunctionRegistry> {
        Ok(BallistaFunctionRegistry::from(&self.state(self.config())?))
    }

    /// A client of the scheduler at a URL.
    pub(crate) fn client(&self, scheduler: &str, partitions: usize) -> Result<SessionContext> {
        let config = self.config().with_target_partitions(partitions);
        let state = self
            .state(config)?
            .upgrade_for_ballista(scheduler.to_owned())?;
        let mut context = SessionContext::new_with_state(state);
        // Connecting has dropped every function that is not the engine's own.
        self.functions.register(&mut context)?;
        Ok(context)
    }
}
