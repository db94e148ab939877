//! Small things that unfold into large ones: each is refused, or read, within a hundred megabytes.
//!
//! Memory is counted by the allocator, for the whole process; so nothing else is tested in this file, and one thing after the
//! other. `cargo test --release --test bombs -- --nocapture` prints the processor time and memory
//! that each took. NDJSON is in `tests/examples/faults.rs`.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the clock of the benchmarks, which ask more of it"
)]
#[path = "../benches/support/clock.rs"]
mod clock;
#[path = "bombs/lexicons.rs"]
mod lexicons;
#[path = "bombs/stored.rs"]
mod stored;

use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// In bytes, beside what was held before.
const MOST: usize = 100_000_000;

/// Something to be read, and what must come of it: the words by which it is refused, or nothing where it is sound.
struct Bomb {
    name: &'static str,
    read: Box<dyn FnOnce() -> Result<(), String>>,
    refused: Option<&'static str>,
}

impl Bomb {
    fn new(
        name: &'static str,
        refused: impl Into<Option<&'static str>>,
        read: impl FnOnce() -> Result<(), String> + 'static,
    ) -> Self {
        Self {
            name,
            read: Box::new(read),
            refused: refused.into(),
        }
    }

    /// What is wrong with how it went.
    fn set_off(self) -> Option<String> {
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        let (done, took) = clock::timed(self.read);
        let peak = ALLOCATOR.peak_usage().saturating_sub(before);
        let name = self.name;
        println!(
            "{name:<44} {:>6} ms {:>6.1} MB",
            took.as_millis(),
            peak as f64 / 1e6
        );
        if peak > MOST {
            return Some(format!("{name} took {peak} bytes"));
        }
        match (done, self.refused) {
            (Ok(()), None) => None,
            (Err(told), Some(words)) if told.contains(words) => None,
            (Ok(()), Some(_)) => Some(format!("{name} was taken for sound")),
            (Err(told), _) => {
                let told: String = told.chars().take(300).collect();
                Some(format!("{name}: {told}"))
            }
        }
    }
}

#[test]
fn bombs_are_refused_or_read_in_little_memory() {
    // What everybody holds is not the bombs'.
    let _ = detente::Lexicon::english();
    let bombs = stored::bombs().into_iter().chain(lexicons::bombs());
    let wrong: Vec<String> = bombs.filter_map(Bomb::set_off).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
