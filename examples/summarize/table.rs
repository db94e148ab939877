//! The report for people: an overview of the relationships, then the evidence of each.

use std::io::{self, Write};

use detente::{
    ActorCode, Day, EvidenceEntry, Grade, Level, Lexicon, Mode, Pair, Period, Point, Relationship,
    Rule, State, Timeline,
};

use crate::{
    snippet::{LENGTH, Snippets},
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
const MARKS: usize = 70;

/// Everything the report is made from.
pub(crate) struct Report<'r> {
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) timeline: &'r Timeline,
    pub(crate) snippets: &'r Snippets,
    /// The pairs asked for; empty for those with the most evidence.
    pub(crate) wanted: &'r [Pair],
    pub(crate) period: Period,
    pub(crate) paint: Paint,
}

/// A relationship with how it stands.
struct Line<'v> {
    view: &'v Relationship<'v>,
    first: Day,
    last: Day,
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
                "No relationship to show: no event between these actors was read.\n"
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
        writeln!(out, "{}", self.paint.bold("HOW STATES TREAT EACH OTHER"))?;
        let all = self.all();
        let which = if self.wanted.is_empty() && shown < all {
            format!("{shown} of {all} relationships, those with the most evidence")
        } else {
            count(shown as u64, "relationship")
        };
        writeln!(out, "{which}, in the order of their first event\n")
    }

    /// How many relationships have an event in the sums.
    fn all(&self) -> usize {
        let pairs = self.timeline.undirected_pairs().into_iter();
        let views = pairs.map(|pair| self.timeline.relationship(pair));
        views
            .filter(|view| views::counted(view).next().is_some())
            .count()
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
            "The strongest events of each, by date, with scores from -10 (war) to +10 (deep cooperation); ? is only reported."
        )?;
        writeln!(
            out,
            "Marks of tension: ▁▂▃ calm, ▄ strained, ▅▆ tense, ▇ hostile, █ open conflict; · too little to say.\n"
        )?;
        let heading = format!(
            "  {:10}  {:ACTOR$}  {:>5}  {:10}  {:LENGTH$}",
            "date", "who acts", "score", "what", "in the words of the article"
        );
        writeln!(out, "{}", self.paint.underlined(heading.trim_end()))
    }

    fn relationship(&self, out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
        let view = line.view;
        writeln!(
            out,
            "{}",
            self.paint.bold(cut(&self.names(view.pair()), WIDTH))
        )?;
        let points = view.points(self.period).into_iter();
        let points: Vec<Point> = points
            .filter(|point| point.from <= line.state.day)
            .collect();
        self.facts(out, line, &points)?;
        self.sparkline(out, line.state.day, &points)?;
        let mut evidence = view.strongest(LINES);
        evidence.sort_by_key(|entry| (entry.day, entry.published));
        evidence
            .into_iter()
            .try_for_each(|entry| self.evidence(out, entry))?;
        writeln!(out)
    }

    /// How long, how often, and how it stands.
    fn facts(&self, out: &mut impl Write, line: &Line<'_>, points: &[Point]) -> io::Result<()> {
        let events = views::counted(line.view);
        let hostile = events.filter(|event| event.scale.sign() < 0).count() as u64;
        writeln!(
            out,
            "  {}, named together in {}; {}, {hostile} of them hostile",
            count(
                (line.last.since(line.first).unsigned_abs() + 1).into(),
                "day"
            ),
            count(line.view.documents(), "article"),
            count(line.events as u64, "event"),
        )?;
        let State {
            tension,
            day,
            level,
            trend,
            tension_band: [low, high],
            ..
        } = line.state;
        let highest = highest(points).filter(|highest| highest.to != day);
        let highest = highest.map_or_else(String::new, |point| {
            format!("; highest {:.0} on {}", point.state.tension, point.to)
        });
        writeln!(
            out,
            "  tension {tension:.0} [{low:.0}-{high:.0}] on {day}: {level}, {trend}{highest}"
        )
    }

    fn sparkline(&self, out: &mut impl Write, until: Day, points: &[Point]) -> io::Result<()> {
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

/// The point of the highest tension among those with evidence enough for a level; the latest of equals.
fn highest(points: &[Point]) -> Option<&Point> {
    let told = points
        .iter()
        .filter(|point| point.state.level != Level::TooLittle);
    told.max_by(|a, b| a.state.tension.total_cmp(&b.state.tension))
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
