//! What both do: "talks between A and B", "A-B relations", "A and B agreed".

use super::{Finding, Scene};
use crate::{
    cameo::EventClass,
    event::Rule,
    lexicon::{
        entries::{Frame, Operator},
        markers::Preposition,
    },
};

/// How far before the talks those between whom somebody goes may stand.
const TALKS_REACH: usize = 8;

/// "talks between A and B", "shuttled between A and B for talks": both do it.
pub(super) fn between(scene: &Scene<'_>) -> Option<Finding> {
    let talks = scene.is_noun() && scene.class == EventClass::Consult;
    let near = |i: &usize| {
        scene.at(*i).preposition == Some(Preposition::Between)
            && (scene.after(*i)
                || scene.frame == Frame::Between
                || talks && scene.at(*i).tokens.start + TALKS_REACH > scene.head)
    };
    let first = (0..scene.parties.len()).find(near)?;
    let group = scene.group(first);
    let (source, targets) = group.split_first()?;
    let targets: Vec<usize> = targets
        .iter()
        .copied()
        .filter(|&t| scene.at(t).actor != scene.at(*source).actor)
        .collect();
    let both = scene.is_mutual() && !targets.is_empty();
    both.then_some(Finding {
        sources: vec![*source],
        targets,
        rule: Rule::Mutual,
        mutual: true,
    })
}

/// "A-B relations".
pub(super) fn hyphen(scene: &Scene<'_>) -> Option<Finding> {
    let dyad = (0..scene.parties.len().saturating_sub(1)).find(|&i| {
        let (a, b) = (scene.at(i), scene.at(i + 1));
        a.dyad && a.actor != b.actor && b.tokens.start == a.tokens.end
    })?;
    let both = matches!(scene.frame, Frame::Mutual | Frame::Between);
    both.then_some(Finding {
        sources: vec![dyad],
        targets: vec![dyad + 1],
        rule: Rule::Mutual,
        mutual: true,
    })
}

/// "A and B agreed", "A and B clashed": no other party bears it.
pub(super) fn together(scene: &Scene<'_>) -> Option<Finding> {
    let agreed = scene.outer == Some(Operator::Agree) || scene.class == EventClass::Consult;
    // "A and B negotiate with banks": each does, and not the two of them
    if scene.nominal || scene.filled || !(scene.is_mutual() || agreed) {
        return None;
    }
    let subject = scene.subject()?;
    let group = scene.group(subject);
    let others: Vec<usize> = group
        .iter()
        .copied()
        .filter(|&i| scene.at(i).actor != scene.at(subject).actor)
        .collect();
    let with = scene
        .object(subject)
        .filter(|&o| !others.contains(&o) && scene.at(o).preposition == Some(Preposition::With));
    (!others.is_empty() && with.is_none()).then(|| Finding {
        sources: vec![subject],
        targets: others,
        rule: Rule::Mutual,
        mutual: true,
    })
}

/// How near after its noun "with" says with whom it is.
const WITH_REACH: usize = 4;

/// "an armistice of A and B", "was ratified by A and B": one group bears what both do.
pub(super) fn jointly(scene: &Scene<'_>) -> Option<Finding> {
    if !scene.is_mutual() || scene.filled || scene.nominal && scene.plain_subject().is_some() {
        return None;
    }
    let joint = |i: &usize| {
        use Preposition as P;
        let near = match scene.at(*i).preposition {
            None => !scene.nominal || scene.at(*i).tokens.start <= scene.content + WITH_REACH,
            // "the agreement with A and B" is somebody else's; ", with the two sides apart" is theirs
            Some(P::With) => scene.opening(*i) > scene.content + WITH_REACH,
            Some(P::Of | P::By | P::For) => true,
            _ => false,
        };
        near && scene
            .group(*i)
            .iter()
            .any(|&o| scene.at(o).actor != scene.at(*i).actor)
    };
    let first = (0..scene.parties.len()).find(joint)?;
    let same = |s: usize| scene.at(s).group == scene.at(first).group;
    let owned = matches!(
        scene.at(first).preposition,
        Some(Preposition::Of | Preposition::For)
    );
    // "A welcomed the membership of B and C": somebody else bears it
    // "A's relations with B and C": nor where somebody owns it
    let owner = |i: &usize| !same(*i) && (scene.at(*i).possessive || scene.at(*i).adjective);
    let with = scene.at(first).preposition == Some(Preposition::With);
    let alone = if owned {
        (0..scene.parties.len()).all(same)
    } else {
        scene.plain_subject().is_none_or(same) && !(with && (0..first).any(|i| owner(&i)))
    };
    let others = scene
        .group(first)
        .into_iter()
        .filter(|&o| scene.at(o).actor != scene.at(first).actor);
    alone.then(|| Finding {
        sources: vec![first],
        targets: others.collect(),
        rule: Rule::Mutual,
        mutual: true,
    })
}
