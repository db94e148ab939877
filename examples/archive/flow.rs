//! The run: one thread unpacks files, a pool of threads reads articles, and this one records them, in the order of the files.
//!
//! Between them stand queues of a few batches, so memory does not grow with the archive. What a thread remembers of words changes
//! no result, and recording keeps the order: any number of threads gives the same bytes.

use std::{
    error::Error,
    path::PathBuf,
    sync::{
        Arc,
        atomic::AtomicU64,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use detente::{Analyzer, Day, Readers};
use rayon::{
    ThreadPool,
    iter::{IntoParallelIterator, ParallelIterator},
};

use crate::{
    files::Content,
    item,
    saving::Saving,
    source::{Mark, Piece, Source},
    state::{Found, State},
};

/// A batch is full with so many bytes or so many pieces.
const BYTES: usize = 4 << 20;
const PIECES: usize = 4_096;
/// How many batches wait before each stage.
const WAITING: usize = 2;

/// Some pieces of one file, in their order.
#[derive(Debug)]
struct Batch<T> {
    /// The file's place in the list.
    file: usize,
    pieces: Vec<T>,
    /// Whether the file ends here, and how.
    end: Option<Result<(), String>>,
}

/// A batch as it was unpacked, with what the file holds.
type Raw = (Content, Batch<Piece>);
/// A batch as it was read.
type Done = Batch<(Mark, Found)>;

/// Who reads articles, and on what terms.
#[derive(Debug)]
pub(crate) struct Staff<'a> {
    pub(crate) analyzer: &'a Analyzer,
    pub(crate) pool: &'a ThreadPool,
    /// The day of what has none of its own.
    pub(crate) date: Option<Day>,
}

/// Reads what is new in the files.
pub(crate) fn run(
    files: &[PathBuf],
    staff: &Staff<'_>,
    state: &mut State,
    saving: &mut Saving,
) -> Result<(), Box<dyn Error>> {
    let names: &Vec<String> = &files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let begin: Vec<Mark> = names.iter().map(|name| state.mark(name)).collect();
    let (unpacked, to_read) = sync_channel(WAITING);
    let (read, to_record) = sync_channel(WAITING);
    let bytes = saving.bytes_read();
    thread::scope(|scope| {
        scope.spawn(move || unpack(files, &begin, &bytes, &unpacked));
        scope.spawn(move || read_all(names, staff, &to_read, &read));
        // A run that cannot be saved drops its queue here, and the others, who wait for room in it, end.
        record(names, to_record, state, saving)
    })
}

/// First thread: all pieces of all files. It ends early when nobody takes them any more.
fn unpack(files: &[PathBuf], begin: &[Mark], bytes: &Arc<AtomicU64>, out: &SyncSender<Raw>) {
    for (file, (path, mark)) in files.iter().zip(begin).enumerate() {
        let sent = match Source::open(path, *mark, bytes) {
            Ok(source) => unpack_one(file, source, out),
            Err(error) => {
                let batch = Batch {
                    file,
                    pieces: Vec::new(),
                    end: Some(Err(error.to_string())),
                };
                out.send((Content::Text, batch)).is_ok()
            }
        };
        if !sent {
            return;
        }
    }
}

/// Whether all was taken.
fn unpack_one(file: usize, mut source: Source, out: &SyncSender<Raw>) -> bool {
    loop {
        let batch = batch(file, &mut source);
        let ended = batch.end.is_some();
        if out.send((source.content, batch)).is_err() {
            return false;
        }
        if ended {
            return true;
        }
    }
}

fn batch(file: usize, source: &mut Source) -> Batch<Piece> {
    let (mut pieces, mut size) = (Vec::new(), 0);
    while size < BYTES && pieces.len() < PIECES {
        match source.next() {
            Ok(Some(piece)) => {
                size += piece.bytes.as_ref().map_or(0, Vec::len);
                pieces.push(piece);
            }
            end => {
                return Batch {
                    file,
                    pieces,
                    end: Some(end.map(drop).map_err(|error| error.to_string())),
                };
            }
        }
    }
    Batch {
        file,
        pieces,
        end: None,
    }
}

/// Second thread: hands each batch to the pool.
fn read_all(names: &[String], staff: &Staff<'_>, raw: &Receiver<Raw>, out: &SyncSender<Done>) {
    let readers = &staff.pool.install(|| staff.analyzer.readers());
    for (content, batch) in raw {
        let name = &names[batch.file];
        let pieces = batch.pieces.into_par_iter();
        let read = |piece: Piece| {
            (
                piece.mark,
                read_one(piece, content, name, staff.date, readers),
            )
        };
        let batch = Batch {
            file: batch.file,
            pieces: staff.pool.install(|| pieces.map(read).collect()),
            end: batch.end,
        };
        if out.send(batch).is_err() {
            return;
        }
    }
}

fn read_one(
    piece: Piece,
    content: Content,
    name: &str,
    date: Option<Day>,
    readers: &Readers<'_>,
) -> Found {
    let line = piece.line;
    let item = piece
        .bytes
        .and_then(|bytes| item::read(&bytes, content, name, line, date));
    match item {
        Err(finding) if piece.ended => Found::Bad { line, finding },
        Err(finding) => Found::Unfinished { line, finding },
        Ok(item) => Found::Document {
            key: item.key(),
            record: Box::new(readers.analyze(&item.article()).into_record()),
        },
    }
}

/// This thread: records batch by batch, and saves between two pieces.
fn record(
    names: &[String],
    done: Receiver<Done>,
    state: &mut State,
    saving: &mut Saving,
) -> Result<(), Box<dyn Error>> {
    for batch in done {
        let name = &names[batch.file];
        for (mark, found) in batch.pieces {
            state.take(name, mark, found);
            saving.after_one(state)?;
        }
        if let Some(end) = batch.end {
            state.end(name, end);
        }
    }
    saving.at_the_end(state)
}
