//! Catalogs: which file a location or namespace means. A line for each, in columns that tabs part.

/// Where the columns stand.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    name: usize,
    file: usize,
}

impl Columns {
    /// Location or namespace, and file.
    pub(super) const PLAIN: Self = Self { name: 0, file: 1 };

    /// Those of a table with the heading `line`, if that calls two of them `url` and `file`.
    pub(super) fn headed(line: &str) -> Option<Self> {
        let place = |title: &str| cells(line).position(|cell| cell == title);
        Some(Self { name: place("url")?, file: place("file")? })
    }

    /// Location or namespace of a line, and the file; what is in further columns is not for a generator.
    pub(super) fn entry(self, line: &str) -> Option<(&str, &str)> {
        Some((cells(line).nth(self.name)?, cells(line).nth(self.file)?))
    }
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split('\t').map(str::trim)
}
