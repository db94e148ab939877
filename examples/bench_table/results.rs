//! What criterion and the other benchmarks left in their folder.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use serde::Deserialize;

/// One benchmark's middle time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) seconds: f64,
    /// Bytes or elements of one pass, where there are any.
    pub(crate) units: f64,
}

impl Measured {
    /// Units a second.
    pub(crate) fn rate(&self) -> f64 {
        self.units / self.seconds
    }
}

/// How large a text is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Size {
    pub(crate) articles: f64,
    pub(crate) bytes: f64,
    pub(crate) words: f64,
    pub(crate) distinct: f64,
    pub(crate) sentences: f64,
    pub(crate) one_actor: f64,
    pub(crate) two_actors: f64,
}

/// A value by its name.
type Named<T> = (String, T);

/// Instructions a word, by text and pass; processor seconds of whole processes, by text.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Counted {
    pub(crate) instructions: Vec<Named<Vec<Named<f64>>>>,
    pub(crate) seconds: Vec<Named<Vec<Named<f64>>>>,
}

/// All results.
#[derive(Debug)]
pub(crate) struct Results {
    /// By group, name and parameter.
    measured: BTreeMap<[String; 3], Measured>,
    pub(crate) texts: Vec<(String, Size)>,
    pub(crate) counted: Option<Counted>,
}

#[derive(Deserialize)]
struct Benchmark {
    group_id: String,
    function_id: Option<String>,
    value_str: Option<String>,
    throughput: Option<BTreeMap<String, f64>>,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

impl Results {
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let texts = json(&folder.join("texts.json"))
            .map_err(|error| format!("{error}; run `cargo bench --bench speed` first"))?;
        let counted = folder.join("instructions.json");
        let counted = counted.is_file().then(|| json(&counted)).transpose()?;
        let mut measured = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else if entry.file_name() == "benchmark.json" && folder.ends_with("new") {
                    let (name, result) = one(&folder)?;
                    measured.insert(name, result);
                }
            }
        }
        Ok(Self {
            measured,
            texts,
            counted,
        })
    }

    /// One result, if it was measured.
    pub(crate) fn get(&self, group: &str, name: &str, parameter: &str) -> Option<Measured> {
        let key = [group, name, parameter].map(str::to_owned);
        self.measured.get(&key).copied()
    }
}

fn one(folder: &Path) -> Result<([String; 3], Measured), Box<dyn Error>> {
    let benchmark: Benchmark = json(&folder.join("benchmark.json"))?;
    let estimates: Estimates = json(&folder.join("estimates.json"))?;
    let name = [
        benchmark.group_id,
        benchmark.function_id.unwrap_or_default(),
        benchmark.value_str.unwrap_or_default(),
    ];
    let units = benchmark
        .throughput
        .and_then(|units| units.into_values().next());
    Ok((
        name,
        Measured {
            seconds: estimates.median.point_estimate / 1e9,
            units: units.unwrap_or(1.0),
        },
    ))
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| told(&error))?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| told(&error))?)
}
