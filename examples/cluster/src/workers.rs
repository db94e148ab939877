//! The lexicon of a process and the readers that stay warm from batch to batch.

use std::{
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use detente::{Analyzer, Lexicon, Reader, Timeline};

/// The one analyzer of a process, and its readers that are at rest.
///
/// A reader's memory of words is what makes it fast, so it must outlive the batch: whoever works takes the reader
/// that rested last and puts it back. There are never more of them than batches worked on at one time.
#[derive(Debug)]
pub(crate) struct Workers {
    analyzer: &'static Analyzer,
    resting: Mutex<Vec<Reader<'static>>>,
}

impl Workers {
    /// Workers that read with a lexicon. It is kept until the process ends, as readers borrow it.
    pub(crate) fn new(lexicon: Lexicon) -> Arc<Self> {
        Arc::new(Self {
            analyzer: Box::leak(Box::new(Analyzer::new(lexicon))),
            resting: Mutex::default(),
        })
    }

    /// `name@version+hash` of the lexicon.
    pub(crate) fn stamp(&self) -> &'static str {
        self.analyzer.lexicon().stamp()
    }

    /// An empty timeline of this lexicon.
    pub(crate) fn timeline(&self) -> Timeline {
        let mut timeline = Timeline::new();
        timeline.stamp(self.stamp());
        timeline
    }

    /// Works with a warm reader.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Reader<'static>) -> T) -> T {
        let rested = self.resting().pop();
        let mut reader = rested.unwrap_or_else(|| self.analyzer.reader());
        let done = work(&mut reader);
        self.resting().push(reader);
        done
    }

    fn resting(&self) -> std::sync::MutexGuard<'_, Vec<Reader<'static>>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Functions are the same where their lexicon is.
impl PartialEq for Workers {
    fn eq(&self, other: &Self) -> bool {
        self.stamp() == other.stamp()
    }
}

impl Eq for Workers {}

impl Hash for Workers {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stamp().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_comes_back_and_is_taken_again() {
        let workers = Workers::new(Lexicon::english());
        let place = workers.with(|_| workers.with(|_| workers.resting().len()));
        assert_eq!(place, 0, "both readers are at work");
        assert_eq!(workers.resting().len(), 2);
        workers.with(|_| assert_eq!(workers.resting().len(), 1));
        assert_eq!(workers.resting().len(), 2);
    }
}
