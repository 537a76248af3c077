//! Documentation text, as people wrote it, without the indentation of the XML around it.

/// Trims a text: no empty lines at its ends, no common indentation, no blanks at line ends.
/// `None` if nothing is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty())?;
    let last = lines.iter().rposition(|line| !line.is_empty())?;
    let lines = lines.get(first..=last)?;
    // A line that follows the start tag directly is not indented like the others.
    let after_tag = usize::from(first == 0);
    let indent =
        lines.iter().skip(after_tag).filter(|line| !line.is_empty()).map(|line| indentation(line)).min();
    let mut tidy = String::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            tidy.push('\n');
        }
        let cut = if index < after_tag { indentation(line) } else { indent.unwrap_or(0) };
        tidy.push_str(line.get(cut..).unwrap_or_default());
    }
    Some(tidy)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn takes_away_the_indentation_that_all_lines_share() {
        assert_eq!(
            tidy("\n    One.\n      * two\n\n    Three.  \n  ").as_deref(),
            Some("One.\n  * two\n\nThree.")
        );
        assert_eq!(tidy("One,\n      two,\n      three.").as_deref(), Some("One,\ntwo,\nthree."));
        assert_eq!(tidy("  One.").as_deref(), Some("One."));
        assert_eq!(tidy(" \n\t "), None);
        assert_eq!(tidy("\n\u{3000}Wide\n a").as_deref(), Some("\u{3000}Wide\n a"));
    }
}
