//! A timeline in parts, each with pairs of its own: for archives whose timeline is too large for one value or one machine.

use std::collections::BTreeMap;

use super::{MergeError, Timeline};
use crate::pair::Pair;

impl Timeline {
    /// Divides the timeline by pair: `place` says of each undirected pair which part it belongs to.
    ///
    /// Every part counts all documents, so that it is a timeline of its own whose relationships read as in the whole.
    /// Part 0 is always there, if only with the counts. [`join`](Self::join) puts parts together again.
    ///
    /// ```
    /// use detente::{Analyzer, Article, Lexicon, Timeline};
    /// let analyzer = Analyzer::new(Lexicon::english());
    /// let text = "America imposed sanctions on Russia. France condemned Iran.";
    /// let mut whole = Timeline::new();
    /// whole.record(analyzer.analyze(&Article::new("1", "2018-04-06".parse()?, text)));
    ///
    /// let parts = whole.divide(|pair| u32::from(pair == "RUS-USA".parse().unwrap()));
    /// assert_eq!(parts[&1].pairs(), ["USA->RUS".parse()?]);
    ///
    /// let mut joined = Timeline::new();
    /// joined.merge(&parts[&0])?;
    /// joined.join(&parts[&1])?;
    /// assert_eq!(joined, whole);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn divide(&self, mut place: impl FnMut(Pair) -> u32) -> BTreeMap<u32, Self> {
        let mut parts = BTreeMap::from([(0, self.counted())]);
        for (pair, days) in &self.named {
            let part = parts.entry(place(*pair)).or_insert_with(|| self.counted());
            part.named.insert(*pair, days.clone());
        }
        for (pair, dyad) in &self.dyads {
            let at = place(pair.without_direction());
            let part = parts.entry(at).or_insert_with(|| self.counted());
            part.dyads.insert(*pair, dyad.clone());
        }
        parts
    }

    /// What is known of all documents together, without any pair.
    fn counted(&self) -> Self {
        Self {
            stamp: self.stamp.clone(),
            settings: self.settings,
            counts: self.counts,
            exposure: self.exposure.clone(),
            ..Self::default()
        }
    }

    /// Takes over the pairs of another part of the same archive, and leaves its counts and exposure aside.
    ///
    /// Where [`merge`](Self::merge) adds documents, this adds pairs. A part may have been recorded or merged from some
    /// of the documents counted here, as long as these are all that tell of its pairs.
    ///
    /// # Errors
    ///
    /// When stamps or settings differ, a pair is in both, or a day of the part counts more documents than are counted
    /// here; then neither timeline has changed.
    pub fn join(&mut self, part: &Self) -> Result<(), MergeError> {
        if self.settings != part.settings {
            return Err(MergeError::Settings);
        }
        let stamp = self.common_stamp(part)?;
        if let Some(pair) = part.undirected().find(|pair| self.tells_of(*pair)) {
            return Err(MergeError::Pair(pair));
        }
        let mut days = part.exposure.iter();
        if let Some((day, _)) = days.find(|(day, count)| **count > self.exposure(**day)) {
            return Err(MergeError::Exposure(*day));
        }
        self.stamp = stamp;
        self.take_over_pairs(part);
        Ok(())
    }

    /// Every undirected pair that is named or has an event.
    fn undirected(&self) -> impl Iterator<Item = Pair> {
        let told = self.dyads.keys().map(Pair::without_direction);
        self.named.keys().copied().chain(told)
    }

    fn tells_of(&self, pair: Pair) -> bool {
        let directed = [
            Pair::directed(pair.source(), pair.target()),
            Pair::directed(pair.target(), pair.source()),
        ];
        let mut directed = directed.into_iter().flatten();
        self.named.contains_key(&pair) || directed.any(|pair| self.dyads.contains_key(&pair))
    }
}
