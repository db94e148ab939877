//! The questions asked of the engine, in its own language.

use std::sync::Arc;

use datafusion::{error::Result, prelude::SessionContext};

use crate::{
    args::Distinct,
    out::codebook::EVENT,
    table::{Lines, Work},
};

/// Gives a session the tables `lines`, `documents` and `events`.
pub(crate) async fn register(
    context: &SessionContext,
    work: Work,
    distinct: Distinct,
) -> Result<()> {
    let work = Arc::new(work);
    context.register_table("lines", Arc::new(Lines { work }))?;
    for (name, query) in [("documents", documents(distinct)), ("events", events())] {
        let view = context.sql(&query).await?.into_view();
        context.register_table(name, view)?;
    }
    Ok(())
}

/// What makes two articles one.
const fn key(distinct: Distinct) -> &'static str {
    match distinct {
        Distinct::Id => "id",
        // A unit separator stands in no text.
        Distinct::Content => "sha256(concat_ws(chr(31), CAST(published AS VARCHAR), title, text))",
    }
}

/// Every article once: of those with one key the first in the order of reading.
fn documents(distinct: Distinct) -> String {
    let key = key(distinct);
    let first =
        |column: &str| format!("first_value({column} ORDER BY file_number, line) AS {column}");
    let [id, published, title, text] = ["id", "published", "title", "text"].map(first);
    format!(
        "SELECT {id}, {published}, {title}, {text} \
         FROM (SELECT *, {key} AS key FROM lines WHERE finding IS NULL) GROUP BY key"
    )
}

/// The events of every article, a column for each field.
fn events() -> String {
    let fields = EVENT
        .iter()
        .map(|field| format!("event['{0}'] AS \"{0}\"", field.name));
    let fields: Vec<String> = fields.collect();
    format!(
        "SELECT {}, to_char(event['date'], '%G-W%V') AS week FROM \
         (SELECT unnest(detente_events(id, published, title, text)) AS event FROM documents)",
        fields.join(", ")
    )
}

/// The timeline of everything in at most so many parts, how many articles there were, how many of them once, and the
/// lines that are none. Part 0 has the counts of all articles, and the last three columns count there alone.
///
/// An article is read where it lies, and only its cells travel; the engine's distinct then keeps the first of those
/// with one key. A line that is no article passes under a key of its own. The cells are divided before they are
/// merged, so that many tasks merge, each some of the pairs.
pub(crate) fn timeline(distinct: Distinct, parts: u32) -> String {
    format!(
        "WITH told AS (
             SELECT file_number, line, {} AS key,
                    file || chr(9) || CAST(line AS VARCHAR) || chr(9) || finding AS bad,
                    detente_cells(id, published, title, text) AS cells
             FROM lines),
         once AS (
             SELECT key, bad, first_value(cells ORDER BY file_number, line) AS cells, count(*) AS times
             FROM told GROUP BY key, bad),
         divided AS (
             SELECT bad, times, unnest(detente_parts(cells, {parts})) AS piece FROM once),
         -- Plain columns of their own: fields of a struct inside an aggregate get lost on the way to the scheduler.
         pieces AS (
             SELECT piece['part'] AS part, piece['cells'] AS cells, bad, times FROM divided)
         SELECT part,
                detente_timeline(cells) AS timeline,
                sum(times) FILTER (WHERE bad IS NULL) AS told,
                count(*) FILTER (WHERE bad IS NULL) AS documents,
                array_agg(bad) FILTER (WHERE bad IS NOT NULL) AS bad
         FROM pieces GROUP BY part",
        key(distinct)
    )
}
