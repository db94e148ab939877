//! Places are exact: the text under a span is what was read, whatever stands before it, in bytes, characters and UTF-16 units.
//!
//! `DETENTE_STRINGS=1000000 cargo test --release --test offsets -- --nocapture` tries so many texts; without it, a smaller share.

use std::env;

use detente::{Analysis, Analyzer, Article, Day, Event, Lexicon, Part, Reader, Span};
use places::Places;
use scripts::character;
use support::random::Random;

// What `summarize` writes places with.
#[path = "../examples/summarize/places.rs"]
mod places;
#[path = "reference/scripts.rs"]
mod scripts;
#[path = "../benches/support/mod.rs"]
mod support;

/// Texts that are tried where nobody asks for more.
const STRINGS: u64 = 20_000;

const PIECES: [&str; 12] = [
    "Russia",
    " attacked ",
    "Iran",
    " condemned ",
    "the U.S.",
    " and ",
    ". ",
    "\r\n",
    "\u{1f469}\u{200d}\u{1f467}",
    "\u{130}\u{1e9e}\u{1c6}",
    "e\u{301}",
    " on Monday",
];

/// A text by its number; every second holds events.
fn text(number: u64) -> String {
    let mut random = Random::new(number);
    let mut text = String::new();
    for _ in 0..random.below(40) {
        if random.chance(0.4) {
            text.push_str(random.pick(&PIECES));
        } else {
            text.push(character(&mut random));
        }
    }
    if number.is_multiple_of(2) {
        text.push_str(". The Russia attacked the Iran on Monday");
    }
    text
}

/// The characters and the UTF-16 units before a byte, counted from the beginning.
fn slowly(text: &str, byte: u32) -> [usize; 2] {
    let before = &text[..byte as usize];
    [before.chars().count(), before.encode_utf16().count()]
}

/// A span is inside, on characters, and the same in every count.
fn is_exact(text: &str, places: &Places<'_>, span: Span) {
    let bytes = text.get(span.start as usize..span.end as usize);
    let bytes = bytes.unwrap_or_else(|| panic!("{span:?} of {text:?}"));
    assert_eq!(span.of(text), bytes);
    let [start, end] = places.of(span);
    for (place, byte) in [(start, span.start), (end, span.end)] {
        assert_eq!(
            [place.chars as usize, place.utf16 as usize],
            slowly(text, byte),
            "{byte} of {text:?}"
        );
    }
    let chars: String = text
        .chars()
        .skip(start.chars as usize)
        .take((end.chars - start.chars) as usize)
        .collect();
    let units: Vec<u16> = text
        .encode_utf16()
        .skip(start.utf16 as usize)
        .take((end.utf16 - start.utf16) as usize)
        .collect();
    assert_eq!(chars, bytes);
    assert_eq!(String::from_utf16_lossy(&units), bytes);
}

/// Tokens are in order and apart, and nothing that is read lies between them.
fn tokens_are_exact(analysis: &Analysis<'_>, text: &str, places: &Places<'_>) -> usize {
    let document = analysis.document();
    let mut end = 0;
    for (at, token) in document.tokens.iter().enumerate() {
        is_exact(text, places, token.span);
        assert!(
            end <= token.span.start && token.span.start < token.span.end,
            "{text:?}"
        );
        let between = &text[end as usize..token.span.start as usize];
        assert!(
            !between.contains(char::is_alphanumeric),
            "{between:?} of {text:?}"
        );
        assert_eq!(
            document.surface(analysis.article(), at),
            token.span.of(text)
        );
        end = token.span.end;
    }
    assert!(
        !text[end as usize..].contains(char::is_alphanumeric),
        "{text:?}"
    );
    document.tokens.len()
}

fn spans(event: &Event) -> impl Iterator<Item = Span> + '_ {
    let evidence = &event.evidence;
    let named = [
        evidence.source,
        evidence.target,
        Some(evidence.cue),
        Some(event.clause),
    ];
    named
        .into_iter()
        .flatten()
        .chain(event.steps.iter().map(|step| step.span))
}

/// How many tokens and events a text has, all of them exact.
fn check(reader: &mut Reader<'_>, text: &str) -> [usize; 2] {
    let article = Article::new("id", Day::new(2019, 5, 1).expect("a day"), text);
    let analysis = reader.analyze(&article);
    let places = Places::new(text);
    for event in analysis.events() {
        assert_eq!(event.part, Part::Text);
        spans(event).for_each(|span| is_exact(text, &places, span));
    }
    [
        tokens_are_exact(&analysis, text, &places),
        analysis.events().len(),
    ]
}

#[test]
fn places_are_exact_in_every_script() {
    let asked = env::var("DETENTE_STRINGS").ok();
    let strings = asked.map_or(STRINGS, |count| {
        count.parse().expect("DETENTE_STRINGS is a number")
    });
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let (mut tokens, mut events) = (0, 0);
    for number in 0..strings {
        let [some, more] = check(&mut reader, &text(number));
        (tokens, events) = (tokens + some, events + more);
    }
    println!("{strings} texts: {tokens} tokens and {events} events, every place exact");
    assert!(tokens as u64 > 5 * strings && events as u64 * 10 > strings);
}

/// A text that is read in parts: its places are those of the whole.
#[test]
fn places_are_exact_in_long_texts() {
    let piece = "\u{1f600} T\u{fc}rkiye condemned Iran\u{2019}s raid on Iraq.\r\n\r\nIn May Cuba praised Mali.\n";
    let text = piece.repeat(3_000);
    let article =
        Article::new("id", Day::new(2019, 5, 1).expect("a day"), &text).title("Cuba praised Mali");
    let analyzer = Analyzer::new(Lexicon::english());
    let analysis = analyzer.analyze(&article);
    assert!(analysis.cuts().parted > 1 && analysis.events().len() > 3_000);
    let document = analysis.document();
    let mut counted = 0;
    for event in analysis.events() {
        let part = article.part(event.part);
        let cue = event.evidence.cue.of(part);
        assert!(cue == "condemned" || cue == "praised", "{cue}");
        let sentence = &document.sentences[event.sentence as usize - 1];
        let place = document.span(sentence.tokens);
        assert_eq!(sentence.part, event.part);
        assert!(place.start <= event.evidence.cue.start && event.evidence.cue.end <= place.end);
        counted += usize::from(event.weight == 1_000_000 && event.part == Part::Text);
    }
    assert!(
        counted <= 10,
        "{counted} sentences weigh as much as the first"
    );
    // every stage is that of the whole text, too
    let watched = analyzer.reader().analyze_watched(&article, |_| ());
    assert_eq!(watched.record(), analysis.record());
    assert_eq!(watched.document().tokens.len(), document.tokens.len());
    for mention in watched.mentions() {
        let name = document.span(mention.tokens).of(&text);
        let title = mention.tokens.start < document.title;
        assert!(
            title
                || [
                    "T\u{fc}rkiye",
                    "Iran",
                    "Iran\u{2019}s",
                    "Iraq",
                    "Cuba",
                    "Mali"
                ]
                .contains(&name),
            "{name}"
        );
    }
    let why = analyzer.why_not(
        &article,
        "TUR".parse().expect("a code"),
        "IRQ".parse().expect("a code"),
    );
    assert!(
        why.together > 1_000
            && why
                .considered
                .iter()
                .all(|one| one.text.of(&text).contains("Iraq"))
    );
}
