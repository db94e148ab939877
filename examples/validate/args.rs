//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use detente::{Day, Period};

/// Validate a timeline against a list of dated events: AUC, detection, lag, false alarms, beside a count of documents
#[derive(Debug, Parser)]
#[command(name = "validate", version, after_long_help = LESSON)]
pub(crate) struct Args {
    /// Text files, folders, NDJSON files, or - for NDJSON on standard input; without any, the bundled sample
    #[arg(value_name = "INPUT", requires = "crises")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The list: dyad, start, end and label, separated by tabs
    #[arg(long, value_name = "FILE.tsv", requires = "inputs")]
    pub(crate) crises: Option<PathBuf>,

    /// The day of publication of what has no date of its own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    /// How long a period is
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Step::Week)]
    pub(crate) period: Step,

    /// After how many days an event or a document counts half
    #[arg(long, value_name = "DAYS", default_value_t = 28, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) half_life: u16,

    /// Of a hundred periods of a pair, in how many each measure may raise an alarm
    #[arg(long, value_name = "PERCENT", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..100))]
    pub(crate) budget: u8,

    /// Periods that begin within this many days after a listed event are neither crisis nor calm
    #[arg(long, value_name = "DAYS", default_value_t = 28)]
    pub(crate) aftermath: u16,
}

/// The periods by their names on the command line.
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

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

const LESSON: &str = "\
A list of dated events has one a line, with tabs between the columns:
  dyad     start       end         label
  IND-PAK  2019-02-14  2019-03-05  Pulwama and Balakot
An empty end is that of the archive. Lines that begin with # are passed over.

What is printed, for each measure and for the count of documents that any claim must beat:
  AUC             how well it tells periods of a listed event from calm ones: 0.5 is chance, 1 perfect
  detection, lag  how many listed events raise an alarm, and after how many days
  false alarms    how often there is one without an event
with 90 % intervals from drawing pairs anew.

Examples:
  validate                                                      the bundled sample and its crises
  validate --crises crises.tsv wire.ndjson                      your own
  validate --crises crises.tsv archive/ --period day --budget 2

Status 0: done, even if some lines of the articles were bad; 1: a file could not be opened, or a line of the list is
wrong; 2: wrong usage.";
