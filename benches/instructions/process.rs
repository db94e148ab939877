//! `summarize` as a whole process, and `wc -w` on the same file.

use crate::PROCESS;

/// Prints processor times; whether the goal is met.
#[cfg(not(unix))]
pub fn compare(_: &mut crate::Report) -> bool {
    println!("SKIPPED: whole processes; there is no wc");
    let _ = PROCESS;
    true
}

#[cfg(unix)]
pub use unix::compare;

#[cfg(unix)]
mod unix {
    use std::{
        env, fs,
        io::{BufWriter, Write},
        path::{Path, PathBuf},
        process::{Command, Stdio},
    };

    use nix::sys::resource::{UsageWho, getrusage};

    use super::PROCESS;
    use crate::Report;
    use crate::support::{
        articles::Item,
        texts::{MB, Texts},
    };

    const MEGABYTES: usize = 10;
    /// The middle one of so many runs counts.
    const RUNS: usize = 9;

    pub fn compare(report: &mut Report) -> bool {
        let Some(summarize) = summarize() else {
            println!("SKIPPED: whole processes; summarize cannot be built");
            return true;
        };
        let mut met = true;
        for texts in Texts::all(MEGABYTES) {
            let path = env::temp_dir().join(format!(
                "detente-{}-{}.ndjson",
                texts.name,
                std::process::id()
            ));
            let written = write(&path, &texts.items);
            let seconds = written.map(|()| {
                let wc = seconds(Command::new("wc").arg("-w").arg(&path).env("LC_ALL", "C"));
                let own = seconds(Command::new(&summarize).arg("--json").arg(&path));
                (wc, own)
            });
            let _ = fs::remove_file(&path);
            match seconds {
                Ok((Some(wc), Some(own))) => {
                    met &= tell(&texts, wc, own);
                    let seconds = [("wc -w", wc), ("summarize --json", own)];
                    let seconds = seconds.map(|(program, seconds)| (program.to_owned(), seconds));
                    report
                        .seconds
                        .push((texts.name.to_owned(), seconds.to_vec()));
                }
                Ok(_) => println!("SKIPPED: whole processes; wc or summarize does not run"),
                Err(error) => println!("SKIPPED: whole processes; {}: {error}", path.display()),
            }
        }
        met
    }

    fn tell(texts: &Texts, wc: f64, own: f64) -> bool {
        let ratio = own / wc;
        println!(
            "{}: {:.1} MB of text in NDJSON, processor seconds: wc -w {wc:.3}, summarize --json {own:.3}, {ratio:.1} times wc, \
             at most {PROCESS} {}",
            texts.name,
            crate::support::articles::bytes(&texts.items) as f64 / MB as f64,
            if ratio > PROCESS { "MISSED" } else { "" },
        );
        ratio <= PROCESS
    }

    /// The example, built beside this program.
    fn summarize() -> Option<PathBuf> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args([
                "build",
                "--quiet",
                "--release",
                "--example",
                "summarize",
                "--manifest-path",
            ])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
            .status();
        let path = env::current_exe()
            .ok()?
            .ancestors()
            .nth(2)?
            .join("examples/summarize");
        (built.is_ok_and(|status| status.success()) && path.is_file()).then_some(path)
    }

    fn write(path: &Path, items: &[Item]) -> std::io::Result<()> {
        let mut out = BufWriter::new(fs::File::create(path)?);
        for item in items {
            serde_json::to_writer(&mut out, item)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// The processor time of one run, the middle one of several.
    fn seconds(command: &mut Command) -> Option<f64> {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut taken = Vec::new();
        for _ in 0..RUNS {
            let before = children()?;
            command.status().ok().filter(|status| status.success())?;
            taken.push(children()? - before);
        }
        taken.sort_by(f64::total_cmp);
        taken.get(RUNS / 2).copied()
    }

    /// The processor time of all children that have ended.
    fn children() -> Option<f64> {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
        let seconds =
            |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
        Some(seconds(usage.user_time()) + seconds(usage.system_time()))
    }
}
