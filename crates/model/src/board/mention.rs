//! Whom a comment mentions: `@` and a name in its words, and for each such name a field of the row
//! that says which member is meant.
//!
//! Invariant: the words stay what somebody wrote, so versions that know of no mention read them; a
//! field counts only as long as the words hold the name that it says. A mention gives no right.

use super::Row;
use crate::{id::MemberId, text::fold_for_search};

/// What the keys of mentions begin with: `mention:<member>`, with the name as it was written.
pub const MENTION: &str = "mention:";
/// The most members whom one comment mentions.
pub const MOST: usize = 20;
/// What stands before a name.
const SIGN: char = '@';

/// A part of a comment's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// Somebody, in the place of the sign and their name.
    Member(MemberId),
}

/// Returns the places at which a name may stand, each behind its sign: not inside a word, so that
/// an address of a letter names nobody.
fn places(words: &str) -> impl Iterator<Item = usize> {
    words.match_indices(SIGN).filter_map(|(at, sign)| {
        let before = words.get(..at)?.chars().next_back();
        (!before.is_some_and(char::is_alphanumeric)).then_some(at.saturating_add(sign.len()))
    })
}

/// Returns where a name ends that begins at a place, if it is there as a whole.
fn end_of(words: &str, from: usize, name: &str) -> Option<usize> {
    let rest = words.get(from..)?;
    let length: usize = rest.chars().take(name.chars().count()).map(char::len_utf8).sum();
    let (written, after) = rest.split_at_checked(length)?;
    let ends = !after.chars().next().is_some_and(char::is_alphanumeric);
    let same = !name.is_empty() && fold_for_search(written) == fold_for_search(name);
    (ends && same).then(|| from.saturating_add(length))
}

/// Returns which of some members stands at a place, by the longest name there, and where it ends;
/// nobody where two have that name.
fn at<'a>(
    words: &str,
    from: usize,
    members: impl Iterator<Item = (MemberId, &'a str)>,
) -> Option<(usize, MemberId)> {
    let mut found: Option<(usize, MemberId, bool)> = None;
    for (member, name) in members {
        let Some(end) = end_of(words, from, name) else { continue };
        match found {
            Some((longest, ..)) if longest > end => {}
            Some((longest, known, _)) if longest == end && known != member => {
                found = Some((end, known, true));
            }
            _ => found = Some((end, member, false)),
        }
    }
    found.filter(|(.., several)| !several).map(|(end, member, _)| (end, member))
}

/// Returns whom words mention among some members, each with their name as it was written there.
pub fn read(words: &str, members: &[(MemberId, &str)]) -> Vec<(MemberId, String)> {
    let mut found: Vec<(MemberId, String)> = Vec::new();
    for from in places(words) {
        let Some((end, member)) = at(words, from, members.iter().copied()) else { continue };
        let known = found.iter().any(|(one, _)| *one == member);
        if let Some(name) = words.get(from..end).filter(|_| !known && found.len() < MOST) {
            found.push((member, name.to_owned()));
        }
    }
    found
}

/// Returns whether words name somebody so.
pub fn names(words: &str, name: &str) -> bool {
    places(words).any(|from| end_of(words, from, name).is_some())
}

/// Returns whom a comment mentions, each with their name as it was written.
pub fn of(row: &Row) -> Vec<(MemberId, &str)> {
    let said = row.fields.range(MENTION.to_owned()..);
    let said = said.map_while(|(key, name)| Some((key.strip_prefix(MENTION)?, name.as_str())));
    let read = said.filter_map(|(member, name)| Some((member.parse().ok()?, name)));
    read.filter(|(_, name)| names(row.field("words"), name)).take(MOST).collect()
}

/// Parts words at those whom they mention. Where two are mentioned by one name, it stays words.
pub fn parts<'a>(words: &'a str, mentions: &[(MemberId, &str)]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut done = 0;
    for from in places(words) {
        let Some((end, member)) = at(words, from, mentions.iter().copied()) else { continue };
        let start = from.saturating_sub(SIGN.len_utf8());
        let Some(before) = words.get(done..start) else { continue };
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        parts.push(Part::Member(member));
        done = end;
    }
    if let Some(rest) = words.get(done..).filter(|rest| !rest.is_empty()) {
        parts.push(Part::Words(rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;

    const fn member(number: u8) -> MemberId {
        MemberId(EntryId([number; 32]))
    }

    const ANA: MemberId = member(1);
    const ANA_MARIE: MemberId = member(2);
    const BO: MemberId = member(3);
    const OTHER_BO: MemberId = member(4);

    #[track_caller]
    fn check(words: &str, expected: &[(MemberId, &str)]) {
        let members = [(ANA, "Ana"), (ANA_MARIE, "Ana Marie"), (BO, "Bo"), (OTHER_BO, "Bo")];
        let found = read(words, &members);
        let found: Vec<(MemberId, &str)> =
            found.iter().map(|(member, name)| (*member, name.as_str())).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn the_longest_name_behind_the_sign_is_meant_and_one_of_two_is_not() {
        check("@Ana, look", &[(ANA, "Ana")]);
        check("(@ana marie) and @ÁNA", &[(ANA_MARIE, "ana marie"), (ANA, "ÁNA")]);
        check("@Ana Marieke", &[(ANA, "Ana")]);
        for nobody in ["@Anas", "post@ana", "@Bo", "@", "@@", "ana", "@ Ana"] {
            check(nobody, &[]);
        }
    }

    #[test]
    fn a_comment_mentions_a_bounded_number_of_members() {
        let names: Vec<String> = (0..30).map(|number| format!("M{number}x")).collect();
        let members: Vec<(MemberId, &str)> =
            names.iter().zip(0..).map(|(name, number)| (member(number), name.as_str())).collect();
        let words: String = names.iter().map(|name| format!("@{name} ")).collect();
        assert_eq!(read(&words, &members).len(), MOST);
        let fields =
            members.iter().map(|(id, name)| (format!("{MENTION}{id}"), (*name).to_owned()));
        let mut row = Row { fields: fields.collect(), ..Row::default() };
        assert_eq!(of(&row).len(), 0, "its words name nobody");
        row.fields.insert("words".to_owned(), words);
        assert_eq!(of(&row).len(), MOST);
    }

    #[test]
    fn words_are_parted_at_whom_they_mention() {
        let mentions = [(ANA, "Ana"), (BO, "Bo")];
        let found = parts("Hi @Ana!@Bo a@Bo", &mentions);
        let expected = [
            Part::Words("Hi "),
            Part::Member(ANA),
            Part::Words("!"),
            Part::Member(BO),
            Part::Words(" a@Bo"),
        ];
        assert_eq!(found, expected);
        assert_eq!(parts("@Bo", &[(BO, "Bo"), (OTHER_BO, "bo")]), [Part::Words("@Bo")]);
        assert_eq!(parts("", &mentions), []);
    }

    #[test]
    fn what_a_stranger_writes_as_a_mention_is_none() {
        let fields = [("mention:", "Ana"), ("mention:x", "Ana"), ("words", "@Ana @"), ("more", "")];
        let mut fields: std::collections::BTreeMap<String, String> =
            fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        fields.insert(format!("{MENTION}{ANA}"), String::new());
        fields.insert(format!("{MENTION}{BO}"), "Ana".to_owned());
        let row = Row { fields, ..Row::default() };
        assert_eq!(of(&row), [(BO, "Ana")]);
    }
}
