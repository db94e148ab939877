//! The rules that decide who did it to whom, tried in order; the first that finds both parties decides.

use crate::{
    annotate::cue::Use,
    attribute::parties::Party,
    cameo::{EventClass, Quad},
    event::{Micro, Rule},
    lexicon::{
        entries::{Frame, Operator},
        markers::Preposition,
    },
};

/// A source and a target as a rule found them: indices into a clause's parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) sources: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) rule: Rule,
    pub(crate) mutual: bool,
}

/// What a rule sees of a reading in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'s> {
    pub(crate) parties: &'s [Party],
    /// The first word of the outermost cue.
    pub(crate) head: usize,
    /// One past the last word of the innermost cue.
    pub(crate) tail: usize,
    /// The first word of the innermost cue.
    pub(crate) content: usize,
    pub(crate) usage: Use,
    pub(crate) content_usage: Use,
    pub(crate) frame: Frame,
    pub(crate) outer: Option<Operator>,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) nominal: bool,
    /// How many cues the chain has.
    pub(crate) depth: usize,
    /// The subject that the clause before, the antecedent or the speaker lends.
    pub(crate) lent: Option<usize>,
}

/// How reliable a rule is, in millionths.
pub(crate) const fn confidence(rule: Rule) -> Micro {
    match rule {
        Rule::Order | Rule::Given => 900_000,
        Rule::Passive | Rule::Mutual => 850_000,
        Rule::Nominal | Rule::Received => 750_000,
        Rule::Carried => 700_000,
        Rule::Speech => 650_000,
        Rule::Implied => 550_000,
        Rule::Memory => 500_000,
        Rule::Fallback => 300_000,
    }
}

/// The rules in the order they are tried.
const RULES: [fn(&Scene<'_>) -> Option<Finding>; 8] = [
    between, hyphen, passive, received, nominal, together, order, place,
];

/// Who did it to whom.
pub(crate) fn find(scene: &Scene<'_>) -> Option<Finding> {
    RULES.iter().find_map(|rule| rule(scene))
}

impl Scene<'_> {
    fn is_mutual(&self) -> bool {
        matches!(self.frame, Frame::Mutual | Frame::Between)
            && matches!(
                self.outer,
                None | Some(
                    Operator::Resume
                        | Operator::Agree
                        | Operator::Plan
                        | Operator::Fail
                        | Operator::Cancel
                        | Operator::End
                        | Operator::Consider
                )
            )
    }

    fn is_noun(&self) -> bool {
        self.nominal || matches!(self.usage, Use::Noun)
    }

    fn at(&self, index: usize) -> &Party {
        &self.parties[index]
    }

    fn before(&self, index: usize) -> bool {
        self.at(index).tokens.end <= self.head && Some(index) != self.lent
    }

    fn after(&self, index: usize) -> bool {
        self.at(index).tokens.start > self.head && Some(index) != self.lent
    }

    /// All parties joined with this one.
    fn group(&self, index: usize) -> Vec<usize> {
        let group = self.at(index).group;
        (0..self.parties.len())
            .filter(|&i| self.at(i).group == group && !self.at(i).posted)
            .collect()
    }

    /// The first party before the verb that no preposition governs; else one whose possessive or "of" leads the subject.
    fn subject(&self) -> Option<usize> {
        let left = || (0..self.parties.len()).filter(|&i| self.before(i));
        let plain = left().find(|&i| self.at(i).preposition.is_none() && !self.at(i).possessive);
        plain
            .or_else(|| left().find(|&i| self.at(i).preposition.is_none()))
            .or(self.lent)
            .or_else(|| {
                left().find(|&i| {
                    matches!(
                        self.at(i).preposition,
                        Some(
                            Preposition::Of
                                | Preposition::By
                                | Preposition::From
                                | Preposition::For
                        )
                    )
                })
            })
    }

    /// The best party after the verb: lowest rank, then nearest.
    fn object(&self, source: usize) -> Option<usize> {
        let actor = self.at(source).actor;
        let right = (0..self.parties.len())
            .filter(|&i| self.after(i) && self.at(i).actor != actor && !self.at(i).posted);
        right
            .filter_map(|i| self.rank(i).map(|rank| (rank, i)))
            .min()
            .map(|(_, i)| i)
    }

    /// How well a party after the verb fits as the target; `None` where it does not.
    fn rank(&self, index: usize) -> Option<u8> {
        use Preposition as P;
        let party = self.at(index);
        let governed = self.depth > 1 && !matches!(self.usage, Use::Passive);
        // what a governor is about is the doer of its content, not the doer's victim
        let judged = matches!(
            self.outer,
            Some(Operator::Condemn | Operator::Accuse | Operator::Support | Operator::Investigate)
        ) && self.depth > 1;
        Some(match party.preposition {
            None if self.is_mutual() => 1 + u8::from(self.is_noun()),
            None => 0,
            Some(P::With) if self.is_mutual() => 0,
            Some(P::By) if governed => u8::from(!judged),
            Some(P::By) => return None,
            Some(P::On | P::Against | P::Toward | P::At)
                if judged && party.tokens.start > self.content =>
            {
                6
            }
            Some(P::To | P::With | P::On | P::Against | P::Toward | P::At | P::Of | P::From) => 1,
            Some(P::For) => 2,
            Some(P::Between) => 3,
            Some(P::In | P::Near | P::Over | P::About) => 4,
            Some(P::Other) => 5,
        })
    }
}

/// "talks between A and B": both do it.
fn between(scene: &Scene<'_>) -> Option<Finding> {
    let near = |i: &usize| {
        scene.at(*i).preposition == Some(Preposition::Between)
            && (scene.after(*i) || scene.frame == Frame::Between)
    };
    let first = (0..scene.parties.len()).find(near)?;
    let group = scene.group(first);
    let (source, targets) = group.split_first()?;
    let targets: Vec<usize> = targets
        .iter()
        .copied()
        .filter(|&t| scene.at(t).actor != scene.at(*source).actor)
        .collect();
    let both = matches!(scene.frame, Frame::Mutual | Frame::Between) && !targets.is_empty();
    both.then_some(Finding {
        sources: vec![*source],
        targets,
        rule: Rule::Mutual,
        mutual: true,
    })
}

/// "A-B relations".
fn hyphen(scene: &Scene<'_>) -> Option<Finding> {
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

/// "B was condemned by A", "Iranians were expelled from France".
fn passive(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if !matches!(scene.usage, Use::Passive | Use::Reduced) || scene.is_mutual() {
        return None;
    }
    let target = scene.subject()?;
    let ranked = |i: usize| match scene.at(i).preposition {
        Some(P::By) => Some(0),
        Some(P::From) => Some(1),
        Some(P::In | P::At) if scene.quad == Quad::MaterialConflict && scene.at(i).place => Some(2),
        _ => None,
    };
    let other = |i: &usize| scene.after(*i) && scene.at(*i).actor != scene.at(target).actor;
    let (_, source) = (0..scene.parties.len())
        .filter(other)
        .filter_map(|i| ranked(i).map(|r| (r, i)))
        .min()?;
    Some(Finding {
        sources: scene.group(source),
        targets: scene.group(target),
        rule: Rule::Passive,
        mutual: false,
    })
}

/// "B faces criticism from A".
fn received(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if scene.frame != Frame::Received || scene.depth > 1 {
        return None;
    }
    let target = scene.subject()?;
    let from = |i: &usize| {
        scene.after(*i)
            && scene.at(*i).actor != scene.at(target).actor
            && matches!(
                scene.at(*i).preposition,
                Some(P::From | P::By | P::With | P::Of | P::For) | None
            )
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
fn nominal(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if !scene.is_noun() || scene.depth > 1 && !scene.nominal {
        return None;
    }
    let by = (0..scene.parties.len())
        .find(|&i| scene.after(i) && scene.at(i).preposition == Some(P::By));
    let pre = (0..scene.parties.len()).rev().find(|&i| {
        let party = scene.at(i);
        scene.before(i)
            && scene.head - party.tokens.end <= 3 + usize::from(party.possessive)
            && (party.adjective || party.possessive || scene.head - party.tokens.end <= 1)
    });
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

/// "A and B agreed", "A and B clashed": no other party bears it.
fn together(scene: &Scene<'_>) -> Option<Finding> {
    let agreed = scene.outer == Some(Operator::Agree) || scene.class == EventClass::Consult;
    if scene.nominal || !(scene.is_mutual() || agreed) {
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

/// The subject before the verb, the best party after it.
fn order(scene: &Scene<'_>) -> Option<Finding> {
    if scene.nominal {
        return None;
    }
    let source = scene.subject()?;
    let target = scene.object(source)?;
    let rule = if Some(source) == scene.lent {
        Rule::Carried
    } else if scene.rank(target) >= Some(4) {
        Rule::Implied
    } else {
        Rule::Order
    };
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
        mutual: scene.is_mutual(),
    })
}

/// A place before the verb stands for the target: "In B, A's forces killed ...".
fn place(scene: &Scene<'_>) -> Option<Finding> {
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
