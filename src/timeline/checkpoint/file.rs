//! Files that are whole or not there.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "checkpoints are files whose path the caller names"
)]

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::{CheckpointError, MAX_CHECKPOINT};

/// The place beside a file where the next one grows; always the same, so that a crash leaves one behind at most.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, Into::into);
    name.push(".tmp");
    path.with_file_name(name)
}

/// Writes a file that is there with all its bytes, or as it was before.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let growing = beside(path);
    let mut file = File::create(&growing)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&growing, path)?;
    sync_folder(path)
}

/// A rename lasts once its folder is on the disk.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|parent| *parent != Path::new(""));
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Reads a file of a bounded size.
pub(super) fn read_whole(path: &Path) -> Result<Vec<u8>, CheckpointError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > MAX_CHECKPOINT {
        return Err(CheckpointError::Size(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A device or a growing file has more bytes than its size says.
    file.take(MAX_CHECKPOINT + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        size if size > MAX_CHECKPOINT => Err(CheckpointError::Size(size)),
        _ => Ok(bytes),
    }
}
