//! The bundled tables as lines of fields, to be changed.

use std::{collections::BTreeMap, collections::BTreeSet, fs, path::Path};

use detente::Lexicon;

use crate::random::Random;

/// A line that is an entry, by its number from 1.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) file: &'static str,
    pub(crate) number: usize,
    pub(crate) fields: Vec<String>,
}

impl Line {
    /// The place of a column, from 0.
    pub(crate) fn at(&self, columns: &[String], column: &str) -> usize {
        let at = columns.iter().position(|name| name == column);
        at.unwrap_or_else(|| panic!("{} has no column {column}", self.file))
    }
}

#[derive(Debug)]
pub(crate) struct Tables {
    files: BTreeMap<&'static str, Vec<String>>,
    manifest: Vec<u8>,
    /// Lines with a mistake, or that another line's mistake is about.
    used: BTreeSet<(&'static str, usize)>,
}

impl Tables {
    pub(crate) fn bundled() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
        let read = |file: &'static str| {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let lines = text.lines().map(str::to_owned).collect();
            (file, lines)
        };
        Self {
            files: Lexicon::FILES.into_iter().map(read).collect(),
            manifest: fs::read(folder.join("lexicon.toml")).unwrap(),
            used: BTreeSet::new(),
        }
    }

    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let text = |(file, lines): (&&str, &Vec<String>)| {
            (
                (*file).to_owned(),
                format!("{}\n", lines.join("\n")).into_bytes(),
            )
        };
        let tables = self.files.iter().map(text);
        tables
            .chain([("lexicon.toml".to_owned(), self.manifest.clone())])
            .collect()
    }

    /// The names of a file's columns, and the number of its header.
    pub(crate) fn header(&self, file: &str) -> (Vec<String>, usize) {
        let lines = &self.files[file];
        let at = lines.iter().position(|line| is_entry(line)).unwrap();
        (fields(&lines[at]), at + 1)
    }

    /// A random line that nobody has changed, and that fits.
    pub(crate) fn pick(
        &mut self,
        random: &mut Random,
        file: &'static str,
        fits: impl Fn(&Line, &[String]) -> bool,
    ) -> Option<(Line, Vec<String>)> {
        let (columns, header) = self.header(file);
        for _ in 0..100_000 {
            let number = header + 1 + random.below(self.files[file].len() - header);
            let text = &self.files[file][number - 1];
            if self.used.contains(&(file, number)) || !is_entry(text) {
                continue;
            }
            let line = Line {
                file,
                number,
                fields: fields(text),
            };
            if fits(&line, &columns) {
                self.used.insert((file, number));
                return Some((line, columns));
            }
        }
        None
    }

    pub(crate) fn write(&mut self, line: &Line) {
        self.put(line.file, line.number, line.fields.join("\t"));
    }

    pub(crate) fn put(&mut self, file: &'static str, number: usize, text: String) {
        self.files.get_mut(file).unwrap()[number - 1] = text;
    }

    /// Adds a line at the end; its number.
    pub(crate) fn append(&mut self, file: &'static str, text: String) -> usize {
        let lines = self.files.get_mut(file).unwrap();
        lines.push(text);
        self.used.insert((file, lines.len()));
        lines.len()
    }
}

fn is_entry(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

fn fields(line: &str) -> Vec<String> {
    line.split('\t').map(str::to_owned).collect()
}
