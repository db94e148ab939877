//! What the tests share: the two programs, their inputs, and processes that end with the test, whatever happens in it.
#![allow(dead_code, reason = "each test uses a part")]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

pub(crate) const CLUSTER: &str = env!("CARGO_BIN_EXE_detente-cluster");
pub(crate) const SINGLE: &str = env!("CARGO_BIN_EXE_summarize");

/// No run in these tests takes so long; one that does has hung.
const LIMIT: Duration = Duration::from_secs(240);

/// The tables both programs write.
pub(crate) const SHARED: [&str; 5] = [
    "summary.json",
    "pair_day.csv",
    "pair_week.csv",
    "pair_month.csv",
    "codebook.csv",
];

/// A process that is killed by its own handle when the test lets go of it.
pub(crate) struct Process {
    child: Child,
}

impl Process {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::with(arguments, &[])
    }

    pub(crate) fn with(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(CLUSTER);
        command.args(arguments).envs(environment.iter().copied());
        let child = command.stdout(Stdio::piped()).spawn();
        Self {
            child: child.expect("the program starts"),
        }
    }

    /// The first line it prints.
    pub(crate) fn line(&mut self) -> String {
        let out: ChildStdout = self.child.stdout.take().expect("its output is a pipe");
        let mut line = String::new();
        let mut out = BufReader::new(out);
        out.read_line(&mut line).expect("it prints a line");
        // Kept open: a process that prints to nobody might end.
        self.child.stdout = Some(out.into_inner());
        line
    }

    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a program that has ended left behind.
pub(crate) struct Done {
    pub(crate) success: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a program to its end, or kills it at the limit.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Done {
    run_with(program, arguments, &[])
}

pub(crate) fn run_with(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Done {
    let mut command = Command::new(program);
    command.args(arguments).envs(environment.iter().copied());
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("the program starts");
    let out = gather(child.stdout.take());
    let err = gather(child.stderr.take());
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("its state is known") {
            break status;
        }
        if begun.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            panic!(
                "{program} {arguments:?} has hung: {}",
                err.join().unwrap_or_default()
            );
        }
        thread::sleep(Duration::from_millis(20));
    };
    Done {
        success: status.success(),
        out: out.join().expect("its output is text"),
        err: err.join().expect("its errors are text"),
    }
}

fn gather(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_string(&mut text).expect("it is UTF-8");
        }
        text
    })
}

/// The same, of a run that must succeed.
pub(crate) fn done(program: &str, arguments: &[&str]) -> Done {
    let done = run(program, arguments);
    assert!(done.success, "{arguments:?}: {}", done.err);
    done
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// A scheduler at a free port.
pub(crate) struct Cluster {
    pub(crate) url: String,
    _scheduler: Process,
}

impl Cluster {
    /// `silence`: after how many seconds without a word an executor is lost.
    pub(crate) fn start(silence: u32) -> Self {
        let silence = silence.to_string();
        let mut scheduler = Process::start(&["scheduler", "--port", "0", "--silence", &silence]);
        let line = scheduler.line();
        let address = line.split(' ').nth(2).expect("the line names the address");
        Self {
            url: format!("http://{address}"),
            _scheduler: scheduler,
        }
    }

    /// An executor of one core with a folder of its own.
    pub(crate) fn executor(&self, work: &Path, more: &[&str]) -> Process {
        fs::create_dir_all(work).expect("there is room for its folder");
        let mut arguments = vec!["executor", "--cores", "1", "--scheduler", &self.url];
        arguments.extend(["--work-dir", text(work)]);
        arguments.extend(more);
        let mut executor = Process::start(&arguments);
        executor.line();
        executor
    }
}

/// News from templates, and a file with everything that can be wrong with a line.
pub(crate) fn archive(folder: &Path, mb: u32) {
    let mb = mb.to_string();
    done(
        CLUSTER,
        &[
            "generate",
            text(folder),
            "--mb",
            &mb,
            "--files",
            "3",
            "--days",
            "20",
        ],
    );
    fs::write(folder.join("odd.jsonl"), odd()).expect("the file is written");
    fs::write(folder.join("notes.md"), "Nothing to read here.\n").expect("the file is written");
}

/// Lines without an id or a date, blank ones, bad ones, repeated ones with another text, and no end of line at the end.
fn odd() -> Vec<u8> {
    let mut lines: Vec<u8> = Vec::new();
    for line in [
        "\u{feff}{\"id\": \"first\", \"date\": \"2019-03-04\", \"text\": \"France condemned Iran on Monday.\"}",
        "",
        "{\"date\": \"2019-03-05T07:30:00Z\", \"title\": \"Iran rejects French demand\", \"text\": \"Iran rejected a French demand.\"}\r",
        "{\"id\": \"first\", \"date\": \"2019-03-06\", \"text\": \"Japan thanked Kenya. The same id tells another story.\"}",
        "{\"id\": 17, \"text\": \"China offered India aid, and nobody wrote down when.\"}",
        "{\"id\": \"cut\", \"date\": \"2019-03-06\", \"text\": \"Japan",
        "{\"id\": \"when\", \"date\": \"03/04\\t2019\", \"text\": \"Japan thanked Kenya.\"}",
        "{\"id\": \"what\", \"date\": \"2019-03-06\"}",
        "[1, 2]",
        "{\"id\": \"\", \"date\": \"2019-03-07\", \"text\": \"Egypt recalled its ambassador to Sudan, \\\"for talks\\\", it said.\"}",
        "{\"id\": \"leer\", \"date\": \"2019-03-07\", \"text\": \"\"}",
        "{\"id\": \"fremd\", \"date\": \"2019-03-07\", \"text\": \"Der Minister sprach lange mit den Leuten aus dem Dorf, und alle hörten ihm zu, weil er so viel zu sagen hatte und niemand fort wollte.\"}",
    ] {
        lines.extend(line.bytes());
        lines.push(b'\n');
    }
    lines.extend(b"{\"id\": \"\xff\", \"text\": \"Not UTF-8.\"}\n");
    lines.extend(b"{\"id\": \"last\", \"date\": \"2019-03-08\", \"text\": \"Brazil and Mexico signed an agreement.\"}");
    lines
}

/// What the single machine makes of the inputs.
pub(crate) fn single(out: &Path, inputs: &[&Path]) -> Done {
    let mut arguments: Vec<&str> = inputs.iter().map(|input| text(input)).collect();
    arguments.extend(["--out", text(out)]);
    done(SINGLE, &arguments)
}

/// Every table of both is the same, byte for byte.
pub(crate) fn assert_same(cluster: &Path, single: &Path) {
    for name in SHARED {
        let [ours, theirs] = [cluster, single].map(|folder| {
            fs::read(folder.join(name))
                .unwrap_or_else(|error| panic!("{}/{name}: {error}", folder.display()))
        });
        assert!(!theirs.is_empty());
        assert!(
            ours == theirs,
            "{name} differs: {} and {} bytes, from byte {:?} on",
            ours.len(),
            theirs.len(),
            ours.iter().zip(&theirs).position(|(a, b)| a != b)
        );
    }
}

/// The first of a process's folders in which shuffled data lies; `None` if none came in time.
pub(crate) fn shuffled(folders: &[&Path], limit: Duration) -> Option<usize> {
    let begun = Instant::now();
    while begun.elapsed() < limit {
        if let Some(at) = folders.iter().position(|folder| bytes(folder) > 0) {
            return Some(at);
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}

/// How many bytes lie in a folder and those in it.
pub(crate) fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => bytes(&entry.path()),
            _ => entry.metadata().map_or(0, |data| data.len()),
        })
        .sum()
}

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

pub(crate) fn inside(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}
