//! What is the same for all requests: whom to let in, the bucket, and where a path leads.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use serde_json::json;

use super::attachment::attachment;
use super::faxes::Number;
use super::job::{Job, into_document};
use super::list::{Item, Time, list};
use super::outcome::refusal_of;
use super::refusal::Refusal;
use super::reply::{Meta, Reply, respond};
use super::request::Request;
use super::stored::{Folder, Stored};
use super::{Document, Kazoo, State, send};

/// Tokens of a bucket without a bottom.
const FULL: u32 = 100;

/// Whose faxes are meant.
enum Scope<'p> {
    Account,
    User(&'p str),
    Faxbox(&'p str),
}

impl Scope<'_> {
    /// Whether a fax of the inbox or outbox belongs to it.
    fn has(&self, document: &Document) -> bool {
        let (member, id) = match self {
            Self::Account => return true,
            Self::User(id) => ("owner_id", id),
            Self::Faxbox(id) => ("faxbox_id", id),
        };
        document.get(member).is_some_and(|value| value == id)
    }
}

impl Kazoo {
    /// Answers a request.
    pub(super) fn answer(&self, method: &Method, uri: &Uri, headers: HeaderMap, body: &Bytes) -> Response {
        let (number, bucket) = self.count();
        let mut meta = Meta {
            now: self.clock.now(),
            request: number,
            token: None,
            remaining: bucket.unwrap_or_default(),
            is_chunked: false,
            is_pretty: false,
        };
        if bucket.is_none() {
            return respond(Err(Refusal::too_many_requests()), &meta);
        }
        let request = match Request::read(method, uri, headers, body) {
            Ok(request) => request,
            Err(refusal) => return respond(Err(refusal), &meta),
        };
        meta.is_chunked = request.query.is_true("is_chunked");
        meta.is_pretty = request.query.is_true("pretty_print");
        let result = self.find(&request, &mut meta.token);
        respond(result, &meta)
    }

    /// The number of a request, and how many tokens are left behind it in the bucket. `None` where there was none.
    fn count(&self) -> (u64, Option<u32>) {
        let now = self.clock.now();
        let mut state = self.state();
        state.requests += 1;
        let left = match &mut state.bucket {
            Some(bucket) => bucket.take(now),
            None => Some(FULL),
        };
        (state.requests, left)
    }

    /// Goes where the path leads; puts the token that was used or given into `token`.
    fn find(&self, request: &Request, token: &mut Option<String>) -> Result<Reply, Refusal> {
        let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
        if let ["accounts", account, ..] = path.as_slice()
            && let Some(refusal) = refusal_of(account)
        {
            return Err(refusal);
        }
        let verb = request.verb.as_str();
        match (path.as_slice(), verb) {
            (["user_auth"], "put") => Ok(take(self.user_auth(request)?, token)),
            (["api_auth"], "put") => Ok(take(self.api_auth(request)?, token)),
            (["user_auth" | "api_auth"], _) => Err(Refusal::invalid_method(verb, "PUT")),
            (["token_auth"] | ["accounts", _, ..], _) => {
                *token = self.let_in(request, &path)?;
                self.known(request, &path, token.as_deref())
            }
            _ => Err(Refusal::faulty_request()),
        }
    }

    /// The token of a request that may be made; none where it shows its credentials.
    fn let_in(&self, request: &Request, path: &[&str]) -> Result<Option<String>, Refusal> {
        if let Some(token) = request.token() {
            let mut state = self.state();
            let restrictions = state.tokens.take(token, self.clock.now());
            let restrictions = restrictions.ok_or_else(Refusal::invalid_credentials)?;
            if !restrictions.allow(&request.verb, path) {
                return Err(Refusal::forbidden());
            }
            return Ok(Some(token.to_owned()));
        }
        match request.basic() {
            Some((account, password)) if self.account.admits_basic(&account, &password) => Ok(None),
            _ => Err(Refusal::invalid_credentials()),
        }
    }

    /// A request of somebody who is known.
    fn known(&self, request: &Request, path: &[&str], token: Option<&str>) -> Result<Reply, Refusal> {
        match path {
            ["token_auth"] => match request.verb.as_str() {
                "get" => Ok(Reply::Data(into_document(self.account.identity()))),
                "delete" => {
                    token.into_iter().for_each(|token| self.state().tokens.revoke(token));
                    Ok(Reply::Data(Document::new()))
                }
                verb => Err(Refusal::invalid_method(verb, "GET, DELETE")),
            },
            ["accounts", account, ..] if !is_id(account) => Err(Refusal::bad_identifier(account)),
            ["accounts", account, ..] if *account != self.account.id => Err(Refusal::forbidden()),
            ["accounts", _, rest @ ..] => self.of_account(request, rest),
            _ => Err(Refusal::faulty_request()),
        }
    }

    fn of_account(&self, request: &Request, path: &[&str]) -> Result<Reply, Refusal> {
        let mut state = self.state();
        match path {
            ["faxes", rest @ ..] => self.of_faxes(request, &mut state, &Scope::Account, rest),
            ["users", id, ..] if !is_id(id) => Err(Refusal::bad_identifier(id)),
            ["users", id, "faxes", rest @ ..] => self.of_faxes(request, &mut state, &Scope::User(id), rest),
            ["faxboxes", id, "faxes", rest @ ..] => {
                state.faxboxes.get(id)?;
                self.of_faxes(request, &mut state, &Scope::Faxbox(id), rest)
            }
            ["faxboxes"] => self.of_faxboxes(request, &mut state),
            ["faxboxes", id] => self.of_faxbox(request, &mut state, id),
            _ => Err(Refusal::faulty_request()),
        }
    }

    fn of_faxes(
        &self,
        request: &Request,
        state: &mut State,
        scope: &Scope<'_>,
        path: &[&str],
    ) -> Result<Reply, Refusal> {
        let (now, query) = (self.clock.now(), &request.query);
        match (path, request.verb.as_str()) {
            ([] | ["outgoing"], "put") => self.create(request, state, scope),
            (["outgoing"], "get") => match scope {
                // The service looks for them under a key that none has.
                Scope::Faxbox(_) => list(std::iter::empty(), query, Time::All),
                Scope::Account | Scope::User(_) => list(state.faxes.jobs().map(job_item), query, Time::All),
            },
            (["outgoing", id], "get") => Ok(Reply::Data(state.faxes.job(id)?.details())),
            (["inbox" | "incoming"], "get") => stored_list(request, state, scope, Folder::Inbox, now),
            (["outbox"], "get") => stored_list(request, state, scope, Folder::Outbox, now),
            ([folder @ ("inbox" | "outbox" | "incoming"), id], "get") => {
                Ok(Reply::Data(state.faxes.stored(folder, id)?.document().clone()))
            }
            (["outbox", id], "put") => self.again(request, state, ("outbox", id), "resubmit"),
            (["inbox", id], "put") => self.again(request, state, ("inbox", id), "forward"),
            ([folder @ ("inbox" | "outbox"), id], "delete") => {
                let mut document = state.faxes.delete(folder, id)?.document().clone();
                document.insert("_read_only".to_owned(), json!({"deleted": true}));
                Ok(Reply::Data(document))
            }
            ([folder @ ("inbox" | "outbox"), id, "attachment"], "get") => {
                attachment(request, state.faxes.stored(folder, id)?)
            }
            ([folder @ ("inbox" | "outbox"), id, "attachment"], "delete") => {
                state.faxes.delete_file(folder, id, now)?;
                Ok(Reply::Data(into_document(json!({"_read_only": {"deleted": true}}))))
            }
            (["smtplog"], "get") => list(state.smtplog.items(), query, Time::UpTo(now)),
            (["smtplog", id], "get") => Ok(Reply::Data(state.smtplog.get(id)?.clone())),
            (_, verb) => match methods(path) {
                Some(methods) => Err(Refusal::invalid_method(verb, methods)),
                None => Err(Refusal::faulty_request()),
            },
        }
    }

    fn create(&self, request: &Request, state: &mut State, scope: &Scope<'_>) -> Result<Reply, Refusal> {
        let mut document = request.document()?;
        match scope {
            Scope::Account => {}
            Scope::User(id) => {
                document.insert("owner_id".to_owned(), (*id).into());
            }
            Scope::Faxbox(id) => send::fill_from(&mut document, state.faxboxes.get(id)?),
        }
        let file = request.file.clone();
        let data = send::create(&mut state.faxes, document, file, self.clock.now())?;
        Ok(self.queued(data))
    }

    /// Does the action that is due with a fax of a folder.
    fn again(
        &self,
        request: &Request,
        state: &mut State,
        (folder, id): (&str, &str),
        due: &str,
    ) -> Result<Reply, Refusal> {
        let stored = state.faxes.stored(folder, id)?.clone();
        match request.action() {
            None => Err(Refusal::server_error("action required")),
            Some(action) if action != due => Err(Refusal::server_error("invalid action")),
            Some(_) => {
                let changes = request.document()?;
                let data = send::again(&mut state.faxes, &stored, changes, self.clock.now())?;
                Ok(self.queued(data))
            }
        }
    }

    fn queued(&self, data: Document) -> Reply {
        let id = data.get("id").and_then(|id| id.as_str()).unwrap_or_default();
        let path = format!("/v2/accounts/{}/faxes/outgoing/{id}", self.account.id);
        Reply::Created { path, data }
    }

    fn of_faxboxes(&self, request: &Request, state: &mut State) -> Result<Reply, Refusal> {
        match request.verb.as_str() {
            "get" => list(state.faxboxes.items(), &request.query, Time::All),
            "put" => {
                let data = state.faxboxes.create(request.document()?, self.clock.now())?;
                let id = data.get("id").and_then(|id| id.as_str()).unwrap_or_default();
                let path = format!("/v2/accounts/{}/faxboxes/{id}", self.account.id);
                Ok(Reply::Created { path, data })
            }
            verb => Err(Refusal::invalid_method(verb, "GET, PUT")),
        }
    }

    fn of_faxbox(&self, request: &Request, state: &mut State, id: &str) -> Result<Reply, Refusal> {
        let now = self.clock.now();
        let document = match request.verb.as_str() {
            "get" => state.faxboxes.get(id)?.clone(),
            "post" => state.faxboxes.replace(id, request.document()?, now)?,
            "patch" => state.faxboxes.patch(id, request.document()?, now)?,
            "delete" => state.faxboxes.delete(id)?,
            verb => return Err(Refusal::invalid_method(verb, "GET, POST, PATCH, DELETE")),
        };
        Ok(Reply::Data(document))
    }
}

/// The methods that there are at a path below the faxes.
fn methods(path: &[&str]) -> Option<&'static str> {
    match path {
        [] => Some("PUT"),
        ["outgoing"] => Some("GET, PUT"),
        ["outgoing" | "incoming" | "smtplog", _] | ["inbox" | "outbox" | "incoming" | "smtplog"] => {
            Some("GET")
        }
        ["inbox" | "outbox", _] => Some("GET, PUT, DELETE"),
        ["inbox" | "outbox", _, "attachment"] => Some("GET, DELETE"),
        _ => None,
    }
}

/// The reply of a login, whose token goes where it belongs.
fn take((reply, given): (Reply, String), token: &mut Option<String>) -> Reply {
    *token = Some(given);
    reply
}

/// 32 hexadecimal digits in lower case.
fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn job_item((number, job): (Number, &Job)) -> Item {
    let filtered = Some(job.details());
    Item { number, created: job.created, modified: job.created, shown: job.summary(), filtered }
}

fn stored_item((number, stored): (Number, &Stored)) -> Item {
    let Stored { created, modified, .. } = *stored;
    Item { number, created, modified, shown: stored.summary(), filtered: None }
}

fn stored_list(
    request: &Request,
    state: &State,
    scope: &Scope<'_>,
    folder: Folder,
    now: xsd_runtime::types::jiff::Timestamp,
) -> Result<Reply, Refusal> {
    let faxes = state.faxes.folder(folder).filter(|(_, stored)| scope.has(stored.document()));
    list(faxes.map(stored_item), &request.query, Time::UpTo(now))
}
