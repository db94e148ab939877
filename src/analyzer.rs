//! The flow: one function calls the stages, top to bottom.

use crate::{
    ablation::{Ablation, Component},
    annotate::{
        Board, Owner,
        clause::{self, Clause},
        cue::{self, Cue, Entry},
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
    event::{Event, Record, Skip},
    lexicon::{Lexicon, Tables, entries::Operator},
    pair::ActorCode,
    text::{self, Cuts, Document, Memo, TokenKind},
};

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
        Reader {
            lexicon: &self.lexicon,
            ablation: self.ablation,
            memo: Memo::default(),
        }
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
#[derive(Debug)]
pub struct Reader<'a> {
    lexicon: &'a Lexicon,
    ablation: Ablation,
    memo: Memo,
}

impl Reader<'_> {
    /// Reads one article: the whole flow, top to bottom. Any text is read; there is nothing to fail.
    #[must_use]
    pub fn analyze<'t>(&mut self, article: &Article<'t>) -> Analysis<'t> {
        self.flow(article, None, None, |_| ()).0
    }

    /// Reads one article in which the caller's own recogniser has found the actors: only these are mentions.
    #[must_use]
    pub fn analyze_given<'t>(&mut self, article: &Article<'t>, mentions: &[Given]) -> Analysis<'t> {
        self.flow(article, Some(mentions), None, |_| ()).0
    }

    /// Reads one article as [`Reader::analyze`] does, and calls `done` after each stage: to time them, or to show progress.
    #[must_use]
    pub fn analyze_watched<'t>(
        &mut self,
        article: &Article<'t>,
        done: impl FnMut(Stage),
    ) -> Analysis<'t> {
        self.flow(article, None, None, done).0
    }

    /// Why an article has no event from one actor to another, as [`Analyzer::why_not`].
    #[must_use]
    pub fn why_not(
        &mut self,
        article: &Article<'_>,
        source: ActorCode,
        target: ActorCode,
    ) -> WhyNot {
        let asked = Asked {
            pair: (source, target),
            watch: Watch::default(),
        };
        let (analysis, why) = self.flow(article, None, Some(&asked), |_| ());
        why.unwrap_or_else(|| WhyNot::skipped(asked.pair, analysis.record.skipped))
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

    fn flow<'t>(
        &mut self,
        article: &Article<'t>,
        given: Option<&[Given]>,
        asked: Option<&Asked>,
        mut done: impl FnMut(Stage),
    ) -> (Analysis<'t>, Option<WhyNot>) {
        let tables = self.lexicon.tables();
        let mut document = text::read(&tables.segmenter, &mut self.memo, article);
        done(Stage::Text);
        let skipped = skip(tables, article, &document);
        if matches!(skipped, Some(Skip::Empty | Skip::Language)) {
            return (Analysis::skipped(article, document, skipped), None);
        }
        let mut board = Board::new(tables, &document, article).without(self.ablation);
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
        let cues = cue::find(&mut board, &masks);
        done(Stage::Cue);
        let shifts = shift::find(&board);
        done(Stage::Shift);
        let clauses = clause::cut(&board, &cues);
        done(Stage::Clause);
        let readings = compose::read(&board, &cues, &shifts, &clauses);
        done(Stage::Compose);
        let watch = asked.map(|asked| &asked.watch);
        let events = attribute::events(&board, &cues, &clauses, &readings, &whens, watch);
        let why = asked.map(|asked| {
            let sentence_of = |reading: &Reading| clauses[reading.clause].sentence;
            let watch = &asked.watch;
            watch.why_not(asked.pair, &board, &readings, sentence_of, &events)
        });
        let named = attribute::named(&board);
        done(Stage::Attribute);
        let Board {
            mentions, owners, ..
        } = board;
        document.cuts.mentions = beyond;
        let record = Record {
            document: article.id().to_owned(),
            published: article.published(),
            events,
            named,
            skipped,
        };
        let analysis = Analysis {
            article: *article,
            document,
            owners,
            masks,
            mentions,
            whens,
            cues,
            shifts,
            clauses,
            readings,
            record,
        };
        (analysis, why)
    }
}

/// A pair that somebody asks about, and the notes taken for it.
struct Asked {
    pair: (ActorCode, ActorCode),
    watch: Watch,
}

/// Why a document is not scored, or not recorded.
fn skip(tables: &Tables, article: &Article<'_>, document: &Document) -> Option<Skip> {
    let words = || document.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let all = words().count();
    if all == 0 && document.tokens.is_empty() {
        return Some(Skip::Empty);
    }
    let function = words()
        .filter(|t| tables.markers.of(t.word.form).function)
        .count();
    if all >= LANGUAGE_NEEDS && function * 100 < all * FEWEST_FUNCTION_WORDS {
        return Some(Skip::Language);
    }
    article.published().is_none().then_some(Skip::Undated)
}

/// All that was read in one article, with one accessor per stage. It borrows the article's text.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    article: Article<'t>,
    document: Document,
    owners: Vec<Owner>,
    masks: Vec<Mask>,
    mentions: Vec<Mention>,
    whens: Vec<When>,
    cues: Vec<Cue>,
    shifts: Vec<Shift>,
    clauses: Vec<Clause>,
    readings: Vec<Reading>,
    record: Record,
}

impl<'t> Analysis<'t> {
    fn skipped(article: &Article<'t>, document: Document, skipped: Option<Skip>) -> Self {
        let record = Record {
            document: article.id().to_owned(),
            published: article.published(),
            events: Vec::new(),
            named: Vec::new(),
            skipped,
        };
        Self {
            article: *article,
            document,
            owners: Vec::new(),
            masks: Vec::new(),
            mentions: Vec::new(),
            whens: Vec::new(),
            cues: Vec::new(),
            shifts: Vec::new(),
            clauses: Vec::new(),
            readings: Vec::new(),
            record,
        }
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article<'t> {
        &self.article
    }

    /// Tokens, sentences and segments.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Idioms that were closed to reading.
    #[must_use]
    pub fn masks(&self) -> &[Mask] {
        &self.masks
    }

    /// Where actors are named.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Dates said in the text.
    #[must_use]
    pub fn whens(&self) -> &[When] {
        &self.whens
    }

    /// Governors and terms.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Negations, intensifiers, modal words.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// The words that no entry has taken, by their place among the tokens: in no idiom, date, name, governor, term or shifter.
    /// What a lexicon could still be taught stands among them, beside the closed-class words of `markers.tsv`.
    pub fn open_words(&self) -> impl Iterator<Item = usize> + '_ {
        let mut shifts = self.shifts.iter().map(|shift| shift.tokens).peekable();
        let mut is_shifted = move |at: usize| {
            while shifts.next_if(|tokens| tokens.end <= at).is_some() {}
            shifts.peek().is_some_and(|tokens| tokens.contains(at))
        };
        let is_word = |at: &usize| self.document.tokens[*at].kind == TokenKind::Word;
        let owned = self.owners.iter().enumerate();
        let open = owned.filter(|(_, owner)| **owner == Owner::Open);
        let words = open.map(|(at, _)| at).filter(is_word);
        words.filter(move |at| !is_shifted(*at))
    }

    /// Clauses.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// What each clause says was done, before anybody is found to have done it.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The events, in the order of the text.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.record.events
    }

    /// What the limits on length left out.
    #[must_use]
    pub const fn cuts(&self) -> Cuts {
        self.document.cuts
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

impl AsRef<Record> for Analysis<'_> {
    fn as_ref(&self) -> &Record {
        &self.record
    }
}
