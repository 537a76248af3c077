//! What WS-Policy asks for, which is not acted on.

use std::fmt::{self, Write};

use crate::schema::{Contract, PolicyTerm};

/// Policies that ask the same are told once.
pub(super) fn section(text: &mut String, contract: &Contract) -> fmt::Result {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for policy in &contract.policies {
        let asked = list(&policy.terms);
        match rows.iter_mut().find(|(other, _)| *other == asked) {
            Some((_, subjects)) => subjects.push(&policy.subject),
            None => rows.push((asked, vec![&policy.subject])),
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nPolicies, which are not acted on")?;
    for (asked, subjects) in rows {
        writeln!(text, "  {}", super::or(&asked, "(nothing)"))?;
        subjects.iter().try_for_each(|subject| writeln!(text, "    {subject}"))?;
    }
    Ok(())
}

fn list(terms: &[PolicyTerm]) -> String {
    terms.iter().map(term).collect::<Vec<_>>().join(", ")
}

fn term(term: &PolicyTerm) -> String {
    match term {
        PolicyTerm::Reference(uri) => format!("{uri} (not in the contract)"),
        PolicyTerm::Assertion { name, is_optional, inner } => {
            let inner = if inner.is_empty() { String::new() } else { format!("({})", list(inner)) };
            format!("{}{inner}{}", name.local, if *is_optional { " (optional)" } else { "" })
        }
    }
}
