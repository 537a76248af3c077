//! Blank lines between items, which prettyplease does not write.

/// `code` with a blank line before each item and method that follows another one.
pub(super) fn spaced(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() + code.len() / 32);
    let mut before = "";
    for line in code.lines() {
        if starts_item(line.trim_start()) && ends_item(before) && !is_run_of_constants(before, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

fn starts_item(line: &str) -> bool {
    const STARTS: [&str; 11] =
        ["///", "#[", "pub ", "impl ", "impl<", "async fn ", "fn ", "const ", "struct ", "type ", "mod "];
    STARTS.iter().any(|start| line.starts_with(start))
}

fn ends_item(line: &str) -> bool {
    !line.trim_start().starts_with("//") && (line.ends_with('}') || line.ends_with(';'))
}

fn is_run_of_constants(before: &str, line: &str) -> bool {
    let line = line.trim_start();
    before.ends_with(';') && line.starts_with("const ") && !line.starts_with("const fn ")
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn items_stand_apart_and_nothing_else_does() {
        let code = "\
/// Ends with a brace: {}
/// or a semicolon;
pub struct A {
    /// A field;
    pub a: B,
    pub b: C,
}
impl A {
    const A: u8 = 1;
    const B: u8 = 2;
    fn a() {
        if x {
            y();
        }
        z();
    }
    fn b() {}
}
const C: u8 = 3;
const fn c() {}
mod d {
    use e::F;
    impl F {}
}
";
        let expected = "\
/// Ends with a brace: {}
/// or a semicolon;
pub struct A {
    /// A field;
    pub a: B,
    pub b: C,
}

impl A {
    const A: u8 = 1;
    const B: u8 = 2;

    fn a() {
        if x {
            y();
        }
        z();
    }

    fn b() {}
}

const C: u8 = 3;

const fn c() {}

mod d {
    use e::F;

    impl F {}
}
";
        assert_eq!(spaced(code), expected);
        assert_eq!(spaced(expected), expected);
    }
}
