use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use axum::{Router, body::Bytes, extract::State, response::IntoResponse, routing::post};
use xsd_runtime::soap::server::{Authenticator, Context, Dispatcher, Request};
use xsd_runtime::soap::{Fault, NoFault};
use xsd_runtime::types::{DateTime, jiff::Timestamp};

use crate::service::server::{Clock, ClockServer};

struct Utc;

impl Clock for Utc {
    async fn now(&self, _: &Context) -> Result<DateTime, Fault<NoFault>> {
        Ok(Timestamp::now().into())
    }
}

type Service = Dispatcher<ClockServer<Utc>>;

async fn soap(State(clock): State<Arc<Service>>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    let request = headers.iter().fold(Request::new(&body), |request, (name, value)| {
        request.header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
    });
    let response = clock.answer(request).await;
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, response.content_type.map(|content_type| [(CONTENT_TYPE, content_type)]), response.body)
}

pub fn app(users: Authenticator) -> Router {
    let clock = Dispatcher::new(ClockServer::new(Utc)).authenticator(users);
    Router::new().route("/clock", post(soap)).with_state(Arc::new(clock))
}
