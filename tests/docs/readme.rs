//! Reads the README: its fenced blocks, inline code and tables.

use std::sync::LazyLock;

use super::tool;

/// The README.
pub(crate) static TEXT: LazyLock<String> = LazyLock::new(|| tool::text("README.md"));

/// A fenced block.
pub(crate) struct Block {
    /// The word behind the fence.
    pub(crate) language: String,
    /// The heading it stands under.
    pub(crate) heading: String,
    /// What stands between the fences.
    pub(crate) text: String,
}

/// All fenced blocks.
pub(crate) fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut inside, mut heading) = (false, String::new());
    for line in TEXT.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(language), false) => {
                let (language, heading) = (language.to_owned(), heading.clone());
                blocks.push(Block { language, heading, text: String::new() });
                inside = true;
            }
            (Some(_), true) => inside = false,
            (None, true) => {
                let block = blocks.last_mut().expect("a block is open");
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, false) if line.starts_with('#') => {
                line.trim_start_matches('#').trim().clone_into(&mut heading);
            }
            (None, false) => {}
        }
    }
    assert!(!inside, "a fence is not closed");
    blocks
}

/// All inline code.
pub(crate) fn spans() -> Vec<String> {
    let mut inside = false;
    let prose: Vec<&str> = TEXT
        .lines()
        .filter(|line| {
            let fence = line.starts_with("```");
            inside ^= fence;
            !inside && !fence
        })
        .collect();
    code(&prose.join(" "))
}

/// The inline code of a text.
pub(crate) fn code(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of the table whose first column is headed so.
pub(crate) fn table(first: &str) -> Vec<Vec<String>> {
    let head = format!("| {first} |");
    let mut lines = TEXT.lines().skip_while(|line| !line.starts_with(&head));
    assert!(lines.next().is_some(), "README.md has no table headed `{first}`");
    let rows: Vec<Vec<String>> = lines
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let inner = line.trim_start_matches('|').trim_end().trim_end_matches('|');
            inner.split('|').map(|cell| cell.trim().to_owned()).collect()
        })
        .collect();
    assert!(!rows.is_empty(), "the table headed `{first}` is empty");
    rows
}
