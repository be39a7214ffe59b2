//! Fakes: each made of a hash of what it stands for, so that the same always becomes the same, and
//! nobody without the seed can tell what it was.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::shape::id_prefix;
use super::words::{FAMILY, FIRM, FORM, GIVEN, NEUTRAL};

/// Makes fakes from a seed.
#[derive(Clone, Debug)]
pub struct Faker {
    mac: Hmac<Sha256>,
}

/// Digits of chance, drawn from the hash of one value.
struct Draw<'a> {
    faker: &'a Faker,
    kind: &'static str,
    value: String,
    round: u32,
    pool: Vec<u8>,
}

impl Faker {
    /// The same seed makes the same fakes.
    #[must_use]
    pub fn new(seed: &str) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(seed.as_bytes())
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        Self { mac }
    }

    /// A given name for one word.
    pub(super) fn given(&self, word: &str) -> String {
        self.other(&GIVEN, "given", word)
    }

    /// A family name for one word or several.
    pub(super) fn family(&self, word: &str) -> String {
        self.other(&FAMILY, "family", word)
    }

    /// A whole name: the parts of it become what they become alone.
    pub(super) fn full_name(&self, name: &str) -> String {
        match name.trim().split_once(char::is_whitespace) {
            Some((given, family)) => {
                format!("{} {}", self.given(given), self.family(family.trim()))
            }
            None => format!("{} {}", self.given(name), self.family(name)),
        }
    }

    /// A firm.
    pub(super) fn firm(&self, name: &str) -> String {
        let mut draw = self.draw("firm", name);
        format!("{} {} {}", draw.pick(&FIRM), draw.pick(&FIRM), draw.pick(&FORM))
    }

    /// An address at example.com, which nobody has.
    pub(super) fn email(&self, address: &str) -> String {
        let mut draw = self.draw("email", &address.to_lowercase());
        let (given, family) = (draw.pick(&GIVEN), draw.pick(&FAMILY));
        format!("{given}.{family}.{}@example.com", draw.hex(4)).to_lowercase()
    }

    /// A number that is kept for fiction.
    pub(super) fn phone(&self, number: &str) -> String {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        format!("+1 555 01{:02}", self.draw("phone", &digits).below(100))
    }

    /// A host below example.com.
    pub(super) fn host(&self, host: &str) -> String {
        let mut draw = self.draw("host", &host.to_lowercase());
        format!("{}-{}.example.com", draw.pick(&FIRM), draw.hex(4)).to_lowercase()
    }

    /// A URL on example.com.
    pub(super) fn url(&self, url: &str) -> String {
        let mut draw = self.draw("url", url);
        format!("https://example.com/{}/{}", draw.pick(&FIRM).to_lowercase(), draw.hex(8))
    }

    /// An address that is kept for documentation (RFC 5737).
    pub(super) fn ip(&self, address: &str) -> String {
        format!("192.0.2.{}", self.draw("ip", address).below(254) + 1)
    }

    /// A word for a part of a path or a query.
    pub(super) fn token(&self, text: &str) -> String {
        format!("r{}", self.draw("token", text).hex(8))
    }

    /// An id of the same form: a digit for a digit, a letter for a letter, a known prefix kept; of
    /// a UUID, version and variant stay.
    pub(super) fn id(&self, id: &str) -> String {
        let kept = id_prefix(id);
        let is_uuid = uuid::Uuid::try_parse(id).is_ok() && id.len() == 36;
        let is_hex = id[kept..].chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        let mut draw = self.draw("id", id);
        loop {
            let mut fake = id[..kept].to_owned();
            for (index, c) in id.char_indices().skip_while(|(index, _)| *index < kept) {
                let stays = is_uuid && matches!(index, 14 | 19);
                fake.push(if stays { c } else { draw.like(c, is_hex, index == kept) });
            }
            // An id of one digit may come out as it was.
            if fake != id || !id.chars().any(char::is_alphanumeric) {
                return fake;
            }
        }
    }

    /// Words that say nothing, about as long, line by line.
    pub(super) fn text(&self, text: &str) -> String {
        let lines: Vec<String> = text.split('\n').map(|line| self.line(line)).collect();
        lines.join("\n")
    }

    fn line(&self, line: &str) -> String {
        let wanted = line.trim().chars().count();
        let mut draw = self.draw("text", line);
        let mut made = String::new();
        while wanted > 0 && made.len() < wanted {
            let room = wanted - made.len() - usize::from(!made.is_empty());
            let fitting: Vec<&str> = NEUTRAL.iter().copied().filter(|w| w.len() <= room).collect();
            if fitting.is_empty() {
                break;
            }
            // The longer half: text reads better with few short words.
            let longer = &fitting[fitting.len() / 2..];
            if !made.is_empty() {
                made.push(' ');
            }
            made.push_str(draw.pick(longer));
        }
        if made == line { self.line(&format!("{line} ")) } else { made }
    }

    /// Never the word itself: the next one then.
    fn other(&self, words: &[&str], kind: &'static str, word: &str) -> String {
        let lower = word.to_lowercase();
        let at = self.draw(kind, &lower).below(words.len());
        let chosen = words[at];
        let same =
            lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == chosen.to_lowercase());
        (if same { words[(at + 1) % words.len()] } else { chosen }).to_owned()
    }

    fn draw(&self, kind: &'static str, value: &str) -> Draw<'_> {
        Draw { faker: self, kind, value: value.to_owned(), round: 0, pool: Vec::new() }
    }
}

impl Draw<'_> {
    fn byte(&mut self) -> u8 {
        if let Some(byte) = self.pool.pop() {
            return byte;
        }
        let mut mac = self.faker.mac.clone();
        mac.update(self.kind.as_bytes());
        mac.update(&self.round.to_be_bytes());
        mac.update(self.value.as_bytes());
        self.pool = mac.finalize().into_bytes().to_vec();
        self.round += 1;
        self.pool.pop().unwrap_or_default()
    }

    fn below(&mut self, limit: usize) -> usize {
        let wide = (0..4).fold(0_usize, |wide, _| wide << 8 | usize::from(self.byte()));
        wide % limit.max(1)
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    fn hex(&mut self, digits: usize) -> String {
        (0..digits).map(|_| self.one_of(b"0123456789abcdef")).collect()
    }

    /// A character of the same class.
    fn like(&mut self, c: char, hex: bool, first: bool) -> char {
        match c {
            '0'..='9' if hex && !first => self.one_of(b"0123456789"),
            '0'..='9' if first => self.one_of(b"123456789"),
            '0'..='9' => self.one_of(b"0123456789"),
            'a'..='f' if hex => self.one_of(b"abcdef"),
            'A'..='F' if hex => self.one_of(b"ABCDEF"),
            'a'..='z' => self.one_of(b"abcdefghijklmnopqrstuvwxyz"),
            'A'..='Z' => self.one_of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            c if c.is_alphanumeric() => self.one_of(b"abcdefghijklmnopqrstuvwxyz"),
            '-' | '_' | '.' | ':' | '/' => c,
            _ => '-',
        }
    }

    fn one_of(&mut self, characters: &[u8]) -> char {
        char::from(characters[self.below(characters.len())])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Faker;

    #[test]
    fn the_same_becomes_the_same_and_keeps_its_form() {
        let faker = Faker::new("s");
        let id = "8d1a7c5e-5a3f-4f0c-9a55-0d9c1d3f2b11";
        let fake = faker.id(id);
        assert_eq!(fake, Faker::new("s").id(id));
        assert_ne!(fake, Faker::new("t").id(id));
        assert!(uuid::Uuid::try_parse(&fake).is_ok() && fake != id);
        assert_eq!((&fake[14..15], &fake[19..20]), ("4", "9"));
        assert!(faker.id("evt_1a2b").starts_with("evt_"));
        let (given, family) = (faker.given("Jane"), faker.family("Whitfield"));
        assert_eq!(faker.full_name("Jane Whitfield"), format!("{given} {family}"));
        assert!(faker.email("J@x.example").ends_with("@example.com"));
        assert_eq!(faker.email("J@x.example"), faker.email("j@x.example"));
        assert!(faker.phone("+49 30 123").starts_with("+1 555 01"));
        assert_eq!(faker.text("one two\n\nthree").lines().count(), 3);
    }

    proptest! {
        #[test]
        fn no_value_is_its_own_fake(text in any::<String>(), word in "[A-Za-z]{2,12}", digit in "[0-9]{1,9}") {
            let faker = Faker::new("s");
            let fake = faker.text(&text);
            assert!(fake.trim().is_empty() || fake != text);
            assert!(fake.chars().count() <= text.chars().count());
            assert_ne!(faker.id(&digit), digit);
            assert_ne!(faker.given(&word).to_lowercase(), word.to_lowercase());
            let _ = faker.id(&text);
        }
    }
}
