//! A case as it stands in a file: one sentence, its changed sentences, and what is to be read in them.

use serde::Deserialize;

use crate::{
    actors::{Actors, capitalised, coded},
    kind::Kind,
    reading::directed,
    twins::{Move, Twins},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) case: Vec<Case>,
}

/// One sentence and what becomes of it. Each changed sentence is a pair with the first one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) id: String,
    /// The kind of change; in `known_faults.toml` only.
    pub(crate) kind: Option<Kind>,
    /// What the reader gets wrong; in `known_faults.toml` only.
    pub(crate) cause: Option<String>,
    /// The day of publication; without it the article is undated.
    date: Option<String>,
    /// Whether the sentences are titles over a text that says nothing.
    #[serde(default)]
    title: bool,
    /// The sentence, with `{A}` and `{B}` where `with` or `named` says what stands there.
    base: String,
    /// All that counts in the base sentence: "SRC->TGT CLASS mode sign", and `mutual` where both do it.
    reads: Vec<String>,
    /// The changed sentences.
    #[serde(default)]
    changed: Vec<String>,
    /// All that counts in each of the changed sentences, in the kinds that change the reading.
    becomes: Option<Vec<String>>,
    /// What may be read besides in the changed sentences, where coders differ.
    #[serde(default)]
    may: Vec<String>,
    /// "TCD SDN": what stands for `{A}` and `{B}`; the first is the base sentence, each other one a pair with it.
    #[serde(default)]
    with: Vec<String>,
    /// What stands for `{A}`: the first is the base sentence, each other one a pair with it.
    #[serde(default)]
    named: Vec<String>,
    /// Pairs of actors a coder may or may not see here.
    #[serde(default)]
    allow: Vec<String>,
    /// How a strengthening word moves the scale.
    moves: Option<Move>,
}

impl Case {
    /// Every pair of the case.
    pub(crate) fn twins(&self, kind: Kind, actors: &Actors) -> Result<Vec<Twins>, String> {
        self.check(kind)?;
        let mut all = match kind {
            Kind::Countries => self.substituted(kind, actors)?,
            Kind::Flipped => self.flipped(kind, actors)?,
            Kind::Names if !self.named.is_empty() => self.renamed(kind)?,
            _ => self.listed(kind)?,
        };
        if all.is_empty() {
            return Err("there is no changed sentence".to_owned());
        }
        for (index, twins) in all.iter_mut().enumerate() {
            twins.id = format!("{}/{}/{}", kind.name(), self.id, index + 1);
        }
        Ok(all)
    }

    /// A field that the kind has no use for is a slip of the writer.
    fn check(&self, kind: Kind) -> Result<(), String> {
        let templated = matches!(kind, Kind::Countries | Kind::Flipped);
        let wrong = [
            (self.reads.is_empty(), "reads is empty: that proves nothing"),
            (
                self.becomes.is_some() != kind.changes_the_reading(),
                "becomes is for the kinds that change the reading, and for all of them",
            ),
            (
                !self.may.is_empty() && self.becomes.is_none(),
                "may goes with becomes",
            ),
            (
                self.moves.is_some() != (kind == Kind::Stronger),
                "moves is for stronger, and for all of it",
            ),
            (
                self.with.is_empty() == templated,
                "with is for countries and flipped, and for all of them",
            ),
            (
                !self.named.is_empty() && kind != Kind::Names,
                "named is for names",
            ),
            (
                self.changed.is_empty() != (templated || !self.named.is_empty()),
                "changed is for the cases without with or named, and for all of them",
            ),
        ];
        let first = wrong.into_iter().find(|(is_wrong, _)| *is_wrong);
        first.map_or(Ok(()), |(_, reason)| Err(reason.to_owned()))
    }

    fn listed(&self, kind: Kind) -> Result<Vec<Twins>, String> {
        let each = |changed: &String| self.pair(kind, self.base.clone(), changed.clone());
        self.changed.iter().map(each).collect()
    }

    /// The sentence with other names of the same actor.
    fn renamed(&self, kind: Kind) -> Result<Vec<Twins>, String> {
        let text = |name: &String| capitalised(&self.base.replace("{A}", name));
        let (first, rest) = self.named.split_first().ok_or("nothing is named")?;
        let each = |name| self.pair(kind, text(first), text(name));
        rest.iter().map(each).collect()
    }

    /// The sentence with other countries.
    fn substituted(&self, kind: Kind, actors: &Actors) -> Result<Vec<Twins>, String> {
        let (first, rest) = self.with.split_first().ok_or("with is empty")?;
        let first = two(first)?;
        let each = |codes: &String| self.exchanged(kind, actors, [first, two(codes)?]);
        rest.iter().map(each).collect()
    }

    /// The sentence with its two countries in each other's place.
    fn flipped(&self, kind: Kind, actors: &Actors) -> Result<Vec<Twins>, String> {
        let each = |codes: &String| {
            let [a, b] = two(codes)?;
            self.exchanged(kind, actors, [[a, b], [b, a]])
        };
        self.with.iter().map(each).collect()
    }

    fn exchanged(
        &self,
        kind: Kind,
        actors: &Actors,
        [old, new]: [[&str; 2]; 2],
    ) -> Result<Twins, String> {
        let base = actors.sentence(&self.base, old)?;
        let changed = actors.sentence(&self.base, new)?;
        let mut filled = self.clone();
        for line in filled.reads.iter_mut().chain(&mut filled.allow) {
            *line = coded(line, old);
        }
        let mut twins = filled.pair(kind, base, changed)?;
        for (to, from) in old.into_iter().zip(new) {
            let code = |code: &str| code.parse().map_err(|error| format!("{error}"));
            twins.renamed.push((code(from)?, code(to)?));
        }
        Ok(twins)
    }

    fn pair(&self, kind: Kind, base: String, changed: String) -> Result<Twins, String> {
        let wishes = |lines: &[String]| lines.iter().map(|line| line.parse()).collect();
        let date = self.date.as_deref().map(str::parse).transpose();
        Ok(Twins {
            kind,
            id: self.id.clone(),
            date: date.map_err(|error| format!("{error}"))?,
            title: self.title,
            base,
            changed,
            reads: wishes(&self.reads)?,
            becomes: self.becomes.as_deref().map(wishes).transpose()?,
            may: wishes(&self.may)?,
            renamed: Vec::new(),
            allow: self
                .allow
                .iter()
                .map(|pair| directed(pair))
                .collect::<Result<_, _>>()?,
            moves: self.moves,
        })
    }
}

/// "TCD SDN" as two codes.
fn two(codes: &str) -> Result<[&str; 2], String> {
    let pair = codes.split_once(' ').map(|(a, b)| [a, b]);
    pair.ok_or_else(|| format!("\"{codes}\" are not two codes"))
}
