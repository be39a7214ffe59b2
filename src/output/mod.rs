//! The one door to the terminal: data on stdout, the story on stderr, colour and width decided once.

pub mod printer;
pub mod stream;
