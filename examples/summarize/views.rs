//! Which relationships are shown, and in which order.

use detente::{CellEvent, Day, Lexicon, Pair, Relationship, Summary, Timeline};

/// The relationships with evidence: the wanted ones, at most `limit` with the most, by the day of their first event.
pub(crate) fn chosen<'t>(
    timeline: &'t Timeline,
    wanted: &[Pair],
    limit: usize,
) -> Vec<Relationship<'t>> {
    let all = if wanted.is_empty() {
        timeline.undirected_pairs()
    } else {
        wanted.to_vec()
    };
    let views = all.into_iter().map(|pair| timeline.relationship(pair));
    let mut views: Vec<_> = views
        .filter(|view| counted(view).next().is_some())
        .collect();
    views.sort_by_key(|view| std::cmp::Reverse(weight(view)));
    views.truncate(limit);
    views.sort_by_key(|view| (span(view), view.pair()));
    views.dedup_by_key(|view| view.pair());
    views
}

/// Each undirected view followed by its two directions.
pub(crate) fn with_directions<'t>(
    timeline: &'t Timeline,
    views: Vec<Relationship<'t>>,
) -> Vec<Relationship<'t>> {
    let mut all = Vec::new();
    for view in views {
        let pair = view.pair();
        all.push(view);
        let forward = Pair::directed(pair.source(), pair.target()).filter(|_| !pair.is_directed());
        let directions = forward.into_iter().flat_map(|pair| [pair, pair.reversed()]);
        all.extend(directions.map(|pair| timeline.relationship(pair)));
    }
    all
}

/// The summary of these views alone.
pub(crate) fn summary(timeline: &Timeline, views: &[Relationship<'_>]) -> Summary {
    let shown = |pair: Pair| views.iter().any(|view| view.pair() == pair);
    let mut summary = timeline.summary();
    summary.relationships.retain_mut(|relationship| {
        if shown(relationship.pair) {
            return true;
        }
        relationship.directions.retain(|view| shown(view.pair));
        !relationship.directions.is_empty()
    });
    summary
}

/// The events in the sums, by day.
pub(crate) fn counted<'v>(
    view: &'v Relationship<'_>,
) -> impl DoubleEndedIterator<Item = &'v CellEvent> {
    view.events().iter().filter(|event| event.weight > 0)
}

/// First and last day with an event in the sums.
pub(crate) fn span(view: &Relationship<'_>) -> Option<(Day, Day)> {
    let mut events = counted(view);
    let first = events.next()?.day;
    Some((first, events.next_back().map_or(first, |last| last.day)))
}

fn weight(view: &Relationship<'_>) -> u64 {
    counted(view).map(|event| event.weight).sum()
}

/// The first code that the lexicon does not know.
pub(crate) fn unknown(lexicon: &Lexicon, pairs: &[Pair]) -> Option<String> {
    let codes = pairs.iter().flat_map(|pair| [pair.source(), pair.target()]);
    let mut unknown = codes.filter(|code| lexicon.actor(*code).is_none());
    unknown.next().map(|code| code.to_string())
}
