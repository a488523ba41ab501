//! What is done at a place for others: trainings, co-working, a workshop that is open to all; with
//! who does it, when, and for how much.
//!
//! A line of text each, so that what somebody wrote in plain lines still reads as services.

use crate::text::one_line;

/// What stands between the parts of a line.
const BETWEEN: char = '|';
/// The most services that are read of one place.
pub const MOST_SERVICES: usize = 64;

/// Something that is done at a place for others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    /// What it is.
    pub name: String,
    /// Who does it, or empty.
    pub host: String,
    /// When, as people say it, or empty.
    pub when: String,
    /// For how much, as people say it, or empty.
    pub price: String,
}

impl Service {
    /// Returns the line that says it: no more parts than something is said in.
    pub fn line(&self) -> String {
        let part = |text: &str| one_line(&text.replace(BETWEEN, "/"));
        let parts = [&self.name, &self.host, &self.when, &self.price].map(|text| part(text));
        let said = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
        // In the form that notes have: parts of which nothing is said leave one blank.
        one_line(&parts.get(..said).unwrap_or_default().join(" | "))
    }
}

/// Reads the services of a place; lines that name nothing are passed over.
pub fn services(text: &str) -> Vec<Service> {
    let read = |line: &str| {
        let mut parts = line.splitn(4, BETWEEN).map(one_line);
        let mut next = || parts.next().unwrap_or_default();
        let (name, host, when, price) = (next(), next(), next(), next());
        (!name.is_empty()).then_some(Service { name, host, when, price })
    };
    text.lines().filter_map(read).take(MOST_SERVICES).collect()
}

/// Returns the text that says some services.
pub fn written(services: &[Service]) -> String {
    let lines = services.iter().take(MOST_SERVICES).map(Service::line);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn service(name: &str, host: &str, when: &str, price: &str) -> Service {
        let [name, host, when, price] = [name, host, when, price].map(str::to_owned);
        Service { name, host, when, price }
    }

    #[test]
    fn services_are_lines_of_up_to_four_parts() {
        let text =
            "Co-working\n\nRepair café | Ana | first Saturday |\n| nobody | never\nScan ||| 2 €";
        let read = services(text);
        let expected = [
            service("Co-working", "", "", ""),
            service("Repair café", "Ana", "first Saturday", ""),
            service("Scan", "", "", "2 €"),
        ];
        assert_eq!(read, expected);
        let text = "Co-working\nRepair café | Ana | first Saturday\nScan | | | 2 €";
        assert_eq!(written(&read), text);
        assert_eq!(services(&written(&read)), read);
        // What stands between parts is no part of one.
        assert_eq!(service("A | B", "", "", "").line(), "A / B");
        assert_eq!(services("A | b | c | d | e")[0].price, "d | e");
        assert_eq!(services(&"A\n".repeat(100)).len(), MOST_SERVICES);
    }

    proptest! {
        #[test]
        fn whatever_is_written_reads_as_it_was(text in "[a-z|\\n é]{0,80}") {
            let read = services(&text);
            let tidy: Vec<Service> = services(&written(&read));
            prop_assert_eq!(services(&written(&tidy)), tidy);
            let text = written(&read);
            prop_assert_eq!(crate::inventory::many_lines(&text), text);
        }
    }
}
