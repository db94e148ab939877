//! Cuts a stream of bytes into lines.

/// A longer line is no article; it is counted as bad, so that a file without any end of line cannot fill the memory.
const LONGEST: usize = 256 << 20;

/// What stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'b> {
    Whole(&'b [u8]),
    TooLong,
}

/// Keeps what has begun and not ended yet.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    begun: Vec<u8>,
    overlong: bool,
}

impl Cutter {
    /// Takes more bytes and hands out the lines that end in them, with their lengths in the file; `take` says whether to go on.
    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        mut take: impl FnMut(Line<'_>, usize) -> bool,
    ) -> bool {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, rest) = bytes.split_at(end + 1);
            bytes = rest;
            if !self.ends(line, &mut take) {
                return false;
            }
        }
        self.keep(bytes);
        true
    }

    /// Hands out what is left: the last line of a file needs no end.
    pub(super) fn finish(&mut self, mut take: impl FnMut(Line<'_>, usize) -> bool) {
        if !self.begun.is_empty() || self.overlong {
            self.ends(&[], &mut take);
        }
    }

    fn ends(&mut self, line: &[u8], take: &mut impl FnMut(Line<'_>, usize) -> bool) -> bool {
        if self.begun.is_empty() && !self.overlong {
            return take(Line::Whole(line), line.len());
        }
        self.keep(line);
        let length = self.begun.len();
        let on = match self.overlong {
            true => take(Line::TooLong, length),
            false => take(Line::Whole(&self.begun), length),
        };
        self.overlong = false;
        self.begun.clear();
        on
    }

    fn keep(&mut self, bytes: &[u8]) {
        self.overlong |= self.begun.len() + bytes.len() > LONGEST;
        if self.overlong {
            self.begun.clear();
        } else {
            self.begun.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pieces: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let mut cutter = Cutter::default();
        let mut take = |line: Line<'_>, length: usize| {
            let Line::Whole(line) = line else {
                return false;
            };
            assert_eq!(line.len(), length);
            found.push(String::from_utf8_lossy(line).into_owned());
            true
        };
        for piece in pieces {
            cutter.feed(piece.as_bytes(), &mut take);
        }
        cutter.finish(&mut take);
        found
    }

    #[test]
    fn lines_are_the_same_however_the_bytes_arrive() {
        let text = "one\n\ntwo\r\nthree";
        let whole = ["one\n", "\n", "two\r\n", "three"];
        assert_eq!(lines(&[text]), whole);
        for at in 0..=text.len() {
            let (head, tail) = text.split_at(at);
            assert_eq!(lines(&[head, tail]), whole, "cut at {at}");
        }
        assert_eq!(lines(&[]), [""; 0]);
        assert_eq!(lines(&["a\n"]), ["a\n"]);
    }
}
