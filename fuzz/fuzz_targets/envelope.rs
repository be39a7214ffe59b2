#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| leadlex_hooks_fuzz::envelope::hold(data));
