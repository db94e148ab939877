//! What may befall `archive` on a real machine: it is resumed or it tells, and nothing is lost or counted twice.
//!
//! What a system does not let us do is skipped, and says so. `DETENTE_WHOLE=1 cargo test --release --test examples faults -- --nocapture`
//! kills it two hundred times and prints the figures.

use std::{
    env,
    fs::{self, File, OpenOptions, Permissions},
    io::Write,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    archive::{command, inputs, undisturbed},
    example, folder, text,
};

/// Whether the whole is asked for, which takes minutes, or a share of it.
fn whole() -> bool {
    env::var_os("DETENTE_WHOLE").is_some()
}

fn skipped(why: &str) {
    println!("SKIPPED: {why}");
}

/// Numbers that are the same in every run (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn sample() -> &'static str {
    include_str!("../../examples/data/dispatches.ndjson")
}

/// The dispatches so many times under other ids, so that they do not fit into what is read ahead.
fn wire(copies: usize) -> String {
    let copy = |copy| sample().replace("{\"id\": \"", &format!("{{\"id\": \"{copy}-"));
    (0..copies).map(copy).collect()
}

/// The same run within another command, such as one that limits what it may write.
fn within(wrapper: &[&str], run: &Command) -> Output {
    let mut command = Command::new(wrapper[0]);
    command.args(&wrapper[1..]).arg(run.get_program());
    command
        .args(run.get_args())
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().unwrap()
}

fn has(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    let command = command
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A checkpoint that an undisturbed run ends with, and its account.
struct Calm {
    checkpoint: Vec<u8>,
    account: String,
}

impl Calm {
    fn of(folder: &Path, inputs: &[PathBuf]) -> Self {
        let path = folder.join("calm");
        let account = text(&undisturbed(&path, "1000000", inputs).stdout);
        Self {
            checkpoint: fs::read(path).unwrap(),
            account,
        }
    }

    /// Goes on from a checkpoint to the end: the same bytes, the same account.
    fn ends(&self, checkpoint: &Path, inputs: &[PathBuf]) {
        let output = undisturbed(checkpoint, "1000000", inputs);
        assert_eq!(text(&output.stdout), self.account);
        assert!(
            fs::read(checkpoint).unwrap() == self.checkpoint,
            "the checkpoints differ"
        );
    }
}

#[test]
fn kills_at_random_moments_change_nothing() {
    let folder = folder("faults-kills");
    let inputs = inputs(&folder, 6);
    let start = Instant::now();
    let calm = Calm::of(&folder, &inputs);
    let (kills, lasts) = (if whole() { 200 } else { 20 }, start.elapsed());
    let (checkpoint, mut seeded, mut cut_short, mut runs) =
        (folder.join("killed"), Seeded(9), 0, 0);
    while cut_short < kills {
        let begin = Instant::now();
        let every = (1 + seeded.below(40)).to_string();
        let mut child = command(&checkpoint, &every, &inputs)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moment = Duration::from_nanos(seeded.below(lasts.as_nanos() as u64));
        thread::sleep(moment.saturating_sub(begin.elapsed()));
        child.kill().unwrap();
        runs += 1;
        if child.wait().unwrap().success() {
            calm.ends(&checkpoint, &inputs);
            fs::remove_file(&checkpoint).unwrap();
        } else {
            cut_short += 1;
        }
        assert!(runs < 10 * kills, "only {cut_short} of {runs} were killed");
    }
    calm.ends(&checkpoint, &inputs);
    println!("{kills} kills at random moments in {runs} runs: each time the bytes of a calm run");
}

/// Every call that touches the checkpoint, from the first look at it to the last sync of its folder.
#[test]
fn a_kill_at_each_write_changes_nothing() {
    if !has("strace", &["-qq", "-o", "/dev/null", "true"]) {
        return skipped("kills at each write; there is no strace, or it may not trace");
    }
    let folder = folder("faults-writes");
    let inputs = inputs(&folder, 0);
    let calm = Calm::of(&folder, &inputs);
    let every = if whole() { "20" } else { "100" };
    let (mut killed, mut told) = (0, 0);
    for call in ["/^open", "write", "fsync", "close", "/^rename"] {
        for number in 1.. {
            let apart = folder.join("apart");
            let _ = fs::remove_dir_all(&apart);
            fs::create_dir(&apart).unwrap();
            let checkpoint = apart.join("checkpoint");
            let growing = apart.join("checkpoint.tmp");
            let run = command(&checkpoint, every, &inputs);
            let inject = format!("inject={call}:signal=KILL:when={number}");
            let mut tracer = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
            for path in [&checkpoint, &growing, &apart] {
                tracer.extend(["-P", path.to_str().unwrap()]);
            }
            if within(&tracer, &run).status.success() {
                break;
            }
            killed += 1;
            told += usize::from(checkpoint.exists());
            calm.ends(&checkpoint, &inputs);
            assert!(!growing.exists(), "{} stays behind", growing.display());
        }
    }
    assert!(
        killed >= 15 && told >= 5,
        "{killed} kills, {told} with a checkpoint"
    );
    println!("{killed} calls on the checkpoint, a kill at each: each time the bytes of a calm run");
}

/// The disk may be full at any byte, with or without the signal of a limit that is reached.
#[test]
fn a_limit_on_files_is_told_and_harms_nothing() {
    let folder = folder("faults-limit");
    let inputs = inputs(&folder, 0);
    let calm = Calm::of(&folder, &inputs);
    let blocks = calm.checkpoint.len() / 512;
    let mut stopped = 0;
    for limit in (0..blocks).step_by(if whole() { 1 } else { 1 + blocks / 4 }) {
        for signal in ["", "trap '' XFSZ; "] {
            let checkpoint = folder.join("limited");
            let _ = fs::remove_file(&checkpoint);
            let script = format!("{signal}ulimit -f {limit}; exec \"$@\"");
            let run = command(&checkpoint, "60", &inputs);
            let output = within(&["sh", "-c", &script, "sh"], &run);
            if output.status.success() {
                // A shell may count in blocks of another size.
                continue;
            }
            stopped += 1;
            let told = text(&output.stderr);
            assert!(
                signal.is_empty() || told.contains("limited: File too large"),
                "{told}"
            );
            calm.ends(&checkpoint, &inputs);
        }
    }
    assert!(stopped >= 2, "no limit was reached");
    println!(
        "{stopped} runs stopped by a limit on the size of files: each resumed with the bytes of a calm run"
    );
}

/// A shell with mounts of its own, in a folder that only it sees; `None` where the system has none to give.
fn with_mount(mount: &str, script: &str, run: &Command) -> Option<Output> {
    let own = ["--mount", "--map-root-user", "sh", "-c"];
    let may = [&own[..], &["mount -t tmpfs tmpfs /mnt"]].concat();
    if !has("unshare", &may) {
        return None;
    }
    let script = format!("set -e; {mount}; {script}");
    let wrapper = [&["unshare"][..], &own, &[script.as_str(), "sh"]].concat();
    Some(within(&wrapper, run))
}

#[test]
fn a_full_disk_is_told_and_harms_nothing() {
    let folder = folder("faults-full");
    let inputs = inputs(&folder, 0);
    let calm = Calm::of(&folder, &inputs);
    let (disk, saved) = (folder.join("disk"), folder.join("saved"));
    fs::create_dir(&disk).unwrap();
    let run = command(&disk.join("checkpoint"), "10", &inputs);
    // Room for the first checkpoints, and not for the last ones beside those before.
    let kib = calm.checkpoint.len() * 5 / 4 / 1024;
    let mount = format!("mount -t tmpfs -o size={kib}k tmpfs {}", disk.display());
    let script = format!(
        "set +e; \"$@\"; ended=$?; cp {}/* {}; exit $ended",
        disk.display(),
        folder.display()
    );
    let Some(output) = with_mount(&mount, &script, &run) else {
        return skipped("a full disk; mounts are not ours to make");
    };
    let told = text(&output.stderr);
    assert!(
        !output.status.success() && told.contains("disk/checkpoint: No space left on device"),
        "{told}"
    );
    fs::rename(folder.join("checkpoint"), &saved).unwrap();
    let resumed = undisturbed(&saved, "1000000", &inputs);
    assert!(!text(&resumed.stderr).starts_with("begins at document 0\n"));
    assert_eq!(text(&resumed.stdout), calm.account);
    assert!(fs::read(&saved).unwrap() == calm.checkpoint);
}

#[test]
fn an_account_that_cannot_be_written_is_told() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        return skipped("there is no /dev/full");
    };
    let folder = folder("faults-account");
    let inputs = inputs(&folder, 0);
    let calm = Calm::of(&folder, &inputs);
    let checkpoint = folder.join("checkpoint");
    let run = |out: Stdio| {
        let mut command = command(&checkpoint, "1000", &inputs);
        command.stdout(out).output().unwrap()
    };
    let full = run(full.into());
    assert!(!full.status.success());
    assert!(
        text(&full.stderr).contains("No space left on device"),
        "{}",
        text(&full.stderr)
    );
    assert!(fs::read(&checkpoint).unwrap() == calm.checkpoint);
    // A reader that goes away has seen enough; all has been saved.
    fs::remove_file(&checkpoint).unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let closed = run(writer.into());
    assert!(closed.status.success(), "{}", text(&closed.stderr));
    assert!(!text(&closed.stderr).contains("archive: "));
    assert!(fs::read(&checkpoint).unwrap() == calm.checkpoint);
}

#[test]
fn a_folder_that_is_not_to_be_written_is_told() {
    let folder = folder("faults-read-only");
    let inputs = inputs(&folder, 0);
    let shut = folder.join("shut");
    fs::create_dir(&shut).unwrap();
    let checkpoint = shut.join("checkpoint");
    undisturbed(&checkpoint, "1000", &inputs[..1]);
    let before = fs::read(&checkpoint).unwrap();
    let run = command(&checkpoint, "10", &inputs);
    fs::set_permissions(&shut, Permissions::from_mode(0o555)).unwrap();
    // Nobody is kept from writing who may do everything: then the folder lies on a disk that is read-only.
    let output = if File::create(shut.join("test")).is_err() {
        within(&["env"], &run)
    } else {
        let at = shut.display();
        let mount = format!("mount --bind {at} {at}; mount -o remount,bind,ro {at}");
        match with_mount(&mount, "exec \"$@\"", &run) {
            Some(output) => output,
            None => return skipped("a read-only folder; we may write everywhere"),
        }
    };
    fs::set_permissions(&shut, Permissions::from_mode(0o755)).unwrap();
    let told = text(&output.stderr);
    assert!(
        !output.status.success()
            && told.contains("archive: ")
            && told.contains("shut/checkpoint: "),
        "{told}"
    );
    assert!(fs::read(&checkpoint).unwrap() == before);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_read_once_it_can() {
    let folder = folder("faults-unreadable");
    let inputs = inputs(&folder, 0);
    let calm = Calm::of(&folder, &inputs);
    let (checkpoint, shut) = (folder.join("checkpoint"), inputs[1].join("b.ndjson"));
    let kept = folder.join("kept");
    fs::set_permissions(&shut, Permissions::from_mode(0o000)).unwrap();
    if File::open(&shut).is_ok() {
        // Who may read everything still cannot read this: it opens, and its first byte is an error.
        fs::rename(&shut, &kept).unwrap();
        if symlink("/proc/self/mem", &shut).is_err() || fs::read(&shut).is_ok() {
            return skipped("an unreadable file; we may read everything");
        }
    }
    let told = text(&undisturbed(&checkpoint, "10", &inputs).stdout);
    assert!(
        told.contains(" 1 files broken off\n") && told.contains("b.ndjson: "),
        "{told}"
    );
    if kept.exists() {
        fs::rename(&kept, &shut).unwrap();
    }
    fs::set_permissions(&shut, Permissions::from_mode(0o644)).unwrap();
    calm.ends(&checkpoint, &inputs);
}

#[test]
fn a_file_that_grows_meanwhile_is_read_to_its_end_and_once() {
    let folder = folder("faults-grows");
    let wire = wire(8);
    let file = folder.join("wire.ndjson");
    let inputs = [file.clone()];
    fs::write(&file, &wire).unwrap();
    let calm = Calm::of(&folder, &inputs);
    let checkpoint = folder.join("checkpoint");
    // Written in parts that end anywhere: within a line, a letter or an escape.
    let (mut seeded, mut runs, mut unfinished) = (Seeded(2), 0, 0);
    fs::write(&file, "").unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(&file).unwrap();
            let mut rest = wire.as_bytes();
            while !rest.is_empty() {
                let (part, after) =
                    rest.split_at(rest.len().min(1 + seeded.below(40_000) as usize));
                file.write_all(part).unwrap();
                rest = after;
                thread::sleep(Duration::from_millis(seeded.below(60)));
            }
        });
        while !writer.is_finished() {
            let account = text(&undisturbed(&checkpoint, "7", &inputs).stdout);
            unfinished += u32::from(account.contains(" has no end and is read again: "));
            assert!(account.contains(" 0 repeated, 0 unreadable, "), "{account}");
            runs += 1;
        }
    });
    calm.ends(&checkpoint, &inputs);
    println!(
        "a file that grew during {runs} runs, {unfinished} of which met half a line: the bytes of a calm run"
    );
}

#[test]
fn half_a_line_waits_for_its_other_half() {
    let folder = folder("faults-half");
    let file = folder.join("wire.ndjson");
    let inputs = [file.clone()];
    let whole = wire(1);
    fs::write(&file, &whole).unwrap();
    let calm = Calm::of(&folder, &inputs);
    let line = whole[..whole.len() / 2].rfind('\n').unwrap();
    // In the middle of a line, right before its line feed, and right after it.
    for cut in [line - 20, line, line + 1] {
        let checkpoint = folder.join(format!("cut-{cut}"));
        fs::write(&file, &whole[..cut]).unwrap();
        let account = text(&undisturbed(&checkpoint, "10", &inputs).stdout);
        let half = account.contains(" has no end and is read again: not an item: EOF");
        assert_eq!(half, cut < line, "{account}");
        fs::write(&file, &whole).unwrap();
        calm.ends(&checkpoint, &inputs);
    }
}

#[test]
fn a_file_that_shrinks_is_told_and_read_on_once_it_is_whole() {
    let folder = folder("faults-shrinks");
    let wire = wire(8);
    let file = folder.join("wire.ndjson");
    let inputs = [file.clone()];
    fs::write(&file, &wire).unwrap();
    let calm = Calm::of(&folder, &inputs);
    // Between two runs.
    let checkpoint = folder.join("between");
    undisturbed(&checkpoint, "10", &inputs);
    fs::write(&file, &wire[..wire.len() / 3]).unwrap();
    let told = text(&undisturbed(&checkpoint, "10", &inputs).stdout);
    assert!(
        told.contains("wire.ndjson: the file is shorter than what has been read of it\n"),
        "{told}"
    );
    fs::write(&file, &wire).unwrap();
    calm.ends(&checkpoint, &inputs);
    // While it is read.
    let checkpoint = folder.join("meanwhile");
    let mut child = command(&checkpoint, "1", &inputs)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !checkpoint.exists() {
        thread::sleep(Duration::from_millis(1));
    }
    let cut = wire.len() / 2;
    let cut = (cut..).find(|cut| wire.is_char_boundary(*cut)).unwrap();
    OpenOptions::new()
        .write(true)
        .open(&file)
        .unwrap()
        .set_len(cut as u64)
        .unwrap();
    assert!(child.wait().unwrap().success());
    fs::write(&file, &wire).unwrap();
    calm.ends(&checkpoint, &inputs);
}

#[test]
fn a_text_that_has_grown_is_told() {
    let folder = folder("faults-text");
    let file = folder.join("story.txt");
    let inputs = [file.clone()];
    let checkpoint = folder.join("checkpoint");
    fs::write(&file, "Chile condemned Peru.").unwrap();
    undisturbed(&checkpoint, "1", &inputs);
    fs::write(&file, "Chile condemned Peru. Peru praised Chile.").unwrap();
    let told = text(&undisturbed(&checkpoint, "1", &inputs).stdout);
    assert!(
        told.starts_with("1 documents read, ") && told.contains("story.txt: the text has grown "),
        "{told}"
    );
}

/// Small files that unpack to much, or hold one thing many times over, as items no news wire has.
#[test]
fn bombs_are_told_in_little_memory() {
    let folder = folder("faults-bombs");
    let deep = "[".repeat(200_000);
    let many = format!("[{}0]", "0,".repeat(4_000_000));
    let nothing = vec![b' '; 1 << 20];
    let packed = || {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        (0..256).for_each(|_| packer.write_all(&nothing).unwrap());
        packer.finish().unwrap()
    };
    let bombs: Vec<(&str, Vec<u8>)> = vec![
        ("deep-field.ndjson", format!("{{\"x\": {deep}\n").into()),
        ("deep-id.ndjson", format!("{{\"id\": {deep}\n").into()),
        (
            "wide-id.ndjson",
            format!("{{\"id\": {many}, \"text\": \"x\"}}\n").into(),
        ),
        (
            "huge-id.ndjson",
            format!("{{\"id\": {}, \"text\": \"x\"}}\n", "9".repeat(1_000_000)).into(),
        ),
        ("nothing.ndjson.gz", packed()),
        ("nothing.txt.gz", packed()),
        ("empty-lines.ndjson", vec![b'\n'; 4_000_000]),
        ("bad-lines.ndjson", b"x\n".repeat(500_000)),
        (
            "ends-of-the-calendar.ndjson",
            ["0001-01-01", "9999-12-31"]
                .map(|day| {
                    format!(
                        "{{\"id\": \"{day}\", \"date\": \"{day}\", \"text\": \"Chile condemned Peru.\"}}\n"
                    )
                })
                .concat()
                .into(),
        ),
    ];
    for (name, bytes) in bombs {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        let start = Instant::now();
        // What it asks for, the lexicon and all threads together, is limited.
        let mut run = example("archive");
        run.args(["--threads", "2", "--date", "2017-04-13", "--summary"])
            .arg(folder.join("summary.json"))
            .arg("--checkpoint")
            .arg(folder.join(format!("{name}.checkpoint")))
            .arg(&file);
        let output = within(
            &["sh", "-c", &format!("ulimit -d {SPACE}; exec \"$@\""), "sh"],
            &run,
        );
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        println!(
            "{name}: {} ms, {}",
            start.elapsed().as_millis(),
            text(&output.stdout).lines().next().unwrap_or_default()
        );
    }
}

/// In KiB: what the run needs without a bomb, and 100 MB.
const SPACE: u64 = 160_000;
