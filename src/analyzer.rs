//! The flow: one function calls the stages, top to bottom.

mod parts;

use std::fmt;

use once_cell::sync::OnceCell;

use crate::{
    ablation::{Ablation, Component},
    annotate::{
        Board, Owner,
        clause::{self, Clause},
        cue::{self, Cue, Entry},
        glance::Glance,
        mask::{self, Mask},
        mention::{self, Given, Mention},
        shift::{self, Shift},
        when::{self, When},
    },
    article::Article,
    attribute::{
        self,
        why::{Watch, WhyNot},
    },
    compose::{self, Reading},
    event::{Cuts, Event, Record, Skip},
    lexicon::{Lexicon, entries::Operator},
    pair::ActorCode,
    text::{self, Document, Memo, Notes, TokenKind},
};
use parts::{Joined, is_long};

/// A document in which a smaller share of the words, in per cent, are function words is of another language.
const FEWEST_FUNCTION_WORDS: usize = 15;
/// Texts of fewer words are too short to tell the language by.
const LANGUAGE_NEEDS: usize = 20;

/// Reads articles with one lexicon. Immutable: share it between threads, each with a [`Reader`] of its own.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon};
/// let analyzer = Analyzer::new(Lexicon::english());
/// let article = Article::new("1", "2018-05-10".parse()?, "France condemned North Korea for its missile test.");
/// let analysis = analyzer.analyze(&article);
/// let event = &analysis.events()[0];
/// assert_eq!((event.source.as_str(), event.target.as_str()), ("FRA", "PRK"));
/// assert!(event.scale().to_f64() < 0.0);
/// # Ok::<(), detente::DayError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
    ablation: Ablation,
}

impl Analyzer {
    /// An analyzer that reads with `lexicon`.
    #[must_use]
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            ablation: Ablation::default(),
        }
    }

    /// The same analyzer without a part of the reading: to measure what the part is worth, not to read with.
    ///
    /// ```
    /// use detente::{Analyzer, Article, Component, Lexicon};
    /// let article = Article::new("1", "2018-05-10".parse()?, "France did not attack Mali.");
    /// let whole = Analyzer::new(Lexicon::english());
    /// let counts = |analyzer: &Analyzer| analyzer.analyze(&article).events()[0].mode.weight() > 0;
    /// assert!(!counts(&whole) && counts(&whole.clone().without(Component::Shifters)));
    /// # Ok::<(), detente::DayError>(())
    /// ```
    #[must_use]
    pub fn without(self, component: Component) -> Self {
        Self {
            ablation: self.ablation.with(component),
            ..self
        }
    }

    /// The lexicon.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// A reader that remembers words across articles; one per thread.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.lexicon, self.ablation)
    }

    /// Reads one article, once; for many, [`Analyzer::reader`] is faster and gives the same.
    #[must_use]
    pub fn analyze<'t>(&self, article: &Article<'t>) -> Analysis<'t> {
        self.reader().analyze(article)
    }

    /// Why an article has no event from one actor to another, or none that counts: every act of the sentences that hold both, with
    /// the rule that refused it.
    ///
    /// It reads the article as [`Analyzer::analyze`] does, and takes notes; reading without it costs nothing.
    ///
    /// ```
    /// use detente::{Analyzer, Article, Lexicon, Refused, Rule};
    /// let analyzer = Analyzer::new(Lexicon::english());
    /// let text = "France and Chile watched while Russia attacked Ukraine.";
    /// let why = analyzer.why_not(&Article::undated("1", text), "FRA".parse()?, "UKR".parse()?);
    /// assert!(why.counted.is_empty());
    /// assert!(matches!(why.considered[0].refusal, Refused::Taken { rule: Rule::Order, .. }));
    /// assert!(why.to_string().ends_with("\nsentence 1, ASSAULT 190: rule order gives it to RUS -> UKR"));
    /// # Ok::<(), detente::PairError>(())
    /// ```
    #[must_use]
    pub fn why_not(&self, article: &Article<'_>, source: ActorCode, target: ActorCode) -> WhyNot {
        self.reader().why_not(article, source, target)
    }
}

/// The stages of reading, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Tokens, sentences and segments.
    Text,
    /// Idioms.
    Mask,
    /// Dates.
    When,
    /// Actors.
    Mention,
    /// Governors and terms.
    Cue,
    /// Negation, strength and mode.
    Shift,
    /// Clauses.
    Clause,
    /// What each clause says was done.
    Compose,
    /// Who did it to whom.
    Attribute,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Mask,
        Self::When,
        Self::Mention,
        Self::Cue,
        Self::Shift,
        Self::Clause,
        Self::Compose,
        Self::Attribute,
    ];
}

/// Reads articles one after the other, remembering what each distinct word is. What it remembers never changes a result.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon};
/// let analyzer = Analyzer::new(Lexicon::english());
/// let mut reader = analyzer.reader();
/// for (id, text) in [("1", "France condemned North Korea."), ("2", "Iran praised Iraq.")] {
///     assert_eq!(reader.analyze(&Article::undated(id, text)).events().len(), 1);
/// }
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    lexicon: &'a Lexicon,
    ablation: Ablation,
    memo: Memo,
    /// Room for the next document.
    scratch: Document,
}

/// What is wanted of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Every stage of every sentence.
    Whole,
    /// The events: a document that can hold none is left as soon as that is known.
    Events,
}

/// What the stages found in a document.
#[derive(Clone, Debug, Default)]
struct Stages {
    owners: Vec<Owner>,
    masks: Vec<Mask>,
    mentions: Vec<Mention>,
    whens: Vec<When>,
    cues: Vec<Cue>,
    shifts: Vec<Shift>,
    clauses: Vec<Clause>,
    readings: Vec<Reading>,
}

impl<'a> Reader<'a> {
    fn new(lexicon: &'a Lexicon, ablation: Ablation) -> Self {
        Self {
            lexicon,
            ablation,
            memo: Memo::default(),
            scratch: Document::default(),
        }
    }

    /// Reads one article. Any text is read; there is nothing to fail.
    ///
    /// A document in which fewer than two actors are named holds no event, and is left as soon as that is known. The events are those of
    /// a whole reading; what the stages find is read when [`Analysis`] is first asked for it.
    ///
    /// A text of more than 65,536 bytes is read in parts, each as an article of its own, so that what is held of it does not grow with it;
    /// [`Cuts::parted`] counts them.
    #[must_use]
    pub fn analyze<'t>(&mut self, article: &Article<'t>) -> Analysis<'t> {
        if is_long(article) {
            let record = self.flow_in_parts(article, Scope::Events, None, |_| ());
            return self.analysis(article, record, OnceCell::new(), OnceCell::new());
        }
        let mut document = std::mem::take(&mut self.scratch);
        let (_, record) = self.flow(article, None, Scope::Events, None, &mut document, |_| ());
        let kept = if record.events.is_empty() {
            self.scratch = document;
            OnceCell::new()
        } else {
            // who reads events often wants their sentences
            OnceCell::with_value(document)
        };
        self.analysis(article, record, kept, OnceCell::new())
    }

    /// Reads one article in which the caller's own recogniser has found the actors: only these are mentions. It is read whole, however
    /// long it is.
    #[must_use]
    pub fn analyze_given<'t>(&mut self, article: &Article<'t>, mentions: &[Given]) -> Analysis<'t> {
        let mut document = Document::default();
        let scope = Scope::Whole;
        let (stages, record) =
            self.flow(article, Some(mentions), scope, None, &mut document, |_| ());
        self.analysis_of(article, record, Joined { document, stages })
    }

    /// Reads one article as [`Reader::analyze`] does, but always to the end, and calls `done` after each stage: to time them, or
    /// to show progress.
    #[must_use]
    pub fn analyze_watched<'t>(
        &mut self,
        article: &Article<'t>,
        done: impl FnMut(Stage),
    ) -> Analysis<'t> {
        let (record, joined) = self.read_whole(article, done);
        self.analysis_of(article, record, joined)
    }

    /// Why an article has no event from one actor to another, as [`Analyzer::why_not`].
    #[must_use]
    pub fn why_not(
        &mut self,
        article: &Article<'_>,
        source: ActorCode,
        target: ActorCode,
    ) -> WhyNot {
        let pair = (source, target);
        if is_long(article) {
            return self.why_not_in_parts(article, pair);
        }
        self.why_not_of(article, pair, &mut Document::default()).0
    }

    /// The same of an article that is read whole, and how many events it has.
    fn why_not_of(
        &mut self,
        article: &Article<'_>,
        pair: (ActorCode, ActorCode),
        document: &mut Document,
    ) -> (WhyNot, usize) {
        let watch = Watch::new(pair);
        let (scope, watched) = (Scope::Whole, Some(&watch));
        let (stages, record) = self.flow(article, None, scope, watched, document, |_| ());
        if matches!(record.skipped, Some(Skip::Empty | Skip::Language)) {
            return (WhyNot::skipped(pair, record.skipped), 0);
        }
        let sentence_of = |reading: &Reading| stages.clauses[reading.clause].sentence;
        let why = watch.why_not(
            document,
            &stages.mentions,
            &stages.readings,
            sentence_of,
            &record.events,
        );
        (why, record.events.len())
    }

    /// What a CAMEO code means in the reader's lexicon.
    pub(crate) fn meaning(
        &self,
        code: crate::cameo::CameoCode,
    ) -> Option<&crate::lexicon::Meaning> {
        self.lexicon.meaning(code)
    }

    /// What a governor does to its content.
    pub(crate) fn operator(&self, cue: &Cue) -> Option<Operator> {
        match cue.entry {
            Entry::Governor(g) => Some(self.lexicon.tables().governors[g].operator),
            Entry::Term(_) => None,
        }
    }

    /// Every stage, of every sentence.
    fn read_whole(&mut self, article: &Article<'_>, done: impl FnMut(Stage)) -> (Record, Joined) {
        let mut joined = Joined::default();
        if is_long(article) {
            let record = self.flow_in_parts(article, Scope::Whole, Some(&mut joined), done);
            return (record, joined);
        }
        let document = &mut joined.document;
        let (stages, record) = self.flow(article, None, Scope::Whole, None, document, done);
        joined.stages = stages;
        (record, joined)
    }

    fn analysis_of<'t>(
        &self,
        article: &Article<'t>,
        record: Record,
        joined: Joined,
    ) -> Analysis<'t> {
        let document = OnceCell::with_value(joined.document);
        self.analysis(
            article,
            record,
            document,
            OnceCell::with_value(joined.stages),
        )
    }

    fn analysis<'t>(
        &self,
        article: &Article<'t>,
        record: Record,
        document: OnceCell<Document>,
        stages: OnceCell<Stages>,
    ) -> Analysis<'t> {
        Analysis {
            article: *article,
            lexicon: self.lexicon.clone(),
            ablation: self.ablation,
            record,
            document,
            stages,
        }
    }

    /// The whole flow, top to bottom. `document` is room for the text; `watch` takes notes where somebody asks why there is no event.
    fn flow(
        &mut self,
        article: &Article<'_>,
        given: Option<&[Given]>,
        scope: Scope,
        watch: Option<&Watch>,
        document: &mut Document,
        mut done: impl FnMut(Stage),
    ) -> (Stages, Record) {
        let tables = self.lexicon.tables();
        text::tokens(&Glance(tables), &mut self.memo, article, document);
        // what a limit leaves out is counted, wherever the reading ends
        let cut = scope == Scope::Whole || document.is_long() || article.is_excerpt();
        if cut {
            text::sentences(article, document);
        }
        done(Stage::Text);
        let skipped = skip(article, document);
        let nothing = |cuts: Cuts| {
            let record = Record {
                cuts,
                ..record(article, skipped)
            };
            (Stages::default(), record)
        };
        if matches!(skipped, Some(Skip::Empty | Skip::Language)) {
            return nothing(document.cuts);
        }
        if scope == Scope::Events && !mention::may_name_two(tables, document, article) {
            return nothing(document.cuts);
        }
        if !cut {
            text::sentences(article, document);
        }
        let mut board = Board::new(tables, document, article).without(self.ablation);
        let masks = mask::find(&mut board);
        done(Stage::Mask);
        let mut whens = when::find(&mut board);
        done(Stage::When);
        let beyond = match given {
            Some(given) => mention::given(&mut board, given),
            None => mention::find(&mut board, &whens),
        };
        whens.retain(|when| board.is_date(when.tokens));
        done(Stage::Mention);
        if scope == Scope::Events && !mention::name_two(&board.mentions) {
            document.cuts.mentions = beyond;
            return nothing(document.cuts);
        }
        board.lay_out();
        let cues = cue::find(&mut board, &masks);
        done(Stage::Cue);
        let shifts = shift::find(&board);
        done(Stage::Shift);
        let clauses = clause::cut(&board, &cues);
        done(Stage::Clause);
        let readings = compose::read(&board, &cues, &shifts, &clauses);
        done(Stage::Compose);
        let (named, actors) = attribute::named(&board);
        let record = Record {
            events: attribute::events(&board, &cues, &clauses, &readings, &whens, watch),
            named,
            cuts: Cuts {
                mentions: beyond,
                actors,
                ..document.cuts
            },
            ..record(article, skipped)
        };
        done(Stage::Attribute);
        let Board {
            mentions, owners, ..
        } = board;
        document.cuts = record.cuts;
        let stages = Stages {
            owners,
            masks,
            mentions,
            whens,
            cues,
            shifts,
            clauses,
            readings,
        };
        (stages, record)
    }
}

/// The record of an article in which nothing is found.
fn record(article: &Article<'_>, skipped: Option<Skip>) -> Record {
    Record {
        document: article.id().to_owned(),
        published: article.published(),
        events: Vec::new(),
        named: Vec::new(),
        skipped,
        cuts: Cuts::default(),
    }
}

/// Why a document is not scored, or not recorded.
fn skip(article: &Article<'_>, document: &Document) -> Option<Skip> {
    if document.tokens.is_empty() {
        return Some(Skip::Empty);
    }
    let Notes {
        words,
        function_words,
        ..
    } = document.notes;
    if words >= LANGUAGE_NEEDS && function_words * 100 < words * FEWEST_FUNCTION_WORDS {
        return Some(Skip::Language);
    }
    article.published().is_none().then_some(Skip::Undated)
}

/// All that was read in one article, with one accessor per stage. It borrows the article's text.
///
/// ```
/// use detente::{Analyzer, Article, Lexicon};
/// let article = Article::undated("1", "France condemned North Korea.");
/// let analysis = Analyzer::new(Lexicon::english()).analyze(&article);
/// let names: Vec<&str> = analysis.mentions().iter().map(|mention| mention.actor.as_str()).collect();
/// assert_eq!(names, ["FRA", "PRK"]);
/// let document = analysis.document();
/// assert_eq!(document.span(analysis.cues()[0].tokens()).of("France condemned North Korea."), "condemned");
/// ```
#[derive(Clone)]
pub struct Analysis<'t> {
    article: Article<'t>,
    lexicon: Lexicon,
    ablation: Ablation,
    record: Record,
    /// The tokens and sentences: kept where there are events, else read when they are first asked for.
    document: OnceCell<Document>,
    /// What every stage found: read when it is first asked for.
    stages: OnceCell<Stages>,
}

impl<'t> Analysis<'t> {
    fn stages(&self) -> &Stages {
        self.stages.get_or_init(|| {
            let mut reader = Reader::new(&self.lexicon, self.ablation);
            let (record, joined) = reader.read_whole(&self.article, |_| ());
            debug_assert_eq!(
                record, self.record,
                "the events alone are those of the whole"
            );
            joined.stages
        })
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article<'t> {
        &self.article
    }

    /// Tokens, sentences and segments.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| {
            if is_long(&self.article) {
                let mut reader = Reader::new(&self.lexicon, self.ablation);
                return reader.read_whole(&self.article, |_| ()).1.document;
            }
            let glance = Glance(self.lexicon.tables());
            let mut document = text::read(&glance, &mut Memo::default(), &self.article);
            document.cuts = self.record.cuts;
            document
        })
    }

    /// Idioms that were closed to reading.
    #[must_use]
    pub fn masks(&self) -> &[Mask] {
        &self.stages().masks
    }

    /// Where actors are named.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.stages().mentions
    }

    /// Dates said in the text.
    #[must_use]
    pub fn whens(&self) -> &[When] {
        &self.stages().whens
    }

    /// Governors and terms.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.stages().cues
    }

    /// Negations, intensifiers, modal words.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.stages().shifts
    }

    /// The words that no entry has taken, by their place among the tokens: in no idiom, date, name, governor, term or shifter.
    /// What a lexicon could still be taught stands among them, beside the closed-class words of `markers.tsv`.
    pub fn open_words(&self) -> impl Iterator<Item = usize> + '_ {
        let (document, stages) = (self.document(), self.stages());
        let mut shifts = stages.shifts.iter().map(|shift| shift.tokens).peekable();
        let mut is_shifted = move |at: usize| {
            while shifts.next_if(|tokens| tokens.end <= at).is_some() {}
            shifts.peek().is_some_and(|tokens| tokens.contains(at))
        };
        let is_word = |at: &usize| document.tokens[*at].kind == TokenKind::Word;
        let owned = stages.owners.iter().enumerate();
        let open = owned.filter(|(_, owner)| **owner == Owner::Open);
        let words = open.map(|(at, _)| at).filter(is_word);
        words.filter(move |at| !is_shifted(*at))
    }

    /// Clauses.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.stages().clauses
    }

    /// What each clause says was done, before anybody is found to have done it.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.stages().readings
    }

    /// The events, in the order of the text.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.record.events
    }

    /// What the limits on length left out.
    #[must_use]
    pub const fn cuts(&self) -> Cuts {
        self.record.cuts
    }

    /// Everything a timeline needs of the article.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The same, owned.
    #[must_use]
    pub fn into_record(self) -> Record {
        self.record
    }
}

/// All that was read in the article; not the lexicon it was read with.
impl fmt::Debug for Analysis<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analysis")
            .field("article", &self.article)
            .field("record", &self.record)
            .field("document", self.document())
            .field("stages", self.stages())
            .finish_non_exhaustive()
    }
}

impl AsRef<Record> for Analysis<'_> {
    fn as_ref(&self) -> &Record {
        &self.record
    }
}
