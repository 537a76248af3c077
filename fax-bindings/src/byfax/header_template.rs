//! The two templates of a header line that the vendor's clients have in their samples.
//!
//! They spell the placeholders differently, and which of the two the service replaces has not been verified: send a
//! test fax. The text goes through as it is. `|` presumably starts a new column.

/// In the Python client.
pub const BRACES: &str =
    "{DateTime} {Timezone}|From: {FromNumber} To: {ToNumber}|page <CurPage> from <CurPages>";

/// In the clients for PHP and C#.
pub const ANGLE_BRACKETS: &str = "<DateTime> <Timezone>|From: <From> To: <To>|Page <CurPage>of <CurPages>";
