//! The rules that decide who did it to whom, tried in order; the first that finds both parties decides.

mod bars;
mod both;
mod noun;
mod verb;
mod view;

pub(crate) use view::Scene;

use crate::{
    ablation::Component,
    event::{Micro, Rule},
};

/// A source and a target as a rule found them: indices into a clause's parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) sources: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) rule: Rule,
    pub(crate) mutual: bool,
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
    (Component::Between, both::between),
    (Component::Hyphen, both::hyphen),
    (Component::Passive, verb::passive),
    (Component::Agent, noun::agent),
    (Component::Received, noun::received),
    (Component::Nominal, noun::nominal),
    (Component::Together, both::together),
    (Component::Jointly, both::jointly),
    (Component::Order, verb::order),
    (Component::Place, verb::place),
];

/// Who did it to whom.
pub(crate) fn find(scene: &Scene<'_>, omits: impl Fn(Component) -> bool) -> Option<Finding> {
    let rules = RULES.iter().filter(|(name, _)| !omits(*name));
    rules.map(|(_, rule)| rule).find_map(|rule| rule(scene))
}
