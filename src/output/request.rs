//! A request that is shown instead of sent.

use std::fmt::Write as _;

use serde::Serialize;

use super::body;
use super::headers::{self, HeaderJson, Masking};
use super::printer::Printer;
use super::stream::Tone;
use crate::contract::envelope::Envelope;
use crate::contract::header::{self, HeaderList};
use crate::delivery::target::Target;
use crate::error::Error;
use crate::text::shell::quote;

/// What would be sent, and where.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// Where to.
    pub target: &'a Target,
    /// End-to-end headers.
    pub headers: &'a HeaderList,
    /// The body.
    pub body: &'a [u8],
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "request")]
struct RequestJson<'a> {
    method: &'static str,
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
                method: "POST",
                target: self.target.to_string(),
                event: Envelope::read(self.body).event,
                delivery_id: self.headers.text(header::DELIVERY_ID),
                headers: headers::json(self.headers, Masking::Shown),
                body: body::json(self.body),
            });
        }
        let out = printer.out();
        printer.line(&format!("{} {}", out.paint(Tone::Name, "POST"), self.target))?;
        for line in headers::lines(self.headers, Masking::Shown, &out) {
            printer.line(&line)?;
        }
        printer.line("")?;
        body::print(self.body, printer)
    }

    /// A command line for a POSIX shell that sends the same bytes with curl.
    ///
    /// # Errors
    /// A body that a command line cannot hold (exit 2).
    pub fn curl(&self) -> Result<String, Error> {
        let body = std::str::from_utf8(self.body)
            .ok()
            .filter(|text| !text.contains('\0'))
            .ok_or_else(|| {
                Error::usage("`--as curl`: the body is not text, and a command line cannot hold it")
                    .hint("send it instead: `leadlex-hooks send --data @FILE`")
            })?;
        let mut line = format!("curl -sS {}", quote(&self.target.to_string()));
        for (name, value) in self.headers.iter() {
            let _ = write!(
                line,
                " \\\n  -H {}",
                quote(&format!("{name}: {}", header::value_text(value)))
            );
        }
        let _ = write!(line, " \\\n  --data-binary {}", quote(body));
        // curl reads a file when the data begins with `@`.
        if body.starts_with('@') {
            return Err(Error::usage(
                "`--as curl`: curl takes a body that begins with `@` for a file",
            ));
        }
        Ok(line)
    }
}
