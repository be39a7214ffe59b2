#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| leadlex_hooks_fuzz::api::hold(data));
