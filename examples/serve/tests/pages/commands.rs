//! The command: its help, its refusals, its end.

use std::{
    fs,
    io::Read,
    net::TcpListener,
    path::Path,
    process::{Child, Output},
};

use super::{Server, command, folder, sample, session::sessions, timeline};

fn run(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// All that a child says on standard error until it ends.
fn said(child: &mut Child) -> String {
    let mut told = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut told).unwrap();
    told
}

#[test]
fn help_teaches() {
    let output = run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    for part in [
        "Examples:",
        "--articles",
        "--port",
        "127.0.0.1",
        "Status 0",
        "1:",
        "2: wrong usage",
    ] {
        assert!(help.contains(part), "{part}");
    }
}

#[test]
fn what_is_no_timeline_is_named_with_what_to_give() {
    let folder = folder("commands");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::write(
        folder.join("text"),
        "no checkpoint at all, but long enough to look at the head of it",
    )
    .unwrap();
    let mut damaged = fs::read(sample()).unwrap();
    damaged[200] ^= 1;
    fs::write(folder.join("damaged"), damaged).unwrap();
    timeline(&folder.join("empty"), "");
    for (name, words) in [
        ("missing", "No such file"),
        ("text", "not a checkpoint of a timeline; give a file that"),
        ("damaged", "checksum does not fit"),
        ("empty", "nothing to show"),
    ] {
        let output = run(&[&path(name), "--port", "0"]);
        let told = told(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(
            told.starts_with("serve: ") && told.contains(&path(name)) && told.contains(words),
            "{told}"
        );
    }
    let output = run(&[
        sample().to_str().unwrap(),
        "--articles",
        &path("missing.ndjson"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("missing.ndjson"));
    for wrong in [
        &["--port", "x"][..],
        &[],
        &["--bind", "here"],
        &["--unknown"],
    ] {
        let output = run(&[
            &[sample().to_str().unwrap()][..usize::from(!wrong.is_empty())],
            wrong,
        ]
        .concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_port_that_is_taken_says_what_to_do() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let output = run(&[sample().to_str().unwrap(), "--port", &port]);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("choose another with --port, or 0 for a free one"),
        "{told}"
    );
}

#[test]
#[cfg(unix)]
fn signals_end_it_well_even_while_a_connection_says_nothing() {
    use nix::{
        sys::signal::{Signal, kill},
        unistd::Pid,
    };
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut server = Server::start(sample(), &[]);
        assert_eq!(server.get("/").status, 200);
        let host = server.address.trim_start_matches("http://").to_owned();
        let silent = std::net::TcpStream::connect(host).unwrap();
        kill(Pid::from_raw(server.id()), signal).unwrap();
        assert_eq!(server.wait().code(), Some(0), "{signal}");
        drop(silent);
        let told = said(&mut server.child);
        assert!(
            told.contains("ctrl-c ends it.") && told.ends_with("Ended.\n"),
            "{told}"
        );
    }
}

#[test]
fn a_lexicon_of_another_name_is_told() {
    let folder = folder("stranger");
    let file = folder.join("stranger.checkpoint");
    let mut stranger = detente::Timeline::load(sample()).unwrap();
    stranger.stamp("mine@1+0");
    stranger.save(&file).unwrap();
    let mut server = Server::start(Path::new(&file), &[]);
    assert_eq!(server.get("/").status, 200);
    server.child.kill().unwrap();
    let told = said(&mut server.child);
    assert!(
        told.contains("was read with the lexicon mine@1+0"),
        "{told}"
    );
}

#[test]
fn whoever_does_not_wait_for_the_address_has_seen_enough() {
    for args in [
        &[sample().to_str().unwrap(), "--port", "0"][..],
        &["--help"],
    ] {
        let mut child = command(args).spawn().unwrap();
        drop(child.stdout.take());
        let told = said(&mut child);
        assert_eq!(child.wait().unwrap().code(), Some(0), "{told}");
        assert!(!told.contains("roken pipe"), "{told}");
    }
}

#[test]
fn the_head_shows_what_is_printed() {
    let sessions = sessions(include_str!("../../src/main.rs"));
    assert!(!sessions.is_empty());
    for session in sessions {
        let run = "cargo run --manifest-path examples/serve/Cargo.toml -- ";
        assert!(session.command.starts_with(run) && !session.shown.is_empty());
        let server = Server::start(sample(), &[]);
        assert!(
            session.is(&[&format!("{}/", server.address)]),
            "{} prints {}/",
            session.command,
            server.address
        );
    }
}
