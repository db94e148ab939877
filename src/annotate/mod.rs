//! Annotation: one stage a file, each a pure function of the text and of the stages before it.

pub(crate) mod clause;
pub(crate) mod cue;
pub(crate) mod glance;
pub(crate) mod mask;
pub(crate) mod mention;
mod places;
pub(crate) mod shift;
pub(crate) mod when;

use mention::Mention;
use once_cell::unsync::OnceCell;

use crate::{
    ablation::{Ablation, Component},
    article::Article,
    lexicon::{Tables, entries::AliasKind, markers::Marker},
    pattern::Place,
    span::Tokens,
    text::{Document, Hints, Id, Key, Sentence, Token, TokenKind, Traits},
};

/// Who has claimed a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody: open to every later stage.
    #[default]
    Open,
    /// An idiom or a blocker: closed for good.
    Masked,
    /// Part of a date: closed to cues and shifters.
    Date,
    /// Part of a name: closed to cues and shifters.
    Name(u32),
    /// An agent noun beside a name, part of its mention, but open to cues.
    Agent(u32),
    /// Claimed by a cue.
    Cue(u32),
}

impl Owner {
    /// Whether cues and shifters may claim the token.
    pub(crate) const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Agent(_))
    }

    /// The mention the token belongs to.
    pub(crate) const fn mention(self) -> Option<usize> {
        match self {
            Self::Name(m) | Self::Agent(m) => Some(m as usize),
            _ => None,
        }
    }
}

/// The text with the owners of its tokens: what each stage reads and, for its own claims, writes.
#[derive(Debug)]
pub(crate) struct Board<'a> {
    pub(crate) tables: &'a Tables,
    pub(crate) document: &'a Document,
    pub(crate) article: &'a Article<'a>,
    pub(crate) owners: Vec<Owner>,
    pub(crate) mentions: Vec<Mention>,
    /// What the cue and shifter tries see: closed words only fill gaps, a whole name fills one place.
    pub(crate) places: Vec<Place>,
    forms: OnceCell<Vec<u64>>,
    ablation: Ablation,
    /// Whether the mentions are the caller's: whole noun phrases, whose words a pattern may still reach into.
    pub(crate) given: bool,
}

impl<'a> Board<'a> {
    pub(crate) fn new(
        tables: &'a Tables,
        document: &'a Document,
        article: &'a Article<'a>,
    ) -> Self {
        Self {
            tables,
            document,
            article,
            owners: vec![Owner::Open; document.tokens.len()],
            mentions: Vec::new(),
            places: Vec::new(),
            forms: OnceCell::new(),
            ablation: Ablation::default(),
            given: false,
        }
    }

    /// The same board, read without some parts.
    pub(crate) fn without(self, ablation: Ablation) -> Self {
        Self { ablation, ..self }
    }

    /// Whether a part of the reading is left out.
    pub(crate) const fn omits(&self, component: Component) -> bool {
        self.ablation.omits(component)
    }

    /// Whether a later stage could do something with a word.
    pub(crate) fn hints(&self, at: usize, any: Hints) -> bool {
        self.document.tokens[at].word.hints.any(any)
    }

    /// The word as written.
    pub(crate) fn surface(&self, at: usize) -> &'a str {
        self.document.surface(self.article, at)
    }

    /// The sentence `at` stands in.
    pub(crate) fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        let sentences = &self.document.sentences;
        let next = sentences.partition_point(|s| s.tokens.start <= at);
        next.checked_sub(1).and_then(|i| sentences.get(i))
    }

    /// The first token of the sentence `at` stands in.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        self.sentence(at)
            .map_or(0, |sentence| sentence.tokens.start)
    }

    /// Whether a date is still one: "November 17" is none in the name of a group.
    pub(crate) fn is_date(&self, tokens: Tokens) -> bool {
        self.owners[tokens.start].mention().is_none()
    }

    /// Whether the document has a word form anywhere.
    pub(crate) fn has_form(&self, form: Id) -> bool {
        // one bit for each form of the lexicon
        let forms = || {
            let mut bits = Vec::new();
            for token in &self.document.tokens {
                let (at, bit) = (token.word.form as usize / 64, token.word.form % 64);
                if at >= bits.len() {
                    bits.resize(at + 1, 0_u64);
                }
                bits[at] |= 1 << bit;
            }
            bits
        };
        let bits = self.forms.get_or_init(forms).get(form as usize / 64);
        bits.is_some_and(|bits| bits & (1 << (form % 64)) != 0)
    }

    /// Whether the token lies in a span of the caller's.
    pub(crate) fn is_given(&self, at: usize) -> bool {
        self.given && matches!(self.owners[at], Owner::Name(_))
    }

    /// Whether the token is a demonym used as an adjective: Russian, not Russians.
    pub(crate) fn is_adjective(&self, at: usize) -> bool {
        self.owners[at]
            .mention()
            .is_some_and(|m| self.mentions[m].adjective && self.mentions[m].name.contains(at))
    }

    /// Whether the token is the noun of a people: Russians.
    pub(crate) fn document_plural(&self, at: usize) -> bool {
        self.owners[at].mention().is_some_and(|m| {
            self.mentions[m].kind == AliasKind::Demonym && !self.mentions[m].adjective
        })
    }

    pub(crate) fn token(&self, at: usize) -> &'a Token {
        &self.document.tokens[at]
    }

    pub(crate) fn get(&self, at: usize) -> Option<&'a Token> {
        self.document.tokens.get(at)
    }

    /// The closed-class meaning of a word; none for names, dates and masks. `US` in capitals is no pronoun.
    pub(crate) fn marker(&self, at: usize) -> &'a Marker {
        let form = match (self.get(at), self.owners.get(at)) {
            (_, Some(Owner::Masked | Owner::Date | Owner::Name(_))) => 0,
            (Some(token), _) if token.kind != TokenKind::Acronym => token.word.form,
            _ => 0,
        };
        self.tables.markers.of(form)
    }

    /// What the spelling of a word says.
    pub(crate) fn traits(&self, at: usize) -> Traits {
        self.get(at).map_or(Traits::NONE, |token| token.word.traits)
    }

    /// Whether the word is one of these, however it is set.
    pub(crate) fn is_any(&self, at: usize, words: &[Key]) -> bool {
        self.get(at).is_some_and(|token| token.is_any(words))
    }

    pub(crate) fn claim(&mut self, range: impl IntoIterator<Item = usize>, owner: Owner) {
        for at in range {
            if let Some(slot) = self.owners.get_mut(at) {
                *slot = owner;
            }
        }
    }
}
