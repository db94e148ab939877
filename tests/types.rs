//! What every public type must be: shared between threads, and shown to who debugs. The types are held against the listing of
//! public items, so that none is forgotten.

use std::{collections::BTreeSet, error::Error, fmt::Debug, fs, path::Path};

const fn is_shared<T: Send + Sync + Debug>() {}

/// Checked by the compiler, and named for the test.
macro_rules! shared {
    ($($name:ident $(<$life:lifetime>)?,)*) => {
        const SHARED: &[&str] = &[$(stringify!($name)),*];
        const _: () = { $(is_shared::<detente::$name $(<$life>)?>();)* };
    };
}

shared! {
    Actor,
    ActorCode,
    ActorKind,
    Analysis<'static>,
    Analyzer,
    Article<'static>,
    ArticleShare,
    Asymmetry,
    Attribution,
    BasePeriod,
    Bloc,
    CameoCode,
    Case,
    CellEvent,
    Change,
    ChangePoint,
    CheckpointError,
    Clause,
    Component,
    Considered,
    Contact,
    Context,
    Counts,
    Cue,
    Cuts,
    Day,
    DayError,
    DecodeError,
    Decoded<'static>,
    Document,
    Encoding,
    Event,
    EventClass,
    EventDate,
    Evidence,
    EvidenceEntry,
    Explanation<'static>,
    Extreme,
    Finding,
    Given,
    Grade,
    Group<'static>,
    Language,
    Level,
    Lexicon,
    LexiconError,
    LoadReport,
    Manifest,
    Mask,
    Meaning,
    Mention,
    MergeError,
    Mode,
    ModeWeights,
    NameError,
    Naming,
    Observed,
    Pair,
    PairError,
    Part,
    PatternError,
    Peak,
    Period,
    Point,
    Precision,
    Problem,
    Quad,
    Reader<'static>,
    Readers<'static>,
    Reading,
    Record,
    Refusal,
    Refused,
    RelateError,
    Relation,
    Relationship<'static>,
    RelationshipSummary,
    Rule,
    Scale,
    Sector,
    Sentence,
    Settings,
    Shift,
    Side,
    Since,
    Skip,
    Span,
    Stage,
    State,
    Step,
    StepKind,
    Summary,
    Timeline,
    Token,
    TokenKind,
    Tokens,
    Trend,
    Verdict,
    View,
    When,
    WhyNot,
    WorldMean,
}

/// What `?` puts into a `Box<dyn Error + Send + Sync>`.
const fn is_error<T: Error + Send + Sync + 'static>() {}

const _: () = {
    is_error::<detente::CheckpointError>();
    is_error::<detente::DayError>();
    is_error::<detente::LexiconError>();
    is_error::<detente::MergeError>();
    is_error::<detente::NameError>();
    is_error::<detente::PairError>();
    is_error::<detente::PatternError>();
    is_error::<detente::RelateError>();
};

/// The names of the structs and enums in the listing of public items.
fn listed(listing: &str) -> BTreeSet<&str> {
    let after = |line: &'static str| format!("pub {line} detente::");
    let kinds = [after("struct"), after("enum")];
    let name = |line| {
        let line: &str = line;
        let (_, rest) = kinds
            .iter()
            .find_map(|kind| line.split_once(kind.as_str()))?;
        let end = rest.find(|c: char| !c.is_alphanumeric());
        Some(&rest[..end.unwrap_or(rest.len())])
    };
    listing.lines().filter_map(name).collect()
}

#[test]
fn every_public_type_is_shared_between_threads() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public_api/listing.txt");
    let listing = fs::read_to_string(path).expect("the listing of public items");
    let listed = listed(&listing);
    assert!(listed.len() > 80, "only {} types are listed", listed.len());
    let shared: BTreeSet<&str> = SHARED.iter().copied().collect();
    assert_eq!(listed, shared, "add new types to the list of this test");
}

#[test]
fn types_are_found_in_a_listing() {
    let listing = "#[non_exhaustive] pub enum detente::Mode\npub enum detente::Quad\npub fn detente::Pair::reversed(&self)\n\
                   pub struct detente::Reader<'a>\npub struct detente::Scale(_)\n";
    let found: Vec<&str> = listed(listing).into_iter().collect();
    assert_eq!(found, ["Mode", "Quad", "Reader", "Scale"]);
}
