//! Which namespaces a wildcard admits (part 1, section 3.10).

use std::sync::Arc;

/// The namespace constraint of `xs:any` or `xs:anyAttribute`; empty stands for no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Namespaces {
    Any,
    /// Any but this one and none.
    Other(Arc<str>),
    Among(Vec<Arc<str>>),
}

impl Namespaces {
    /// What `namespace` says in a schema of the namespace `target`.
    pub(super) fn parse(written: Option<&str>, target: &Arc<str>) -> Self {
        let admitted = written.unwrap_or("##any").split_ascii_whitespace().map(|word| match word {
            "##any" => Self::Any,
            "##other" => Self::Other(Arc::clone(target)),
            "##local" => Self::Among(vec![Arc::default()]),
            "##targetNamespace" => Self::Among(vec![Arc::clone(target)]),
            uri => Self::Among(vec![uri.into()]),
        });
        admitted.fold(Self::Among(Vec::new()), |sum, more| sum.or(&more))
    }

    /// What one of the two admits (section 3.10.6). What no constraint can say is any namespace.
    pub(crate) fn or(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Among(mut some), Self::Among(more)) => {
                for namespace in more {
                    if !some.contains(namespace) {
                        some.push(Arc::clone(namespace));
                    }
                }
                Self::Among(some)
            }
            (Self::Other(one), Self::Other(two)) if one == *two => Self::Other(one),
            // No namespace is what both leave out.
            (Self::Other(_), Self::Other(_)) => Self::Other(Arc::default()),
            (Self::Other(excluded), Self::Among(some)) => Self::other_or(excluded, some),
            (Self::Among(some), Self::Other(excluded)) => Self::other_or(Arc::clone(excluded), &some),
            (Self::Any, _) | (_, Self::Any) => Self::Any,
        }
    }

    /// Whether there is a namespace that both admit.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Among(some), Self::Among(more)) => some.iter().any(|namespace| more.contains(namespace)),
            (Self::Other(excluded), Self::Among(some)) | (Self::Among(some), Self::Other(excluded)) => {
                some.iter().any(|namespace| namespace != excluded && !namespace.is_empty())
            }
            (Self::Any, Self::Among(some)) | (Self::Among(some), Self::Any) => !some.is_empty(),
            (Self::Any | Self::Other(_), Self::Any | Self::Other(_)) => true,
        }
    }

    /// Whether it admits names without a namespace.
    pub(crate) fn admits_none(&self) -> bool {
        match self {
            Self::Any => true,
            Self::Other(_) => false,
            Self::Among(admitted) => admitted.iter().any(|namespace| namespace.is_empty()),
        }
    }

    /// The namespaces that it names.
    pub(crate) fn named_mut(&mut self) -> &mut [Arc<str>] {
        match self {
            Self::Any => &mut [],
            Self::Other(excluded) => std::slice::from_mut(excluded),
            Self::Among(admitted) => admitted,
        }
    }

    fn other_or(excluded: Arc<str>, some: &[Arc<str>]) -> Self {
        match (some.contains(&excluded), some.iter().any(|namespace| namespace.is_empty())) {
            (false, false) => Self::Other(excluded),
            (true, false) => Self::Other(Arc::default()),
            (_, true) => Self::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(written: &str) -> Namespaces {
        Namespaces::parse(Some(written), &"urn:t".into())
    }

    #[test]
    fn constraints_are_parsed() {
        assert_eq!(Namespaces::parse(None, &Arc::default()), Namespaces::Any);
        assert_eq!(parse("##any"), Namespaces::Any);
        assert_eq!(parse(" ##other "), Namespaces::Other("urn:t".into()));
        let list = ["urn:t", "", "urn:a"].map(Into::into).into();
        assert_eq!(parse("##targetNamespace ##local\n urn:a urn:t"), Namespaces::Among(list));
        assert_eq!(parse(""), Namespaces::Among(Vec::new()));
    }

    #[test]
    fn sums_admit_what_one_of_the_two_admits() {
        for (one, two, sum) in [
            ("##any", "urn:a", "##any"),
            ("##other", "##other", "##other"),
            ("##other", "urn:a", "##other"),
            ("##other", "##local", "##any"),
            ("##other", "##local urn:t", "##any"),
            ("urn:a", "urn:b ##local", "urn:a urn:b ##local"),
        ] {
            assert_eq!(parse(one).or(&parse(two)), parse(sum), "{one} {two}");
        }
        let but_none = Namespaces::Other(Arc::default());
        assert_eq!(parse("##targetNamespace").or(&parse("##other")), but_none);
        assert_eq!(parse("##other").or(&Namespaces::Other("urn:u".into())), but_none);
        assert_eq!(parse("##other").or(&but_none), but_none);
    }
}
