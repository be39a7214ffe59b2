//! What differs from run to run, replaced by its name; signatures and fingerprints stay.

use std::sync::LazyLock;

use regex::Regex;

/// In this order: what stands within another comes after it.
static RULES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let rules = [
        (r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "[uuid]"),
        (r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", "[time]"),
        (r"\b\d\d:\d\d:\d\d(\.\d+)?\b", "[clock]"),
        (r"(127\.0\.0\.1|localhost|\[::1\]):\d{2,5}\b", "${1}:[port]"),
        (r#"("latency_ms":)[\d.]+"#, "${1}[latency]"),
        // The blanks after it, too: they fill a column.
        (r"(?m)(→ \d{3} )<?\d+(\.\d+)? m?s\b( +|$)", "${1}[latency] "),
        (r"\b(in|after) <?\d+(\.\d+)? m?s\b", "${1} [span]"),
    ];
    let compile = |(pattern, name)| (Regex::new(pattern).expect("a pattern"), name);
    rules.into_iter().map(compile).collect()
});

/// The text with what differs from run to run replaced.
pub(super) fn normalise(text: &str) -> String {
    let mut text = text.to_owned();
    for (pattern, name) in RULES.iter() {
        text = pattern.replace_all(&text, *name).into_owned();
    }
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn replaces_what_differs_and_nothing_else() {
    let line = "14:03:59     #1 contact.created  ✓ verified   1.2 kB → 200 12 ms      Anna\n\
                2026-02-24T14:03:59.123Z 2a9f0d6c-5b1e-4a53-9c1d-0d4b7f6a1c11 fp:1f2e\n\
                {\"latency_ms\":0.42,\"url\":\"http://127.0.0.1:40123/hooks\"}\n\
                → 200 0.8 ms\n\
                attempt 1, next in 4.9 s\n";
    let expected = "[clock]     #1 contact.created  ✓ verified   1.2 kB → 200 [latency] Anna\n\
                    [time] [uuid] fp:1f2e\n\
                    {\"latency_ms\":[latency],\"url\":\"http://127.0.0.1:[port]/hooks\"}\n\
                    → 200 [latency]\n\
                    attempt 1, next in [span]\n";
    assert_eq!(normalise(line), expected);
}
