//! One article against what is expected of it.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use detente::{Analysis, Analyzer, Article, Day, EventClass, Timeline};

use crate::{
    expect::{self, Row, Status, Verdict},
    input::{self, Failure, Lines},
    judge::{self, Find, Judge, Met},
    place::{self, Places},
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
    let (rows, mut table) = expect::rows(expected)?;
    let rows = standing(rows, &places, &mut table.lines);
    let finds = judge::finds(&analysis, &places, day);
    let met = Judge {
        rows: &rows,
        finds: &finds,
        published: day,
    }
    .met();
    let (mut out, mut totals) = (String::new(), Totals::default());
    for met in &met {
        let outcome = Outcome::of(met);
        out += &line(met, outcome, day);
        totals.add(met, outcome, day);
    }
    let bad = report::bad_lines(unplaced + table.lines.bad);
    let events = analysis.events().len();
    let _ = writeln!(out, "\narticle {id}: {events} events{bad}");
    out += &totals.report();
    out += &intensities(&analysis, day);
    Ok(out)
}

/// The rows of sentences that are there; the others are bad lines.
fn standing(mut rows: Vec<Row>, places: &Places, lines: &mut Lines) -> Vec<Row> {
    rows.retain(|row| {
        let there = places.contains_key(&row.sentence);
        if !there {
            let reason = format!("no sentence {}; count as the article does", row.sentence);
            lines.report(row.line, reason);
        }
        there
    });
    rows
}

/// How a row was met.
#[derive(Clone, Copy, Debug)]
enum Outcome<'j, 'a> {
    /// An event was found.
    Found(&'j Find<'a>, Verdict),
    /// A required or optional event was not found.
    Missed,
    /// A forbidden score was read.
    Scored(&'j Find<'a>),
    /// A forbidden score was not read.
    Kept,
}

impl<'j, 'a> Outcome<'j, 'a> {
    fn of(met: &Met<'j, 'a>) -> Self {
        if met.row.status == Status::Forbidden {
            return met.forbidden().map_or(Self::Kept, Self::Scored);
        }
        let found = |(find, verdict)| Self::Found(find, verdict);
        met.best().map_or(Self::Missed, found)
    }

    const fn name(self) -> &'static str {
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

fn line(met: &Met<'_, '_>, outcome: Outcome<'_, '_>, published: Day) -> String {
    let row = met.row;
    let mut out = format!(
        "{:16} {:9} {:>3} {:12} {}..{}",
        outcome.name(),
        row.status.name(),
        row.sentence,
        format!("{}->{}", row.source, row.target),
        row.low,
        row.high
    );
    if let Outcome::Found(find, _) | Outcome::Scored(find) = outcome {
        let rule = find.event.map_or("-", |event| event.rule.name());
        let _ = write!(out, "  {} by {rule}", find.score);
    }
    if let Outcome::Found(find, _) = outcome {
        out += &class_and_date(met, find, published);
    }
    let _ = writeln!(out, "  [{}]", row.evidence);
    out
}

fn class_and_date(met: &Met<'_, '_>, find: &Find<'_>, published: Day) -> String {
    let word = |right: bool| if right { "right" } else { "wrong" };
    let class = find.class().map_or("-", EventClass::name);
    let date = find.event.and_then(|event| event.date);
    let shown = date.map_or_else(|| "-".to_owned(), |d| d.to_string());
    format!(
        "; class {} ({class}); date {} ({shown})",
        word(met.has_class(find)),
        word(met.has_date(find, published))
    )
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
    fn add(&mut self, met: &Met<'_, '_>, outcome: Outcome<'_, '_>, published: Day) {
        let tally = self.0.entry(met.row.status).or_default();
        tally.rows += 1;
        match outcome {
            Outcome::Found(find, verdict) => {
                tally.found += 1;
                tally.right += usize::from(verdict == Verdict::Right);
                tally.wrong_sign += usize::from(verdict == Verdict::WrongSign);
                tally.class += usize::from(met.has_class(find));
                tally.date += usize::from(met.has_date(find, published));
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
