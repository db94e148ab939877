//! `detente_cells`: the timeline of one article, as bytes that merge.

use std::sync::Arc;

use datafusion::{
    arrow::{array::BinaryBuilder, datatypes::DataType},
    common::exec_err,
    error::Result,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature},
};

use super::articles::{Articles, coerced, signature};
use crate::workers::Workers;

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Cells {
    workers: Arc<Workers>,
    signature: Signature,
}

impl Cells {
    pub(super) fn new(workers: &Arc<Workers>) -> Self {
        Self {
            workers: Arc::clone(workers),
            signature: signature(),
        }
    }
}

impl ScalarUDFImpl for Cells {
    fn name(&self) -> &'static str {
        "detente_cells"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        coerced(self.name(), given)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let Some(articles) = Articles::new(&columns) else {
            return exec_err!("{} was called with other columns than planned", self.name());
        };
        let mut cells = BinaryBuilder::new();
        self.workers.with(|reader| {
            for article in articles.iter() {
                cells.append_option(article.map(|article| {
                    let mut timeline = self.workers.timeline();
                    timeline.record(reader.analyze(&article));
                    timeline.to_bytes()
                }));
            }
        });
        Ok(ColumnarValue::Array(Arc::new(cells.finish())))
    }
}
