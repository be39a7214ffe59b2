//! A status that goes through documented stages. A word that nobody documents moves nothing: it is
//! kept beside the stage that was last known.

/// Between the stage and an unknown word.
const BESIDE: char = ':';

/// What is kept as the state of an entry: `active`, or `active:sending`.
pub(super) fn keep(stage: &str, word: &str) -> String {
    if stage == word { stage.to_owned() } else { format!("{stage}{BESIDE}{word}") }
}

/// The stage in it.
pub(super) fn stage(state: &str) -> &str {
    state.split(BESIDE).next().unwrap_or(state)
}
