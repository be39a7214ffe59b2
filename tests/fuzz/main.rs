//! What must hold for any bytes, held here against the checked-in seeds: each is an input that a
//! fuzzer started from, or one that once broke something. `scripts/fuzz` looks for new ones.

#[allow(unreachable_pub, reason = "the fuzz targets reach them")]
mod property;

use std::fs;
use std::path::{Path, PathBuf};

fn seeds(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(name)
}

#[test]
fn every_property_holds_for_its_seeds_and_for_each_of_them_cut_short() {
    for (name, hold) in property::ALL {
        let mut files: Vec<PathBuf> = fs::read_dir(seeds(name))
            .unwrap_or_else(|error| panic!("the seeds of {name}: {error}"))
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        assert!(files.len() >= 3, "{name} has {} seeds", files.len());
        for file in files {
            let seed = fs::read(&file).expect("a seed");
            for end in cuts(seed.len()) {
                let cut = seed[..end].to_vec();
                let held = std::panic::catch_unwind(move || hold(&cut));
                assert!(held.is_ok(), "{}, its first {end} bytes", file.display());
            }
        }
    }
}

/// The whole, nothing, and a few lengths between them.
fn cuts(length: usize) -> Vec<usize> {
    let mut cuts: Vec<usize> = (0..8).map(|part| length * part / 8).collect();
    cuts.extend([length.saturating_sub(1), length]);
    cuts.dedup();
    cuts
}

#[test]
fn every_property_has_a_target_and_every_target_a_property() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("fuzz/Cargo.toml");
    let targets = fs::read_dir(folder.join("fuzz_targets")).expect("targets").count();
    assert_eq!(targets, property::ALL.len());
    for (name, _) in property::ALL {
        let target = fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs")));
        let target = target.unwrap_or_else(|error| panic!("the target {name}: {error}"));
        assert!(target.contains(&format!("{name}::hold(data)")), "{name}");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
}
