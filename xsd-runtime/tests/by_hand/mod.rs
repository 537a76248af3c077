//! Code as the generator emits it, written by hand and with imports: what the emitter aims at.

#![allow(dead_code, unreachable_pub, reason = "the tests do not use all of it")]

use xsd_runtime::types::{DateTime, Unknown};
use xsd_runtime::{Decode, DecodeError, Encode, Group, Groups, Member, Name, RawXml, Reader, Writer};

const NAMESPACE: &str = "urn:example:fax";

/// A type with attributes, a child, and a wrapper around repeated children.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Message {
    pub reference: String,
    pub status: Option<Status>,
    pub details: Option<Details>,
    pub results: Option<Vec<Attempt>>,
}

impl Message {
    const ATTRIBUTES: [Member; 2] = [Member::local("ref"), Member::local("status")];
    const ELEMENTS: [Member; 2] = [Member::local("Details"), Member::local("Results")];
    const RESULTS: [Member; 1] = [Member::local("Result").repeats()];

    pub fn new(reference: impl Into<String>) -> Self {
        Self { reference: reference.into(), status: None, details: None, results: None }
    }

    #[must_use]
    pub fn with_results(mut self, results: impl Into<Vec<Attempt>>) -> Self {
        self.results = Some(results.into());
        self
    }
}

impl Decode for Message {
    const TYPE: Name = Name::new(NAMESPACE, "message");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut reference = None;
        let mut status = None;
        let mut details = None;
        let mut results = None;
        while let Some(__member) = __reader.attribute(&Self::ATTRIBUTES)? {
            match __member {
                0 => __reader.value_of_attribute(&mut reference)?,
                _ => __reader.value_of_attribute(&mut status)?,
            }
        }
        while let Some(__member) = __reader.child(&Self::ELEMENTS)? {
            match __member {
                0 => __reader.one(&mut details)?,
                _ => __reader.wrapped(&mut results, &Self::RESULTS)?,
            }
        }
        Ok(Self {
            reference: __reader.require_attribute(reference, &Self::ATTRIBUTES[0])?,
            status,
            details,
            results,
        })
    }
}

impl Encode for Message {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        __writer.attribute(&Self::ATTRIBUTES[0], &self.reference);
        __writer.optional_attribute(&Self::ATTRIBUTES[1], &self.status);
        __writer.optional(&Self::ELEMENTS[0], &self.details);
        if let Some(results) = &self.results {
            __writer.wrapped(&Self::ELEMENTS[1], &Self::RESULTS, results);
        }
    }
}

/// Attributes only.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Details {
    pub retries: Option<i32>,
    pub started: Option<DateTime>,
}

impl Details {
    const ATTRIBUTES: [Member; 2] = [Member::local("retries"), Member::local("started")];
}

impl Decode for Details {
    const TYPE: Name = Name::new(NAMESPACE, "details");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut retries = None;
        let mut started = None;
        while let Some(__member) = __reader.attribute(&Self::ATTRIBUTES)? {
            match __member {
                0 => __reader.value_of_attribute(&mut retries)?,
                _ => __reader.value_of_attribute(&mut started)?,
            }
        }
        Ok(Self { retries, started })
    }
}

impl Encode for Details {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        __writer.optional_attribute(&Self::ATTRIBUTES[0], &self.retries);
        __writer.optional_attribute(&Self::ATTRIBUTES[1], &self.started);
    }
}

/// Simple content with an attribute, used nillable.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attempt {
    pub value: i32,
    pub unit: Option<String>,
}

impl Attempt {
    const ATTRIBUTES: [Member; 1] = [Member::local("unit")];

    pub fn new(value: i32) -> Self {
        Self { value, unit: None }
    }
}

impl Decode for Attempt {
    const TYPE: Name = Name::new(NAMESPACE, "attempt");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut unit = None;
        while __reader.attribute(&Self::ATTRIBUTES)?.is_some() {
            __reader.value_of_attribute(&mut unit)?;
        }
        Ok(Self { value: __reader.text_value()?, unit })
    }
}

impl Encode for Attempt {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        __writer.optional_attribute(&Self::ATTRIBUTES[0], &self.unit);
        __writer.content(&self.value);
    }
}

/// An enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    Queued,
    Done,
    Unknown(Unknown),
}

impl Status {
    pub const ALL: &'static [Self] = &[Self::Queued, Self::Done];

    pub fn as_str(&self) -> &str {
        match self {
            Self::Queued => "queued",
            Self::Done => "done",
            Self::Unknown(__text) => __text.as_str(),
        }
    }
}

impl xsd_runtime::types::Enumeration for Status {
    fn from_known(__text: &str) -> Option<Self> {
        Some(match __text {
            "queued" => Self::Queued,
            "done" => Self::Done,
            _ => return None,
        })
    }

    fn from_unknown(__text: Unknown) -> Self {
        Self::Unknown(__text)
    }

    fn as_str(&self) -> &str {
        Self::as_str(self)
    }
}

/// A choice that stands once, a repeated one, nillable members, a repeated sequence and raw XML.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Job {
    pub target: Target,
    pub steps: Vec<Step>,
    pub note: String,
    pub limit: Option<Option<i32>>,
    pub pairs: Vec<JobSequence>,
    pub extra: Option<RawXml>,
    pub shape: Vec<Shape>,
}

impl Job {
    const ELEMENTS: [Member; 10] = [
        Member::qualified(NAMESPACE, "number"),
        Member::qualified(NAMESPACE, "address"),
        Member::qualified(NAMESPACE, "wait").repeats(),
        Member::qualified(NAMESPACE, "dial").repeats(),
        Member::qualified(NAMESPACE, "note"),
        Member::qualified(NAMESPACE, "limit"),
        Member::qualified(NAMESPACE, "key").repeats(),
        Member::qualified(NAMESPACE, "value").repeats(),
        Member::qualified(NAMESPACE, "extra"),
        Member::qualified(NAMESPACE, "shape").repeats(),
    ];
}

impl Decode for Job {
    const TYPE: Name = Name::new(NAMESPACE, "job");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut target = None;
        let mut steps = Vec::new();
        let mut note = None;
        let mut limit = None;
        let mut pairs = Groups::<JobSequenceParts>::default();
        let mut extra = None;
        let mut shape = Vec::new();
        while let Some(__member) = __reader.child(&Self::ELEMENTS)? {
            match __member {
                0 => __reader.branch(&mut target, Target::Number)?,
                1 => __reader.branch(&mut target, Target::Address)?,
                2 => __reader.branches(&mut steps, Step::Wait)?,
                3 => __reader.branches(&mut steps, Step::Dial)?,
                4 => __reader.one(&mut note)?,
                5 => __reader.one(&mut limit)?,
                6..=7 => __reader.group(&mut pairs, __member - 6)?,
                8 => __reader.one(&mut extra)?,
                _ => __reader.many(&mut shape)?,
            }
        }
        Ok(Self {
            target: __reader.require_branch(target)?,
            steps,
            note: __reader.require(note, &Self::ELEMENTS[4])?,
            limit,
            pairs: Group::finish(pairs, __reader)?,
            extra,
            shape,
        })
    }
}

impl Encode for Job {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        self.target.encode_members(__writer);
        for __value in &self.steps {
            __value.encode_members(__writer);
        }
        __writer.one(&Self::ELEMENTS[4], &self.note);
        __writer.optional(&Self::ELEMENTS[5], &self.limit);
        for __value in &self.pairs {
            __value.encode_members(__writer);
        }
        __writer.optional(&Self::ELEMENTS[8], &self.extra);
        __writer.many(&Self::ELEMENTS[9], &self.shape);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Number(String),
    Address(Details),
}

impl Target {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "number"), Member::qualified(NAMESPACE, "address")];

    fn encode_members(&self, __writer: &mut Writer) {
        match self {
            Self::Number(__value) => __writer.one(&Self::ELEMENTS[0], __value),
            Self::Address(__value) => __writer.one(&Self::ELEMENTS[1], __value),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Wait(u32),
    Dial(String),
}

impl Step {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "wait"), Member::qualified(NAMESPACE, "dial")];

    fn encode_members(&self, __writer: &mut Writer) {
        match self {
            Self::Wait(__value) => __writer.one(&Self::ELEMENTS[0], __value),
            Self::Dial(__value) => __writer.one(&Self::ELEMENTS[1], __value),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct JobSequence {
    pub key: String,
    pub value: Option<String>,
}

impl JobSequence {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "key"), Member::qualified(NAMESPACE, "value")];

    fn encode_members(&self, __writer: &mut Writer) {
        __writer.one(&Self::ELEMENTS[0], &self.key);
        __writer.optional(&Self::ELEMENTS[1], &self.value);
    }
}

#[derive(Default)]
struct JobSequenceParts {
    key: Option<String>,
    value: Option<String>,
}

impl Group for JobSequenceParts {
    type Value = JobSequence;

    const ORDER: &'static [(usize, bool)] = &[(0, true), (1, false)];

    fn is_filled(&self, __member: usize) -> bool {
        match __member {
            0 => self.key.is_some(),
            _ => self.value.is_some(),
        }
    }

    fn read(&mut self, __member: usize, __reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match __member {
            0 => __reader.one(&mut self.key),
            _ => __reader.one(&mut self.value),
        }
    }

    fn finish(self, __reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError> {
        Ok(JobSequence { key: __reader.require(self.key, &JobSequence::ELEMENTS[0])?, value: self.value })
    }
}

/// A hierarchy: the declared type is abstract.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    Circle(Circle),
    Square(Square),
}

impl Shape {
    const TYPES: [Name; 2] = [Name::new(NAMESPACE, "circle"), Name::new(NAMESPACE, "square")];
}

impl Decode for Shape {
    const TYPE: Name = Name::new(NAMESPACE, "shape");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match __reader.type_among(&Self::TYPES, <Self as Decode>::TYPE)? {
            Some(0) => Decode::decode(__reader).map(Self::Circle),
            Some(1) => Decode::decode(__reader).map(Self::Square),
            _ => Err(__reader.abstract_type(<Self as Decode>::TYPE)),
        }
    }
}

impl Encode for Shape {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        match self {
            Self::Circle(__value) => __writer.derived(Self::TYPES[0], __value),
            Self::Square(__value) => __writer.derived(Self::TYPES[1], __value),
        }
    }
}

impl From<Circle> for Shape {
    fn from(__value: Circle) -> Self {
        Self::Circle(__value)
    }
}

impl From<Square> for Shape {
    fn from(__value: Square) -> Self {
        Self::Square(__value)
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Circle {
    pub name: Option<String>,
    pub radius: f64,
}

impl Circle {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "name"), Member::qualified(NAMESPACE, "radius")];
}

impl Decode for Circle {
    const TYPE: Name = Name::new(NAMESPACE, "circle");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut name = None;
        let mut radius = None;
        while let Some(__member) = __reader.child(&Self::ELEMENTS)? {
            match __member {
                0 => __reader.one(&mut name)?,
                _ => __reader.one(&mut radius)?,
            }
        }
        Ok(Self { name, radius: __reader.require(radius, &Self::ELEMENTS[1])? })
    }
}

impl Encode for Circle {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        __writer.optional(&Self::ELEMENTS[0], &self.name);
        __writer.one(&Self::ELEMENTS[1], &self.radius);
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Square {
    pub name: Option<String>,
    /// Children of the same hierarchy: the type contains itself.
    pub inside: Vec<Shape>,
}

impl Square {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "name"), Member::qualified(NAMESPACE, "inside").repeats()];
}

impl Decode for Square {
    const TYPE: Name = Name::new(NAMESPACE, "square");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut name = None;
        let mut inside = Vec::new();
        while let Some(__member) = __reader.child(&Self::ELEMENTS)? {
            match __member {
                0 => __reader.one(&mut name)?,
                _ => __reader.many(&mut inside)?,
            }
        }
        Ok(Self { name, inside })
    }
}

impl Encode for Square {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        __writer.optional(&Self::ELEMENTS[0], &self.name);
        __writer.many(&Self::ELEMENTS[1], &self.inside);
    }
}

/// A repeated choice of a single element, a sequence, and a repeated element.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Orders {
    pub payments: Vec<Payment>,
}

impl Orders {
    const ELEMENTS: [Member; 4] = [
        Member::qualified(NAMESPACE, "card").repeats(),
        Member::qualified(NAMESPACE, "bank").repeats(),
        Member::qualified(NAMESPACE, "account").repeats(),
        Member::qualified(NAMESPACE, "code").repeats(),
    ];
}

impl Decode for Orders {
    const TYPE: Name = Name::new(NAMESPACE, "orders");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut payments = Groups::<PaymentParts>::default();
        while let Some(__member) = __reader.child(&Self::ELEMENTS)? {
            __reader.group(&mut payments, __member)?;
        }
        Ok(Self { payments: Group::finish(payments, __reader)? })
    }
}

impl Encode for Orders {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        for __value in &self.payments {
            __value.encode_members(__writer);
        }
    }
}

/// The same choice, standing at most once.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Order {
    pub payment: Option<Payment>,
}

impl Decode for Order {
    const TYPE: Name = Name::new(NAMESPACE, "order");

    fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut payment = None::<PaymentParts>;
        while let Some(__member) = __reader.child(&Payment::ELEMENTS)? {
            __reader.group(&mut payment, __member)?;
        }
        Ok(Self { payment: Group::finish(payment, __reader)? })
    }
}

impl Encode for Order {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, __writer: &mut Writer) {
        if let Some(__value) = &self.payment {
            __value.encode_members(__writer);
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Payment {
    Card(String),
    Transfer(Transfer),
    Codes(Vec<String>),
}

impl Payment {
    const ELEMENTS: [Member; 4] = [
        Member::qualified(NAMESPACE, "card"),
        Member::qualified(NAMESPACE, "bank"),
        Member::qualified(NAMESPACE, "account").repeats(),
        Member::qualified(NAMESPACE, "code").repeats(),
    ];

    fn encode_members(&self, __writer: &mut Writer) {
        match self {
            Self::Card(__value) => __writer.one(&Self::ELEMENTS[0], __value),
            Self::Transfer(__value) => __value.encode_members(__writer),
            Self::Codes(__value) => __writer.many(&Self::ELEMENTS[3], __value),
        }
    }
}

/// What is read of the branch that came first; members of another one belong to the next payment.
#[derive(Default)]
struct PaymentParts {
    chosen: Option<usize>,
    branch_0: Option<String>,
    branch_1: TransferParts,
    branch_2: Vec<String>,
}

impl Group for PaymentParts {
    type Value = Payment;

    const ORDER: &'static [(usize, bool)] = &[(0, true), (1, true), (2, false), (3, false)];

    fn is_filled(&self, __member: usize) -> bool {
        match (self.chosen, __member) {
            (Some(0), 0) => self.branch_0.is_some(),
            (Some(1), 1..=2) => Group::is_filled(&self.branch_1, __member - 1),
            (Some(2), 3) => false,
            _ => self.chosen.is_some(),
        }
    }

    fn read(&mut self, __member: usize, __reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match __member {
            0 => {
                self.chosen = Some(0);
                __reader.one(&mut self.branch_0)
            }
            1..=2 => {
                self.chosen = Some(1);
                __reader.group(&mut self.branch_1, __member - 1)
            }
            _ => {
                self.chosen = Some(2);
                __reader.many(&mut self.branch_2)
            }
        }
    }

    fn finish(self, __reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError> {
        match self.chosen {
            None => __reader.require_branch(None),
            Some(0) => __reader.require(self.branch_0, &Payment::ELEMENTS[0]).map(Payment::Card),
            Some(1) => Group::finish(self.branch_1, __reader).map(Payment::Transfer),
            Some(_) => Ok(Payment::Codes(self.branch_2)),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Transfer {
    pub bank: String,
    pub accounts: Vec<String>,
}

impl Transfer {
    const ELEMENTS: [Member; 2] =
        [Member::qualified(NAMESPACE, "bank"), Member::qualified(NAMESPACE, "account").repeats()];

    fn encode_members(&self, __writer: &mut Writer) {
        __writer.one(&Self::ELEMENTS[0], &self.bank);
        __writer.many(&Self::ELEMENTS[1], &self.accounts);
    }
}

#[derive(Default)]
struct TransferParts {
    bank: Option<String>,
    accounts: Vec<String>,
}

impl Group for TransferParts {
    type Value = Transfer;

    fn is_filled(&self, __member: usize) -> bool {
        match __member {
            0 => self.bank.is_some(),
            _ => false,
        }
    }

    fn read(&mut self, __member: usize, __reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match __member {
            0 => __reader.one(&mut self.bank),
            _ => __reader.many(&mut self.accounts),
        }
    }

    fn finish(self, __reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError> {
        Ok(Transfer { bank: __reader.require(self.bank, &Transfer::ELEMENTS[0])?, accounts: self.accounts })
    }
}
