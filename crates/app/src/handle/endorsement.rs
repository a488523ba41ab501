//! Endorsing what others can do: in the endorser's own document, so only they give it and take it
//! back; whoever is endorsed may hide all of it.

use etabli_api::{
    ApiError, ErrorCode,
    command::{EndorseSkill, HideEndorsements},
    view::PersonView,
};
use etabli_model::skill::{MOST_ENDORSED, Saying, Tag};

use super::{
    Handle,
    skill::{bad_skill, say},
};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
};

impl Handle for EndorseSkill {
    fn handle(self, core: &Core) -> Result<PersonView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let tag = Tag::parse(&self.skill).or_else(|_| Tag::read(&self.skill));
        let tag = tag.map_err(|_| bad_skill(&self.skill))?;
        core.change(id, |space| {
            let (named, now) = (space.me()?, clock::now());
            let me = space.membership().first_name(&named);
            let of = show::somebody(space, Some(&self.member))?;
            if of == me || !show::is_active(space, &of) {
                return Err(ApiError::from(ErrorCode::NotAllowed).into());
            }
            let can = |kind: &String| kind != "want";
            let view = show::person(space, of, now);
            let mut skills = view.skills.iter();
            let has = skills.any(|one| one.name.key == tag.as_str() && one.kinds.iter().any(can));
            if self.endorses && !has {
                return Err(ApiError::new(ErrorCode::NotFound).with("what", &self.skill).into());
            }
            let said = space.catalogue.roster.of(&named).map(|said| &said.endorsed);
            let mine: Vec<_> = said.into_iter().flatten().collect();
            let same =
                |one: &&&(_, Tag)| space.membership().first_name(&one.0) == of && one.1 == tag;
            let known: Vec<_> = mine.iter().filter(same).collect();
            if known.is_empty() != self.endorses {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            if self.endorses && mine.len() >= MOST_ENDORSED {
                let error = ApiError::new(ErrorCode::BadSaying).with("what", "endorsed");
                return Err(error.with("text", MOST_ENDORSED).into());
            }
            let said = match self.endorses {
                true => vec![(Saying::Endorsed(of, tag), "yes".to_owned())],
                false => {
                    let gone = known
                        .into_iter()
                        .map(|(of, tag)| (Saying::Endorsed(*of, tag.clone()), String::new()));
                    gone.collect()
                }
            };
            let stale = say(space, said)?;
            Ok::<_, ChangeError>((show::person(space, of, now), stale))
        })
    }
}

impl Handle for HideEndorsements {
    fn handle(self, core: &Core) -> Result<PersonView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let me = show::somebody(space, None)?;
            let text = if self.hidden { "hidden" } else { "" };
            let stale = say(space, vec![(Saying::Endorsements, text.to_owned())])?;
            Ok::<_, ChangeError>((show::person(space, me, clock::now()), stale))
        })
    }
}
