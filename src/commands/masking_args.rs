//! `--show-secrets`: whether credentials in headers are shown.

use clap::Args;

use crate::output::headers::Masking;

/// What becomes of credentials.
#[derive(Args, Clone, Copy, Debug)]
pub struct MaskingArgs {
    /// Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret
    /// or the like in its name
    #[arg(long)]
    show_secrets: bool,
}

impl MaskingArgs {
    /// Masked unless asked for.
    #[must_use]
    pub fn masking(self) -> Masking {
        if self.show_secrets { Masking::Shown } else { Masking::Masked }
    }
}
