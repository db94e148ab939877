//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use detente::{Day, Pair};

/// Explain every event of a sentence or an article: who, to whom, by which rule, and what the score is the sum of
#[derive(Debug, Parser)]
#[command(name = "explain", version, after_long_help = LESSON)]
pub(crate) struct Args {
    /// A sentence, or a text file, or - for standard input; without any, a sentence that comes with it
    #[arg(value_name = "TEXT|FILE")]
    pub(crate) words: Vec<String>,

    /// The day of publication: "on Wednesday" is the one before it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    /// The title of the article
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) title: String,

    /// Write a page instead: the article with every name, cue, shifter and date marked, and every event with its rule
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,

    /// Say why there is no event from one actor to another (repeatable): USA:RUS or 'USA->RUS'
    #[arg(long = "why-not", value_name = "PAIR")]
    pub(crate) why_not: Vec<Pair>,

    /// Colours in the terminal
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,

    /// Read with the lexicon in this folder, or with this layer over the bundled one
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

const LESSON: &str = "\
How to read it:
  RUS->USA  ACCUSE 111  -2.4        who, to whom, event class, CAMEO code, score on the Goldstein scale
  carets                            stand under the source, the deciding words (cue) and the target
  term, governor, shifter, rule     the steps; their numbers add up to the score
  attributed by rule order          the rule that said who did it to whom, and how often it is right

Colours: source blue, target orange, cue bold. NO_COLOR=1 turns them off (https://no-color.org).

Examples:
  explain \"Iran condemned Israel on Friday.\"
  explain story.txt --date 2024-05-17 --html story.html
  explain \"France and Chile watched while Russia attacked Ukraine.\" --why-not FRA:UKR
  cat story.txt | explain - --color always | less -R

Status 0: done; 1: a file could not be opened or written, or the lexicon is broken; 2: wrong usage.";
