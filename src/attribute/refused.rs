//! The refusals by name: each reason for which an act makes no event of a pair.

use std::fmt;

use crate::{
    event::{Mode, Rule},
    pair::ActorCode,
};

/// Why an act makes no event of a pair, or none that counts. As text: a clause for people, `rule order gives it to RUS -> SYR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// The sentence names both, but no term or governor of the lexicon stands in it as an act.
    NoAct,
    /// The act is worth nothing on the scale, as making a statement is.
    Neutral,
    /// The clause of the act neither names this actor nor takes it over from another clause.
    Elsewhere(ActorCode),
    /// A rule gives the act to other parties, or to these the other way round.
    Taken {
        /// The rule.
        rule: Rule,
        /// Who does it by that rule.
        source: ActorCode,
        /// To whom.
        target: ActorCode,
    },
    /// The rule found the pair, but the words are somebody else's judgement of it, and no deed.
    Judgement(Rule),
    /// Something is asked of the subject, and nobody is said to ask it.
    Unasked,
    /// The lexicon's entry holds for another pair alone.
    OtherPair,
    /// The doer is a private person or body, which acts for no state.
    Private,
    /// This actor is only compared with, excepted or bordered on: "more than B", "bordering A".
    Aside(ActorCode),
    /// Only the post of an envoy names this actor: "the ambassador to B".
    Posted(ActorCode),
    /// The verb's object is somebody at home: "battled with police".
    Domestic,
    /// The subject bears the act and does not do it: "a ship, escorted by frigates", "was given a loan".
    Borne,
    /// The clause has a subject of its own that is none of the actors: "foreign volunteers attacked B".
    Stranger,
    /// It is a verdict on its subject, and nobody who is sure to say so gives it: "B was reckless".
    Unvouched,
    /// It is told in the passive, and this actor does not stand as its doer: "B was bombed".
    Agentless(ActorCode),
    /// Nobody the text names stands as the doer of the act: "sanctions on B were discussed in A".
    Doerless,
    /// The doer of the act is this actor, and not the source.
    OtherDoer(ActorCode),
    /// This actor is only where the act happens: "praised a poet in B".
    Venue(ActorCode),
    /// This actor stands in the clause, but in no place where a target stands: "A and B discussed sanctions by C".
    Unreached(ActorCode),
    /// No rule connects the two with the act.
    NoRule,
    /// It is an event, but its mode is out of the sums.
    OutOfSums(Mode),
    /// It is an event, but another one of the same sentence and pair is the primary one.
    Secondary,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAct => f.write_str("no term or governor of the lexicon is an act here"),
            Self::Neutral => f.write_str("the act is worth nothing on the scale"),
            Self::Elsewhere(actor) => {
                write!(f, "the clause of the act does not name {actor}")
            }
            Self::Taken {
                rule,
                source,
                target,
            } => {
                write!(f, "rule {rule} gives it to {source} -> {target}")
            }
            Self::Judgement(rule) => {
                write!(
                    f,
                    "rule {rule} finds the two, but it is the speaker's judgement and no deed"
                )
            }
            Self::Unasked => f.write_str("something is asked, and nobody is said to ask it"),
            Self::OtherPair => f.write_str("the lexicon's entry holds for another pair alone"),
            Self::Private => f.write_str("the doer is private and acts for no state"),
            Self::Aside(actor) => {
                write!(f, "{actor} is only compared with, excepted or bordered on")
            }
            Self::Posted(actor) => write!(f, "only an envoy's post names {actor}"),
            Self::Domestic => f.write_str("the verb's object is somebody at home"),
            Self::Borne => f.write_str("the subject bears the act and does not do it"),
            Self::Stranger => {
                f.write_str("the clause has a subject of its own that is none of the actors")
            }
            Self::Unvouched => {
                f.write_str("it is a verdict, and nobody who is sure to say so gives it")
            }
            Self::Agentless(actor) => {
                write!(f, "it is told in the passive, and {actor} is not its doer")
            }
            Self::Doerless => f.write_str("nobody who is named stands as the doer of the act"),
            Self::OtherDoer(actor) => write!(f, "the doer of the act is {actor}"),
            Self::Venue(actor) => write!(f, "{actor} is only where it happens"),
            Self::Unreached(actor) => {
                write!(f, "{actor} stands in no place where a target stands")
            }
            Self::NoRule => f.write_str("no rule connects the two with the act"),
            Self::OutOfSums(mode) => write!(f, "it is an event, but {mode}: out of the sums"),
            Self::Secondary => f.write_str(
                "it is an event, but another one of this sentence and pair counts in its place",
            ),
        }
    }
}
