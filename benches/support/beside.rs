//! What the benchmarks leave beside criterion's results, where the example `bench_table` finds it.

use std::{fs, path::Path};

use serde::Serialize;

/// Writes a file of JSON into the folder `criterion` of the target folder that this program was built in.
pub fn leave(name: &str, value: &impl Serialize) {
    // target/release/deps/program
    let program = std::env::current_exe().ok();
    let Some(target) = program.as_deref().and_then(|path| path.ancestors().nth(3)) else {
        return eprintln!("{name} is not written; this program has no target folder");
    };
    let folder = target.join("criterion");
    if let Err(error) = write(&folder, name, value) {
        eprintln!("{}: {error}", folder.join(name).display());
    }
}

fn write(folder: &Path, name: &str, value: &impl Serialize) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(name), serde_json::to_vec_pretty(value)?)
}
