//! What is wrong with the ground that webhooks stand on: the configuration, the secret, the store, the
//! clock, the API, the endpoint and the tunnel. Each part looks, judges, and hands back findings; it
//! changes nothing and prints nothing.

pub mod api;
pub mod clock;
pub mod configuration;
pub mod endpoint;
pub mod finding;
mod quote;
pub mod secret;
pub mod store;
pub mod tunnel;
