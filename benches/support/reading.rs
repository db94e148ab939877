//! The whole pipeline, as its users run it.

use detente::{Reader, Timeline};

use super::articles::Item;

/// Reads every article into a timeline.
pub fn read(reader: &mut Reader<'_>, items: &[Item]) -> Timeline {
    let mut timeline = Timeline::new();
    for item in items {
        timeline.record(reader.analyze(&item.article()));
    }
    timeline
}
