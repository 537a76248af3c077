//! An account, and whose faxes are meant.

use super::{Client, Faxboxes, Faxes};

/// An account of the server.
#[derive(Clone, Debug)]
pub struct Account {
    client: Client,
    id: String,
}

impl Account {
    pub(super) fn new(client: Client, id: String) -> Self {
        Self { client, id }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The faxes of the account.
    #[must_use]
    pub fn faxes(&self) -> Faxes {
        self.faxes_of(&[])
    }

    /// The faxes of a user of the account. The queue is that of the whole account all the same.
    #[must_use]
    pub fn faxes_of_user(&self, id: &str) -> Faxes {
        self.faxes_of(&["users", id])
    }

    /// The faxes of a fax box: those that are sent get its settings. Its queue is empty on the servers that are known; that
    /// of the account has [`faxbox_id`](super::FaxJobSummary::faxbox_id).
    #[must_use]
    pub fn faxes_of_faxbox(&self, id: &str) -> Faxes {
        self.faxes_of(&["faxboxes", id])
    }

    /// The fax boxes of the account.
    #[must_use]
    pub fn faxboxes(&self) -> Faxboxes {
        Faxboxes::new(self.client.clone(), self.path(&["faxboxes"]))
    }

    fn faxes_of(&self, whose: &[&str]) -> Faxes {
        Faxes::new(self.client.clone(), self.path(&[whose, &["faxes"]].concat()))
    }

    fn path(&self, below: &[&str]) -> Vec<String> {
        ["accounts", &self.id].iter().chain(below).map(|segment| (*segment).to_owned()).collect()
    }
}
