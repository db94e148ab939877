//! `archive` is killed at every kind of moment, and ends with the bytes of a run that nobody disturbed, with any number of threads.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Output, Stdio},
    thread::sleep,
    time::Duration,
};

use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::{example, folder, text};

/// A frame of a zstd file that holds no data: its sign, its length, and so many bytes.
const SKIPPED: &[u8] = &[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
}

/// The bundled dispatches, so many times more under other ids and packed, once more under their own, a bad line, and a text.
pub(crate) fn inputs(folder: &Path, copies: usize) -> Vec<PathBuf> {
    let sample = include_str!("../../examples/data/dispatches.ndjson");
    let again: String = (0..copies)
        .map(|copy| sample.replace("{\"id\": \"", &format!("{{\"id\": \"{copy}-")))
        .collect();
    let (first, second) = (folder.join("first.ndjson"), folder.join("more"));
    fs::create_dir_all(&second).unwrap();
    fs::write(&first, format!("{sample}no item\n\n")).unwrap();
    fs::write(second.join("a.txt"), "Chile condemned Peru.").unwrap();
    fs::write(second.join("b.ndjson"), sample).unwrap();
    // Packed in two parts each, as tools with many threads pack, the parts meeting within a line.
    let line = again[..again.len() / 2]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let (half, rest) = again.split_at(line);
    let (left, right) = half.split_at(half.len() / 3);
    fs::write(
        second.join("c.ndjson.gz"),
        [gzip(left), gzip(right)].concat(),
    )
    .unwrap();
    let (left, right) = rest.split_at(rest.len() / 3);
    fs::write(
        second.join("d.jsonl.zst"),
        [zstd(left), SKIPPED.to_vec(), zstd(right)].concat(),
    )
    .unwrap();
    vec![first, second]
}

pub(crate) fn command(checkpoint: &Path, every: &str, inputs: &[PathBuf]) -> std::process::Command {
    let mut command = example("archive");
    command
        .args(["--date", "2017-04-13", "--every", every, "--checkpoint"])
        .arg(checkpoint)
        .args(inputs)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn undisturbed(checkpoint: &Path, every: &str, inputs: &[PathBuf]) -> Output {
    let output = command(checkpoint, every, inputs).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output
}

/// Waits until the run has told of so many checkpoints, or has ended.
fn wait_for(child: &mut Child, lines: usize) {
    let progress = BufReader::new(child.stderr.as_mut().unwrap()).lines();
    let told = progress.map_while(Result::ok);
    told.filter(|line| line.contains(" at document "))
        .take(lines)
        .for_each(drop);
}

#[test]
#[cfg_attr(not(unix), ignore = "SKIPPED: there is no kill -9 on this system")]
fn fifty_kills_change_nothing() {
    let folder = folder("archive");
    let inputs = inputs(&folder, 6);
    let (calm, killed) = (folder.join("calm"), folder.join("killed"));
    let account = text(&undisturbed(&calm, "1000", &inputs).stdout);
    let mut cut_short = 0;
    for round in 0..50_u64 {
        let mut child = command(&killed, "1", &inputs).spawn().unwrap();
        // A few die while the lexicon loads; the others after one to five checkpoints and a moment.
        if round % 10 == 0 {
            sleep(Duration::from_millis(3 * round));
        } else {
            wait_for(&mut child, 2 + (round % 5) as usize);
            sleep(Duration::from_micros(round * 7919 % 1500));
        }
        child.kill().unwrap();
        cut_short += u32::from(!child.wait().unwrap().success());
    }
    assert!(cut_short >= 45, "only {cut_short} runs were killed");
    let before = fs::read(&killed).unwrap();
    assert_ne!(before, fs::read(&calm).unwrap(), "the kills came too late");
    let output = undisturbed(&killed, "40", &inputs);
    assert!(!text(&output.stderr).starts_with("begins at document 0\n"));
    assert_eq!(text(&output.stdout), account);
    assert!(
        fs::read(&killed).unwrap() == fs::read(&calm).unwrap(),
        "the checkpoints differ"
    );
}

#[test]
fn a_run_that_is_over_reads_only_what_is_new() {
    let folder = folder("archive-later");
    let inputs = inputs(&folder, 1);
    let checkpoint = folder.join("checkpoint");
    let first = text(&undisturbed(&checkpoint, "1000", &inputs).stdout);
    assert!(
        first.starts_with("305 documents read, ")
            && first.contains(" 152 repeated, 1 unreadable, 0 files broken off\n")
            && first.ends_with(&format!(
                "{}:153: not an item: expected ident (column 2)\n",
                inputs[0].display()
            )),
        "{first}"
    );
    let bytes = fs::read(&checkpoint).unwrap();
    assert_eq!(
        text(&undisturbed(&checkpoint, "1000", &inputs).stdout),
        first
    );
    assert_eq!(fs::read(&checkpoint).unwrap(), bytes);
    let more = "{\"id\": \"new\", \"date\": \"2017-05-01\", \"text\": \"Chile condemned Peru.\"}\n";
    let grown = fs::read_to_string(&inputs[0]).unwrap() + more;
    fs::write(&inputs[0], grown).unwrap();
    let later = text(&undisturbed(&checkpoint, "1000", &inputs).stdout);
    assert!(later.starts_with("306 documents read, "), "{later}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = folder("archive-threads");
    let inputs = inputs(&folder, 4);
    let run = |threads: &str| {
        let (checkpoint, summary) = (folder.join(threads), folder.join(format!("{threads}.json")));
        let mut command = command(&checkpoint, "100", &inputs);
        let command = command
            .args(["--threads", threads, "--summary"])
            .arg(&summary);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        (
            text(&output.stdout),
            fs::read(checkpoint).unwrap(),
            fs::read(summary).unwrap(),
        )
    };
    let one = run("1");
    assert!(one.0.starts_with("761 documents read, "), "{}", one.0);
    for threads in ["2", "3", "8"] {
        assert!(run(threads) == one, "{threads} threads give another result");
    }
    let left_behind = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let left_behind: Vec<_> = left_behind
        .filter(|path| path.extension().is_some_and(|e| e == "tmp"))
        .collect();
    assert!(left_behind.is_empty(), "{left_behind:?}");
}

#[test]
fn a_packed_file_that_breaks_off_is_told_and_read_once_it_is_whole() {
    let folder = folder("archive-broken");
    let sample = include_str!("../../examples/data/dispatches.ndjson");
    for (name, whole) in [
        ("wire.ndjson.gz", gzip(sample)),
        ("wire.ndjson.zst", zstd(sample)),
    ] {
        let (file, checkpoint) = (folder.join(name), folder.join(format!("{name}.checkpoint")));
        let inputs = [folder.join("first.ndjson"), file.clone()];
        fs::write(
            &inputs[0],
            "{\"id\": \"first\", \"date\": \"2017-05-01\", \"text\": \"Chile condemned Peru.\"}\n",
        )
        .unwrap();
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let broken = text(&undisturbed(&checkpoint, "1000", &inputs).stdout);
        assert!(
            broken.contains("0 unreadable, 1 files broken off\n")
                && broken.contains(&format!("\n{}: ", file.display())),
            "{broken}"
        );
        fs::write(&file, &whole).unwrap();
        let whole = text(&undisturbed(&checkpoint, "1000", &inputs).stdout);
        assert!(whole.starts_with("153 documents read, "), "{whole}");
        assert!(
            whole.contains(" 0 repeated, 0 unreadable, 0 files broken off\n"),
            "{whole}"
        );
    }
}

#[test]
fn parts_read_apart_are_joined_once() {
    let folder = folder("archive-parts");
    let inputs = inputs(&folder, 2);
    let files: Vec<PathBuf> = ["a.txt", "c.ndjson.gz", "d.jsonl.zst"]
        .iter()
        .map(|name| inputs[1].join(name))
        .collect();
    let whole = folder.join("whole");
    undisturbed(&whole, "1000", &files);
    let parts: Vec<PathBuf> = files
        .iter()
        .map(|file| file.with_extension("part"))
        .collect();
    for (file, part) in files.iter().zip(&parts) {
        undisturbed(part, "1000", std::slice::from_ref(file));
    }
    let joined = folder.join("joined");
    let join = |parts: &[PathBuf]| {
        let mut command = command(&joined, "1000", &[]);
        let command = command.args(parts.iter().flat_map(|part| [Path::new("--part"), part]));
        command.output().unwrap()
    };
    for _ in 0..2 {
        let output = join(&parts);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(
            fs::read(&joined).unwrap() == fs::read(&whole).unwrap(),
            "joined, it is another archive"
        );
    }
    // One part more that has a document in common with the rest, and others of its own.
    let common = folder.join("common");
    undisturbed(&common, "1000", &[files[0].clone(), inputs[0].clone()]);
    let refused = join(std::slice::from_ref(&common));
    assert!(!refused.status.success());
    let told = text(&refused.stderr);
    assert!(
        told.contains("common: 1 of its documents were read before"),
        "{told}"
    );
}

#[test]
fn an_input_that_is_not_there_ends_the_run() {
    let folder = folder("archive-missing");
    let output = command(
        &folder.join("checkpoint"),
        "1",
        &[folder.join("none.ndjson")],
    )
    .output()
    .unwrap();
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("none.ndjson: "),
        "{}",
        text(&output.stderr)
    );
    assert!(!folder.join("checkpoint").exists());
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let folder = folder("archive-damaged");
    let inputs = inputs(&folder, 1);
    let checkpoint = folder.join("checkpoint");
    undisturbed(&checkpoint, "1000", &inputs);
    let mut bytes = fs::read(&checkpoint).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&checkpoint, &bytes).unwrap();
    let output = command(&checkpoint, "1000", &inputs).output().unwrap();
    assert!(!output.status.success());
    let told = text(&output.stderr);
    assert!(
        told.ends_with("the checkpoint's checksum does not fit; the file is damaged\n"),
        "{told}"
    );
    assert_eq!(fs::read(&checkpoint).unwrap(), bytes);
}
