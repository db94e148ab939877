//! The arithmetic of an event: the steps that add up to its score.

use detente::{Event, EventDate, Span, Step, StepKind};
use maud::{Markup, html};

use super::{figure::plain, names, number};

/// A table of the steps; `text` holds their words and begins at byte `start` of its part, `foot` are further rows.
pub(crate) fn table(event: &Event, text: &str, start: u32, foot: &Markup) -> Markup {
    let score = event.scale().milli().into();
    html! {
        div class="sum" {
            table class="small" {
                caption { "Found by rule " strong { (event.rule.name()) } ", dated " (dated(event.date)) }
                thead { tr { th scope="col" { "Step" } th scope="col" { "Words" } th scope="col" class="number" { "Adds" } } }
                tbody {
                    @for step in &event.steps {
                        tr {
                            td { (step.kind.name()) }
                            td { (words(step, text, start)) }
                            td class="number" { (number::exact_score(step.delta.milli().into())) }
                        }
                    }
                }
                tfoot {
                    tr { th scope="row" colspan="2" { "Score" } td class="number" { strong { (number::exact_score(score)) } } }
                    (foot)
                }
            }
        }
    }
}

fn dated(date: Option<EventDate>) -> &'static str {
    match date {
        Some(date) if !date.default => "by the text",
        Some(_) => "by its publication",
        None => "by nothing",
    }
}

/// The words of a step, and the entry where it is not the same.
fn words(step: &Step, text: &str, start: u32) -> Markup {
    let place = |at: u32| at.checked_sub(start);
    let span = place(step.span.start).zip(place(step.span.end));
    let said = span.map(|(start, end)| Span::new(start, end).of(text));
    let said = said.filter(|said| !said.is_empty() && step.kind != StepKind::Rule);
    let Some(said) = said else {
        return html! { (plain(&step.entry)) };
    };
    let entry = names::pattern(&step.entry, said);
    html! {
        q { (plain(said)) }
        @if !said.to_lowercase().starts_with(&entry.to_lowercase()) {
            br; span class="soft" { "entry " (plain(&entry)) }
        }
    }
}

/// The style of such tables.
pub(crate) const STYLE: &str = "\
.sum{background:var(--panel);border-radius:.4rem;padding:.7rem .9rem}\
.sum th,.sum td{padding:.25rem .5rem .25rem 0;border-color:var(--rule)}\
.sum tr>:last-child{padding-right:0}\
.sum tfoot th{font-weight:400}.sum tfoot tr:last-child>*{border-bottom:0}";
