//! Operations in rpc style, literal and in the encoding of SOAP 1.1: generated clients and servers, on the wire and from
//! foreign hands.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll, Waker};

use fax_bindings::byfax::UsernameToken;
use xsd_runtime::namespace::CONTRACT;
use xsd_runtime::soap::server::{Context, Dispatcher, Received, Request, Response, Route, Service};
use xsd_runtime::soap::{
    Body, Call, Error, Fault, HttpRequest, HttpResponse, NoFault, Operation, Reply, Sending, Transport,
};
use xsd_runtime::{DecodeErrorKind, Name, NoteKind, span};

#[allow(missing_docs, unreachable_pub, dead_code, reason = "the case is its documentation")]
mod encoded {
    include!("../xsd-codegen/cases/encoded/code.snap.rs");
}

#[allow(missing_docs, unreachable_pub, dead_code, reason = "the case is its documentation")]
mod rpc {
    include!("../xsd-codegen/cases/rpc/code.snap.rs");
}

use encoded::client::JobsClient;
use encoded::server::{Jobs, JobsServer};
use encoded::{AnyPerson, Employee, FindInput, Job, Key, Person, State, SubmitFault};
use rpc::client::StoreClient;
use rpc::server::{Store, StoreServer};
use rpc::{Pair, PutInput, PutOutput};

/// Says back what it gets.
struct Echo;

impl Jobs for Echo {
    async fn submit(&self, request: Job, context: &Context) -> Result<Job, Fault<SubmitFault>> {
        let key: Key = context.headers()[0].decode().map_err(|error| Fault::client(error.to_string()))?;
        match key.user.as_str() {
            "nobody" => Err(SubmitFault::Fault(State::Done).into()),
            _ => Ok(request),
        }
    }

    async fn find(&self, request: FindInput, _: &Context) -> Result<Vec<AnyPerson>, Fault<NoFault>> {
        let limit = usize::try_from(request.limit).unwrap();
        Ok(request.names.into_iter().take(limit).map(|name| Person::new(name).into()).collect())
    }

    async fn clear(&self, _: &Context) -> Result<(), Fault<NoFault>> {
        Ok(())
    }
}

impl Store for Echo {
    async fn put(&self, request: PutInput, _: &Context) -> Result<PutOutput, Fault<NoFault>> {
        Ok(PutOutput::new(request.pair, request.days))
    }

    async fn get(&self, request: String, _: &Context) -> Result<Pair, Fault<NoFault>> {
        Ok(Pair::new(request, "by key"))
    }

    async fn get_2(&self, request: i32, _: &Context) -> Result<Pair, Fault<NoFault>> {
        Ok(Pair::new(request.to_string(), "by number"))
    }

    async fn odd(&self, _: Pair, _: &Context) -> Result<(), Fault<NoFault>> {
        Ok(())
    }

    async fn forget(&self, _: String, _: &Context) -> Result<(), Fault<NoFault>> {
        Ok(())
    }
}

/// What went over the wire: request and reply.
type Wire = Arc<Mutex<Vec<(String, String)>>>;

/// Hands requests to a dispatcher, or to whatever else answers.
struct Direct<A> {
    answer: A,
    wire: Wire,
}

impl<A: Fn(&HttpRequest) -> HttpResponse + Send + Sync> Transport for Direct<A> {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        let response = (self.answer)(&request);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        self.wire.lock().unwrap().push((text(&request.body), text(&response.body)));
        Box::pin(async move { Ok(response) })
    }
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn served<S: Service>(dispatcher: &Dispatcher<S>, request: &HttpRequest) -> HttpResponse {
    let incoming = request
        .headers
        .iter()
        .fold(Request::new(&request.body), |incoming, (name, value)| incoming.header(name, value));
    let response = now(dispatcher.answer(incoming));
    HttpResponse {
        status: response.status,
        content_type: response.content_type.map(str::to_owned),
        body: response.body,
    }
}

fn jobs() -> (JobsClient, Wire) {
    let dispatcher = Dispatcher::new(JobsServer::new(Echo));
    client(move |request| served(&dispatcher, request))
}

fn store() -> (StoreClient, Wire) {
    let dispatcher = Dispatcher::new(StoreServer::new(Echo));
    client(move |request| served(&dispatcher, request))
}

fn client<C: From<xsd_runtime::soap::Client>>(
    answer: impl Fn(&HttpRequest) -> HttpResponse + Send + Sync + 'static,
) -> (C, Wire) {
    let wire = Wire::default();
    let transport = Direct { answer, wire: Arc::clone(&wire) };
    let client = xsd_runtime::soap::Client::builder()
        .endpoint("http://localhost/")
        .transport(transport)
        .build()
        .unwrap();
    (client, wire)
}

fn call<O, F>(call: Call<O, F>) -> Result<Reply<O>, Error<F>> {
    now(call)
}

fn job() -> Job {
    Job::new(State::New, Person::new("Ada").with_age(36), vec!["a".to_owned(), "b<c".to_owned()])
        .with_helpers([AnyPerson::from(Employee::new("Bob", 7)), Person::new("Eve").into()].to_vec())
        .with_grid([vec![1, 2], vec![], vec![3]])
}

/// The reply to `find` with this in its `Body`.
fn found(body: &str) -> Result<Reply<Vec<AnyPerson>>, Error<NoFault>> {
    let envelope = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:t='urn:example:encoded' \
         xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
         xmlns:x='http://www.w3.org/2001/XMLSchema'><e:Body>{body}</e:Body></e:Envelope>"
    );
    let (client, _) = client::<JobsClient>(move |_| HttpResponse {
        status: 200,
        content_type: Some("text/xml".to_owned()),
        body: envelope.clone().into_bytes(),
    });
    call(client.find(&FindInput::new(vec![], 0)))
}

fn names(reply: &Reply<Vec<AnyPerson>>) -> Vec<&str> {
    reply
        .iter()
        .map(|person| match person {
            AnyPerson::Person(person) => &*person.name,
            AnyPerson::Employee(employee) => &*employee.name,
        })
        .collect()
}

fn kinds(reply: &Reply<Vec<AnyPerson>>) -> Vec<NoteKind> {
    reply.report().notes().iter().map(|note| note.kind.clone()).collect()
}

#[test]
fn encoded_messages_say_their_types_and_are_understood() {
    let (client, wire) = jobs();
    let client = client.with_key(Key::new("ada", "hunter2"));
    let reply = call(client.submit(&job())).unwrap();
    assert_eq!(*reply, job());
    assert!(reply.report().is_empty(), "{}", reply.report());
    let wire = wire.lock().unwrap();
    insta::assert_snapshot!("encoded-request", wire[0].0);
    insta::assert_snapshot!("encoded-reply", wire[0].1);
}

#[test]
fn hooks_see_no_secret_of_an_encoded_header_block() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (at_client, at_server) = (Arc::clone(&seen), Arc::clone(&seen));
    let dispatcher = Dispatcher::new(JobsServer::new(Echo)).on_answer(move |answered| {
        at_server.lock().unwrap().push(answered.request().unwrap_or_default().to_owned());
    });
    let transport = Direct { answer: move |request: &_| served(&dispatcher, request), wire: Wire::default() };
    let client: JobsClient = xsd_runtime::soap::Client::builder()
        .endpoint("http://localhost/")
        .transport(transport)
        .on_exchange(move |exchange| {
            let shown = String::from_utf8_lossy(exchange.request_body()).into_owned();
            at_client.lock().unwrap().push(shown);
        })
        .build()
        .unwrap();
    call(client.with_key(Key::new("ada", "hunter2")).submit(&job())).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    for shown in &*seen {
        assert!(shown.contains("Key") && shown.contains("***") && !shown.contains("hunter2"), "{shown}");
    }
}

#[test]
fn a_fault_whose_part_names_a_type_is_typed() {
    let (client, _) = jobs();
    let error = call(client.with_key(Key::new("nobody", "x")).submit(&job())).unwrap_err();
    let detail = error.fault().and_then(Fault::detail).unwrap();
    assert_eq!(*detail, SubmitFault::Fault(State::Done));
}

#[test]
fn parts_stand_in_the_order_of_the_contract() {
    let (client, wire) = jobs();
    let reply = call(client.find(&FindInput::new(vec!["x".to_owned(), "y".to_owned()], 1))).unwrap();
    assert_eq!(names(&reply), ["x"]);
    call(client.clear()).unwrap();
    let sent = &wire.lock().unwrap()[0].0;
    assert!(sent.find("<names").unwrap() < sent.find("<limit").unwrap(), "{sent}");
}

#[test]
fn literal_parts_are_bare_and_the_wrapper_has_the_namespace_of_the_body() {
    let (client, wire) = store();
    let pair = || Pair::new("k", "v");
    let reply = call(client.put(&PutInput::new(pair(), 3))).unwrap();
    assert_eq!((&reply.old, reply.count), (&pair(), 3));
    // Overloads are told apart by action.
    assert_eq!(call(client.get("a")).unwrap().value, "by key");
    assert_eq!(call(client.get_2(1)).unwrap().value, "by number");
    call(client.odd(&pair())).unwrap();
    call(client.forget("a")).unwrap();
    let wire = wire.lock().unwrap();
    insta::assert_snapshot!("rpc-request", wire[0].0);
    insta::assert_snapshot!("rpc-reply", wire[0].1);
    assert_eq!(wire[4].1, "", "a one-way operation has no reply");
}

#[test]
fn arrays_are_read_whatever_their_items_are_called() {
    let inline = "<t:findResponse><return i:type='c:Array' c:arrayType='t:Person[7]'>\
        <Item i:type='t:Person'><name i:type='x:string'>a</name></Item><b><name>b</name></b></return></t:findResponse>";
    let reply = found(inline).unwrap();
    assert_eq!(names(&reply), ["a", "b"]);
    assert!(reply.report().is_empty(), "{}", reply.report());
    assert!(found("<t:findResponse><return/></t:findResponse>").unwrap().is_empty());
}

#[test]
fn values_elsewhere_in_the_message_are_followed() {
    let siblings = "<t:findResponse><return href='#list'/></t:findResponse>\
        <c:Array id='list' c:arrayType='t:Person[2]'><item href='#p'/><item href='#q'/></c:Array>\
        <multiRef id='p' i:type='t:Person'><name href='#n'/></multiRef>\
        <multiRef id='q' i:type='t:Employee'><name>q</name><number>5</number></multiRef><s id='n'>p</s>";
    let reply = found(siblings).unwrap();
    assert_eq!(names(&reply), ["p", "q"]);
    assert!(matches!(&reply[1], AnyPerson::Employee(employee) if employee.number == 5));
    assert!(reply.report().is_empty(), "{}", reply.report());
}

#[test]
fn the_element_around_the_only_part_may_stand_elsewhere() {
    let part = "<return><i><t:name>a</t:name></i></return>";
    let reply = found(&format!("<t:findResponse href='#w'/><w id='w'>{part}</w>")).unwrap();
    assert_eq!(names(&reply), ["a"]);
    assert_eq!(kinds(&reply), [NoteKind::Qualification]);
    let error = found("<t:findResponse i:nil='true'/>").unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert!(matches!(error.kind(), DecodeErrorKind::Missing(name) if name == "return"), "{error}");
}

#[test]
fn a_reply_without_parts_may_be_an_empty_body() {
    let answer = |body: &str| {
        let envelope = format!(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>{body}</e:Body></e:Envelope>"
        );
        let (client, _) = client::<JobsClient>(move |_| HttpResponse {
            status: 200,
            content_type: Some("text/xml".to_owned()),
            body: envelope.clone().into_bytes(),
        });
        call(client.clear()).map(|reply| reply.report().notes().len())
    };
    assert_eq!(answer("").unwrap(), 0);
    assert_eq!(answer("<clearResponse xmlns='urn:example:encoded'/>").unwrap(), 0);
    assert_eq!(answer("<other/>").unwrap(), 1);
}

#[test]
fn a_reply_without_parts_may_be_nothing_at_all() {
    fn silent<C: From<xsd_runtime::soap::Client>>(status: u16) -> C {
        let answer = move |_: &_| HttpResponse { status, content_type: None, body: b" \r\n".to_vec() };
        client(answer).0
    }
    for status in [200, 202, 204] {
        let jobs: JobsClient = silent(status);
        assert!(call(jobs.clear()).unwrap().report().is_empty());
        // Where there are parts, it is no reply.
        assert!(matches!(call(jobs.find(&FindInput::new(vec![], 0))), Err(Error::Status(_))));
        let store: StoreClient = silent(status);
        assert!(matches!(call(store.put(&PutInput::new(Pair::new("k", "v"), 3))), Err(Error::Status(_))));
    }
    let jobs: JobsClient = silent(500);
    assert!(matches!(call(jobs.clear()), Err(Error::Status(_))));
}

#[test]
fn the_only_part_of_a_reply_may_have_any_name() {
    let list = "<i><name>a</name></i>";
    let reply = found(&format!("<t:findResponse><findResult>{list}</findResult></t:findResponse>")).unwrap();
    assert_eq!((names(&reply), kinds(&reply)), (vec!["a"], vec![NoteKind::PartName]));
    assert_eq!(reply.report().notes()[0].path, "/Envelope/Body/findResponse/findResult");
    let referred = format!("<t:findResponse><x href='#l'/></t:findResponse><l id='l'>{list}</l>");
    let reply = found(&referred).unwrap();
    assert_eq!((names(&reply), kinds(&reply)), (vec!["a"], vec![NoteKind::PartName]));
    // One of the right name is preferred, wherever it stands; else it is the first.
    let reply = found(&format!("<t:findResponse><x/><return>{list}</return></t:findResponse>")).unwrap();
    assert_eq!((names(&reply), kinds(&reply)), (vec!["a"], vec![NoteKind::UnknownElement]));
    let reply = found(&format!("<t:findResponse><x>{list}</x><y/></t:findResponse>")).unwrap();
    assert_eq!(
        (names(&reply), kinds(&reply)),
        (vec!["a"], vec![NoteKind::PartName, NoteKind::UnknownElement])
    );
}

/// The answer of the service `Store` to a call of an operation with this part.
fn answered(action: &str, operation: &str, part: &str) -> String {
    let envelope = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\
         <e:Body><c:{operation} xmlns:c='urn:example:rpc:calls'>{part}</c:{operation}></e:Body></e:Envelope>"
    );
    let dispatcher = Dispatcher::new(StoreServer::new(Echo));
    let request = Request::new(envelope.as_bytes()).header("SOAPAction", action);
    String::from_utf8(now(dispatcher.answer(request)).body).unwrap()
}

#[test]
fn the_only_part_of_a_request_has_its_name() {
    let reply = answered("urn:get", "get", "<key>a</key>");
    assert!(reply.contains(":key>a</"), "{reply}");
    let fault = answered("urn:get", "get", "<other>a</other>");
    assert!(
        fault.contains("Fault") && fault.contains("`key` is missing, empty or nil at /Envelope/Body/get"),
        "{fault}"
    );
}

#[test]
fn a_part_that_is_nil_is_read_as_an_empty_one() {
    let reply = answered("urn:get", "get", "<key i:nil='true'/>");
    assert!(reply.contains(":value>by key</") && !reply.contains("Fault"), "{reply}");
    let fault = answered("urn:getByNumber", "get", "<number i:nil='true'/>");
    assert!(
        fault.contains("Fault") && fault.contains("`number` is missing, empty or nil at /Envelope/Body/get"),
        "{fault}"
    );
    // An array without items.
    let reply = found("<t:findResponse><return i:nil='true'/></t:findResponse>").unwrap();
    assert_eq!((names(&reply).len(), kinds(&reply)), (0, vec![NoteKind::NilPart]));
}

static STAMP: Operation<(), (), NoFault> = Operation::new("Clerk.Stamp", || span!("Clerk.Stamp"))
    .action("urn:stamp")
    .input(Body::Wrapper(Name::new("urn:clerk", "stamp")))
    .output(Body::Wrapper(Name::new("urn:clerk", "stampResponse")))
    .contract("urn:clerk")
    .encoded();

struct Clerk;

impl Service for Clerk {
    const ROUTES: &'static [Route] = &[STAMP.route()];

    async fn call(&self, _: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {
        received.request(&STAMP)?;
        let token = UsernameToken::new("ada", "hunter2");
        received.context().add_header(Name::new(CONTRACT, "Token"), &token).unwrap();
        received.reply(&STAMP, Ok(()))
    }
}

#[test]
fn a_header_block_of_an_answer_is_in_the_encoding_and_the_contract_of_its_operation() {
    let dispatcher = Dispatcher::new(Clerk);
    let request = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'>\
        <e:Body><c:stamp xmlns:c='urn:clerk'/></e:Body></e:Envelope>";
    let reply = String::from_utf8(now(dispatcher.answer(Request::new(request.as_bytes()))).body).unwrap();
    let block = reply.split("soapenv:Header>").nth(1).unwrap();
    assert_eq!(
        block,
        "<ns1:Token xmlns:ns1=\"urn:clerk\">\
         <Username xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xsi:type=\"xsd:string\">ada</Username>\
         <Password xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xsi:type=\"xsd:string\">hunter2</Password></ns1:Token></"
    );
}

#[test]
fn what_is_out_of_order_is_noted_or_refused() {
    let reply = found("<t:anything><return><i><name>a</name></i></return></t:anything>").unwrap();
    assert_eq!(kinds(&reply), [NoteKind::WrapperName]);
    let reply = found("<t:findResponse><t:return><i><name>a</name></i></t:return></t:findResponse>").unwrap();
    assert_eq!(kinds(&reply), [NoteKind::Qualification]);
    let reply = found("<t:findResponse><return><i i:nil='true'/><i i:type='t:Unknown'><name>a</name></i></return></t:findResponse>").unwrap();
    assert_eq!(kinds(&reply), [NoteKind::NilItem, NoteKind::TypeIgnored]);

    let numbered = "<i c:position='[0]'><name>a</name></i><i c:position='[1]'><name>b</name></i>";
    let numbered = format!("<t:findResponse><return c:offset='[0]'>{numbered}</return></t:findResponse>");
    assert_eq!(names(&found(&numbered).unwrap()), ["a", "b"]);
    for partial in ["<return c:offset='[1]'/>", "<return><i c:position='[4]'><name>a</name></i></return>"] {
        let error = found(&format!("<t:findResponse>{partial}</t:findResponse>")).unwrap_err();
        let Error::Decode(error) = error else { panic!("{error}") };
        assert!(matches!(error.kind(), DecodeErrorKind::PartialArray), "{error}");
    }
    let error = found("").unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert!(
        matches!(error.kind(), DecodeErrorKind::Envelope(why) if why.contains("findResponse")),
        "{error}"
    );
    let error = found("<t:findResponse/>").unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert!(matches!(error.kind(), DecodeErrorKind::Missing(name) if name == "return"), "{error}");
}

#[test]
fn a_hostile_graph_or_count_ends_in_an_error() {
    // Each item refers to two of the next: without a bound, 2^40 of them.
    let levels: String = (0..40)
        .map(|level| {
            let next = level + 1;
            format!("<a id='l{level}'><i href='#l{next}'/><i href='#l{next}'/></a>")
        })
        .collect();
    let graph = format!("<t:findResponse><return href='#l0'/></t:findResponse>{levels}<a id='l40'/>");
    let circle = "<t:findResponse><return href='#a'/></t:findResponse><a id='a'><i href='#a'/></a>";
    let nested = "<i>".repeat(100_000) + &"</i>".repeat(100_000);
    let nested = format!("<t:findResponse><return>{nested}</return></t:findResponse>");
    for hostile in [&*graph, circle, &*nested] {
        let error = found(hostile).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
    let counted = "<t:findResponse><return c:arrayType='t:Person[2000000000]'/></t:findResponse>";
    assert!(found(counted).unwrap().is_empty());
}
