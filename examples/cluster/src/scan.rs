//! The one plan node of our own: slices come in, the rows of their files go out.
//!
//! The slices stand below it as a table in memory, a partition each list of them. The engine knows how to give each
//! task its share of such a table, and of a leaf of our own it would not: every task would read everything.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{Array, AsArray, RecordBatch, StringArray},
        datatypes::{DataType, Field, Schema, SchemaRef},
    },
    common::{exec_err, tree_node::TreeNodeRecursion},
    datasource::memory::MemorySourceConfig,
    error::{DataFusionError, Result},
    execution::{SendableRecordBatchStream, TaskContext},
    physical_expr::{EquivalenceProperties, Partitioning, PhysicalExpr},
    physical_plan::{
        DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
        ReplaceChildrenOptions,
        execution_plan::{Boundedness, ChildrenPropertiesMode, EmissionType},
        stream::RecordBatchStreamAdapter,
    },
};
use detente::Day;
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};

use crate::{
    input::{Slice, batches, schema},
    table::Work,
};

/// What a scan does with the slices it gets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Wish {
    /// The day of articles without one.
    date: Option<Day>,
    /// The columns that are wanted; all where it is `None`.
    columns: Option<Vec<usize>>,
}

#[derive(Debug)]
pub(crate) struct Scan {
    slices: Arc<dyn ExecutionPlan>,
    wish: Wish,
    properties: Arc<PlanProperties>,
}

impl Scan {
    /// The scan of all slices.
    pub(crate) fn new(work: &Work, columns: Option<Vec<usize>>) -> Result<Self> {
        let partitions = work.partitions.iter();
        let partitions: Vec<Vec<RecordBatch>> = partitions
            .map(|slices| Ok(vec![packed(slices)?]))
            .collect::<Result<_>>()?;
        let slices = MemorySourceConfig::try_new_exec(&partitions, slice_schema(), None)?;
        let date = work.date;
        Self::over(slices, Wish { date, columns })
    }

    /// A scan of slices that come from another node.
    pub(crate) fn over(slices: Arc<dyn ExecutionPlan>, wish: Wish) -> Result<Self> {
        let schema = match &wish.columns {
            Some(columns) => Arc::new(schema().project(columns)?),
            None => schema(),
        };
        let partitions = slices.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self {
            slices,
            wish,
            properties: Arc::new(properties),
        })
    }

    pub(crate) const fn wish(&self) -> &Wish {
        &self.wish
    }
}

/// The table of slices: one column, each slice as JSON.
fn slice_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![Field::new(
        "slice",
        DataType::Utf8,
        false,
    )]))
}

fn packed(slices: &[Slice]) -> Result<RecordBatch> {
    let rows: StringArray = slices
        .iter()
        .map(|slice| serde_json::to_string(slice).map(Some))
        .collect::<Result<_, _>>()
        .map_err(|error| DataFusionError::External(Box::new(error)))?;
    Ok(RecordBatch::try_new(slice_schema(), vec![Arc::new(rows)])?)
}

fn unpacked(batch: &RecordBatch) -> Result<Vec<Slice>> {
    let Some(rows) = batch
        .columns()
        .first()
        .and_then(|rows| rows.as_string_opt::<i32>())
    else {
        return exec_err!("a scan reads slices, and here are {}", batch.schema());
    };
    let valid = (0..rows.len()).filter(|row| rows.is_valid(*row));
    let slices = valid.map(|row| serde_json::from_str(rows.value(row)));
    slices
        .collect::<Result<_, _>>()
        .map_err(|error| DataFusionError::External(Box::new(error)))
}

impl DisplayAs for Scan {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DetenteScan: columns={:?}", self.wish.columns)
    }
}

impl ExecutionPlan for Scan {
    fn name(&self) -> &'static str {
        "DetenteScan"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.slices]
    }

    /// The slices were spread by their cost; another order of so few rows would gain nothing.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match <[_; 1]>::try_from(children) {
            Ok([slices]) => Ok(Arc::new(Self::over(slices, self.wish.clone())?)),
            Err(children) => exec_err!("a scan has one input, and here are {}", children.len()),
        }
    }

    // The trait still asks for it beside `replace_children`.
    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let options = ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute);
        self.replace_children(children, options)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let slices = self.slices.execute(partition, Arc::clone(&context))?;
        let Wish { date, columns } = self.wish.clone();
        let rows = slices.map(move |batch| {
            let slices = unpacked(&batch?)?;
            Ok::<_, DataFusionError>(batches(slices, date, context.runtime_env()))
        });
        let wanted = rows.try_flatten().and_then(move |batch| {
            let wanted = match &columns {
                Some(columns) => batch.project(columns).map_err(DataFusionError::from),
                None => Ok(batch),
            };
            futures::future::ready(wanted)
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(
            self.schema(),
            wanted,
        )))
    }
}
