//! Ablation: parts of the reading that can be left out one at a time, to measure what each is worth.

use std::fmt;

/// A part of the reading. [`crate::Analyzer::without`] reads without it; what that costs is the part's worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Component {
    /// Idioms and their masks: "war on drugs".
    Idioms,
    /// Negation, strength, modal words.
    Shifters,
    /// Governors: without them the first cue of a clause stands alone.
    Governors,
    /// Who says what: ", A said", "A said that B ...".
    Speakers,
    /// Subjects lent by another clause: "and accused ...", participles, relative clauses.
    CarriedSubjects,
    /// "he", "we", "the alliance", "the two sides".
    Anaphora,
    /// "A accused B of attacking C": what B is said to have done to C.
    Allegations,
    /// The other of the two actors a document is about.
    ImpliedOther,
    /// "the talks", "ties" without a party of their own.
    Contacts,
    /// "the raid", "the last Iraqi raid": deeds whose other party the document tells elsewhere.
    Resumed,
    /// What memory fills in, weighed by what the document says outright.
    Vouched,
    /// "A will not lift the embargo until B holds elections".
    Conditions,
    /// "B's soldiers were killed in an A attack".
    Victims,
    /// "A condemned the attack on B", "B's attack on C was condemned": whose deed is judged, and by whom.
    Judged,
    /// "NATO ally B": B acts, not the alliance.
    Apposition,
    /// A quotation that its own sentence does not attribute.
    Voices,
    /// "A said B attacked C", "A said B was reckless": what saying does.
    Assertions,
    /// "A could refuse", "A would strike if B did": a state's own deed that may come.
    Warnings,
    /// Attribution rule: "talks between A and B".
    Between,
    /// Attribution rule: "A-B relations".
    Hyphen,
    /// Attribution rule: "B was condemned by A".
    Passive,
    /// Attribution rule: "an embargo was imposed on B by A".
    Agent,
    /// Attribution rule: "B faces criticism from A".
    Received,
    /// Attribution rule: "A's attack on B".
    Nominal,
    /// Attribution rule: "A and B agreed".
    Together,
    /// Attribution rule: "an armistice of A and B".
    Jointly,
    /// Attribution rule: the subject before the verb, the best mention after it.
    Order,
    /// Attribution rule: "In B, A's forces killed ...".
    Place,
    /// Attribution rule: two actors, one event, nothing matched.
    Fallback,
}

impl Component {
    /// Every part.
    pub const ALL: [Self; 29] = [
        Self::Idioms,
        Self::Shifters,
        Self::Governors,
        Self::Speakers,
        Self::CarriedSubjects,
        Self::Anaphora,
        Self::Allegations,
        Self::ImpliedOther,
        Self::Contacts,
        Self::Resumed,
        Self::Vouched,
        Self::Conditions,
        Self::Victims,
        Self::Judged,
        Self::Apposition,
        Self::Voices,
        Self::Assertions,
        Self::Warnings,
        Self::Between,
        Self::Hyphen,
        Self::Passive,
        Self::Agent,
        Self::Received,
        Self::Nominal,
        Self::Together,
        Self::Jointly,
        Self::Order,
        Self::Place,
        Self::Fallback,
    ];

    /// The name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idioms => "idioms",
            Self::Shifters => "shifters",
            Self::Governors => "governors",
            Self::Speakers => "speakers",
            Self::CarriedSubjects => "carried-subjects",
            Self::Anaphora => "anaphora",
            Self::Allegations => "allegations",
            Self::ImpliedOther => "implied-other",
            Self::Contacts => "contacts",
            Self::Resumed => "resumed",
            Self::Vouched => "vouched",
            Self::Conditions => "conditions",
            Self::Victims => "victims",
            Self::Judged => "judged",
            Self::Apposition => "apposition",
            Self::Voices => "voices",
            Self::Assertions => "assertions",
            Self::Warnings => "warnings",
            Self::Between => "rule-between",
            Self::Hyphen => "rule-hyphen",
            Self::Passive => "rule-passive",
            Self::Agent => "rule-agent",
            Self::Received => "rule-received",
            Self::Nominal => "rule-nominal",
            Self::Together => "rule-together",
            Self::Jointly => "rule-jointly",
            Self::Order => "rule-order",
            Self::Place => "rule-place",
            Self::Fallback => "rule-fallback",
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The parts that a reading leaves out; none, unless asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ablation(u32);

impl Ablation {
    pub(crate) const fn with(self, component: Component) -> Self {
        Self(self.0 | 1 << component as u32)
    }

    /// Whether a part is left out.
    pub(crate) const fn omits(self, component: Component) -> bool {
        self.0 & 1 << component as u32 != 0
    }
}
