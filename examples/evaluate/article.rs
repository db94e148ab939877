//! One article against what is expected of it.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use detente::{Analysis, Analyzer, Article, Day, Event, Timeline};

use crate::{
    expect::{self, Row, Status, Verdict},
    gold::canon,
    input::{self, Failure, Lines},
    place::{self, Place, Places},
    predict::{Codes, counts},
    report,
};

/// Reads the article and tells how it meets the rows of `expected`.
pub(crate) fn run(
    analyzer: &Analyzer,
    text: &Path,
    day: Day,
    expected: &Path,
    sentences: Option<&Path>,
) -> Result<String, Failure> {
    let whole = input::read_text(text)?;
    let (title, body) = whole.split_once('\n').unwrap_or((&whole, ""));
    let id = text.display().to_string();
    let article = Article::new(&id, day, body).title(title.trim_end());
    let analysis = analyzer.analyze(&article);
    let (places, unplaced) = match sentences {
        Some(path) => place::listed(path, &article)?,
        None => (place::cut(&analysis), 0),
    };
    let judge = Judge {
        events: analysis.events(),
        codes: Codes::new(analyzer.lexicon()),
        places,
        published: day,
    };
    let (rows, mut table) = expect::rows(expected)?;
    let (mut out, totals) = judge.rows(&rows, &mut table.lines);
    let (events, bad) = (judge.events.len(), unplaced + table.lines.bad);
    let bad = report::bad_lines(bad);
    let _ = writeln!(out, "\narticle {id}: {events} events{bad}");
    out += &totals.report();
    out += &intensities(&analysis, day);
    Ok(out)
}

/// The events of an article, and where its sentences are.
struct Judge<'a> {
    events: &'a [Event],
    codes: Codes<'a>,
    places: Places,
    published: Day,
}

/// How a row was met.
#[derive(Clone, Copy, Debug)]
enum Outcome<'a> {
    /// An event was found.
    Found(&'a Event, Verdict),
    /// A required or optional event was not found.
    Missed,
    /// A forbidden score was read.
    Scored(&'a Event),
    /// A forbidden score was not read.
    Kept,
}

impl<'a> Judge<'a> {
    /// A line for each row, and the totals; a row of a sentence that is not there is a bad line.
    fn rows(&self, rows: &[Row], lines: &mut Lines) -> (String, Totals) {
        let (mut out, mut totals) = (String::new(), Totals::default());
        for row in rows {
            if let Some(outcome) = self.judge(row) {
                out += &self.line(row, &outcome);
                totals.add(row, &outcome, self.published);
            } else {
                let reason = format!("no sentence {}; count as the article does", row.sentence);
                lines.report(row.line, reason);
            }
        }
        (out, totals)
    }

    /// How a row was met; `None` for a row of a sentence that is not there.
    fn judge(&self, row: &Row) -> Option<Outcome<'a>> {
        let place = self.places.get(&row.sentence)?;
        let events = self.of_row(row, *place);
        if row.status == Status::Forbidden {
            let scored = events.iter().find(|e| row.forbids(e.scale().to_f64()));
            return Some(scored.map_or(Outcome::Kept, |e| Outcome::Scored(e)));
        }
        let verdict = |e: &&&Event| row.judge(e.scale().to_f64());
        let best = events
            .iter()
            .min_by_key(|e| (verdict(e), !row.has_class(e)));
        Some(best.map_or(Outcome::Missed, |e| Outcome::Found(e, verdict(&e))))
    }

    /// The main events of the row's pair whose clause touches a place.
    fn of_row(&self, row: &Row, place: Place) -> Vec<&'a Event> {
        let is = |code, name: &str| canon(&self.codes.cameo(code)) == canon(name);
        let here = |e: &&Event| e.part == place.part && e.clause.overlaps(&place.span);
        let pair = |e: &&Event| is(e.source, &row.source) && is(e.target, &row.target);
        let main = self.events.iter().filter(|e| e.primary && counts(e));
        main.filter(here).filter(pair).collect()
    }

    fn line(&self, row: &Row, outcome: &Outcome<'_>) -> String {
        let mut out = format!(
            "{:16} {:9} {:>3} {:12} {}..{}",
            outcome.name(),
            row.status.name(),
            row.sentence,
            format!("{}->{}", row.source, row.target),
            row.low,
            row.high
        );
        if let Outcome::Found(event, _) | Outcome::Scored(event) = outcome {
            let _ = write!(out, "  {} by {}", event.scale(), event.rule);
        }
        if let Outcome::Found(event, _) = outcome {
            out += &class_and_date(row, event, self.published);
        }
        let _ = writeln!(out, "  [{}]", row.evidence);
        out
    }
}

fn class_and_date(row: &Row, event: &Event, published: Day) -> String {
    let word = |right: bool| if right { "right" } else { "wrong" };
    let day = event.date.map(|date| date.day);
    let shown = event.date.map_or_else(|| "-".to_owned(), |d| d.to_string());
    format!(
        "; class {} ({}); date {} ({shown})",
        word(row.has_class(event)),
        event.class,
        word(row.when.is_met(day, published))
    )
}

impl Outcome<'_> {
    const fn name(&self) -> &'static str {
        match self {
            Self::Found(_, Verdict::Right) => "found",
            Self::Found(_, Verdict::OutOfRange) => "out of range",
            Self::Found(_, Verdict::WrongSign) => "wrong sign",
            Self::Missed => "missed",
            Self::Scored(_) => "scored forbidden",
            Self::Kept => "not scored",
        }
    }
}

/// Counts of the rows of one status.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    rows: usize,
    found: usize,
    right: usize,
    wrong_sign: usize,
    class: usize,
    date: usize,
    scored: usize,
}

/// Counts by status.
#[derive(Debug, Default)]
struct Totals(BTreeMap<Status, Tally>);

impl Totals {
    fn add(&mut self, row: &Row, outcome: &Outcome<'_>, published: Day) {
        let tally = self.0.entry(row.status).or_default();
        tally.rows += 1;
        match outcome {
            Outcome::Found(event, verdict) => {
                let day = event.date.map(|date| date.day);
                tally.found += 1;
                tally.right += usize::from(*verdict == Verdict::Right);
                tally.wrong_sign += usize::from(*verdict == Verdict::WrongSign);
                tally.class += usize::from(row.has_class(event));
                tally.date += usize::from(row.when.is_met(day, published));
            }
            Outcome::Scored(_) => tally.scored += 1,
            Outcome::Missed | Outcome::Kept => {}
        }
    }

    fn report(&self) -> String {
        let mut out = String::new();
        for (status, t) in &self.0 {
            let name = status.name();
            let _ = match status {
                Status::Forbidden => writeln!(out, "{name}: {} scored of {}", t.scored, t.rows),
                _ => writeln!(
                    out,
                    "{name}: {} found, {} right of {}; wrong sign {}; of the found, class right {}, date right {}",
                    t.found, t.right, t.rows, t.wrong_sign, t.class, t.date
                ),
            };
        }
        out
    }
}

/// The intensity of every pair at the end of the day of publication, from this article alone.
fn intensities(analysis: &Analysis<'_>, day: Day) -> String {
    let mut timeline = Timeline::new();
    timeline.record(analysis);
    let mut out = format!("intensity on {day}\n");
    for pair in timeline
        .undirected_pairs()
        .into_iter()
        .chain(timeline.pairs())
    {
        let state = timeline
            .relationship(pair)
            .at(day, timeline.settings().half_life);
        let _ = writeln!(
            out,
            "{:12} {:+.3} from {} events",
            pair.to_string(),
            state.intensity,
            state.events
        );
    }
    out
}
