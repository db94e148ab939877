//! `resume` is killed at every kind of moment, and ends with the bytes of a run that nobody disturbed.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Output, Stdio},
    thread::sleep,
    time::Duration,
};

use crate::{example, folder, text};

/// The bundled dispatches, so many times more under other ids, once more under their own, a bad line, and a text.
fn inputs(folder: &Path, copies: usize) -> Vec<PathBuf> {
    let sample = include_str!("../../examples/data/dispatches.ndjson");
    let again: String = (0..copies)
        .map(|copy| sample.replace("{\"id\": \"", &format!("{{\"id\": \"{copy}-")))
        .collect();
    let (first, second) = (folder.join("first.ndjson"), folder.join("more"));
    fs::create_dir_all(&second).unwrap();
    fs::write(&first, format!("{sample}no item\n\n{again}")).unwrap();
    fs::write(second.join("a.txt"), "Chile condemned Peru.").unwrap();
    fs::write(second.join("b.ndjson"), sample).unwrap();
    vec![first, second]
}

fn command(checkpoint: &Path, every: &str, inputs: &[PathBuf]) -> std::process::Command {
    let mut command = example("resume");
    command
        .args(["--date", "2017-04-13", "--every", every, "--checkpoint"])
        .arg(checkpoint)
        .args(inputs)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn undisturbed(checkpoint: &Path, every: &str, inputs: &[PathBuf]) -> Output {
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
    let folder = folder("resume");
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
    let folder = folder("resume-later");
    let inputs = inputs(&folder, 1);
    let checkpoint = folder.join("checkpoint");
    let first = text(&undisturbed(&checkpoint, "1000", &inputs).stdout);
    assert!(
        first.starts_with("305 documents read, ")
            && first.ends_with("152 repeated, 1 unreadable\n"),
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
fn a_damaged_checkpoint_is_refused() {
    let folder = folder("resume-damaged");
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
