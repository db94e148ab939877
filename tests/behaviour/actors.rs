//! What the actors of `{A}` and `{B}` are called.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The forms of one state; `name` with its article, if it has one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    name: String,
    adjective: String,
    capital: String,
    leader: String,
}

/// The forms of every state that may stand for `{A}` or `{B}`, by code.
#[derive(Debug)]
pub(crate) struct Actors(BTreeMap<String, Forms>);

impl Actors {
    pub(crate) fn new(toml: &str) -> Self {
        Self(toml::from_str(toml).expect("the forms of the actors"))
    }

    /// A sentence with the names of the actors in it: `{A}`, `{A.adjective}`, `{A.capital}`, `{A.leader}`, and so for `B`.
    pub(crate) fn sentence(&self, template: &str, codes: [&str; 2]) -> Result<String, String> {
        let mut text = template.to_owned();
        for (letter, code) in ["A", "B"].into_iter().zip(codes) {
            let forms = self.0.get(code);
            let forms = forms.ok_or_else(|| format!("actors.toml has no {code}"))?;
            let every = [
                ("", &forms.name),
                (".adjective", &forms.adjective),
                (".capital", &forms.capital),
                (".leader", &forms.leader),
            ];
            for (form, words) in every {
                text = text.replace(&format!("{{{letter}{form}}}"), words);
            }
        }
        if text.contains('{') {
            return Err(format!("\"{text}\" has a form that does not exist"));
        }
        Ok(capitalised(&text))
    }
}

/// An expectation with the codes of the actors in it.
pub(crate) fn coded(line: &str, codes: [&str; 2]) -> String {
    line.replace("{A}", codes[0]).replace("{B}", codes[1])
}

/// "the Philippines" begins a sentence with a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
