//! What whoever adds the crate takes in with it: which crates, under which licences, and that it touches nothing but its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::PathBuf,
    process::Command,
    sync::LazyLock,
};

use serde_json::Value;

#[path = "supply/traced.rs"]
mod traced;

/// The licences that may be chosen, of which each crate must offer one.
const LICENCES: [&str; 8] = [
    "MIT",
    "Apache-2.0",
    "Unlicense",
    "Zlib",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Unicode-3.0",
];

/// The crates the library itself names. One more is a decision, and has its reason in the commit that adds it.
const DIRECT: [&str; 10] = [
    "jiff",
    "libm",
    "once_cell",
    "rust-stemmers",
    "rustc-hash",
    "serde",
    "sha2",
    "thiserror",
    "toml",
    "unicode-normalization",
];

/// How many crates a user builds at most on one platform, those at second hand and those that only run while it compiles included.
const MOST: usize = 34;

/// Those of them whose own script runs while they are built.
const SCRIPTS: [&str; 7] = [
    "generic-array",
    "libm",
    "proc-macro2",
    "quote",
    "serde",
    "serde_core",
    "thiserror",
];

fn cargo(args: &[&str]) -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(args)
        .arg("--locked")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The platform this test runs on.
fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc runs");
    let told = String::from_utf8_lossy(&output.stdout);
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

/// What cargo knows of the package and of all it is built, tested and measured with here.
static METADATA: LazyLock<Value> = LazyLock::new(|| {
    let host = host();
    let json = cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        &host,
    ]);
    serde_json::from_str(&json).expect("cargo writes JSON")
});

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Every package by its name and version.
fn packages() -> BTreeMap<String, &'static Value> {
    let packages = list(&METADATA, "packages").iter();
    packages
        .map(|package| {
            (
                format!("{} v{}", text(package, "name"), text(package, "version")),
                package,
            )
        })
        .collect()
}

/// This package.
fn own() -> &'static Value {
    let packages = list(&METADATA, "packages").iter();
    let mut own = packages.filter(|package| package["source"].is_null());
    let (Some(own), None) = (own.next(), own.next()) else {
        panic!("one package comes from no registry: this");
    };
    own
}

/// What is built for a user who adds the crate without features; what tests and examples switch on does not count.
fn taken_in() -> BTreeMap<String, &'static Value> {
    let tree = cargo(&[
        "tree",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let name = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let names: BTreeSet<String> = tree.lines().skip(1).map(name).collect();
    packages()
        .into_iter()
        .filter(|(name, _)| names.contains(name))
        .collect()
}

#[test]
fn the_crates_a_user_takes_in_are_few() {
    let direct: BTreeSet<&str> = list(own(), "dependencies")
        .iter()
        .filter(|dep| dep["kind"].is_null() && dep["optional"] == false)
        .map(|dep| text(dep, "name"))
        .collect();
    assert_eq!(direct, BTreeSet::from(DIRECT));
    let taken = taken_in();
    assert!(
        DIRECT
            .iter()
            .all(|name| taken.values().any(|package| text(package, "name") == *name))
    );
    let names: Vec<&str> = taken.keys().map(String::as_str).collect();
    println!("{} crates: {}", names.len(), names.join(", "));
    let scripts = taken.iter().filter(|(_, package)| has_script(package));
    let scripts: Vec<&str> = scripts.map(|(name, _)| name.as_str()).collect();
    println!("with a build script: {}", scripts.join(", "));
    let scripts = scripts
        .iter()
        .map(|name| name.split(' ').next().unwrap_or_default());
    assert_eq!(scripts.collect::<BTreeSet<_>>(), BTreeSet::from(SCRIPTS));
    assert!(names.len() <= MOST);
}

fn has_script(package: &Value) -> bool {
    let mut kinds = list(package, "targets")
        .iter()
        .flat_map(|target| list(target, "kind"));
    kinds.any(|kind| kind == "custom-build")
}

#[test]
fn there_is_no_build_script_and_no_foreign_code() {
    assert!(!has_script(own()));
    for (name, package) in taken_in() {
        assert!(
            package["links"].is_null(),
            "{name} links a library of the system"
        );
        let source = text(package, "source");
        assert!(
            source.starts_with("registry+"),
            "{name} comes from {source:?}"
        );
    }
}

/// `A OR B`, `A AND B`, `A/B`, one level of brackets: whether the licences allowed can satisfy it.
fn allowed(licence: &str) -> bool {
    let licence = licence.replace('/', " OR ").replace(['(', ')'], " ");
    let one_of = |part: &str| part.split(" OR ").any(|one| LICENCES.contains(&one.trim()));
    licence.split(" AND ").all(one_of)
}

#[test]
fn every_licence_is_one_of_the_list() {
    assert!(
        allowed("(MIT OR Apache-2.0) AND Unicode-3.0")
            && !allowed("MIT AND GPL-3.0")
            && !allowed("")
    );
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for package in packages().values() {
        let licence = text(package, "license");
        assert!(
            allowed(licence),
            "{} is under {licence:?}",
            text(package, "name")
        );
        *counts.entry(licence).or_default() += 1;
    }
    println!("{counts:#?}");
}

/// Of `1.88` and `1.88.0`.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    parts.resize(3, 0);
    parts
}

/// Clippy holds the library's own calls against `rust-version` (`incompatible_msrv`); here is what it takes in.
#[test]
fn no_crate_asks_for_a_newer_rust() {
    let ours = text(own(), "rust_version");
    assert!(!ours.is_empty());
    for (name, package) in packages() {
        let wanted = text(package, "rust_version");
        assert!(
            version(wanted) <= version(ours),
            "{name} wants Rust {wanted}"
        );
    }
    let newest = taken_in()
        .into_values()
        .map(|package| text(package, "rust_version"));
    let newest = newest
        .max_by_key(|wanted| version(wanted))
        .unwrap_or_default();
    println!("Rust {ours}; what a user takes in asks for {newest} at most");
}

/// An example, built beside this test.
fn example(name: &str) -> PathBuf {
    let test = env::current_exe().expect("the test's own path");
    let profile = test
        .ancestors()
        .nth(2)
        .expect("target/<profile>/deps/supply-*");
    let path = profile
        .join("examples")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(
        path.is_file(),
        "{} is not there; run `cargo test`, which builds the examples",
        path.display()
    );
    path
}
