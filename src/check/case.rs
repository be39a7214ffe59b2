//! What a case is made of: a stable id, a reason, a fix, and the steps that put an endpoint to the
//! test. A case is a row of data; nothing in it does anything.

use serde::Serialize;

use super::body::Body;
use super::forge::{Change, Signature};

/// The three parts of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// What is genuine is answered 2xx.
    Accept,
    /// What is forged is answered 4xx.
    Reject,
    /// How the endpoint goes about it.
    Behaviour,
}

impl Group {
    /// In the order in which they are run and told.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Reject, Self::Behaviour];

    /// The word that ids begin with.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Behaviour => "behaviour",
        }
    }
}

/// What a failed case means for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No correct handler fails it: exit 1.
    Required,
    /// Worth knowing: LeadLex may never send it, or nothing says what is right.
    Advice,
}

impl Severity {
    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Advice => "advice",
        }
    }
}

/// One row of the suite.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Never changed once published: baselines name it. A family ends with a dot.
    pub id: &'static str,
    /// What a failure means.
    pub severity: Severity,
    /// Why it matters, in one line.
    pub reason: &'static str,
    /// What to change in the handler, in one line.
    pub fix: &'static str,
    /// What is sent, in this order.
    pub steps: &'static [Step],
    /// What is looked for beyond the answers to its own steps.
    pub watch: Watch,
}

impl Case {
    /// The part of the suite it belongs to.
    #[must_use]
    pub fn group(&self) -> Group {
        let named = Group::ALL.into_iter().find(|group| self.id.starts_with(group.as_str()));
        named.unwrap_or(Group::Behaviour)
    }

    /// Whether it stands for one case for each event type that is asked for.
    #[must_use]
    pub fn is_family(&self) -> bool {
        self.id.ends_with('.')
    }

    pub(super) const fn required(
        id: &'static str,
        reason: &'static str,
        fix: &'static str,
        steps: &'static [Step],
    ) -> Self {
        Self { id, severity: Severity::Required, reason, fix, steps, watch: Watch::Nothing }
    }

    pub(super) const fn advice(
        id: &'static str,
        reason: &'static str,
        fix: &'static str,
        steps: &'static [Step],
    ) -> Self {
        Self { id, severity: Severity::Advice, reason, fix, steps, watch: Watch::Nothing }
    }

    pub(super) const fn watching(self, watch: Watch) -> Self {
        Self { watch, ..self }
    }
}

/// What a case looks for in every answer of the run, its own steps' included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Nothing: the answers to its steps are the verdict.
    Nothing,
    /// A 3xx to a genuine delivery.
    Redirect,
    /// The secret itself in an answer.
    Secret,
    /// The signature that a forged body should have had, in the answer to it.
    Oracle,
    /// Traces of the handler's insides in an answer.
    Insides,
    /// A delivery that was answered 5xx and refused when it came again.
    Retry,
    /// Whether LeadLex would deliver to this URL, and with a checked certificate.
    Https,
    /// What `--probe` tells before and after the second step.
    Probe,
}

/// One request of a case, or several at once.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What is signed.
    pub body: Body,
    /// Which drawing of the body; steps with the same number share it.
    pub draw: u8,
    /// Which Delivery-ID; steps with the same number share it.
    pub id: u8,
    /// The signature that goes with it.
    pub signature: Signature,
    /// What is done to the body after it was signed.
    pub change: Change,
    /// The delivery's timestamp.
    pub stamp: Stamp,
    /// How it is sent.
    pub manner: Manner,
    /// How the endpoint should take it.
    pub wanted: Wanted,
}

/// `X-LeadLex-Timestamp`, which is not signed `[/webhooks]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// The time of sending, as LeadLex writes it.
    Now,
    /// So many seconds away from the time of sending.
    Shifted(i64),
    /// `+00:00` in the place of `Z`.
    Offset,
    /// With milliseconds.
    Fraction,
    /// Neither it nor a Delivery-ID: the planned edition's only header is the signature.
    Absent,
}

/// How a request goes to the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A POST like any other.
    Usual,
    /// On the connection of the step before.
    SameConnection,
    /// The body in two parts.
    Halves,
    /// The body in chunks, without its length.
    Chunked,
    /// Names of header fields as `X-Leadlex-Signature`.
    TitleCase,
    /// The connection ends in the middle of the body.
    Cut,
    /// `content-type: application/json; charset=utf-8`.
    Charset,
    /// A GET without a body.
    Get,
    /// Twice at the same time.
    Pair,
    /// As many different deliveries at the same time as `--concurrency` says.
    Crowd,
}

/// How the endpoint should answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any 2xx in time.
    Taken,
    /// 4xx, or a redirect: it is not taken, and nothing broke.
    Refused,
    /// The same, or a connection that ends: some servers take such a request for no HTTP at all.
    RefusedOrCut,
    /// Anything but 5xx and silence.
    Calm,
    /// Anything but 2xx, 5xx and silence.
    NotTaken,
    /// Whatever it likes.
    Anything,
}

impl Step {
    /// A genuine delivery of this body.
    pub(super) const fn of(body: Body) -> Self {
        Self {
            body,
            draw: 0,
            id: 0,
            signature: Signature::Right,
            change: Change::Nothing,
            stamp: Stamp::Now,
            manner: Manner::Usual,
            wanted: Wanted::Taken,
        }
    }

    /// A body with another signature than its own, to be refused.
    pub(super) const fn signed(signature: Signature) -> Self {
        Self { signature, wanted: Wanted::Refused, ..Self::of(Body::Base) }
    }

    /// A body changed after it was signed, to be refused.
    pub(super) const fn changed(change: Change) -> Self {
        Self { change, wanted: Wanted::Refused, ..Self::of(Body::Base) }
    }

    /// Another body and another id than the steps before.
    pub(super) const fn anew(self) -> Self {
        Self { draw: self.draw + 1, id: self.id + 1, ..self }
    }

    /// Another id than the steps before, the same body.
    pub(super) const fn under_another_id(self) -> Self {
        Self { id: self.id + 1, ..self }
    }

    /// Another body than the steps before, the same id.
    pub(super) const fn with_another_body(self) -> Self {
        Self { draw: self.draw + 1, ..self }
    }

    pub(super) const fn stamped(self, stamp: Stamp) -> Self {
        Self { stamp, ..self }
    }

    pub(super) const fn sent(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    pub(super) const fn with(self, signature: Signature) -> Self {
        Self { signature, ..self }
    }

    pub(super) const fn wanted(self, wanted: Wanted) -> Self {
        Self { wanted, ..self }
    }
}
