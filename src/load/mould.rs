//! Bodies of one shape, each with ids of its own: a sample is made once and its ids are written anew
//! for each delivery, which costs a copy instead of a composition.

use bytes::Bytes;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::{Builder, Uuid};

/// Characters of a UUID in its usual form.
const UUID: usize = 36;
/// Digits of an import's id.
const JOB: usize = 8;

/// A body with the places of its ids.
#[derive(Clone, Debug)]
pub struct Mould {
    text: Bytes,
    /// Where an id begins, and which of the ids it is: one that stands twice stays the same.
    slots: Vec<(usize, usize)>,
    ids: usize,
    /// Where the digits of an import's id begin: `imp_` and eight of them.
    jobs: Vec<usize>,
}

/// Chance of its own for each number, the same for the same seed, whichever task draws it.
#[derive(Clone, Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The chance of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(b"load");
        Self(ChaCha8Rng::from_seed(key))
    }

    fn of(&self, number: u64) -> ChaCha8Rng {
        let mut chance = self.0.clone();
        chance.set_stream(number);
        chance.set_word_pos(0);
        chance
    }

    /// A Delivery-ID for that number.
    #[must_use]
    pub fn id(&self, number: u64) -> Uuid {
        draw(&mut self.of(number))
    }
}

impl Mould {
    /// A body that goes out as it is, each time.
    #[must_use]
    pub fn exact(body: Bytes) -> Self {
        Self { text: body, slots: Vec::new(), ids: 0, jobs: Vec::new() }
    }

    /// The body of a sample, changed or not. The ids of the sample are renewed wherever they still
    /// stand; that of the workspace is not, nor is one that a change has put there.
    #[must_use]
    pub fn of_sample(sample: &[u8], body: Bytes) -> Self {
        let workspace = serde_json::from_slice::<serde_json::Value>(sample)
            .ok()
            .and_then(|sample| Uuid::try_parse(sample["workspace_id"].as_str()?).ok());
        let mut known: Vec<Uuid> = Vec::new();
        for (_, id) in ids(sample) {
            if Some(id) != workspace && !known.contains(&id) {
                known.push(id);
            }
        }
        let place = |(start, id): (usize, Uuid)| {
            known.iter().position(|known| *known == id).map(|which| (start, which))
        };
        let slots = ids(&body).filter_map(place).collect();
        let known_jobs: Vec<&[u8]> = jobs(sample).map(|(_, digits)| digits).collect();
        let jobs = jobs(&body)
            .filter(|(_, digits)| known_jobs.contains(digits))
            .map(|(start, _)| start)
            .collect();
        Self { ids: known.len(), slots, text: body, jobs }
    }

    /// The body of that number.
    #[must_use]
    pub fn cast(&self, chance: &Chance, number: u64) -> Bytes {
        if self.slots.is_empty() && self.jobs.is_empty() {
            return self.text.clone();
        }
        let mut body = Vec::with_capacity(self.text.len());
        self.pour(chance, number, &mut body);
        Bytes::from(body)
    }

    /// Adds the body of that number to what is there.
    pub fn pour(&self, chance: &Chance, number: u64, out: &mut Vec<u8>) {
        let begin = out.len();
        out.extend_from_slice(&self.text);
        let body = &mut out[begin..];
        if !self.slots.is_empty() {
            let mut own = chance.of(number);
            let ids: Vec<Uuid> = (0..self.ids).map(|_| draw(&mut own)).collect();
            for (start, which) in &self.slots {
                ids[*which].hyphenated().encode_lower(&mut body[*start..*start + UUID]);
            }
        }
        if !self.jobs.is_empty() {
            let first = chance.of(u64::MAX).next_u32();
            // An odd factor, so that no two of 2^32 numbers come to the same digits.
            let job = u32::try_from(number % (1 << 32)).unwrap_or_default();
            let digits = format!("{:08x}", job.wrapping_mul(0x9e37_79b1) ^ first);
            for start in &self.jobs {
                body[*start..*start + JOB].copy_from_slice(digits.as_bytes());
            }
        }
    }
}

/// A UUID with the version and variant bits of a random one.
fn draw(chance: &mut ChaCha8Rng) -> Uuid {
    let mut bytes = [0; 16];
    chance.fill_bytes(&mut bytes);
    Builder::from_random_bytes(bytes).into_uuid()
}

/// The JSON strings that are a UUID and nothing else, with the place of their first digit.
fn ids(body: &[u8]) -> impl Iterator<Item = (usize, Uuid)> {
    body.windows(UUID + 2).enumerate().filter_map(|(start, window)| match window {
        [b'"', id @ .., b'"'] if id[8] == b'-' => {
            Uuid::try_parse_ascii(id).ok().map(|id| (start + 1, id))
        }
        _ => None,
    })
}

/// The digits of the JSON strings that are an import's id, with their place.
fn jobs(body: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    body.windows(JOB + 6).enumerate().filter_map(|(start, window)| {
        let digits = window.strip_prefix(b"\"imp_")?.strip_suffix(b"\"")?;
        digits.iter().all(u8::is_ascii_hexdigit).then_some((start + 5, digits))
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use jiff::Timestamp;
    use serde_json::Value;

    use super::{Chance, Mould, ids};
    use crate::contract::{catalog, sample};

    #[test]
    fn every_event_type_has_a_body_of_its_own_for_each_number() {
        let chance = Chance::new(1);
        for event in catalog::ALL {
            let sample = sample::body(event, 5, Timestamp::UNIX_EPOCH);
            let mould = Mould::of_sample(sample.as_bytes(), Bytes::from(sample.clone()));
            let cast = |number| mould.cast(&chance, number);
            assert_ne!(cast(0), cast(1), "{}", event.name);
            assert_ne!(cast(0), sample, "{}", event.name);
            assert_eq!(cast(7), cast(7), "{}", event.name);
            let (made, model): (Value, Value) = (
                serde_json::from_slice(&cast(3)).expect("JSON"),
                serde_json::from_str(&sample).expect("JSON"),
            );
            assert_eq!(made["workspace_id"], model["workspace_id"], "{}", event.name);
            assert_eq!(made["event"], event.name);
        }
    }

    #[test]
    fn an_id_that_stands_twice_stays_one_and_one_that_was_set_stays() {
        let one = "11111111-1111-4111-8111-111111111111";
        let two = "22222222-2222-4222-8222-222222222222";
        let sample = format!(r#"{{"workspace_id":"w","a":"{one}","b":["{one}","{two}"]}}"#);
        let set = "33333333-3333-4333-8333-333333333333";
        let mould = Mould::of_sample(sample.as_bytes(), sample.replace(two, set).into());
        let made = mould.cast(&Chance::new(9), 4);
        let found: Vec<String> = ids(&made).map(|(_, id)| id.to_string()).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], found[1]);
        assert_ne!(found[0], one);
        assert_eq!(found[2], set);
    }

    #[test]
    fn bytes_of_ones_own_are_left_alone() {
        let body = Bytes::from_static(b"\xff not JSON");
        assert_eq!(Mould::exact(body.clone()).cast(&Chance::new(1), 8), body);
    }
}
