//! Holds the written word to the program: the README's command lines, tables and quick start, the
//! completions, the manual page and the changelog.

mod command_line;
mod files;
mod json;
mod quick_start;
mod readme;
mod recipe;
mod script;
mod shell;
mod tables;
mod tool;
