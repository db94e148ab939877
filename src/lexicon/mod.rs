//! Lexicons: data that says what actors are called and what is done between them. Loading can fail, and then lists every problem.

mod aliases;
mod build;
mod check;
pub(crate) mod entries;
mod error;
mod fields;
mod manifest;
pub(crate) mod markers;
mod sheet;
pub(crate) mod table;

use std::{
    borrow::Cow, collections::BTreeMap, fmt::Write as _, io::Read as _, path::Path, sync::Arc,
};

pub use entries::{Actor, ActorKind, Meaning};
use error::Problems;
pub use error::{Finding, LexiconError, Problem};
pub use manifest::Manifest;
use once_cell::sync::{Lazy, OnceCell};
use sha2::{Digest, Sha256};

use crate::{
    cameo::CameoCode,
    lexicon::{
        entries::{Alias, Governor, Idiom, Openings, Shifter, Term},
        markers::Markers,
        table::{Change, Lines, Shape},
    },
    pair::ActorCode,
    pattern::Trie,
    text::Segmenter,
};

/// The specification of the lexicon files, with a guide for authors.
#[doc = include_str!("../../lexicons/README.md")]
pub mod format {}

const MANIFEST: &str = "lexicon.toml";

const BUNDLED: [(&str, &str); 11] = [
    (MANIFEST, include_str!("../../lexicons/lexicon.toml")),
    ("cameo.tsv", include_str!("../../lexicons/cameo.tsv")),
    ("actors.tsv", include_str!("../../lexicons/actors.tsv")),
    (
        "en/aliases.tsv",
        include_str!("../../lexicons/en/aliases.tsv"),
    ),
    ("en/terms.tsv", include_str!("../../lexicons/en/terms.tsv")),
    (
        "en/governors.tsv",
        include_str!("../../lexicons/en/governors.tsv"),
    ),
    (
        "en/shifters.tsv",
        include_str!("../../lexicons/en/shifters.tsv"),
    ),
    (
        "en/idioms.tsv",
        include_str!("../../lexicons/en/idioms.tsv"),
    ),
    (
        "en/markers.tsv",
        include_str!("../../lexicons/en/markers.tsv"),
    ),
    (
        "en/abbreviations.tsv",
        include_str!("../../lexicons/en/abbreviations.tsv"),
    ),
    (
        "en/irregulars.tsv",
        include_str!("../../lexicons/en/irregulars.tsv"),
    ),
];

static ENGLISH: Lazy<Lexicon> =
    Lazy::new(
        || match Lexicon::load(&Files::bundled(), Lexicon::english_draft) {
            Ok(lexicon) => lexicon,
            Err(error) => unreachable!("the bundled lexicon is tested: {error}"),
        },
    );

/// A lexicon, loaded and frozen; cheap to clone.
///
/// ```
/// use detente::Lexicon;
/// let lexicon = Lexicon::english();
/// assert!(lexicon.report().terms > 0);
/// assert!(lexicon.stamp().starts_with("detente-english@"));
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    draft: Draft,
    tables: Tables,
    report: LoadReport,
    /// Made when first asked for: the hash of all lines costs as much as a sixth of the loading.
    stamp: OnceCell<String>,
}

/// What a lexicon holds, and what a layer changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadReport {
    /// CAMEO codes.
    pub codes: usize,
    /// Actors.
    pub actors: usize,
    /// Aliases of actors, blockers and titles.
    pub aliases: usize,
    /// Term patterns.
    pub terms: usize,
    /// Governors.
    pub governors: usize,
    /// Shifters.
    pub shifters: usize,
    /// Idioms.
    pub idioms: usize,
    /// What the layer did to each file: file, added, replaced, removed.
    pub changes: Vec<(String, usize, usize, usize)>,
}

/// The merged lines of all files, before they are parsed.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) manifest: Manifest,
    tables: BTreeMap<&'static str, Lines>,
}

impl Draft {
    pub(crate) fn lines(&self, shape: &Shape) -> &Lines {
        &self.tables[shape.file]
    }
}

/// The frozen tables every stage reads.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) segmenter: Segmenter,
    pub(crate) ontology: BTreeMap<CameoCode, Meaning>,
    pub(crate) actors: BTreeMap<ActorCode, Actor>,
    pub(crate) markers: Markers,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) names: Trie,
    pub(crate) openings: Openings,
    pub(crate) terms: Vec<Term>,
    pub(crate) governors: Vec<Governor>,
    /// Terms, and governors by their index with [`entries::GOVERNOR`] set: where both fit the same words, the term comes first.
    pub(crate) cues: Trie,
    pub(crate) shifters: Vec<Shifter>,
    pub(crate) shifts: Trie,
    pub(crate) idioms: Vec<Idiom>,
    pub(crate) masks: Trie,
}

impl Tables {
    fn empty(segmenter: Segmenter) -> Self {
        Self {
            segmenter,
            ontology: BTreeMap::new(),
            actors: BTreeMap::new(),
            markers: Markers::default(),
            aliases: Vec::new(),
            names: Trie::default(),
            openings: Openings::default(),
            terms: Vec::new(),
            governors: Vec::new(),
            cues: Trie::default(),
            shifters: Vec::new(),
            shifts: Trie::default(),
            idioms: Vec::new(),
            masks: Trie::default(),
        }
    }
}

/// The files of a lexicon by name, not yet read.
#[derive(Debug, Default)]
struct Files(BTreeMap<String, Result<Cow<'static, [u8]>, String>>);

impl Files {
    fn bundled() -> Self {
        Self(
            BUNDLED
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Ok(Cow::Borrowed(text.as_bytes()))))
                .collect(),
        )
    }

    fn from_dir(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        for (name, _) in BUNDLED {
            match read_bounded(&dir.join(name)) {
                Ok(bytes) => drop(files.insert(name.to_owned(), Ok(Cow::Owned(bytes)))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => drop(files.insert(name.to_owned(), Err(error.kind().to_string()))),
            }
        }
        Self(files)
    }
}

/// A file, or its first bytes where it is longer than may be: enough to say so.
#[allow(
    clippy::disallowed_types,
    reason = "the caller names the folder, and only files of a lexicon are read"
)]
fn read_bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path)?;
    file.take(table::MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Lexicon {
    /// The names of the tables, in the order of the specification.
    pub const FILES: [&'static str; 10] = {
        let mut files = [""; 10];
        let mut at = 0;
        while at < files.len() {
            files[at] = table::ALL[at].file;
            at += 1;
        }
        files
    };

    /// The bundled English lexicon, parsed on first use.
    #[must_use]
    pub fn english() -> Self {
        ENGLISH.clone()
    }

    /// Loads a folder. With `extends = "english"` in its `lexicon.toml` it is a layer over the bundled lexicon: its lines add entries,
    /// replace those of the same key, and remove those marked `off`. Without, it must hold every file.
    ///
    /// # Errors
    /// Every problem of every file, sorted by place.
    pub fn from_dir(dir: impl AsRef<Path>) -> Result<Self, LexiconError> {
        Self::load(&Files::from_dir(dir.as_ref()), Self::english_draft)
    }

    /// Loads files given by name and content, as [`Lexicon::from_dir`] does from a folder.
    ///
    /// ```
    /// use detente::Lexicon;
    /// let manifest = "name = \"mine\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0\"\nsource = \"own\"\ncoverage = \"2025-06-30\"\nextends = \"english\"\n";
    /// let terms = "pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample\n\
    ///              snub\t4,0\t\tact\t\t\t\t\t\n";
    /// let error = Lexicon::from_files([("lexicon.toml", manifest), ("en/terms.tsv", terms)]).unwrap_err();
    /// assert!(error.to_string().contains("en/terms.tsv:2:2: code \"4,0\" is unknown"));
    /// ```
    ///
    /// # Errors
    /// Every problem of every file, sorted by place.
    pub fn from_files<N: Into<String>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (N, B)>,
    ) -> Result<Self, LexiconError> {
        let files = Files(
            files
                .into_iter()
                .map(|(name, bytes)| (name.into(), Ok(Cow::Owned(bytes.into()))))
                .collect(),
        );
        Self::load(&files, Self::english_draft)
    }

    fn english_draft() -> Draft {
        Self::english().shared.draft.clone()
    }

    fn load(files: &Files, base: fn() -> Draft) -> Result<Self, LexiconError> {
        let mut problems = Problems::default();
        let (draft, changes) = draft(files, base, &mut problems);
        let Some(draft) = draft else {
            return Err(LexiconError::new(problems));
        };
        let tables = build::build(&draft, &mut problems);
        if !problems.is_empty() {
            return Err(LexiconError::new(problems));
        }
        let report = LoadReport {
            codes: tables.ontology.len(),
            actors: tables.actors.len(),
            aliases: tables.aliases.len(),
            terms: tables.terms.len(),
            governors: tables.governors.len(),
            shifters: tables.shifters.len(),
            idioms: tables.idioms.len(),
            changes: changes
                .into_iter()
                .map(|(file, c)| (file.to_owned(), c.added, c.replaced, c.removed))
                .collect(),
        };
        Ok(Self {
            shared: Arc::new(Shared {
                draft,
                tables,
                report,
                stamp: OnceCell::new(),
            }),
        })
    }

    /// What was loaded.
    #[must_use]
    pub fn report(&self) -> &LoadReport {
        &self.shared.report
    }

    /// Name, version, language, licence, source and coverage date.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.shared.draft.manifest
    }

    /// `name@version+sha256` of the canonical form: stamped on everything derived from the lexicon.
    #[must_use]
    pub fn stamp(&self) -> &str {
        self.shared.stamp.get_or_init(|| stamp(&self.shared.draft))
    }

    /// The canonical text of one file (`en/terms.tsv`): sorted, columns in the order of the specification, without comments.
    #[must_use]
    pub fn canonical(&self, file: &str) -> Option<String> {
        let shape = table::ALL.into_iter().find(|shape| shape.file == file)?;
        Some(table::write(self.shared.draft.lines(shape)))
    }

    /// What loads and yet is no use: patterns that say one thing twice, entries that their own words do not reach, actors without a
    /// name, common words that are names without a guard, guards no word meets, examples that are equal but for their actors.
    /// Sorted by place; empty for the bundled lexicon.
    ///
    /// ```
    /// use detente::Lexicon;
    /// let manifest = "name = \"mine\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0\"\nsource = \"own\"\ncoverage = \"2025-06-30\"\nextends = \"english\"\n";
    /// let idioms = "pattern\tbecomes\texample\n\
    ///               moon base\t\tThe film shows a moon base.\n\
    ///               moon bases\t\tMoon bases are costly.\n";
    /// let lexicon = Lexicon::from_files([("lexicon.toml", manifest), ("en/idioms.tsv", idioms)])?;
    /// let warnings: Vec<String> = lexicon.check().iter().map(ToString::to_string).collect();
    /// assert!(warnings.contains(&"en/idioms.tsv:3:1: the pattern matches the same words as en/idioms.tsv:2; keep one".to_owned()));
    /// # Ok::<(), detente::LexiconError>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        check::check(self)
    }

    /// The actor of a code.
    #[must_use]
    pub fn actor(&self, code: ActorCode) -> Option<&Actor> {
        self.tables().actors.get(&code)
    }

    /// What a CAMEO code means.
    #[must_use]
    pub fn meaning(&self, code: CameoCode) -> Option<&Meaning> {
        self.tables().ontology.get(&code)
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.shared.tables
    }
}

/// Reads all files and lays them over `base` where the manifest says so.
fn draft(
    files: &Files,
    base: fn() -> Draft,
    problems: &mut Problems,
) -> (Option<Draft>, Vec<(&'static str, Change)>) {
    let manifest = match files.0.get(MANIFEST) {
        Some(Ok(bytes)) => manifest::read(MANIFEST, bytes, problems),
        Some(Err(reason)) => {
            whole_file(MANIFEST, Finding::Unreadable(reason.clone()), problems);
            None
        }
        None => {
            whole_file(MANIFEST, Finding::MissingFile, problems);
            None
        }
    };
    let layer = manifest.as_ref().is_some_and(|m| m.extends.is_some());
    let base = layer.then(base);
    let mut read = read_all(files);
    let mut changes = Vec::new();
    let mut tables = BTreeMap::new();
    for shape in table::ALL {
        let mut lines = base
            .as_ref()
            .map_or_else(|| Lines::new(shape), |base| base.lines(shape).clone());
        match files.0.get(shape.file) {
            Some(Ok(_)) => {
                let (upper, found) = read
                    .remove(shape.file)
                    .unwrap_or_else(|| (Lines::new(shape), Problems::default()));
                problems.merge(found);
                let change = table::overlay(&mut lines, upper, problems);
                changes.extend(layer.then_some((shape.file, change)));
            }
            Some(Err(reason)) => {
                let finding = Finding::Unreadable(reason.clone());
                whole_file(shape.file, finding, problems);
            }
            None if base.is_none() => whole_file(shape.file, Finding::MissingFile, problems),
            None => {}
        }
        tables.insert(shape.file, lines);
    }
    (manifest.map(|manifest| Draft { manifest, tables }), changes)
}

/// The lines of every table that is there, with what is wrong with their form.
fn read_all(files: &Files) -> BTreeMap<&'static str, (Lines, Problems)> {
    let read = |shape: &'static Shape| {
        let bytes = files.0.get(shape.file)?.as_ref().ok()?;
        let mut problems = Problems::default();
        let lines = table::read(shape, bytes, &mut problems);
        Some((shape.file, (lines, problems)))
    };
    let others = table::ALL
        .into_iter()
        .filter(|shape| shape.file != table::ALIASES.file);
    let mut all = BTreeMap::new();
    // the names are most of the lines
    let names = build::beside(
        || read(&table::ALIASES),
        || all.extend(others.filter_map(read)),
    );
    all.extend(names);
    all
}

fn whole_file(file: &str, finding: Finding, problems: &mut Problems) {
    problems.push(Problem {
        file: file.to_owned(),
        line: 0,
        column: 0,
        finding,
    });
}

fn stamp(draft: &Draft) -> String {
    let mut hash = Sha256::new();
    hash.update(draft.manifest.canonical());
    for shape in table::ALL {
        hash.update(shape.file);
        hash.update(table::write(draft.lines(shape)));
    }
    let mut stamp = format!("{}@{}+", draft.manifest.name, draft.manifest.version);
    for byte in hash.finalize() {
        let _ = write!(stamp, "{byte:02x}");
    }
    stamp
}
