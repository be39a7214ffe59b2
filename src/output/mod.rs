//! The one door to the terminal: data on stdout, the story on stderr, colour and width decided once.

pub mod attempt;
pub mod clock;
pub mod event_line;
pub mod hint;
pub mod printer;
pub mod stream;
