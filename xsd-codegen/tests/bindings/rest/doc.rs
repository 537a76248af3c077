//! Text of a contract as documentation.

/// Characters of a line of generated code.
const WIDTH: usize = 110;

/// The text broken into lines that fit behind `indent` blanks and the marks of a comment.
pub(super) fn wrap(text: &str, indent: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if indent + "/// ".len() + line.len() + 1 + word.len() <= WIDTH {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The same as lines of a comment.
pub(super) fn lines(text: &str, indent: usize) -> String {
    wrap(text, indent).iter().map(|line| format!("{:indent$}/// {line}\n", "")).collect()
}
