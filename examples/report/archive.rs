//! Reading: every article into the timeline, and the sentences that may become evidence beside it.

use std::{collections::HashSet, error::Error, io};

use detente::{Analyzer, Lexicon, Settings, Timeline};

use crate::{
    args::Args,
    input::{Feed, Item, Troubles},
    pair::{sources::Sources, witness::Witnesses},
    progress::Progress,
};

/// What has been read.
pub(crate) struct Archive {
    pub(crate) sources: Sources,
    pub(crate) timeline: Timeline,
    /// Articles whose id was read before.
    pub(crate) repeated: u64,
    pub(crate) troubles: Troubles,
}

impl Archive {
    /// Reads all inputs.
    pub(crate) fn read(args: &Args) -> Result<Self, Box<dyn Error>> {
        let lexicon = match &args.lexicon {
            Some(folder) => Lexicon::from_dir(folder)?,
            None => Lexicon::english(),
        };
        known(&lexicon, args)?;
        let settings = Settings {
            half_life: args.half_life,
            ..Settings::default()
        };
        let analyzer = Analyzer::new(lexicon.clone());
        let mut reader = analyzer.reader();
        let mut timeline = Timeline::with(settings);
        timeline.stamp(lexicon.stamp());
        let (mut witnesses, mut seen, mut repeated) = (Witnesses::default(), HashSet::new(), 0);
        let mut take = |item: Item| -> io::Result<()> {
            if !seen.insert(item.id.clone()) {
                repeated += 1;
                return Ok(());
            }
            let analysis = reader.analyze(&item.article());
            witnesses.keep(&analysis);
            timeline.record(&analysis);
            Ok(())
        };
        let mut feed = Feed {
            date: args.date,
            take: &mut take,
            troubles: Troubles::default(),
            progress: Progress::new(),
        };
        feed.run(&args.inputs)?;
        feed.progress.finish();
        let troubles = feed.troubles;
        Ok(Self {
            sources: Sources { lexicon, witnesses },
            timeline,
            repeated,
            troubles,
        })
    }
}

/// Whether every actor on the command line is one.
fn known(lexicon: &Lexicon, args: &Args) -> Result<(), String> {
    let pairs = args
        .pairs
        .iter()
        .flat_map(|pair| [pair.source(), pair.target()]);
    let members = args
        .blocs
        .iter()
        .flat_map(|bloc| bloc.members.iter().copied());
    let mut all = pairs.chain(members);
    match all.find(|code| lexicon.actor(*code).is_none()) {
        None => Ok(()),
        Some(code) => Err(format!(
            "the lexicon has no actor {code}; states have ISO 3166 codes, such as USA or RUS"
        )),
    }
}
