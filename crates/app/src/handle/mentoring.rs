//! Who learns from whom, and who welcomes newcomers.

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        AnswerMentoring, AskMentoring, ListMentorings, ListWelcomes, NoteSession, WelcomeMember,
    },
    view::{MentoringView, WelcomeView},
};
use etabli_model::{
    act::{self, Known, MOST_MINUTES},
    id::MentoringId,
    mentoring::Mentoring,
    skill::Tag,
};

use super::{Handle, skill::bad_skill};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

fn shown(space: &Space, id: &MentoringId) -> Result<MentoringView, ApiError> {
    let found = space.mentorings().mentoring(id);
    let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
    Ok(show::mentoring(space, found))
}

impl Handle for ListMentorings {
    fn handle(self, core: &Core) -> Result<Vec<MentoringView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let me = show::somebody(space, None)?;
            let theirs = |one: &Mentoring| one.by == me || one.of == me;
            let mut all: Vec<&Mentoring> =
                space.mentorings().mentorings().filter(|one| self.all || one.is_open()).collect();
            all.sort_by_key(|one| {
                (!theirs(one), !one.is_open(), std::cmp::Reverse(one.at), one.id)
            });
            Ok(all.into_iter().map(|one| show::mentoring(space, one)).collect())
        })
    }
}

impl Handle for AskMentoring {
    fn handle(self, core: &Core) -> Result<MentoringView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let skill = Tag::parse(&self.skill).or_else(|_| Tag::read(&self.skill));
        let skill = skill.map_err(|_| bad_skill(&self.skill))?;
        let at = clock::now();
        core.change(id, |space| {
            let (me, of) = (show::somebody(space, None)?, show::find_member(space, &self.member)?);
            let of = space.membership().first_name(&of);
            if of == me || !show::is_active(space, &of) {
                return Err(ApiError::from(ErrorCode::NotAllowed).into());
            }
            let same = |one: &Mentoring| one.is_open() && one.is(&me, &of, &skill);
            if space.mentorings().mentorings().any(same) {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            let ask = act::AskMentoring { of, skill, at, more: Vec::new() };
            let (ids, stale) = space.act_ids(at, &[Known::AskMentoring(ask)])?;
            let made = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
            let id = MentoringId { entry: made.entry, index: made.index };
            Ok::<_, ChangeError>((shown(space, &id)?, stale))
        })
    }
}

impl Handle for AnswerMentoring {
    fn handle(self, core: &Core) -> Result<MentoringView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let at = clock::now();
        core.change(id, |space| {
            let mentoring = show::find_mentoring(space, &self.mentoring)?;
            let found = space.mentorings().mentoring(&mentoring).ok_or(ErrorCode::NotTheirs)?;
            let teaches = found.of == show::somebody(space, None)?;
            let more = Vec::new();
            let act = match self.answer.as_str() {
                "accept" | "refuse" if !teaches => {
                    return Err(ApiError::from(ErrorCode::NotTheirs).into());
                }
                "accept" | "refuse" => {
                    let accepts = self.answer == "accept";
                    let answer = act::AnswerMentoring { mentoring, accepts, at, more };
                    Known::AnswerMentoring(answer)
                }
                "end" => Known::EndMentoring(act::EndMentoring { mentoring, at, more }),
                other => return Err(bad_skill(other).into()),
            };
            let stale = space.act(at, &[act])?;
            Ok::<_, ChangeError>((shown(space, &mentoring)?, stale))
        })
    }
}

impl Handle for NoteSession {
    fn handle(self, core: &Core) -> Result<MentoringView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let at = clock::now();
        if !(1..=MOST_MINUTES).contains(&self.minutes) {
            return Err(ApiError::new(ErrorCode::BadQuantity).with("most", MOST_MINUTES));
        }
        core.change(id, |space| {
            let mentoring = show::find_mentoring(space, &self.mentoring)?;
            let (minutes, more) = (self.minutes, Vec::new());
            let act = Known::NoteSession(act::NoteSession { mentoring, at, minutes, more });
            let stale = space.act(at, &[act])?;
            Ok::<_, ChangeError>((shown(space, &mentoring)?, stale))
        })
    }
}

impl Handle for ListWelcomes {
    fn handle(self, core: &Core) -> Result<Vec<WelcomeView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::welcomes(space, clock::now())))
    }
}

impl Handle for WelcomeMember {
    fn handle(self, core: &Core) -> Result<Vec<WelcomeView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let at = clock::now();
        core.change(id, |space| {
            let newcomer = show::find_member(space, &self.member)?;
            let newcomer = space.membership().first_name(&newcomer);
            let more = Vec::new();
            let act = match self.done {
                true => {
                    let welcome = space.mentorings().welcome(&newcomer);
                    let buddy = welcome.ok_or(ErrorCode::NothingToChange)?.buddy;
                    Known::EndWelcome(act::EndWelcome { newcomer, buddy, at, more })
                }
                false => {
                    let buddy = show::somebody(space, self.buddy.as_deref())?;
                    Known::Welcome(act::Welcome { newcomer, buddy, at, more })
                }
            };
            let stale = space.act(at, &[act])?;
            Ok::<_, ChangeError>((show::welcomes(space, at), stale))
        })
    }
}
