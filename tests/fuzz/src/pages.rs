//! The target that writes for people: a page, its pictures, and one article explained, of hostile text.

use std::path::PathBuf;

use detente::{Article, Pair, Timeline};

use crate::{
    archive::Archive,
    args::{Args, Named},
    care::Care,
    findings::Findings,
    highlight,
    input::Troubles,
    markup,
    page::{self, Pictures},
    pair::{sources::Sources, witness::Witnesses},
    reading::{ANALYZER, day, headed, with_reader},
    vega,
};

/// A title on the first line; the second is an article that is explained; of a share every line is one, and all are reported.
pub(crate) fn report(bytes: &[u8], care: Care) {
    let all = String::from_utf8_lossy(bytes);
    let (title, lines) = headed(&all);
    if let Some(line) = lines.lines().next() {
        explained(line, care);
    }
    if care == Care::Pages {
        reported(title, lines);
    }
}

/// The page of one article, with why there is no event the other way round.
fn explained(line: &str, care: Care) {
    let article = article(0, line);
    // the page shows every stage
    let analysis = with_reader(|reader| reader.analyze_watched(&article, |_| ()));
    let pairs = analysis.events().iter().filter_map(|event| event.pair());
    let asked: Vec<Pair> = pairs.take(usize::from(care.is_whole())).collect();
    let why = |pair: &Pair| ANALYZER.why_not(&article, pair.target(), pair.source());
    let why: Vec<_> = asked.iter().map(why).collect();
    sound(&highlight::page(&ANALYZER, &analysis, &why));
}

/// A line as the article of its day, whose id and title it is as well.
fn article(number: i32, line: &str) -> Article<'_> {
    Article::new(line, day().plus(number * 3), line).title(line)
}

/// All lines as a report, with its pictures.
fn reported(title: &str, lines: &str) {
    let mut archive = Archive {
        sources: Sources {
            lexicon: ANALYZER.lexicon().clone(),
            witnesses: Witnesses::default(),
        },
        timeline: Timeline::new(),
        repeated: 0,
        troubles: Troubles::default(),
    };
    archive.timeline.stamp(title);
    for (number, line) in (0..).zip(lines.lines().take(8)) {
        let article = article(number, line);
        let analysis = with_reader(|reader| reader.analyze(&article));
        archive.sources.witnesses.keep(&analysis);
        archive.timeline.record(&analysis);
    }
    archive.troubles.told.push(title.to_owned());
    let args = args(title);
    if let Some(found) = Findings::new(&archive, &args) {
        sound(&page::page(&archive, &found, &args));
        pictures(&found);
    }
}

/// The whole page, with the caller's own words where the command line has them.
fn args(title: &str) -> Args {
    let bloc = Named {
        name: title.to_owned(),
        members: ["USA", "GBR"]
            .iter()
            .filter_map(|code| code.parse().ok())
            .collect(),
    };
    Args {
        inputs: Vec::new(),
        out: PathBuf::new(),
        pictures: None,
        title: Some(title.to_owned()),
        note: Some(title.to_owned()),
        pairs: Vec::new(),
        top: 2,
        blocs: vec![bloc],
        date: None,
        half_life: 28,
        lexicon: None,
    }
}

fn pictures(found: &Findings<'_>) {
    let all = Pictures::new(found);
    let alone = [all.heatmap_alone(found), all.matrix_alone(found)];
    let timelines = found
        .dossiers
        .iter()
        .map(|dossier| dossier.alone(found.range));
    alone
        .into_iter()
        .chain(timelines)
        .flatten()
        .for_each(|svg| sound(&svg));
    drop(vega::heatmap(found).to_string());
    found
        .dossiers
        .iter()
        .for_each(|dossier| drop(vega::timeline(dossier).to_string()));
}

/// Plain, balanced markup of known names, in which no text has become code.
fn sound(text: &str) {
    markup::read(text);
}
