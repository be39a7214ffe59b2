//! The words that fakes are made of: names nobody has to mean, and words that say nothing.

/// Given names.
pub(super) const GIVEN: [&str; 32] = [
    "Alex", "Ariel", "Blair", "Cameron", "Casey", "Dakota", "Devon", "Drew", "Emerson", "Finley",
    "Frankie", "Harper", "Hayden", "Indigo", "Jamie", "Jesse", "Kendall", "Lennon", "Logan",
    "Marlow", "Morgan", "Noor", "Parker", "Quinn", "Reese", "Riley", "Robin", "Rowan", "Sage",
    "Skyler", "Taylor", "Winter",
];

/// Family names.
pub(super) const FAMILY: [&str; 32] = [
    "Abbott",
    "Archer",
    "Barlow",
    "Bishop",
    "Calder",
    "Carver",
    "Dalton",
    "Draper",
    "Ellison",
    "Fenwick",
    "Fletcher",
    "Garner",
    "Hollis",
    "Ingram",
    "Jarvis",
    "Keating",
    "Landry",
    "Mercer",
    "Nolan",
    "Osborne",
    "Prescott",
    "Quill",
    "Ramsey",
    "Sawyer",
    "Sterling",
    "Tanner",
    "Thorne",
    "Underhill",
    "Vance",
    "Walker",
    "Winslow",
    "Yardley",
];

/// What a firm is called.
pub(super) const FIRM: [&str; 24] = [
    "Alder", "Amber", "Beacon", "Birch", "Canyon", "Cobalt", "Copper", "Delta", "Ember", "Granite",
    "Harbor", "Indigo", "Juniper", "Lantern", "Maple", "Meridian", "Onyx", "Pioneer", "Quarry",
    "Summit", "Timber", "Vertex", "Willow", "Zephyr",
];

/// How a firm's name ends.
pub(super) const FORM: [&str; 6] = ["Group", "Holdings", "Partners", "Industries", "LLP", "Ltd"];

/// Words of running text, from short to long.
pub(super) const NEUTRAL: [&str; 32] = [
    "a",
    "b",
    "of",
    "on",
    "the",
    "and",
    "item",
    "note",
    "text",
    "part",
    "value",
    "entry",
    "field",
    "sample",
    "filler",
    "matter",
    "generic",
    "neutral",
    "example",
    "content",
    "standard",
    "redacted",
    "ordinary",
    "paragraph",
    "reference",
    "substitute",
    "arbitrary",
    "description",
    "placeholder",
    "replacement",
    "unspecified",
    "illustrative",
];
