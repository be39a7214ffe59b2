//! Goes through the table: each mistake alone, then two that are common together. What it costs is
//! counted in bytes hashed or made, and ends at a limit.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::algorithm::Algorithm;
use super::claim::Claim;
use super::framing::Stamps;
use super::table::{Change, Company, Found, Mistake, TABLE, Variant, Variants};
use super::{OtherBody, OtherKey, Question};

/// What hashing costs however short the text is, in bytes.
const LEAST_COST: u64 = 256;
/// Secrets that are looked into; more than two are rare while rotating.
const MOST_SECRETS: usize = 4;

/// A search under way.
pub(super) struct Search<'a> {
    keys: Vec<&'a [u8]>,
    others: &'a [OtherKey],
    body: &'a [u8],
    bodies: &'a [OtherBody],
    stamps: Stamps,
    claims: Vec<Claim>,
    algorithms: Vec<Algorithm>,
    left: u64,
    pub(super) tried: u64,
}

/// The limit is reached.
pub(super) struct Spent;

/// Mistakes that explain it, or none yet.
type Hit = Result<Option<Vec<Found>>, Spent>;

impl<'a> Search<'a> {
    pub(super) fn new(question: &Question<'a>, claims: Vec<Claim>) -> Self {
        let mut algorithms: Vec<Algorithm> = Vec::new();
        for claim in &claims {
            if !algorithms.contains(&claim.algorithm) {
                algorithms.push(claim.algorithm);
            }
        }
        Self {
            keys: question.secrets.iter().take(MOST_SECRETS).map(|s| s.as_bytes()).collect(),
            others: question.others,
            body: question.body,
            bodies: question.bodies,
            stamps: Stamps::read(question.headers, question.body),
            claims,
            algorithms,
            left: question.effort.bytes(),
            tried: 0,
        }
    }

    /// The simplest mistakes that explain the signature.
    pub(super) fn run(&mut self) -> Hit {
        if self.claims.is_empty() {
            return Ok(None);
        }
        for key in self.keys.clone() {
            if let Some(found) = self.attempt(key, self.body)? {
                return Ok(Some(found));
            }
        }
        for mistake in TABLE {
            if let Some(found) = self.alone(mistake)? {
                return Ok(Some(found));
            }
        }
        if let Some(found) = self.together()? {
            return Ok(Some(found));
        }
        for mistake in TABLE {
            if let Change::Last(make) = mistake.change
                && let Some(found) = self.bodies(mistake, make(self.body))?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn alone(&mut self, mistake: &'static Mistake) -> Hit {
        let body = self.body;
        match mistake.change {
            Change::Header | Change::Last(_) => Ok(None),
            Change::Body(make) => self.bodies(mistake, make(body)),
            Change::Framing(make) => {
                let stamps = self.stamps.clone();
                self.bodies(mistake, make(&stamps, body))
            }
            Change::OtherBody => {
                let others = self.bodies.iter().filter(|other| other.body != body);
                let detail = |other: &OtherBody| format!("#{}", other.number);
                self.bodies(
                    mistake,
                    Variants::detailed(
                        others.map(|other| Variant {
                            detail: detail(other),
                            bytes: other.body.clone(),
                        }),
                    ),
                )
            }
            Change::Key(_) | Change::OtherKey(_) => {
                for Variant { detail, bytes } in self.keys_of(mistake) {
                    if let Some(found) = self.attempt(&bytes, body)? {
                        return Ok(Some(with(found, mistake, detail)));
                    }
                }
                Ok(None)
            }
            Change::Digest(make) => {
                for key in self.keys.clone() {
                    for algorithm in self.algorithms.clone() {
                        self.spend(4 * body.len() as u64)?;
                        for digest in make(algorithm, key, body, &self.stamps) {
                            self.tried += 1;
                            if let Some(found) = self.judge(algorithm, &digest) {
                                return Ok(Some(with(found, mistake, String::new())));
                            }
                        }
                    }
                }
                Ok(None)
            }
        }
    }

    /// A key and a body that are both wrong.
    fn together(&mut self) -> Hit {
        let mut seen = HashSet::new();
        let mut keys = Vec::new();
        for mistake in TABLE.iter().filter(|mistake| mistake.company == Company::Joins) {
            for Variant { detail, bytes } in self.keys_of(mistake) {
                if seen.insert(bytes.clone()) {
                    keys.push((mistake, detail, bytes));
                }
            }
        }
        let mut known = HashSet::from([digest(self.body)]);
        let (body, stamps) = (self.body, self.stamps.clone());
        for mistake in TABLE.iter().filter(|mistake| mistake.company == Company::Joins) {
            let variants = match mistake.change {
                Change::Body(make) => make(body),
                Change::Framing(make) => make(&stamps, body),
                _ => continue,
            };
            for Variant { detail, bytes } in variants {
                self.spend(bytes.len() as u64)?;
                if !known.insert(digest(&bytes)) {
                    continue;
                }
                for (first, about, key) in &keys {
                    if let Some(found) = self.attempt(key, &bytes)? {
                        let found = with(found, first, about.clone());
                        return Ok(Some(with(found, mistake, detail)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The keys that a mistake leads to, those in use left out.
    fn keys_of(&self, mistake: &Mistake) -> Vec<Variant> {
        let made: Vec<Variant> = match mistake.change {
            Change::Key(make) => self.keys.iter().flat_map(|key| make(key)).collect(),
            Change::OtherKey(whose) => self
                .others
                .iter()
                .filter(|other| other.whose == whose)
                .map(|other| Variant {
                    detail: other.name.clone(),
                    bytes: other.secret.as_bytes().to_vec(),
                })
                .collect(),
            _ => Vec::new(),
        };
        made.into_iter().filter(|one| !self.keys.contains(&one.bytes.as_slice())).collect()
    }

    /// Tries bodies with the right keys.
    fn bodies(&mut self, mistake: &Mistake, variants: Variants<'_>) -> Hit {
        for Variant { detail, bytes } in variants {
            self.spend(bytes.len() as u64)?;
            if bytes == self.body {
                continue;
            }
            for key in self.keys.clone() {
                if let Some(found) = self.attempt(key, &bytes)? {
                    return Ok(Some(with(found, mistake, detail)));
                }
            }
        }
        Ok(None)
    }

    /// What is odd about the claim that this key and message make true.
    fn attempt(&mut self, key: &[u8], message: &[u8]) -> Hit {
        for algorithm in self.algorithms.clone() {
            self.spend(message.len() as u64 + LEAST_COST)?;
            self.tried += 1;
            if let Some(found) = self.judge(algorithm, &algorithm.hmac(key, message)) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn judge(&self, algorithm: Algorithm, digest: &[u8]) -> Option<Vec<Found>> {
        let claim =
            self.claims.iter().find(|one| one.algorithm == algorithm && one.holds(digest))?;
        Some(claim.oddities.clone())
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Spent> {
        self.left = self.left.checked_sub(bytes).ok_or(Spent)?;
        Ok(())
    }
}

fn with(mut found: Vec<Found>, mistake: &Mistake, detail: String) -> Vec<Found> {
    found.push(Found { id: mistake.id, detail });
    found
}

/// Two bodies that agree in this are taken for one.
fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
