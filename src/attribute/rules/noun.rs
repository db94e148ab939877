//! Deeds told as nouns: "A's attack on B", "an embargo on B by A", "B faces criticism from A".

use super::{Finding, Scene};
use crate::{
    annotate::cue::Use,
    cameo::EventClass,
    event::Rule,
    lexicon::{entries::Frame, markers::Preposition},
};

/// "An embargo was imposed on B by A", "the seizure of a B tanker by A": who stands after "by" is the doer, whatever stands before.
pub(super) fn agent(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    let said = scene.is_noun() || matches!(scene.usage, Use::Passive | Use::Reduced);
    let deep = scene.depth > 1 && !matches!(scene.usage, Use::Passive);
    if !said || deep || scene.is_mutual() {
        return None;
    }
    let source = scene.agent_after()?;
    let other = |i: &usize| scene.at(*i).actor != scene.at(source).actor && !scene.at(*i).posted;
    let after = |i: &usize| {
        let fits = matches!(
            scene.at(*i).preposition,
            None | Some(P::On | P::Against | P::Of | P::To | P::From | P::With | P::Toward | P::At)
        );
        scene.after(*i) && *i < source && fits
    };
    let right = (0..source).filter(after).find(other);
    // "A spoke of blackmail by B": A is no object of the noun, A judges
    let judges = matches!(
        scene.class,
        EventClass::Accuse | EventClass::Reject | EventClass::Request
    );
    if scene.is_noun() && judges && !scene.nominal && scene.plain_subject().is_some() {
        return None;
    }
    let owned =
        |i: &usize| scene.before(*i) && (!scene.is_noun() || scene.premodifier() == Some(*i));
    let left = || (0..source).rev().filter(owned).find(other);
    let target = right.or_else(left)?;
    Some(Finding {
        sources: scene.group(source),
        targets: scene.group(target),
        rule: Rule::Passive,
        mutual: false,
    })
}

/// "B faces criticism from A".
pub(super) fn received(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    let borne = scene.borne && scene.is_noun() && !scene.nominal;
    if !(scene.frame == Frame::Received || borne) || scene.depth > 1 {
        return None;
    }
    let target = scene.subject()?;
    // "an apology from B" has its preposition inside the term
    let bare = !borne || scene.frame == Frame::Received;
    let from = |i: &usize| {
        let party = scene.at(*i);
        let given = matches!(party.preposition, Some(P::From | P::By));
        let other = matches!(party.preposition, Some(P::With | P::Of | P::For) | None);
        scene.after(*i) && party.actor != scene.at(target).actor && (given || other && bare)
    };
    let source = (0..scene.parties.len()).find(from)?;
    Some(Finding {
        sources: scene.group(source),
        targets: scene.group(target),
        rule: Rule::Received,
        mutual: false,
    })
}

/// "A's attack on B", "A sanctions on B", "an attack by A on B"; beside a verb only where both are said.
pub(super) fn nominal(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if !scene.is_noun() || scene.depth > 1 && !scene.nominal {
        return None;
    }
    let by = scene.agent_after();
    let pre = scene.premodifier();
    let target = |source: usize| {
        let fits = |i: &usize| {
            scene.after(*i)
                && Some(*i) != by
                && scene.at(*i).actor != scene.at(source).actor
                && !scene.at(*i).posted
                && matches!(
                    scene.at(*i).preposition,
                    Some(
                        P::On
                            | P::Against
                            | P::Of
                            | P::To
                            | P::With
                            | P::Toward
                            | P::At
                            | P::In
                            | P::From
                            | P::Over
                            | P::Near
                            | P::For
                    )
                )
        };
        (0..scene.parties.len())
            .filter(fits)
            .filter_map(|i| scene.rank(i).map(|r| (r, i)))
            .min()
            .map(|(_, i)| i)
    };
    let source = by.or(pre)?;
    let mutual = scene.is_mutual();
    let judges = matches!(
        scene.class,
        EventClass::Accuse | EventClass::Reject | EventClass::Request
    );
    let other = |s: &usize| *s != source && scene.at(*s).actor != scene.at(source).actor;
    if judges
        && !scene.nominal
        && !scene.borne
        && let Some(subject) = scene.plain_subject().filter(other)
    {
        // "A spoke of blackmail by B", "A listed B's crimes": the doer of the deed is who is judged
        return Some(Finding {
            sources: scene.group(subject),
            targets: scene.group(source),
            rule: Rule::Nominal,
            mutual: false,
        });
    }
    if let Some(target) = target(source) {
        return Some(Finding {
            sources: scene.group(source),
            targets: scene.group(target),
            rule: Rule::Nominal,
            mutual,
        });
    }
    if by.is_none() && scene.at(source).bare && !scene.at(source).possessive {
        return about(scene, source, mutual);
    }
    // "Iran faces U.S. sanctions": the subject bears the noun
    let subject = scene.subject().filter(|&s| {
        !scene.nominal && Some(s) != Some(source) && scene.at(s).actor != scene.at(source).actor
    })?;
    let (sources, targets) = if mutual {
        (vec![subject], vec![source])
    } else {
        (vec![source], scene.group(subject))
    };
    Some(Finding {
        sources,
        targets,
        rule: Rule::Nominal,
        mutual,
    })
}

/// "A announced Iran sanctions": a plain name before the noun is what it is about.
fn about(scene: &Scene<'_>, target: usize, mutual: bool) -> Option<Finding> {
    let other = |s: &usize| *s != target && scene.at(*s).actor != scene.at(target).actor;
    let source = scene.subject().filter(|s| !scene.nominal && other(s))?;
    Some(Finding {
        sources: scene.group(source),
        targets: vec![target],
        rule: Rule::Nominal,
        mutual,
    })
}
