//! Files read as what was packed in them.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use crate::files::Packing;

/// How much of a file is held at once.
const WINDOW: usize = 1 << 16;

/// The content of a file. Every byte that comes off the disk is counted in `read`.
pub(crate) fn unpack(file: File, packing: Packing, read: Arc<AtomicU64>) -> Box<dyn BufRead> {
    let packed = BufReader::with_capacity(WINDOW, Counted { file, read });
    match packing {
        Packing::Plain => Box::new(packed),
        Packing::Gzip => Box::new(BufReader::with_capacity(
            WINDOW,
            MultiGzDecoder::new(packed),
        )),
        Packing::Zstandard => Box::new(BufReader::with_capacity(WINDOW, Frames::new(packed))),
    }
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// The frames of a zstd file, one after the other: tools that pack with many threads write many.
struct Frames {
    packed: BufReader<Counted>,
    decoder: FrameDecoder,
    within: bool,
}

impl Frames {
    fn new(packed: BufReader<Counted>) -> Self {
        Self {
            packed,
            decoder: FrameDecoder::new(),
            within: false,
        }
    }

    /// Goes on to the next frame that holds data; others say how long they are and are passed over. False at the end.
    fn enter(&mut self) -> io::Result<bool> {
        while !self.within && !self.packed.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => self.within = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let passed = &mut (&mut self.packed).take(u64::from(length));
                    io::copy(passed, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(self.within)
    }

    fn leave(&mut self) -> io::Result<()> {
        self.within = false;
        let written = self.decoder.get_checksum_from_data();
        if written.is_some() && written != self.decoder.get_calculated_checksum() {
            return Err(io::Error::other(
                "the checksum does not fit; the file is damaged",
            ));
        }
        Ok(())
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.enter()? {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.decoder.is_finished() {
                self.leave()?;
            } else {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.decoder.decode_blocks(&mut self.packed, one);
                decoded.map_err(io::Error::other)?;
            }
        }
        Ok(0)
    }
}
