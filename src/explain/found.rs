//! What the stages found, in the lexicon's own words: for pages that show every word that was read, also those that made no event.

use crate::{
    annotate::{
        cue::{Cue, Entry},
        mention::Mention,
        shift::Shift,
    },
    cameo::CameoCode,
    lexicon::{Lexicon, entries::ShiftKind},
    span::Tokens,
};

impl Cue {
    /// From the first to one past the last word of the pattern; words of a gap between may belong to somebody else.
    ///
    /// ```
    /// use detente::{Analyzer, Article, Lexicon};
    /// let lexicon = Lexicon::english();
    /// let article = Article::undated("1", "France did not condemn Mali.");
    /// let analysis = Analyzer::new(lexicon.clone()).analyze(&article);
    /// let (cue, shift) = (analysis.cues()[0], analysis.shifts()[0]);
    /// assert_eq!(analysis.document().surface(&article, cue.tokens().start), "condemn");
    /// assert!(cue.is_governor() && cue.pattern(&lexicon) == Some("condemn"));
    /// assert_eq!((shift.pattern(&lexicon), shift.kind(&lexicon)), (Some("=not"), Some("negate")));
    /// assert!(!analysis.mentions()[0].is_idle());
    /// ```
    #[must_use]
    pub const fn tokens(&self) -> Tokens {
        Tokens::new(self.head, self.last + 1)
    }

    /// Whether it is a governor, which decides what becomes of its content, and no term.
    #[must_use]
    pub const fn is_governor(&self) -> bool {
        matches!(self.entry, Entry::Governor(_))
    }

    /// The pattern of its entry in the lexicon it was read with; of another lexicon, nothing of use.
    #[must_use]
    pub fn pattern<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l str> {
        let tables = lexicon.tables();
        match self.entry {
            Entry::Term(at) => tables.terms.get(at).map(|term| &*term.pattern),
            Entry::Governor(at) => tables.governors.get(at).map(|one| &*one.pattern),
        }
    }

    /// The CAMEO code of its entry; a governor has one only where it is an act by itself.
    #[must_use]
    pub fn code(&self, lexicon: &Lexicon) -> Option<CameoCode> {
        let tables = lexicon.tables();
        match self.entry {
            Entry::Term(at) => tables.terms.get(at).map(|term| term.code),
            Entry::Governor(at) => tables.governors.get(at).and_then(|one| one.code),
        }
    }
}

impl Shift {
    /// The pattern of its entry in the lexicon it was read with; of another lexicon, nothing of use.
    #[must_use]
    pub fn pattern<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l str> {
        let entry = lexicon.tables().shifters.get(self.shifter);
        entry.map(|entry| &*entry.pattern)
    }

    /// What it does, as `shifters.tsv` calls it: `negate`, `intensify`, `intend` ...
    #[must_use]
    pub fn kind(&self, lexicon: &Lexicon) -> Option<&'static str> {
        let kind = lexicon.tables().shifters.get(self.shifter)?.kind;
        let named = ShiftKind::ALL.into_iter().find(|(_, one)| *one == kind);
        named.map(|(name, _)| name)
    }
}

impl Mention {
    /// Whether the name acts for nobody here: "Iran-backed", "ethnic Albanians", a dateline.
    #[must_use]
    pub const fn is_idle(&self) -> bool {
        self.idle
    }

    /// Whether it is a private person or body, which acts for no state: "a French airline".
    #[must_use]
    pub const fn is_private(&self) -> bool {
        self.private
    }
}
