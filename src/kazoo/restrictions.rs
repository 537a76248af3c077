//! What a token may be used for.

use serde_json::Value;

/// Patterns of paths, by verb. Without any, a token may be used for everything.
#[derive(Clone, Debug, Default)]
pub(super) struct Restrictions(Vec<(String, Vec<String>)>);

impl Restrictions {
    /// As a login says them: an object of verbs in lower case, or `*`, with lists of patterns. What is none of it, is none.
    pub(super) fn read(value: Option<&Value>) -> Self {
        let verbs = value.and_then(Value::as_object).into_iter().flatten();
        let patterns = |list: &Value| {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Self(verbs.map(|(verb, list)| (verb.clone(), patterns(list))).collect())
    }

    /// Whether a token may be used for this: a verb in lower case, and a path below the version.
    pub(super) fn allow(&self, verb: &str, path: &[&str]) -> bool {
        let mut allowed = self.0.iter().filter(|(known, _)| known == verb || known == "*");
        let is_meant = |pattern: &String| {
            let pattern: Vec<_> = pattern.split('/').filter(|segment| !segment.is_empty()).collect();
            matches(&pattern, path)
        };
        self.0.is_empty() || allowed.any(|(_, patterns)| patterns.iter().any(is_meant))
    }
}

/// In a pattern, `*` stands for one segment, and `#` for any number of them.
fn matches(pattern: &[&str], path: &[&str]) -> bool {
    // For each beginning of the path, whether the pattern so far stands for it.
    let mut reached = vec![false; path.len() + 1];
    reached.iter_mut().take(1).for_each(|nothing| *nothing = true);
    for segment in pattern {
        if *segment == "#" {
            let mut any = false;
            reached.iter_mut().for_each(|reached| {
                any |= *reached;
                *reached = any;
            });
        } else {
            let fits = path.iter().map(|own| *segment == "*" || segment == own);
            let further = reached.iter().zip(fits).map(|(reached, fits)| *reached && fits);
            reached = std::iter::once(false).chain(further).collect();
        }
    }
    reached.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn patterns_are_those_of_segments() {
        for (pattern, path, is_meant) in [
            ("accounts/a", "accounts/a", true),
            ("/accounts/a/", "accounts/a", true),
            ("accounts/*", "accounts/a", true),
            ("accounts/*", "accounts/a/faxes", false),
            ("accounts/#", "accounts/a/faxes", true),
            ("#", "", true),
            ("accounts/#/outbox", "accounts/a/faxes/outbox", true),
            ("accounts/#/outbox", "accounts/a/faxes/inbox", false),
            ("accounts/*/faxes", "accounts", false),
        ] {
            let restrictions = Restrictions::read(Some(&json!({ "get": [pattern] })));
            let path: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).collect();
            assert_eq!(restrictions.allow("get", &path), is_meant, "{pattern}");
            assert!(!restrictions.allow("put", &path));
        }
    }

    #[test]
    fn without_any_everything_is_allowed() {
        assert!(Restrictions::read(None).allow("delete", &["accounts"]));
        assert!(Restrictions::read(Some(&json!({"*": ["#"]}))).allow("delete", &["accounts"]));
    }

    #[test]
    fn many_wildcards_end() {
        let restrictions = Restrictions::read(Some(&json!({ "get": ["#/a/".repeat(100)] })));
        assert!(!restrictions.allow("get", &["b"; 200]));
        assert!(restrictions.allow("get", &["a"; 200]));
    }
}
