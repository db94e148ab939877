//! Deeds told as verbs: "A condemned B", "B was condemned by A", "in B, A's forces killed".

use super::{Finding, Scene};
use crate::{
    annotate::cue::Use,
    cameo::{EventClass, Quad},
    event::Rule,
    lexicon::{entries::Frame, markers::Preposition},
};

/// "B was condemned by A", "Iranians were expelled from France".
pub(super) fn passive(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if !matches!(scene.usage, Use::Passive | Use::Reduced) || scene.is_mutual() {
        return None;
    }
    let behind = |i: &usize| {
        scene
            .verb_before
            .is_none_or(|v| scene.at(*i).tokens.start > v)
    };
    // "A helped B's sailors expelled by C"
    let nearest = || {
        (0..scene.parties.len())
            .rev()
            .find(|i| scene.before(*i) && behind(i))
    };
    let target = scene.subject().filter(behind).or_else(nearest)?;
    let ranked = |i: usize| match scene.at(i).preposition {
        Some(P::By) => Some(0),
        Some(P::From) => Some(1),
        // who arrests is who rules the place; an attacker may be anybody
        // "was shot down over A"
        Some(P::Over) if scene.class == EventClass::Assault => Some(2),
        Some(P::In | P::At)
            if scene.class == EventClass::Coerce
                || scene.quad == Quad::MaterialConflict && scene.at(i).place =>
        {
            Some(2)
        }
        _ => None,
    };
    let other = |i: &usize| scene.after(*i) && scene.at(*i).actor != scene.at(target).actor;
    let (_, source) = (0..scene.parties.len())
        .filter(other)
        .filter_map(|i| ranked(i).map(|r| (r, i)))
        .min()?;
    // "B was angered by A": what B suffers is a feeling about A
    let (source, target) = if scene.frame == Frame::Received && scene.one_word {
        (target, source)
    } else {
        (source, target)
    };
    Some(Finding {
        sources: scene.group(source),
        targets: scene.group(target),
        rule: Rule::Passive,
        mutual: false,
    })
}

/// The subject before the verb, the best party after it.
pub(super) fn order(scene: &Scene<'_>) -> Option<Finding> {
    // "A was given a loan, and B a grant": who is given something, or struck, does nothing
    // "A will be allowed to fish": nor does who is promised something
    let promised = scene.class == EventClass::Agree && !scene.is_mutual();
    let given = scene.usage == Use::Passive && (scene.quad.is_material() || promised);
    if scene.nominal || scene.suffered || given {
        return None;
    }
    let source = scene.subject()?;
    let target = scene
        .embraced(source)
        .or_else(|| scene.object(source))
        .or_else(|| scene.inner_object(source))?;
    let rule = if Some(source) == scene.lent {
        Rule::Carried
    } else if scene.rank(target) >= Some(4) {
        Rule::Implied
    } else {
        Rule::Order
    };
    // "a Canadian trader detained in China": who rules the place detains
    let held = scene.class == EventClass::Coerce && scene.at(source).private;
    let placed = matches!(
        scene.at(target).preposition,
        Some(Preposition::In | Preposition::At)
    );
    if held && placed {
        return Some(Finding {
            sources: vec![target],
            targets: scene.group(source),
            rule: Rule::Passive,
            mutual: false,
        });
    }
    let sources: Vec<usize> = scene.group(source);
    let targets: Vec<usize> = scene
        .group(target)
        .into_iter()
        .filter(|t| {
            !sources
                .iter()
                .any(|s| scene.at(*s).actor == scene.at(*t).actor)
        })
        .collect();
    (!targets.is_empty()).then(|| Finding {
        sources,
        targets,
        rule,
        mutual: scene.is_mutual() && !scene.is_one_sided(),
    })
}

/// A place before the verb stands for the target: "In B, A's forces killed ...".
pub(super) fn place(scene: &Scene<'_>) -> Option<Finding> {
    if scene.nominal || !scene.quad.is_material() {
        return None;
    }
    let source = scene.subject()?;
    let placed = |i: &usize| {
        scene.before(*i)
            && scene.at(*i).actor != scene.at(source).actor
            && matches!(
                scene.at(*i).preposition,
                Some(Preposition::In | Preposition::At | Preposition::Near | Preposition::On)
            )
    };
    let target = (0..scene.parties.len()).find(placed)?;
    Some(Finding {
        sources: scene.group(source),
        targets: vec![target],
        rule: Rule::Implied,
        mutual: false,
    })
}
