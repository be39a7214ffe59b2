//! What was typed, exported and written down, resolved once into what is meant.
//!
//! Precedence: flag, environment, the profile's section of the file, the top of the file, default.
//! Each value remembers where it came from. Nothing is ever read from the working directory.

pub mod elsewhere;
pub mod environment;
pub mod file;
pub mod key;
pub mod secret;
pub mod settings;
pub mod write;
