//! Who answers behind a public URL when it is not this machine: a page in between, a login, a tunnel
//! that is down, another program.

use super::answer::Answer;
use crate::client::target::Target;
use crate::doctor::finding::Finding;
use crate::doctor::quote::{cut, quoted};
use crate::error::Exit;
use crate::receiver::intake::REFUSED;

/// Bytes of a page that are looked at.
const LOOKED_AT: usize = 16 * 1024;
/// Characters of a title that are told.
const TITLE: usize = 80;

/// Names what answered, and how to get past it. `port` is where the tunnel was to lead.
pub(super) fn judge(target: &Target, port: u16, answer: &Answer) -> Finding {
    let page = String::from_utf8_lossy(&answer.body[..answer.body.len().min(LOOKED_AT)]);
    let page = page.to_lowercase();
    let status = answer.status;
    let lost = |id, what: &str, fix: &str| {
        let told = format!("nothing arrives through {target}: {what} ({status})");
        Finding::problem(id, Exit::UNREACHABLE, told, fix)
    };
    let lead =
        format!("the tunnel must lead to port {port} of this machine; `--port` names another");
    let login =
        "a webhook carries no login: exempt the path, or take access control off the tunnel";
    if let Some(found) = by_name(answer, &lead) {
        return lost(found.0, found.1, &found.2);
    }
    let is_page = page.trim_start().starts_with("<!doctype html") || page.contains("<html");
    let has_form = page.contains("type=\"password\"") || page.contains("type='password'");
    if status == 401 && answer.body == REFUSED.as_bytes() {
        let what = "it leads to a `leadlex-hooks listen`, which has refused it";
        return lost(
            "tunnel.wrong_port",
            what,
            "end that listener, and name its port with `--port`",
        );
    }
    match status {
        300..=399 => {
            let place = answer.text("location").unwrap_or_default();
            let words = ["login", "signin", "sign-in", "auth", "sso"];
            let is_login = words.iter().any(|word| place.to_lowercase().contains(word));
            let what = format!("it points to {}, and LeadLex does not follow", quoted(&place));
            match is_login {
                true => lost("tunnel.login", &what, login),
                false => lost("tunnel.redirect", &what, "name the URL that it points to"),
            }
        }
        _ if has_form => lost("tunnel.login", "a login page answers in its place", login),
        401 | 403 => lost("tunnel.login", "something before the tunnel wants a login", login),
        502..=504 | 530 => {
            lost("tunnel.wrong_port", "the tunnel itself gets no answer here", &lead)
        }
        _ if is_page => {
            let title =
                title(&answer.body).map_or_else(String::new, |title| format!(", “{title}”"));
            let what = format!("a web page answers in its place{title}");
            let fix =
                "open the URL in a browser: a page that wants a click lets no webhook through";
            lost("tunnel.page", &what, fix).fix(lead)
        }
        _ => lost("tunnel.elsewhere", "another program answers", &lead),
    }
}

/// What well-known tunnels say of themselves.
fn by_name(answer: &Answer, lead: &str) -> Option<(&'static str, &'static str, String)> {
    let down = || "start the tunnel again, and name its new URL".to_owned();
    if let Some(code) = answer.text("ngrok-error-code") {
        return Some(match &*code {
            "ERR_NGROK_6024" => (
                "tunnel.page",
                "ngrok shows its warning page in its place",
                "`-H 'ngrok-skip-browser-warning: 1'` passes it here; LeadLex sends no such header: \
                 see whether your plan has the page for webhooks"
                    .to_owned(),
            ),
            "ERR_NGROK_3200" | "ERR_NGROK_3204" => {
                ("tunnel.offline", "ngrok says that the tunnel is offline", down())
            }
            _ => ("tunnel.wrong_port", "ngrok gets no answer on this machine", lead.to_owned()),
        });
    }
    if answer.text("cf-mitigated").is_some() {
        let fix = "switch Bot Fight Mode and challenges off for the path, or use a quick tunnel";
        return Some(("tunnel.challenge", "Cloudflare asks for a browser", fix.to_owned()));
    }
    let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(LOOKED_AT)]);
    if answer.status == 530 && body.contains("1033") {
        return Some(("tunnel.offline", "Cloudflare says that the tunnel is offline", down()));
    }
    None
}

/// The title of a page, as it stands there.
fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(LOOKED_AT)]);
    // Lower case of ASCII only: places stay the same.
    let lower = text.to_ascii_lowercase();
    let begin = lower.find("<title")?;
    let begin = begin + lower[begin..].find('>')? + 1;
    let end = begin + lower[begin..].find("</title")?;
    let title = text[begin..end].split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then(|| cut(&title, TITLE).into_owned())
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::client::target::Target;
    use crate::doctor::tunnel::answer::Answer;
    use crate::doctor::tunnel::message::Field;

    fn named(status: u16, field: (&str, &str), body: &str) -> (&'static str, String) {
        let target = Target::parse("--public-url", "https://x.example").expect("a URL");
        let fields = vec![Field::new(field.0, field.1)];
        let found = judge(&target, 4000, &Answer { status, fields, body: body.into() });
        assert_eq!(found.exit.code(), 3);
        (found.id, found.message)
    }

    #[test]
    fn who_answers_in_its_place_is_told_apart() {
        let form = "<html><form><input type=\"password\"></form></html>";
        let page = "<!DOCTYPE html><title>\n Are you\n human? </title>";
        for (status, field, body, id) in [
            (200, ("ngrok-error-code", "ERR_NGROK_6024"), page, "tunnel.page"),
            (404, ("Ngrok-Error-Code", "ERR_NGROK_3200"), page, "tunnel.offline"),
            (502, ("ngrok-error-code", "ERR_NGROK_8012"), page, "tunnel.wrong_port"),
            (403, ("cf-mitigated", "challenge"), page, "tunnel.challenge"),
            (530, ("server", "cloudflare"), "error code: 1033", "tunnel.offline"),
            (302, ("location", "https://x.example/login?next=/"), "", "tunnel.login"),
            (308, ("location", "https://x.example/"), "", "tunnel.redirect"),
            (200, ("a", "b"), form, "tunnel.login"),
            (401, ("a", "b"), "", "tunnel.login"),
            (401, ("a", "b"), "the signature was not accepted\n", "tunnel.wrong_port"),
            (502, ("a", "b"), page, "tunnel.wrong_port"),
            (200, ("a", "b"), page, "tunnel.page"),
            (404, ("a", "b"), "not found", "tunnel.elsewhere"),
        ] {
            assert_eq!(named(status, field, body).0, id, "{status} {field:?}");
        }
        assert!(named(200, ("a", "b"), page).1.contains("“Are you human?”"));
        let long = format!("https://x.example/{}", "a".repeat(60_000));
        let told = named(302, ("location", &long), "").1;
        let expected = format!("it points to {}…, and LeadLex does not follow", &long[..200]);
        assert!(told.contains(&expected), "{told}");
    }
}
