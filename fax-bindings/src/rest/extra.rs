//! Members of JSON objects that a contract does not name.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Members of an object that the contract does not name, by their names.
///
/// Services grow: what they add is kept here. `Debug` shows the names alone, since nobody knows what the values are.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(Map<String, Value>);

impl Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(members: Map<String, Value>) -> Self {
        Self(members)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_names_alone() {
        let extra: Extra = serde_json::from_str(r#"{"key": "hunter2"}"#).unwrap();
        assert_eq!(format!("{extra:?}"), r#"{"key"}"#);
        assert_eq!(extra.get("key").and_then(Value::as_str), Some("hunter2"));
    }
}
