//! Text in which what was read is marked, each mark with its name, like the pages linguists know.

use detente::{Event, Span, StepKind};
use maud::{Markup, html};

use super::figure::plain;

/// What a mark marks: its class, and the name that stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Source,
    Target,
    Actor,
    Governor,
    Term,
    Shifter,
    Date,
    Idiom,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 8] = [
        Self::Source,
        Self::Target,
        Self::Actor,
        Self::Governor,
        Self::Term,
        Self::Shifter,
        Self::Date,
        Self::Idiom,
    ];

    /// The class in the style sheet, and the name in small letters.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
            Self::Actor => "actor",
            Self::Governor => "governor",
            Self::Term => "term",
            Self::Shifter => "shifter",
            Self::Date => "date",
            Self::Idiom => "idiom",
        }
    }
}

/// A marked place with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// Stands after the kind: a code, a day.
    pub(crate) note: String,
}

impl Mark {
    pub(crate) fn new(span: Span, kind: Kind, note: impl Into<String>) -> Self {
        let note = note.into();
        Self { span, kind, note }
    }
}

/// The marks of one event, in its part of the article: who, to whom, and every step of the score; `date` is where the text dates it.
pub(crate) fn of_event(event: &Event, date: Option<Span>) -> Vec<Mark> {
    let [source, target] = named(event);
    let source = source.map(|span| Mark::new(span, Kind::Source, event.source.as_str()));
    let target = target.map(|span| Mark::new(span, Kind::Target, event.target.as_str()));
    let date = date.map(|span| Mark::new(span, Kind::Date, ""));
    let steps = event.steps.iter().filter_map(|step| {
        let kind = match step.kind {
            StepKind::Term => Kind::Term,
            StepKind::Governor => Kind::Governor,
            StepKind::Shifter => Kind::Shifter,
            _ => return None,
        };
        Some(Mark::new(step.span, kind, ""))
    });
    let mut marks: Vec<Mark> = source
        .into_iter()
        .chain(target)
        .chain(date)
        .chain(steps)
        .collect();
    marks.dedup();
    marks
}

/// Where the sentence names source and target; not where the first word of the act stands in for one that is only meant.
pub(crate) fn named(event: &Event) -> [Option<Span>; 2] {
    let evidence = &event.evidence;
    let own = |span: &Span| span.start != evidence.cue.start;
    [evidence.source, evidence.target].map(|span| span.filter(own))
}

/// A text that begins at byte `start` of its part, with its marks. Marks that cross are cut; the name stands at a mark's end.
pub(crate) fn marked(text: &str, start: u32, marks: &[Mark]) -> Markup {
    let end = start.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let inside = |mark: &&Mark| {
        let Span {
            start: from,
            end: to,
        } = mark.span;
        let fits = |at: u32| text.is_char_boundary((at - start) as usize);
        start <= from && from < to && to <= end && fits(from) && fits(to)
    };
    let marks: Vec<&Mark> = marks.iter().filter(inside).collect();
    let mut cuts: Vec<u32> = marks
        .iter()
        .flat_map(|mark| [mark.span.start, mark.span.end])
        .collect();
    cuts.extend([start, end]);
    cuts.sort_unstable();
    cuts.dedup();
    html! {
        @for cut in cuts.windows(2) {
            (piece(text, start, Span::new(cut[0], cut[1]), &marks))
        }
    }
}

fn piece(text: &str, start: u32, span: Span, marks: &[&Mark]) -> Markup {
    let words = Span::new(span.start - start, span.end - start).of(text);
    let mut over: Vec<&Mark> = marks
        .iter()
        .copied()
        .filter(|mark| mark.span.overlaps(&span))
        .collect();
    // The innermost gives the colour.
    over.sort_by_key(|mark| mark.span.end - mark.span.start);
    let Some(first) = over.first() else {
        return html! { (plain(words)) };
    };
    let ends = over.iter().filter(|mark| mark.span.end == span.end);
    html! {
        mark class={ "m-" (first.kind.name()) } {
            (plain(words))
            @for mark in ends {
                span class="tag" {
                    " " (mark.kind.name())
                    @if !mark.note.is_empty() { " " (plain(&mark.note)) }
                }
            }
        }
    }
}

/// The style of marks, for a page that has the palette's colours.
pub(crate) const STYLE: &str = "\
mark{color:inherit;background:var(--panel);border-radius:.2em;padding:.05em .2em;box-decoration-break:clone;-webkit-box-decoration-break:clone;border-bottom:.15em solid var(--soft)}\
.tag{font:600 .64em/1 system-ui,sans-serif;letter-spacing:.02em;color:var(--soft);white-space:nowrap;margin-left:.15em}\
.m-source{border-color:var(--cool)}.m-target{border-color:var(--warm)}\
.m-actor{border-color:var(--link);border-bottom-style:dashed}\
.m-governor{border-bottom-style:double;border-bottom-width:.25em}\
.m-term{border-color:var(--ink);font-weight:600}\
.m-shifter{border-bottom-style:dotted;font-style:italic}\
.m-date{border-color:var(--rule);border-bottom-width:.1em}\
.m-idiom{text-decoration:line-through;border-color:var(--rule)}";
