//! What each plan of LeadLex may call, for keys whose answers carry no quota headers.

use std::fmt;
use std::str::FromStr;

/// A plan `[/authentication]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// 100 calls a day, 10 a minute.
    Starter,
    /// 1,000 calls a day, 50 a minute.
    Pro,
    /// 10,000 calls a day, 200 a minute.
    Org,
}

/// A word that names no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no plan: `starter`, `pro` or `org`")]
pub struct UnknownTier(pub String);

impl Tier {
    /// Every plan, smallest first.
    pub const ALL: [Self; 3] = [Self::Starter, Self::Pro, Self::Org];

    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Pro => "pro",
            Self::Org => "org",
        }
    }

    /// Calls from one 00:00 UTC to the next.
    #[must_use]
    pub fn per_day(self) -> u64 {
        match self {
            Self::Starter => 100,
            Self::Pro => 1_000,
            Self::Org => 10_000,
        }
    }

    /// Calls in a minute.
    #[must_use]
    pub fn per_minute(self) -> u64 {
        match self {
            Self::Starter => 10,
            Self::Pro => 50,
            Self::Org => 200,
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|tier| tier.as_str() == text.trim());
        known.ok_or_else(|| UnknownTier(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Tier;

    #[test]
    fn the_numbers_are_those_of_the_documentation_and_names_read_back() {
        let table = Tier::ALL.map(|tier| (tier.as_str(), tier.per_day(), tier.per_minute()));
        assert_eq!(table, [("starter", 100, 10), ("pro", 1_000, 50), ("org", 10_000, 200)]);
        for tier in Tier::ALL {
            assert_eq!(tier.as_str().parse(), Ok(tier));
        }
        let error = "Gold".parse::<Tier>().expect_err("no plan");
        assert_eq!(error.to_string(), "`Gold` is no plan: `starter`, `pro` or `org`");
    }
}
