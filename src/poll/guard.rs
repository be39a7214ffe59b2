//! What keeps a wrong key or a cut answer from looking like the end of everything.

use std::fmt;

/// Not more than so many known ids may vanish at once …
const MANY: usize = 20;

/// … unless they are no more than this part of all, in percent.
const PERCENT: usize = 10;

/// Whether a scan saw all there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// As many rows as each `meta.total` said.
    Stated,
    /// Read to its end, and no total was said.
    Unstated,
    /// Another number of rows than was said, or not read to its end.
    Partial {
        /// Distinct rows that were read.
        read: u64,
        /// What was said instead.
        total: Option<u64>,
    },
}

impl Completeness {
    /// Judges a scan that was read to its end: how many distinct ids it has, and every total that
    /// was said while it was read. Totals that changed meanwhile make it partial.
    #[must_use]
    pub fn judge(distinct: u64, totals: &[u64]) -> Self {
        match totals.iter().find(|total| **total != distinct) {
            Some(total) => Self::Partial { read: distinct, total: Some(*total) },
            None if totals.is_empty() => Self::Unstated,
            None => Self::Stated,
        }
    }
}

/// What to do when too much has vanished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MassDelete {
    /// Tell nothing, and say why.
    #[default]
    Refused,
    /// Believe it (`--allow-mass-delete`).
    Allowed,
}

/// What a reading is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// All of it counts.
    #[default]
    Sound,
    /// Nothing can be said about what is missing from it; the rest counts.
    Partial {
        /// Distinct rows that were read.
        read: u64,
        /// What the API said instead.
        total: Option<u64>,
    },
    /// Too much is missing: nothing of it counts.
    MassDelete {
        /// Resources that were there before.
        known: u64,
        /// How many of them are not there any more.
        vanished: u64,
    },
    /// None of the rows is known, though some should be: nothing of it counts.
    Foreign {
        /// Resources that were there before.
        known: u64,
        /// Rows that were read.
        read: u64,
    },
}

impl Verdict {
    /// Whether nothing of the reading may be told or kept.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::MassDelete { .. } | Self::Foreign { .. })
    }

    /// Judges what is missing from a scan of `read` rows, of `known` resources that were there.
    #[must_use]
    pub fn of_missing(
        completeness: Completeness,
        read: usize,
        known: usize,
        vanished: usize,
        allowed: MassDelete,
    ) -> Self {
        let (reads, knowns) = (read as u64, known as u64);
        match completeness {
            _ if vanished == 0 => Self::Sound,
            Completeness::Partial { read, total } => Self::Partial { read, total },
            // An answer without rows and without a total is more likely a broken one.
            Completeness::Unstated if read == 0 && known >= 2 => {
                Self::Partial { read: reads, total: None }
            }
            _ if allowed == MassDelete::Allowed => Self::Sound,
            _ if vanished > MANY && vanished * 100 > known * PERCENT => {
                Self::MassDelete { known: knowns, vanished: vanished as u64 }
            }
            _ => Self::Sound,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sound => f.write_str("all of it counts"),
            Self::Partial { read, total: Some(total) } => {
                write!(
                    f,
                    "{read} rows were read where the API says {total}; what is missing from them is not taken for deleted"
                )
            }
            Self::Partial { read, total: None } => {
                write!(
                    f,
                    "only {read} rows were read and no total was said; what is missing from them is not taken for deleted"
                )
            }
            Self::MassDelete { known, vanished } => {
                write!(
                    f,
                    "{vanished} of {known} known ids are missing at once: a wrong key or a cut answer, most likely"
                )
            }
            Self::Foreign { known, read } => {
                write!(
                    f,
                    "none of the {read} rows is among the {known} that are known: the key of another workspace, most likely"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Completeness, MassDelete, Verdict};

    const PARTIAL: Completeness = Completeness::Partial { read: 5, total: Some(6) };

    #[test]
    fn a_scan_is_complete_when_every_total_agrees_with_it() {
        for (distinct, totals, judged) in [
            (5, &[5, 5][..], Completeness::Stated),
            (0, &[0], Completeness::Stated),
            (5, &[], Completeness::Unstated),
            (5, &[6], PARTIAL),
            (5, &[5, 6, 5], PARTIAL),
            (5, &[4], Completeness::Partial { read: 5, total: Some(4) }),
        ] {
            assert_eq!(Completeness::judge(distinct, totals), judged, "{distinct} {totals:?}");
        }
    }

    #[test]
    fn what_is_missing_counts_only_where_that_can_be_believed() {
        use Completeness::{Stated, Unstated};
        let mass = |known, vanished| Verdict::MassDelete { known, vanished };
        let empty = Verdict::Partial { read: 0, total: None };
        for (completeness, read, known, vanished, verdict) in [
            (Stated, 5, 6, 1, Verdict::Sound),
            (Unstated, 5, 6, 1, Verdict::Sound),
            (PARTIAL, 5, 6, 1, Verdict::Partial { read: 5, total: Some(6) }),
            (PARTIAL, 5, 5, 0, Verdict::Sound),
            // Nothing at all is believed when it is said, or when there was one only.
            (Unstated, 0, 2, 2, empty),
            (Unstated, 0, 1, 1, Verdict::Sound),
            (Stated, 0, 2, 2, Verdict::Sound),
            // More than twenty and more than a tenth.
            (Stated, 0, 20, 20, Verdict::Sound),
            (Stated, 0, 21, 21, mass(21, 21)),
            (Stated, 190, 210, 21, Verdict::Sound),
            (Stated, 188, 209, 21, mass(209, 21)),
        ] {
            let judged =
                Verdict::of_missing(completeness, read, known, vanished, MassDelete::Refused);
            assert_eq!(judged, verdict, "{completeness:?} {read} {known} {vanished}");
        }
    }

    #[test]
    fn to_allow_a_mass_delete_allows_no_cut_answer() {
        let judge =
            |completeness| Verdict::of_missing(completeness, 0, 100, 100, MassDelete::Allowed);
        assert_eq!(judge(Completeness::Stated), Verdict::Sound);
        assert!(matches!(judge(Completeness::Unstated), Verdict::Partial { .. }));
        assert!(matches!(judge(PARTIAL), Verdict::Partial { .. }));
        assert!(
            !judge(PARTIAL).is_refusal() && Verdict::Foreign { known: 1, read: 1 }.is_refusal()
        );
    }

    #[test]
    fn each_verdict_says_why() {
        let said = Verdict::MassDelete { known: 100, vanished: 60 }.to_string();
        assert!(said.starts_with("60 of 100 known ids are missing at once"), "{said}");
    }
}
