//! How a command ends: quietly where nobody reads on, else with its name, what is wrong, and a status that a script can ask for.
//!
//! Every example takes it in with `#[path = "../manners/ending.rs"] mod ending;`, so that all keep the same manners:
//! status 0 for done, 1 for what could not be done, 2 (clap's own) for wrong usage.

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

/// The status of a run, and on standard error why it is not 0.
pub(crate) fn end<E: Into<Box<dyn Error>>>(name: &str, run: Result<(), E>) -> ExitCode {
    let Err(error) = run.map_err(Into::into) else {
        return ExitCode::SUCCESS;
    };
    // Whoever reads the output has seen enough.
    if is_closed_pipe(&*error) {
        return ExitCode::SUCCESS;
    }
    // Nobody may be listening here either.
    let _ = writeln!(io::stderr(), "{name}: {error}");
    ExitCode::FAILURE
}

/// Whether the error, or what caused it, is a closed pipe.
fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let own = error.downcast_ref::<io::Error>();
        if own.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        next = error.source();
    }
    false
}
