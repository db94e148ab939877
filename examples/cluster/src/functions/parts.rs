//! `detente_parts`: a timeline divided by pair, so that no task and no value needs to hold the whole.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{ArrayRef, AsArray, Int64Builder, LargeBinaryBuilder, ListArray, StructArray},
        buffer::OffsetBuffer,
        datatypes::{DataType, Field, FieldRef, Fields, Int64Type},
    },
    common::{exec_err, plan_err},
    error::Result,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility},
};
use detente::Pair;

use super::timeline::{is_bytes, opened};

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Parts {
    signature: Signature,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("part", DataType::Int64, false),
        Field::new("cells", DataType::LargeBinary, true),
    ])
}

fn part() -> FieldRef {
    Arc::new(Field::new_list_field(DataType::Struct(fields()), false))
}

/// Which of so many parts a pair belongs to: the FNV-1a hash of its name, the same on every machine and in every version.
fn place(pair: Pair, parts: u32) -> u32 {
    let name = pair.to_string();
    let hash = name.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % parts
}

/// The parts of all rows, and how many each row has.
#[derive(Default)]
struct Divided {
    numbers: Int64Builder,
    cells: LargeBinaryBuilder,
    lengths: Vec<usize>,
}

impl Divided {
    /// Nothing, and what is not to be divided, is one part.
    fn push(&mut self, cells: Option<&[u8]>, parts: u32) -> Result<()> {
        let Some(cells) = cells.filter(|_| parts > 1) else {
            self.numbers.append_value(0);
            self.cells.append_option(cells);
            self.lengths.push(1);
            return Ok(());
        };
        let divided = opened(cells)?.divide(|pair| place(pair, parts));
        self.lengths.push(divided.len());
        for (number, part) in divided {
            self.numbers.append_value(i64::from(number));
            self.cells.append_value(part.to_bytes());
        }
        Ok(())
    }

    fn finish(mut self) -> Result<ListArray> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.numbers.finish()),
            Arc::new(self.cells.finish()),
        ];
        let rows = StructArray::try_new(fields(), columns, None)?;
        let lengths = OffsetBuffer::from_lengths(self.lengths);
        Ok(ListArray::try_new(part(), lengths, Arc::new(rows), None)?)
    }
}

impl ScalarUDFImpl for Parts {
    fn name(&self) -> &'static str {
        "detente_parts"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [cells, count] if is_bytes(cells) && count.is_integer() => {
                Ok(vec![DataType::LargeBinary, DataType::Int64])
            }
            _ => plan_err!("{} takes a timeline and a number of parts", self.name()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::List(part()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let [cells, parts] = &columns[..] else {
            return exec_err!("{} was called with other columns than planned", self.name());
        };
        let counts = parts.as_primitive::<Int64Type>();
        let mut divided = Divided::default();
        for (cells, count) in cells.as_binary::<i64>().iter().zip(counts) {
            let count = count.unwrap_or(0);
            match u32::try_from(count) {
                Ok(parts @ 1..) => divided.push(cells, parts)?,
                _ => return exec_err!("{} divides into 1 part or more, not {count}", self.name()),
            }
        }
        Ok(ColumnarValue::Array(Arc::new(divided.finish()?)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn pairs_are_spread_and_their_places_stay() {
        let codes = [
            "CHN", "DEU", "FRA", "GBR", "IND", "IRN", "JPN", "RUS", "USA",
        ];
        let mut held: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, one) in codes.iter().enumerate() {
            for other in &codes[at + 1..] {
                let [pair, same] = [format!("{one}-{other}"), format!("{other}-{one}")]
                    .map(|pair| place(pair.parse().expect("it is a pair"), 4));
                assert_eq!(pair, same);
                *held.entry(pair).or_default() += 1;
            }
        }
        assert_eq!(held.values().sum::<u32>(), 36);
        assert!(
            held.len() == 4 && held.values().all(|pairs| (4..=16).contains(pairs)),
            "{held:?}"
        );
        // Shards that were written yesterday are joined by the same places tomorrow.
        assert_eq!(place("RUS-USA".parse().expect("it is a pair"), 1000), 915);
    }
}
