//! One table of what `cargo bench` measured, with ratios: for the README, which shows one.
//!
//! ```text
//! $ cargo run --release --example bench_table -- --help
//! Print what `cargo bench` measured as one Markdown table
//!
//! Usage: bench_table [OPTIONS]
//! ...
//! ```
//!
//! ```sh
//! cargo bench --bench speed && cargo bench --bench instructions
//! cargo run --release --example bench_table                      # prints it
//! cargo run --release --example bench_table -- --write README.md # puts it between the two marks there
//! cargo run --release --example bench_table -- --write src/guide/performance.md
//! ```

#[path = "../manners/ending.rs"]
mod ending;
#[path = "../manners/place.rs"]
mod place;
mod results;
mod table;

use std::{
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use results::Results;

/// Where the table begins and ends in a Markdown file.
const MARKS: [&str; 2] = [
    "<!-- speed: `cargo run --release --example bench_table -- --write README.md` -->\n",
    "<!-- end of speed -->\n",
];

/// Print what `cargo bench` measured as one Markdown table
#[derive(Debug, Parser)]
#[command(name = "bench_table", version, after_long_help = LESSON)]
struct Args {
    /// The folder criterion writes to [default: the one beside this program]
    #[arg(long, value_name = "DIR")]
    results: Option<PathBuf>,

    /// Put the table between the marks of this file
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

const LESSON: &str = "\
Examples:
  cargo bench --bench speed && cargo bench --bench instructions   measures, which takes some minutes
  bench_table                                                     prints the table
  bench_table --write README.md                                   puts it between the two marks there

Status 0: done; 1: nothing has been measured yet, the file has no marks, or it cannot be written; 2: wrong usage.";

fn main() -> ExitCode {
    ending::end("bench_table", run(&Args::parse()))
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let folder = match &args.results {
        Some(folder) => folder.clone(),
        // target/release/examples/bench_table -> target/criterion
        None => {
            let program = env::current_exe()?;
            let target = program.ancestors().nth(3).ok_or("no target folder")?;
            target.join("criterion")
        }
    };
    let results = Results::read(&folder)?;
    let table = table::markdown(&results)?;
    match &args.write {
        None => Ok(io::stdout().write_all(table.as_bytes())?),
        Some(path) => {
            let told = |error: io::Error| place::told(path, &error);
            let text = fs::read_to_string(path).map_err(told)?;
            let text =
                between(&text, &table).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok(fs::write(path, text).map_err(told)?)
        }
    }
}

/// The text with `table` between the marks.
fn between(text: &str, table: &str) -> Result<String, String> {
    let parts = text.split_once(MARKS[0]).and_then(|(head, rest)| {
        let (_, tail) = rest.split_once(MARKS[1])?;
        Some((head, tail))
    });
    let (head, tail) = parts.ok_or_else(|| format!("the lines {MARKS:?} are not there"))?;
    Ok(format!("{head}{}{table}{}{tail}", MARKS[0], MARKS[1]))
}
