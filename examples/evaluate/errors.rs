//! The kinds of the errors in coded sentences and in coded articles.

use std::collections::BTreeSet;

use detente::ActorCode;

use crate::{
    expect::Status,
    gold::{Half, Key, Record, Scored, Sign, canon},
    joined::{Data, Row, unordered},
    judge::{self, Answer, Find, Judge, Met},
    kinds::{Kind, Kinds, Scene, Told},
    place::Places,
    predict::Predictor,
};

/// The errors in the sentences to learn from; those in held ones are not looked into.
pub(crate) fn of_sentences(predictor: &mut Predictor<'_>, data: &Data<'_>) -> Kinds {
    let mut kinds = Kinds::default();
    for &record in data
        .gold
        .iter()
        .filter(|record| record.half() == Half::Tune)
    {
        strangers(data, record).for_each(|kind| kinds.add(kind, &record.id));
    }
    for row in data.rows() {
        if row.record.half() == Half::Tune {
            let kind = of_row(predictor, data, &row);
            kind.into_iter()
                .for_each(|kind| kinds.add(kind, &row.record.id));
        }
    }
    kinds
}

/// What was read of pairs that no record of the text gives.
fn strangers<'d>(data: &'d Data<'_>, record: &'d Record) -> impl Iterator<Item = Kind> + 'd {
    let judged = record.is_empty() || (record.usable() && !record.is_neutral_pair());
    let known: Vec<Key> = data.known(record).into_iter().collect();
    let plain: Vec<Key> = known.iter().map(unordered).collect();
    let events = data.events(record).iter().filter(move |_| judged);
    let strange = events.filter(move |event| !plain.contains(&unordered(&event.key())));
    strange.map(move |event| told(event).stranger(&known))
}

/// What is wrong with what was read of a given pair.
fn of_row(predictor: &mut Predictor<'_>, data: &Data<'_>, row: &Row<'_>) -> Option<Kind> {
    let events: Vec<Told> = data.events(row.record).iter().map(told).collect();
    let of_pair = |told: &&Told| unordered(&told.pair) == unordered(row.pair);
    let Some(score) = row.undirected else {
        let owed = !row.record.is_neutral_pair();
        return owed.then(|| missed(predictor, row, &events));
    };
    let read = events.iter().rfind(of_pair)?;
    let sign = row.record.sign.filter(|_| !row.ambiguous);
    if sign.is_some_and(|sign| sign != Sign::of(score)) {
        return Some(Kind::Sign {
            read: read.class.clone(),
            coded: row.record.event.clone().unwrap_or_else(|| "-".to_owned()),
        });
    }
    let turned = (row.pair.1.clone(), row.pair.0.clone());
    let both = row.record.pairs.contains(&turned);
    let owed = !both && !row.record.is_neutral_pair();
    (row.directed.is_none() && owed).then(|| Kind::Reversed(read.rule.clone()))
}

fn missed(predictor: &mut Predictor<'_>, row: &Row<'_>, events: &[Told]) -> Kind {
    let analysis = predictor.analyze(row.record);
    let same = |code: ActorCode| canon(&predictor.codes().cameo(code));
    let scene = Scene {
        analysis: &analysis,
        place: None,
        same: &same,
    };
    scene.missed(row.pair, events)
}

fn told(event: &Scored) -> Told {
    Told {
        pair: event.key(),
        class: event.class.clone().unwrap_or_default(),
        rule: event.rule.clone().unwrap_or_default(),
    }
}

/// The errors in one article, each with the number of its sentence. A find that explains a missed row is told with it alone.
pub(crate) fn of_article(
    analysis: &detente::Analysis<'_>,
    places: &Places,
    judge: &Judge<'_, '_>,
) -> Vec<(Option<usize>, Kind)> {
    let mut errors = Vec::new();
    let mut explained: BTreeSet<(Option<usize>, Key)> = BTreeSet::new();
    for met in judge.met() {
        if met.row.status != Status::Required || met.has_sign() {
            continue;
        }
        let (sentence, pair) = (Some(met.row.sentence), judge.pair_of(met.row));
        let kind = of_met(analysis, places, judge, &met);
        match kind {
            Kind::Sign { .. } => explained.insert((sentence, pair)),
            Kind::Reversed(_) => explained.insert((sentence, (pair.1, pair.0))),
            _ => false,
        };
        errors.push((sentence, kind));
    }
    for find in judge.finds {
        if !explained.contains(&(find.sentence, find.pair.clone())) {
            let kind = of_find(judge, find);
            errors.extend(kind.map(|kind| (find.sentence, kind)));
        }
    }
    errors
}

/// Why a required row was not met.
fn of_met(
    analysis: &detente::Analysis<'_>,
    places: &Places,
    judge: &Judge<'_, '_>,
    met: &Met<'_, '_>,
) -> Kind {
    if let Some((find, _)) = met.best() {
        return sign(find, &met.row.classes);
    }
    let number = met.row.sentence;
    let scene = Scene {
        analysis,
        place: places.get(&number).copied(),
        same: &|code| judge::actor(code.as_str(), judge.published),
    };
    let here = judge
        .finds
        .iter()
        .filter(|find| find.sentence == Some(number));
    let told: Vec<Told> = here.map(named).collect();
    scene.missed(&judge.pair_of(met.row), &told)
}

/// What is wrong with a find.
fn of_find(judge: &Judge<'_, '_>, find: &Find<'_>) -> Option<Kind> {
    let coded = judge.coded(find.sentence);
    match judge.answer(find) {
        Answer::Right { .. } => None,
        Answer::Reversed => Some(Kind::Reversed(named(find).rule)),
        Answer::WrongSign => {
            let row = coded.iter().find(|(_, pair)| *pair == find.pair);
            row.map(|(row, _)| sign(find, &row.classes))
        }
        Answer::Stranger => {
            let pairs: Vec<Key> = coded.into_iter().map(|(_, pair)| pair).collect();
            Some(named(find).stranger(&pairs))
        }
    }
}

fn sign(find: &Find<'_>, classes: &[String]) -> Kind {
    Kind::Sign {
        read: named(find).class,
        coded: classes.join("|"),
    }
}

fn named(find: &Find<'_>) -> Told {
    Told {
        pair: find.pair.clone(),
        class: find.class().map_or("-", |class| class.name()).to_owned(),
        rule: find.event.map_or("-", |event| event.rule.name()).to_owned(),
    }
}
