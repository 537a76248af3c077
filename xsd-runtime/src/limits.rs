//! How much one message may cost.

/// Bounds on what is read from a peer. Each has a default that real services stay far below. Fixed is that the name of
/// an element has 1,024 bytes at most.
///
/// ```
/// let limits = xsd_runtime::Limits { body: 8 << 20, ..Default::default() };
/// assert_eq!(limits.depth, 128);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message, after decompression; also the bytes that following `href`s may add. Default 64 MiB.
    pub body: usize,
    /// Elements inside of each other. Default 128.
    pub depth: usize,
    /// Bytes of one text between two tags. Default 48 MiB.
    pub text: usize,
    /// Bytes of one attribute value. Default 64 KiB.
    pub attribute: usize,
    /// Attributes of one element, namespace declarations included. Default 500.
    pub attributes: usize,
    /// Namespace declarations in scope at one place. Default 128.
    pub namespaces: usize,
    /// Children of one element, not counting those that the schema repeats. Default 50,000.
    pub children: usize,
    /// Elements in one message. Default 1,000,000.
    pub elements: usize,
    /// Notes kept in a [`Report`](crate::Report); further ones are counted. Default 256.
    pub notes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 64 << 20,
            depth: 128,
            text: 48 << 20,
            attribute: 64 << 10,
            attributes: 500,
            namespaces: 128,
            children: 50_000,
            elements: 1_000_000,
            notes: 256,
        }
    }
}
