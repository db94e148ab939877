//! Writes what fuzzing begins with into a folder: `TARGET.dict`, and seeds in `TARGET/`.
//!
//! `cargo run --manifest-path tests/fuzz/Cargo.toml --example prepare -- FOLDER`

// Instrumented as the targets are, it needs what counts the branches.
use libfuzzer_sys as _;

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("name a folder to write to")?;
    let folder = PathBuf::from(folder);
    for (target, _) in detente_fuzz::TARGETS {
        let seeds = folder.join(target);
        fs::create_dir_all(&seeds)?;
        for (number, seed) in detente_fuzz::seeds(target).iter().enumerate() {
            fs::write(seeds.join(format!("seed-{number:04}")), seed)?;
        }
        fs::write(
            folder.join(format!("{target}.dict")),
            detente_fuzz::dictionary(target),
        )?;
    }
    Ok(())
}
