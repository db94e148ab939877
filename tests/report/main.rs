//! The report as its makers run it and its readers see it: form, inertness, pictures, and a look through a browser.

mod browser;
mod explained;
mod hostile;
#[allow(dead_code, reason = "pages of a server are looked at in the same way")]
mod looks;
mod markup;
mod pictures;
mod structure;
#[allow(dead_code, reason = "pages of a server are also visited and clicked")]
mod webdriver;

/// The drawing that the examples share; its own tests run here.
#[allow(dead_code, reason = "each example draws a part of it")]
#[path = "../../examples/drawing/mod.rs"]
mod drawing;

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The report, run.
fn report(args: &[&str], input: &str) -> Output {
    run(&mut Command::new(example("report")), args, input)
}

/// An example, built beside this test (`target/<profile>/deps/report-*` and `target/<profile>/examples`).
fn example(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let path = profile
        .join("examples")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(
        path.is_file(),
        "{} is not there; run `cargo test`, which builds the examples, or `cargo build --examples` first",
        path.display()
    );
    path
}

fn run(command: &mut Command, args: &[&str], input: &str) -> Output {
    let mut child = command
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever does not read its input may close it first.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The page it writes to standard output, when it ends well.
fn page(args: &[&str], input: &str) -> String {
    let output = report(&[&["--out", "-"], args].concat(), input);
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
