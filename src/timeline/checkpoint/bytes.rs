//! Bytes out and in: numbers as base-128 varints in their one shortest form, texts with their length before them.
//!
//! Reading trusts nothing: a count may not exceed the bytes that are left, so that a made-up one fails before
//! anything is set aside for it.

use super::Flaw;

/// Writes into a growing buffer.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    pub(super) fn number(&mut self, value: impl Into<u64>) {
        let mut rest = value.into();
        while rest >= 0x80 {
            self.0.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }

    /// Zigzag: 0, -1, 1, -2, 2 ... are written as 0, 1, 2, 3, 4 ...
    pub(super) fn signed(&mut self, value: i32) {
        let value = i64::from(value);
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }
}

/// Reads what [`Writer`] wrote.
#[derive(Debug)]
pub(super) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn raw(&mut self, length: usize) -> Result<&'b [u8], Flaw> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Flaw::End)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number<T: TryFrom<u64>>(&mut self) -> Result<T, Flaw> {
        let mut value = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.raw(1)?[0];
            let bits = u64::from(byte & 0x7f);
            value |= bits << shift;
            if byte & 0x80 == 0 {
                // One number has one form: no bit shifted out, no empty byte at the end.
                let whole = (bits << shift) >> shift == bits && (bits > 0 || shift == 0);
                return whole
                    .then(|| T::try_from(value).ok())
                    .flatten()
                    .ok_or(Flaw::Number);
            }
        }
        Err(Flaw::Number)
    }

    pub(super) fn signed(&mut self) -> Result<i32, Flaw> {
        let zigzag: u64 = self.number()?;
        let value = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
        i32::try_from(value).map_err(|_| Flaw::Number)
    }

    /// How many items follow, each at least one byte long.
    pub(super) fn count(&mut self) -> Result<usize, Flaw> {
        let count: usize = self.number()?;
        (count <= self.0.len()).then_some(count).ok_or(Flaw::End)
    }

    pub(super) fn text(&mut self) -> Result<&'b str, Flaw> {
        let length = self.count()?;
        std::str::from_utf8(self.raw(length)?).map_err(|_| Flaw::Text)
    }

    /// So many items, each read in the same way.
    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, Flaw>,
    ) -> Result<Vec<T>, Flaw> {
        let count = self.count()?;
        (0..count).map(|_| item(self)).collect()
    }

    pub(super) fn end(&self) -> Result<(), Flaw> {
        self.0.is_empty().then_some(()).ok_or(Flaw::End)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<u64, Flaw> {
        let mut reader = Reader::new(bytes);
        let value = reader.number()?;
        reader.end().map(|()| value)
    }

    #[test]
    fn numbers_come_back() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut writer = Writer::default();
            writer.number(value);
            assert_eq!(read(&writer.into_bytes()), Ok(value));
        }
        for value in [0, -1, 1, i32::MIN, i32::MAX] {
            let mut writer = Writer::default();
            writer.signed(value);
            assert_eq!(Reader::new(&writer.into_bytes()).signed(), Ok(value));
        }
    }

    #[test]
    fn a_number_has_one_form() {
        assert_eq!(read(&[0x80, 0x00]), Err(Flaw::Number));
        assert_eq!(read(&[0xff; 10]), Err(Flaw::Number));
        let beyond = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03];
        assert_eq!(read(&beyond), Err(Flaw::Number));
        assert_eq!(Reader::new(&[0x80, 0x02]).number::<u8>(), Err(Flaw::Number));
    }

    #[test]
    fn a_count_never_exceeds_what_is_left() {
        let mut writer = Writer::default();
        writer.number(u64::from(u32::MAX));
        let bytes = writer.into_bytes();
        assert_eq!(Reader::new(&bytes).list(Reader::text), Err(Flaw::End));
    }
}
