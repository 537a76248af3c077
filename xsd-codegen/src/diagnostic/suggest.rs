//! "Did you mean": the name nearest to one that was not found.

/// The candidate that takes the fewest edits, if it takes few for the length of `name`. Of equally
/// near candidates the first in alphabetical order, so that the answer does not depend on their order.
pub(crate) fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        // Names beyond ASCII are longer in bytes than in characters.
        .filter(|candidate| {
            let slack = if candidate.is_ascii() && name.is_ascii() { limit } else { 4 * limit };
            candidate.len().abs_diff(name.len()) <= slack
        })
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance, where a change of case is free of charge but for ties.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().enumerate() {
        let mut diagonal = line;
        let mut previous = line + 1;
        let mut next = vec![previous];
        for (to, above) in right.iter().zip(row.iter().skip(1)) {
            let same = from == *to || from.to_lowercase().eq(to.to_lowercase());
            let cell = (diagonal + usize::from(!same)).min(previous + 1).min(above + 1);
            diagonal = *above;
            previous = cell;
            next.push(cell);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{closest, distance};

    #[test]
    fn counts_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("faxStatus", "FaxStatus"), 0);
    }

    #[test]
    fn finds_the_nearest_name() {
        let names = ["FaxMessage", "faxMessages", "Document"];
        assert_eq!(closest("FaxMesage", names), Some("FaxMessage"));
        assert_eq!(closest("documnt", names), Some("Document"));
        assert_eq!(closest("Unrelated", names), None);
        assert_eq!(closest("ab", ["ad", "ac"]), Some("ac"));
    }
}
