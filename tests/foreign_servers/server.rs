//! A server of another stack, and what is checked of every answer.

use std::cell::Cell;
use std::env;
use std::fmt::Debug;
// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;

use fax_bindings::runtime::Name;
use fax_bindings::runtime::soap::{Call, FaultDetail, Reply};

const UNDERSTOOD: Name = Name::new("urn:fax:interop", "Understood");

/// A running server of another stack.
pub(crate) struct Server {
    pub(crate) stack: &'static str,
    pub(crate) endpoint: String,
    checks: Cell<usize>,
}

/// What is checked, and how.
pub(crate) type Group = (&'static str, fn(&Server));

/// Every group with each server, which is given by its name and the variable that has its address.
pub(crate) fn check(servers: &[(&'static str, &str)], groups: &[Group]) {
    for &(stack, variable) in servers {
        match env::var(variable) {
            Ok(endpoint) => Server { stack, endpoint, checks: Cell::new(0) }.check(groups),
            Err(_) => {
                let what = format!(
                    "skipped: {variable} is not set; tests/interop/run starts the server and sets it"
                );
                let _seen = writeln!(std::io::stderr(), "{what}");
            }
        }
    }
}

/// The user name that the servers know.
pub(crate) fn user() -> String {
    env::var("INTEROP_USER").unwrap()
}

/// The right password.
pub(crate) fn password() -> String {
    env::var("INTEROP_PASSWORD").unwrap()
}

impl Server {
    fn check(&self, groups: &[Group]) {
        for (name, group) in groups {
            let before = self.checks.get();
            group(self);
            println!("{}: {name}: {} checks", self.stack, self.checks.get() - before);
        }
        println!("{}: {} checks passed", self.stack, self.checks.get());
    }

    #[track_caller]
    pub(crate) fn equal<T: PartialEq + Debug>(&self, found: T, expected: T) {
        assert_eq!(found, expected, "{}", self.stack);
        self.checks.set(self.checks.get() + 1);
    }

    /// The reply, which has nothing to report; `understood` is what the server has read.
    #[track_caller]
    pub(crate) fn answered<O, F: FaultDetail>(&self, call: Call<O, F>, understood: &str) -> O {
        let reply: Reply<O> = call.wait().unwrap_or_else(|error| panic!("{}: {error}", self.stack));
        self.equal(reply.header::<String>(UNDERSTOOD).unwrap().unwrap(), understood.to_owned());
        self.equal(reply.headers().len(), 1);
        self.equal(reply.report().to_string(), String::new());
        reply.into_inner()
    }
}
