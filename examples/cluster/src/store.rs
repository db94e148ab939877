//! Where files lie: on this machine, or in an S3-compatible store that the environment describes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use datafusion::{
    error::{DataFusionError, Result},
    execution::{
        object_store::ObjectStoreRegistry,
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
};
use object_store::{ObjectStore, aws::AmazonS3Builder, local::LocalFileSystem};
use url::Url;

/// Stores by scheme and bucket, each made when it is first asked for.
///
/// A bucket is reached as `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT` and
/// `AWS_ALLOW_HTTP` of the process say: every machine has its own, and no secret travels in a plan.
#[derive(Debug)]
struct Stores {
    local: Arc<LocalFileSystem>,
    buckets: Mutex<HashMap<String, Arc<dyn ObjectStore>>>,
}

impl ObjectStoreRegistry for Stores {
    fn register_store(
        &self,
        url: &Url,
        store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        self.buckets().insert(root(url), store)
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        if url.scheme() == "file" {
            return Ok(Arc::clone(&self.local) as _);
        }
        let mut buckets = self.buckets();
        if let Some(store) = buckets.get(&root(url)) {
            return Ok(Arc::clone(store));
        }
        let store = bucket(url)?;
        buckets.insert(root(url), Arc::clone(&store));
        Ok(store)
    }
}

impl Stores {
    fn buckets(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<dyn ObjectStore>>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn root(url: &Url) -> String {
    format!("{}://{}", url.scheme(), url.authority())
}

fn bucket(url: &Url) -> Result<Arc<dyn ObjectStore>> {
    let (Some(name), "s3") = (url.host_str(), url.scheme()) else {
        return Err(DataFusionError::Plan(format!(
            "{url}: there is no such store; write a path of this machine or s3://BUCKET/PATH"
        )));
    };
    let store = AmazonS3Builder::from_env().with_bucket_name(name).build();
    let store = store.map_err(|error| DataFusionError::Execution(format!("{url}: {error}")))?;
    Ok(Arc::new(store))
}

/// The engine's surroundings with these stores, and its scratch files in a folder.
pub(crate) fn runtime(scratch: &std::path::Path) -> Result<Arc<RuntimeEnv>> {
    let stores = Stores {
        local: Arc::default(),
        buckets: Mutex::default(),
    };
    RuntimeEnvBuilder::new()
        .with_object_store_registry(Arc::new(stores))
        .with_temp_file_path(scratch)
        .build_arc()
}
