//! Characters of every script.

use crate::support::random::Random;

/// A character of a script: letters, marks, digits, signs and what does not show.
pub(crate) fn character(random: &mut Random) -> char {
    const SCRIPTS: [(u32, u32); 22] = [
        (0x20, 0x7e),
        (0, 0x1f),
        (0xa0, 0xff),
        (0x100, 0x24f),
        (0x2b0, 0x36f),
        (0x370, 0x3ff),
        (0x400, 0x4ff),
        (0x530, 0x58f),
        (0x590, 0x6ff),
        (0x900, 0x97f),
        (0xe00, 0xe7f),
        (0x10a0, 0x10ff),
        (0x1100, 0x11ff),
        (0x1e00, 0x1fff),
        (0x2000, 0x206f),
        (0x2070, 0x218f),
        (0x3000, 0x30ff),
        (0x4e00, 0x4fff),
        (0xac00, 0xad00),
        (0xfb00, 0xfdff),
        (0xfe00, 0xffff),
        (0x1_f1e0, 0x1_f6ff),
    ];
    let (first, last) = random.pick(&SCRIPTS);
    char::from_u32(first + random.below((last - first + 1) as usize) as u32).unwrap_or(' ')
}
