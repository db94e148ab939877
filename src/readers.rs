//! Readers for all threads of a rayon pool.

use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    analyzer::{Analysis, Analyzer, Reader},
    article::Article,
    event::Record,
};

/// One warm [`Reader`] for each thread of a rayon pool, kept as long as this is: with feature `rayon`.
///
/// A reader remembers words, and one that is made anew for every part of the work has forgotten them: the readers live here,
/// and each thread takes its own. What they remember never changes a result, so any number of threads gives the same.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon, Timeline};
/// let analyzer = Analyzer::new(Lexicon::english());
/// let readers = analyzer.readers();
/// let day = "2018-05-10".parse()?;
/// let wire = [Article::new("1", day, "France condemned North Korea."), Article::new("2", day, "It rained.")];
/// let mut timeline = Timeline::new();
/// for record in readers.records(&wire) {
///     timeline.record(record);
/// }
/// assert_eq!((timeline.counts().read, timeline.counts().events), (2, 1));
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Debug)]
pub struct Readers<'a> {
    /// By the thread's place in its pool. No two threads of a pool wait for one another.
    readers: Vec<Mutex<Reader<'a>>>,
}

impl Analyzer {
    /// A reader for each thread of the rayon pool this is called in, or of the global one. With the feature `rayon`.
    #[must_use]
    pub fn readers(&self) -> Readers<'_> {
        let threads = rayon::current_num_threads().max(1);
        Readers {
            readers: (0..threads).map(|_| Mutex::new(self.reader())).collect(),
        }
    }
}

impl Readers<'_> {
    /// Reads one article with the reader of the thread this is called from, as [`Reader::analyze`] does.
    ///
    /// In a pool of more threads than the readers were made for, threads take turns: slower, with the same result.
    #[must_use]
    pub fn analyze<'t>(&self, article: &Article<'t>) -> Analysis<'t> {
        let thread = rayon::current_thread_index().unwrap_or(0) % self.readers.len();
        let reader = self.readers[thread].lock();
        reader
            .unwrap_or_else(PoisonError::into_inner)
            .analyze(article)
    }

    /// Reads articles with all threads of the pool this is called in; the records are in the order of the articles.
    #[must_use]
    pub fn records(&self, articles: &[Article<'_>]) -> Vec<Record> {
        let records = articles.par_iter();
        records
            .map(|article| self.analyze(article).into_record())
            .collect()
    }
}
