//! A gzip file of lines. It has no middle to begin in, so one worker reads all of it.

use std::{
    io::{self, Write},
    mem,
    sync::Arc,
};

use datafusion::error::Result;
use flate2::write::MultiGzDecoder;
use object_store::ObjectStore;

use super::{
    Slice,
    blocks::Blocks,
    cutter::{Cutter, Line},
    rows::Rows,
};

/// How much is unpacked at a time: no more than a thousand times as much can come of it.
const PIECE: usize = 16 << 10;
/// How much unpacked text is handed on at a time.
const FULL: usize = 4 << 20;

#[derive(Debug)]
pub(super) struct Gzip {
    blocks: Blocks,
    decoder: MultiGzDecoder<Vec<u8>>,
    block: bytes::Bytes,
    cutter: Cutter,
    number: u64,
}

impl Gzip {
    pub(super) fn new(store: Arc<dyn ObjectStore>, slice: &Slice) -> Result<Self> {
        Ok(Self {
            blocks: Blocks::new(store, slice, 0)?,
            decoder: MultiGzDecoder::new(Vec::new()),
            block: bytes::Bytes::new(),
            cutter: Cutter::default(),
            number: 0,
        })
    }

    /// Unpacks some; whether there is more. A file that is damaged or cut short ends in a bad line.
    pub(super) async fn fill(&mut self, rows: &mut Rows) -> Result<bool> {
        let mut unpacked = 0;
        while unpacked < FULL {
            if self.block.is_empty() {
                match self.blocks.next().await? {
                    Some(block) => self.block = block,
                    None => {
                        let ended = self.decoder.try_finish();
                        self.hand_on(rows);
                        self.end(ended, rows);
                        return Ok(false);
                    }
                }
            }
            let piece = self.block.split_to(PIECE.min(self.block.len()));
            let written = self.decoder.write_all(&piece);
            unpacked += self.hand_on(rows);
            if written.is_err() {
                self.end(written, rows);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Cuts what has been unpacked into lines.
    fn hand_on(&mut self, rows: &mut Rows) -> usize {
        let mut unpacked = mem::take(self.decoder.get_mut());
        let length = unpacked.len();
        let number = &mut self.number;
        self.cutter.feed(&unpacked, numbered(number, rows));
        unpacked.clear();
        *self.decoder.get_mut() = unpacked;
        length
    }

    /// The last line; of a damaged file only the finding.
    fn end(&mut self, ended: io::Result<()>, rows: &mut Rows) {
        match ended {
            Ok(()) => self.cutter.finish(numbered(&mut self.number, rows)),
            Err(error) => rows.bad(self.number + 1, &format!("not whole gzip: {error}")),
        }
    }
}

fn numbered(number: &mut u64, rows: &mut Rows) -> impl FnMut(Line<'_>, usize) -> bool {
    |line, _| {
        *number += 1;
        rows.line(*number, line);
        true
    }
}
