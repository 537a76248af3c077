//! A small service as generated code would have it.

use xsd_runtime::soap::{Body, Call, Client, ClientBuilder, EncodeDetail, FaultDetail, NoFault, Operation};
use xsd_runtime::types::Secret;
use xsd_runtime::{Decode, DecodeError, Encode, Member, Name, Reader, Writer, span};

pub const FAX: &str = "urn:fax";

/// Client of the service.
#[derive(Clone, Debug)]
pub struct Fax(pub Client);

impl From<Client> for Fax {
    fn from(client: Client) -> Self {
        Self(client)
    }
}

impl Fax {
    pub fn builder() -> ClientBuilder<Self> {
        Client::builder()
    }

    /// A client of the server at `url`, as it comes.
    pub fn at(url: &str) -> Self {
        Self::builder().endpoint(url).build().unwrap()
    }

    pub fn with_session(self, session: Session) -> Self {
        Self(self.0.with_header(SESSION, session))
    }

    pub fn send(&self, request: &Send) -> Call<Sent, SendFault> {
        static OPERATION: Operation<Send, Sent, SendFault> = Operation::new("Fax.Send", || span!("Fax.Send"))
            .action("urn:fax#send")
            .input(Body::Element(Name::new(FAX, "Send")))
            .output(Body::Element(Name::new(FAX, "Sent")))
            .namespaces(&[FAX])
            .headers(&[SESSION])
            .understood(&[SESSION]);
        self.0.call(&OPERATION, request)
    }

    pub fn status(&self, request: &Send) -> Call<Sent, NoFault> {
        static OPERATION: Operation<Send, Sent, NoFault> =
            Operation::new("Fax.Status", || span!("Fax.Status"))
                .input(Body::Element(Name::new(FAX, "Status")))
                .output(Body::Element(Name::new(FAX, "Sent")))
                .idempotent();
        self.0.call(&OPERATION, request)
    }

    /// Members of the messages stand in the body directly.
    pub fn parts(&self, request: &Send) -> Call<Sent, SendFault> {
        static OPERATION: Operation<Send, Sent, SendFault> =
            Operation::new("Fax.Parts", || span!("Fax.Parts")).input(Body::Parts).output(Body::Parts);
        self.0.call(&OPERATION, request)
    }

    pub fn ping(&self) -> Call<(), NoFault> {
        static OPERATION: Operation<(), (), NoFault> = Operation::new("Fax.Ping", || span!("Fax.Ping"));
        self.0.call(&OPERATION, &())
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Send {
    pub to: String,
    pub pin: Option<Secret>,
}

impl Send {
    pub fn to(to: &str) -> Self {
        Self { to: to.to_owned(), pin: None }
    }
}

const SEND: [Member; 2] = [Member::local("To"), Member::local("Pin")];

impl Encode for Send {
    const TYPE: Name = Name::new(FAX, "send");

    fn encode(&self, writer: &mut Writer) {
        let [to, pin] = &SEND;
        writer.one(to, &self.to);
        writer.optional(pin, &self.pin);
    }
}

impl Decode for Send {
    const TYPE: Name = Name::new(FAX, "send");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut to, mut pin) = (None, None);
        while let Some(member) = reader.child(&SEND)? {
            match member {
                0 => reader.one(&mut to)?,
                _ => reader.one(&mut pin)?,
            }
        }
        Ok(Self { to: reader.require(to, &SEND[0])?, pin })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    pub id: i32,
    pub token: Option<Secret>,
}

const SENT: [Member; 2] = [Member::local("Id"), Member::local("Token")];

impl Decode for Sent {
    const TYPE: Name = Name::new(FAX, "sent");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut token) = (None, None);
        while let Some(member) = reader.child(&SENT)? {
            match member {
                0 => reader.one(&mut id)?,
                _ => reader.one(&mut token)?,
            }
        }
        Ok(Self { id: reader.require(id, &SENT[0])?, token })
    }
}

impl Encode for Sent {
    const TYPE: Name = Name::new(FAX, "sent");

    fn encode(&self, writer: &mut Writer) {
        let [id, token] = &SENT;
        writer.one(id, &self.id);
        writer.optional(token, &self.token);
    }
}

/// Detail of the faults of `Send`.
#[derive(Clone, Debug, PartialEq)]
pub enum SendFault {
    Invalid(FaultBean),
    Busy(FaultBean),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FaultBean {
    pub message: Option<String>,
    pub line: Option<i32>,
}

const FAULT_BEAN: [Member; 2] = [Member::local("message"), Member::local("line")];

impl Decode for FaultBean {
    const TYPE: Name = Name::new(FAX, "faultBean");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut bean = Self::default();
        while let Some(member) = reader.child(&FAULT_BEAN)? {
            match member {
                0 => reader.one(&mut bean.message)?,
                _ => reader.one(&mut bean.line)?,
            }
        }
        Ok(bean)
    }
}

impl Encode for FaultBean {
    const TYPE: Name = Name::new(FAX, "faultBean");

    fn encode(&self, writer: &mut Writer) {
        let [message, line] = &FAULT_BEAN;
        writer.optional(message, &self.message);
        writer.optional(line, &self.line);
    }
}

impl FaultDetail for SendFault {
    const NAMES: &'static [Name] = &[Name::new(FAX, "Invalid"), Name::new(FAX, "Busy")];

    fn decode(index: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match index {
            0 => reader.root_value().map(Self::Invalid),
            _ => reader.root_value().map(Self::Busy),
        }
    }

    fn detail(&self) -> (usize, &dyn EncodeDetail) {
        match self {
            Self::Invalid(bean) => (0, bean),
            Self::Busy(bean) => (1, bean),
        }
    }
}

pub const SESSION: Name = Name::new(FAX, "Session");

/// A header block of the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub key: Secret,
}

const SESSION_MEMBERS: [Member; 1] = [Member::local("Key")];

impl Encode for Session {
    const TYPE: Name = Name::new(FAX, "session");

    fn encode(&self, writer: &mut Writer) {
        writer.one(&SESSION_MEMBERS[0], &self.key);
    }
}

impl Decode for Session {
    const TYPE: Name = Name::new(FAX, "session");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut key = None;
        while reader.child(&SESSION_MEMBERS)?.is_some() {
            reader.one(&mut key)?;
        }
        Ok(Self { key: reader.require(key, &SESSION_MEMBERS[0])? })
    }
}
