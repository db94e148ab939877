//! How our table, our plan node and our functions travel between the processes.
//!
//! The engine sends functions by their name alone. Ours take the lexicon's stamp with them, and whoever unpacks one
//! with another lexicon refuses, before any article is read.

use std::sync::Arc;

use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::{
    arrow::datatypes::SchemaRef,
    catalog::TableProvider,
    common::{TableReference, exec_err, plan_err},
    datasource::file_format::FileFormatFactory,
    error::{DataFusionError, Result},
    execution::TaskContext,
    logical_expr::{AggregateUDF, Extension, LogicalPlan, ScalarUDF},
    physical_plan::ExecutionPlan,
};
use datafusion_proto::{
    logical_plan::LogicalExtensionCodec,
    physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{functions::Functions, scan::Scan, table::Lines, workers::Workers};

/// What stands before the bytes of ours; no protobuf message begins so.
const OURS: &[u8] = b"\xFFdetente\n";

/// Packs and unpacks what the engine does not know.
#[derive(Debug)]
pub(crate) struct Codec {
    workers: Arc<Workers>,
    functions: Functions,
    logical: BallistaLogicalExtensionCodec,
    physical: BallistaPhysicalExtensionCodec,
}

impl Codec {
    pub(crate) fn new(workers: &Arc<Workers>, functions: &Functions) -> Arc<Self> {
        Arc::new(Self {
            workers: Arc::clone(workers),
            functions: functions.clone(),
            logical: BallistaLogicalExtensionCodec::default(),
            physical: BallistaPhysicalExtensionCodec::default(),
        })
    }

    /// Whether a function that came with a stamp may be worked with here.
    fn admit(&self, name: &str, stamp: &[u8]) -> Result<()> {
        let ours = self.workers.stamp();
        if stamp == ours.as_bytes() {
            return Ok(());
        }
        let theirs = String::from_utf8_lossy(stamp);
        exec_err!(
            "{name} is refused: this process reads with lexicon {ours}, the work asks for {theirs}; \
             start every process with the same --lexicon"
        )
    }

    fn unpacked_scalar(&self, name: &str, stamp: &[u8]) -> Result<Arc<ScalarUDF>> {
        let Some(function) = self.functions.scalar(name) else {
            return plan_err!("there is no function {name} here");
        };
        self.admit(name, stamp)?;
        Ok(Arc::clone(function))
    }

    fn unpacked_aggregate(&self, name: &str, stamp: &[u8]) -> Result<Arc<AggregateUDF>> {
        let Some(function) = self.functions.aggregate(name) else {
            return plan_err!("there is no aggregate {name} here");
        };
        self.admit(name, stamp)?;
        Ok(Arc::clone(function))
    }

    fn pack_scalar(&self, node: &ScalarUDF, bytes: &mut Vec<u8>) {
        if self.functions.scalar(node.name()).is_some() {
            bytes.extend_from_slice(self.workers.stamp().as_bytes());
        }
    }

    fn pack_aggregate(&self, node: &AggregateUDF, bytes: &mut Vec<u8>) {
        if self.functions.aggregate(node.name()).is_some() {
            bytes.extend_from_slice(self.workers.stamp().as_bytes());
        }
    }
}

/// Writes a table or a node of ours behind the mark.
fn pack(ours: &impl Serialize, bytes: &mut Vec<u8>) -> Result<()> {
    bytes.extend_from_slice(OURS);
    serde_json::to_writer(bytes, ours).map_err(|error| DataFusionError::External(Box::new(error)))
}

/// What was packed; `None` where it is the engine's own.
fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<Option<T>> {
    let packed = bytes.strip_prefix(OURS).map(serde_json::from_slice);
    packed
        .transpose()
        .map_err(|error| DataFusionError::External(Box::new(error)))
}

impl LogicalExtensionCodec for Codec {
    fn try_decode(
        &self,
        buf: &[u8],
        inputs: &[LogicalPlan],
        ctx: &TaskContext,
    ) -> Result<Extension> {
        self.logical.try_decode(buf, inputs, ctx)
    }

    fn try_encode(&self, node: &Extension, buf: &mut Vec<u8>) -> Result<()> {
        self.logical.try_encode(node, buf)
    }

    fn try_decode_table_provider(
        &self,
        buf: &[u8],
        table: &TableReference,
        schema: SchemaRef,
        ctx: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        match unpack(buf)? {
            Some(work) => Ok(Arc::new(Lines {
                work: Arc::new(work),
            })),
            None => self
                .logical
                .try_decode_table_provider(buf, table, schema, ctx),
        }
    }

    fn try_encode_table_provider(
        &self,
        table: &TableReference,
        node: Arc<dyn TableProvider>,
        buf: &mut Vec<u8>,
    ) -> Result<()> {
        match node.downcast_ref::<Lines>() {
            Some(lines) => pack(&*lines.work, buf),
            None => self.logical.try_encode_table_provider(table, node, buf),
        }
    }

    fn try_decode_file_format(
        &self,
        buf: &[u8],
        ctx: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.logical.try_decode_file_format(buf, ctx)
    }

    fn try_encode_file_format(
        &self,
        buf: &mut Vec<u8>,
        node: Arc<dyn FileFormatFactory>,
    ) -> Result<()> {
        self.logical.try_encode_file_format(buf, node)
    }

    fn try_decode_udf(&self, name: &str, buf: &[u8]) -> Result<Arc<ScalarUDF>> {
        self.unpacked_scalar(name, buf)
    }

    fn try_encode_udf(&self, node: &ScalarUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.pack_scalar(node, buf);
        Ok(())
    }

    fn try_decode_udaf(&self, name: &str, buf: &[u8]) -> Result<Arc<AggregateUDF>> {
        self.unpacked_aggregate(name, buf)
    }

    fn try_encode_udaf(&self, node: &AggregateUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.pack_aggregate(node, buf);
        Ok(())
    }
}

impl PhysicalExtensionCodec for Codec {
    fn try_decode(
        &self,
        buf: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        ctx: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(wish) = unpack(buf)? else {
            return self.physical.try_decode(buf, inputs, ctx, converter);
        };
        match inputs {
            [slices] => Ok(Arc::new(Scan::over(Arc::clone(slices), wish)?)),
            _ => exec_err!("a scan has one input, and here are {}", inputs.len()),
        }
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        buf: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match node.downcast_ref::<Scan>() {
            Some(scan) => pack(scan.wish(), buf),
            None => self.physical.try_encode(node, buf, converter),
        }
    }

    fn try_decode_udf(&self, name: &str, buf: &[u8]) -> Result<Arc<ScalarUDF>> {
        self.unpacked_scalar(name, buf)
    }

    fn try_encode_udf(&self, node: &ScalarUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.pack_scalar(node, buf);
        Ok(())
    }

    fn try_decode_udaf(&self, name: &str, buf: &[u8]) -> Result<Arc<AggregateUDF>> {
        self.unpacked_aggregate(name, buf)
    }

    fn try_encode_udaf(&self, node: &AggregateUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.pack_aggregate(node, buf);
        Ok(())
    }
}
