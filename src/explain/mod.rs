//! An event drawn on its text, with the arithmetic of its score.

mod columns;
mod found;

use std::fmt::{self, Write as _};

use self::columns::{Under, cells, clipped, drawn, lanes, painted, under, wrapped};
use crate::{
    article::Article,
    event::{Event, Step, WHOLE},
    scale::Scale,
    span::Span,
};

/// The widest line, in columns of a terminal.
const WIDTH: usize = 100;
/// What stands before every line of text, carets and arithmetic.
const INDENT: &str = "  ";

/// Why an event has its score: where its source, target and cue stand in the text, and the steps that add up to it.
///
/// As text ([`Display`](fmt::Display)) it is a heading, the clause with carets under source, target and cue, and one
/// line for each step (kind, CAMEO code, what it adds, the lexicon's entry, the words), closed by their sum, the score.
/// No line is wider than 100 columns of a terminal; wide characters count two, combining marks none. As HTML
/// ([`Explanation::to_html`]) it is the clause with the three marked.
///
/// The alternate form (`{:#}`) colours words, carets and names of source (blue), cue (bold) and target (orange) by the escape
/// sequences of a terminal (SGR of ECMA-48, 256 colours); without these it is the same text.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon};
/// let analyzer = Analyzer::new(Lexicon::english());
/// let article = Article::new("1", "2018-05-10".parse()?, "France condemned North Korea.");
/// let analysis = analyzer.analyze(&article);
/// let explanation = analysis.events()[0].explain(&article);
/// let drawn = explanation.to_string();
/// assert!(drawn.contains("\n  France condemned North Korea"));
/// assert!(drawn.contains("\n  ^^^^^^ ^^^^^^^^^ ^^^^^^^^^^^\n  source cue       target\n"));
/// assert_eq!(explanation.steps().iter().map(|step| step.delta).sum::<detente::Scale>(), explanation.score());
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'a> {
    event: &'a Event,
    /// The part of the article the event stands in.
    text: &'a str,
    /// The clause, widened to hold source, target and cue.
    shown: Span,
}

impl Event {
    /// Why the event has its score, drawn on the article it was read from.
    #[must_use]
    pub fn explain<'a>(&'a self, article: &Article<'a>) -> Explanation<'a> {
        Explanation::new(self, article)
    }
}

impl<'a> Explanation<'a> {
    /// Explains an event of an article. With an article that it was not read from, the drawing says nothing of use,
    /// but the arithmetic still holds.
    #[must_use]
    pub fn new(event: &'a Event, article: &Article<'a>) -> Self {
        let text = article.part(event.part);
        let fits = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
        let evidence = marks(event).into_iter().filter_map(|(_, span)| span);
        let shown = evidence
            .filter(fits)
            .fold(event.clause, |shown, span| shown.cover(&span));
        Self { event, text, shown }
    }

    /// The event.
    #[must_use]
    pub const fn event(&self) -> &'a Event {
        self.event
    }

    /// The steps; their deltas add up to the score.
    #[must_use]
    pub fn steps(&self) -> &'a [Step] {
        &self.event.steps
    }

    /// The score on the Goldstein scale: the sum of the steps.
    #[must_use]
    pub fn score(&self) -> Scale {
        self.event.scale()
    }

    /// The text that is drawn: the clause, widened to hold source, target and cue.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.shown.of(self.text)
    }

    /// The clause as one HTML paragraph in which source, target and cue stand in `<mark class="...">`.
    ///
    /// Every text is escaped; there is neither style nor script in it. A word that is two things at once has both
    /// classes, and a mark that another one cuts comes in pieces.
    ///
    /// ```
    /// # use detente::{Analyzer, Article, Lexicon};
    /// # let analyzer = Analyzer::new(Lexicon::english());
    /// let article = Article::new("1", "2018-05-10".parse()?, "France condemned North Korea.");
    /// let html = analyzer.analyze(&article).events()[0].explain(&article).to_html();
    /// assert!(html.contains("<mark class=\"cue\">condemned</mark> <mark class=\"target\">North Korea</mark>"));
    /// # Ok::<(), detente::DayError>(())
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = "<p class=\"detente-clause\">".to_owned();
        for piece in self.cuts().windows(2) {
            let span = Span::new(piece[0], piece[1]);
            let classes: Vec<&str> = self
                .seen()
                .filter(|(_, mark)| mark.overlaps(&span))
                .map(|(label, _)| label)
                .collect();
            let text = escaped(span.of(self.text));
            let _ = match classes[..] {
                [] => write!(html, "{text}"),
                _ => write!(html, "<mark class=\"{}\">{text}</mark>", classes.join(" ")),
            };
        }
        html + "</p>"
    }

    /// The marks that lie in the text shown.
    fn seen(&self) -> impl Iterator<Item = (&'static str, Span)> {
        let (text, shown) = (self.text, self.shown);
        let inside = move |span: &Span| {
            shown.start <= span.start && span.end <= shown.end && !span.of(text).is_empty()
        };
        marks(self.event)
            .into_iter()
            .filter_map(move |(label, span)| Some((label, span.filter(inside)?)))
    }

    /// The places where a mark begins or ends, from the first to the last byte shown.
    fn cuts(&self) -> Vec<u32> {
        let ends = self.seen().flat_map(|(_, span)| [span.start, span.end]);
        let mut cuts: Vec<u32> = ends.chain([self.shown.start, self.shown.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}

/// Source, target and cue with their labels; `None` where memory or the clause only implies one.
fn marks(event: &Event) -> [(&'static str, Option<Span>); 3] {
    let evidence = &event.evidence;
    [
        ("source", evidence.source),
        ("cue", Some(evidence.cue)),
        ("target", evidence.target),
    ]
}

/// The text for HTML, in content and in quoted attributes; control characters become spaces.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html += "&amp;",
            '<' => html += "&lt;",
            '>' => html += "&gt;",
            '"' => html += "&quot;",
            '\'' => html += "&#39;",
            c if c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
    html
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heading(f)?;
        self.drawing(f)?;
        self.implied(f)?;
        self.arithmetic(f)
    }
}

impl Explanation<'_> {
    #[expect(clippy::float_arithmetic, reason = "numbers that are shown")]
    fn heading(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = self.event;
        let arrow = if event.mutual { "<->" } else { "->" };
        writeln!(
            f,
            "{}{arrow}{}  {} {}  {}",
            event.source,
            event.target,
            event.class,
            event.code,
            signed(self.score())
        )?;
        write!(f, "{INDENT}{}, ", event.mode)?;
        match event.date {
            None => write!(f, "undated")?,
            Some(date) if date.default => write!(f, "{date} (the day of publication)")?,
            Some(date) => write!(f, "{date}")?,
        }
        if let Some(due) = event.due {
            write!(f, ", meant for {due}")?;
        }
        let share = |micro| f64::from(micro) / f64::from(WHOLE);
        write!(f, "\n{INDENT}attributed by rule {}, ", event.rule)?;
        write!(f, "confidence {:.2}, ", share(event.confidence))?;
        let beside = if event.primary { "" } else { ", not primary" };
        writeln!(f, "weight {:.2}{beside}", share(event.weight))
    }

    fn drawing(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells = cells(self.text(), self.shown.start);
        for line in wrapped(&cells, WIDTH - INDENT.len()) {
            let line = &cells[line];
            let under = self
                .seen()
                .filter_map(|(label, span)| under(line, label, span));
            let mut under: Vec<Under> = under.collect();
            let paint = f.alternate();
            writeln!(f, "{INDENT}{}", painted(line, &under, paint).trim_end())?;
            under.sort_by_key(|mark| (mark.carets.start, mark.carets.end));
            for lane in lanes(&under, |mark| mark.carets.clone()) {
                drawn(f, &lane, |mark| {
                    (mark.carets.start, "^".repeat(mark.carets.len()))
                })?;
                for lane in lanes(&lane, Under::label) {
                    drawn(f, &lane, |mark| (mark.label().start, mark.name.to_owned()))?;
                }
            }
        }
        Ok(())
    }

    /// Says what the sentence does not name.
    fn implied(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (event, evidence) = (self.event, &self.event.evidence);
        let sides = [
            ("source", event.source, evidence.source),
            ("target", event.target, evidence.target),
        ];
        for (label, actor, _) in sides.into_iter().filter(|side| side.2.is_none()) {
            writeln!(
                f,
                "{INDENT}{label} {actor}: named elsewhere in the document"
            )?;
        }
        Ok(())
    }

    fn arithmetic(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps() {
            let words = step.span.of(self.text);
            let words = if words.is_empty() {
                String::new()
            } else {
                format!("  \"{words}\"")
            };
            let entry = format!("{}{words}", step.entry);
            row(
                f,
                step.kind.name(),
                &step.code.to_string(),
                step.delta,
                &entry,
            )?;
        }
        writeln!(f, "{INDENT}{}", "-".repeat(25))?;
        row(
            f,
            "score",
            &self.event.code.to_string(),
            self.score(),
            self.event.class.name(),
        )
    }
}

/// One line of arithmetic, cut where it would be too wide.
fn row(
    f: &mut fmt::Formatter<'_>,
    kind: &str,
    code: &str,
    delta: Scale,
    entry: &str,
) -> fmt::Result {
    let delta = signed(delta);
    // The decimal points stand under one another.
    let (whole, rest) = delta.split_once('.').unwrap_or((&delta, ""));
    let line = format!("{INDENT}{kind:<9} {code:<7} {whole:>3}.{rest:<3}  {entry}");
    writeln!(f, "{}", clipped(line.trim_end(), WIDTH))
}

/// The scale with its sign, `+3.4`, `-10.0`, `0.0`.
fn signed(scale: Scale) -> String {
    let sign = if scale.sign() > 0 { "+" } else { "" };
    format!("{sign}{scale}")
}
