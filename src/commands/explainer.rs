//! Why a signature is wrong: what the configuration and the log know is put together and handed to
//! [`crate::contract::explain`].

use super::context::Context;
use crate::config::elsewhere;
use crate::contract::explain::{Effort, Explanation, OtherKey, Question, explain};
use crate::contract::header::HeaderList;
use crate::contract::secret::Secret;
use crate::error::Error;
use crate::inspector::Why;
use crate::store::Reader;
use crate::store::event::{self, Nearby};

/// The secrets in use, and those that are not.
#[derive(Debug)]
pub struct Explainer {
    secrets: Vec<Secret>,
    others: Vec<OtherKey>,
}

/// The delivery that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// As received, the signature among them.
    pub headers: &'a HeaderList,
    /// Byte for byte.
    pub body: &'a [u8],
    /// Its event's number, when it is in the log.
    pub number: Option<i64>,
}

impl Explainer {
    /// Gathers the secrets that are not in use.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn new(context: &Context, secrets: Vec<Secret>) -> Result<Self, Error> {
        let others = elsewhere::secrets(context.settings()?, &secrets);
        Ok(Self { secrets, others })
    }

    /// The same for the inspector, which asks about what is in the log.
    #[must_use]
    pub fn for_inspector(self) -> Why {
        Box::new(move |record, log| {
            let number = Some(record.row.number);
            let delivery = Delivery { headers: &record.headers, body: &record.body, number };
            self.explain(delivery, Some(log), Effort::Thorough)
        })
    }

    /// Explains a delivery. A log that cannot be read is one that knows nothing.
    #[must_use]
    pub fn explain(
        &self,
        delivery: Delivery<'_>,
        log: Option<&Reader>,
        effort: Effort,
    ) -> Explanation {
        let nearby = match effort {
            Effort::Passing => Nearby { count: 50, bytes: 4 * 1024 * 1024 },
            Effort::Thorough => Nearby { count: 500, bytes: 64 * 1024 * 1024 },
        };
        let bodies = log.and_then(|log| event::bodies(log, delivery.number, nearby).ok());
        explain(&Question {
            secrets: &self.secrets,
            others: &self.others,
            headers: delivery.headers,
            body: delivery.body,
            bodies: bodies.as_deref().unwrap_or_default(),
            effort,
        })
    }
}
