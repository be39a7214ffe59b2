//! Bodies in the making: edited as text before they are signed, or spoilt on purpose after.

pub mod edit;
pub mod editor;
pub mod field;
pub mod tamper;
