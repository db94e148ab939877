//! Whether a document may name two different actors, told by its words alone, before any stage has read it.

use super::{
    MOST_MENTIONS,
    name::{COURTESIES, is_initial_stop, may_be_written},
};
use crate::{
    article::Article,
    event::Part,
    lexicon::{
        Tables,
        entries::{Alias, AliasKind, Guard},
    },
    pair::ActorCode,
    pattern::Sight,
    text::{Document, Id},
};

/// Whether the document may name two different actors: no idiom, date or place is asked, so that names may be counted that will not
/// stand, but none is missed.
///
/// Three in four articles of a news wire name fewer than two, and are done with here.
pub(crate) fn may_name_two(tables: &Tables, document: &Document, article: &Article<'_>) -> bool {
    let published = article.published();
    let mut named = Named::default();
    for &at in &document.notes.names {
        let end = match document.part(at) {
            Part::Title => document.title,
            Part::Text => document.tokens.len(),
        };
        tables
            .names
            .walk(at, end, &Forms(document, article), &mut |found| {
                let words = found.literals.as_slice();
                for &entry in found.entries {
                    let alias = &tables.aliases[entry as usize];
                    let mut written = words.iter().zip(&alias.writing);
                    let written = written
                        .all(|(at, writing)| may_be_written(&document.tokens[*at], *writing));
                    let begun =
                        published.is_none_or(|day| alias.from.is_none_or(|from| from <= day));
                    if written && begun {
                        named.alias(document, alias, words);
                    }
                }
            });
        if named.is_enough() {
            return true;
        }
    }
    named.with_doubtful(document).is_enough()
}

/// Who may have been named so far.
#[derive(Debug, Default)]
struct Named<'a> {
    first: Option<ActorCode>,
    two: bool,
    count: usize,
    /// Aliases that stand only by what is said elsewhere: bare surnames, and those that need some word.
    doubtful: Vec<&'a Alias>,
    /// Persons that were named in full, or by a surname with a title or a courtesy.
    persons: Vec<u32>,
    /// Where titles end that a name may follow.
    titles: Vec<usize>,
}

impl<'a> Named<'a> {
    /// An alias stands at some words.
    fn alias(&mut self, document: &Document, alias: &'a Alias, words: &[usize]) {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return;
        };
        if alias.kind == AliasKind::Title {
            self.titles.retain(|&end| end >= first);
            self.titles.push(last + 1);
        }
        let Some(actor) = alias.actor else { return };
        let bare =
            alias.surname && !self.titles.contains(&first) && !is_after_courtesy(document, first);
        if !bare {
            self.persons.extend(alias.person);
        }
        self.count += 1;
        let needs = |guard: &Guard| matches!(guard, Guard::Need(_));
        if !bare && !alias.guards.iter().any(needs) {
            self.actor(actor);
        } else if !self
            .doubtful
            .iter()
            .any(|known| std::ptr::eq(*known, alias))
        {
            self.doubtful.push(alias);
        }
    }

    fn actor(&mut self, actor: ActorCode) {
        self.two |= *self.first.get_or_insert(actor) != actor;
    }

    /// Names beyond a sentence's limit are counted: a document that may have some is read.
    const fn is_enough(&self) -> bool {
        self.two || self.count > MOST_MENTIONS
    }

    /// The same, now that all of the document is known.
    fn with_doubtful(mut self, document: &Document) -> Self {
        for alias in std::mem::take(&mut self.doubtful) {
            let known = !alias.surname || alias.person.is_none_or(|p| self.persons.contains(&p));
            let is_said = |forms: &[Id]| {
                let mut said = document.tokens.iter().map(|token| token.word.form);
                said.any(|form| forms.contains(&form))
            };
            let mut needs = alias.guards.iter();
            let has_needs = needs.all(|guard| match guard {
                Guard::Need(forms) => is_said(forms),
                _ => true,
            });
            if known && has_needs {
                alias.actor.into_iter().for_each(|actor| self.actor(actor));
            }
        }
        self
    }
}

/// Whether a courtesy may stand before a name: "Mr Trump", "Mr. Trump".
fn is_after_courtesy(document: &Document, at: usize) -> bool {
    let before = &document.tokens[at.saturating_sub(2)..at];
    before.iter().any(|token| token.is_any(&COURTESIES))
}

/// What the names see of a text that no stage has read yet.
struct Forms<'d, 'a>(&'d Document, &'d Article<'a>);

impl Sight for Forms<'_, '_> {
    fn word(&self, at: usize) -> (Id, Id) {
        (self.0.tokens[at].word.form, 0)
    }

    fn is_transparent(&self, at: usize) -> bool {
        is_initial_stop(self.0, self.1, at)
    }
}
