//! Who is let in, and who is refused with which fault (SOAP Message Security 1.0, UsernameToken profile 1.0).

use std::sync::{Arc, Mutex};
use std::time::Duration;

use xsd_runtime::RawXml;
use xsd_runtime::soap::server::Authenticator;
use xsd_runtime::soap::{Fault, FaultKind, NoFault, UsernameToken, Version, write_fault};
use xsd_runtime::types::Secret;
use xsd_runtime::types::jiff::{SignedDuration, Timestamp};

const TEXT: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
const DIGEST: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";

/// The example of the ONVIF Application Programmer's Guide: a password, and when its digest was made.
const PASSWORD: &str = "userpassword";
const CREATED: &str = "2010-09-16T07:50:45Z";
const NONCE: &str = "LKqI6G/AikKCQrN0zqZFlg==";
const DIGESTED: &str = "tuOSpGlFlIXsozq4HFNeeGeFLEI=";

/// A clock that goes when it is told to.
#[derive(Clone)]
struct Clock(Arc<Mutex<Timestamp>>);

impl Clock {
    fn at(time: &str) -> Self {
        Self(Arc::new(Mutex::new(time.parse().unwrap())))
    }

    fn advance(&self, by: SignedDuration) {
        *self.0.lock().unwrap() += by;
    }

    /// Lets in `user` and, with a password of his own, `bob`.
    fn authenticator(&self) -> Authenticator {
        let clock = self.clone();
        Authenticator::new(|username| match username {
            "user" => Some(PASSWORD.into()),
            "bob" => Some("bobs password ä".into()),
            _ => None,
        })
        .clock(move || *clock.0.lock().unwrap())
    }
}

fn at(time: &str) -> Authenticator {
    Clock::at(time).authenticator()
}

/// A header with one `wsse:Security` block.
fn block(content: &str) -> Vec<RawXml> {
    block_with("", content)
}

fn block_with(attributes: &str, content: &str) -> Vec<RawXml> {
    let xml = format!(
        "<Security xmlns='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd' \
         xmlns:u='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd' \
         xmlns:e11='http://schemas.xmlsoap.org/soap/envelope/' xmlns:e12='http://www.w3.org/2003/05/soap-envelope' \
         {attributes}>{content}</Security>"
    );
    vec![RawXml::parse(&xml).unwrap()]
}

fn token(username: &str, rest: &str) -> String {
    format!("<UsernameToken><Username>{username}</Username>{rest}</UsernameToken>")
}

fn text() -> String {
    token("user", &format!("<Password>{PASSWORD}</Password>"))
}

fn text_created(created: &str) -> Vec<RawXml> {
    block(&token("user", &format!("<Password>{PASSWORD}</Password><u:Created>{created}</u:Created>")))
}

fn digest(username: &str, password: &str, nonce: &str, created: &str) -> Vec<RawXml> {
    block(&token(
        username,
        &format!(
            "<Password Type='{DIGEST}'>{password}</Password><Nonce>{nonce}</Nonce><u:Created>{created}</u:Created>"
        ),
    ))
}

fn example() -> Vec<RawXml> {
    digest("user", DIGESTED, NONCE, CREATED)
}

fn timestamp(content: &str) -> Vec<RawXml> {
    block(&format!("<u:Timestamp>{content}</u:Timestamp>{}", text()))
}

fn created_and_expires(created: &str, expires: &str) -> Vec<RawXml> {
    timestamp(&format!("<u:Created>{created}</u:Created><u:Expires>{expires}</u:Expires>"))
}

/// The user, or the code of the fault.
fn outcome(result: Result<String, Fault<NoFault>>) -> String {
    result.unwrap_or_else(|fault| match fault.code().subcodes() {
        [] => format!("{:?}", fault.code().kind()),
        [code] => {
            assert_eq!(fault.code().kind(), FaultKind::Client);
            code.text().to_owned()
        }
        more => panic!("{more:?}"),
    })
}

#[track_caller]
fn check(authenticator: &Authenticator, headers: &[RawXml], expected: &str) {
    let result = authenticator.check(headers);
    let shown = format!("{result:?}");
    assert_eq!(outcome(result), expected, "{shown}");
}

#[test]
fn published_digests_are_let_in() {
    check(&at(CREATED), &example(), "user");
    let tutorial = Authenticator::user(&UsernameToken::new("h", "iLoveDogs"));
    for (nonce, created, password) in [
        ("0TBQcVnd9H4uGi1jGxqJWg==", "2014-06-21T12:43:21.791Z", "PfZyE8nQQR2rAsODn7iVGaf8hD8="),
        ("v7FxYg7FZGsHbuFtIVWhCA==", "2014-07-24T02:30:11.010Z", "JPyw/4MeEoEGmR9sOcBqzjGZc6U="),
    ] {
        let clock = tutorial.clone().clock(move || created.parse().unwrap());
        check(&clock, &digest("h", password, nonce, created), "h");
    }
}

#[test]
fn times_are_digested_as_they_were_written() {
    for (created, password) in [
        ("2010-09-16T17:50:45+10:00", "/dHzgBtZ4JTL7UQecJss2fRdqew="),
        ("2010-09-16T07:50:45+00:00", "bmtQE49W5H83mdRNyVFry3W6Rgo="),
        ("2010-09-16T07:50:45.1234567Z", "6l7osvM0q/uUG5BQsQJ4WictLbs="),
        ("2010-09-16T07:50:45", "fccv7uy9hbtj697Vd21u+nBzgHs="),
        ("\n  2010-09-16T07:50:45Z\n", DIGESTED),
    ] {
        check(&at(CREATED), &digest("user", &format!("\n {password}\n"), NONCE, created), "user");
    }
}

#[test]
fn a_digest_of_anything_else_is_refused() {
    let refused = "FailedAuthentication";
    check(&at(CREATED), &digest("bob", DIGESTED, NONCE, CREATED), refused);
    check(&at(CREATED), &digest("nobody", DIGESTED, NONCE, CREATED), refused);
    check(&at(CREATED), &digest("user", DIGESTED, "LKqI6G/AikKCQrN0zqZFlQ==", CREATED), refused);
    check(&at(CREATED), &digest("user", DIGESTED, NONCE, "2010-09-16T07:50:46Z"), refused);
    // The same instant, but other bytes.
    check(&at(CREATED), &digest("user", DIGESTED, NONCE, "2010-09-16T07:50:45.0Z"), refused);
    check(&at(CREATED), &digest("user", "tuOSpGlFlIXsozq4HFNeeGeFLEA=", NONCE, CREATED), refused);
    // The digest with the empty password, which stands in for that of an unknown user.
    check(&at(CREATED), &digest("nobody", "7Rs/BJ5CcRVV71gaoAqhN9AvzbI=", NONCE, CREATED), refused);
    check(&at(CREATED), &block(&token("nobody", "<Password/>")), refused);
}

#[test]
fn a_text_is_let_in_if_it_is_the_password() {
    let refused = "FailedAuthentication";
    for (username, password, expected) in [
        ("user", PASSWORD, "user"),
        ("bob", "bobs password ä", "bob"),
        ("bob", PASSWORD, refused),
        ("user", "userpasswor", refused),
        ("user", "userpassword ", refused),
        ("user", "", refused),
        ("User", PASSWORD, refused),
        ("nobody", PASSWORD, refused),
    ] {
        for ty in [String::new(), format!("Type='{TEXT}'")] {
            let token = token(username, &format!("<Password {ty}>{password}</Password>"));
            check(&at(CREATED), &block(&token), expected);
        }
    }
    // A digest that says that it is the password.
    check(&at(CREATED), &block(&token("user", &format!("<Password>{DIGESTED}</Password>"))), refused);
}

#[test]
fn an_unknown_user_and_a_wrong_password_get_the_same_answer() {
    let fault = |username: &str| {
        let headers = block(&token(username, "<Password>guess</Password>"));
        let fault = at(CREATED).check(&headers).unwrap_err();
        write_fault(Version::Soap11, &fault).unwrap()
    };
    assert_eq!(fault("user"), fault("nobody"));
}

#[test]
fn the_fault_has_the_code_of_the_standard_in_both_versions_of_soap() {
    let fault = at(CREATED).check(&[]).unwrap_err();
    let old = write_fault(Version::Soap11, &fault).unwrap();
    assert!(old.contains(">wsse:InvalidSecurity</faultcode>"), "{old}");
    assert!(
        old.contains(
            "xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\""
        ),
        "{old}"
    );
    let new = write_fault(Version::Soap12, &fault).unwrap();
    assert!(new.contains("<soapenv:Value>soapenv:Sender</soapenv:Value>"), "{new}");
    assert!(new.contains(">wsse:InvalidSecurity</soapenv:Value>"), "{new}");
    let late = at("2011-01-01T00:00:00Z").check(&example()).unwrap_err();
    let old = write_fault(Version::Soap11, &late).unwrap();
    assert!(old.contains(">wsu:MessageExpired</faultcode>"), "{old}");
}

#[test]
fn a_fault_repeats_nothing_of_the_token() {
    for headers in [
        block(&token("sneaky", "<Password>canary</Password>")),
        block(&token("sneaky", &format!("<Password Type='{DIGEST}'>canary</Password><Nonce>canary</Nonce>"))),
        block(&token("sneaky", "<Password Type='canary'>canary</Password>")),
        block(&token("sneaky", "<Password>canary</Password><Nonce EncodingType='canary'>canary</Nonce>")),
        block(&token("sneaky", "<Password>canary</Password><Nonce>canary</Nonce>")),
        block(&token("sneaky", "<Password>canary</Password><u:Created>canary</u:Created>")),
        block(&token("sneaky", "<Password>canary</Password><Password>canary</Password>")),
        digest("sneaky", DIGESTED, NONCE, CREATED),
    ] {
        let fault = at(CREATED).check(&headers).unwrap_err();
        let shown = format!("{fault} {fault:?} {}", write_fault(Version::Soap12, &fault).unwrap());
        for secret in ["canary", "sneaky", NONCE, DIGESTED] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn a_nonce_is_good_once() {
    let clock = Clock::at(CREATED);
    let authenticator = clock.authenticator();
    check(&authenticator, &example(), "user");
    check(&authenticator, &example(), "FailedAuthentication");
    // Clones share what was used, and another instance does not.
    check(&authenticator.clone(), &example(), "FailedAuthentication");
    check(&clock.authenticator(), &example(), "user");
    // The nonce of one user is not that of another, and a new one is good.
    check(&authenticator, &digest("bob", "u9geURDRZd7hPiL0ygcVJwE9kw4=", NONCE, CREATED), "bob");
    clock.advance(SignedDuration::from_secs(300));
    check(&authenticator, &example(), "FailedAuthentication");
    clock.advance(SignedDuration::from_secs(1));
    check(&authenticator, &example(), "MessageExpired");
}

#[test]
fn a_nonce_from_the_future_is_remembered_as_long_as_it_is_good() {
    let clock = Clock::at("2010-09-16T07:49:45Z");
    let authenticator = clock.authenticator();
    check(&authenticator, &example(), "user");
    for _ in 0..360 {
        clock.advance(SignedDuration::from_secs(1));
        check(&authenticator, &example(), "FailedAuthentication");
    }
    clock.advance(SignedDuration::from_nanos(1));
    check(&authenticator, &example(), "MessageExpired");
}

#[test]
fn a_clock_that_is_set_back_lets_nothing_in_twice() {
    let clock = Clock::at(CREATED);
    let authenticator = clock.authenticator();
    check(&authenticator, &example(), "user");
    clock.advance(SignedDuration::from_secs(360));
    let other = token("user", &format!("<Password>{PASSWORD}</Password><Nonce>AAAA</Nonce>"));
    check(&authenticator, &block(&other), "user");
    clock.advance(SignedDuration::from_secs(-60));
    check(&authenticator, &example(), "FailedAuthentication");
}

#[test]
fn a_nonce_beside_a_text_is_good_once_too() {
    let clock = Clock::at(CREATED);
    let authenticator = clock.authenticator();
    let once = block(&token("user", &format!("<Password>{PASSWORD}</Password><Nonce>{NONCE}</Nonce>")));
    check(&authenticator, &once, "user");
    check(&authenticator, &once, "FailedAuthentication");
    check(&authenticator, &example(), "FailedAuthentication");
    clock.advance(SignedDuration::from_secs(361));
    check(&authenticator, &once, "user");
}

#[test]
fn a_request_that_is_refused_uses_no_nonce_up() {
    let authenticator = at(CREATED).max_nonces(1);
    let wrong = token("user", &format!("<Password>guess</Password><Nonce>{NONCE}</Nonce>"));
    for _ in 0..3 {
        check(&authenticator, &block(&wrong), "FailedAuthentication");
    }
    check(&authenticator, &example(), "user");
}

#[test]
fn without_room_for_a_nonce_the_server_is_at_fault() {
    let clock = Clock::at(CREATED);
    let authenticator = clock.authenticator().max_nonces(2);
    let with_nonce = |nonce: &str| {
        block(&token("user", &format!("<Password>{PASSWORD}</Password><Nonce>{nonce}</Nonce>")))
    };
    check(&authenticator, &with_nonce("AAAA"), "user");
    check(&authenticator, &with_nonce("BBBB"), "user");
    check(&authenticator, &with_nonce("CCCC"), "Server");
    check(&authenticator, &with_nonce("AAAA"), "FailedAuthentication");
    check(&authenticator, &block(&text()), "user");
    clock.advance(SignedDuration::from_secs(361));
    check(&authenticator, &with_nonce("CCCC"), "user");
}

#[test]
fn of_many_at_once_one_is_let_in() {
    let authenticator = at(CREATED);
    let let_in: usize = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| usize::from(authenticator.check(&example()).is_ok()))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(let_in, 1);
}

#[test]
fn a_token_is_good_for_300_seconds_and_60_seconds_early() {
    for (now, expected) in [
        ("2010-09-16T07:50:45Z", "user"),
        ("2010-09-16T07:55:45Z", "user"),
        ("2010-09-16T07:55:45.000000001Z", "MessageExpired"),
        ("2010-09-16T07:55:46Z", "MessageExpired"),
        ("2010-09-16T07:49:45Z", "user"),
        ("2010-09-16T07:49:44.999999999Z", "MessageExpired"),
        ("2010-09-16T07:49:44Z", "MessageExpired"),
        ("2030-01-01T00:00:00Z", "MessageExpired"),
    ] {
        check(&at(now), &example(), expected);
        check(&at(now), &text_created(CREATED), expected);
        check(&at(now), &timestamp(&format!("<u:Created>{CREATED}</u:Created>")), expected);
    }
    let patient = || at("2010-09-16T08:50:45Z").life(Duration::from_secs(3600));
    check(&patient(), &example(), "user");
    check(&patient().life(Duration::MAX), &example(), "user");
    check(&patient().life(Duration::from_secs(3599)), &example(), "MessageExpired");
    let early = || at("2010-09-16T07:45:45Z").skew(Duration::from_secs(300));
    check(&early(), &example(), "user");
    check(&early().skew(Duration::from_secs(299)), &example(), "MessageExpired");
}

#[test]
fn a_timestamp_is_good_until_it_expires_and_60_seconds_more() {
    let (created, expires) = (CREATED, "2010-09-16T09:00:00Z");
    for (now, expected) in [
        ("2010-09-16T07:49:45Z", "user"),
        ("2010-09-16T07:49:44.999Z", "MessageExpired"),
        ("2010-09-16T09:01:00Z", "user"),
        ("2010-09-16T09:01:00.001Z", "MessageExpired"),
    ] {
        check(&at(now), &created_and_expires(created, expires), expected);
    }
    check(&at(CREATED), &created_and_expires(CREATED, CREATED), "user");
    check(&at(CREATED), &created_and_expires(CREATED, "2010-09-16T07:50:44.999Z"), "InvalidSecurity");
}

#[test]
fn times_come_in_many_forms() {
    for created in [
        "2010-09-16T07:50:45.123Z",
        "2010-09-16T07:50:45.1234567Z",
        "2010-09-16T07:50:45+00:00",
        "2010-09-16T17:50:45.5+10:00",
        "2010-09-16T03:50:45-04:00",
        "2010-09-16T07:50:45",
        " 2010-09-16T07:50:45Z\n",
        "2010-09-16T07:50:45.100000000000Z",
    ] {
        check(&at(CREATED), &text_created(created), "user");
        check(&at(CREATED), &created_and_expires(created, created), "user");
    }
    for created in
        ["", "yesterday", "2010-09-16", "1284623445", "2010-09-16T07:50:60Z", "2010-09-16 07:50:45Z"]
    {
        check(&at(CREATED), &text_created(created), "InvalidSecurityToken");
        check(&at(CREATED), &timestamp(&format!("<u:Created>{created}</u:Created>")), "InvalidSecurity");
        check(&at(CREATED), &created_and_expires(CREATED, created), "InvalidSecurity");
    }
    for created in ["-0001-01-01T00:00:00Z", "9999-12-30T00:00:00Z"] {
        check(&at(CREATED), &text_created(created), "MessageExpired");
    }
}

#[test]
fn a_block_in_bad_form_is_refused() {
    let times = format!("<u:Timestamp><u:Created>{CREATED}</u:Created></u:Timestamp>");
    let text = text();
    for content in [
        String::new(),
        "<BinarySecurityToken/>".to_owned(),
        times.clone(),
        format!("{text}{text}"),
        format!("{times}{times}{text}"),
        format!("<u:Timestamp/>{text}"),
        format!("<u:Timestamp><u:Expires>{CREATED}</u:Expires></u:Timestamp>{text}"),
        format!(
            "<u:Timestamp><u:Created>{CREATED}</u:Created><u:Created>{CREATED}</u:Created></u:Timestamp>{text}"
        ),
    ] {
        check(&at(CREATED), &block(&content), "InvalidSecurity");
    }
    check(&at(CREATED), &[], "InvalidSecurity");
    check(&at(CREATED), &[block(&text), block(&text)].concat(), "InvalidSecurity");
    check(&at(CREATED), &[RawXml::parse("<Security/>").unwrap()], "InvalidSecurity");
    check(&at(CREATED), &block(&format!("<BinarySecurityToken/>{text}<Signature xmlns='urn:x'/>")), "user");
}

/// What the reader tolerates in a message is not tolerated in what says who sent it.
#[test]
fn what_the_schemas_do_not_allow_is_refused() {
    let text = text();
    let nil = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'";
    for (good, bad) in [
        (PASSWORD, "user<a/>password"),
        (PASSWORD, "<a>userpassword</a>userpassword"),
        ("<Username>user</Username>", "<Username>us<a/>er</Username>"),
        ("<UsernameToken>", "<UsernameToken>text"),
        ("<Password>", &format!("<Password {nil}>x</Password><Password>")),
        ("<Password>", "<Password xmlns=''>x</Password><Password>"),
        ("<Username>user</Username>", "<Username xmlns=''>user</Username>"),
        ("</UsernameToken>", "</UsernameToken><UsernameToken xmlns=''/>"),
        ("<UsernameToken>", &format!("{}<UsernameToken>", "<Other/>".repeat(300))),
    ] {
        let token = text.replacen(good, bad, 1);
        assert_ne!(token, text);
        check(&at(CREATED), &block(&token), "InvalidSecurity");
    }
    // References belong to the encoding of bodies.
    let elsewhere = format!("<Other id='a'>{PASSWORD}</Other>");
    let referring = format!("{elsewhere}{}", token("user", "<Password href='#a'/>"));
    check(&at(CREATED), &block(&referring), "FailedAuthentication");
    let inside =
        token("user", &format!("<Password>{PASSWORD}</Password>")).replace("UsernameToken>", "Other>");
    let inside = inside.replacen("<Other>", "<Other id='a'>", 1);
    check(&at(CREATED), &block(&format!("{inside}<UsernameToken href='#a'/>")), "InvalidSecurityToken");
    // What they leave open is skipped.
    let open = format!("<UsernameToken a='b'><Other>x</Other>{}", &text["<UsernameToken>".len()..]);
    check(&at(CREATED), &block(&open), "user");
    let split = text.replace(PASSWORD, "user<!-- x -->pass<![CDATA[wo]]>&#114;d");
    check(&at(CREATED), &block(&split), "user");
}

/// A digest does not hold the user name, and those who know passwords may not mind its case.
#[test]
fn another_spelling_of_the_user_name_is_no_way_to_send_a_digest_again() {
    let authenticator =
        Authenticator::new(|username| username.trim().eq_ignore_ascii_case("user").then(|| PASSWORD.into()))
            .clock(|| CREATED.parse().unwrap());
    check(&authenticator, &example(), "user");
    for username in ["User", "USER", "user ", " user"] {
        check(&authenticator, &digest(username, DIGESTED, NONCE, CREATED), "FailedAuthentication");
    }
}

/// Bytes cannot be moved between the nonce and the time to make another nonce for the same digest.
#[test]
fn a_digest_is_not_good_for_another_nonce() {
    // The nonce is `nonce` and a byte that could begin a time.
    for (last, nonce, digested) in [
        ('0', "bm9uY2Uw", "8tycL+Qmkvc7Uto0IM0bi/Mr7xM="),
        ('+', "bm9uY2Ur", "H44uPyG5TpJGN/PoolPMtcy6Ba8="),
        (' ', "bm9uY2Ug", "GxibBd4gMpQD6BYMSTHm2HWdCoM="),
        ('-', "bm9uY2Ut", "IGPNys/OtGUac0GoPjFpyEW4jVk="),
    ] {
        let authenticator = at(CREATED);
        check(&authenticator, &digest("user", digested, nonce, CREATED), "user");
        let moved = digest("user", digested, "bm9uY2U=", &format!("{last}{CREATED}"));
        assert!(authenticator.check(&moved).is_err(), "{last}");
    }
}

#[test]
fn a_token_in_bad_form_is_refused() {
    let password = format!("<Password>{PASSWORD}</Password>");
    let digested = format!("<Password Type='{DIGEST}'>{DIGESTED}</Password>");
    let (nonce, created) = (format!("<Nonce>{NONCE}</Nonce>"), format!("<u:Created>{CREATED}</u:Created>"));
    for rest in [
        String::new(),
        format!("{nonce}{created}"),
        format!("{password}{password}"),
        format!("<Username>bob</Username>{password}"),
        format!("{password}{nonce}{nonce}"),
        format!("{password}{created}{created}"),
        format!("{password}<Nonce>not base64</Nonce>"),
        format!("{password}<Nonce/>"),
        digested.clone(),
        format!("{digested}{nonce}"),
        format!("{digested}{created}"),
        format!("{digested}<Nonce/>{created}"),
        format!("<Password Type='{DIGEST}'>not base64</Password>{nonce}{created}"),
        // That of the profile's own example, of 22 bytes.
        format!("<Password Type='{DIGEST}'>weYI3nXd8LjMNVksCKFV8t3rgHh3Rw==</Password>{nonce}{created}"),
        format!("<Password Type='{DIGEST}'/>{nonce}{created}"),
    ] {
        check(&at(CREATED), &block(&token("user", &rest)), "InvalidSecurityToken");
    }
    let nameless = format!("<UsernameToken>{password}</UsernameToken>");
    check(&at(CREATED), &block(&nameless), "InvalidSecurityToken");
    for rest in [
        format!("<Password Type='urn:other'>{PASSWORD}</Password>"),
        format!("<Password Type=''>{PASSWORD}</Password>"),
        format!("{password}<Nonce EncodingType='urn:x#HexBinary'>00</Nonce>"),
    ] {
        check(&at(CREATED), &block(&token("user", &rest)), "UnsupportedSecurityToken");
    }
    let encoding =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    for encoding in [encoding, "wsse:Base64Binary"] {
        let nonce = format!("<Nonce EncodingType='{encoding}'>\n{NONCE}\n</Nonce>");
        check(&at(CREATED), &block(&token("user", &format!("{digested}{nonce}{created}"))), "user");
    }
}

#[test]
fn only_the_block_for_this_receiver_counts() {
    let wrong = token("user", "<Password>guess</Password>");
    for ours in [
        "",
        "e11:actor=''",
        "e11:actor='http://schemas.xmlsoap.org/soap/actor/next'",
        "e12:role='http://www.w3.org/2003/05/soap-envelope/role/next'",
        "e12:role='http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver'",
    ] {
        for others in
            ["e11:actor='urn:other'", "e12:role='http://www.w3.org/2003/05/soap-envelope/role/none'"]
        {
            let (mine, theirs) = (block_with(ours, &text()), block_with(others, &wrong));
            check(&at(CREATED), &mine, "user");
            check(&at(CREATED), &[mine.clone(), theirs.clone()].concat(), "user");
            check(&at(CREATED), &[theirs, mine].concat(), "user");
            check(&at(CREATED), &block_with(others, &text()), "InvalidSecurity");
        }
        check(&at(CREATED), &[block_with(ours, &text()), block(&text())].concat(), "InvalidSecurity");
    }
}

#[test]
fn what_is_required_has_to_be_there() {
    let digests = || at(CREATED).require_digest(true);
    check(&digests(), &block(&text()), "UnsupportedSecurityToken");
    check(&digests(), &example(), "user");
    let times = || at(CREATED).require_timestamp(true);
    check(&times(), &block(&text()), "InvalidSecurity");
    check(&times(), &timestamp(&format!("<u:Created>{CREATED}</u:Created>")), "user");
}

#[test]
fn neither_users_nor_passwords_are_shown() {
    let authenticator = Authenticator::new(|_| Some(Secret::from("hunter2")));
    let shown = format!("{authenticator:?}");
    assert!(shown.contains("life: 5m"), "{shown}");
    let one = Authenticator::user(&UsernameToken::new("alice", "hunter2"));
    assert!(!format!("{shown}{one:?}").contains("hunter2"));
}
