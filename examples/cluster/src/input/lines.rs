//! A slice of a plain file of lines: those that begin in it.

use std::sync::Arc;

use datafusion::error::Result;
use object_store::ObjectStore;

use super::{Slice, blocks::Blocks, cutter::Cutter, rows::Rows};

#[derive(Debug)]
pub(super) struct Lines {
    blocks: Blocks,
    cutter: Cutter,
    /// Where the next line begins.
    at: u64,
    end: u64,
    number: u64,
    /// The slice begins one byte early: what ends there is the line before, and not ours.
    partial: bool,
}

impl Lines {
    pub(super) fn new(store: Arc<dyn ObjectStore>, slice: &Slice) -> Result<Self> {
        let at = slice.start.saturating_sub(1);
        Ok(Self {
            blocks: Blocks::new(store, slice, at)?,
            cutter: Cutter::default(),
            at,
            end: slice.end,
            number: slice.before,
            partial: slice.start > 0,
        })
    }

    /// Reads one block; whether there is more.
    pub(super) async fn fill(&mut self, rows: &mut Rows) -> Result<bool> {
        let block = self.blocks.next().await?;
        let Self {
            cutter,
            at,
            end,
            number,
            partial,
            ..
        } = self;
        let take = |line: super::cutter::Line<'_>, length: usize| {
            if *at >= *end {
                return false;
            }
            *at += length as u64;
            if std::mem::take(partial) {
                return true;
            }
            *number += 1;
            rows.line(*number, line);
            true
        };
        match block {
            Some(block) => Ok(cutter.feed(&block, take)),
            None => {
                cutter.finish(take);
                Ok(false)
            }
        }
    }
}
