//! Errors of files that name the file and say what to do.

use std::{io, path::Path};

/// An error that says of which file it is, and what helps.
pub(crate) fn told(path: &Path, error: &io::Error) -> io::Error {
    let wish = match error.kind() {
        io::ErrorKind::NotFound => "; check the path",
        io::ErrorKind::PermissionDenied => "; check who may read or write there",
        io::ErrorKind::IsADirectory => "; give a file",
        io::ErrorKind::NotADirectory => "; a part of the path is a file",
        io::ErrorKind::StorageFull => "; make room",
        _ => "",
    };
    io::Error::new(error.kind(), format!("{}: {error}{wish}", path.display()))
}
