//! `catalog handler`: each handler is printed, started with its interpreter or compiler, and meets
//! real deliveries, spoilt ones, and what no sender should send.

mod language;
mod promise;

use crate::harness::Sandbox;
use language::Language;

/// One module of tests a language.
macro_rules! languages {
    ($($name:ident => $language:expr;)*) => {$(
        mod $name {
            use super::{language, promise};

            #[test]
            fn keeps_every_promise_of_its_header() {
                if let Some(handler) = language::start($language) {
                    promise::takes_every_event(&handler);
                    promise::refuses_what_is_spoilt(&handler);
                    promise::verifies_bytes_and_not_text(&handler);
                    promise::processes_a_delivery_once(&handler);
                    promise::bounds_the_body(&handler);
                    promise::takes_only_post(&handler);
                }
            }

            #[test]
            fn takes_again_what_it_failed_to_process() {
                if let Some(handler) = language::start_failing_once($language) {
                    promise::accepts_the_retry(&handler);
                }
            }

            #[test]
            fn does_not_start_without_a_secret() {
                language::refuses_to_start($language);
            }
        }
    )*};
}

languages! {
    python => &language::PYTHON;
    node => &language::NODE;
    go => &language::GO;
    php => &language::PHP;
    ruby => &language::RUBY;
    rust => &language::RUST;
}

#[test]
fn the_languages_are_listed_and_others_are_refused() {
    let sandbox = Sandbox::new();
    let help = sandbox.bare(["catalog", "handler", "--help"]).run().code(0).stdout();
    let refused = sandbox.bare(["catalog", "handler", "--lang", "cobol"]).run().code(2);
    for Language { flag, .. } in language::ALL {
        assert!(help.contains(flag), "{flag} in:\n{help}");
        assert!(refused.stderr.contains(flag), "{flag} in:\n{refused}");
    }
    sandbox.bare(["catalog", "handler"]).run().code(2);
}

#[test]
fn each_is_short_and_tells_how_to_run_it() {
    let sandbox = Sandbox::new();
    for Language { flag, .. } in language::ALL {
        let source = sandbox.bare(["catalog", "handler", "--lang", flag]).run().code(0).stdout();
        assert!(source.ends_with('\n') && !source.ends_with("\n\n"), "{flag}");
        assert!(source.lines().count() < 190, "{flag}: {} lines", source.lines().count());
        assert!(source.contains("LEADLEX_WEBHOOK_SECRET=... PORT=3000 "), "{flag}");
    }
}
