//! `detente_events`: the events of an article, with the fields of `events.ndjson` as the codebook has them.

use std::sync::{Arc, LazyLock};

use datafusion::{
    arrow::{
        array::{Array, ListArray, StructArray},
        buffer::{NullBuffer, OffsetBuffer},
        datatypes::{DataType, Field, FieldRef, Fields, Schema},
        json::{ReaderBuilder, reader::Decoder},
    },
    common::exec_err,
    error::Result,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature},
};

use super::articles::{Articles, coerced, signature};
use crate::{
    event_rows,
    out::{codebook::EVENT, field::Kind},
    workers::Workers,
};

/// The fields of an event: one table says what `summarize` writes and what the engine sees.
static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let fields = EVENT.iter();
    fields
        .map(|field| Field::new(field.name, data_type(field.kind), true))
        .collect()
});

/// What a column of a kind holds in the engine.
pub(crate) const fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Date => DataType::Date32,
        Kind::Integer => DataType::Int64,
        Kind::Decimal => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
    }
}

fn event() -> FieldRef {
    Arc::new(Field::new_list_field(
        DataType::Struct(FIELDS.clone()),
        true,
    ))
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Events {
    workers: Arc<Workers>,
    signature: Signature,
}

impl Events {
    pub(super) fn new(workers: &Arc<Workers>) -> Self {
        Self {
            workers: Arc::clone(workers),
            signature: signature(),
        }
    }

    /// Puts the events of all articles into the decoder, and says how many each has; `None` where a row is no article.
    fn read(&self, articles: &Articles<'_>, rows: &mut Decoder) -> Result<Vec<Option<usize>>> {
        self.workers.with(|reader| {
            let counted = articles.iter().map(|article| {
                let Some(article) = article else {
                    return Ok(None);
                };
                let analysis = reader.analyze(&article);
                let events = event_rows::rows(&analysis);
                rows.serialize(&events)?;
                Ok(Some(events.len()))
            });
            counted.collect()
        })
    }
}

impl ScalarUDFImpl for Events {
    fn name(&self) -> &'static str {
        "detente_events"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        coerced(self.name(), given)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::List(event()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let Some(articles) = Articles::new(&columns) else {
            return exec_err!("{} was called with other columns than planned", self.name());
        };
        let schema = Arc::new(Schema::new(FIELDS.clone()));
        let mut rows = ReaderBuilder::new(schema).build_decoder()?;
        let counts = self.read(&articles, &mut rows)?;
        let events = match rows.flush()? {
            Some(batch) => StructArray::from(batch),
            None => StructArray::new_null(FIELDS.clone(), 0),
        };
        let lengths = counts.iter().map(|count| count.unwrap_or(0));
        let list = ListArray::try_new(
            event(),
            OffsetBuffer::from_lengths(lengths),
            Arc::new(events) as Arc<dyn Array>,
            Some(NullBuffer::from_iter(counts.iter().map(Option::is_some))),
        )?;
        Ok(ColumnarValue::Array(Arc::new(list)))
    }
}
