//! Where a text names actors, by a list of their names.

use std::{collections::BTreeMap, ops::Range};

/// The places of all names, in order, none overlapping: where two would, the longer stands, then the earlier, then the
/// first in the alphabet of the codes. A name is found only as a whole word.
pub(crate) fn find<'a>(
    text: &str,
    actors: &'a BTreeMap<String, Vec<String>>,
) -> Vec<(Range<usize>, &'a str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for (code, names) in actors {
        let places = names.iter().flat_map(|name| words(text, name));
        found.extend(places.map(|place| (place, code.as_str())));
    }
    found.sort_by_key(|(place, _)| (usize::MAX - place.len(), place.start));
    let mut taken: Vec<(Range<usize>, &str)> = Vec::new();
    for (place, code) in found {
        if taken
            .iter()
            .all(|(t, _)| place.end <= t.start || t.end <= place.start)
        {
            taken.push((place, code));
        }
    }
    taken.sort_by_key(|(place, _)| place.start);
    taken
}

/// Every place where `name` stands as a whole word.
fn words<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let name = name.trim();
    let places = text
        .match_indices(name)
        .map(|(at, name)| at..at + name.len());
    places.filter(|place| !place.is_empty() && is_bounded(text, place))
}

/// Whether no word goes on across the ends of a place.
fn is_bounded(text: &str, place: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, inside, after) = (
        &text[..place.start],
        &text[place.clone()],
        &text[place.end..],
    );
    let starts = letter(before.chars().next_back()) && letter(inside.chars().next());
    let ends = letter(inside.chars().next_back()) && letter(after.chars().next());
    !starts && !ends
}
