//! The relation of two given spans: for users with their own entity recogniser. It always answers.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    analyzer::{Analyzer, Reader},
    annotate::{cue::Cue, mention::Given},
    article::Article,
    cameo::{CameoCode, EventClass, Quad},
    compose::{Reading, Value},
    event::{Event, Micro, Mode, Part, Step, StepKind},
    lexicon::entries::Operator,
    pair::ActorCode,
    scale::Scale,
    span::Span,
};

/// How the first given span treats the second, in the words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relation {
    /// The PLOVER root; never CLIMATE, for which SUPPORT or ACCUSE stands in.
    pub class: EventClass,
    /// The CAMEO code.
    pub code: CameoCode,
    /// The quad class.
    pub quad: Quad,
    /// The score on the Goldstein scale.
    pub scale: Scale,
    /// How sure the reading is, in millionths; 0 where no word of the text said anything.
    pub confidence: Micro,
    /// The steps of the reading; empty where no word of the text said anything.
    pub steps: Vec<Step>,
}

/// A span that does not fit the text.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum RelateError {
    /// The span ends before it begins, or after the text.
    #[error("the span {}..{} is outside the text of {length} bytes", span.start, span.end)]
    Outside {
        /// The span.
        span: Span,
        /// Bytes of the text.
        length: usize,
    },
    /// The span begins or ends within a character.
    #[error("the span {}..{} cuts a character; move it to a character boundary", span.start, span.end)]
    InsideCharacter {
        /// The span.
        span: Span,
    },
}

impl Analyzer {
    /// The relation of two given spans of a text, whatever they name; `None` for a side the text does not name.
    ///
    /// ```
    /// use detente::{Analyzer, EventClass, Lexicon, Span};
    /// let text = "The strikers condemned the company.";
    /// let relation = Analyzer::new(Lexicon::english()).relate(text, Some(Span::new(0, 12)), Some(Span::new(23, 34)))?;
    /// assert_eq!(relation.class, EventClass::Accuse);
    /// # Ok::<(), detente::RelateError>(())
    /// ```
    ///
    /// # Errors
    /// A span that is outside the text or cuts a character.
    pub fn relate(
        &self,
        text: &str,
        source: Option<Span>,
        target: Option<Span>,
    ) -> Result<Relation, RelateError> {
        self.reader().relate(text, source, target)
    }
}

impl Reader<'_> {
    /// As [`Analyzer::relate`], remembering words across calls.
    ///
    /// # Errors
    /// A span that is outside the text or cuts a character.
    pub fn relate(
        &mut self,
        text: &str,
        source: Option<Span>,
        target: Option<Span>,
    ) -> Result<Relation, RelateError> {
        for span in [source, target].into_iter().flatten() {
            check(text, span)?;
        }
        let given = |span: Option<Span>, code: &str| {
            Some(Given {
                part: Part::Text,
                span: span?,
                actor: code.parse().ok()?,
            })
        };
        let mentions: Vec<Given> = [given(source, SOURCE), given(target, TARGET)]
            .into_iter()
            .flatten()
            .collect();
        let article = Article::undated("", text);
        let analysis = self.analyze_given(&article, &mentions);
        let best = best_event(analysis.events());
        let read = best
            .map(|event| (of_event(event), event.mode))
            .or_else(|| best_reading(analysis.readings()).map(of_reading));
        Ok(read.map_or_else(
            || self.hinted(analysis.cues()),
            |(relation, mode)| self.rooted(relation, mode),
        ))
    }

    /// The root of a reading: what is not done is refused, what might be done is threatened, and CLIMATE is no root.
    fn rooted(&self, relation: Relation, mode: Mode) -> Relation {
        match root(&relation, mode) {
            Some(Root::Class(class)) => Relation { class, ..relation },
            Some(Root::Code(code)) => Relation {
                confidence: relation.confidence,
                steps: relation.steps,
                ..self.plain(code)
            },
            Some(Root::Climate(code)) => Relation {
                scale: relation.scale,
                confidence: relation.confidence,
                steps: relation.steps,
                ..self.plain(code)
            },
            None => relation,
        }
    }

    /// Nothing was read. A verb that governs nothing still says what was done ("declined to sign"); else most are deeds
    /// of peace: violence and talk have few words, and those are known.
    fn hinted(&self, cues: &[Cue]) -> Relation {
        let hint = cues.iter().find_map(|cue| hint(self.operator(cue)?));
        self.plain(hint.unwrap_or(UNREAD))
    }

    fn plain(&self, code: &str) -> Relation {
        let code = code.parse().unwrap_or(CameoCode::CLIMATE);
        let meaning = self.meaning(code);
        Relation {
            class: meaning.and_then(|m| m.class).unwrap_or(EventClass::Consult),
            code,
            quad: meaning.map_or(Quad::VerbalCoop, |m| m.quad),
            scale: meaning.map_or(Scale::ZERO, |m| m.scale),
            confidence: 0,
            steps: Vec::new(),
        }
    }
}

/// What is taken where no word says anything.
const UNREAD: &str = "070";

/// What an operator says of its own, where its content is not known.
const fn hint(operator: Operator) -> Option<&'static str> {
    use Operator as O;
    Some(match operator {
        O::Agree | O::Offer | O::Vow | O::Plan => "030",
        O::Urge => "020",
        O::Demand => "100",
        O::Reject | O::Refuse | O::Deny | O::Fail | O::Cancel => "120",
        O::Accuse | O::Condemn | O::Warn => "110",
        O::Investigate => "090",
        O::Threaten => "130",
        O::Support => "051",
        O::End => "160",
        O::Say | O::Consider | O::Resume => return None,
    })
}

/// What stands in for a reading that is no root of its own.
enum Root {
    /// Another class, the code kept.
    Class(EventClass),
    /// Another act.
    Code(&'static str),
    /// Words for a state of the relationship, its scale kept.
    Climate(&'static str),
}

/// What PLOVER's coders call a reading whose class is not the root itself.
fn root(relation: &Relation, mode: Mode) -> Option<Root> {
    use EventClass as E;
    let conflict = relation.quad.is_conflict();
    Some(match (relation.class, mode) {
        (E::Climate, _) if relation.scale.sign() < 0 => Root::Climate("110"),
        (E::Climate, _) => Root::Climate("050"),
        (_, Mode::Negated) if !conflict => Root::Code("120"),
        (E::Sanction, Mode::Hypothetical) if is_prospect(relation) => Root::Code("1312"),
        (_, Mode::Hypothetical)
            if relation.quad.is_material() && conflict && is_prospect(relation) =>
        {
            Root::Code("138")
        }
        (E::Sanction, _) if is_restriction(relation) => Root::Class(E::Coerce),
        _ => return None,
    })
}

/// Sanctions restrict the other: coercion, unlike an embargo, a boycott or ties cut back.
fn is_restriction(relation: &Relation) -> bool {
    let named = |step: &Step| step.entry.contains("sanction");
    relation.code.as_str() == "163" && relation.steps.first().is_some_and(named)
}

/// "May strike", "is mulling a strike": it lies ahead, unlike "may have struck" and "the alleged strike".
fn is_prospect(relation: &Relation) -> bool {
    const AHEAD: [&str; 4] = ["=may", "=might", "=could", "=would"];
    let ahead =
        |step: &Step| step.kind == StepKind::Governor || AHEAD.contains(&step.entry.as_str());
    relation.steps.last().is_some_and(ahead)
}

const SOURCE: &str = "SOURCE";
const TARGET: &str = "TARGET";

fn check(text: &str, span: Span) -> Result<(), RelateError> {
    let (start, end) = (span.start as usize, span.end as usize);
    if start > end || end > text.len() {
        return Err(RelateError::Outside {
            span,
            length: text.len(),
        });
    }
    let whole = text.is_char_boundary(start) && text.is_char_boundary(end);
    if whole {
        Ok(())
    } else {
        Err(RelateError::InsideCharacter { span })
    }
}

/// The event of the two spans: in their direction before the other, primary before others, then the surest.
fn best_event(events: &[Event]) -> Option<&Event> {
    let source: Option<ActorCode> = SOURCE.parse().ok();
    // the first of equals
    events
        .iter()
        .rev()
        .max_by_key(|e| (Some(e.source) == source, e.primary, e.confidence))
}

fn of_event(event: &Event) -> Relation {
    Relation {
        class: event.class,
        code: event.code,
        quad: event.quad,
        scale: event.scale(),
        confidence: event.confidence,
        steps: event.steps.clone(),
    }
}

/// Without a pair, the first main reading that says anything, else any.
fn best_reading(readings: &[Reading]) -> Option<&Reading> {
    let says = |r: &&Reading| r.value.scale.sign() != 0;
    readings
        .iter()
        .filter(says)
        .find(|r| !r.nominal)
        .or_else(|| readings.iter().find(says))
}

fn of_reading(reading: &Reading) -> (Relation, Mode) {
    let Value {
        code,
        class,
        quad,
        scale,
        mode,
    } = reading.value;
    let relation = Relation {
        class,
        code,
        quad,
        scale,
        confidence: 200_000,
        steps: reading.steps.clone(),
    };
    (relation, mode)
}
