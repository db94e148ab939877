//! Clauses: sentences cut where a new subject or verb begins, so that each clause holds one act and its parties.

mod doubt;
mod opening;
mod speech;

use speech::Quoted;

use crate::{
    annotate::{
        Board, Owner,
        cue::{Cue, Entry, Use},
    },
    lexicon::{
        entries::{AliasKind, Operator},
        markers::{Auxiliary, Preposition},
    },
    span::Tokens,
    text::{Case, Hints, Key, TokenKind, Traits, keys},
};

/// They open a clause that is only supposed.
const CONDITIONS: [Key; 3] = keys(["if", "unless", "whether"]);
/// It waits for something, or tells when something ended.
const UNTIL: [Key; 1] = keys(["until"]);
/// They open a clause only where a subject and a verb follow.
const UNSURE: [Key; 3] = keys(["as", "so", "once"]);
/// Adverbs without an ending that shows it.
const ADVERBS: [Key; 4] = keys(["also", "then", "later", "even"]);

/// Room that a clause's tokens begin with, so that few lists move while they grow.
const USUAL_TOKENS: usize = 16;

/// How a clause stands to the clause before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The sentence's own clause.
    Main,
    /// Joined by "and" or "but": a missing subject is carried over.
    Coordinate,
    /// "who ...", "which ...": the antecedent is the subject, or the object.
    Relative,
    /// "after ...", "because ...": background to the main clause.
    Subordinate,
    /// What somebody says.
    Complement,
    /// ", accusing ...": the subject is carried over.
    Participle,
    /// In brackets or between dashes.
    Parenthesis,
    /// ", A said on Monday".
    Attribution,
}

/// A clause: its tokens, in order and perhaps with holes, and the clause it hangs on.
#[derive(Clone, Debug)]
pub struct Clause {
    pub(crate) sentence: usize,
    pub(crate) kind: Kind,
    pub(crate) tokens: Vec<usize>,
    pub(crate) parent: Option<usize>,
    /// The mention a relative clause is about.
    pub(crate) antecedent: Option<usize>,
    /// The clause that names the speaker.
    pub(crate) speaker: Option<usize>,
    /// Opened by "if", "unless" or "whether".
    pub(crate) conditional: bool,
    /// A bare verb after "and": the governors of the clause before govern it too.
    pub(crate) shares_governor: bool,
    /// How many of its words stand in a quotation, while the sentence is read.
    inside: usize,
    /// Whether most of it stands in a quotation.
    pub(crate) quoted: bool,
    /// The sentence ends inside a quotation.
    pub(crate) goes_on: bool,
}

impl Clause {
    const fn new(sentence: usize, kind: Kind) -> Self {
        Self {
            sentence,
            kind,
            tokens: Vec::new(),
            parent: None,
            antecedent: None,
            speaker: None,
            conditional: false,
            shares_governor: false,
            inside: 0,
            quoted: false,
            goes_on: false,
        }
    }

    /// The same clause in a text with so many more of these before it.
    pub(crate) fn after(
        mut self,
        sentences: usize,
        tokens: usize,
        clauses: usize,
        mentions: usize,
    ) -> Self {
        self.sentence += sentences;
        self.tokens.iter_mut().for_each(|at| *at += tokens);
        self.parent = self.parent.map(|clause| clause + clauses);
        self.speaker = self.speaker.map(|clause| clause + clauses);
        self.antecedent = self.antecedent.map(|mention| mention + mentions);
        self
    }

    /// From the first to one past the last token.
    #[must_use]
    pub fn range(&self) -> Tokens {
        Tokens::new(
            self.tokens.first().copied().unwrap_or(0),
            self.tokens.last().map_or(0, |last| last + 1),
        )
    }

    /// Whether the clause belongs to the main line of the sentence.
    pub(crate) const fn is_main(&self) -> bool {
        matches!(self.kind, Kind::Main | Kind::Coordinate | Kind::Complement)
    }
}

/// Cuts the sentences of a document into clauses, in the order of the text.
pub(crate) fn cut(board: &Board<'_>, cues: &[Cue]) -> Vec<Clause> {
    let mut clauses = Vec::with_capacity(2 * board.document.sentences.len());
    let mut stack = Vec::new();
    let mut quoted = Quoted::default();
    for (index, sentence) in board.document.sentences.iter().enumerate() {
        quoted.sentence(board, sentence);
        let mut cutter = Cutter {
            board,
            cues,
            sentence: sentence.tokens,
            index,
            clauses: &mut clauses,
            stack: &mut stack,
            first: 0,
            quoted,
            held: 0,
        };
        cutter.first = cutter.clauses.len();
        cutter.run();
        quoted = cutter.quoted;
    }
    clauses
}

/// A clause that is open while the sentence is read.
#[derive(Clone, Copy, Debug)]
struct Open {
    clause: usize,
    /// Closed by the next comma.
    until_comma: bool,
    /// Closed by the next dash, or bracket.
    until_mark: Option<TokenKind>,
}

struct Cutter<'c, 'b> {
    board: &'c Board<'b>,
    cues: &'c [Cue],
    sentence: Tokens,
    index: usize,
    clauses: &'c mut Vec<Clause>,
    stack: &'c mut Vec<Open>,
    first: usize,
    /// The quotation marks that are open.
    quoted: Quoted,
    /// One past the last word of the cue that is being read: no cut falls inside a cue.
    held: usize,
}

impl Cutter<'_, '_> {
    fn run(&mut self) {
        self.stack.clear();
        self.open(Kind::Main, None, false);
        let said = self.according();
        if said.is_none() {
            self.opening();
        }
        let mut at = said.unwrap_or(self.sentence.start);
        while at < self.sentence.end {
            at = self.step(at);
        }
        let goes_on = self.quoted.goes_on();
        for clause in &mut self.clauses[self.first..] {
            clause.goes_on = goes_on;
            if clause.inside > 0 {
                let words = clause.tokens.iter();
                let words = words.filter(|at| self.board.token(**at).is_word());
                clause.quoted = 2 * clause.inside > words.count();
            }
        }
    }

    /// Reads one token; the next to read.
    fn step(&mut self, at: usize) -> usize {
        if at < self.held && self.board.token(at).is_word() {
            self.push(at);
            return at + 1;
        }
        if let Some(cue) = self.cue_at(at) {
            self.held = cue.last + 1;
        }
        match self.board.token(at).kind {
            TokenKind::Open => self.open_marked(TokenKind::Close),
            TokenKind::Close => self.close_marked(TokenKind::Close),
            TokenKind::Dash => self.dash(at),
            TokenKind::Semicolon => self.restart(),
            TokenKind::Colon => self.colon(),
            TokenKind::Comma => return self.comma(at),
            TokenKind::Quote => return self.quote(at),
            _ => return self.word(at),
        }
        at + 1
    }

    fn current(&self) -> usize {
        self.stack.last().map_or(self.first, |open| open.clause)
    }

    fn push(&mut self, at: usize) {
        let clause = self.current();
        let clause = &mut self.clauses[clause];
        clause.tokens.push(at);
        if self.quoted.is_open() {
            clause.inside += usize::from(self.board.token(at).is_word());
        }
    }

    /// Opens a clause; the innermost open one from now on.
    fn open(&mut self, kind: Kind, parent: Option<usize>, until_comma: bool) -> usize {
        let clause = self.clauses.len();
        let speaker = parent.and_then(|p| self.clauses[p].speaker);
        let conditional = parent.is_some_and(|p| self.clauses[p].conditional && kind != Kind::Main);
        self.clauses.push(Clause {
            tokens: Vec::with_capacity(USUAL_TOKENS.min(self.sentence.len())),
            parent,
            speaker,
            conditional,
            ..Clause::new(self.index, kind)
        });
        self.stack.push(Open {
            clause,
            until_comma,
            until_mark: None,
        });
        clause
    }

    fn open_marked(&mut self, mark: TokenKind) {
        let parent = self.current();
        self.open(Kind::Parenthesis, Some(parent), false);
        if let Some(open) = self.stack.last_mut() {
            open.until_mark = Some(mark);
        }
    }

    fn close_marked(&mut self, mark: TokenKind) {
        if let Some(depth) = self
            .stack
            .iter()
            .rposition(|open| open.until_mark == Some(mark))
        {
            self.stack.truncate(depth.max(1));
        }
    }

    fn dash(&mut self, at: usize) {
        if self
            .stack
            .iter()
            .any(|open| open.until_mark == Some(TokenKind::Dash))
        {
            return self.close_marked(TokenKind::Dash);
        }
        let pair = (at + 1..self.sentence.end.min(at + 40))
            .any(|i| self.board.token(i).kind == TokenKind::Dash);
        if pair {
            self.open_marked(TokenKind::Dash);
        } else if self.clauses[self.current()].tokens.len() > 3 {
            let parent = self.current();
            self.open(Kind::Coordinate, Some(parent), false);
        }
    }

    fn restart(&mut self) {
        self.stack.clear();
        self.open(Kind::Main, None, false);
    }

    /// A comma closes what it may close; then a participle, a relative clause or a speaker may follow.
    fn comma(&mut self, at: usize) -> usize {
        if let Some(next) = self.attribution_after(at) {
            return next;
        }
        if let Some(depth) = self.closed_by_comma()
            && !self.in_list(at)
        {
            self.stack.truncate(depth);
        }
        self.push(at);
        let next = at + 1;
        if let Some(cue) = self.cue_at(self.skip_adverbs(next))
            && matches!(cue.usage, Use::Gerund | Use::Verb | Use::Reduced)
            && (self.board.traits(cue.head).has(Traits::ING) || self.is_borne(&cue))
        {
            let parent = self.current();
            self.open(Kind::Participle, Some(parent), true);
        }
        next
    }

    /// How many clauses stay open at a comma: ", which has had no envoy since 2016," ends with its date.
    fn closed_by_comma(&self) -> Option<usize> {
        let depth = self.stack.iter().rposition(|open| open.until_comma)?;
        let open = self.stack[depth];
        let clause = &self.clauses[open.clause];
        let idle =
            clause.kind == Kind::Subordinate && !clause.tokens.iter().any(|&i| self.is_verb(i));
        let outer = depth
            .checked_sub(1)
            .filter(|&outer| idle && self.stack[outer].until_comma);
        Some(outer.unwrap_or(depth)).filter(|&depth| depth > 0)
    }

    /// ", angered by B's raid,": a participle that somebody's deed explains.
    fn is_borne(&self, cue: &Cue) -> bool {
        let by = self.board.marker(cue.last).preposition == Some(Preposition::By);
        let past = self.board.traits(cue.head).has(Traits::PAST);
        past && (by || cue.usage == Use::Reduced)
    }

    /// "Iran, Syria and Iraq", "When A, the B, C and D ...": a comma between names closes nothing.
    fn in_list(&self, at: usize) -> bool {
        let named = |i: usize| {
            self.board
                .owners
                .get(i)
                .is_some_and(|o| o.mention().is_some())
        };
        // "Iran, the Sudan and Iraq"
        let next =
            at + 1 + usize::from(at + 1 < self.sentence.end && self.board.marker(at + 1).article);
        at > self.sentence.start && named(at - 1) && named(next) && !self.is_verb_near(next, 4)
    }

    fn word(&mut self, at: usize) -> usize {
        // no clause begins at most words: their markers are not asked
        let cue = matches!(self.board.owners[at], Owner::Cue(_) | Owner::Masked);
        if !cue && !self.board.hints(at, Hints::JOINT) {
            self.push(at);
            return at + 1;
        }
        let marker = self.board.marker(at);
        let inner = at > self.sentence.start;
        if (marker.and || marker.but) && inner && self.coordinates(at + 1) {
            return self.coordinate(at);
        }
        if marker.relative && inner && self.is_relative(at) {
            return self.relative(at);
        }
        if inner && self.begins_late(at) {
            return self.complement_late(at);
        }
        if marker.subordinator && self.is_subordinate(at) {
            return self.subordinate(at);
        }
        if let Some(cue) = self.cue_at(at).filter(|cue| self.is_speech(cue)) {
            return self.complement(cue);
        }
        self.push(at);
        at + 1
    }

    fn cue_at(&self, at: usize) -> Option<Cue> {
        match self.board.owners.get(at) {
            Some(Owner::Cue(_) | Owner::Masked) => {
                let i = self.cues.partition_point(|cue| cue.head < at);
                self.cues.get(i).copied().filter(|cue| cue.head == at)
            }
            _ => None,
        }
    }

    fn operator(&self, cue: &Cue) -> Option<Operator> {
        match cue.entry {
            Entry::Governor(g) => Some(self.board.tables.governors[g].operator),
            Entry::Term(_) => None,
        }
    }

    /// What is said, after words that only say where, when or to whom it was said.
    fn complement_late(&mut self, at: usize) -> usize {
        let idle = &self.clauses[self.current()];
        let (parent, speaker) = (idle.parent, idle.speaker);
        self.stack.pop();
        let clause = self.open(Kind::Complement, parent, false);
        self.clauses[clause].speaker = speaker;
        self.push(at);
        at + 1
    }

    fn is_relative(&self, at: usize) -> bool {
        let marker = self.board.marker(at);
        if !marker.that {
            return true;
        }
        let before = at - 1;
        // "told B that ...": what is said; a state's own name takes "which"
        let named = self.board.owners[before].mention().is_some_and(|m| {
            let mention = &self.board.mentions[m];
            mention.name.end == at && mention.kind != AliasKind::Demonym
        });
        if named {
            return false;
        }
        let governed = self.governor_before(at).is_some();
        let noun = self.board.owners[before] != Owner::Open || !self.board.marker(before).function;
        let next = self.board.marker(at + 1);
        let verb = next.auxiliary.is_some()
            || self
                .cue_at(at + 1)
                .is_some_and(|cue| cue.usage == Use::Verb)
            || next.light;
        !governed && noun && (verb || self.is_subject(at + 1))
    }

    /// The governor before "that", where no other cue stands between and it is near.
    fn governor_before(&self, at: usize) -> Option<Operator> {
        let i = self
            .cues
            .partition_point(|cue| cue.head < at)
            .checked_sub(1)?;
        let cue = Some(self.cues[i]).filter(|cue| cue.head + 8 > at)?;
        self.operator(&cue)
    }

    /// Whether a name, an article or a pronoun stands there.
    fn is_subject(&self, at: usize) -> bool {
        let (owner, marker) = (self.board.owners.get(at), self.board.marker(at));
        let named = owner.is_some_and(|o| o.mention().is_some());
        named || marker.article || marker.pronoun.is_some()
    }

    /// "A said at a summit in Madrid that ...": what is said begins here, and not right after the verb.
    fn begins_late(&self, at: usize) -> bool {
        let free = || {
            let governor = self.governor_before(at);
            governor.is_none_or(|operator| operator == Operator::Say) && self.is_subject(at + 1)
        };
        self.board.marker(at).that && free() && self.is_idle()
    }

    /// Whether the clause that is open is what somebody says, and has no verb yet.
    fn is_idle(&self) -> bool {
        let clause = &self.clauses[self.current()];
        // "at the close of"
        let noun = |i: usize| i > 0 && self.board.marker(i - 1).article;
        let verb = |i: usize| self.is_verb(i) && !noun(i);
        clause.kind == Kind::Complement && !clause.tokens.iter().any(|&i| verb(i))
    }

    fn relative(&mut self, at: usize) -> usize {
        let comma = self.board.token(at - 1).kind == TokenKind::Comma;
        let parent = self.current();
        // ", which ..." may open a text: then it is about nobody
        let back = (at - 1).checked_sub(usize::from(comma));
        let antecedent = back.and_then(|at| self.board.owners[at].mention());
        let clause = self.open(Kind::Relative, Some(parent), comma);
        self.clauses[clause].antecedent = antecedent;
        self.clauses[clause].conditional |= self.is_doubted(at);
        self.push(at);
        at + 1
    }

    fn is_subordinate(&self, at: usize) -> bool {
        let subject = || {
            let next = at + 1 + usize::from(self.board.marker(at + 1).article);
            let owner = self.board.owners.get(next);
            owner.is_some_and(|o| o.mention().is_some())
                || self.board.marker(next).pronoun.is_some()
        };
        !self.board.is_any(at, &UNSURE) || subject() && self.is_verb_near(at + 1, 10)
    }

    fn subordinate(&mut self, at: usize) -> usize {
        let parent = self.current();
        let clause = self.open(Kind::Subordinate, Some(parent), true);
        let awaited = self.board.is_any(at, &UNTIL) && self.is_yet_to_be(at + 1);
        self.clauses[clause].conditional |= awaited || self.board.is_any(at, &CONDITIONS);
        self.push(at);
        at + 1
    }

    /// "until B withdraws", not "until B withdrew": the first verb is in the present.
    fn is_yet_to_be(&self, from: usize) -> bool {
        let verb = (from..self.sentence.end)
            .take_while(|&at| self.board.token(at).kind != TokenKind::Comma)
            .filter_map(|at| self.cue_at(at))
            .find(|cue| matches!(cue.usage, Use::Verb | Use::Passive));
        verb.is_some_and(|cue| {
            let perfect = cue.verb > from
                && self.board.marker(cue.verb - 1).auxiliary == Some(Auxiliary::Have);
            perfect || cue.usage == Use::Verb && !self.board.traits(cue.verb).has(Traits::PAST)
        })
    }

    /// Whether a verb, with or without a subject of its own, follows "and".
    fn coordinates(&self, at: usize) -> bool {
        let current = &self.clauses[self.current()];
        let has_verb = current.tokens.iter().any(|&i| self.is_verb(i));
        let next = self.skip_adverbs(at);
        if !has_verb || next >= self.sentence.end {
            return false;
        }
        let named =
            (next + usize::from(self.board.marker(next).article)).min(self.sentence.end - 1);
        let own_subject = self.board.owners[named].mention().is_some()
            || self.board.marker(next).pronoun.is_some();
        self.is_verb(next)
            || own_subject
                && self.is_verb_near(self.after_phrase(named), 4)
                && !self.is_between(current)
    }

    /// Past the mention that begins at `at`.
    fn after_phrase(&self, at: usize) -> usize {
        self.board.owners[at]
            .mention()
            .map_or(at + 1, |m| self.board.mentions[m].tokens.end.max(at + 1))
    }

    fn is_between(&self, clause: &Clause) -> bool {
        clause
            .tokens
            .iter()
            .rev()
            .take(8)
            .any(|&i| self.board.marker(i).preposition == Some(Preposition::Between))
    }

    fn coordinate(&mut self, at: usize) -> usize {
        let next = self.skip_adverbs(at + 1);
        let cue = self.cue_at(next);
        let traits = self.board.traits(next);
        let inflected = [Traits::ED, Traits::S, Traits::IRREGULAR];
        let bare = !inflected.iter().any(|ending| traits.has(*ending));
        let governed = self.clauses[self.current()].tokens.iter().any(|&i| {
            self.cue_at(i)
                .is_some_and(|c| matches!(c.entry, Entry::Governor(_)))
        });
        let parent = self.current();
        if let Some(open) = self.stack.last().copied()
            && open.until_comma
            && matches!(
                self.clauses[open.clause].kind,
                Kind::Relative | Kind::Participle
            )
            && self.board.token(at - 1).kind == TokenKind::Comma
        {
            self.stack.pop();
        }
        let until_comma = self.stack.last().is_some_and(|open| open.until_comma);
        let clause = self.open(Kind::Coordinate, Some(parent), until_comma);
        self.clauses[clause].shares_governor = cue.is_some() && bare && governed;
        at + 1
    }

    fn skip_adverbs(&self, mut at: usize) -> usize {
        while at < self.sentence.end && self.board.owners[at] == Owner::Open && self.is_adverb(at) {
            at += 1;
        }
        at
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = &self.board.token(at).word;
        word.traits.ends_small(Traits::LY)
            || word.case == Case::Lower && self.board.is_any(at, &ADVERBS)
    }

    fn is_verb(&self, at: usize) -> bool {
        if let Some(cue) = self.cue_at(at) {
            return matches!(cue.usage, Use::Verb | Use::Passive | Use::Reduced);
        }
        let marker = self.board.marker(at);
        let past = self.board.traits(at).ends_small(Traits::ED)
            && matches!(self.board.owners[at], Owner::Open)
            && at > self.sentence.start;
        marker.auxiliary.is_some() || marker.light || past
    }

    /// Whether a verb follows a subject: an irregular one too ("A bought"), which alone is as often a participle.
    fn is_verb_near(&self, at: usize, within: usize) -> bool {
        let past = |i: usize| {
            self.board.owners[i] == Owner::Open && self.board.traits(i).ends_small(Traits::PAST)
        };
        (at..self.sentence.end.min(at + within))
            .take_while(|&i| self.board.token(i).kind != TokenKind::Comma)
            .any(|i| self.is_verb(i) || past(i))
    }
}
