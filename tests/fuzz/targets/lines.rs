//! See `lines` in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::run("lines", bytes));
