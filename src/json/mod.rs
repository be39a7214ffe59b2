//! JSON as text: shown and edited without touching the bytes that nobody named.
