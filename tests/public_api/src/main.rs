//! Compares the public items of the library with the list that is kept in `listing.txt`.
//!
//! `.ci/public-api` runs it; `.ci/public-api --write` takes over what has changed.

use std::{collections::BTreeSet, env, error::Error, fs, path::Path, process::ExitCode};

use public_api::{Builder, PublicItem};
use similar::TextDiff;

/// The pages of documentation are no items that a program sees.
const PAGES: &str = "detente::guide";
/// What the script takes for "cannot be done here".
const SKIPPED: u8 = 77;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(json), Some(listing)) = (arguments.next(), arguments.next()) else {
        return Err("usage: detente-public-api RUSTDOC.json LISTING [--write]".into());
    };
    let (json, listing) = (Path::new(&json), Path::new(&listing));
    if let Some(format) = foreign_format(json)? {
        println!(
            "this Rust writes format {format} of rustdoc's JSON, and format {} is read here",
            rustdoc_types::FORMAT_VERSION
        );
        return Ok(ExitCode::from(SKIPPED));
    }
    let items = items(json)?;
    if arguments
        .next()
        .is_some_and(|argument| argument == "--write")
    {
        fs::write(listing, items)?;
        return Ok(ExitCode::SUCCESS);
    }
    let kept = fs::read_to_string(listing)?;
    if kept == items {
        println!(
            "{} public items, as in {}",
            items.lines().count(),
            listing.display()
        );
        return Ok(ExitCode::SUCCESS);
    }
    let diff = TextDiff::from_lines(&kept, &items);
    print!(
        "{}",
        diff.unified_diff().context_radius(0).header("kept", "now")
    );
    println!(
        "the public items have changed; if that is meant, run .ci/public-api --write and tell of it in CHANGELOG.md"
    );
    Ok(ExitCode::FAILURE)
}

/// The format of the JSON, where it is not the one that is read here.
fn foreign_format(json: &Path) -> Result<Option<u64>, Box<dyn Error>> {
    let whole: serde_json::Value = serde_json::from_reader(fs::File::open(json)?)?;
    let format = whole["format_version"]
        .as_u64()
        .ok_or("rustdoc's JSON tells no format")?;
    Ok((format != u64::from(rustdoc_types::FORMAT_VERSION)).then_some(format))
}

/// Every public item on a line, sorted: of what is derived the traits and not their methods, and nothing of what the compiler
/// implements for every type.
fn items(json: &Path) -> Result<String, Box<dyn Error>> {
    let list = |derived: bool| {
        let api = Builder::from_rustdoc_json(json)
            .omit_blanket_impls(true)
            .omit_auto_trait_impls(true)
            .omit_auto_derived_impls(!derived)
            .build()?;
        let lines: Vec<String> = api.items().map(PublicItem::to_string).collect();
        Ok::<_, Box<dyn Error>>(lines)
    };
    let derived = list(true)?
        .into_iter()
        .filter(|line| line.starts_with("impl"));
    let lines: BTreeSet<String> = list(false)?.into_iter().chain(derived).collect();
    let lines = lines.iter().filter(|line| !line.contains(PAGES));
    Ok(lines.map(|line| format!("{line}\n")).collect())
}
