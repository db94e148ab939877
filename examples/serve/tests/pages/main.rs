//! The server as its users meet it: what it answers, what it refuses, how it looks in a browser, and how it ends.

mod answers;
mod browser;
mod commands;
#[path = "../../../../tests/report/looks.rs"]
mod looks;
#[path = "../../../../tests/examples/session.rs"]
mod session;
#[allow(dead_code, reason = "the report's pages are files")]
#[path = "../../../../tests/report/webdriver.rs"]
mod webdriver;

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    time::Duration,
};

use detente::{Analyzer, Article, Lexicon, Timeline};

/// The sample dispatches.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/dispatches.ndjson");

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A saved timeline of NDJSON.
fn timeline(path: &Path, articles: &str) {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut timeline = Timeline::new();
    timeline.stamp(analyzer.lexicon().stamp());
    for line in articles.lines() {
        let item: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| item[name].as_str().unwrap_or_default();
        let day = field("date").parse().unwrap();
        let article = Article::new(field("id"), day, field("text")).title(field("title"));
        timeline.record(reader.analyze(&article));
    }
    timeline.save(path).unwrap();
}

/// The timeline of the sample, made once.
fn sample() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let path = folder("sample").join("sample.checkpoint");
        timeline(&path, &fs::read_to_string(SAMPLE).unwrap());
        path
    })
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve"));
    command
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A server on a free port, ended when it goes.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(file: &Path, more: &[&str]) -> Self {
        let args = [&[file.to_str().unwrap(), "--port", "0"], more].concat();
        let mut child = command(&args).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        if line.is_empty() {
            let mut told = String::new();
            let _ = child.stderr.take().unwrap().read_to_string(&mut told);
            panic!("the server says: {told}");
        }
        let address = line.trim_end().trim_end_matches('/').to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        Self { child, address }
    }

    /// Its process id.
    #[cfg(unix)]
    fn id(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap()
    }

    fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// One request as it stands, over a connection of its own.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .http_status_as_error(false)
            .build()
            .into();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent.run(request.body(()).unwrap()).unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
        };
        Answer {
            status: response.status().as_u16(),
            policy: header("content-security-policy"),
            sniff: header("x-content-type-options"),
            kind: header("content-type"),
            allow: header("allow"),
            body: response.body_mut().read_to_string().unwrap(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    policy: String,
    sniff: String,
    kind: String,
    allow: String,
    body: String,
}
