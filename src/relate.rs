//! The relation of two given spans: for users with their own entity recogniser. It always answers.

use thiserror::Error;

use crate::{
    analyzer::{Analyzer, Reader},
    annotate::mention::Given,
    article::Article,
    cameo::{CameoCode, EventClass, Quad},
    compose::{Reading, Value},
    event::{Event, Micro, Part, Step},
    pair::ActorCode,
    scale::Scale,
    span::Span,
};

/// How the first given span treats the second, in the words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
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
            .map(of_event)
            .or_else(|| best_reading(analysis.readings()).map(of_reading));
        Ok(read.map_or_else(|| self.unread(), |relation| self.rooted(relation)))
    }

    /// CLIMATE is no PLOVER root: support or accusation stands in for it.
    fn rooted(&self, relation: Relation) -> Relation {
        if relation.class != EventClass::Climate {
            return relation;
        }
        let code = if relation.scale.sign() < 0 {
            "110"
        } else {
            "050"
        };
        Relation {
            scale: relation.scale,
            confidence: relation.confidence,
            steps: relation.steps,
            ..self.plain(code)
        }
    }

    /// Nothing was read: most relations in the press are talk.
    fn unread(&self) -> Relation {
        self.plain("040")
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
    events
        .iter()
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

fn of_reading(reading: &Reading) -> Relation {
    let Value {
        code,
        class,
        quad,
        scale,
        ..
    } = reading.value;
    Relation {
        class,
        code,
        quad,
        scale,
        confidence: 200_000,
        steps: reading.steps.clone(),
    }
}
