//! A long run: the corpus again and again, in another order and other parts each time, recorded, merged, saved, loaded and
//! summed up. Each time gives the bytes of one pass in order, and memory does not grow.
//!
//! `DETENTE_SOAK=1800 cargo test --release --test soak -- --nocapture` runs for so many seconds and prints how it goes; without,
//! it takes a few rounds. Memory is counted by the allocator, for the whole process; so nothing else is tested in this file.

use std::{
    env, fs,
    ops::Range,
    path::PathBuf,
    time::{Duration, Instant},
};

use detente::{Analyzer, Article, Lexicon, Reader, Timeline};
use peak_alloc::PeakAlloc;
use support::{
    articles::{Item, bytes},
    random::Random,
    texts::Texts,
};

#[path = "../benches/support/mod.rs"]
mod support;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// How much more may be held after a round than after the first ones, in bytes: the tables of a reader have a fixed size, and what
/// hash tables keep free depends on the order.
const SLACK: usize = 2_000_000;
/// The first rounds, in which the reader learns the words.
const WARM: usize = 2;

/// So many seconds, or a few rounds.
fn seconds() -> Option<u64> {
    let text = env::var("DETENTE_SOAK").ok()?;
    Some(text.parse().expect("DETENTE_SOAK is a number of seconds"))
}

/// Our own corpus, and the news where it is at hand.
fn corpus(megabytes: usize) -> Vec<Item> {
    let texts = Texts::all(megabytes).into_iter();
    texts.flat_map(|texts| texts.items).collect()
}

fn article(item: &Item) -> Article<'_> {
    Article::new(&item.id, item.date, &item.text).title(&item.title)
}

/// What one round does to the corpus.
struct Round<'a> {
    items: &'a [Item],
    random: Random,
    file: PathBuf,
}

impl Round<'_> {
    /// All articles in a random order.
    fn order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, self.random.below(at + 1));
        }
        order
    }

    /// Parts of random lengths, the shortest of one article and the longest of all of them.
    fn parts(&mut self) -> Vec<Range<usize>> {
        let most = 1 + self.random.below(self.items.len());
        let mut parts = Vec::new();
        let mut start = 0;
        while start < self.items.len() {
            let end = (start + 1 + self.random.below(most)).min(self.items.len());
            parts.push(start..end);
            start = end;
        }
        parts
    }

    /// Each part on its own, a few by way of a file, and all of them together in a random order.
    fn timeline(&mut self, reader: &mut Reader<'_>, empty: &Timeline) -> Timeline {
        let order = self.order();
        let mut parts: Vec<Timeline> = Vec::new();
        for part in self.parts() {
            let mut timeline = empty.clone();
            for &at in &order[part] {
                timeline.record(reader.analyze(&article(&self.items[at])));
            }
            parts.push(self.kept(timeline));
        }
        let mut whole = empty.clone();
        while !parts.is_empty() {
            let part = parts.swap_remove(self.random.below(parts.len()));
            whole.merge(&part).expect("parts of one archive");
        }
        whole
    }

    fn kept(&mut self, timeline: Timeline) -> Timeline {
        if !self.random.chance(0.2) {
            return timeline;
        }
        timeline.save(&self.file).expect("a checkpoint to be saved");
        Timeline::load(&self.file).expect("a checkpoint to be loaded")
    }
}

#[test]
fn round_after_round_gives_the_same_sums_in_the_same_memory() {
    let (begun, last) = (Instant::now(), seconds().map(Duration::from_secs));
    let items = corpus(if last.is_some() { 4 } else { 1 });
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("soak");
    fs::create_dir_all(&folder).expect("a folder for tests");
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut empty = Timeline::new();
    empty.stamp(analyzer.lexicon().stamp());
    let mut serial = empty.clone();
    for item in &items {
        serial.record(reader.analyze(&article(item)));
    }
    let summary = serde_json::to_string(&serial.summary()).expect("a summary as JSON");
    let mut round = Round {
        items: &items,
        random: Random::new(9),
        file: folder.join("part.checkpoint"),
    };
    let goes_on = |rounds: usize| last.map_or(rounds < WARM + 2, |last| begun.elapsed() < last);
    let (mut rounds, mut held, mut most, mut told) = (0, 0, 0, Duration::ZERO);
    while goes_on(rounds) || rounds <= WARM {
        let timeline = round.timeline(&mut reader, &empty);
        assert!(timeline == serial, "round {rounds} gives another timeline");
        timeline
            .save(&round.file)
            .expect("a checkpoint to be saved");
        let loaded = Timeline::load(&round.file).expect("a checkpoint to be loaded");
        assert!(loaded == serial, "round {rounds} comes back as another");
        let sums = serde_json::to_string(&loaded.summary()).expect("a summary as JSON");
        assert!(sums == summary, "round {rounds} gives another summary");
        drop((timeline, loaded, sums));
        rounds += 1;
        let now = ALLOCATOR.current_usage();
        if rounds <= WARM {
            held = held.max(now);
        }
        most = most.max(now);
        assert!(
            now <= held + SLACK,
            "{now} bytes are held after {rounds} rounds, {held} after the first {WARM}"
        );
        if begun.elapsed() >= told {
            told += Duration::from_secs(60);
            println!(
                "{:>5} s {rounds:>6} rounds, {:.1} MB held, {:.1} MB at most within a round",
                begun.elapsed().as_secs(),
                now as f64 / 1e6,
                ALLOCATOR.peak_usage() as f64 / 1e6
            );
        }
    }
    println!(
        "{rounds} rounds of {} articles ({:.1} MB) in {} s, all equal to the serial run; {:.1} MB held after the first {WARM} \
         rounds, {:.1} MB after the one that left most",
        items.len(),
        bytes(&items) as f64 / 1e6,
        begun.elapsed().as_secs(),
        held as f64 / 1e6,
        most as f64 / 1e6
    );
}
