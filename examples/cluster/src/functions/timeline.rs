//! `detente_timeline`: the aggregate whose partial state is the timeline's cells.
//!
//! Partial, merged and final are the same exact integers all the way, so that neither the number of partitions nor
//! the order in which they arrive can be seen in the result.

use std::{error::Error, mem, sync::Arc};

use datafusion::{
    arrow::{
        array::{ArrayRef, AsArray},
        datatypes::{DataType, Field, FieldRef},
    },
    common::{exec_err, plan_err},
    error::{DataFusionError, Result},
    logical_expr::{
        Accumulator, AggregateUDFImpl, Signature,
        function::{AccumulatorArgs, StateFieldsArgs},
    },
    scalar::ScalarValue,
};
use detente::Timeline;

use super::articles::{Articles, coerced, signature};
use crate::workers::Workers;

/// What a cell weighs in memory, evidence included; `cargo bench --bench memory` of the library prints it.
const CELL: usize = 280;

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct TimelineOf {
    workers: Arc<Workers>,
    signature: Signature,
}

impl TimelineOf {
    pub(super) fn new(workers: &Arc<Workers>) -> Self {
        Self {
            workers: Arc::clone(workers),
            signature: signature(),
        }
    }
}

impl AggregateUDFImpl for TimelineOf {
    fn name(&self) -> &'static str {
        "detente_timeline"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [cells] if is_bytes(cells) => Ok(vec![DataType::LargeBinary]),
            [other] => plan_err!(
                "{} merges timelines, which are bytes, not {other}",
                self.name()
            ),
            _ => coerced(self.name(), given),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeBinary)
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format!("{}[cells]", args.name);
        Ok(vec![Arc::new(Field::new(
            name,
            DataType::LargeBinary,
            true,
        ))])
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Cells {
            timeline: self.workers.timeline(),
            workers: Arc::clone(&self.workers),
        }))
    }
}

#[derive(Debug)]
struct Cells {
    workers: Arc<Workers>,
    timeline: Timeline,
}

impl Cells {
    fn merge(&mut self, timelines: &ArrayRef) -> Result<()> {
        let Some(timelines) = timelines.as_binary_opt::<i64>() else {
            return exec_err!("detente_timeline was called with other columns than planned");
        };
        for bytes in timelines.iter().flatten() {
            self.timeline.merge(&opened(bytes)?).map_err(failed)?;
        }
        Ok(())
    }
}

impl Accumulator for Cells {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        if let [timelines] = values {
            return self.merge(timelines);
        }
        let Some(articles) = Articles::new(values) else {
            return exec_err!("detente_timeline was called with other columns than planned");
        };
        self.workers.with(|reader| {
            for article in articles.iter().flatten() {
                self.timeline.record(reader.analyze(&article));
            }
        });
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        states.iter().try_for_each(|state| self.merge(state))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.evaluate()?])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::LargeBinary(Some(self.timeline.to_bytes())))
    }

    fn size(&self) -> usize {
        mem::size_of_val(self) + self.timeline.cells() * CELL
    }
}

/// Whether a column may hold timelines.
pub(super) const fn is_bytes(column: &DataType) -> bool {
    matches!(
        column,
        DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::FixedSizeBinary(_)
            | DataType::Null
    )
}

/// The timeline of bytes that came from elsewhere.
pub(crate) fn opened(bytes: &[u8]) -> Result<Timeline> {
    Timeline::from_bytes(bytes).map_err(failed)
}

pub(crate) fn failed(error: impl Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
