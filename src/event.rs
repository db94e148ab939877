//! What is read out of a text: events, the steps that lead to their score, and the record of one document.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::{Day, EventDate},
    naming::NameError,
    pair::{ActorCode, Pair},
    scale::Scale,
    span::Span,
};

/// A weight or a share in millionths: 1,000,000 is one whole event, or certainty.
pub type Micro = u32;

/// One whole event, in micro-units.
pub const WHOLE: Micro = 1_000_000;

/// The part of an article a span lies in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The title.
    Title,
    /// The text under it.
    #[default]
    Text,
}

impl Part {
    /// Both parts.
    pub const ALL: [Self; 2] = [Self::Title, Self::Text];

    /// `title` or `text`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether an event happened, is meant to happen, or is only spoken of.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Mode {
    /// It happened, or was said.
    #[default]
    Actual,
    /// It was promised, planned or threatened.
    Intended,
    /// It came to an end.
    Ceased,
    /// It was refused.
    Refused,
    /// It is said to be another's deed.
    Reported,
    /// It did not happen.
    Negated,
    /// It would, may or might happen.
    Hypothetical,
    /// It happened long before publication.
    Historical,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 8] = [
        Self::Actual,
        Self::Intended,
        Self::Ceased,
        Self::Refused,
        Self::Reported,
        Self::Negated,
        Self::Hypothetical,
        Self::Historical,
    ];

    /// The name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Intended => "intended",
            Self::Ceased => "ceased",
            Self::Refused => "refused",
            Self::Reported => "reported",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
            Self::Historical => "historical",
        }
    }

    /// The default weight of the mode in the sums of a timeline.
    #[must_use]
    pub const fn weight(self) -> Micro {
        match self {
            Self::Actual | Self::Intended | Self::Ceased | Self::Refused => WHOLE,
            Self::Reported => WHOLE / 2,
            Self::Negated | Self::Hypothetical | Self::Historical => 0,
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The part of an actor that acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Sector {
    Government,
    Military,
    Opposition,
    Rebels,
    Civilians,
    Former,
}

impl Sector {
    /// Every sector.
    pub const ALL: [Self; 6] = [
        Self::Government,
        Self::Military,
        Self::Opposition,
        Self::Rebels,
        Self::Civilians,
        Self::Former,
    ];

    /// The name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Military => "military",
            Self::Opposition => "opposition",
            Self::Rebels => "rebels",
            Self::Civilians => "civilians",
            Self::Former => "former",
        }
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Sector {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let sector = Self::ALL.into_iter().find(|sector| sector.name() == text);
        sector.ok_or_else(|| NameError::new("a sector", "government", text))
    }
}

/// The field of policy a term belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Context {
    Diplomatic,
    Military,
    Economic,
    Legal,
    Humanitarian,
    Intelligence,
    Territorial,
    Cyber,
    Nuclear,
    Energy,
    Migration,
}

impl Context {
    /// Every context with its name.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Diplomatic, "diplomatic"),
        (Self::Military, "military"),
        (Self::Economic, "economic"),
        (Self::Legal, "legal"),
        (Self::Humanitarian, "humanitarian"),
        (Self::Intelligence, "intelligence"),
        (Self::Territorial, "territorial"),
        (Self::Cyber, "cyber"),
        (Self::Nuclear, "nuclear"),
        (Self::Energy, "energy"),
        (Self::Migration, "migration"),
    ];

    /// The name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = Self::ALL.into_iter().find(|(context, _)| *context == self);
        named.map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Context {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let named = Self::ALL.into_iter().find(|(_, name)| *name == text);
        let context = named.map(|(context, _)| context);
        context.ok_or_else(|| NameError::new("a field of policy", "diplomatic", text))
    }
}

/// The named rule that decided who did it to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// The subject before the verb, the best mention after it.
    Order,
    /// "B was condemned by A".
    Passive,
    /// "A and B agreed", "talks between A and B", "A-B relations".
    Mutual,
    /// "A said B must ...", ", B said on Thursday".
    Speech,
    /// A place or a possession stands for the target: "airstrikes in B", "B's embassy".
    Implied,
    /// "A's attack on B", "A sanctions on B".
    Nominal,
    /// "B faces criticism from A".
    Received,
    /// The subject is carried over from the clause before: "and accused ...", participles.
    Carried,
    /// The document remembers who "he", "we" or "the two sides" are.
    Memory,
    /// Two actors, one event, nothing matched: first to second.
    Fallback,
    /// The caller gave both spans.
    Given,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 11] = [
        Self::Order,
        Self::Passive,
        Self::Mutual,
        Self::Speech,
        Self::Implied,
        Self::Nominal,
        Self::Received,
        Self::Carried,
        Self::Memory,
        Self::Fallback,
        Self::Given,
    ];

    /// The name in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Passive => "passive",
            Self::Mutual => "mutual",
            Self::Speech => "speech",
            Self::Implied => "implied",
            Self::Nominal => "nominal",
            Self::Received => "received",
            Self::Carried => "carried",
            Self::Memory => "memory",
            Self::Fallback => "fallback",
            Self::Given => "given",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a step of the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StepKind {
    /// The term that says what is done.
    Term,
    /// A verb that decides what becomes of its content.
    Governor,
    /// A word that negates, strengthens, or changes the mode.
    Shifter,
    /// A rule of the reading itself.
    Rule,
}

impl StepKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Term, Self::Governor, Self::Shifter, Self::Rule];

    /// The name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Governor => "governor",
            Self::Shifter => "shifter",
            Self::Rule => "rule",
        }
    }
}

impl fmt::Display for StepKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One step from the words to the score: which entry did what. The score is the sum of all steps' `delta`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// What the step is.
    pub kind: StepKind,
    /// The lexicon entry's pattern, or the rule's name.
    pub entry: String,
    /// The words, in the event's part of the article.
    pub span: Span,
    /// What the event was read as after the step.
    pub code: CameoCode,
    /// What the step adds to the score; more than ten where it turns help into harm.
    #[serde(deserialize_with = "crate::scale::of_step")]
    pub delta: Scale,
}

/// Where in the text an event's pieces stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The source's words; of the document's memory where the clause only implies it.
    pub source: Option<Span>,
    /// The target's words.
    pub target: Option<Span>,
    /// The words of the deciding cue.
    pub cue: Span,
}

/// One dated, directed act or statement of one actor towards another, with the steps its score is the sum of.
///
/// ```
/// use detente::{Analyzer, Article, EventClass, Lexicon, Mode, Rule};
/// let article = Article::new("1", "2018-05-10".parse()?, "On Wednesday France condemned North Korea.");
/// let analysis = Analyzer::new(Lexicon::english()).analyze(&article);
/// let event = &analysis.events()[0];
/// assert_eq!((event.class, event.mode, event.rule), (EventClass::Accuse, Mode::Actual, Rule::Order));
/// assert_eq!(event.date.map(|date| date.day), Some("2018-05-09".parse()?));
/// assert_eq!(event.steps[0].delta, event.scale());
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// The acting actor.
    pub source: ActorCode,
    /// The actor acted upon.
    pub target: ActorCode,
    /// The part of the source that acts, where the text says.
    pub source_sector: Option<Sector>,
    /// The part of the target acted upon, where the text says.
    pub target_sector: Option<Sector>,
    /// The event class.
    pub class: EventClass,
    /// The finer CAMEO code.
    pub code: CameoCode,
    /// The quad class.
    pub quad: Quad,
    /// Whether it happened, is intended, denied, ...
    pub mode: Mode,
    /// The field of policy of the deciding term.
    pub context: Option<Context>,
    /// The steps of the reading; their deltas add up to the score.
    pub steps: Vec<Step>,
    /// The day it happened; `None` only in an undated article.
    pub date: Option<EventDate>,
    /// The day an intended event is meant for, where the text says.
    pub due: Option<Day>,
    /// Whether it is the one event of its sentence and directed pair that enters the sums.
    pub primary: bool,
    /// Whether both do it together; each direction then has half the weight.
    pub mutual: bool,
    /// Whether this is the second direction of a mutual event, the one the text does not name first.
    pub reciprocal: bool,
    /// The rule that decided who did it to whom.
    pub rule: Rule,
    /// How sure the reading is, in millionths: above all the rule's own reliability.
    pub confidence: Micro,
    /// The part of the article.
    pub part: Part,
    /// The sentence, counted from 1 through title and text.
    pub sentence: u32,
    /// The clause.
    pub clause: Span,
    /// Where source, target and cue stand.
    pub evidence: Evidence,
    /// The key that wire copies of the same sentence share: the smallest hash of its five-word shingles.
    pub story: u64,
    /// The weight of the sentence's place (and of being half of a mutual event), in millionths of an event.
    pub weight: Micro,
}

impl Event {
    /// The score on the Goldstein scale: the sum of the steps' deltas.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.steps.iter().map(|step| step.delta).sum()
    }

    /// The directed pair.
    #[must_use]
    pub fn pair(&self) -> Option<Pair> {
        Pair::directed(self.source, self.target)
    }
}

/// Why a document was not scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Skip {
    /// There is no word in it.
    Empty,
    /// Too few of its words are function words of the lexicon's language.
    Language,
    /// It has no day of publication, so that no timeline can place it.
    Undated,
}

/// What the limits on length left out of one document. They keep work and memory in proportion to the text; news meets none of them
/// but, in lists of names, that of a sentence's mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Cuts {
    /// Words over 64 bytes, which no entry can match.
    pub long_words: usize,
    /// Sentences over 512 tokens, which were cut.
    pub long_sentences: usize,
    /// Mentions beyond the sixteenth of a sentence, which make no pair.
    pub mentions: usize,
    /// Actors beyond the 48th of a text, in the order of their codes: their pairs are not among those the text names.
    pub actors: usize,
    /// How often a text was parted because it has more than 65,536 bytes: what it remembers of "he" and "the two sides" reaches no
    /// further than the next such place, which is an empty line where there is one.
    pub parted: usize,
    /// Bytes of a title beyond the 65,536th, which are not read.
    pub title_bytes: usize,
}

impl Cuts {
    /// Whether nothing was left out.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Adds what was left out of another part of the document.
    pub(crate) const fn add(&mut self, other: Self) {
        self.long_words += other.long_words;
        self.long_sentences += other.long_sentences;
        self.mentions += other.mentions;
        self.actors += other.actors;
        self.parted += other.parted;
        self.title_bytes += other.title_bytes;
    }
}

/// Everything a timeline needs of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// The article's id.
    pub document: String,
    /// The day of publication.
    pub published: Option<Day>,
    /// The events, in the order of the text.
    pub events: Vec<Event>,
    /// Every unordered pair of actors the document names, sorted, each once.
    pub named: Vec<Pair>,
    /// Why it was not scored, if it was not.
    pub skipped: Option<Skip>,
    /// What the limits on length left out of it.
    #[serde(default, skip_serializing_if = "Cuts::is_none")]
    pub cuts: Cuts,
}

impl AsRef<Self> for Record {
    fn as_ref(&self) -> &Self {
        self
    }
}
