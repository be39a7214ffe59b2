//! The words samples are made of: invented people and firms, real scripts, and only names and
//! numbers that standards keep for examples.

/// Names that go together. Each comes with its form in an e-mail address.
pub(super) struct Culture {
    pub(super) given: &'static [(&'static str, &'static str)],
    pub(super) family: &'static [(&'static str, &'static str)],
    pub(super) family_first: bool,
}

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        given: &[("Jane", "jane"), ("Thomas", "thomas"), ("Aoife", "aoife"), ("Marcus", "marcus")],
        family: &[
            ("Whitfield", "whitfield"),
            ("O'Brien", "obrien"),
            ("Smith-Hughes", "smith-hughes"),
        ],
        family_first: false,
    },
    Culture {
        given: &[("Jürgen", "juergen"), ("Katrin", "katrin"), ("Søren", "soeren"), ("Åsa", "asa")],
        family: &[("Müller", "mueller"), ("Weiß", "weiss"), ("Lindqvist", "lindqvist")],
        family_first: false,
    },
    Culture {
        given: &[("Zoë", "zoe"), ("François", "francois"), ("Lucía", "lucia"), ("João", "joao")],
        family: &[("Lefèvre", "lefevre"), ("Ibáñez", "ibanez"), ("d'Almeida", "dalmeida")],
        family_first: false,
    },
    Culture {
        given: &[
            ("Lan", "lan"),
            ("Minh Châu", "minhchau"),
            ("Priya", "priya"),
            ("Adaeze", "adaeze"),
        ],
        family: &[("Nguyễn", "nguyen"), ("Krishnamurthy", "krishnamurthy"), ("Ọkọ́njọ", "okonjo")],
        family_first: false,
    },
    Culture {
        given: &[("恵", "megumi"), ("健太", "kenta"), ("美咲", "misaki")],
        family: &[("北川", "kitagawa"), ("斎藤", "saito"), ("渡辺", "watanabe")],
        family_first: true,
    },
    Culture {
        given: &[("Ελένη", "eleni"), ("Олександр", "oleksandr"), ("ליאור", "lior")],
        family: &[("Παππάς", "pappas"), ("Шевченко", "shevchenko"), ("כהן", "cohen")],
        family_first: false,
    },
];

/// The start of a number kept for fiction, which two digits complete: North American 555-01xx and
/// the range of Ofcom's for London.
pub(super) const PHONES: &[&str] = &["+1 202 555 01", "+1 415 555 01", "+44 20 7946 09"];

/// A client, as far as it is the same in every sample.
pub(super) struct Firm {
    pub(super) name: &'static str,
    /// The first label of its domain.
    pub(super) label: &'static str,
    pub(super) industry: &'static str,
    pub(super) city: &'static str,
    pub(super) country: &'static str,
}

pub(super) const FIRMS: &[Firm] = &[
    firm("Brightwater Logistics Ltd", "brightwater", "Logistics", "London", "United Kingdom"),
    firm("Müller & Söhne Maschinenbau GmbH", "mueller-soehne", "Manufacturing", "Köln", "Germany"),
    firm("Cedar Ridge Renewables, Inc.", "cedar-ridge", "Energy", "Denver", "United States"),
    firm("Société Lefèvre & Fils", "lefevre-fils", "Real Estate", "Genève", "Switzerland"),
    firm("北川製作所株式会社", "kitagawa-works", "Manufacturing", "東京", "Japan"),
    firm(
        "O'Hara \"Clearview\" Optics LLC",
        "clearview-optics",
        "Optics",
        "Boston",
        "United States",
    ),
    firm("Construções Ibáñez S.A.", "ibanez", "Construction", "São Paulo", "Brazil"),
    firm("Nordlys Biotech ApS", "nordlys", "Biotechnology", "København", "Denmark"),
];

const fn firm(
    name: &'static str,
    label: &'static str,
    industry: &'static str,
    city: &'static str,
    country: &'static str,
) -> Firm {
    Firm { name, label, industry, city, country }
}

/// Titles before and after an update, so that an update always changes something.
pub(super) const TITLES: &[(&str, &str)] = &[
    ("Legal Counsel", "General Counsel"),
    ("Head of Legal", "Chief Legal Officer"),
    ("Finance Director", "Chief Financial Officer"),
    ("Associate", "Partner"),
    ("Operations Manager", "Chief Operating Officer"),
];

/// Type of matter and what it is about.
pub(super) const MATTERS: &[(&str, &str)] = &[
    ("Corporate / M&A", "Share purchase agreement"),
    ("Employment", "Works council negotiation"),
    ("Litigation", "Supply contract dispute"),
    ("Real Estate", "Commercial lease renewal"),
    ("Data Protection", "GDPR readiness review"),
    ("Intellectual Property", "Trade mark opposition"),
];

/// The stages of a matter in order; an update moves it on by one.
pub(super) const STAGES: &[&str] =
    &["Intake", "Conflict Check", "Proposal Sent", "Engagement Letter", "In Progress"];

/// Name and description of a list.
pub(super) const LISTS: &[(&str, &str)] = &[
    ("General counsel, DACH", "In-house lawyers in Germany, Austria and Switzerland"),
    ("Conference follow-up", "People met at the spring conference"),
    ("Dormant clients", "No matter opened in the last two years"),
    ("M&A newsletter", "Readers of the quarterly deal review"),
];

/// Name and description of a campaign.
pub(super) const CAMPAIGNS: &[(&str, &str)] = &[
    ("GDPR check-up – spring", "Offers a free data protection health check"),
    ("Employment law update", "New rules on remote work, one mail a week"),
    ("Deal review invitation", "Invites finance directors to the annual review"),
];

/// Subject, body, days after the step before, and when the mail is sent.
pub(super) type StepWords = (&'static str, &'static str, u32, &'static str);

/// The steps of every campaign.
pub(super) const STEPS: &[StepWords] = &[
    ("A question about {{company}}", "Hello {{first_name}},\n\nmay I ask how you …", 0, "always"),
    (
        "Re: A question about {{company}}",
        "Hello {{first_name}},\n\na short reminder …",
        3,
        "if_no_reply",
    ),
    ("Last note", "Hello {{first_name}},\n\nI will not write again unless …", 5, "if_no_open"),
];

/// Type, title and description of an activity.
pub(super) const ACTIVITIES: &[(&str, &str, &str)] = &[
    ("call", "Introductory call", "Spoke for 20 minutes about scope and fees."),
    ("meeting", "Kick-off meeting", "Agreed on the timetable; minutes to follow."),
    ("note", "Conflict check done", "No conflicts found, cleared by the risk team."),
    ("email", "Fee proposal sent", "Fixed fee for phase one, hourly after that."),
];

/// Type, title and description of a task.
pub(super) const TASKS: &[(&str, &str, &str)] = &[
    ("follow_up", "Send the engagement letter", "Use the new template, fee cap included."),
    ("call", "Call back about the retainer", "Prefers mornings."),
    ("review", "Review the draft agreement", "Mark up clauses 4 and 7."),
];
