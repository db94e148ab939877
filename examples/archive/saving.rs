//! When the checkpoint is written, and what a watcher is told.

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{progress::Progress, state::State};

/// Without a number given, a checkpoint is written when so much time has passed, and so many times what writing the last one took:
/// an archive's checkpoint grows, and one after every so many documents would in the end take all the time.
const PATIENCE: Duration = Duration::from_secs(10);
const TIMES: u32 = 20;
/// After how many documents the clock is looked at.
const GLANCE: u64 = 64;

/// Writes the checkpoint now and then.
pub(crate) struct Saving {
    checkpoint: PathBuf,
    every: Option<u64>,
    unsaved: u64,
    saved: Instant,
    took: Duration,
    progress: Progress,
    /// Bytes that came off the disk, counted by the thread that reads.
    read: Arc<AtomicU64>,
    shown: u64,
}

impl Saving {
    pub(crate) fn new(checkpoint: PathBuf, every: Option<u64>, bytes: u64) -> Self {
        let mut progress = Progress::new();
        progress.add(bytes);
        Self {
            checkpoint,
            every,
            unsaved: 0,
            saved: Instant::now(),
            took: Duration::ZERO,
            progress,
            read: Arc::default(),
            shown: 0,
        }
    }

    pub(crate) fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Between two documents.
    pub(crate) fn after_one(&mut self, state: &State) -> Result<(), Box<dyn Error>> {
        self.unsaved += 1;
        self.progress.one();
        if self.unsaved.is_multiple_of(GLANCE) {
            self.show();
        }
        if self.is_due() {
            self.save(state)
        } else {
            Ok(())
        }
    }

    fn is_due(&self) -> bool {
        match self.every {
            Some(every) => self.unsaved == every,
            None => {
                let wait = PATIENCE.max(self.took * TIMES);
                self.unsaved.is_multiple_of(GLANCE) && self.saved.elapsed() >= wait
            }
        }
    }

    fn save(&mut self, state: &State) -> Result<(), Box<dyn Error>> {
        let start = Instant::now();
        state.save(&self.checkpoint)?;
        self.took = start.elapsed();
        self.saved = Instant::now();
        self.unsaved = 0;
        tell(state, "saved at");
        Ok(())
    }

    pub(crate) fn at_the_end(&mut self, state: &State) -> Result<(), Box<dyn Error>> {
        state.save(&self.checkpoint)?;
        self.progress.finish();
        Ok(())
    }

    fn show(&mut self) {
        let read = self.read.load(Ordering::Relaxed);
        let more = usize::try_from(read - self.shown).unwrap_or(usize::MAX);
        self.progress.done(more);
        self.shown = read;
    }
}

/// A line for a log; on a terminal there is the bar. A closed stderr is no reason to stop.
pub(crate) fn tell(state: &State, what: &str) {
    if !io::IsTerminal::is_terminal(&io::stderr()) {
        let _ = writeln!(io::stderr(), "{what} document {}", state.documents());
    }
}
