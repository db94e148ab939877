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
const LONGEST: u64 = 16 << 20;

/// How far a file has been read, in what was packed in it. A line counts once its end has been read.
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
    /// The number of its line, from 1.
    pub(crate) line: u64,
    /// A line, a whole text, or what is wrong with it.
    pub(crate) bytes: Result<Vec<u8>, String>,
    /// Whether it is there to its end; somebody may still be writing the last line of a file.
    pub(crate) ended: bool,
}

/// A file that hands out one piece after the other.
pub(crate) struct Source {
    pub(crate) content: Content,
    unpacked: Box<dyn BufRead>,
    mark: Mark,
    /// Whether the last piece had an end: what comes after half a line is no line.
    ended: bool,
    /// The same file, to see at the end whether it has shrunk; not where it is packed.
    plain: Option<File>,
}

impl Source {
    /// Opens a file at the place a former run has come to. A packed file is unpacked up to there once more.
    pub(crate) fn open(path: &Path, mark: Mark, read: &Arc<AtomicU64>) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (packing, mut plain) = (packing(path), None);
        if packing == Packing::Plain {
            if file.metadata()?.len() < mark.bytes {
                return Err(shrunk());
            }
            plain = Some(file.try_clone()?);
            file.seek(SeekFrom::Start(mark.bytes))?;
        }
        let mut unpacked = unpack(file, packing, Arc::clone(read));
        if packing != Packing::Plain {
            let passed = &mut (&mut unpacked).take(mark.bytes);
            if io::copy(passed, &mut io::sink())? < mark.bytes {
                return Err(shrunk());
            }
        }
        let content = content(path).unwrap_or(Content::Text);
        if content == Content::Text && mark.bytes > 0 && !unpacked.fill_buf()?.is_empty() {
            return Err(io::Error::other(
                "the text has grown since it was read, and counts as it was then; give what is new a file of its own",
            ));
        }
        Ok(Self {
            content,
            unpacked,
            mark,
            ended: true,
            plain,
        })
    }

    /// The next piece; blank lines are passed over with the piece after them.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        while self.ended {
            let mut bytes = Vec::new();
            let mut length = self.piece(&mut bytes)?;
            if length == 0 {
                break;
            }
            let fits = length <= LONGEST;
            self.ended = self.content == Content::Text || bytes.last() == Some(&b'\n');
            if !fits {
                let (passed, ended) = self.rest()?;
                length += passed;
                self.ended |= ended;
            }
            let line = self.mark.lines + 1;
            self.mark.bytes += length;
            self.mark.lines += u64::from(self.ended);
            if self.content == Content::Text || !bytes.trim_ascii().is_empty() {
                let long = || format!("{length} bytes; nothing longer than {LONGEST} is read");
                return Ok(Some(Piece {
                    mark: self.mark,
                    line,
                    bytes: fits.then_some(bytes).ok_or_else(long),
                    ended: self.ended,
                }));
            }
        }
        self.still_there().map(|()| None)
    }

    /// What has been read is still in the file.
    fn still_there(&self) -> io::Result<()> {
        let length = self.plain.as_ref().map(|file| file.metadata());
        match length.transpose()? {
            Some(data) if data.is_file() && data.len() < self.mark.bytes => Err(shrunk()),
            _ => Ok(()),
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

    /// Passes over what is left of a line or a text: how many bytes, and whether there was an end.
    fn rest(&mut self) -> io::Result<(u64, bool)> {
        match self.content {
            Content::Lines if self.ended => Ok((0, true)),
            Content::Lines => skip_line(&mut self.unpacked),
            Content::Text => Ok((io::copy(&mut self.unpacked, &mut io::sink())?, true)),
        }
    }
}

fn shrunk() -> io::Error {
    io::Error::other("the file is shorter than what has been read of it")
}

fn skip_line(unpacked: &mut impl BufRead) -> io::Result<(u64, bool)> {
    let mut passed = 0;
    loop {
        let buffer = unpacked.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let bytes = end.map_or(buffer.len(), |end| end + 1);
        unpacked.consume(bytes);
        passed += bytes as u64;
        if bytes == 0 || end.is_some() {
            return Ok((passed, end.is_some()));
        }
    }
}
