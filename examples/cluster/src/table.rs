//! The inputs as a table of the engine.

use std::sync::Arc;

use datafusion::{
    arrow::datatypes::SchemaRef,
    catalog::{Session, TableProvider},
    error::Result,
    logical_expr::{Expr, TableType},
    physical_plan::ExecutionPlan,
};
use detente::Day;
use serde::{Deserialize, Serialize};

use crate::{
    input::{Slice, schema},
    scan::Scan,
};

/// Slices for each partition, and the day of articles without one: what a scan is, wherever it runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Work {
    pub(crate) date: Option<Day>,
    pub(crate) partitions: Vec<Vec<Slice>>,
}

impl Work {
    /// Spreads slices over at most so many partitions: neighbours stay together, and each has about the same cost.
    pub(crate) fn spread(slices: Vec<Slice>, partitions: usize, date: Option<Day>) -> Self {
        let whole: u128 = slices.iter().map(|slice| u128::from(slice.cost)).sum();
        let most = partitions.clamp(1, slices.len().max(1));
        let mut parts: Vec<Vec<Slice>> = vec![Vec::new(); most];
        let mut before = 0_u128;
        for slice in slices {
            // A slice goes where its middle lies.
            let middle = before * 2 + u128::from(slice.cost);
            let part = (middle * most as u128).checked_div(whole * 2).unwrap_or(0);
            before += u128::from(slice.cost);
            parts[usize::try_from(part).map_or(most - 1, |part| part.min(most - 1))].push(slice);
        }
        parts.retain(|part| !part.is_empty());
        Self {
            date,
            partitions: parts,
        }
    }
}

/// The table `lines`.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) work: Arc<Work>,
}

#[async_trait::async_trait]
impl TableProvider for Lines {
    fn schema(&self) -> SchemaRef {
        schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(Arc::new(Scan::new(&self.work, projection.cloned())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Form;

    fn slice(file: u32, cost: u64) -> Slice {
        Slice {
            file,
            name: String::new(),
            url: String::new(),
            form: Form::Lines,
            start: 0,
            end: cost,
            size: cost,
            before: 0,
            cost,
        }
    }

    #[test]
    fn slices_are_spread_evenly_and_each_once() {
        for (costs, partitions, wanted) in [
            (vec![10; 8], 4, vec![2, 2, 2, 2]),
            (vec![10; 3], 8, vec![1, 1, 1]),
            (vec![100, 1, 1, 1], 2, vec![1, 3]),
            (vec![0, 0], 2, vec![2]),
            (vec![5], 1, vec![1]),
        ] {
            let slices: Vec<Slice> = (0..).zip(costs).map(|(at, cost)| slice(at, cost)).collect();
            let work = Work::spread(slices.clone(), partitions, None);
            let sizes: Vec<usize> = work.partitions.iter().map(Vec::len).collect();
            assert_eq!(sizes, wanted);
            assert_eq!(work.partitions.concat(), slices);
        }
    }
}
