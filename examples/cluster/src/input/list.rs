//! Which files there are, and how they are cut: the client's part of reading.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use datafusion::{
    common::plan_err,
    error::{DataFusionError, Result},
    execution::runtime_env::RuntimeEnv,
};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::{ObjectStore, ObjectStoreExt};
use url::Url;

use super::{
    Form, Slice,
    blocks::{Blocks, path as store_path, unreadable},
    parquet::groups,
};

/// How many files are looked at in one time.
const AT_ONCE: usize = 8;

/// The slices of all inputs, in the order of reading.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) slices: Vec<Slice>,
    /// Files in folders that hold no articles.
    pub(crate) passed: u64,
}

impl Listing {
    /// What reading everything costs, in bytes.
    pub(crate) fn cost(&self) -> u64 {
        self.slices.iter().map(|slice| slice.cost).sum()
    }
}

/// A file before it is cut.
#[derive(Clone, Debug)]
struct File {
    name: String,
    url: Url,
    form: Form,
    size: u64,
}

/// Lists the inputs in their order, folders in the order of names, and cuts what is larger than `slice` bytes.
pub(crate) async fn list(
    inputs: &[String],
    slice: u64,
    runtime: &Arc<RuntimeEnv>,
) -> Result<Listing> {
    let (mut files, mut passed) = (Vec::new(), 0);
    for input in inputs {
        match input.starts_with("s3://") {
            true => stored(input, runtime, &mut files, &mut passed).await?,
            false => local(Path::new(input), &mut files, &mut passed)?,
        }
    }
    if files.is_empty() {
        return plan_err!(
            "no file to read in {}; wanted are .ndjson, .jsonl, both also .gz, and .parquet",
            inputs.join(" ")
        );
    }
    let cut = (0..).zip(files).map(|(number, file)| {
        let store = runtime.object_store_registry.get_store(&file.url);
        async move { cut(number, file, slice, store?).await }
    });
    let slices: Vec<Vec<Slice>> = stream::iter(cut).buffered(AT_ONCE).try_collect().await?;
    Ok(Listing {
        slices: slices.concat(),
        passed,
    })
}

/// What a file is by its name. `.json` counts only where it is named, as folders hold other JSON.
fn form(name: &str, named: bool) -> Option<Form> {
    let name = name.to_ascii_lowercase();
    let (stem, form) = match name.strip_suffix(".gz") {
        Some(stem) => (stem, Form::Gzip),
        None => (&*name, Form::Lines),
    };
    let has = |extension: &str| stem.ends_with(extension);
    if has(".ndjson") || has(".jsonl") || named && has(".json") {
        Some(form)
    } else if name.ends_with(".parquet") {
        Some(Form::Parquet)
    } else {
        None
    }
}

fn local(input: &Path, files: &mut Vec<File>, passed: &mut u64) -> Result<()> {
    let told =
        |error: std::io::Error| DataFusionError::Execution(format!("{}: {error}", input.display()));
    if !fs::metadata(input).map_err(told)?.is_dir() {
        let Some(form) = form(&input.to_string_lossy(), true) else {
            return plan_err!(
                "{}: the name says not what it is; wanted are .ndjson, .jsonl, .json, these also .gz, and .parquet",
                input.display()
            );
        };
        files.push(file(input, form)?);
        return Ok(());
    }
    let mut found = walk(input).map_err(told)?;
    found.sort();
    for path in found {
        match form(&path.to_string_lossy(), false) {
            Some(form) => files.push(file(&path, form)?),
            None => *passed += 1,
        }
    }
    Ok(())
}

/// Every file of a folder and the folders in it; links to folders are not followed.
fn walk(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().is_file() {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}

fn file(path: &Path, form: Form) -> Result<File> {
    let told =
        |error: std::io::Error| DataFusionError::Execution(format!("{}: {error}", path.display()));
    let whole = fs::canonicalize(path).map_err(told)?;
    let Ok(url) = Url::from_file_path(&whole) else {
        return plan_err!("{}: the path cannot be written as a URL", path.display());
    };
    Ok(File {
        name: path.display().to_string(),
        url,
        form,
        size: fs::metadata(&whole).map_err(told)?.len(),
    })
}

/// One object, or all that lie under a prefix.
async fn stored(
    input: &str,
    runtime: &Arc<RuntimeEnv>,
    files: &mut Vec<File>,
    passed: &mut u64,
) -> Result<()> {
    let url = Url::parse(input).map_err(|e| DataFusionError::External(Box::new(e)))?;
    let store = runtime.object_store_registry.get_store(&url)?;
    let told = |error| unreadable(input, error);
    if let Some(form) = form(input, true) {
        let size = store.head(&store_path(input)?).await.map_err(told)?.size;
        files.push(File {
            name: input.to_owned(),
            url,
            form,
            size,
        });
        return Ok(());
    }
    let prefix = store_path(input)?;
    let mut found: Vec<_> = store
        .list(Some(&prefix))
        .try_collect()
        .await
        .map_err(told)?;
    found.sort_by(|a, b| a.location.cmp(&b.location));
    for object in found {
        let mut place = url.clone();
        place.set_path(object.location.as_ref());
        match form(object.location.as_ref(), false) {
            None => *passed += 1,
            Some(form) => files.push(File {
                name: place.to_string(),
                url: place,
                form,
                size: object.size,
            }),
        }
    }
    Ok(())
}

async fn cut(
    number: u32,
    file: File,
    slice: u64,
    store: Arc<dyn ObjectStore>,
) -> Result<Vec<Slice>> {
    let part = |start: u64, end: u64, before: u64, cost: u64| Slice {
        file: number,
        name: file.name.clone(),
        url: file.url.to_string(),
        form: file.form,
        start,
        end,
        size: file.size,
        before,
        cost,
    };
    let whole = part(0, file.size, 0, file.size);
    match file.form {
        Form::Gzip => Ok(vec![whole]),
        Form::Lines if file.size <= slice => Ok(vec![whole]),
        Form::Lines => {
            let mut begun = Begun::new(Blocks::new(store, &whole, 0)?);
            let mut parts = Vec::new();
            let (mut start, count) = (0, file.size.div_ceil(slice));
            for piece in 1..=count {
                // Multiplied first, the pieces are of one size; 128 bits have room for it.
                let end = u128::from(file.size) * u128::from(piece) / u128::from(count);
                let end = u64::try_from(end).unwrap_or(file.size);
                let before = begun.before(start).await?;
                parts.push(part(start, end, before, end - start));
                start = end;
            }
            Ok(parts)
        }
        Form::Parquet => {
            let groups = groups(store, &file.name, file.url.as_ref(), file.size).await?;
            let mut parts: Vec<Slice> = Vec::new();
            let mut before = 0;
            for (group, (rows, bytes)) in (0_u64..).zip(groups) {
                match parts.last_mut().filter(|last| last.cost + bytes <= slice) {
                    Some(last) => {
                        last.end = group + 1;
                        last.cost += bytes;
                    }
                    None => parts.push(part(group, group + 1, before, bytes)),
                }
                before += rows;
            }
            Ok(parts)
        }
    }
}

/// Counts the lines of a file up to one place after the other: a worker in the middle must know its lines' numbers.
struct Begun {
    blocks: Blocks,
    block: bytes::Bytes,
    at: u64,
    ends: u64,
}

impl Begun {
    const fn new(blocks: Blocks) -> Self {
        Self {
            blocks,
            block: bytes::Bytes::new(),
            at: 0,
            ends: 0,
        }
    }

    /// How many lines begin before a byte: the first, and one after each end of line before the byte's predecessor.
    async fn before(&mut self, byte: u64) -> Result<u64> {
        let Some(until) = byte.checked_sub(1) else {
            return Ok(0);
        };
        while self.at < until {
            if self.block.is_empty() {
                match self.blocks.next().await? {
                    Some(block) => self.block = block,
                    None => break,
                }
            }
            let left = usize::try_from(until - self.at).unwrap_or(usize::MAX);
            let piece = self.block.split_to(left.min(self.block.len()));
            self.ends += memchr::memchr_iter(b'\n', &piece).count() as u64;
            self.at += piece.len() as u64;
        }
        Ok(self.ends + 1)
    }
}
