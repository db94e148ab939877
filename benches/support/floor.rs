//! The floor that any reader stands on: finding the words, and looking each one up.

use rustc_hash::FxHashMap;

/// Calls `each` with every run of ASCII letters and digits.
pub fn words(bytes: &[u8], mut each: impl FnMut(&[u8])) {
    let mut start = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                each(&bytes[first..at]);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        each(&bytes[first..]);
    }
}

/// Counts the words: the bare scan.
pub fn scan(bytes: &[u8]) -> usize {
    let mut count = 0;
    words(bytes, |word| count += word.len().min(1));
    count
}

/// A number for each distinct word.
pub fn table(bytes: &[u8]) -> FxHashMap<Box<[u8]>, u32> {
    let mut table: FxHashMap<Box<[u8]>, u32> = FxHashMap::default();
    words(bytes, |word| {
        let next = table.len() as u32;
        table.entry(word.into()).or_insert(next);
    });
    table
}

/// Looks every word up in a table that holds it: scan and hash look-up.
pub fn look_up(bytes: &[u8], table: &FxHashMap<Box<[u8]>, u32>) -> u64 {
    let mut sum = 0;
    words(bytes, |word| {
        sum += table.get(word).map_or(0, |&number| u64::from(number))
    });
    sum
}
