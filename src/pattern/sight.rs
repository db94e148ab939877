//! What the tries see of a text: the numbers of its words, as bits too, so that most words are turned away without a look-up.

use crate::text::Id;

/// One step in the trie: the number of a stem (even) or of a form (odd).
pub(super) type Key = u32;

pub(super) const fn stem_key(stem: Id) -> Key {
    stem * 2
}

pub(super) const fn form_key(form: Id) -> Key {
    form * 2 + 1
}

/// What the trie sees of a text: cheap questions, so that most tokens cost one of them.
pub(crate) trait Sight {
    /// Numbers of the word's form and stem; 0 where the word is closed or unknown.
    fn word(&self, at: usize) -> (Id, Id);
    /// Whether the token costs nothing to pass (a quotation mark).
    fn is_transparent(&self, at: usize) -> bool;
    /// How many tokens the place covers: a whole name is one gap word.
    fn width(&self, _at: usize) -> usize {
        1
    }
    /// The bits of the word, as nodes know what leads on.
    fn bits(&self, at: usize) -> u64 {
        bits(self.word(at))
    }
    /// How many gap words the place is, and how many tokens.
    fn step(&self, at: usize) -> (u32, usize) {
        let gap = u32::from(!self.is_transparent(at));
        (gap, self.width(at).max(1))
    }
}

/// One place in a text, laid out so that walks over it, of which there are several, look nothing up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Number of the word's form; 0 where the word is closed or unknown.
    form: Id,
    /// Number of the word's stem; 0 where the word is closed or unknown.
    stem: Id,
    bits: u64,
    /// How many tokens the place covers (a whole name is one gap word).
    width: u32,
    /// Whether it costs nothing to pass (a quotation mark).
    transparent: bool,
}

impl Place {
    /// A place that no pattern takes.
    pub(crate) const CLOSED: Self = Self {
        form: 0,
        stem: 0,
        bits: 0,
        width: 1,
        transparent: false,
    };

    /// A place of one token, with the numbers of its form and its stem.
    pub(crate) const fn new(form: Id, stem: Id, transparent: bool) -> Self {
        Self {
            form,
            stem,
            bits: bits((form, stem)),
            width: 1,
            transparent,
        }
    }

    /// The same place, of so many tokens.
    pub(crate) const fn of_width(self, width: u32) -> Self {
        Self { width, ..self }
    }

    /// The same place once its word is taken.
    pub(crate) const fn closed(self) -> Self {
        Self {
            form: 0,
            stem: 0,
            bits: 0,
            ..self
        }
    }
}

impl Sight for [Place] {
    fn word(&self, at: usize) -> (Id, Id) {
        (self[at].form, self[at].stem)
    }

    fn is_transparent(&self, at: usize) -> bool {
        self[at].transparent
    }

    fn width(&self, at: usize) -> usize {
        self[at].width as usize
    }

    fn bits(&self, at: usize) -> u64 {
        self[at].bits
    }

    fn step(&self, at: usize) -> (u32, usize) {
        let place = &self[at];
        (u32::from(!place.transparent), place.width.max(1) as usize)
    }
}

impl<F: Fn(usize) -> Place> Sight for F {
    fn word(&self, at: usize) -> (Id, Id) {
        let place = self(at);
        (place.form, place.stem)
    }

    fn is_transparent(&self, at: usize) -> bool {
        self(at).transparent
    }
}

/// One of 64 bits, well spread: stems alone have even keys.
pub(super) const fn bit(key: Key) -> u64 {
    1 << (key.wrapping_mul(0x9e37_79b9) >> 26)
}

/// The bits of a word's form and stem; none for a word that no pattern has.
pub(super) const fn bits((form, stem): (Id, Id)) -> u64 {
    let of_form = if form == 0 { 0 } else { bit(form_key(form)) };
    let of_stem = if stem == 0 { 0 } else { bit(stem_key(stem)) };
    of_form | of_stem
}
