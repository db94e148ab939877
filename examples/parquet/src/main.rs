//! Turns Parquet tables of articles into the NDJSON that the examples `archive` and `summarize` read.
//!
//! ```text
//! $ cargo run --release --manifest-path examples/parquet/Cargo.toml -- --id uid --out ndjson wire.parquet; cat ndjson/wire.ndjson
//! ndjson/wire.ndjson: 2 articles, 1 rows without a text
//! {"date":"1970-01-01","id":"a","text":"Chile condemned Peru."}
//! {"date":"2016-07-19","id":"c","text":"“It rained.”\n"}
//! ```
//!
//! `archive --checkpoint archive.checkpoint ndjson` reads them then.
//!
//! One file is written for each table, whole or not at all. Rows without a text are counted and told by file and row.

use std::{
    error::Error,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::{Field, Row},
};
use serde_json::{Map, Value};

/// How many rows without a text are told one by one.
const TOLD: u64 = 10;

/// Turn Parquet tables of articles into NDJSON with id, date, title and text
#[derive(Debug, Parser)]
#[command(name = "parquet-to-ndjson", version)]
struct Args {
    /// Parquet files
    #[arg(value_name = "TABLE", required = true)]
    tables: Vec<PathBuf>,

    /// The folder that the NDJSON files go to, named as the tables are
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    #[command(flatten)]
    columns: Columns,
}

/// What the tables call their columns.
#[derive(Debug, clap::Args)]
struct Columns {
    /// The column of ids
    #[arg(long, value_name = "COLUMN", default_value = "id")]
    id: String,

    /// The column of days, dates or times of publication
    #[arg(long, value_name = "COLUMN", default_value = "date")]
    date: String,

    /// The column of titles
    #[arg(long, value_name = "COLUMN", default_value = "title")]
    title: String,

    /// The column of texts
    #[arg(long, value_name = "COLUMN", default_value = "text")]
    text: String,
}

fn main() -> ExitCode {
    let args = Args::parse();
    for table in &args.tables {
        if let Err(error) = turn(table, &args) {
            let _ = writeln!(
                io::stderr(),
                "parquet-to-ndjson: {}: {error}",
                table.display()
            );
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Turns one table; its file is there with all its lines, or as it was before.
fn turn(table: &Path, args: &Args) -> Result<(), Box<dyn Error>> {
    let reader = SerializedFileReader::new(File::open(table)?)?;
    let name = table.file_stem().ok_or("the table has no name")?;
    fs::create_dir_all(&args.out)?;
    let path = args.out.join(name).with_extension("ndjson");
    let growing = path.with_extension("ndjson.tmp");
    let mut out = BufWriter::new(File::create(&growing)?);
    let (mut written, mut without) = (0_u64, 0_u64);
    for (number, row) in reader.get_row_iter(None)?.enumerate() {
        if let Some(item) = item(&row?, &args.columns) {
            serde_json::to_writer(&mut out, &item)?;
            out.write_all(b"\n")?;
            written += 1;
        } else {
            without += 1;
            if without <= TOLD {
                let _ = writeln!(io::stderr(), "{}:{}: no text", table.display(), number + 1);
            }
        }
    }
    out.into_inner()?.sync_all()?;
    fs::rename(&growing, &path)?;
    writeln!(
        io::stdout(),
        "{}: {written} articles, {without} rows without a text",
        path.display()
    )?;
    Ok(())
}

/// The article of a row; `None` without a text.
fn item(row: &Row, columns: &Columns) -> Option<Value> {
    let wanted = [
        (&columns.id, "id"),
        (&columns.date, "date"),
        (&columns.title, "title"),
        (&columns.text, "text"),
    ];
    let mut item = Map::new();
    for (column, field) in row.get_column_iter() {
        let names = wanted.iter().filter(|(name, _)| *name == column);
        for (_, key) in names {
            if let Some(value) = value(field) {
                // Of a time only the day counts: 2017-04-07 12:00:00 begins with it.
                let day = || value.get(..10).unwrap_or(&value).to_owned();
                let value = if *key == "date" { day() } else { value };
                item.insert((*key).to_owned(), Value::String(value));
            }
        }
    }
    item.contains_key("text").then_some(Value::Object(item))
}

fn value(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => bytes.as_utf8().ok().map(str::to_owned),
        other => Some(other.to_string()),
    }
}
