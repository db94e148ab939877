//! `detente_explain`: each event drawn on its text, with the arithmetic of its score.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{ListBuilder, StringBuilder},
        datatypes::{DataType, Field},
    },
    common::exec_err,
    error::Result,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature},
};

use super::articles::{Articles, coerced, signature};
use crate::workers::Workers;

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Explain {
    workers: Arc<Workers>,
    signature: Signature,
}

impl Explain {
    pub(super) fn new(workers: &Arc<Workers>) -> Self {
        Self {
            workers: Arc::clone(workers),
            signature: signature(),
        }
    }
}

impl ScalarUDFImpl for Explain {
    fn name(&self) -> &'static str {
        "detente_explain"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        coerced(self.name(), given)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        let drawn = Field::new_list_field(DataType::Utf8, true);
        Ok(DataType::List(Arc::new(drawn)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let Some(articles) = Articles::new(&columns) else {
            return exec_err!("{} was called with other columns than planned", self.name());
        };
        let mut drawn = ListBuilder::new(StringBuilder::new());
        self.workers.with(|reader| {
            for article in articles.iter() {
                let Some(article) = article else {
                    drawn.append_null();
                    continue;
                };
                for event in reader.analyze(&article).events() {
                    drawn
                        .values()
                        .append_value(event.explain(&article).to_string());
                }
                drawn.append(true);
            }
        });
        Ok(ColumnarValue::Array(Arc::new(drawn.finish())))
    }
}
