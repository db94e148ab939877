//! Détente's functions for SQL.
//!
//! | function | gives |
//! |---|---|
//! | `detente_events(id, published, [title,] text)` | the events of an article, a list of structs with the fields of `events.ndjson` |
//! | `detente_explain(id, published, [title,] text)` | each event drawn on its text, a list of texts in the same order |
//! | `detente_cells(id, published, [title,] text)` | the timeline of one article, as bytes that merge |
//! | `detente_timeline(id, published, [title,] text)` | aggregate: the timeline of many articles |
//! | `detente_timeline(cells)` | aggregate: the timelines of articles or of archives, merged |
//! | `detente_parts(cells, n)` | a timeline divided by pair, a list of at most n structs of `part` and `cells` |
//! | `detente_summary(timeline)` | a timeline as the JSON of `summary.json` |

mod articles;
mod cells;
mod events;
mod explain;
mod parts;
mod summary;
mod timeline;

use std::sync::Arc;

use datafusion::{
    error::Result,
    execution::FunctionRegistry,
    logical_expr::{AggregateUDF, ScalarUDF},
};

use crate::workers::Workers;
pub(crate) use events::data_type;
pub(crate) use timeline::{failed, opened};

/// All functions, reading with these workers.
#[derive(Clone, Debug)]
pub(crate) struct Functions {
    pub(crate) scalar: Vec<Arc<ScalarUDF>>,
    pub(crate) aggregate: Vec<Arc<AggregateUDF>>,
}

impl Functions {
    pub(crate) fn new(workers: &Arc<Workers>) -> Self {
        let scalar = [
            ScalarUDF::from(events::Events::new(workers)),
            ScalarUDF::from(explain::Explain::new(workers)),
            ScalarUDF::from(cells::Cells::new(workers)),
            ScalarUDF::from(parts::Parts::new()),
            ScalarUDF::from(summary::Summary::new()),
        ];
        let aggregate = [AggregateUDF::from(timeline::TimelineOf::new(workers))];
        Self {
            scalar: scalar.map(Arc::new).into(),
            aggregate: aggregate.map(Arc::new).into(),
        }
    }

    /// Puts them into a session.
    pub(crate) fn register(&self, registry: &mut dyn FunctionRegistry) -> Result<()> {
        for function in &self.scalar {
            registry.register_udf(Arc::clone(function))?;
        }
        for function in &self.aggregate {
            registry.register_udaf(Arc::clone(function))?;
        }
        Ok(())
    }

    /// One of them by its name.
    pub(crate) fn scalar(&self, name: &str) -> Option<&Arc<ScalarUDF>> {
        self.scalar.iter().find(|function| function.name() == name)
    }

    /// One of them by its name.
    pub(crate) fn aggregate(&self, name: &str) -> Option<&Arc<AggregateUDF>> {
        self.aggregate
            .iter()
            .find(|function| function.name() == name)
    }
}
