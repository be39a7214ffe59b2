//! Where the compiler has the unwinder as an archive, it becomes part of the program: a library less for
//! the loader to find and map, at each start. Where it has none, nothing changes.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let is_cross = std::env::var("HOST").ok() != std::env::var("TARGET").ok();
    if is_cross || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    let Ok(asked) = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output() else { return };
    let place = String::from_utf8_lossy(&asked.stdout);
    // A name without a directory: the compiler does not have it.
    if let Some(folder) = Path::new(place.trim()).parent().filter(|folder| folder.is_absolute()) {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
    }
}
