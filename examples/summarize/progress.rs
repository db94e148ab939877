//! A bar on standard error, on a terminal only, and only once the work has taken a while.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

/// Work of less time shows no bar.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) struct Progress {
    started: Instant,
    terminal: bool,
    /// Bytes to be read; `None` once a source of unknown length is among them.
    total: Option<u64>,
    done: u64,
    articles: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            terminal: io::stderr().is_terminal(),
            total: Some(0),
            done: 0,
            articles: 0,
            bar: None,
        }
    }

    /// More bytes are to be read.
    pub(crate) fn add(&mut self, bytes: u64) {
        self.total = self.total.map(|total| total + bytes);
        if let Some((bar, total)) = self.bar.as_ref().zip(self.total) {
            bar.set_length(total);
        }
    }

    /// Nobody knows how many bytes are to be read.
    pub(crate) fn unknown(&mut self) {
        self.total = None;
    }

    /// Bytes have been read.
    pub(crate) fn done(&mut self, bytes: usize) {
        self.done += bytes as u64;
        if !self.terminal {
            return;
        }
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE {
            self.bar = Some(bar(self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_message(self.pace());
            bar.set_position(self.done);
        }
    }

    /// An article has been read; it is shown with the next bytes.
    pub(crate) fn one(&mut self) {
        self.articles += 1;
    }

    /// The mean rate since the beginning, and the time left at that rate: the bar itself appears too late to know.
    fn pace(&self) -> String {
        let seconds = self.started.elapsed().as_secs().max(1);
        let rate = (self.done / seconds).max(1);
        let articles = HumanCount(self.articles);
        let rated = format!("{articles} articles, {}/s", HumanBytes(rate));
        let left = self
            .total
            .map(|total| total.saturating_sub(self.done) / rate);
        left.map_or(rated.clone(), |left| {
            let left = HumanDuration(Duration::from_secs(left));
            format!("{rated}, {left} to go")
        })
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "reading {wide_bar} {bytes} of {total_bytes}, {msg}",
        ),
        None => (
            ProgressBar::new_spinner(),
            "reading {spinner} {bytes}, {msg}",
        ),
    };
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}
