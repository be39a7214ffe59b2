//! Where the system has them as archives, the unwinder and the mathematics of the C library become part
//! of the program: two libraries less for the loader to find and map, at each start.

use std::path::Path;
use std::process::Command;

/// Archives of the C compiler that stand in for a shared library each.
const ARCHIVES: [&str; 1] = ["gcc_eh"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let is_cross = std::env::var("HOST").ok() != std::env::var("TARGET").ok();
    if is_cross || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    for name in ARCHIVES {
        let asked = Command::new("cc").arg(format!("-print-file-name=lib{name}.a")).output();
        let Ok(answer) = asked else { continue };
        let place = String::from_utf8_lossy(&answer.stdout);
        // A name without a directory: the compiler does not have it.
        if let Some(folder) = Path::new(place.trim()).parent().filter(|f| f.is_absolute()) {
            println!("cargo:rustc-link-search=native={}", folder.display());
            println!("cargo:rustc-link-lib=static:-bundle={name}");
        }
    }
}
