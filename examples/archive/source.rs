//! Files read from where the last checkpoint left them, piece by piece.

use std::{
    fs::File,
    io::{self, BufRead, Read, Seek, SeekFrom},
    path::Path,
    sync::{Arc, atomic::AtomicU64},
};

use serde::{Deserialize, Serialize};

use crate::{
    files::{Content, Packing, content, packing},
    unpack::unpack,
};

/// The longest line or text that is read, in bytes; what is longer is no news item, and would have to be held whole.
const LONGEST: u64 = 64 << 20;

/// How far a file has been read, in what was packed in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mark {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
}

/// What stands at one place of a file.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The place after it.
    pub(crate) mark: Mark,
    /// A line, a whole text, or what is wrong with it.
    pub(crate) bytes: Result<Vec<u8>, String>,
}

/// A file that hands out one piece after the other.
pub(crate) struct Source {
    pub(crate) content: Content,
    unpacked: Box<dyn BufRead>,
    mark: Mark,
}

impl Source {
    /// Opens a file at the place a former run has come to. A packed file is unpacked up to there once more.
    pub(crate) fn open(path: &Path, mark: Mark, read: &Arc<AtomicU64>) -> io::Result<Self> {
        let short = || io::Error::other("the file is shorter than what has been read of it");
        let mut file = File::open(path)?;
        let packing = packing(path);
        if packing == Packing::Plain {
            if file.metadata()?.len() < mark.bytes {
                return Err(short());
            }
            file.seek(SeekFrom::Start(mark.bytes))?;
        }
        let mut unpacked = unpack(file, packing, Arc::clone(read));
        if packing != Packing::Plain {
            let passed = &mut (&mut unpacked).take(mark.bytes);
            if io::copy(passed, &mut io::sink())? < mark.bytes {
                return Err(short());
            }
        }
        Ok(Self {
            content: content(path).unwrap_or(Content::Text),
            unpacked,
            mark,
        })
    }

    /// The next piece; blank lines are passed over with the piece after them.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let mut bytes = Vec::new();
            let mut length = self.piece(&mut bytes)?;
            if length == 0 {
                return Ok(None);
            }
            let fits = length <= LONGEST;
            if !fits {
                length += self.rest()?;
            }
            self.mark.bytes += length;
            self.mark.lines += 1;
            if self.content == Content::Text || !bytes.trim_ascii().is_empty() {
                let long = || format!("{length} bytes; nothing longer than {LONGEST} is read");
                return Ok(Some(Piece {
                    mark: self.mark,
                    bytes: fits.then_some(bytes).ok_or_else(long),
                }));
            }
        }
    }

    /// A line or a text, up to one byte more than may be.
    fn piece(&mut self, bytes: &mut Vec<u8>) -> io::Result<u64> {
        let mut limited = (&mut self.unpacked).take(LONGEST + 1);
        let length = match self.content {
            Content::Lines => limited.read_until(b'\n', bytes)?,
            Content::Text => limited.read_to_end(bytes)?,
        };
        Ok(length as u64)
    }

    /// Passes over what is left of a line or a text.
    fn rest(&mut self) -> io::Result<u64> {
        match self.content {
            Content::Lines => skip_line(&mut self.unpacked),
            Content::Text => io::copy(&mut self.unpacked, &mut io::sink()),
        }
    }
}

fn skip_line(unpacked: &mut impl BufRead) -> io::Result<u64> {
    let mut passed = 0;
    loop {
        let buffer = unpacked.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let bytes = end.map_or(buffer.len(), |end| end + 1);
        unpacked.consume(bytes);
        passed += bytes as u64;
        if bytes == 0 || end.is_some() {
            return Ok(passed);
        }
    }
}
