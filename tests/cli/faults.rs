//! What a machine can do to a command that runs: a store held by somebody else, a disk without room,
//! a clock that jumps, descriptors that run out, and a second wish to end. The disk that breaks is in
//! `durability`, a store that cannot be used at all in `store_faults`.

#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod descriptors;
mod end;
#[cfg(target_os = "linux")]
mod full;
mod locked;
