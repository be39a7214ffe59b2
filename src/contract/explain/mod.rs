//! Why a signature does not match: tries the mistakes people make, and names the simplest that
//! explains it. Pure; secrets never appear in what it says.
//!
//! For eyes on this side only: told to a sender, it would help to forge.

mod algorithm;
mod claim;
mod encoding;
mod framing;
mod key;
mod layout;
mod message;
mod next;
mod number;
mod search;
mod table;
mod writer;

use super::header::HeaderList;
use super::secret::Secret;
use super::signature::{Signer, Verdict, verify};

use self::search::Search;
use self::table::Found;
pub use self::table::Whose;

/// A secret that was not tried, and might have been used by mistake.
#[derive(Clone, Debug)]
pub struct OtherKey {
    /// What it is.
    pub whose: Whose,
    /// The profile, or the place it is set in; for people.
    pub name: String,
    /// Itself.
    pub secret: Secret,
}

/// The body of another delivery.
#[derive(Clone, Debug)]
pub struct OtherBody {
    /// Its event's number in the log.
    pub number: i64,
    /// Byte for byte.
    pub body: Vec<u8>,
}

/// How much may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// While listening: other work waits.
    Passing,
    /// Somebody asked and waits.
    Thorough,
}

impl Effort {
    /// Bytes hashed or made: what a machine does in about 0.1 and 2 seconds.
    const fn bytes(self) -> u64 {
        match self {
            Self::Passing => 48 * 1024 * 1024,
            Self::Thorough => 1024 * 1024 * 1024,
        }
    }
}

/// A delivery that was not accepted, and all that may tell why.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The secrets it was checked with.
    pub secrets: &'a [Secret],
    /// Secrets it was not checked with.
    pub others: &'a [OtherKey],
    /// Its headers, the signature among them.
    pub headers: &'a HeaderList,
    /// Its body.
    pub body: &'a [u8],
    /// Bodies of other deliveries.
    pub bodies: &'a [OtherBody],
    /// How much may be tried.
    pub effort: Effort,
}

/// One mistake: what makes the signature match, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// A name for scripts that stays.
    pub id: &'static str,
    /// What makes the signature match.
    pub cause: String,
    /// What to do.
    pub fix: String,
}

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The signature is right: there is nothing to explain.
    Right {
        /// The fingerprint of the secret that made it.
        fingerprint: String,
    },
    /// These mistakes together explain it.
    Mistakes(Vec<Cause>),
    /// No mistake that is known explains it.
    Unknown {
        /// What to look at.
        next: Vec<String>,
        /// Whether there was more to try than the effort allows.
        extent: Extent,
    },
}

/// How much of the table was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The body is so large that the rarer mistakes were left out.
    Part,
}

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What was found out.
    pub finding: Finding,
    /// Combinations of key and message that were tried.
    pub tried: u64,
}

/// Explains a signature. Of several explanations the simplest is given.
///
/// It may take the time that [`Effort`] says, so nothing that must answer soon should wait for it.
#[must_use]
pub fn explain(question: &Question<'_>) -> Explanation {
    let signers: Vec<Signer> = question.secrets.iter().map(Signer::new).collect();
    let header = question.headers.get(super::header::SIGNATURE);
    let verification = verify(&signers, header, question.body);
    if verification.verdict == Verdict::Verified {
        let fingerprint = verification.fingerprint.unwrap_or_default();
        return Explanation { finding: Finding::Right { fingerprint }, tried: 1 };
    }
    let claims = claim::claims(question.headers);
    let mut search = Search::new(question, claims.clone());
    let result = search.run();
    let unknown = |extent| Finding::Unknown { next: next::steps(question, &claims), extent };
    let finding = match result {
        Ok(Some(found)) => Finding::Mistakes(found.iter().filter_map(cause).collect()),
        Ok(None) => unknown(Extent::Whole),
        Err(_) => unknown(Extent::Part),
    };
    Explanation { finding, tried: search.tried }
}

fn cause(found: &Found) -> Option<Cause> {
    let mistake = table::find(found.id)?;
    let cause = mistake.cause.replace("{}", &found.detail);
    Some(Cause { id: mistake.id, cause, fix: mistake.fix.replace("{}", &found.detail) })
}

#[cfg(test)]
mod tests;
