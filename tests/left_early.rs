//! The engine leaves documents early in which there can be no event. The plain way reads every document to its end: both
//! must find the same, on every text at hand, to the last step of every event.

use std::{fs, path::Path};

use detente::{Analyzer, Article, Day, Lexicon};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    date: Option<Day>,
    #[serde(default)]
    title: String,
    text: String,
}

impl Item {
    fn article(&self) -> Article<'_> {
        let article = self.date.map_or_else(
            || Article::undated(&self.id, &self.text),
            |day| Article::new(&self.id, day, &self.text),
        );
        article.title(&self.title)
    }
}

/// Reads every item of an NDJSON file both ways; how many there were, and how many events.
fn read_both_ways(path: &Path) -> (usize, usize) {
    let analyzer = Analyzer::new(Lexicon::english());
    let (mut early, mut plain) = (analyzer.reader(), analyzer.reader());
    let (mut items, mut events) = (0, 0);
    for line in fs::read_to_string(path).expect("a readable file").lines() {
        let item: Item = serde_json::from_str(line).expect("an item");
        let article = item.article();
        let found = early.analyze(&article);
        let whole = plain.analyze_watched(&article, |_| ());
        assert_eq!(found.record(), whole.record(), "{}", item.id);
        assert_eq!(found.cuts(), whole.cuts(), "{}", item.id);
        items += 1;
        events += found.events().len();
    }
    (items, events)
}

#[test]
fn the_bundled_texts_are_read_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, least) in [
        ("examples/data/dispatches.ndjson", 100),
        ("tests/data/told_twice.ndjson", 50),
    ] {
        let (items, events) = read_both_ways(&root.join(file));
        assert!(
            items > 0 && events >= least,
            "{file}: {items} items, {events} events"
        );
    }
}

#[test]
fn a_corpus_is_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path
            .extension()
            .is_some_and(|extension| extension == "ndjson")
        {
            let (items, events) = read_both_ways(&path);
            println!("{}: {items} items, {events} events", path.display());
            assert!(events > 0);
        }
    }
}
