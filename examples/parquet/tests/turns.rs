//! A table written here comes back as the lines that `archive` reads.

#[path = "../../../tests/examples/session.rs"]
mod session;

use std::{fs, path::Path, process::Command, sync::Arc};

use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, Int32Type},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};

const SCHEMA: &str = "message articles {
    required byte_array uid (STRING);
    required int32 date (DATE);
    optional byte_array text (STRING);
}";

fn write(path: &Path, packing: Compression) {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties = WriterProperties::builder().set_compression(packing).build();
    let file = fs::File::create(path).unwrap();
    let mut table = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    let mut group = table.next_row_group().unwrap();
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| ByteArray::from(*text))
            .collect::<Vec<_>>()
    };
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<ByteArrayType>()
        .write_batch(&texts(&["a", "b", "c"]), None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<Int32Type>()
        .write_batch(&[0, 17_000, 17_001], None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let present = texts(&["Chile condemned Peru.", "“It rained.”\n"]);
    column
        .typed::<ByteArrayType>()
        .write_batch(&present, Some(&[1, 0, 1]), None)
        .unwrap();
    column.close().unwrap();
    group.close().unwrap();
    table.close().unwrap();
}

/// What `cargo run` is called with here, before the arguments.
const RUN: &str = "cargo run --release --manifest-path examples/parquet/Cargo.toml -- ";

#[test]
#[cfg(unix)]
fn the_head_shows_what_is_printed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("head");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    write(&folder.join("wire.parquet"), Compression::SNAPPY);
    let sessions = session::sessions(include_str!("../src/main.rs"));
    assert!(!sessions.is_empty());
    for session in sessions {
        assert!(session.command.contains(RUN) && !session.shown.is_empty());
        let program = format!("'{}' ", env!("CARGO_BIN_EXE_parquet-to-ndjson"));
        let command = session.command.replace(RUN, &program);
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &command]).current_dir(&folder).output();
        let printed = String::from_utf8(output.unwrap().stdout).unwrap();
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        assert!(session.is(&lines), "{} prints\n{printed}", session.command);
    }
}

#[test]
fn rows_become_lines() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("turns");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for packing in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
        let table = folder.join("wire.parquet");
        write(&table, packing);
        let out = folder.join("ndjson");
        let mut command = Command::new(env!("CARGO_BIN_EXE_parquet-to-ndjson"));
        let output = command
            .args(["--id", "uid", "--out"])
            .arg(&out)
            .arg(&table)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told, format!("{}:2: no text\n", table.display()));
        assert_eq!(
            fs::read_to_string(out.join("wire.ndjson")).unwrap(),
            "{\"date\":\"1970-01-01\",\"id\":\"a\",\"text\":\"Chile condemned Peru.\"}\n\
             {\"date\":\"2016-07-19\",\"id\":\"c\",\"text\":\"“It rained.”\\n\"}\n"
        );
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    }
}
