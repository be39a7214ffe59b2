//! What one event costs in the parts that do no I/O: `cargo bench`.
//!
//! Each is as it stands on the way of a request: prepared keys, the sample with a published shape.

use std::collections::HashMap;

use bytes::Bytes;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use leadlex_hooks::contract::envelope::Envelope;
use leadlex_hooks::contract::pattern::EventPattern;
use leadlex_hooks::contract::secret::Secret;
use leadlex_hooks::contract::signature::{self, Signer};
use leadlex_hooks::contract::{catalog, sample};
use leadlex_hooks::json::pretty;
use leadlex_hooks::json::valid::Json;
use leadlex_hooks::load::mould::{Chance, Mould};
use leadlex_hooks::poll::derive::{Known, Look, Wanted, contact};
use leadlex_hooks::poll::guard::MassDelete;
use leadlex_hooks::poll::row::Row;
use leadlex_hooks::poll::window::Window;

fn main() {
    divan::main();
}

/// Bodies as they come: one contact (290 bytes), and an import of 500 (150 KB).
const CONTACTS: [usize; 2] = [1, 500];

fn body(contacts: usize) -> String {
    match catalog::find("contact.created") {
        Some(event) if contacts == 1 => sample::body(event, 1, Timestamp::UNIX_EPOCH),
        _ => sample::bulk_contacts(contacts, 1, Timestamp::UNIX_EPOCH),
    }
}

fn signer() -> Signer {
    Signer::new(&Secret::new("whsec_a_secret_of_the_usual_length").expect("a secret"))
}

#[divan::bench(args = CONTACTS)]
fn sign(bencher: Bencher<'_, '_>, contacts: usize) {
    let (signer, body) = (signer(), body(contacts));
    bencher.bench(|| signer.sign(black_box(body.as_bytes())));
}

#[divan::bench(args = CONTACTS)]
fn verify(bencher: Bencher<'_, '_>, contacts: usize) {
    let (signers, body) = ([signer()], body(contacts));
    let header = signers[0].sign(body.as_bytes());
    bencher
        .bench(|| signature::verify(&signers, Some(header.as_bytes()), black_box(body.as_bytes())));
}

#[divan::bench(args = CONTACTS)]
fn read_the_envelope(bencher: Bencher<'_, '_>, contacts: usize) {
    let body = body(contacts);
    bencher.bench(|| Envelope::read(black_box(body.as_bytes())));
}

/// What a delivery of a load run costs before it is signed.
#[divan::bench]
fn cast_a_body(bencher: Bencher<'_, '_>) {
    let (body, chance) = (body(1), Chance::new(1));
    let mould = Mould::of_sample(body.as_bytes(), Bytes::from(body.clone()));
    bencher
        .counter(divan::counter::ItemsCount::new(1_u32))
        .bench(|| mould.cast(&chance, black_box(7)));
}

#[divan::bench(args = CONTACTS)]
fn scan_json(bencher: Bencher<'_, '_>, contacts: usize) {
    let body = body(contacts);
    bencher.bench(|| Json::read(black_box(&body)).map(|json| json.tokens().count()));
}

#[divan::bench(args = CONTACTS)]
fn lay_out_json(bencher: Bencher<'_, '_>, contacts: usize) {
    let body = body(contacts);
    bencher.bench(|| pretty::pretty(black_box(&body)));
}

#[divan::bench]
fn match_a_pattern(bencher: Bencher<'_, '_>) {
    let pattern = EventPattern::parse("contact.*").expect("a pattern");
    bencher.bench(|| pattern.matches(black_box("contact.bulk_created")));
}

/// A page of 100 contacts, none of which has changed.
#[divan::bench]
fn compare_a_page(bencher: Bencher<'_, '_>) {
    let rows: Vec<Row> = (0..100).filter_map(contact_row).collect();
    let (window, wanted) = (Window::baseline(Timestamp::UNIX_EPOCH), Wanted::default());
    let guard = MassDelete::Refused;
    let mut known: Known = HashMap::new();
    let look = Look { known: &HashMap::new(), window: &window, wanted: &wanted, guard };
    contact::seen(&rows, &look).apply(&mut known);
    let look = Look { known: &known, window: &window, wanted: &wanted, guard };
    assert!(contact::seen(&rows, &look).puts.is_empty(), "nothing has changed");
    bencher.bench(|| contact::seen(black_box(&rows), &look));
}

fn contact_row(number: u32) -> Option<Row> {
    let fields = serde_json::json!({
        "id": format!("c{number}"),
        "email": format!("{number}@example.com"),
        "created_at": "2025-06-01T12:00:00Z",
        "updated_date": "2025-07-01T12:00:00Z",
    });
    Row::read(fields.as_object()?.clone()).ok()
}
