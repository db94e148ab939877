//! Targets that read: text, given spans, dates, lines of NDJSON.

use std::{cell::RefCell, sync::LazyLock};

use detente::{
    ActorCode, Analyzer, Article, Day, Event, EventClass, Given, Lexicon, Pair, Part, Reader, Span,
    Timeline,
};
use serde_json::json;

use crate::{
    care::Care,
    holds::{events_hold, holds, is_inside},
    line,
};

pub(crate) static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(Lexicon::english()));

thread_local! {
    // What it remembers changes no result, so a finding needs nothing but its own bytes.
    static READER: RefCell<Reader<'static>> = RefCell::new(ANALYZER.reader());
}

pub(crate) fn with_reader<T>(read: impl FnOnce(&mut Reader<'static>) -> T) -> T {
    READER.with_borrow_mut(read)
}

/// The first line and the rest.
pub(crate) fn headed(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or(("", text))
}

pub(crate) fn day() -> Day {
    Day::new(2018, 5, 10).expect("a day")
}

/// A title, and from the second line on a text.
pub(crate) fn text(bytes: &[u8], care: Care) {
    let all = String::from_utf8_lossy(bytes);
    let (title, text) = headed(&all);
    let article = Article::new("wire-1", day(), text).title(title);
    with_reader(|reader| {
        let analysis = reader.analyze(&article);
        events_hold(&analysis);
        if !care.is_whole() {
            return;
        }
        holds(&analysis);
        for event in analysis.events() {
            explained(event, &article);
        }
        let actors: Vec<ActorCode> = analysis.mentions().iter().map(|m| m.actor).collect();
        if let [first, .., last] = actors[..] {
            drop(reader.why_not(&article, first, last).to_string());
        }
        let mut timeline = Timeline::new();
        timeline.record(analysis.into_record());
        let stored = serde_json::to_string(&timeline).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Timeline>(&stored).expect("sound"),
            timeline
        );
    });
}

/// The drawing comes in both forms, its steps add up, and the event's JSON reads back as it was.
fn explained(event: &Event, article: &Article<'_>) {
    let explanation = event.explain(article);
    let (plain, coloured) = (explanation.to_string(), format!("{explanation:#}"));
    assert!(plain.len() <= coloured.len());
    crate::markup::read(&explanation.to_html());
    let stored = serde_json::to_string(event).expect("JSON");
    assert_eq!(
        &serde_json::from_str::<Event>(&stored).expect("sound"),
        event
    );
}

/// Four bytes are the ends of two spans, the rest is the text.
pub(crate) fn relate(bytes: &[u8], care: Care) {
    let Some((ends, text)) = bytes.split_first_chunk::<4>() else {
        return;
    };
    let text = &*String::from_utf8_lossy(text);
    let [a, b, c, d] = ends.map(|end| u32::from(end) % (text.len() as u32 + 2));
    let spans = [Span::new(a, b), Span::new(c, d)];
    let sound = spans.iter().all(|span| is_inside(*span, text));
    with_reader(|reader| {
        match reader.relate(text, Some(spans[0]), Some(spans[1])) {
            Ok(relation) => assert!(sound && relation.class != EventClass::Climate),
            Err(error) => assert!(!sound, "{error}"),
        }
        if !care.is_whole() {
            return;
        }
        for (source, target) in [(None, Some(spans[1])), (Some(spans[0]), None), (None, None)] {
            let _ = reader.relate(text, source, target);
        }
        let given = ["RUS", "USA"].map(|code| code.parse().expect("a code"));
        let given = [0, 1].map(|at| Given {
            part: Part::Text,
            span: spans[at],
            actor: given[at],
        });
        holds(&reader.analyze_given(&Article::new("wire-1", day(), text), &given));
    });
}

/// A day, and from the second line on a text that is read as published on it.
pub(crate) fn dates(bytes: &[u8], care: Care) {
    let all = String::from_utf8_lossy(bytes);
    let (first, text) = headed(&all);
    let _ = first.parse::<Pair>().map(|pair| {
        assert_eq!(pair.to_string().parse(), Ok(pair));
    });
    let published = first.parse::<Day>();
    if let Ok(published) = published {
        counted(published);
    }
    let published = published.unwrap_or_else(|_| day());
    let article = Article::new("wire-1", published, text);
    with_reader(|reader| {
        let analysis = reader.analyze(&article);
        events_hold(&analysis);
        for event in analysis.events() {
            let date = event.date.expect("a dated article");
            assert!(
                date.default || date.day <= published || event.due.is_some(),
                "{event:?}"
            );
            let stored = serde_json::to_string(&date).expect("JSON");
            assert_eq!(serde_json::from_str(&stored).ok(), Some(date));
        }
        if care.is_whole() {
            holds(&analysis);
            holds(&reader.analyze(&Article::undated("wire-1", text)));
        }
    });
}

/// A day is what it is written as, and counting from it comes back to it.
fn counted(day: Day) {
    assert_eq!(day.to_string().parse(), Ok(day));
    assert_eq!(Day::from_number(day.number()), day);
    assert!(day.week_start() <= day && day.since(day.week_start()) < 7);
    assert!(day.month_start() <= day && day <= day.month_end());
    for days in [1, 31, 366, i32::MAX] {
        assert!(day.minus(days) <= day && day <= day.plus(days));
        assert!(day.plus_months(days.saturating_neg()) <= day && day <= day.plus_months(days));
    }
}

/// A line of NDJSON, as `summarize`, `report` and `archive` read it.
pub(crate) fn lines(bytes: &[u8]) {
    match line::item(bytes, "wire.ndjson", 7, Some(day())) {
        Err(finding) => assert!(!finding.is_empty()),
        Ok(None) => assert!(bytes.trim_ascii().len() <= bytes.len()),
        Ok(Some(item)) => {
            let date = item.date.map(|date| date.to_string());
            let again =
                json!({"id": item.id, "date": date, "title": item.title, "text": item.text});
            let same = line::item(again.to_string().as_bytes(), "", 0, None)
                .expect("an item")
                .expect("a line");
            assert!(same.id == item.id && same.date == item.date);
            assert!(same.title == item.title && same.text == item.text);
        }
    }
}
