//! Every target over its seeds, its corpus and its regressions.

use std::{collections::BTreeSet, fs, path::PathBuf};

use super::{Care, TARGETS, dictionary, seeds, seeds::package};

/// What a folder of this package holds for a target, by name.
fn files(folder: &str, target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = package().join("tests/fuzz").join(folder).join(target);
    let Ok(entries) = fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder").path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| (path.clone(), fs::read(&path).expect("a file of the corpus"));
    paths.into_iter().map(read).collect()
}

#[test]
fn every_target_comes_back_from_its_corpus() {
    for (target, run) in TARGETS {
        let corpus = files("corpus", target);
        assert!(!corpus.is_empty(), "{target} has no corpus");
        for (path, bytes) in corpus.iter().chain(&files("regressions", target)) {
            println!("{}", path.display());
            run(bytes, Care::Pages);
        }
    }
}

#[test]
fn every_target_comes_back_from_its_seeds() {
    for (target, run) in TARGETS {
        let seeds = seeds(target);
        assert!(!seeds.is_empty(), "{target} has no seed");
        for seed in &seeds {
            println!("{target}: {:?}", String::from_utf8_lossy(seed));
            run(seed, Care::Pages);
        }
    }
}

#[test]
fn every_folder_is_of_a_target() {
    let known: BTreeSet<&str> = TARGETS.iter().map(|target| target.0).collect();
    for folder in ["corpus", "regressions"] {
        let entries = fs::read_dir(package().join("tests/fuzz").join(folder)).expect("a folder");
        for entry in entries {
            let name = entry.expect("a folder").file_name();
            let name = name.to_str().expect("a name");
            assert!(known.contains(name), "{folder}/{name} is of no target");
        }
    }
}

/// Every share has its inputs, about as many as are said.
#[test]
fn a_share_of_the_inputs_is_asked_everything() {
    let drawn = (0..12_800_u32).map(|number| Care::of(&number.to_le_bytes()));
    let drawn: Vec<Care> = drawn.collect();
    let count = |care| drawn.iter().filter(|drawn| **drawn == care).count();
    assert!((80..=120).contains(&count(Care::Pages)));
    assert!((640..=760).contains(&count(Care::Whole)));
}

/// A dictionary with a bad line is refused whole.
#[test]
fn dictionaries_have_the_words_of_deep_rules() {
    for (target, wish) in [
        ("text", "\" threaten\""),
        ("dates", "\" Monday\""),
        ("lexicon", "\"\\x09act\""),
        ("timeline", "\"\\\"evidence\\\":\""),
    ] {
        let text = dictionary(target);
        assert!(
            text.lines().any(|line| line == wish),
            "{target} has no {wish}"
        );
        let sound = |line: &str| {
            line.len() > 3 && line.starts_with('"') && line.ends_with('"') && line.is_ascii()
        };
        assert!(text.lines().all(sound));
    }
}
