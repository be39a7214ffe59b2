//! Rules that the page's own files keep.

use std::fs;
use std::path::{Path, PathBuf};

fn files(ending: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/inspector/page");
    let paths =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let of_kind = paths.filter(|path| path.extension().is_some_and(|known| known == ending));
    let read: Vec<_> =
        of_kind.map(|path| (path.clone(), fs::read_to_string(path).expect("text"))).collect();
    assert!(!read.is_empty(), "no {ending}");
    read
}

#[test]
fn nothing_is_ever_made_of_markup() {
    let forbidden = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "createContextualFragment",
        "setHTML",
        "srcdoc",
        "\"style\"",
        "cssText",
        "style:",
        "javascript:",
        "import(",
    ];
    for (path, text) in files("js") {
        for word in forbidden {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn the_document_holds_no_code_and_no_style() {
    for (path, text) in files("html") {
        let tags = text.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        for tag in tags {
            let attributes = tag.split_whitespace().skip(1);
            for attribute in attributes {
                let name = attribute.split('=').next().unwrap_or_default();
                assert!(
                    name != "style" && !name.starts_with("on"),
                    "<{tag}> in {}",
                    path.display()
                );
            }
        }
        assert!(!text.contains("<style"), "{}", path.display());
        assert_eq!(
            text.matches("<script").count(),
            text.matches("<script type=\"module\" src=").count()
        );
        assert!(!text.contains("://"), "{} names another host", path.display());
    }
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    for (path, text) in files("js").into_iter().chain(files("css")) {
        let path = path.display();
        assert!(
            text.starts_with("// ") || text.starts_with("/* "),
            "{path} does not say what it is for"
        );
        assert!(text.lines().count() < 300, "{path} is long");
    }
}

#[test]
fn every_import_is_there() {
    let scripts = files("js");
    let names: Vec<String> = scripts
        .iter()
        .map(|(path, _)| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    for (path, text) in &scripts {
        for import in text.split(" from \"./").skip(1) {
            let name = import.split('"').next().unwrap_or_default();
            assert!(names.iter().any(|known| known == name), "{name} in {}", path.display());
        }
    }
    for name in names.iter().filter(|name| *name != "app.js") {
        let import = format!("\"./{name}\"");
        assert!(scripts.iter().any(|(_, text)| text.contains(&import)), "nobody imports {name}");
    }
}

#[test]
fn every_file_is_in_the_binary() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/inspector/asset.rs");
    let table = fs::read_to_string(table).expect("a source");
    for (path, _) in ["js", "css", "html", "svg"].into_iter().flat_map(files) {
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(table.contains(&format!("include_bytes!(\"page/{name}\")")), "{name} is left out");
    }
}
