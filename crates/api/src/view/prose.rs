//! Words with a little form, as people write them in Markdown: read where the program runs, and
//! drawn by screens, which get only forms that are listed here.

use serde::{Deserialize, Serialize};

/// How a part of a text stands. Headings of a text begin below those of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Parts that stand together, with no form of their own.
    Plain,
    /// A paragraph.
    Paragraph,
    /// A heading, of the first level in its text.
    Heading,
    /// A heading below such a one.
    Subheading,
    /// A heading below any other.
    Minor,
    /// What somebody else said.
    Quote,
    /// Lines that are kept as they are.
    Lines,
    /// A list.
    List,
    /// A list whose entries are counted, from the number in `text`.
    Counted,
    /// An entry of a list.
    Entry,
    /// Words that are stressed.
    Stressed,
    /// Words that are stressed much.
    Strong,
    /// Words that are taken back.
    Struck,
    /// Words that lead to the address in `text`, on the web or a letter's.
    Link,
    /// A member, by their name, whose id is in `text`.
    Member,
    /// What a machine reads, in `text`.
    Code,
    /// Words, in `text`.
    Words,
    /// A new line.
    Break,
    /// A rule across the page.
    Rule,
}

/// A part of a text, with the parts inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// How it stands.
    pub form: Form,
    /// Words, an address or a number, as the form has it; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What is inside, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<Self>,
}
