//! Validates détente on your own codings.
//!
//! ```text
//! $ cargo run --release --example evaluate -- tests/data/evaluate/gold.jsonl
//! gold tests/data/evaluate/gold.jsonl: 11 records, 8 with a scorable pair
//! pair_directed_P                      1.0000  [0.000, 1.000]
//! pair_directed_R                      0.6250  [0.000, 0.714]
//! pair_directed_F1                     0.7692  [0.000, 0.833]
//! ...
//! beside baselines                            détente  first mention     count only
//! pair_directed_P                               1.000          1.000          1.000
//! pair_directed_R                               0.625          0.625          0.625
//! pair_directed_F1                              0.769          0.769          0.769
//! ...
//! ```
//!
//! ```sh
//! cargo run --release --example evaluate -- my-coding.jsonl                       # measures, confusion tables, failures
//! cargo run --release --example evaluate -- my-coding.jsonl --given-actors        # with the actors of the records
//! cargo run --release --example evaluate -- my-coding.jsonl --ablation            # what each part of the reading is worth
//! cargo run --release --example evaluate -- --board items.jsonl --predictions out.jsonl
//! cargo run --release --example evaluate -- --article text.txt --date 2017-04-13 --expect rows.tsv
//! cargo run --release --example evaluate -- --articles articles.ndjson --expect rows.tsv --sentences sentences.jsonl --list
//! cargo run --release --example evaluate -- my-coding.jsonl --errors              # the commonest kinds of errors; with --articles, too
//! cargo run --release --example evaluate -- --strongest 100 news.ndjson --verdicts verdicts.tsv
//! cargo run --release --example evaluate -- --coverage news.ndjson more.txt     # words no entry has, near two actors
//! ```
//!
//! A coding is one JSON object a line: `id`, `text`, and where known `date`, `actors` (code: names in the text), `pairs`
//! (`[["USA", "RUS"]]`, source first), `sign` (-1, 0, 1), `event` (its class), `quad`, `goldstein`, `usable`, `origin`,
//! `meta`, `group` (near-duplicates share one).
//!
//! What is expected of articles is a table with the columns `sentence`, `source`, `target`, `class` (right ones, between `|`), `low`
//! and `high` (the range of the score), `date` (days, `2015-W37`, `2015-09`, `2015`, `default` for that of publication, `before`),
//! `status` (`required`, `optional`, `forbidden`: a score in the range must not be read) and `evidence`; of many articles, with `doc`,
//! the article's id. Their sentences are JSON lines: `doc`, `n`, `part` (`title` or `text`), `start` and `end` (bytes in the part), and
//! if wanted `sha` (the beginning of the SHA-256 digest). An event belongs to the sentence that holds the middle of its clause. It is
//! right if a row of its pair that is not forbidden has its score in the range or the middle of the range on its side of zero.

mod ablation;
mod article;
mod articles;
mod baseline;
mod board;
mod bootstrap;
#[path = "../validate/chance.rs"]
mod chance;
mod confidence;
mod coverage;
mod curve;
#[path = "../manners/ending.rs"]
mod ending;
mod errors;
mod expect;
mod failures;
mod gold;
mod input;
mod joined;
mod judge;
mod kinds;
mod metrics;
mod place;
mod predict;
#[expect(dead_code, reason = "`summarize` also reads streams of unknown length")]
#[path = "../summarize/progress.rs"]
mod progress;
mod report;
mod spread;
mod statistics;
mod strongest;
mod surfaces;
mod tally;
mod texts;
mod verdicts;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ArgGroup, Parser};
use detente::{Analyzer, Day, Lexicon};

use articles::{Files, More};
use gold::{Half, Prediction, Record};
use input::{Failure, Lines};
use joined::Data;
use metrics::Measures;
use predict::{Options, Predictor};

/// Measures how well détente reads, on texts that people have coded.
#[derive(Debug, Parser)]
#[command(
    name = "evaluate",
    version,
    after_long_help = LESSON,
    group(ArgGroup::new("input").required(true).args(["gold", "board", "article", "articles", "coverage"])),
    group(ArgGroup::new("whole").args(["article", "articles"]))
)]
struct Args {
    /// Coded sentences, one JSON object a line; with --strongest, texts as for --coverage
    gold: Option<PathBuf>,
    /// More texts
    #[arg(value_name = "TEXT", requires = "strongest")]
    texts: Vec<PathBuf>,
    /// Take the actors from the records instead of finding them
    #[arg(long, requires = "gold")]
    given_actors: bool,
    /// Write every event that counts, in both directions, instead of the main one of each pair
    #[arg(long, requires = "gold")]
    both_ways: bool,
    /// Print what each part of the reading is worth: the change of the measures when it is left out
    #[arg(long, requires = "gold", conflicts_with = "predictions")]
    ablation: bool,
    /// Print what more words bring: the measures with one thousand terms, two thousand, and so on
    #[arg(long, requires = "gold", conflicts_with = "predictions")]
    curve: bool,
    /// Only one part of the groups; failures are never listed for the held ones
    #[arg(long, requires = "gold")]
    part: Option<Half>,
    /// Where to write the predictions, one JSON object a line
    #[arg(long, value_name = "OUT", conflicts_with = "article")]
    predictions: Option<PathBuf>,
    /// Items with two given spans, one JSON object a line, whose relation is classified
    #[arg(long, value_name = "ITEMS", requires = "predictions")]
    board: Option<PathBuf>,
    /// A text whose first line is its title
    #[arg(long, value_name = "TEXT", requires_all = ["date", "expect"])]
    article: Option<PathBuf>,
    /// The day the article was published
    #[arg(long, value_name = "YYYY-MM-DD", requires = "article")]
    date: Option<Day>,
    /// Whole articles, one JSON object a line: `id`, `date`, `title`, `text`
    #[arg(long, value_name = "NDJSON", requires_all = ["expect", "sentences"])]
    articles: Option<PathBuf>,
    /// What is expected of the article or articles, a table with tabs
    #[arg(long, value_name = "TSV", requires = "whole")]
    expect: Option<PathBuf>,
    /// The sentences that the expectations count: of one article a table with tabs (else the library's own sentences), of
    /// articles JSON lines
    #[arg(long, value_name = "FILE", requires = "expect")]
    sentences: Option<PathBuf>,
    /// List every miss, wrong find and forbidden find of the articles with its sentence
    #[arg(long, requires = "articles")]
    list: bool,
    /// Print the twenty commonest kinds of errors in coded sentences or articles: what was lacking, how often, and one place
    #[arg(long, conflicts_with_all = ["board", "article", "coverage", "ablation", "curve"])]
    errors: bool,
    /// List the N strongest events of texts, one a sentence, to be judged by a reader from sentence and claim alone
    #[arg(long, value_name = "N", requires = "gold",
        conflicts_with_all = ["given_actors", "both_ways", "ablation", "curve", "part", "predictions", "errors"])]
    strongest: Option<usize>,
    /// What a reader has judged of the strongest events: a table with the columns `id`, `class`, `verdict` (right, wrong or
    /// unclear) and `why`
    #[arg(long, value_name = "TSV", requires = "strongest")]
    verdicts: Option<PathBuf>,
    /// Texts (one JSON object a line with `text`, or plain) whose most frequent words and names without an entry are listed
    #[arg(long, value_name = "TEXT", num_args = 1..)]
    coverage: Vec<PathBuf>,
    /// How many words, and how many names, to list
    #[arg(long, value_name = "N", default_value_t = 200, requires = "coverage")]
    top: usize,
    /// A folder of lexicon files instead of the bundled lexicon
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

const LESSON: &str = "\
A coding is one JSON object a line; only text must be there:
  {\"id\": \"7\", \"date\": \"2018-04-06\", \"text\": \"America imposed sanctions on Russia.\", \"pairs\": [[\"USA\", \"RUS\"]],
   \"event\": \"SANCTION\", \"sign\": -1, \"quad\": \"material_conflict\", \"goldstein\": -5.6}
What else there can be, and the tables of --expect and --sentences, the head of the source tells.

Examples:
  evaluate my-coding.jsonl                                measures with 90 % intervals, confusion, failures
  evaluate my-coding.jsonl --errors                       the commonest kinds of errors
  evaluate my-coding.jsonl --ablation                     what each part of the reading is worth
  evaluate --article text.txt --date 2017-04-13 --expect rows.tsv
  evaluate --strongest 100 news.ndjson                    claims to be judged by a reader
  evaluate --coverage news.ndjson                         words no entry has, near two actors

Status 0: done, even if some lines were bad (they are told on standard error); 1: a file could not be opened or written,
a column is missing, or the lexicon is broken; 2: wrong usage.";

fn main() -> ExitCode {
    let args = Args::parse();
    ending::end("evaluate", run(&args).and_then(|text| print(&text)))
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    printed.map_err(Failure::Output)
}

fn run(args: &Args) -> Result<String, Failure> {
    let lexicon = match &args.lexicon {
        Some(dir) => Lexicon::from_dir(dir)?,
        None => Lexicon::english(),
    };
    let analyzer = Analyzer::new(lexicon);
    match args {
        Args {
            board: Some(items),
            predictions: Some(out),
            ..
        } => board::run(&analyzer, items, out),
        Args {
            article: Some(text),
            date: Some(day),
            expect: Some(rows),
            sentences,
            ..
        } => article::run(&analyzer, text, *day, rows, sentences.as_deref()),
        Args {
            articles: Some(articles),
            expect: Some(expected),
            sentences: Some(sentences),
            ..
        } => articles::run(
            &analyzer,
            Files {
                articles,
                expected,
                sentences,
            },
            More {
                list: args.list,
                errors: args.errors,
            },
        ),
        Args {
            strongest: Some(most),
            gold: Some(first),
            texts,
            verdicts,
            ..
        } => {
            let paths = std::iter::once(first).chain(texts);
            strongest::run(&analyzer, paths, *most, verdicts.as_deref())
        }
        Args {
            gold: Some(path), ..
        } => score(&analyzer, path, args),
        _ => coverage::run(&analyzer, &args.coverage, args.top),
    }
}

fn score(analyzer: &Analyzer, path: &Path, args: &Args) -> Result<String, Failure> {
    let mut lines = Lines::read(path)?;
    let mut gold = gold::records(&mut lines);
    gold.retain(|record| args.part.is_none_or(|part| record.half() == part));
    let options = Options {
        given: args.given_actors,
        both_ways: args.both_ways,
    };
    let mut predictor = Predictor::new(analyzer, options);
    let predictions: Vec<Prediction> = gold.iter().map(|r| predictor.predict(r)).collect();
    if let Some(out) = &args.predictions {
        input::write_json_lines(out, &predictions)?;
    }
    let head = report::head(path, &gold, lines.bad);
    if args.ablation {
        return Ok(head + &ablation::table(analyzer, &gold, options));
    }
    if args.curve {
        return Ok(head + &curve::table(analyzer, &gold, options)?);
    }
    if args.errors {
        let kinds = errors::of_sentences(&mut predictor, &Data::new(&gold, &predictions));
        return Ok(head + &kinds.table());
    }
    let baselines = baseline::Baseline::ALL.map(|baseline| {
        let predictions = baseline::predict(analyzer, &gold, baseline);
        let measures = metrics::measure(&Data::new(&gold, &predictions));
        (baseline.name(), measures)
    });
    Ok(head + &tell(&gold, &predictions, &baselines))
}

fn tell(gold: &[Record], predictions: &[Prediction], baselines: &[(&str, Measures)]) -> String {
    let data = Data::new(gold, predictions);
    let measures = metrics::measure(&data);
    let mut out = report::measures(&measures, &bootstrap::intervals(&data));
    out += &report::beside(&measures, baselines);
    out += &report::by_class(&metrics::by_class(&data));
    out += &confidence::table(&data);
    out += &report::confusion("class", &metrics::classes(&data));
    out += &report::confusion("quad", &metrics::quads(&data));
    out += &report::failures(&failures::find(&data));
    out
}
