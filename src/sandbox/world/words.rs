//! The words seeded rows are made of: invented people, firms and matters.

pub(crate) const GIVEN: &[&str] = &[
    "Jane",
    "Thomas",
    "Aoife",
    "Marcus",
    "Jürgen",
    "Katrin",
    "Søren",
    "Zoë",
    "François",
    "Lucía",
    "João",
    "Priya",
    "Adaeze",
    "Lan",
    "健太",
    "美咲",
    "Ελένη",
    "Олександр",
];

pub(crate) const FAMILY: &[&str] = &[
    "Whitfield",
    "O'Brien",
    "Smith-Hughes",
    "Müller",
    "Weiß",
    "Lindqvist",
    "Lefèvre",
    "Ibáñez",
    "d'Almeida",
    "Nguyễn",
    "Krishnamurthy",
    "北川",
    "渡辺",
    "Παππάς",
    "Шевченко",
];

pub(crate) const TITLES: &[&str] = &[
    "General Counsel",
    "Head of Legal",
    "Chief Financial Officer",
    "Partner",
    "Operations Manager",
    "Associate, \"M&A\"",
];

pub(crate) const FIRMS: &[&str] = &[
    "Acme Legal",
    "Müller & Söhne Maschinenbau GmbH",
    "Cedar Ridge Renewables, Inc.",
    "Société Lefèvre & Fils",
    "北川製作所株式会社",
    "O'Hara \"Clearview\" Optics LLC",
    "Nordlys Biotech ApS",
];

pub(crate) const INDUSTRIES: &[&str] =
    &["Legal", "Manufacturing", "Energy", "Real Estate", "Optics", "Biotechnology"];

pub(crate) const CITIES: &[(&str, &str)] = &[
    ("Berlin", "Germany"),
    ("Denver", "United States"),
    ("Genève", "Switzerland"),
    ("東京", "Japan"),
    ("København", "Denmark"),
];

pub(crate) const MATTERS: &[(&str, &str)] = &[
    ("Corporate / M&A", "Share purchase agreement"),
    ("Employment", "Works council negotiation"),
    ("Litigation", "Supply contract dispute"),
    ("Real Estate", "Commercial lease renewal"),
    ("Data Protection", "GDPR readiness review"),
];

pub(crate) const STAGES: &[&str] =
    &["Intake", "Conflict Check", "Proposal Sent", "Engagement Letter", "In Progress"];

pub(crate) const LISTS: &[&str] =
    &["General counsel", "Conference follow-up", "Dormant clients", "M&A newsletter"];

pub(crate) const CAMPAIGNS: &[&str] =
    &["GDPR check-up", "Employment law update", "Deal review invitation"];

pub(crate) const TASKS: &[(&str, &str)] = &[
    ("follow_up", "Send the engagement letter"),
    ("call", "Call back about the retainer"),
    ("review", "Review the draft agreement"),
];
