//! The rules that decide who did it to whom, tried in order; the first that finds both parties decides.

use crate::{
    ablation::Component,
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
    /// The last word of the outermost cue.
    pub(crate) last: usize,
    /// The first word of the innermost cue.
    pub(crate) content: usize,
    /// The subject stands after this token.
    pub(crate) floor: usize,
    pub(crate) usage: Use,
    pub(crate) frame: Frame,
    pub(crate) outer: Option<Operator>,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) nominal: bool,
    /// Whether an article stands between the last party and the head.
    pub(crate) determined: bool,
    /// Whether the clause's verb says that its subject bears the noun: "faces", "drew".
    pub(crate) borne: bool,
    /// Whether the subject bears a blow: it strikes nobody.
    pub(crate) suffered: bool,
    /// Whether the chain is one cue of one word.
    pub(crate) one_word: bool,
    /// How many cues the chain has.
    pub(crate) depth: usize,
    /// Whether the verb's object is somebody at home, who is none of the parties.
    pub(crate) filled: bool,
    /// The subject that the clause before, the antecedent or the speaker lends.
    pub(crate) lent: Option<usize>,
}

/// How reliable a rule is, in millionths: about the share of its events that are right on the development half, as `evaluate` prints it.
pub(crate) const fn confidence(rule: Rule) -> Micro {
    match rule {
        Rule::Order | Rule::Given => 900_000,
        Rule::Passive | Rule::Mutual => 850_000,
        Rule::Nominal | Rule::Received => 750_000,
        Rule::Carried => 700_000,
        Rule::Speech => 650_000,
        Rule::Implied => 650_000,
        Rule::Memory => 720_000,
        Rule::Fallback => 400_000,
    }
}

/// What a rule is: from the scene to the parties, if it finds them.
type Try = fn(&Scene<'_>) -> Option<Finding>;

/// The rules in the order they are tried.
const RULES: [(Component, Try); 10] = [
    (Component::Between, between),
    (Component::Hyphen, hyphen),
    (Component::Passive, passive),
    (Component::Agent, agent),
    (Component::Received, received),
    (Component::Nominal, nominal),
    (Component::Together, together),
    (Component::Jointly, jointly),
    (Component::Order, order),
    (Component::Place, place),
];

/// Who did it to whom.
pub(crate) fn find(scene: &Scene<'_>, omits: impl Fn(Component) -> bool) -> Option<Finding> {
    let rules = RULES.iter().filter(|(name, _)| !omits(*name));
    rules.map(|(_, rule)| rule).find_map(|rule| rule(scene))
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

    /// "A called off talks with B": A alone did, where they did not both fail.
    fn is_one_sided(&self) -> bool {
        self.class == EventClass::Reject && !matches!(self.outer, None | Some(Operator::Fail))
    }

    fn is_noun(&self) -> bool {
        self.nominal || matches!(self.usage, Use::Noun)
    }

    fn at(&self, index: usize) -> &Party {
        &self.parties[index]
    }

    fn before(&self, index: usize) -> bool {
        self.at(index).tokens.start < self.head && self.is_own(index)
    }

    fn after(&self, index: usize) -> bool {
        self.at(index).tokens.start > self.head && self.is_own(index)
    }

    /// Whether a party stands in the clause itself; those that are lent come last.
    fn is_own(&self, index: usize) -> bool {
        self.lent.is_none_or(|lent| index < lent)
    }

    /// Whether a place may stand for the target: of deeds and of judgements, not of talks.
    fn takes_place(&self) -> bool {
        self.quad.is_material() || self.class == EventClass::Accuse
    }

    /// All parties joined with this one.
    fn group(&self, index: usize) -> Vec<usize> {
        let group = self.at(index).group;
        (0..self.parties.len())
            .filter(|&i| self.at(i).group == group && !self.at(i).posted)
            .collect()
    }

    pub(super) fn plain_subject(&self) -> Option<usize> {
        let plain = |i: &usize| {
            let party = self.at(*i);
            self.before(*i) && party.preposition.is_none() && !party.possessive
        };
        let all = || (0..self.parties.len()).filter(plain);
        let near = all().find(|&i| self.at(i).tokens.start >= self.floor);
        near.or_else(|| all().next())
    }

    /// The first party before the verb that no preposition governs; else one whose possessive or "of" leads the subject.
    fn subject(&self) -> Option<usize> {
        let left = || (0..self.parties.len()).filter(|&i| self.before(i));
        self.plain_subject()
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

    /// "A's N", "Iranian N", "U.S. N": the party that stands right before the noun.
    pub(super) fn premodifier(&self) -> Option<usize> {
        let last = (0..self.parties.len()).rev().find(|&i| self.before(i))?;
        let party = self.at(last);
        let distance = self.head.saturating_sub(party.tokens.end);
        let owns = (party.adjective || party.possessive) && distance <= 3 && !self.determined;
        let anti = party.preposition == Some(Preposition::Against);
        (!anti && (owns || distance == 0)).then_some(last)
    }

    /// The best party after the verb: lowest rank, then nearest.
    fn object(&self, source: usize) -> Option<usize> {
        let actor = self.at(source).actor;
        let right = || {
            (0..self.parties.len())
                .filter(|&i| self.after(i) && self.at(i).actor != actor && !self.at(i).posted)
                .filter(|&i| !self.filled || self.at(i).is_of_object())
        };
        let ranked = right().filter_map(|i| self.rank(i).map(|rank| (rank, i)));
        let (_, best) = ranked.min()?;
        // "A complained to the U.N. that B ...", "... to C about B": who hears it is not who is blamed
        let heard = self.class == EventClass::Accuse && self.at(best).told;
        let blamed = |i: &usize| {
            let party = self.at(*i);
            let about = matches!(
                party.preposition,
                None | Some(Preposition::About | Preposition::Over | Preposition::Against)
            );
            *i > best && about && party.actor != self.at(best).actor && !party.pronoun
        };
        let other = right().filter(|_| heard).find(blamed);
        other.or(Some(best))
    }

    /// "A called B's step reckless": whom the words of a judgement embrace is judged.
    fn embraced(&self, source: usize) -> Option<usize> {
        use EventClass as E;
        if self.depth > 1 || !matches!(self.class, E::Accuse | E::Reject | E::Support) {
            return None;
        }
        let inside = |i: &usize| {
            let party = self.at(*i);
            self.after(*i)
                && party.tokens.start < self.last
                && party.actor != self.at(source).actor
                && !party.posted
        };
        (0..self.parties.len()).find(inside)
    }

    /// "A gave B a dressing down", "anti-A protests": a party between the subject and the noun.
    fn inner_object(&self, source: usize) -> Option<usize> {
        let actor = self.at(source).actor;
        let fits = |i: &usize| {
            let party = self.at(*i);
            let plain = matches!(
                party.preposition,
                None | Some(Preposition::Against | Preposition::To)
            );
            *i > source
                && self.before(*i)
                && plain
                && !party.possessive
                && party.actor != actor
                && party.group != self.at(source).group
        };
        (0..self.parties.len()).rev().find(fits)
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
            None if party.adjective => 1,
            None => 0,
            Some(P::To) if self.quad == Quad::MaterialCoop => 0,
            Some(P::With) if self.is_mutual() => 0,
            Some(P::By) if governed => u8::from(!judged),
            Some(P::By) => return None,
            Some(P::On | P::Against | P::Toward | P::At)
                if judged && party.tokens.start > self.content =>
            {
                6
            }
            // "the bombing of A, the B crisis": what stands right beside the verb is its own
            Some(P::To | P::With | P::On | P::Against | P::Toward | P::Of)
                if party.tokens.start <= self.last + BESIDE && self.depth == 1 =>
            {
                0
            }
            Some(P::To | P::With | P::On | P::Against | P::Toward | P::At | P::Of | P::From) => 1,
            Some(P::For) => 2,
            Some(P::Between) => 3,
            // talks in a city are held there, and with somebody else
            Some(P::In | P::Near) if !self.takes_place() || self.is_mutual() && party.place => {
                return None;
            }
            Some(P::In | P::Near | P::Over | P::About) => 4,
            Some(P::Aside) => return None,
            Some(P::Other) => 5,
        })
    }
}

/// How near after its verb a party is the verb's own: "of the A".
const BESIDE: usize = 3;
/// How far before the talks those between whom somebody goes may stand.
const TALKS_REACH: usize = 8;

/// "talks between A and B", "shuttled between A and B for talks": both do it.
fn between(scene: &Scene<'_>) -> Option<Finding> {
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
        // who arrests is who rules the place; an attacker may be anybody
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

/// "An embargo was imposed on B by A", "the seizure of a B tanker by A": who stands after "by" is the doer, whatever stands before.
fn agent(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    let said = scene.is_noun() || matches!(scene.usage, Use::Passive | Use::Reduced);
    let deep = scene.depth > 1 && !matches!(scene.usage, Use::Passive);
    if !said || deep || scene.is_mutual() {
        return None;
    }
    let source = (0..scene.parties.len())
        .find(|&i| scene.after(i) && scene.at(i).preposition == Some(P::By))?;
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
fn received(scene: &Scene<'_>) -> Option<Finding> {
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
fn nominal(scene: &Scene<'_>) -> Option<Finding> {
    use Preposition as P;
    if !scene.is_noun() || scene.depth > 1 && !scene.nominal {
        return None;
    }
    let by = (0..scene.parties.len())
        .find(|&i| scene.after(i) && scene.at(i).preposition == Some(P::By));
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

/// How near after its noun "with" says with whom it is.
const WITH_REACH: usize = 4;

/// "an armistice of A and B", "was ratified by A and B": one group bears what both do.
fn jointly(scene: &Scene<'_>) -> Option<Finding> {
    if !scene.is_mutual() || scene.nominal && scene.plain_subject().is_some() {
        return None;
    }
    let joint = |i: &usize| {
        use Preposition as P;
        let near = match scene.at(*i).preposition {
            None => !scene.nominal || scene.at(*i).tokens.start <= scene.content + WITH_REACH,
            // "the agreement with A and B" is somebody else's; ", with the two sides apart" is theirs
            Some(P::With) => scene.at(*i).tokens.start > scene.content + WITH_REACH,
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

/// The subject before the verb, the best party after it.
fn order(scene: &Scene<'_>) -> Option<Finding> {
    // "A was given a loan, and B a grant": who is given something, or struck, does nothing
    let given = scene.usage == Use::Passive && scene.quad.is_material();
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
