//! A page of one article: every name, cue, shifter, date and idiom marked, every event with its rule, and why others are none.

use detente::{
    Analysis, Analyzer, Event, EventDate, Lexicon, Part, Precision, Refused, Span, Tokens, WhyNot,
};
use maud::{Markup, html};

use crate::drawing::{
    figure::plain,
    marks::{self, Kind, Mark},
    names, number, shell, sums,
};

/// The whole page.
pub(crate) fn page(analyzer: &Analyzer, analysis: &Analysis<'_>, asked: &[WhyNot]) -> String {
    let (article, lexicon) = (analysis.article(), analyzer.lexicon());
    let title = article.part(Part::Title).trim();
    let title = if title.is_empty() {
        "One article, as it was read"
    } else {
        title
    };
    let body = html! {
        header {
            h1 { (plain(title)) }
            p class="soft" { (summary(analysis)) }
        }
        main id="content" tabindex="-1" {
            (text(analysis, lexicon))
            (events(analysis, lexicon))
            @for why in asked { (why_not(analysis, lexicon, why)) }
        }
        footer { p { "Read by détente with " (plain(lexicon.stamp())) "." } }
    };
    let style = format!("{}{}{OWN}", marks::STYLE, sums::STYLE);
    shell::page(
        title,
        "An article with every word that was read marked.",
        &style,
        &body,
    )
}

fn summary(analysis: &Analysis<'_>) -> String {
    let counted = |count: usize, noun: &str| number::counted(count as u64, noun);
    let published = match analysis.article().published() {
        Some(day) => format!("Published on {}", number::day(day)),
        None => "Undated".to_owned(),
    };
    format!(
        "{published}; {}, {}, {} and {} were found, and {} made of them.",
        counted(analysis.mentions().len(), "name"),
        counted(analysis.cues().len(), "cue"),
        counted(analysis.shifts().len(), "shifter"),
        counted(analysis.whens().len(), "date"),
        counted(analysis.events().len(), "event"),
    )
}

/// Title and text with all their marks, and what the marks mean.
fn text(analysis: &Analysis<'_>, lexicon: &Lexicon) -> Markup {
    let article = analysis.article();
    html! {
        section aria-labelledby="text" {
            h2 id="text" { "The text" }
            @for part in Part::ALL {
                @let text = article.part(part);
                @if !text.trim().is_empty() {
                    p class={ "read " (part.name()) } { (marks::marked(text, 0, &found(analysis, lexicon, part))) }
                }
            }
            dl class="legend small" {
                @for (kind, words) in LEGEND {
                    div { dt { mark class={ "m-" (kind.name()) } { (kind.name()) } } dd { (words) } }
                }
            }
        }
    }
}

const LEGEND: [(Kind, &str); 6] = [
    (
        Kind::Actor,
        "a state, an organisation or a group; idle where it acts for nobody here, private where it acts for no state",
    ),
    (
        Kind::Governor,
        "a verb that decides what becomes of its content, with its code where it is an act by itself",
    ),
    (Kind::Term, "words that say what is done, with their code"),
    (
        Kind::Shifter,
        "a word that negates, strengthens, or moves an act into the future",
    ),
    (Kind::Date, "a day, as it was understood"),
    (
        Kind::Idiom,
        "a phrase that is not what its words say, and is closed to reading",
    ),
];

/// Every mark of a part of the article.
fn found(analysis: &Analysis<'_>, lexicon: &Lexicon, part: Part) -> Vec<Mark> {
    let document = analysis.document();
    let place =
        |tokens: Tokens| (document.part(tokens.start) == part).then(|| document.span(tokens));
    let mark =
        |tokens: Tokens, kind: Kind, note: String| Some(Mark::new(place(tokens)?, kind, note));
    let actors = analysis.mentions().iter().filter_map(|mention| {
        let state = match mention {
            idle if idle.is_idle() => " idle",
            private if private.is_private() => " private",
            _ => "",
        };
        mark(
            mention.tokens,
            Kind::Actor,
            format!("{}{state}", mention.actor),
        )
    });
    let cues = analysis.cues().iter().filter_map(|cue| {
        let kind = if cue.is_governor() {
            Kind::Governor
        } else {
            Kind::Term
        };
        mark(
            cue.tokens(),
            kind,
            cue.code(lexicon)
                .map_or_else(String::new, |code| code.to_string()),
        )
    });
    let shifts = analysis.shifts().iter().filter_map(|shift| {
        mark(
            shift.tokens,
            Kind::Shifter,
            shift.kind(lexicon).unwrap_or_default().to_owned(),
        )
    });
    let whens = analysis.whens().iter().filter_map(|when| {
        let date = EventDate {
            day: when.day,
            precision: when.precision,
            default: false,
        };
        mark(when.tokens, Kind::Date, dated(date))
    });
    let masks = analysis
        .masks()
        .iter()
        .filter_map(|mask| mark(mask.tokens, Kind::Idiom, String::new()));
    actors
        .chain(cues)
        .chain(shifts)
        .chain(whens)
        .chain(masks)
        .collect()
}

fn dated(date: EventDate) -> String {
    match date.precision {
        Precision::Day => number::day(date.day),
        Precision::Week => format!("week to {}", number::day(date.day)),
        Precision::Month => number::month_year(date.day),
        Precision::Year => date.day.year().to_string(),
    }
}

fn events(analysis: &Analysis<'_>, lexicon: &Lexicon) -> Markup {
    html! {
        section aria-labelledby="events" {
            h2 id="events" { "The events" }
            @if analysis.events().is_empty() { p { "No event between two actors was read." } }
            @for event in analysis.events() { (one(analysis, lexicon, event)) }
        }
    }
}

fn one(analysis: &Analysis<'_>, lexicon: &Lexicon, event: &Event) -> Markup {
    let (sentence, text) = sentence(analysis, event);
    let marks = marks::of_event(event, date(analysis, event));
    let share = |micro: u32| f64::from(micro) / 1e6;
    html! {
        article class="event" {
            h3 { (arrow(lexicon, event.source, event.target, event.mutual)) }
            p class="small soft" {
                strong { (event.class.name().to_lowercase()) } " " (event.code.as_str())
                @if let Some(meaning) = lexicon.meaning(event.code) { " (" (plain(&meaning.gloss)) ")" }
                ", " (event.mode.name())
                @if let Some(date) = event.date { ", " (dated(date)) }
                ", confidence " (number::weight(share(event.confidence))) ", weight " (number::weight(share(event.weight)))
                @if !event.primary { ", another event of this sentence and pair counts in its place" }
            }
            p class="read" { (marks::marked(text, sentence.start, &marks)) }
            (sums::table(event, text, sentence.start, &html! {}))
        }
    }
}

/// Who to whom, in names.
fn arrow(
    lexicon: &Lexicon,
    source: detente::ActorCode,
    target: detente::ActorCode,
    both: bool,
) -> Markup {
    let name = |code: detente::ActorCode| {
        lexicon
            .actor(code)
            .map_or_else(|| code.to_string(), |actor| actor.name.clone())
    };
    html! {
        (plain(&name(source))) " "
        span aria-hidden="true" { @if both { "↔" } @else { "→" } }
        span class="hidden" { @if both { "and" } @else { "to" } }
        " " (plain(&name(target)))
    }
}

/// The sentence of an event, and its text.
fn sentence<'t>(analysis: &Analysis<'t>, event: &Event) -> (Span, &'t str) {
    let document = analysis.document();
    let sentence = document.sentences.get(event.sentence as usize - 1);
    let span = sentence.map_or(event.clause, |sentence| document.span(sentence.tokens));
    (span, span.of(analysis.article().part(event.part)))
}

/// Where the sentence dates the event.
fn date(analysis: &Analysis<'_>, event: &Event) -> Option<Span> {
    let document = analysis.document();
    let sentence = document.sentences.get(event.sentence as usize - 1)?;
    let days = [
        event.due,
        event.date.filter(|date| !date.default).map(|date| date.day),
    ];
    let mut said = analysis
        .whens()
        .iter()
        .filter(|when| sentence.tokens.contains(when.tokens.start));
    said.find(|when| days.contains(&Some(when.day)))
        .map(|when| document.span(when.tokens))
}

/// Why there is no event of a pair.
fn why_not(analysis: &Analysis<'_>, lexicon: &Lexicon, why: &WhyNot) -> Markup {
    let id = format!("why-{}-{}", why.source, why.target);
    let told = why.to_string();
    let first = told.lines().next().unwrap_or_default();
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { "Why not " (arrow(lexicon, why.source, why.target, false)) "?" }
            p { (plain(first)) }
            @for one in &why.considered {
                article class="event" {
                    p class="small" {
                        "Sentence " (one.sentence)
                        @if let Some((class, code)) = one.reading { ", " strong { (class.name().to_lowercase()) } " " (code.as_str()) }
                        ": " (names::capital(&one.refusal.to_string())) "."
                        @if let Refused::Taken { rule, .. } = one.refusal { " (" (rule.name()) ")" }
                    }
                    p class="read" {
                        @let places = [(one.source, Kind::Source), (one.target, Kind::Target), (one.act, Kind::Term)];
                        @let places = places.into_iter().filter_map(|(span, kind)| Some(Mark::new(span?, kind, "")));
                        (marks::marked(one.text.of(analysis.article().part(one.part)), one.text.start, &places.collect::<Vec<_>>()))
                    }
                }
            }
        }
    }
}

const OWN: &str = "\
header{padding-top:2.5rem}\
.read{font:1.15rem/2 Georgia,'Iowan Old Style','Noto Serif','DejaVu Serif',serif;white-space:pre-wrap;max-width:46rem}\
.read.title{font-weight:700}\
.legend{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:.4rem 1.6rem;margin:1.5rem 0}\
.legend div{display:grid;grid-template-columns:6rem minmax(0,1fr);gap:.6rem;align-items:baseline}.legend dd{margin:0;color:var(--soft)}\
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
.event{border-left:3px solid var(--rule);padding:.1rem 0 .1rem 1.1rem;margin:1.6rem 0}\
.event h3{margin-top:0}.event .sum{max-width:34rem}";
