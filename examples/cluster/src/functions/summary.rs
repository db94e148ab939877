//! `detente_summary`: a timeline as the JSON of `summary.json`.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{AsArray, StringArray},
        datatypes::DataType,
    },
    error::Result,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility},
};

use super::timeline::{failed, opened};

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Summary {
    signature: Signature,
}

impl Summary {
    pub(super) fn new() -> Self {
        Self {
            signature: Signature::exact(vec![DataType::LargeBinary], Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for Summary {
    fn name(&self) -> &'static str {
        "detente_summary"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let timelines = columns.iter().flat_map(|column| column.as_binary::<i64>());
        let json = timelines.map(|bytes| {
            let timeline = bytes.map(opened).transpose()?;
            timeline
                .map(|timeline| serde_json::to_string(&timeline.summary()).map_err(failed))
                .transpose()
        });
        let json: StringArray = json.collect::<Result<_>>()?;
        Ok(ColumnarValue::Array(Arc::new(json)))
    }
}
