//! Whole articles held against what careful readers took from them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use detente::{ActorCode, Analysis, Analyzer, Day, Part, Reader};

use crate::{
    baseline::Baseline,
    errors,
    expect::{self, Row, Status},
    input::Failure,
    judge::{self, Answer, Find, Judge, Met},
    kinds::{Kind, Kinds},
    place::{self, Place, Places},
    report,
    spread::{self, ByClass},
    tally::{Counts, Tally},
    texts::{self, Text},
};

/// The files of coded articles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Files<'p> {
    pub(crate) articles: &'p Path,
    pub(crate) expected: &'p Path,
    pub(crate) sentences: &'p Path,
}

/// What is told besides the measures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct More {
    /// Every miss and wrong find with its sentence.
    pub(crate) list: bool,
    /// The commonest kinds of errors.
    pub(crate) errors: bool,
}

/// Reads the articles and tells how they meet the rows.
pub(crate) fn run(analyzer: &Analyzer, files: Files<'_>, more: More) -> Result<String, Failure> {
    let (coded, bad) = coded(files)?;
    let usual = usual_score(&coded);
    let mut reader = analyzer.reader();
    let judged: Vec<Judged> = coded
        .iter()
        .map(|article| Judged::new(&mut reader, article, usual))
        .collect();
    let mut out = head(files.articles, &coded, &judged, bad);
    out += &measures(&judged);
    out += &by_class(&judged);
    if more.errors {
        out += &kinds(&coded, &judged).table();
    }
    if more.list {
        out.push('\n');
        judged
            .iter()
            .flat_map(|j| &j.list)
            .for_each(|line| out += line);
    }
    Ok(out)
}

/// An article with its sentences and rows.
#[derive(Debug)]
struct Coded {
    text: Text,
    published: Day,
    places: Places,
    rows: Vec<Row>,
}

/// The articles that have a day and counted sentences, in the order of the file, and how many lines were of no use.
fn coded(files: Files<'_>) -> Result<(Vec<Coded>, usize), Failure> {
    let (texts, bad) = texts::read(files.articles)?;
    let by_id: BTreeMap<&str, &Text> = texts.iter().map(|text| (text.id.as_str(), text)).collect();
    let part = |doc: &str, part| {
        by_id
            .get(doc)
            .map(|text| text.article().part(part).to_owned())
    };
    let (mut places, unplaced) = place::of_articles(files.sentences, part)?;
    let (rows, mut table) = expect::rows_of_articles(files.expected)?;
    let mut of_doc: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        let there = places
            .get(&row.doc)
            .is_some_and(|own| own.contains_key(&row.sentence));
        if there {
            of_doc.entry(row.doc.clone()).or_default().push(row);
        } else {
            let reason = format!(
                "no sentence {} of \"{}\"; count as the sentences do",
                row.sentence, row.doc
            );
            table.lines.report(row.line, reason);
        }
    }
    let coded = texts.into_iter().filter_map(|text| {
        Some(Coded {
            published: text.date?,
            places: places.remove(&text.id)?,
            rows: of_doc.remove(&text.id).unwrap_or_default(),
            text,
        })
    });
    Ok((coded.collect(), bad + unplaced + table.lines.bad))
}

/// The sign that most required rows have, as a score.
fn usual_score(coded: &[Coded]) -> f64 {
    let rows = coded.iter().flat_map(|article| &article.rows);
    let required = rows.filter(|row| row.status == Status::Required);
    let sum: f64 = required.map(|row| row.middle().signum()).sum();
    if sum < 0.0 { -1.0 } else { 1.0 }
}

/// What came of one article.
#[derive(Debug)]
struct Judged {
    counts: Counts,
    baselines: [Counts; Baseline::ALL.len()],
    classes: ByClass,
    list: Vec<String>,
    errors: Vec<(Option<usize>, Kind)>,
}

impl Judged {
    fn new(reader: &mut Reader<'_>, coded: &Coded, usual: f64) -> Self {
        let article = coded.text.article();
        let analysis = reader.analyze(&article);
        let finds = judge::finds(&analysis, &coded.places, coded.published);
        let judge = coded.judge(&finds);
        Self {
            counts: judge.counts(),
            baselines: Baseline::ALL.map(|baseline| {
                let guesses = coded.guesses(&analysis, baseline, usual);
                coded.judge(&guesses).counts()
            }),
            classes: ByClass::new(&judge),
            list: coded.list(&judge),
            errors: errors::of_article(&analysis, &coded.places, &judge),
        }
    }
}

impl Coded {
    fn judge<'j, 'a>(&'j self, finds: &'j [Find<'a>]) -> Judge<'j, 'a> {
        Judge {
            rows: &self.rows,
            finds,
            published: self.published,
        }
    }

    /// What a baseline guesses, sentence by sentence.
    fn guesses(&self, analysis: &Analysis<'_>, by: Baseline, score: f64) -> Vec<Find<'static>> {
        let sentences = self.places.iter().flat_map(|(number, place)| {
            let pairs = by.pairs(&named(analysis, *place)).into_iter();
            pairs.map(|pair| (*number, pair))
        });
        sentences
            .map(|(number, (source, target))| Find {
                sentence: Some(number),
                pair: judge::pair(source, target, self.published),
                score,
                event: None,
            })
            .collect()
    }

    /// Every miss, wrong find and forbidden find, by sentence.
    fn list(&self, judge: &Judge<'_, '_>) -> Vec<String> {
        let unmet = judge.met().into_iter().filter_map(|met| unmet(&met));
        let wrong = judge.finds.iter().filter_map(|find| wrong(judge, find));
        let mut list: Vec<(Option<usize>, String)> = unmet.chain(wrong).collect();
        list.sort();
        let line = |(sentence, line): (Option<usize>, String)| {
            let place = self.numbered(sentence);
            format!("{place}\t{line}\t{}\n", self.sentence(sentence))
        };
        list.into_iter().map(line).collect()
    }

    /// The article's id and the number of a sentence.
    fn numbered(&self, sentence: Option<usize>) -> String {
        let number = sentence.map_or_else(|| "-".to_owned(), |n| n.to_string());
        format!("{}:{number}", self.text.id)
    }

    /// A sentence on one line.
    fn sentence(&self, number: Option<usize>) -> String {
        let place = number.and_then(|number| self.places.get(&number));
        let article = self.text.article();
        let text = place.map_or("-", |place| place.span.of(article.part(place.part)));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn kinds(coded: &[Coded], judged: &[Judged]) -> Kinds {
    let mut kinds = Kinds::default();
    for (article, judged) in coded.iter().zip(judged) {
        for (sentence, kind) in &judged.errors {
            kinds.add(kind.clone(), &article.numbered(*sentence));
        }
    }
    kinds
}

/// A row that was not met, with its sentence's number.
fn unmet(met: &Met<'_, '_>) -> Option<(Option<usize>, String)> {
    let row = met.row;
    let what = match row.status {
        Status::Required if met.finds.is_empty() => "missed",
        Status::Required if !met.has_sign() => "wrong sign",
        Status::Forbidden if met.forbidden().is_some() => "forbidden",
        _ => return None,
    };
    let wanted = format!("{} {}..{}", row.classes.join("|"), row.low, row.high);
    let line = format!("{what}\t{}->{}\t{}", row.source, row.target, wanted.trim());
    Some((Some(row.sentence), line))
}

/// A find that answers no row, with its sentence's number.
fn wrong(judge: &Judge<'_, '_>, find: &Find<'_>) -> Option<(Option<usize>, String)> {
    let what = match judge.answer(find) {
        Answer::Right { .. } => return None,
        Answer::WrongSign => "false sign",
        Answer::Reversed => "false direction",
        Answer::Stranger => "false pair",
    };
    Some((find.sentence, format!("{what}\t{}", told(find))))
}

/// A find in words.
fn told(find: &Find<'_>) -> String {
    let class = find.class().map_or("-", |class| class.name());
    let rule = find.event.map_or("-", |event| event.rule.name());
    let (source, target) = &find.pair;
    format!("{source}->{target}\t{class} {} by {rule}", find.score)
}

/// The actors named in a sentence, each once, in order.
fn named(analysis: &Analysis<'_>, place: Place) -> Vec<ActorCode> {
    let mut seen = BTreeSet::new();
    let document = analysis.document();
    let here = analysis.mentions().iter().filter(|mention| {
        let part = if mention.tokens.start < document.title {
            Part::Title
        } else {
            Part::Text
        };
        part == place.part && place.span.overlaps(&document.span(mention.tokens))
    });
    here.map(|mention| mention.actor)
        .filter(|actor| seen.insert(*actor))
        .collect()
}

fn head(path: &Path, coded: &[Coded], judged: &[Judged], bad: usize) -> String {
    let rows = |status| {
        let rows = coded.iter().flat_map(|article| &article.rows);
        rows.filter(|row| row.status == status).count()
    };
    let all = Counts::sum(judged.iter().map(|j| (&j.counts, 1)));
    format!(
        "articles {}: {} articles, {} required, {} optional, {} forbidden rows, {} events{}\n",
        path.display(),
        coded.len(),
        rows(Status::Required),
        rows(Status::Optional),
        rows(Status::Forbidden),
        all.of(Tally::Events),
        report::bad_lines(bad)
    )
}

/// The measures with their intervals, beside those of the baselines, and the counts they are made of.
fn measures(judged: &[Judged]) -> String {
    let own: Vec<Counts> = judged.iter().map(|j| j.counts).collect();
    let mut columns = vec![("détente", spread::column(&own))];
    for (at, baseline) in Baseline::ALL.into_iter().enumerate() {
        let counts: Vec<Counts> = judged.iter().map(|j| j.baselines[at]).collect();
        columns.push((baseline.name(), spread::guessed(&counts)));
    }
    let all = Counts::sum(own.iter().map(|counts| (counts, 1)));
    spread::table(&columns) + &counted(&all)
}

fn counted(all: &Counts) -> String {
    let of = |tally| all.of(tally);
    format!(
        "required {}: {} by pair, {} by sign, {} in range; events {}: {} right ({} on required rows), wrong by sign {}, \
         by direction {}, by pair {}; forbidden {}: {} scored; net {}: {} seen, {} right\n",
        of(Tally::Required),
        of(Tally::Pair),
        of(Tally::Sign),
        of(Tally::Range),
        of(Tally::Events),
        of(Tally::Right),
        of(Tally::RightRequired),
        of(Tally::FalseSign),
        of(Tally::FalseReversed),
        of(Tally::FalsePair),
        of(Tally::Forbidden),
        of(Tally::ForbiddenHit),
        of(Tally::Net),
        of(Tally::NetSeen),
        of(Tally::NetRight),
    )
}

/// The classes of all articles, each with what was owed and what was read.
fn by_class(judged: &[Judged]) -> String {
    let mut all = ByClass::default();
    judged.iter().for_each(|j| all.add(&j.classes));
    let mut out = String::new();
    let _ = write!(out, "\n{}", all.table());
    out
}
