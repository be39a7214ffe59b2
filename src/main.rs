//! The doorbell: hands the process over to the library.

fn main() {}
