//! The command line.

use std::{path::PathBuf, str::FromStr};

use clap::Parser;
use detente::{ActorCode, Day, Pair};

/// Make a page to read and to publish out of news texts: who treated whom how, when, and what says so
///
/// Without inputs it reads 152 sample dispatches that come with the library.
#[derive(Debug, Parser)]
#[command(name = "report", version, after_long_help = LESSON)]
pub(crate) struct Args {
    /// Text files, folders, NDJSON files (.ndjson, .jsonl, .json), or - for NDJSON on standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The page, written over what stands there; - writes it to standard output
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub(crate) out: PathBuf,

    /// Write the pictures alone into a folder too: SVG, and Vega-Lite specifications with their data
    #[arg(long, value_name = "DIR")]
    pub(crate) pictures: Option<PathBuf>,

    /// The page's headline
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// How the articles were chosen, for the reader of the page to judge by
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    /// Tell of this pair (repeatable, USA-RUS), in this order, and of no other at length
    #[arg(long = "pair", value_name = "PAIR")]
    pub(crate) pairs: Vec<Pair>,

    /// How many pairs to tell of at length, those with the most evidence
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,

    /// Put actors together in the matrix (repeatable): Gulf=SAU,ARE,BHR
    #[arg(long = "bloc", value_name = "NAME=CODES")]
    pub(crate) blocs: Vec<Named>,

    /// The day of publication of what has no date of its own, such as text files
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,

    /// After how many days an event counts half; 7 shows what moves now, 90 the long run
    #[arg(long, value_name = "DAYS", default_value_t = 28, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) half_life: u16,

    /// Read with the lexicon in this folder, or with this layer over the bundled one
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// A bloc of actors with its name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) members: Vec<ActorCode>,
}

impl FromStr for Named {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wish = "write NAME=CODES, as in Gulf=SAU,ARE,BHR";
        let (name, codes) = text.split_once('=').ok_or(wish)?;
        let members: Result<Vec<ActorCode>, _> =
            codes.split(',').map(|code| code.trim().parse()).collect();
        let members = members.map_err(|error: detente::PairError| format!("{error}; {wish}"))?;
        match name.trim() {
            "" => Err(wish.to_owned()),
            name => Ok(Self {
                name: name.to_owned(),
                members,
            }),
        }
    }
}

const LESSON: &str = "\
What is read:
  NDJSON   one item a line: {\"id\": \"...\", \"date\": \"2017-04-07\", \"title\": \"...\", \"text\": \"...\"};
           only text must be there.
  text     the first line is the title if a blank line follows; give the day with --date.
  folders  with all folders in them: their .txt, .ndjson and .jsonl files.

What is written:
  --out FILE      one page for any browser that needs nothing else: no script, nothing fetched, light and dark,
                  readable on a phone; a file that stands there is written over. Sentences of your articles
                  stand on it as evidence: mind their copyright.
  --pictures DIR  timeline.svg       tension and events of the first pair; every pair told of in pairs/
                  heatmap.svg        pair by month
                  matrix.svg         who treats whom how
                  timeline.vl.json, heatmap.vl.json: the same as Vega-Lite, with the data inside

PNG, of any size, by either of:
  rsvg-convert --width 1920 timeline.svg --output timeline.png          (Debian: librsvg2-bin)
  chromium --headless --screenshot=page.png --window-size=1280,2400 report.html

Examples:
  report                                                  the bundled sample, to report.html
  report archive/ --title \"A year of letters\" --note \"All foreign desk stories of 2023\"
  report wire.ndjson --pair USA-RUS --pair RUS-UKR --pictures pictures/
  report wire.ndjson --bloc Gulf=SAU,ARE,BHR --bloc Benelux=BEL,NLD,LUX
  zcat wire.gz | report - --out - > page.html

Status 0: done, even if some lines were bad (they are told at the end); 1: an input could
not be opened, nothing in it is dated, the lexicon is broken, or nothing can be written; 2: wrong usage.";
