//! Cues: the governors and terms of a text, found by their patterns inside segments.

use crate::{
    annotate::{Board, Owner, mask::Mask},
    cameo::EventClass,
    lexicon::{
        entries::{Frame, GOVERNOR, Operator},
        markers::{Auxiliary, Preposition},
    },
    pattern::Longest,
    span::Tokens,
    text::{Case, Hints, Key, TokenKind, Traits, keys},
};

/// The entry a cue stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    Term(usize),
    Governor(usize),
}

impl Entry {
    /// Terms and governors share a trie.
    pub(crate) const fn of(number: u32) -> Self {
        let index = (number & !GOVERNOR) as usize;
        if number & GOVERNOR == 0 {
            Self::Term(index)
        } else {
            Self::Governor(index)
        }
    }
}

/// How a cue's first word is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// As a verb with a subject before it.
    Verb,
    /// As a past participle after a form of "be": the subject bears it.
    Passive,
    /// As a past participle after its noun: "a ship seized by ...".
    Reduced,
    /// As an infinitive after "to".
    Infinitive,
    /// As an -ing form.
    Gerund,
    /// As a noun.
    Noun,
}

/// A governor or a term in the text.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub(crate) entry: Entry,
    /// The first literal word.
    pub(crate) head: usize,
    /// The last literal word.
    pub(crate) last: usize,
    /// The word that makes it a verb, where one of its words does; else the first.
    pub(crate) verb: usize,
    pub(crate) usage: Use,
}

impl Cue {
    /// The same cue in a text with so many more tokens before it.
    pub(crate) const fn after(self, tokens: usize) -> Self {
        Self {
            head: self.head + tokens,
            last: self.last + tokens,
            verb: self.verb + tokens,
            ..self
        }
    }

    /// Whether its first word is the verb: "was arrested", not "assets were frozen".
    pub(crate) const fn is_one_verb(&self) -> bool {
        self.verb == self.head
    }
}

/// Finds the cues of a document, in order, and claims their literal words.
pub(crate) fn find(board: &mut Board<'_>, masks: &[Mask]) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let document = board.document;
    for sentence in &document.sentences {
        for (segment, at) in words(document.segments_of(sentence)) {
            // a pattern may reach into a span of the caller's, but none begins there
            if !board.hints(at, Hints::CUE.and(Hints::CUE_IN_PAST)) || board.is_given(at) {
                continue;
            }
            let fits = |found: &Longest| {
                has_object(board, segment.end, found) && !holds_relative(board, at, found)
            };
            let trie = &board.tables.cues;
            // "to finance its deficit" does nobody a good turn: a verb alone needs its object named
            let alone = |found: &Longest| {
                found.literals.as_slice().len() > 1 || is_named_after(board, segment.end, found)
            };
            let infinitive = is_infinitive(board, sentence.tokens.start, at).then_some(alone);
            let found = trie.longest_where(at, segment.end, &board.places[..], fits, infinitive);
            let Some(found) = found else {
                continue;
            };
            if !may_be_cue(board, at, found.literals.as_slice().len()) {
                continue;
            }
            let literals = found.literals;
            let last = literals.as_slice().last().copied().unwrap_or(at);
            let owner = Owner::Cue(u32::try_from(cues.len()).unwrap_or(u32::MAX));
            let (verb, usage) = verb(board, literals.as_slice(), Entry::of(found.entry));
            for &at in literals.as_slice() {
                if !board.is_given(at) {
                    board.claim([at], owner);
                    board.close(at);
                }
            }
            cues.push(Cue {
                entry: Entry::of(found.entry),
                head: at,
                last,
                verb,
                usage,
            });
        }
    }
    cues.extend(masks.iter().filter_map(|mask| idiom(board, mask)));
    cues.sort_by_key(|cue| cue.head);
    cues
}

/// "to deploy", "will not supply", "did block": a verb without an ending, which may be none of its entry's forms because it is a noun too.
fn is_infinitive(board: &Board<'_>, start: usize, at: usize) -> bool {
    let traits = board.traits(at);
    let inflected = [Traits::PAST, Traits::ING, Traits::PLURAL];
    board.hints(at, Hints::CUE_IN_PAST)
        && !inflected.iter().any(|&ending| traits.has(ending))
        && skip_adverbs(board, start, at).is_some_and(|before| {
            let marker = board.marker(before);
            marker.preposition == Some(Preposition::To)
                || matches!(marker.auxiliary, Some(Auxiliary::Modal | Auxiliary::Do))
        })
}

/// "the tanker that A seized": a noun and the verb of its relative clause are no one act; "demanded that A seize a tanker" may be.
fn holds_relative(board: &Board<'_>, at: usize, found: &Longest) -> bool {
    let that = board.marker(at + 1).relative || board.marker(at + 1).that;
    let subject = at + 2 + usize::from(board.marker(at + 2).article);
    let named = || {
        board
            .owners
            .get(subject)
            .is_some_and(|o| o.mention().is_some())
    };
    let over = || {
        found
            .literals
            .as_slice()
            .get(1)
            .is_some_and(|&next| next > subject)
    };
    that && over() && named() && usage(board, at, at, Entry::of(found.entry)) == Use::Noun
}

/// Whether a name follows at once, where the entry asks for one: "closed the British consulate", "was struck by Israel".
fn has_object(board: &Board<'_>, end: usize, found: &Longest) -> bool {
    let direct = matches!(Entry::of(found.entry), Entry::Term(t) if board.tables.terms[t].frame == Frame::Direct);
    !direct || is_named_after(board, end, found)
}

/// Whether a name follows at once.
fn is_named_after(board: &Board<'_>, end: usize, found: &Longest) -> bool {
    let last = found.literals.as_slice().last();
    let mut after = last.map_or(end, |last| last + 1)..end;
    after
        .find(|&at| !may_open_name(board, at))
        .is_some_and(|at| matches!(board.owners[at], Owner::Name(_)))
}

/// "the", "two", "by": what may stand before a name.
fn may_open_name(board: &Board<'_>, at: usize) -> bool {
    let marker = board.marker(at);
    marker.article
        || marker.number.is_some()
        || marker.preposition == Some(Preposition::By)
        || board.token(at).kind == TokenKind::Number
}

/// Each word of some segments, with its segment.
fn words(segments: &[Tokens]) -> impl Iterator<Item = (&Tokens, usize)> {
    let each = |segment| Tokens::iter(segment).map(move |at| (segment, at));
    segments.iter().flat_map(each)
}

/// An idiom that stands for a term is a cue on the idiom's words.
fn idiom(board: &Board<'_>, mask: &Mask) -> Option<Cue> {
    let term = mask.term?;
    let head = mask.tokens.start;
    let last = mask.tokens.end - 1;
    Some(Cue {
        entry: Entry::Term(term),
        head,
        last,
        verb: head,
        usage: usage(board, head, head, Entry::Term(term)),
    })
}

/// A single word in a role that no cue has: an adverb in -ly, an attributive participle.
fn may_be_cue(board: &Board<'_>, at: usize, words: usize) -> bool {
    if words > 1 {
        return true;
    }
    let traits = board.traits(at);
    // "the captured city", "captured former president"
    let participle = traits.has(Traits::ED)
        && (is_determined(board, at) && next_is_nominal(board, at) || board.marker(at + 1).former);
    // "the invading Iranians": who does it, to nobody named there
    let doer = traits.ends_small(Traits::ING)
        && at
            .checked_sub(1)
            .is_some_and(|before| board.marker(before).article)
        && matches!(board.owners.get(at + 1), Some(Owner::Name(_)));
    !traits.has(Traits::LY) && !participle && !doer
}

/// "the occupied West Bank", "ousted President": a participle between its article and a name or a capitalised word.
fn next_is_nominal(board: &Board<'_>, at: usize) -> bool {
    board.get(at + 1).is_some_and(|next| {
        matches!(board.owners[at + 1], Owner::Name(_) | Owner::Agent(_))
            || next.is_capital()
            || next.kind == TokenKind::Word
                && board.marker(at + 1).preposition.is_none()
                && next.word.case == Case::Lower
                && !board.marker(at + 1).function
    })
}

fn is_determined(board: &Board<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let marker = board.marker(before);
        // "A and B have all condemned C"
        let floats = || before > 0 && board.marker(before - 1).auxiliary.is_some();
        let quantifies = board.is_any(before, &QUANTIFIERS);
        marker.article && !(quantifies && floats())
            || board.token(before).kind == TokenKind::Possessive
    })
}

/// The word by which a cue is a verb: a passive among its words ("diplomats were expelled"), else its first word.
fn verb(board: &Board<'_>, literals: &[usize], entry: Entry) -> (usize, Use) {
    let head = literals.first().copied().unwrap_or(0);
    let mut rest = literals.iter().skip(1).copied();
    // "shot down by": the particle belongs to the participle, "rejected a request by" is another's request
    let particle = |&at: &usize| {
        let marker = board.tables.markers.of(board.token(at).word.form);
        marker.function || marker.preposition.is_some()
    };
    let end = literals.last().copied().filter(particle).unwrap_or(head);
    let end = if is_followed_by(board, head, Preposition::By) {
        head
    } else {
        end
    };
    let passive = rest.rfind(|&at| usage(board, at, end, entry) == Use::Passive);
    if let Some(at) = passive {
        return (at, Use::Passive);
    }
    let found = usage(board, head, end, entry);
    // "is prepared to", "was set to": the subject means to do it
    let to = |&at: &usize| board.marker(at).preposition == Some(Preposition::To);
    let means = match entry {
        Entry::Governor(g) => INTENTIONS.contains(&board.tables.governors[g].operator),
        Entry::Term(t) => {
            board.tables.terms[t].class == EventClass::Agree && literals.get(1).is_some_and(to)
        }
    };
    // "was dismayed by": the preposition is the verb's own
    let by = |&at: &usize| board.marker(at).preposition == Some(Preposition::By);
    let felt = |t: usize| {
        let term = &board.tables.terms[t];
        term.code.as_str() == DISAPPROVAL && term.frame == Frame::Act
    };
    let felt = matches!(entry, Entry::Term(t) if felt(t));
    let passive = matches!(found, Use::Passive | Use::Reduced);
    let own = felt && passive && literals.iter().any(by);
    let active = found == Use::Passive && means || own;
    (head, if active { Use::Verb } else { found })
}

/// How far after a participle its "by" may stand.
const BY_REACH: usize = 6;
/// The code of what is felt at another's deed, and not said of it.
const DISAPPROVAL: &str = "110";
/// Participles that look like the verb: "was set ablaze".
const UNCHANGED: [Key; 5] = keys(["set", "hit", "shut", "put", "hurt"]);
/// Function words that a noun follows.
const ADJECTIVES: [Key; 8] = keys([
    "new", "own", "same", "other", "more", "most", "last", "next",
]);
const WHOSE: [Key; 1] = keys(["whose"]);
/// What stands between an auxiliary and its verb as well as before a noun.
const QUANTIFIERS: [Key; 3] = keys(["all", "both", "each"]);
/// Operators whose participle after "be" is no passive.
const INTENTIONS: [Operator; 5] = [
    Operator::Agree,
    Operator::Offer,
    Operator::Vow,
    Operator::Plan,
    Operator::Fail,
];

/// "is", "was", "be": a term that begins with it is a verdict on the subject ("was reckless").
pub(crate) fn is_copula(board: &Board<'_>, at: usize) -> bool {
    let word = board.token(at);
    let auxiliary = board.tables.markers.of(word.word.form).auxiliary;
    word.kind == TokenKind::Word && auxiliary == Some(Auxiliary::Be)
}

/// How the word at `at` is used, from the words before it, its ending, and what follows the `last` word of its cue.
fn usage(board: &Board<'_>, at: usize, last: usize, entry: Entry) -> Use {
    let traits = board.traits(at);
    if is_copula(board, at) {
        return Use::Verb;
    }
    let (ing, past) = (traits.has(Traits::ING), traits.has(Traits::PAST));
    let Some(before) = skip_adverbs(board, board.sentence_start(at), at) else {
        // "On the sidelines of"
        if board.marker(at).preposition.is_some() {
            return Use::Noun;
        }
        return match (ing, past || takes_object(board, at + 1)) {
            (true, _) => Use::Gerund,
            (false, true) if past && is_followed_by(board, last, Preposition::By) => Use::Reduced,
            (false, true) => Use::Verb,
            (false, false) => Use::Noun,
        };
    };
    let marker = board.marker(before);
    let possessive = board.token(before).kind == TokenKind::Possessive;
    if ing {
        // "in Pakistani shelling", not "Israeli jets bombing" nor "an Israeli shelling a town"
        let owned = board.is_adjective(before) && !takes_object(board, at + 1);
        return if marker.article || possessive || owned {
            Use::Noun
        } else {
            Use::Gerund
        };
    }
    if marker.preposition == Some(Preposition::To) {
        return if past || traits.has(Traits::PLURAL) {
            Use::Noun
        } else {
            Use::Infinitive
        };
    }
    match marker.auxiliary {
        Some(Auxiliary::Be | Auxiliary::Get)
            if (past || board.is_any(at, &UNCHANGED)) && !possessive =>
        {
            return Use::Passive;
        }
        Some(Auxiliary::Modal | Auxiliary::Do) => return Use::Verb,
        Some(Auxiliary::Be | Auxiliary::Have | Auxiliary::Get) if !past => return Use::Noun,
        _ => {}
    }
    let determined = marker.article
        || possessive
        || board.is_any(before, &WHOSE)
        || marker.bears
        || marker.number.is_some()
        || board.token(before).kind == TokenKind::Number;
    if past {
        let reduced = is_followed_by(board, last, Preposition::By)
            && !marker.and
            && marker.auxiliary.is_none();
        return if reduced { Use::Reduced } else { Use::Verb };
    }
    if determined || marker.preposition.is_some() || is_noun_after(board, before, at, entry) {
        Use::Noun
    } else {
        Use::Verb
    }
}

/// Whether a form without a past ending is a noun after the word before it: "Iranian attacks", "economic sanctions", "U.S. attack".
fn is_noun_after(board: &Board<'_>, before: usize, at: usize, entry: Entry) -> bool {
    let is_plural = |at| board.traits(at).has(Traits::PLURAL);
    let plural = is_plural(at);
    let object = takes_object(board, at + 1);
    match board.owners[before] {
        Owner::Name(_) if board.is_adjective(before) => true,
        // "a Pakistani air strike": the name's own noun begins the cue
        Owner::Name(m) if board.owners[at] == Owner::Agent(m) => true,
        Owner::Name(_) if plural => !object && matches!(entry, Entry::Term(_)),
        Owner::Name(_) => !board.document_plural(before),
        Owner::Agent(_) if is_plural(before) => false,
        Owner::Agent(_) => !plural,
        _ if board.is_any(before, &ADJECTIVES) => true,
        _ if board.marker(before).function || board.marker(before).relative => false,
        _ => {
            // "an arms embargo was imposed": what an auxiliary follows is its subject
            if is_followed_by_verb(board, at + 1) && matches!(entry, Entry::Term(_)) {
                return true;
            }
            // "the farm lobby urges sanctions": a plural stands before no other noun
            let governs = matches!(entry, Entry::Governor(_)) && is_noun_like(board, at + 1);
            let verb = is_plural(before) || plural && (object || governs);
            !verb && board.token(before).kind == TokenKind::Word
        }
    }
}

/// "was", "imposed on": an auxiliary, or a participle with its preposition.
fn is_followed_by_verb(board: &Board<'_>, at: usize) -> bool {
    let participle =
        board.traits(at).has(Traits::PAST) && board.marker(at + 1).preposition.is_some();
    board.marker(at).auxiliary.is_some() || participle
}

/// Whether a word may be a common noun: no function word, adverb or past form.
fn is_noun_like(board: &Board<'_>, at: usize) -> bool {
    board.get(at).is_some_and(|next| {
        let (marker, traits) = (board.marker(at), board.traits(at));
        let closed = marker.function
            || marker.preposition.is_some()
            || marker.auxiliary.is_some()
            || marker.and
            || marker.relative;
        let other = traits.has(Traits::PAST) || traits.has(Traits::ED) || traits.has(Traits::LY);
        next.kind == TokenKind::Word && !closed && !other
    })
}

/// Whether a direct object may begin here: a name or an article.
fn takes_object(board: &Board<'_>, at: usize) -> bool {
    board.get(at).is_some()
        && (matches!(board.owners[at], Owner::Name(_))
            || board.marker(at).article
            || board.marker(at).pronoun.is_some())
}

/// "seized by A", "sent quietly to B by A": names, dates and adverbs may stand between.
fn is_followed_by(board: &Board<'_>, at: usize, preposition: Preposition) -> bool {
    let mut led = false;
    let after = (at + 1..at + 1 + BY_REACH).take_while(|&i| board.get(i).is_some());
    for i in after {
        let marker = board.marker(i);
        if marker.preposition == Some(preposition) {
            return true;
        }
        led |= matches!(
            marker.preposition,
            Some(Preposition::To | Preposition::From | Preposition::In | Preposition::At)
        );
        let named = board.owners[i].mention().is_some() || marker.article;
        let aside = board.owners[i] == Owner::Date || board.traits(i).ends_small(Traits::LY);
        // a name right after the participle is its object: "B riled A by ..."
        if !(aside || led && (named || marker.preposition.is_some())) {
            return false;
        }
    }
    false
}

/// The word before `at`, adverbs and quotation marks passed over; `None` at the sentence's start.
fn skip_adverbs(board: &Board<'_>, start: usize, at: usize) -> Option<usize> {
    (start..at).rev().find(|&i| {
        let adverb = board.traits(i).ends_small(Traits::LY) && board.owners[i] == Owner::Open;
        let word = board.marker(i);
        let particle = word.function
            && word.preposition.is_none()
            && word.auxiliary.is_none()
            && !word.article
            && word.pronoun.is_none()
            && word.number.is_none()
            && !word.and
            && !word.but
            && !word.relative
            && !word.subordinator
            && !word.light;
        !adverb && !particle && !matches!(board.token(i).kind, TokenKind::Quote)
    })
}
