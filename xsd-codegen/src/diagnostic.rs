//! What is wrong with a contract, where, and what to write instead.
//!
//! A stage pushes every mistake it meets into [`Diagnostics`]; the run ends at the edge of the
//! stage if one of them is an error.

mod suggest;

pub(crate) use suggest::closest;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::load::Sources;

/// Index of a loaded document in [`crate::load::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);

/// A range of bytes in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    /// Ends the run at the edge of the stage.
    Error,
    /// The contract is wrong there, and was read all the same.
    Warning,
    /// Something was left out on purpose.
    Note,
}

/// One mistake: what, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) severity: Severity,
    /// Short stable name of the kind of mistake, such as `dangling-type`.
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// The first one is the place of the mistake, the others explain it.
    pub(crate) labels: Vec<Label>,
    pub(crate) help: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) text: String,
}

impl Diagnostic {
    pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    pub(crate) fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    pub(crate) fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self { severity, code, message, labels: Vec::new(), help: None }
    }

    /// Adds a place; the first one added is the place of the mistake.
    pub(crate) fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as a warning: `instead` says what is done, behind what the first label says.
    pub(crate) fn tolerated(mut self, instead: &str) -> Self {
        self.severity = Severity::Warning;
        if let Some(label) = self.labels.first_mut() {
            label.text =
                if label.text.is_empty() { instead.to_owned() } else { format!("{}; {instead}", label.text) };
        }
        self
    }

    /// Orders by file, then by position; a diagnostic without a place comes first.
    fn position(&self) -> Option<(FileId, usize)> {
        self.labels.first().map(|label| (label.span.file, label.span.start))
    }

    fn render(&self, sources: &Sources) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(normalize_untrusted_str(&self.message)).id(self.code);
        let mut group = Group::with_title(title).elements(self.snippets(sources));
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        Renderer::plain().render(&[group])
    }

    /// One excerpt a file, in the order in which the labels name the files.
    fn snippets<'a>(&'a self, sources: &'a Sources) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let mut files: Vec<FileId> = Vec::new();
        for label in &self.labels {
            if !files.contains(&label.span.file) {
                files.push(label.span.file);
            }
        }
        files.into_iter().map(|file| self.snippet(sources, file)).collect()
    }

    fn snippet<'a>(
        &'a self,
        sources: &'a Sources,
        file: FileId,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let text = sources.text(file);
        let labels = || self.labels.iter().enumerate().filter(|(_, l)| l.span.file == file);
        let start = labels().map(|(_, l)| l.span.start).min().unwrap_or(0);
        let end = labels().map(|(_, l)| l.span.end).max().unwrap_or(0);
        let (line, offset) = sources.line(file, start);
        let stop =
            text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| end + newline);
        let excerpt = Excerpt { text: text.get(offset..stop).unwrap_or_default(), offset, line };
        let annotations = labels().map(|(index, label)| {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = excerpt.clip(label.span.start)..excerpt.clip(label.span.end);
            kind.span(range).label(normalize_untrusted_str(&label.text)).highlight_source(false)
        });
        Snippet::source(excerpt.text)
            .line_start(excerpt.line)
            .path(sources.path(file).display().to_string())
            .annotations(annotations.collect::<Vec<_>>())
    }
}

/// The whole lines of a text that contain a range of bytes.
struct Excerpt<'a> {
    text: &'a str,
    /// Where it starts in the whole text.
    offset: usize,
    /// Number of its first line, from 1.
    line: usize,
}

impl Excerpt<'_> {
    fn clip(&self, position: usize) -> usize {
        position.saturating_sub(self.offset).min(self.text.len())
    }
}

/// All that one run has to say, in the order of [`Diagnostics::sort`] and each once, once that was called.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Sorts by file and position, keeping the order of those at the same place. What was said several times of one place,
    /// by each that uses it, stays once.
    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(Diagnostic::position);
        self.list.dedup();
    }

    /// Every diagnostic as plain text with `path:line:column`, excerpt and help, parted by empty lines.
    pub(crate) fn render(&self, sources: &Sources) -> String {
        self.render_those(sources, |_| true)
    }

    /// The diagnostics of one severity, rendered.
    pub(crate) fn render_only(&self, severity: Severity, sources: &Sources) -> String {
        self.render_those(sources, |diagnostic| diagnostic.severity == severity)
    }

    fn render_those(&self, sources: &Sources, wanted: impl Fn(&Diagnostic) -> bool) -> String {
        let rendered = self.list.iter().filter(|diagnostic| wanted(diagnostic));
        let rendered: Vec<_> = rendered.map(|diagnostic| diagnostic.render(sources) + "\n").collect();
        rendered.join("\n")
    }
}
