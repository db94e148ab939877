//! What a document has named so far, so that "he", "we", "the alliance" and "the two sides" can be resolved.

use crate::{
    event::Sector,
    lexicon::{
        entries::Gender,
        markers::{Bloc, Marker, Pronoun},
    },
    pair::ActorCode,
    text::{Key, Word, keys},
};

/// The last of each kind that the text named.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    male: Option<ActorCode>,
    female: Option<ActorCode>,
    /// The last man and the last woman who spoke or acted.
    he: Option<ActorCode>,
    she: Option<ActorCode>,
    /// The last subject that was no person.
    thing: Option<ActorCode>,
    subject: Option<ActorCode>,
    speaker: Option<ActorCode>,
    organisation: Option<ActorCode>,
    state: Option<ActorCode>,
    /// The last two different actors that the sentence named.
    recent: [Option<ActorCode>; 2],
    dyad: Option<(ActorCode, ActorCode)>,
    /// The first pair of the document: what it is about.
    topic: Option<(ActorCode, ActorCode)>,
}

/// "she", "herself".
const SHE: [Key; 2] = keys(["she", "herself"]);
/// Possessives, with the pronouns that stand for the same.
const POSSESSIVES: [(Key, Pronoun); 5] = {
    use Pronoun::{Female, Male, Plural, Thing, We};
    let [his, her, its, their, our] = keys(["his", "her", "its", "their", "our"]);
    [
        (his, Male),
        (her, Female),
        (its, Thing),
        (their, Plural),
        (our, We),
    ]
};

/// What memory keeps of a mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub(crate) actor: ActorCode,
    pub(crate) person: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) organisation: bool,
    pub(crate) sector: Option<Sector>,
}

impl Memory {
    /// A sentence begins.
    pub(crate) fn sentence(&mut self) {
        self.recent = [None, None];
    }

    /// A mention was read.
    pub(crate) fn name(&mut self, named: Named) {
        if self.recent[0] != Some(named.actor) {
            self.recent = [Some(named.actor), self.recent[0]];
        }
        if named.person {
            match named.gender {
                Some(Gender::Female) => self.female = Some(named.actor),
                Some(Gender::Male) => self.male = Some(named.actor),
                None => (self.male, self.female) = (Some(named.actor), Some(named.actor)),
            }
        } else if named.organisation {
            self.organisation = Some(named.actor);
        } else {
            self.state = Some(named.actor);
            if named.sector == Some(Sector::Government) {
                self.male = self.male.or(Some(named.actor));
                self.female = self.female.or(Some(named.actor));
            }
        }
    }

    /// The subject of a clause was read.
    pub(crate) fn subject(&mut self, actor: ActorCode, person: bool, gender: Option<Gender>) {
        self.subject = Some(actor);
        if !person {
            self.thing = Some(actor);
        }
        if person && gender != Some(Gender::Female) {
            self.he = Some(actor);
        }
        if person && gender != Some(Gender::Male) {
            self.she = Some(actor);
        }
    }

    /// Somebody spoke.
    pub(crate) fn speaker(&mut self, actor: ActorCode, person: bool, gender: Option<Gender>) {
        self.speaker = Some(actor);
        self.subject(actor, person, gender);
    }

    /// Two actors stood in one event.
    pub(crate) fn dyad(&mut self, a: ActorCode, b: ActorCode) {
        self.dyad = Some((a, b));
        self.topic = self.topic.or(self.dyad);
    }

    /// Whom a pronoun or a possessive stands for.
    pub(crate) fn pronoun(&self, word: &Word, marker: &Marker) -> Option<ActorCode> {
        let owner = |(key, pronoun)| word.is_any(&[key]).then_some(pronoun);
        let owners = || POSSESSIVES.into_iter().find_map(owner);
        match marker.pronoun.or_else(owners)? {
            Pronoun::Male => self.he.or(self.male),
            // "her" without a noun is an object, and no subject is looked for
            Pronoun::Female if marker.pronoun.is_some() && !word.is_any(&SHE) => None,
            Pronoun::Female => self.she.or(self.female),
            Pronoun::Thing => self.thing.or(self.state).or(self.subject),
            Pronoun::Plural => self.subject,
            Pronoun::We => self.speaker,
            Pronoun::Other => None,
        }
    }

    /// "The alliance", "the kingdom".
    pub(crate) fn bloc(&self, bloc: Bloc) -> Option<ActorCode> {
        match bloc {
            Bloc::Organisation => self.organisation,
            Bloc::State => self.thing.or(self.state),
        }
    }

    /// "The two sides"; "our two countries" are the speaker's and the one the sentence names beside it.
    pub(crate) fn sides(&self, ours: bool) -> Option<(ActorCode, ActorCode)> {
        let speaker = self.speaker.filter(|_| ours);
        let other = speaker.and_then(|s| self.recent.into_iter().flatten().find(|a| *a != s));
        let pairs = [self.dyad, self.topic].into_iter().flatten();
        let mut mine = pairs.filter(|pair| Some(pair.0) == speaker || Some(pair.1) == speaker);
        speaker
            .zip(other)
            .or_else(|| mine.next())
            .or(self.dyad)
            .or(self.topic)
    }
}
