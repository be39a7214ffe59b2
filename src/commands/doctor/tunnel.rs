//! The tunnel: found or started, and tested.

use std::ffi::OsStr;
use std::path::Path;

use super::args::{DoctorArgs, Typed, Way};
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::doctor::finding::Finding;
use crate::doctor::tunnel::{self, Course, FarEnd, PROGRAMS, Pace, Start};
use crate::error::Error;
use crate::tunnel::Standing;

/// Where a tunnel that is started here ends.
const LOCAL: &str = "127.0.0.1";

pub(super) async fn findings(
    context: &Context,
    args: &DoctorArgs,
    typed: &Typed,
    client: &Client,
    standing: &mut Option<Standing>,
) -> Result<Vec<Finding>, Error> {
    let Some(way) = &typed.way else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let installed: Vec<_> =
            PROGRAMS.into_iter().filter(|name| is_installed(name, &path)).collect();
        return Ok(vec![tunnel::untested(&installed)]);
    };
    let (host, port) = match way {
        Way::Standing(_) => match context.settings()?.listener(None, args.port) {
            Ok(found) => found,
            Err(error) => {
                let fix = "name the port with `--port`";
                return Ok(vec![Finding::of_error("tunnel.port", &error, fix)]);
            }
        },
        Way::Started(_) => (LOCAL.to_owned(), args.port.unwrap_or(0)),
    };
    let far_end = match FarEnd::bind(&host, port).await {
        Ok(far_end) => far_end,
        Err(error) => return Ok(vec![tunnel::port_taken(&host, port, error)]),
    };
    let (url, start) = match way {
        Way::Standing(url) => (url.clone(), Start::Standing),
        Way::Started(program) => {
            context.printer.story("starting the tunnel");
            match program.open(&far_end.url(), far_end.port()).await {
                Ok(opened) => (standing.insert(opened).public_url.clone(), Start::Fresh),
                Err(error) => {
                    let fix = "start it by itself and name it: `--public-url URL`";
                    return Ok(vec![Finding::of_error("tunnel.start", &error, fix)]);
                }
            }
        }
    };
    let url = match &args.path {
        Some(path) => below(&url, path),
        None => url,
    };
    let target = Target::parse("--public-url", &url)?;
    test(
        context,
        args,
        client,
        &Course {
            client,
            target: &target,
            far_end: &far_end,
            start,
            pace: if args.slow { Pace::Slow } else { Pace::Usual },
        },
    )
    .await
}

/// A URL with more of a path, before its query where it has one.
fn below(url: &str, path: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (base, rest) = url.split_at(end);
    format!("{}{path}{rest}", base.trim_end_matches('/'))
}

async fn test(
    context: &Context,
    args: &DoctorArgs,
    client: &Client,
    course: &Course<'_>,
) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    match tunnel::url(course.target).await {
        Ok(told) => findings.extend(told),
        Err(error) => {
            let fix = "is the URL today's? most tunnels get another one at each start";
            return Ok(vec![Finding::of_error("tunnel.unreachable", &error, fix)]);
        }
    }
    if let Err(error) = client.check(course.target).await {
        if findings.is_empty() {
            findings.push(Finding::of_error("tunnel.unreachable", &error, "use its https URL"));
        }
        return Ok(findings);
    }
    let slow = if args.slow { ", one of them answered after 9 s" } else { "" };
    let told = format!("sending requests through {}, the largest of 10 MB{slow}", course.target);
    context.printer.story(&told);
    findings.extend(course.run().await);
    Ok(findings)
}

/// Whether a program of that name is in the folders of `PATH`.
fn is_installed(name: &str, path: &OsStr) -> bool {
    std::env::split_paths(path).any(|folder| is_program(&folder.join(name)))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.with_extension("exe").is_file()
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_path_stands_behind_the_one_of_the_url_and_before_its_query() {
        for (url, whole) in [
            ("https://h", "https://h/a"),
            ("https://h/", "https://h/a"),
            ("https://h/in/", "https://h/in/a"),
            ("https://h/in?k=1/", "https://h/in/a?k=1/"),
            ("https://h?k=1", "https://h/a?k=1"),
        ] {
            assert_eq!(below(url, "/a"), whole);
        }
    }
}
