//! What a document has named so far, so that "he", "we", "the alliance" and "the two sides" can be resolved.

use crate::{
    lexicon::{
        entries::Gender,
        markers::{Bloc, Marker, Pronoun},
    },
    pair::ActorCode,
    text::{Id, Key, Word, keys},
};

/// Two actors.
pub(crate) type Dyad = (ActorCode, ActorCode);
/// The most that one phrase joins and memory keeps.
pub(crate) const MOST_JOINT: usize = 4;
/// Actors that one phrase joins: "A and B", "A, B and C".
pub(crate) type Joint = [Option<ActorCode>; MOST_JOINT];

/// For how many sentences those that a phrase joined are "the two countries" of whoever speaks of them.
const JOINT_HOLDS: usize = 4;
/// For how many sentences after it was named a thing is "it", and several are "they".
const THING_HOLDS: usize = 2;

/// How many posts memory keeps with their holders.
const MOST_OFFICES: usize = 8;

/// Who was named: what decides which pronouns may stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Who {
    pub(crate) actor: ActorCode,
    pub(crate) person: bool,
    pub(crate) gender: Option<Gender>,
    /// An organisation or a group, and no state.
    pub(crate) body: bool,
    /// A private person or body, which no pronoun makes a state.
    pub(crate) private: bool,
}

impl Who {
    fn is_he(self) -> bool {
        self.person && self.gender != Some(Gender::Female)
    }

    fn is_she(self) -> bool {
        self.person && self.gender != Some(Gender::Male)
    }
}

/// The last of each kind that the text named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    /// The number of the sentence that is read.
    now: usize,
    male: Option<ActorCode>,
    female: Option<ActorCode>,
    /// The last man and the last woman who spoke or acted.
    he: Option<ActorCode>,
    she: Option<ActorCode>,
    /// The last subject that was no person, and its sentence.
    thing: Option<(Who, usize)>,
    /// The last subject, and its sentence.
    subject: Option<(Who, usize)>,
    /// Whether somebody who is no actor spoke or acted since: pronouns are theirs.
    stranger: bool,
    speaker: Option<ActorCode>,
    organisation: Option<ActorCode>,
    state: Option<ActorCode>,
    /// The states that were named, the last one last.
    states: Vec<ActorCode>,
    /// The last that were named with a post: its word, and who holds it.
    offices: [(Id, Option<Who>); MOST_OFFICES],
    /// The subject of the clause that is read, or of the one before it in the sentence.
    local: Option<Who>,
    /// The last party of this sentence that was no person.
    near: Option<ActorCode>,
    /// The last two different actors that the sentence named.
    recent: [Option<ActorCode>; 2],
    /// The first different actors that the sentence named.
    named: Joint,
    /// Those that one phrase joins, while it is read: its number, and who they are.
    phrase: (usize, Joint),
    /// The last several that one phrase joined, and its sentence.
    joint: (Joint, usize),
    /// Who spoke or acted first in this sentence.
    acting: Option<ActorCode>,
    dyad: Option<Dyad>,
    /// The first pair of the document: what it is about.
    topic: Option<Dyad>,
    /// The two that the document names most and is about.
    about: Option<Dyad>,
    /// The two that it names most, be there others.
    leading: Option<Dyad>,
}

/// "she", "herself".
const SHE: [Key; 2] = keys(["she", "herself"]);
/// Plural pronouns of the object: whoever acts is not meant.
const THEM: [Key; 1] = keys(["them"]);
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

impl Memory {
    /// The memory of a document that names these two most.
    pub(crate) fn new(about: Option<Dyad>, leading: Option<Dyad>) -> Self {
        Self {
            about,
            leading,
            ..Self::default()
        }
    }

    /// A sentence begins.
    pub(crate) fn sentence(&mut self) {
        self.now += 1;
        self.recent = [None, None];
        self.named = Joint::default();
        (self.acting, self.local, self.near) = (None, None, None);
    }

    /// A mention was read.
    pub(crate) fn name(&mut self, who: Who) {
        if who.private {
            return;
        }
        if self.recent[0] != Some(who.actor) {
            self.recent = [Some(who.actor), self.recent[0]];
        }
        add(&mut self.named, who.actor);
        if who.is_he() {
            self.male = Some(who.actor);
        }
        if who.is_she() {
            self.female = Some(who.actor);
        }
        if who.person {
            return;
        }
        self.near = Some(who.actor);
        if who.body {
            self.organisation = Some(who.actor);
        } else if self.state != Some(who.actor) {
            self.state = Some(who.actor);
            self.states.retain(|state| *state != who.actor);
            self.states.push(who.actor);
        }
    }

    /// Somebody was named with a post.
    pub(crate) fn office(&mut self, word: Id, who: Who) {
        let known = self.offices.iter().position(|(w, _)| *w == word);
        let last = known.unwrap_or(MOST_OFFICES - 1);
        self.offices[..=last].rotate_right(1);
        self.offices[0] = (word, Some(who));
    }

    /// Who holds a post: the last that was named with it.
    pub(crate) fn holder(&self, word: Id) -> Option<ActorCode> {
        let held = self
            .offices
            .iter()
            .find(|(w, who)| *w == word && who.is_some());
        held.and_then(|(_, who)| *who).map(|who| who.actor)
    }

    /// A party of a phrase was read; those that share its number are joined.
    pub(crate) fn joined(&mut self, phrase: usize, actor: ActorCode) {
        if self.phrase.0 != phrase {
            self.phrase = (phrase, Joint::default());
        }
        let members = &mut self.phrase.1;
        add(members, actor);
        if members[1].is_some() {
            self.joint = (*members, self.now);
        }
    }

    /// The subject of the clause that is being read.
    pub(crate) fn local(&mut self, who: Who) {
        self.local = Some(who);
    }

    /// The subject of a main clause was read.
    pub(crate) fn subject(&mut self, who: Who) {
        self.stranger = who.private;
        if who.private {
            return;
        }
        self.subject = Some((who, self.now));
        self.acting = self.acting.or(Some(who.actor));
        if !who.person {
            self.thing = Some((who, self.now));
        }
        if who.is_he() {
            self.he = Some(who.actor);
        }
        if who.is_she() {
            self.she = Some(who.actor);
        }
    }

    /// Somebody spoke.
    pub(crate) fn speaker(&mut self, who: Who) {
        self.speaker = Some(who.actor);
        self.subject(who);
    }

    /// Somebody spoke who is none of the actors.
    pub(crate) fn silence(&mut self) {
        self.speaker = None;
    }

    /// Somebody spoke whom the text names and the lexicon does not know.
    pub(crate) fn stranger(&mut self) {
        self.silence();
        self.stranger = true;
    }

    /// Who speaks is known from further on in the text.
    pub(crate) fn hear(&mut self, speaker: ActorCode) {
        self.speaker = Some(speaker);
    }

    /// The pair the document began with, while the text speaks of it.
    pub(crate) fn topic(&self) -> Option<(ActorCode, ActorCode)> {
        let same = |(a, b)| self.dyad == Some((a, b)) || self.dyad == Some((b, a));
        self.topic.filter(|pair| same(*pair))
    }

    /// Who spoke last.
    pub(crate) const fn heard(&self) -> Option<ActorCode> {
        self.speaker
    }

    /// Two actors stood in one event.
    pub(crate) fn dyad(&mut self, a: ActorCode, b: ActorCode) {
        self.dyad = Some((a, b));
        self.topic = self.topic.or(self.dyad);
    }

    /// Whom a pronoun or a possessive stands for.
    ///
    /// `acts` is the subject of the clause, where one stands before.
    pub(crate) fn pronoun(
        &self,
        word: &Word,
        marker: &Marker,
        acts: Option<ActorCode>,
    ) -> Option<ActorCode> {
        self.stands_for(word, marker, self.local, acts)
    }

    /// Whether the sentence names more than one that does not act here.
    fn is_crowded(&self, acts: Option<ActorCode>) -> bool {
        let others = self.named.iter().flatten().filter(|a| Some(**a) != acts);
        others.count() > 1
    }

    /// Whom a possessive stands for, if not the subject of its clause.
    pub(crate) fn further(&self, word: &Word, marker: &Marker) -> Option<ActorCode> {
        self.stands_for(word, marker, None, None)
    }

    fn stands_for(
        &self,
        word: &Word,
        marker: &Marker,
        local: Option<Who>,
        acts: Option<ActorCode>,
    ) -> Option<ActorCode> {
        let owner = |(key, pronoun)| word.is_any(&[key]).then_some(pronoun);
        let owners = || POSSESSIVES.into_iter().find_map(owner);
        let owned = marker.pronoun.is_none();
        // "A said its troops ...": who acts in the sentence owns what it speaks of
        let local = local.filter(|_| owned);
        let strange = local.map_or(self.stranger, |who| who.private);
        if strange && marker.pronoun != Some(Pronoun::We) {
            return None;
        }
        let of = |fits: fn(Who) -> bool| local.filter(|who| fits(*who)).map(|who| who.actor);
        match marker.pronoun.or_else(owners)? {
            Pronoun::Male => of(Who::is_he).or(self.he).or(self.male),
            // "her" without a noun is an object, and no subject is looked for
            Pronoun::Female if !owned && !word.is_any(&SHE) => None,
            Pronoun::Female => of(Who::is_she).or(self.she).or(self.female),
            // "A armed B, C and D, and E condemned it": one of several, and none for certain
            Pronoun::Thing if !owned && acts.is_some() && self.is_crowded(acts) => None,
            Pronoun::Thing => of(|who| !who.person)
                .or(self.near.filter(|_| owned && local.is_some()))
                .or(self.thing()),
            Pronoun::Plural if word.is_any(&THEM) => None,
            Pronoun::Plural => of(|_| true).or(self.fresh(self.subject).map(|who| who.actor)),
            Pronoun::We => self.speaker,
            Pronoun::Other => None,
        }
    }

    /// What was named so lately that a pronoun may stand for it.
    fn fresh(&self, named: Option<(Who, usize)>) -> Option<Who> {
        let (who, sentence) = named?;
        (self.now - sentence <= THING_HOLDS).then_some(who)
    }

    /// The last subject that was no person; else the last state.
    fn thing(&self) -> Option<ActorCode> {
        let last = self.thing.map(|(who, _)| who.actor);
        last.or(self.state)
            .or(self.subject.map(|(who, _)| who.actor))
    }

    /// "The alliance", "the kingdom".
    pub(crate) fn bloc(&self, bloc: Bloc) -> Option<ActorCode> {
        let state = self.fresh(self.thing).filter(|who| !who.body);
        match bloc {
            Bloc::Organisation => self.organisation,
            Bloc::State => state.map(|who| who.actor).or(self.state),
            Bloc::Member | Bloc::Kind => None,
        }
    }

    /// "In the east of the country": the last state that was named and does not act here.
    pub(crate) fn place(&self) -> Option<ActorCode> {
        let acts = |actor| self.local.is_some_and(|who| who.actor == actor);
        self.states.iter().rev().copied().find(|a| !acts(*a))
    }

    /// "The two Gulf states", "the Andean nation": the last states of a region, as many as are wanted, or all for 0.
    pub(crate) fn of_region(&self, region: &[ActorCode], count: usize) -> Option<Joint> {
        let mut found = Joint::default();
        let wanted = if count == 0 { MOST_JOINT } else { count };
        let named = self
            .states
            .iter()
            .rev()
            .filter(|state| region.contains(state));
        let last = named.take(wanted.min(MOST_JOINT));
        let number = last.map(|state| add(&mut found, *state)).count();
        (number == count || count == 0 && number > 1).then_some(found)
    }

    /// "Its neighbour", "their rival": the other of the two of whom one is the owner.
    pub(crate) fn other(&self, owner: ActorCode) -> Option<ActorCode> {
        let joint = pair_of(&self.joint.0);
        let pairs = [self.dyad, joint, self.topic, self.about];
        pairs.into_iter().flatten().find_map(|(a, b)| {
            let other = if a == owner { b } else { a };
            (a == owner || b == owner).then_some(other)
        })
    }

    /// "The two sides"; "our two countries" are the speaker's and the one the sentence names beside it.
    /// Whoever `acts` on the two is none of them.
    pub(crate) fn sides(&self, ours: bool, acts: Option<ActorCode>) -> Option<Dyad> {
        let fits = |pair: &Dyad| acts != Some(pair.0) && acts != Some(pair.1);
        let joint = pair_of(&self.joint.0);
        let others = [joint, self.dyad, self.topic, self.about];
        let free = || others.into_iter().flatten().find(fits);
        let found = self.both_sides(ours)?;
        if fits(&found) { Some(found) } else { free() }
    }

    fn both_sides(&self, ours: bool) -> Option<Dyad> {
        let speaker = self.speaker.filter(|_| ours);
        let other = speaker.and_then(|s| self.recent.into_iter().flatten().find(|a| *a != s));
        let pairs = [self.dyad, self.topic].into_iter().flatten();
        let mut mine = pairs.filter(|pair| Some(pair.0) == speaker || Some(pair.1) == speaker);
        speaker
            .zip(other)
            .or_else(|| mine.next())
            .or_else(|| self.joint_pair())
            .or_else(|| self.agreed())
            .or(self.dyad)
            .or(self.topic)
    }

    /// The two that a phrase joined, where they and not those of the last event are meant: joined in this sentence,
    /// or of late, while one of the last event's two speaks of others. Else the two that the sentence names.
    fn joint_pair(&self) -> Option<Dyad> {
        let age = self.now - self.joint.1;
        let here = pair_of(&self.named);
        let pair = pair_of(&self.joint.0).filter(|_| age <= JOINT_HOLDS);
        let apart = |actor| pair.is_some_and(|p| actor != p.0 && actor != p.1);
        let of_last = |a| self.dyad.is_some_and(|d| a == d.0 || a == d.1);
        let others = self.acting.is_some_and(|a| apart(a) && of_last(a));
        pair.filter(|_| age == 0)
            .or(here)
            .or(pair.filter(|_| others))
    }

    /// The pair on which two agree: the last joined, the last event's, the first event's, the two the document names most.
    fn agreed(&self) -> Option<Dyad> {
        let joint = pair_of(&self.joint.0).filter(|_| self.now - self.joint.1 <= JOINT_HOLDS);
        let pairs = [joint, self.dyad, self.topic, self.about];
        let same = |a: Dyad, b: Dyad| a == b || a == (b.1, b.0);
        let seconded =
            |at: usize, pair: Dyad| pairs[at + 1..].iter().flatten().any(|p| same(*p, pair));
        let mut known = pairs
            .iter()
            .enumerate()
            .filter_map(|(at, pair)| Some((at, (*pair)?)));
        known
            .find(|(at, pair)| seconded(*at, *pair))
            .map(|(_, pair)| pair)
    }

    /// "Both", "the pair": the two that a phrase joined in this sentence or the one before; else the two that this sentence names.
    pub(crate) fn both(&self, acts: Option<ActorCode>) -> Option<Dyad> {
        let joint = |age| pair_of(&self.joint.0).filter(|_| self.now - self.joint.1 == age);
        let [last, first] = self.recent;
        let fits = |pair: &Dyad| acts != Some(pair.0) && acts != Some(pair.1);
        let found = joint(0).or(first.zip(last)).or(joint(1)).filter(fits);
        found
            .or_else(|| self.agreed().filter(fits))
            .or(self.leading.filter(fits))
    }

    /// "The three countries": as many as a phrase joined of late.
    pub(crate) fn several(&self, count: usize) -> Option<Joint> {
        let (members, sentence) = self.joint;
        let fits = members.iter().flatten().count() == count;
        (fits && self.now - sentence <= JOINT_HOLDS).then_some(members)
    }
}

/// Takes an actor in, where there is room and it is not yet among them.
fn add(members: &mut Joint, actor: ActorCode) {
    if let Some(place) = members.iter().position(|m| m.is_none_or(|m| m == actor)) {
        members[place] = Some(actor);
    }
}

/// The two, where there are two and no more.
fn pair_of(joint: &Joint) -> Option<Dyad> {
    joint[0].zip(joint[1]).filter(|_| joint[2].is_none())
}
