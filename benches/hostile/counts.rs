//! Instructions, counted by callgrind: what no other work on the machine can change.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use detente::{Analyzer, Lexicon};

use crate::{generators::Generator, measure};

/// The instructions that each text of some generators takes, by size; `None` where there is no valgrind.
///
/// One process reads them all, so that the lexicon is loaded once; callgrind writes a file whenever `measured` is left.
pub fn of(generators: &[Generator], sizes: &[usize]) -> Option<Vec<Vec<u64>>> {
    Command::new("valgrind").arg("--version").output().ok()?;
    let folder = env::temp_dir().join(format!("detente-hostile-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for what callgrind writes");
    let out = folder.join("out");
    let status = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--toggle-collect=*measured*",
            "--dump-after=hostile::measured",
        ])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe().expect("this program's path"))
        .arg("--count")
        .args(sizes.iter().map(ToString::to_string))
        .arg("--")
        .args(generators.iter().map(|generator| generator.name))
        .stderr(std::process::Stdio::null())
        .status()
        .expect("valgrind runs");
    assert!(status.success(), "callgrind ended with {status}");
    let count = |number: usize| dumped(&out, number + 1);
    let of_generator = |at| {
        (0..sizes.len())
            .map(|size| count(at * sizes.len() + size))
            .collect()
    };
    let counts = (0..generators.len()).map(of_generator).collect();
    let _ = fs::remove_dir_all(&folder);
    Some(counts)
}

/// The instructions of one visit to `measured`.
fn dumped(out: &Path, number: usize) -> u64 {
    let mut path = out.as_os_str().to_owned();
    path.push(format!(".{number}"));
    let path = PathBuf::from(path);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let line = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let count = line.and_then(|count| count.trim().parse().ok());
    count.unwrap_or_else(|| panic!("{}: no count", path.display()))
}

/// Reads every text once, in this process, for callgrind to count.
pub fn read(sizes: &[usize], names: &[String]) {
    let analyzer = Analyzer::new(Lexicon::english());
    for generator in names.iter().filter_map(|name| Generator::named(name)) {
        for &bytes in sizes {
            measure::read(&analyzer, &generator.text(bytes));
        }
    }
}
