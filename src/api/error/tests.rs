//! How calls fail, over a real socket: what it is called, what is told, and what to do about it.

use std::net::TcpListener;
use std::time::Duration;

use super::{ApiError, Kind, Refusal, Resource};
use crate::api::Call;
use crate::api::tests::{KEY, Server, answer, api, fixture, json, within};
use crate::client::failure::FailureKind;

fn refused(error: ApiError) -> Box<Refusal> {
    match error {
        ApiError::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_documented_code_has_its_kind_and_its_advice() {
    let codes = [
        (400, "validation_error", Kind::Other, "as documented"),
        (400, "missing_required_field", Kind::Other, "the field"),
        (400, "invalid_url", Kind::Other, "https://"),
        (400, "invalid_events", Kind::Other, "catalog list"),
        (400, "invalid_date_range", Kind::Other, "period"),
        (400, "too_many_contacts", Kind::Other, "500"),
        (400, "invalid_send_condition", Kind::Other, "if_no_reply"),
        (400, "ambiguous_reference", Kind::Other, "use an id"),
        (401, "invalid_key", Kind::Key, "LEADLEX_API_KEY"),
        (402, "insufficient_credits", Kind::Other, "credits"),
        (
            403,
            "insufficient_permissions",
            Kind::Permission { resource: Resource::Deals },
            "deals:read",
        ),
        (403, "admin_key_required", Kind::Permission { resource: Resource::Deals }, "admin key"),
        (404, "not_found", Kind::NotFound, "gone"),
        (404, "webhook_not_found", Kind::NotFound, "webhooks list"),
        (404, "company_not_found", Kind::NotFound, "gone"),
        (404, "campaign_not_found", Kind::NotFound, "gone"),
        (404, "list_not_found", Kind::NotFound, "gone"),
        (404, "membership_not_found", Kind::NotFound, "gone"),
        (404, "step_not_found", Kind::NotFound, "gone"),
        (409, "campaign_not_active", Kind::Other, "active campaign"),
        (409, "no_match", Kind::Other, "found nothing"),
        (413, "payload_too_large", Kind::Other, "20 MB"),
        (429, "rate_limited", Kind::Quota, "2024-02-26T00:00:00Z"),
    ];
    let quota =
        "x-ratelimit-limit: 1000\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1708905600\r\n";
    for (status, code, kind, advice) in codes {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"Own words"}}}}"#);
        let server = Server::start(answer(status, quota, body.as_bytes()));
        let error = server.send(&Call::deals()).await.expect_err("refused");
        assert_eq!(error.kind(), kind, "{code}");
        assert!(!error.is_temporary(), "{code}");
        assert_eq!(error.quota().map(|quota| quota.limit), Some(1000), "{code}");
        let error = error.into_error();
        assert_eq!(error.exit().code(), 4, "{code}");
        let told = format!("the API answered {status} `{code}` to the call for deals: Own words");
        assert_eq!(error.to_string(), told);
        assert!(error.hints().join(" ").contains(advice), "{code}: {:?}", error.hints());
    }
}

#[tokio::test]
async fn a_status_alone_tells_the_kind() {
    let permission = Kind::Permission { resource: Resource::AuditLogs };
    for (status, kind) in [
        (401, Kind::Key),
        (403, permission),
        (404, Kind::NotFound),
        (429, Kind::Quota),
        (408, Kind::Temporary),
        (500, Kind::Temporary),
        (503, Kind::Temporary),
        (400, Kind::Other),
        (418, Kind::Other),
    ] {
        let server = Server::start(answer(status, "retry-after: 7\r\n", b"<title>Sorry</title>"));
        let error = server.send(&Call::audit_logs()).await.expect_err("refused");
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        let error = error.into_error();
        assert!(error.to_string().ends_with(" to the call for audit logs: Sorry"), "{error}");
        assert_eq!(error.exit().code(), 4);
        assert!(!error.hints().is_empty(), "{status}");
    }
}

#[tokio::test]
async fn details_and_the_request_are_told_and_nothing_in_them_acts_on_the_terminal() {
    let server = Server::start(answer(400, "x-request-id: req_1\r\n", &fixture("error.json")));
    let error = server.send(&Call::lists()).await.expect_err("refused");
    assert_eq!(
        error.to_string(),
        "the API answered 400 `validation_error` to the call for lists: Validation failed \
         (name: Must be unique) [request req_1]"
    );
    let body = format!(
        "{{\"error\":{{\"code\":\"\\u001b[2J\",\"message\":\"{KEY} \\u202e\\u0007\",\"details\":\
         {{\"fields\":{{\"key\":\"{KEY}\"}}}}}}}}"
    );
    let server = Server::start(answer(401, &format!("x-request-id: {KEY}\r\n"), body.as_bytes()));
    let error = server.send(&Call::lists()).await.expect_err("refused");
    assert!(!format!("{error:?}").contains("topsecret"), "{error:?}");
    let error = error.into_error();
    let told = format!("{error} {}", error.hints().join(" "));
    assert!(!told.contains("topsecret") && !told.contains(char::is_control), "{told}");
    assert!(!told.contains('\u{202e}'), "{told}");
}

#[tokio::test]
async fn a_good_status_with_an_error_inside_is_a_refusal() {
    for body in
        [fixture("error_no_details.json"), br#"{"error":"rate_limited","message":"x"}"#.to_vec()]
    {
        let server = Server::start(answer(200, "", &body));
        let refusal = refused(server.send(&Call::users()).await.expect_err("refused"));
        assert_eq!(refusal.status, 200);
        let refusal = refused(server.export(&Call::contacts_export()).await.expect_err("refused"));
        assert!(matches!(refusal.code.as_deref(), Some("invalid_key" | "rate_limited")));
    }
}

#[tokio::test]
async fn a_redirect_is_told_and_the_key_does_not_follow_it() {
    let elsewhere = Server::start(json(r#"{"data":[]}"#));
    let place = format!("http://{}/v1/contacts", elsewhere.addr);
    let server = Server::start(answer(302, &format!("location: {place}\r\n"), b""));
    let error = server.send(&Call::contacts()).await.expect_err("a redirect").into_error();
    let told = format!("the API answered 302 to the call for contacts: it points to {place}");
    assert_eq!(error.to_string(), told);
    assert!(error.hints()[0].contains("--api-url"), "{:?}", error.hints());
    assert_eq!((server.heard().len(), elsewhere.heard().len()), (1, 0));
}

#[tokio::test]
async fn no_answer_is_exit_3_and_says_why() {
    let silent = Server::start(Vec::new());
    let garbage = Server::start(b"SSH-2.0-OpenSSH\r\n".to_vec());
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("an address")
    };
    for (url, kind, temporary, exit) in [
        (format!("http://{}", silent.addr), FailureKind::TimedOut, true, 3),
        (format!("http://{}", garbage.addr), FailureKind::Garbage, true, 3),
        (format!("http://{closed}"), FailureKind::Refused, true, 3),
        (format!("https://{}", garbage.addr), FailureKind::Tls, false, 3),
        ("http://192.0.2.1".to_owned(), FailureKind::PlainHttp, false, 2),
    ] {
        let api = within(&url, Duration::from_millis(300));
        let error = api.send(&Call::users()).await.expect_err("no answer");
        let ApiError::Unreachable { failure, .. } = &error else { panic!("{url}: {error:?}") };
        assert_eq!(failure.kind, kind, "{url}: {error}");
        assert_eq!(error.is_temporary(), temporary, "{url}");
        let error = error.into_error();
        assert!(
            error.to_string().starts_with(&format!("cannot reach the API at {url}: ")),
            "{error}"
        );
        assert_eq!((error.exit().code(), error.hints().len()), (exit, 1), "{url}");
    }
    assert_eq!(api("http://192.0.2.1").check().await.expect_err("plain").exit().code(), 2);
}
