//! The user, and the lines that faxes are sent from.

use serde_json::{Value, json};

use super::refusal::Refusal;

/// The one user there is.
const USER: &str = "w0";

/// A fax line.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    pub(super) id: &'static str,
    pub(super) alias: &'static str,
    pub(super) number: &'static str,
    can_send: bool,
    /// The group that it belongs to.
    group: Option<&'static str>,
}

/// All lines: one of the user's, one that only receives, and one of a group.
pub(super) const LINES: &[Line] = &[
    Line { id: "f0", alias: "Office", number: "+4921100000000", can_send: true, group: None },
    Line { id: "f1", alias: "Inbox", number: "+4921100000001", can_send: false, group: None },
    Line { id: "f2", alias: "Sales", number: "+4921100000002", can_send: true, group: Some("g0") },
];

impl Line {
    /// The line with this id, if faxes can be sent from it.
    pub(super) fn to_send_from(id: &str) -> Result<&'static Self, Refusal> {
        let line = LINES.iter().find(|line| line.id == id);
        let line = line.ok_or_else(|| Refusal::forbidden("there is no such fax line").at("/faxlineId"))?;
        match line.can_send {
            true => Ok(line),
            false => Err(Refusal::forbidden("the fax line cannot send").at("/faxlineId")),
        }
    }

    fn to_json(&self) -> Value {
        let Self { id, alias, number: _, can_send, group } = self;
        let mut line = json!({ "id": id, "alias": alias, "tagline": "Sandbox", "canSend": can_send, "canReceive": true });
        if let (Some(group), Some(line)) = (group, line.as_object_mut()) {
            line.insert("groupId".to_owned(), (*group).into());
        }
        line
    }
}

/// The lines of a user.
pub(super) fn of_user(user: &str) -> Result<Value, Refusal> {
    list(user, |line| line.group.is_none())
}

/// The lines of a user's groups.
pub(super) fn of_groups(user: &str) -> Result<Value, Refusal> {
    list(user, |line| line.group.is_some())
}

fn list(user: &str, is_asked_for: impl Fn(&Line) -> bool) -> Result<Value, Refusal> {
    if user != USER {
        return Err(Refusal::forbidden(format!("the token is that of the user {USER}")));
    }
    let lines = LINES.iter().filter(|line| is_asked_for(line));
    Ok(json!({ "items": lines.map(Line::to_json).collect::<Vec<_>>() }))
}

/// Who the token belongs to.
pub(super) fn user() -> Value {
    json!({ "sub": USER, "domain": "sipgate.example", "masterSipId": "1234567", "locale": "en_US" })
}
