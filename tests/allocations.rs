//! How often memory is asked for. Nothing else is tested in this file, as tests run beside each other.

use std::alloc::System;

use detente::{Analyzer, Article, Lexicon, Reader};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often memory is asked for while a warm reader reads a text.
fn allocations(reader: &mut Reader<'_>, text: &str) -> usize {
    let day = "1987-03-02".parse().expect("a day");
    let article = Article::new("a", day, text);
    // the first reading warms the memo and makes room
    for _ in 0..2 {
        assert!(reader.analyze(&article).events().is_empty());
    }
    let region = Region::new(ALLOCATOR);
    let analysis = reader.analyze(&article);
    let asked = region.change();
    drop(analysis);
    asked.allocations + asked.reallocations
}

#[test]
fn a_warm_reader_asks_for_no_memory_where_fewer_than_two_actors_are_named() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let sentence = "The company said it had net profit of 4.5 mln dlrs in 1986, and its talks on a merger failed. \
                    It expects lower prices this year, he said.\n\n";
    let short = format!("France rejected a loan.\n\n{sentence}");
    let long = format!("France rejected a loan.\n\n{}", sentence.repeat(200));
    // the record's id, and nothing for any sentence
    assert_eq!(allocations(&mut reader, &short), 1);
    assert_eq!(allocations(&mut reader, &long), 1);
}
