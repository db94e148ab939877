//! The report for people: an overview of the relationships, then the evidence of each.

use std::io::{self, Write};

use detente::{
    ActorCode, EvidenceEntry, Grade, Level, Lexicon, Mode, Pair, Period, Point, Relationship, Rule,
    State, Timeline,
};

use crate::{
    snippet::Snippets,
    style::{Paint, WIDTH, cut, fit, mark},
    views,
};

/// How many dated lines of evidence a relationship shows.
const LINES: usize = 5;
/// The widths of the overview's columns.
const NAMES: usize = 32;
const LEVEL: usize = 24;
/// The width of an actor's name in the evidence.
const ACTOR: usize = 20;
/// The longest sparkline.
const MARKS: usize = 80;

/// Everything the report is made from.
pub(crate) struct Report<'r> {
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) timeline: &'r Timeline,
    pub(crate) snippets: &'r Snippets,
    pub(crate) period: Period,
    pub(crate) paint: Paint,
}

/// A relationship with how it stands.
struct Line<'v> {
    view: &'v Relationship<'v>,
    first: detente::Day,
    last: detente::Day,
    events: usize,
    state: State,
    /// Whether the state is of the last event's day, because too little was told since.
    past: bool,
}

impl<'v> Line<'v> {
    fn new(view: &'v Relationship<'v>) -> Option<Self> {
        let (first, last) = views::span(view)?;
        let now = view.state()?;
        let past = now.level == Level::TooLittle;
        Some(Self {
            view,
            first,
            last,
            events: views::counted(view).count(),
            state: if past {
                view.at(last, now.half_life)
            } else {
                now
            },
            past,
        })
    }
}

impl Report<'_> {
    /// Prints overview and evidence.
    pub(crate) fn print(&self, out: &mut impl Write, views: &[Relationship<'_>]) -> io::Result<()> {
        let lines: Vec<Line<'_>> = views.iter().filter_map(Line::new).collect();
        if lines.is_empty() {
            return writeln!(
                out,
                "No relationship to show: no event between two actors was read.\n"
            );
        }
        self.title(out, lines.len())?;
        self.overview(out, &lines)?;
        self.evidence_title(out)?;
        lines
            .iter()
            .try_for_each(|line| self.relationship(out, line))
    }

    fn title(&self, out: &mut impl Write, shown: usize) -> io::Result<()> {
        let all = self.timeline.undirected_pairs();
        let all = all.into_iter().map(|pair| self.timeline.relationship(pair));
        let all = all
            .filter(|view| views::counted(view).next().is_some())
            .count();
        writeln!(out, "{}", self.paint.bold("HOW STATES TREAT EACH OTHER"))?;
        let which = if shown < all {
            format!("{shown} of {all} relationships, those with the most evidence")
        } else {
            format!("{shown} relationship{}", if shown == 1 { "" } else { "s" })
        };
        writeln!(out, "{which}, in the order of their first event\n")
    }

    fn overview(&self, out: &mut impl Write, lines: &[Line<'_>]) -> io::Result<()> {
        let heading = format!(
            "{:NAMES$}  {:10}  {:10}  {:>6}  {:>7}  {:LEVEL$}  {}",
            "between", "first", "last", "events", "tension", "level", "trend"
        );
        writeln!(out, "{}", self.paint.underlined(heading))?;
        lines
            .iter()
            .try_for_each(|line| self.overview_line(out, line))?;
        let last = self
            .timeline
            .last_day()
            .map_or_else(String::new, |day| day.to_string());
        let note = format!(
            "tension 0-100 on {last}, 50 neutral, higher is worse; * on the day of the last event, too little was told since"
        );
        writeln!(out, "{}\n", self.paint.faint(note))
    }

    fn overview_line(&self, out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
        let state = &line.state;
        let grade = Grade::of(state.tension);
        let tension = format!(
            "{:>6.0}{}",
            state.tension,
            if line.past { "*" } else { " " }
        );
        writeln!(
            out,
            "{}  {}  {}  {:>6}  {}  {}  {}",
            fit(&self.names(line.view.pair()), NAMES),
            line.first,
            line.last,
            line.events,
            self.paint.grade(grade, tension),
            self.paint
                .grade(grade, fit(&state.level.to_string(), LEVEL)),
            state.trend,
        )
    }

    fn evidence_title(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", self.paint.bold("WHAT HAPPENED"))?;
        writeln!(
            out,
            "The strongest events of each, by date: who acts, the score from -10 (war) to +10 (deep cooperation), the words."
        )?;
        writeln!(
            out,
            "Marks of tension: ▁▂▃ calm, ▄ strained, ▅▆ tense, ▇ hostile, █ open conflict; · too little to say.\n"
        )
    }

    fn relationship(&self, out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
        let view = line.view;
        writeln!(
            out,
            "{}",
            self.paint.bold(cut(&self.names(view.pair()), WIDTH))
        )?;
        writeln!(out, "  {}", self.facts(line))?;
        self.sparkline(out, line)?;
        let mut evidence = view.strongest(LINES);
        evidence.sort_by_key(|entry| (entry.day, entry.published));
        evidence
            .into_iter()
            .try_for_each(|entry| self.evidence(out, entry))?;
        writeln!(out)
    }

    fn facts(&self, line: &Line<'_>) -> String {
        let hostile = views::counted(line.view)
            .filter(|event| event.scale.sign() < 0)
            .count();
        let [low, high] = line.state.tension_band;
        let days = line.last.since(line.first) + 1;
        format!(
            "{days} day{}, named together in {}; {} event{}, {hostile} of them hostile; tension {:.0} [{low:.0}-{high:.0}] on {}",
            if days == 1 { "" } else { "s" },
            count(line.view.documents(), "article"),
            line.events,
            if line.events == 1 { "" } else { "s" },
            line.state.tension,
            line.state.day,
        )
    }

    fn sparkline(&self, out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
        let until = line.state.day;
        let points = line.view.points(self.period);
        let points: Vec<Point> = points
            .into_iter()
            .filter(|point| point.from <= until)
            .collect();
        let step = points.len().div_ceil(MARKS).max(1);
        let marks = points.chunks(step).map(|chunk| self.mark(chunk));
        let unit = match self.period {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
        };
        let each = if step == 1 {
            format!("a mark a {unit}")
        } else {
            format!("a mark for {step} {unit}s")
        };
        writeln!(
            out,
            "  {}  {}  {}",
            points.first().map_or(until, |point| point.from),
            marks.collect::<String>(),
            self.paint.faint(format!("{until}, {each}")),
        )
    }

    fn mark(&self, points: &[Point]) -> String {
        let told = points
            .iter()
            .filter(|point| point.state.level != Level::TooLittle);
        let tensions: Vec<f64> = told.map(|point| point.state.tension).collect();
        if tensions.is_empty() {
            return self.paint.faint('·');
        }
        #[allow(clippy::cast_precision_loss)]
        let mean = tensions.iter().sum::<f64>() / tensions.len() as f64;
        self.paint.grade(Grade::of(mean), mark(mean))
    }

    fn evidence(&self, out: &mut impl Write, entry: &EvidenceEntry) -> io::Result<()> {
        let who = if entry.rule == Rule::Mutual {
            "both".to_owned()
        } else {
            self.name(entry.pair.source())
        };
        let score = format!("{:>+5.1}", entry.score.to_f64());
        let snippet = self.snippets.of(entry);
        writeln!(
            out,
            "  {}  {}  {}  {}  {}{}{}",
            entry.day,
            fit(&who, ACTOR),
            self.paint.sign(entry.score.sign(), score),
            fit(&what(entry), 10),
            snippet.before,
            self.paint.bold(snippet.cue),
            snippet.after,
        )
    }

    fn names(&self, pair: Pair) -> String {
        let between = if pair.is_directed() { "towards" } else { "–" };
        format!(
            "{} {between} {}",
            self.name(pair.source()),
            self.name(pair.target())
        )
    }

    fn name(&self, code: ActorCode) -> String {
        let actor = self.lexicon.actor(code);
        actor.map_or_else(|| code.to_string(), |actor| actor.name.clone())
    }
}

/// The class of an event in a reader's words.
fn what(entry: &EvidenceEntry) -> String {
    let class = entry.class.name().to_lowercase();
    match entry.mode {
        Mode::Reported => format!("{class}?"),
        _ => class,
    }
}

/// `1 article`, `2 articles`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
