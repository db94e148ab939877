//! Small things that unfold into large ones: each is refused, or read, within a hundred megabytes.
//!
//! Memory is counted by the allocator, for the whole process; so nothing else is tested in this file, and one thing after the
//! other. `cargo test --release --test bombs -- --nocapture` prints the processor time and memory
//! that each took. NDJSON is in `tests/examples/faults.rs`.

#[path = "bombs/lexicons.rs"]
mod lexicons;
#[path = "bombs/stored.rs"]
mod stored;

use std::time::Duration;

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
        let (before, start) = (ALLOCATOR.current_usage(), processor_time());
        let done = (self.read)();
        let took = processor_time().saturating_sub(start);
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

/// Of all threads; other work on the machine does not count.
#[cfg(unix)]
fn processor_time() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map_or(Duration::ZERO, Duration::from)
}

#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}

#[test]
fn bombs_are_refused_or_read_in_little_memory() {
    // What everybody holds is not the bombs'.
    let _ = detente::Lexicon::english();
    let bombs = stored::bombs().into_iter().chain(lexicons::bombs());
    let wrong: Vec<String> = bombs.filter_map(Bomb::set_off).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
