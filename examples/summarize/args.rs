//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use detente::{Day, Pair, Period};

/// Summarize how states treat each other, from news texts of your own or from the bundled sample
///
/// Without inputs it reads 152 sample dispatches that come with the library.
#[derive(Debug, Parser)]
#[command(name = "summarize", version, after_long_help = LESSON)]
pub(crate) struct Args {
    /// Text files, folders, NDJSON files (.ndjson, .jsonl, .json), or - for NDJSON on standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The day of publication of what has no date of its own, such as text files
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    /// Print the whole summary as JSON: every pair, with its weeks and its strongest events
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,

    /// Print the series as CSV: one row for each pair, direction and period
    #[arg(long)]
    pub(crate) csv: bool,

    /// Write every event to a file, one JSON object a line
    #[arg(long, value_name = "OUT.ndjson")]
    pub(crate) events: Option<PathBuf>,

    /// Write tables by pair and day, week and month, events, a summary and a codebook into a folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// In the tables of --out, put an apostrophe before text a spreadsheet would execute (= + - @)
    #[arg(long, requires = "out")]
    pub(crate) safe_cells: bool,

    /// Show this pair only (repeatable): USA-RUS for both directions, USA:RUS or 'USA->RUS' for one
    #[arg(long = "pair", value_name = "PAIR")]
    pub(crate) pairs: Vec<Pair>,

    /// How long a step of the series lasts, in the table and in CSV
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Step::Week)]
    pub(crate) period: Step,

    /// After how many days an event counts half; 7 shows what moves now, 90 the long run
    #[arg(long, value_name = "DAYS", default_value_t = 28, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) half_life: u16,

    /// How many pairs to show, those with the most evidence; 0 shows all [default: 12 in the table, else all]
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,

    /// Read with the lexicon in this folder, or with this layer over the bundled one
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// The steps of a series by their names on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Step {
    Day,
    Week,
    Month,
}

impl Step {
    pub(crate) const fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
        }
    }
}

impl Args {
    /// How many pairs to show.
    pub(crate) fn limit(&self) -> usize {
        let default = if self.json || self.csv || !self.pairs.is_empty() {
            0
        } else {
            12
        };
        self.top_or(default)
    }

    /// The number of `--top`, or another; 0 is all.
    pub(crate) fn top_or(&self, default: usize) -> usize {
        match self.top.unwrap_or(default) {
            0 => usize::MAX,
            top => top,
        }
    }
}

const LESSON: &str = "\
What is read:
  NDJSON   one item a line: {\"id\": \"...\", \"date\": \"2017-04-07\", \"title\": \"...\", \"text\": \"...\"};
           only text must be there. An id that was read before is counted as repeated
           and passed over.
  text     the first line is the title if a blank line follows; give the day with --date.
  folders  with all folders in them: their .txt, .ndjson and .jsonl files.

What the numbers mean:
  score    one event on the Goldstein scale, -10 (war) to +10 (deep cooperation)
  tension  a relationship on a day, 0 to 100; 50 is neutral, higher is worse.
           Calm up to 50, strained to 60, tense to 70, hostile to 85, then open conflict.
           In brackets the band that 90 % of such samples fall into; a level with two
           names (\"strained to hostile\") says that the band spans both.
  trend    the last week against the last three months
  weight   of an event: 1 in the title and the first five sentences, half further down,
           more when several independent stories tell it; half when only reported;
           none when denied, hypothetical or long past

Examples:
  summarize                                     the bundled sample
  summarize story.txt --date 2024-05-17         one article
  summarize archive/ --pair USA-CHN --top 1     a folder, one relationship
  zcat wire.gz | summarize - --csv > weeks.csv  a stream, as a table for a spreadsheet
  summarize wire.ndjson --events events.ndjson  every event, with its place in the text
  summarize archive/ --out tables/              all tables for pandas, polars, R or a spreadsheet

In the file of --events, start and end are bytes of the event's clause in the named part of
the article (of a text file: in its title, or in what follows the blank line after it), and
beside them the same in characters and in UTF-16 units; confidence runs from 0 to 1, and
evidence is the words that decided.

The folder of --out holds pair_day.csv, pair_week.csv, pair_month.csv, events.ndjson, summary.json
and codebook.csv, which says what every column means. In the tables, pair and period are the
unique key of a row; directed is true for one direction and false for both together, so filter by
it before you add up. Raw sums stand beside the read-outs at half-lives of 7, 28 and 90 days.
A missing value is an empty cell.

What was read, and every line that could not be, is told at the end: under the table, or on
standard error with --json and --csv. Status 0: done, even if some lines were bad; 1: an input
could not be opened, the lexicon is broken, or nothing can be written; 2: wrong usage.";
