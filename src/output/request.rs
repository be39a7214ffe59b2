//! A request that is shown instead of sent.

use serde::Serialize;

use super::body;
use super::headers::{self, HeaderJson, Masking};
use super::printer::Printer;
use super::stream::Tone;
use crate::client::target::Target;
use crate::contract::envelope::Envelope;
use crate::contract::header::{self, HeaderList};
use crate::error::Error;

/// What would be sent, and where.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// POST for a delivery.
    pub method: &'a str,
    /// Where to.
    pub target: &'a Target,
    /// End-to-end headers.
    pub headers: &'a HeaderList,
    /// The body.
    pub body: &'a [u8],
    /// Whether credentials are shown.
    pub masking: Masking,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "request")]
struct RequestJson<'a> {
    method: &'a str,
    target: String,
    event: Option<String>,
    delivery_id: Option<&'a str>,
    headers: Vec<HeaderJson>,
    #[serde(flatten)]
    body: body::BodyJson,
}

impl Preview<'_> {
    /// Prints the request as text or as one JSON object.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub fn print(&self, printer: &Printer) -> Result<(), Error> {
        if printer.is_json() {
            return printer.json(&RequestJson {
                method: self.method,
                target: self.target.to_string(),
                event: Envelope::read(self.body).event,
                delivery_id: self.headers.text(header::DELIVERY_ID),
                headers: headers::json(self.headers, self.masking),
                body: body::json(self.body),
            });
        }
        let out = printer.out();
        printer.line(&format!("{} {}", out.paint(Tone::Name, self.method), self.target))?;
        for line in headers::lines(self.headers, self.masking, &out) {
            printer.line(&line)?;
        }
        printer.line("")?;
        body::print(self.body, printer)
    }
}
