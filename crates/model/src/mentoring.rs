//! Who learns from whom, and who welcomes newcomers.
//!
//! Invariant: total. What is said of something that is not known here has no effect until it is; and
//! only the two it is about say anything of a mentoring.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    act::{AnswerMentoring, AskMentoring, EndMentoring, EndWelcome, Known, NoteSession, Welcome},
    id::{MemberId, MentoringId},
    lending::Position,
    skill::Tag,
    time::Timestamp,
};

/// An act about mentoring or welcoming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MentoringAct {
    /// Somebody asks.
    Ask(AskMentoring),
    /// They are answered.
    Answer(AnswerMentoring),
    /// The two met.
    Session(NoteSession),
    /// It is over.
    End(EndMentoring),
    /// Somebody welcomes a newcomer.
    Welcome(Welcome),
    /// They no longer do.
    EndWelcome(EndWelcome),
}

impl MentoringAct {
    /// Returns the act as one about mentoring or welcoming, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::AskMentoring(act) => Some(Self::Ask(act.clone())),
            Known::AnswerMentoring(act) => Some(Self::Answer(act.clone())),
            Known::NoteSession(act) => Some(Self::Session(act.clone())),
            Known::EndMentoring(act) => Some(Self::End(act.clone())),
            Known::Welcome(act) => Some(Self::Welcome(act.clone())),
            Known::EndWelcome(act) => Some(Self::EndWelcome(act.clone())),
            _ => None,
        }
    }
}

/// How far a mentoring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentoringState {
    /// Somebody asked.
    Asked,
    /// They were told yes.
    Goes,
    /// They were told no.
    Refused,
    /// It is over.
    Ended,
}

/// Somebody who learns from somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mentoring {
    /// Its id.
    pub id: MentoringId,
    /// Who learns.
    pub by: MemberId,
    /// Who teaches.
    pub of: MemberId,
    /// What.
    pub skill: Tag,
    /// When it was asked for.
    pub at: Timestamp,
    /// How far it is.
    pub state: MentoringState,
    /// When they met, and for how many minutes.
    pub sessions: Vec<(Timestamp, u32)>,
}

impl Mentoring {
    /// Whether it is asked for or goes on.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, MentoringState::Asked | MentoringState::Goes)
    }

    /// Whether it is about who learns what from whom.
    pub fn is(&self, by: &MemberId, of: &MemberId, skill: &Tag) -> bool {
        self.by == *by && self.of == *of && self.skill == *skill
    }
}

/// Who welcomes a newcomer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Welcomed {
    /// Who.
    pub buddy: MemberId,
    /// Since when.
    pub at: Timestamp,
}

/// All of it in a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentorings {
    acts: BTreeMap<Position, (MemberId, MentoringAct)>,
    aliases: BTreeMap<MemberId, MemberId>,
    mentorings: BTreeMap<MentoringId, Mentoring>,
    welcomes: BTreeMap<MemberId, Welcomed>,
}

impl Mentorings {
    /// Takes acts in, wherever they sort, and folds all of them once.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, MentoringAct)>) {
        let before = self.acts.len();
        self.acts.extend(acts.into_iter().map(|(position, by, act)| (position, (by, act))));
        if self.acts.len() != before {
            self.fold();
        }
    }

    /// Hears under which further names members were admitted.
    pub fn know_as(&mut self, aliases: impl Iterator<Item = (MemberId, MemberId)>) {
        let aliases: BTreeMap<_, _> = aliases.collect();
        if aliases != self.aliases {
            self.aliases = aliases;
            self.fold();
        }
    }

    /// Returns one.
    pub fn mentoring(&self, id: &MentoringId) -> Option<&Mentoring> {
        self.mentorings.get(id)
    }

    /// Returns all of them, those that are over too.
    pub fn mentorings(&self) -> impl Iterator<Item = &Mentoring> {
        self.mentorings.values()
    }

    /// Returns who welcomes a member.
    pub fn welcome(&self, newcomer: &MemberId) -> Option<&Welcomed> {
        self.welcomes.get(&self.first(newcomer))
    }

    /// Returns the newcomers who are welcomed by somebody.
    pub fn welcomes(&self) -> impl Iterator<Item = (&MemberId, &Welcomed)> {
        self.welcomes.iter()
    }

    fn first(&self, member: &MemberId) -> MemberId {
        *self.aliases.get(member).unwrap_or(member)
    }

    fn fold(&mut self) {
        let (mut all, mut welcomes) = (BTreeMap::new(), BTreeMap::new());
        for (position, (by, act)) in &self.acts {
            let by = self.first(by);
            match act {
                MentoringAct::Ask(ask) => {
                    let id = MentoringId { entry: position.entry, index: position.index };
                    let (of, skill, at) = (self.first(&ask.of), ask.skill.clone(), ask.at);
                    let (state, sessions) = (MentoringState::Asked, Vec::new());
                    all.insert(id, Mentoring { id, by, of, skill, at, state, sessions });
                }
                MentoringAct::Answer(answer) => {
                    let asked = theirs(&mut all, &answer.mentoring, by).filter(|one| one.of == by);
                    if let Some(one) = asked.filter(|one| one.state != MentoringState::Ended) {
                        one.state = match answer.accepts {
                            true => MentoringState::Goes,
                            false => MentoringState::Refused,
                        };
                    }
                }
                MentoringAct::Session(note) => {
                    // They met, whatever somebody says of it at the same time.
                    if let Some(one) = theirs(&mut all, &note.mentoring, by) {
                        one.sessions.push((note.at, note.minutes));
                    }
                }
                MentoringAct::End(end) => {
                    if let Some(one) = theirs(&mut all, &end.mentoring, by) {
                        one.state = MentoringState::Ended;
                    }
                }
                MentoringAct::Welcome(welcome) => {
                    let welcomed = Welcomed { buddy: self.first(&welcome.buddy), at: welcome.at };
                    welcomes.insert(self.first(&welcome.newcomer), welcomed);
                }
                MentoringAct::EndWelcome(end) => {
                    let (newcomer, buddy) = (self.first(&end.newcomer), self.first(&end.buddy));
                    if welcomes.get(&newcomer).is_some_and(|one| one.buddy == buddy) {
                        welcomes.remove(&newcomer);
                    }
                }
            }
        }
        (self.mentorings, self.welcomes) = (all, welcomes);
    }

    /// Writes the canonical state; nothing where nobody learns or is welcomed.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for mentoring in self.mentorings.values() {
            write(&postcard::to_stdvec(mentoring).unwrap_or_default());
        }
        for welcome in &self.welcomes {
            write(&postcard::to_stdvec(&welcome).unwrap_or_default());
        }
    }
}

/// Returns what one of the two it is about speaks of.
fn theirs<'a>(
    all: &'a mut BTreeMap<MentoringId, Mentoring>,
    id: &MentoringId,
    by: MemberId,
) -> Option<&'a mut Mentoring> {
    all.get_mut(id).filter(|one| one.by == by || one.of == by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;

    const ANA: MemberId = MemberId(EntryId([1; 32]));
    const BO: MemberId = MemberId(EntryId([2; 32]));
    const CY: MemberId = MemberId(EntryId([3; 32]));
    const AT: Timestamp = Timestamp(64);

    fn at(lamport: u64) -> Position {
        Position { lamport, entry: EntryId([lamport as u8; 32]), index: 0 }
    }

    fn fold(acts: &[(u64, MemberId, MentoringAct)]) -> Mentorings {
        let mut all = Mentorings::default();
        all.extend(acts.iter().map(|(lamport, by, act)| (at(*lamport), *by, act.clone())));
        let mut backwards = Mentorings::default();
        for (lamport, by, act) in acts.iter().rev() {
            backwards.extend([(at(*lamport), *by, act.clone())]);
        }
        assert_eq!(backwards, all);
        all
    }

    #[test]
    fn only_the_two_it_is_about_say_how_far_it_is() {
        let id = MentoringId { entry: at(1).entry, index: 0 };
        let skill = Tag::read("Soudage").unwrap();
        let (mentoring, more) = (id, Vec::new);
        let ask = MentoringAct::Ask(AskMentoring { of: BO, skill, at: AT, more: more() });
        let answer = |accepts| {
            MentoringAct::Answer(AnswerMentoring { mentoring, accepts, at: AT, more: more() })
        };
        let end = MentoringAct::End(EndMentoring { mentoring, at: AT, more: more() });
        let session =
            MentoringAct::Session(NoteSession { mentoring, at: AT, minutes: 60, more: more() });
        let begun = vec![(1, ANA, ask), (2, CY, answer(true)), (3, ANA, answer(true))];
        let state = |acts: &[_]| fold(acts).mentoring(&id).map(|one| one.state);
        assert_eq!(state(&begun), Some(MentoringState::Asked));
        let goes = [begun, vec![(4, BO, answer(true)), (5, CY, end.clone())]].concat();
        assert_eq!(state(&goes), Some(MentoringState::Goes));
        let over = [goes, vec![(6, ANA, session), (7, ANA, end), (8, BO, answer(true))]].concat();
        assert_eq!(state(&over), Some(MentoringState::Ended));
        assert_eq!(fold(&over).mentoring(&id).unwrap().sessions, [(AT, 60)]);
    }

    #[test]
    fn the_last_word_says_who_welcomes_a_newcomer() {
        let (newcomer, more) = (ANA, Vec::new);
        let by = |buddy| MentoringAct::Welcome(Welcome { newcomer, buddy, at: AT, more: more() });
        let end =
            |buddy| MentoringAct::EndWelcome(EndWelcome { newcomer, buddy, at: AT, more: more() });
        let acts = [(1, BO, by(BO)), (2, CY, by(CY)), (3, BO, end(BO))];
        assert_eq!(fold(&acts).welcome(&ANA).map(|one| one.buddy), Some(CY));
        let over = [acts.to_vec(), vec![(4, ANA, end(CY))]].concat();
        assert_eq!(fold(&over).welcome(&ANA), None);
    }
}
