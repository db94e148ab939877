//! What a reader has judged of claims, kept by their ids.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use crate::{
    input::{Failure, Table},
    report,
    statistics::wilson,
    strongest::Claim,
};

/// What a reader says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    /// The sentence does not settle it.
    Unclear,
}

impl Verdict {
    const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::Unclear];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Unclear => "unclear",
        }
    }
}

/// Verdicts by the claim's id, with the class that was judged.
#[derive(Debug)]
pub(crate) struct Verdicts {
    by_id: BTreeMap<String, (String, Verdict)>,
    bad: usize,
}

impl Verdicts {
    /// Reads a table with the columns `id`, `class`, `verdict` and `why`; a second verdict of an id is a bad line.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut table = Table::read(path, &["id", "class", "verdict", "why"])?;
        let mut by_id: BTreeMap<String, (String, Verdict)> = BTreeMap::new();
        for (line, fields) in &table.rows {
            let verdict = Verdict::ALL.into_iter().find(|v| v.name() == fields[2]);
            let Some(verdict) = verdict else {
                let reason = format!(
                    "verdict \"{}\" is none; write right, wrong or unclear",
                    fields[2]
                );
                table.lines.report(*line, reason);
                continue;
            };
            if by_id.contains_key(&fields[0]) {
                table.lines.report(
                    *line,
                    format!("id \"{}\" is judged already; keep one line", fields[0]),
                );
                continue;
            }
            by_id.insert(fields[0].clone(), (fields[1].clone(), verdict));
        }
        let bad = table.lines.bad;
        Ok(Self { by_id, bad })
    }

    /// The verdict on a claim; one on another class of the same sentence and pair is on another claim.
    pub(crate) fn of(&self, claim: &Claim) -> Option<Verdict> {
        let (class, verdict) = self.by_id.get(&claim.id)?;
        (class == claim.class).then_some(*verdict)
    }
}

/// How many claims are right, and the interval of their share; what is unclear is not right.
pub(crate) fn share(claims: &[Claim], verdicts: &Verdicts) -> String {
    let given: Vec<Verdict> = claims
        .iter()
        .filter_map(|claim| verdicts.of(claim))
        .collect();
    let of = |verdict| given.iter().filter(|given| **given == verdict).count();
    let [right, wrong, unclear] = Verdict::ALL.map(of);
    let mut out = format!(
        "\nright {right}, wrong {wrong}, unclear {unclear}; not judged yet {} of {}{}\n",
        claims.len() - given.len(),
        claims.len(),
        report::bad_lines(verdicts.bad)
    );
    if let Some((low, high)) = wilson(right, given.len()) {
        let share = right as f64 / given.len() as f64;
        let _ = writeln!(
            out,
            "share right of the judged {share:.3}  [{low:.3}, {high:.3}]"
        );
    }
    out
}
