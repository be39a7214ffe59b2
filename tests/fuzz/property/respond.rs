//! Scripts of `--respond`.

use std::time::Duration;

use leadlex_hooks::receiver::respond::{Ending, Script, ScriptError};

/// A script is refused by the step that is at fault, or each of its steps can be carried out and the
/// last one repeats.
pub fn hold(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let read = |path: &str| match path.len() % 2 {
        0 => Ok(path.as_bytes().to_vec()),
        _ => Err("there is no such file".to_owned()),
    };
    let script = match Script::parse(text, read) {
        Ok(script) => script,
        Err(ScriptError::Nothing) => return assert_eq!(text.trim(), ""),
        Err(ScriptError::Empty(number)) => {
            return assert_eq!(text.split(',').nth(number - 1).map(str::trim), Some(""));
        }
        Err(ScriptError::Step { step, .. }) => return assert!(text.contains(&step), "{step}"),
    };
    let most = 10_000 * text.split(',').count();
    let mut last = script.next();
    for _ in 1..most {
        let step = script.next();
        assert!((200..=599).contains(&step.status), "{step:?}");
        let reply = step.reply();
        assert_eq!(reply.status, step.status);
        assert!(step.slow == Duration::ZERO || !reply.body.is_empty());
        assert!((300..400).contains(&step.status) == reply.headers.get("location").is_some());
        assert!(step.ending != Ending::Answered || reply.ending == Ending::Answered);
        last = step;
    }
    assert_eq!(script.next(), last, "the last step repeats");
}
