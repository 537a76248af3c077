//! The codes of `HeaderFormat`.

use super::finding::{Findings, Rule};
use super::place::Place;

/// Words between percent signs; they are looked for before the letters.
const WORDS: [&str; 2] = ["from%", "to%"];
/// What may stand after a percent sign, as the vendor lists it; `%W` is listed too, with the text of another code.
const LETTERS: &str = "aAbBdmyYHIMSpjUw%";

pub(super) fn check(format: &str, place: &Place<'_>, findings: &mut Findings) {
    let mut rest = format;
    while let Some((_, behind)) = rest.split_once('%') {
        rest = match WORDS.iter().find_map(|word| behind.strip_prefix(word)) {
            Some(rest) => rest,
            None => {
                let mut characters = behind.chars();
                check_letter(characters.next(), place, findings);
                characters.as_str()
            }
        };
    }
}

fn check_letter(letter: Option<char>, place: &Place<'_>, findings: &mut Findings) {
    let message = match letter {
        Some(letter) if LETTERS.contains(letter) => return,
        Some('W') => {
            "`%W` is documented with the text of `%j`: use `%U` for the week, or `%j` for the day of the year"
                .to_owned()
        }
        Some(letter) => format!("`%{letter}` is not documented; write `%%` for a percent sign"),
        None => "the format ends in the middle of a code; write `%%` for a percent sign".to_owned(),
    };
    findings.add(Rule::HeaderCode, place, message);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(format: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check(format, &Place::ROOT.at("HeaderFormat"), &mut findings);
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn documented_codes_pass() {
        for format in [
            "",
            "From X",
            "From %from%, To %to%|%a %b %d %H:%M %Y",
            "%a%A%b%B%d%m%y%Y%H%I%M%S%p%j%U%w%%",
            "100%% é%from%",
        ] {
            assert_eq!(messages(format), Vec::<String>::new(), "{format}");
        }
    }

    #[test]
    fn others_are_told() {
        assert_eq!(
            messages("%%%"),
            ["the format ends in the middle of a code; write `%%` for a percent sign"]
        );
        assert_eq!(
            messages("%q%é%"),
            [
                "`%q` is not documented; write `%%` for a percent sign",
                "`%é` is not documented; write `%%` for a percent sign",
                "the format ends in the middle of a code; write `%%` for a percent sign",
            ]
        );
        assert_eq!(messages("%FROM%d"), ["`%F` is not documented; write `%%` for a percent sign"]);
        assert!(messages("%W")[0].contains("`%j`"));
    }
}
