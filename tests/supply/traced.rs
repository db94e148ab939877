//! The quick start under `strace`: every call to the system that opens a file or a socket.

use std::{
    io::ErrorKind,
    path::Path,
    process::{Command, Stdio},
};

use super::example;

/// What the loader of the system and Rust's own start read of the machine; none of it is written to.
const SYSTEM: [&str; 8] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/lib/",
    "/lib64/",
    "/usr/lib/",
    "/usr/local/lib/",
    "/proc/self/",
    "/sys/devices/system/cpu",
];

/// The path in a line of `strace`, such as `openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3`.
fn path(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once('"')?;
    rest.split_once('"').map(|(path, _)| path)
}

#[test]
fn the_quick_start_opens_no_socket_and_no_file() {
    let trace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("quickstart.strace");
    let quickstart = example("quickstart");
    let calls = "trace=network,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,execve";
    let status = Command::new("strace")
        .args(["-f", "-qq", "-e", calls, "-o"])
        .arg(&trace)
        .arg(&quickstart)
        // with cargo's own, the loader would look beside the program first
        .env_remove("LD_LIBRARY_PATH")
        .stdout(Stdio::null())
        .status();
    let status = match status {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("SKIPPED: there is no strace");
            return;
        }
        status => status.expect("strace runs"),
    };
    let traced = std::fs::read_to_string(&trace).expect("what was traced");
    // where nobody may trace, strace writes nothing
    if !status.success() && traced.is_empty() {
        println!("SKIPPED: strace may trace nothing here");
        return;
    }
    assert!(status.success(), "the quick start failed");
    let (mut own, mut system) = (0, 0);
    for line in traced.lines().filter(|line| line.contains('(')) {
        let path = path(line).unwrap_or_else(|| panic!("no file, so a socket: {line}"));
        if line.contains("execve(") {
            assert_eq!(Path::new(path), quickstart, "another program: {line}");
            own += 1;
            continue;
        }
        assert!(
            SYSTEM.iter().any(|known| path.starts_with(known)),
            "a file of another's: {line}"
        );
        assert!(
            line.contains("O_RDONLY") && !line.contains("O_CREAT"),
            "it would be written to: {line}"
        );
        system += 1;
    }
    println!("{own} program, {system} files of the system read while it starts, no socket");
    assert!(own == 1 && system > 0, "nothing was traced:\n{traced}");
}
