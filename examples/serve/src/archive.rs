//! What is served: the timeline, the words it was read with, and the sentences of its articles where they are at hand.

use std::{collections::HashSet, error::Error, io, path::Path};

use detente::{Analyzer, Lexicon, Timeline};

use crate::{
    args::Args,
    input::{Feed, Item, Troubles},
    pair::{dossier::Days, sources::Sources, witness::Witnesses},
    progress::Progress,
};

/// What is served.
pub(crate) struct Archive {
    pub(crate) timeline: Timeline,
    pub(crate) sources: Sources,
    pub(crate) analyzer: Analyzer,
    /// The first and the last day with an article.
    pub(crate) days: Days,
    pub(crate) troubles: Troubles,
}

impl Archive {
    /// Reads the timeline, and the articles that are given.
    pub(crate) fn open(args: &Args) -> Result<Self, Box<dyn Error>> {
        let timeline = timeline(&args.timeline)?;
        let days = Days::read(&timeline).ok_or_else(|| empty(&args.timeline))?;
        let lexicon = match &args.lexicon {
            Some(folder) => Lexicon::from_dir(folder)?,
            None => Lexicon::english(),
        };
        let analyzer = Analyzer::new(lexicon.clone());
        let (witnesses, troubles) = witnesses(&analyzer, args)?;
        Ok(Self {
            timeline,
            sources: Sources { lexicon, witnesses },
            analyzer,
            days,
            troubles,
        })
    }

    /// A word of warning where the timeline was read with another lexicon than the one at hand.
    pub(crate) fn stranger(&self) -> Option<String> {
        let own = self.sources.lexicon.stamp();
        let other = self.timeline.lexicon().filter(|stamp| *stamp != own)?;
        Some(format!(
            "The timeline was read with the lexicon {other}, and names and sentences here are those of {own}; \
             give the other with --lexicon, or read the archive again"
        ))
    }
}

fn timeline(path: &Path) -> Result<Timeline, String> {
    let wish = "give a file that `archive --checkpoint` or `Timeline::save` wrote";
    Timeline::load(path).map_err(|error| format!("{}: {error}; {wish}", path.display()))
}

fn empty(path: &Path) -> String {
    format!(
        "{}: no article with a day of publication was read into this timeline, so there is nothing to show",
        path.display()
    )
}

/// The sentences of the articles; none where no articles are given.
fn witnesses(analyzer: &Analyzer, args: &Args) -> Result<(Witnesses, Troubles), Box<dyn Error>> {
    let (mut witnesses, mut seen) = (Witnesses::default(), HashSet::new());
    if args.articles.is_empty() {
        return Ok((witnesses, Troubles::default()));
    }
    let mut reader = analyzer.reader();
    let mut take = |item: Item| -> io::Result<()> {
        if seen.insert(item.id.clone()) {
            witnesses.keep(&reader.analyze(&item.article()));
        }
        Ok(())
    };
    let mut feed = Feed {
        date: args.date,
        take: &mut take,
        troubles: Troubles::default(),
        progress: Progress::new(),
    };
    feed.run(&args.articles)?;
    feed.progress.finish();
    let troubles = feed.troubles;
    Ok((witnesses, troubles))
}
