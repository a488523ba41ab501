//! Lines of a calendar: unfolded, and split into name, parameters and value.
//!
//! Whatever the bytes, every line gives one or none, with the number it has in the file.

/// A line, with all that was folded into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where it begins in the file, from 1.
    pub(crate) number: usize,
    /// Its name, in capital letters.
    pub(crate) name: String,
    /// What is said of its value, the names in capital letters.
    parameters: Vec<(String, String)>,
    /// Its value, as it is written.
    pub(crate) value: String,
}

impl Line {
    /// Returns what is said of the value under a name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut named = self.parameters.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }

    fn read(number: usize, text: &str) -> Option<Self> {
        let mut parts = vec![String::new()];
        let mut is_quoted = false;
        let mut letters = text.chars();
        let mut has_value = false;
        for letter in letters.by_ref() {
            match letter {
                '"' => is_quoted = !is_quoted,
                ';' if !is_quoted => parts.push(String::new()),
                ':' if !is_quoted => {
                    has_value = true;
                    break;
                }
                other => parts.last_mut()?.push(other),
            }
        }
        let mut parts = parts.into_iter();
        let name = parts.next()?.trim().to_uppercase();
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if !has_value || name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let parameters = parts
            .filter_map(|part| {
                let (name, value) = part.split_once('=')?;
                Some((name.trim().to_uppercase(), value.trim().to_owned()))
            })
            .collect();
        Some(Self { number, name, parameters, value: letters.as_str().to_owned() })
    }
}

/// Returns the lines of a text; what has no name and no value is left out.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut physical = text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .zip(1..)
        .peekable();
    std::iter::from_fn(move || {
        loop {
            let (first, number) = physical.next()?;
            let mut whole = first.to_owned();
            while let Some((more, _)) = physical.next_if(|(line, _)| line.starts_with([' ', '\t']))
            {
                whole.extend(more.chars().skip(1));
            }
            if let Some(line) = Line::read(number, &whole) {
                return Some(line);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_one() {
        let text = "\u{FEFF}begin:vevent\r\nSUMMARY;LANGUAGE=\"a:b;c\":Sci\r\n e\n\t circulaire\nDTSTART\n ;TZID=Europe/Paris\n :2026\nno line\n:none\n";
        let all: Vec<Line> = lines(text).collect();
        let told: Vec<_> =
            all.iter().map(|it| (it.number, it.name.as_str(), it.value.as_str())).collect();
        let expected =
            [(1, "BEGIN", "vevent"), (2, "SUMMARY", "Scie circulaire"), (5, "DTSTART", "2026")];
        assert_eq!(told, expected);
        assert_eq!(all[1].parameter("LANGUAGE"), Some("a:b;c"));
        assert_eq!(all[2].parameter("TZID"), Some("Europe/Paris"));
        assert_eq!(all[2].parameter("VALUE"), None);
    }
}
