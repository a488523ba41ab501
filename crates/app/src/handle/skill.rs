//! What people say about themselves, and who outside the group can help it.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ImportContacts, ListPeople, PutOutsider, SetProfile, SetSkill, ShowPerson},
    view::{ContactsView, OutsiderView, PeopleView, PersonView},
};
use etabli_model::{
    id::{DocumentId, LocalId},
    inventory::{ContactField, Edit, Note, Shown},
    skill::{Kind, Level, MOST_SKILLS, Outsider, Saying, Skill, Tag},
    text::fold_for_search,
};

use super::Handle;
use crate::{
    card, clock,
    core::{ChangeError, Core},
    roster::Sought,
    show,
    space::{Space, Stale},
};

pub(super) fn bad_skill(what: &str) -> ApiError {
    ApiError::new(ErrorCode::BadSkill).with("what", what)
}

/// Reads one of some words, none where nothing is said.
pub(super) fn word<T>(
    typed: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, ApiError> {
    match typed.map(str::trim).filter(|typed| !typed.is_empty()) {
        None => Ok(None),
        Some(typed) => read(typed).map(Some).ok_or_else(|| bad_skill(typed)),
    }
}

impl Handle for ListPeople {
    fn handle(self, core: &Core) -> Result<PeopleView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let tag = |typed: &str| Tag::parse(typed).or_else(|_| Tag::read(typed)).ok();
        let language = self.language.as_deref().map(fold_for_search);
        let sought = Sought {
            words: Sought::words_of(&self.words),
            tag: word(self.skill.as_deref(), tag)?,
            kind: word(self.kind.as_deref(), Kind::parse)?,
            level: word(self.level.as_deref(), Level::parse)?,
            language: language.filter(|language| !language.is_empty()),
            day: self.day,
        };
        core.with(id, |space| Ok(show::people(space, &sought, self.most)))
    }
}

impl Handle for ShowPerson {
    fn handle(self, core: &Core) -> Result<PersonView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let member = show::somebody(space, self.member.as_deref())?;
            Ok(show::person(space, member, clock::now()))
        })
    }
}

/// Writes what the person here says about themself.
pub(super) fn say(space: &mut Space, said: Vec<(Saying, String)>) -> Result<Stale, ChangeError> {
    let me = space.me()?;
    let edit = |(saying, typed): (Saying, String)| {
        let bad = || {
            let shown: String = typed.chars().take(40).collect();
            ApiError::new(ErrorCode::BadSaying).with("what", &saying).with("text", shown)
        };
        let text = saying.read(&typed).map_err(|_| bad())?;
        let text = Note::parse(&text).map_err(|_| bad())?;
        Ok(Edit::SetSaying(saying.clone(), text))
    };
    let edits = said.into_iter().map(edit).collect::<Result<Vec<Edit>, ApiError>>()?;
    Ok(space.edit(clock::now(), &[(DocumentId::Member(me), edits)])?)
}

/// Changes what the person here says and shows them anew.
fn change(
    core: &Core,
    space: Option<&str>,
    write: impl FnOnce(&mut Space) -> Result<Stale, ChangeError>,
) -> Result<PersonView, ApiError> {
    let id = core.find_space(space)?;
    core.change(id, |space| {
        let stale = write(space)?;
        let me = show::somebody(space, None)?;
        Ok::<_, ChangeError>((show::person(space, me, clock::now()), stale))
    })
}

impl Handle for SetProfile {
    fn handle(self, core: &Core) -> Result<PersonView, ApiError> {
        change(core, self.space.as_deref(), |space| {
            let me = space.me()?;
            let texts = [
                (Saying::Goals, self.goals),
                (Saying::Languages, self.languages),
                (Saying::Days, self.days),
                (Saying::Availability, self.availability),
                (Saying::Welcomes, self.welcomes),
            ];
            let mut said: Vec<(Saying, String)> =
                texts.into_iter().filter_map(|(of, text)| Some((of, text?))).collect();
            if let Some(hint) = self.settled {
                let roster = &space.catalogue.roster;
                let known = roster.said(&me).map_or("", |said| said.text(&Saying::Settled));
                said.push((Saying::Settled, format!("{known} {hint}")));
            }
            let mut stale = say(space, said)?;
            let shown = match self.shown.as_deref().map(str::trim) {
                None => None,
                Some("members") => Some(Shown::Members),
                Some("stewards") => Some(Shown::Stewards),
                Some(other) => return Err(bad_skill(other).into()),
            };
            if let Some(shown) = shown {
                let edits = vec![Edit::SetContact(ContactField::Shown(shown))];
                stale.extend(space.edit(clock::now(), &[(DocumentId::Private(me), edits)])?);
            }
            Ok(stale)
        })
    }
}

impl Handle for SetSkill {
    fn handle(self, core: &Core) -> Result<PersonView, ApiError> {
        let tag = Tag::parse(&self.skill).or_else(|_| Tag::read(&self.skill));
        let tag = tag.map_err(|_| bad_skill(&self.skill))?;
        let kind = |typed: &String| Kind::parse(typed).ok_or_else(|| bad_skill(typed));
        let kinds = self.kinds.iter().map(kind).collect::<Result<Vec<Kind>, ApiError>>()?;
        let level = word(self.level.as_deref(), Level::parse)?.unwrap_or_default();
        change(core, self.space.as_deref(), |space| {
            let me = space.me()?;
            let said = space.catalogue.roster.said(&me);
            let former = said.and_then(|said| said.skill(&tag));
            let many = said.map_or(0, |said| said.skills.len());
            if kinds.is_empty() {
                return match former {
                    Some(_) => say(space, vec![(Saying::Skill(tag), String::new())]),
                    None => Err(ApiError::from(ErrorCode::NothingToChange).into()),
                };
            }
            if former.is_none() && many >= MOST_SKILLS {
                let error = ApiError::new(ErrorCode::BadSaying).with("what", "skill");
                return Err(error.with("text", MOST_SKILLS).into());
            }
            // A key is no name: what they called it stays.
            let called = match (Tag::parse(&self.skill), former) {
                (Ok(_), Some(former)) if !former.words.is_empty() => former.words.clone(),
                (Ok(tag), _) => tag.names().0.to_owned(),
                (Err(_), _) => self.skill.clone(),
            };
            let skill = Skill::typed(&called, kinds, level, &self.note);
            let skill = skill.map_err(|_| bad_skill(&self.skill))?;
            say(space, vec![(Saying::Skill(skill.tag.clone()), skill.to_string())])
        })
    }
}

fn write_outsiders(space: &mut Space, all: Vec<(LocalId, String)>) -> Result<Stale, ChangeError> {
    let edit = |(id, text): (LocalId, String)| {
        let text = Note::parse(&text).map_err(|_| bad_skill(&text))?;
        Ok(Edit::SetOutsider(id, text))
    };
    let edits = all.into_iter().map(edit).collect::<Result<Vec<Edit>, ApiError>>()?;
    let mut stale = space.edit(clock::now(), &[(DocumentId::Catalogue, edits)])?;
    stale.insert(etabli_api::Topic::Members);
    Ok(stale)
}

impl Handle for PutOutsider {
    fn handle(self, core: &Core) -> Result<Vec<OutsiderView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let known = match self.outsider.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
                None => None,
                Some(what) => {
                    let all = space.catalogue.roster.outsiders();
                    let named = all.map(|(id, one)| {
                        (*id, vec![one.name.clone(), id.to_string()], one.name.clone())
                    });
                    Some(show::pick(what, named)?)
                }
            };
            let text = match (self.name.trim(), known) {
                ("", None) => return Err(ApiError::from(ErrorCode::NothingToChange).into()),
                ("", Some(_)) => String::new(),
                (name, _) => Outsider::typed(name, &self.skills, &self.reach, &self.note)
                    .ok_or_else(|| bad_skill(name))?
                    .to_string(),
            };
            let stale =
                write_outsiders(space, vec![(known.unwrap_or_else(clock::local_id), text)])?;
            Ok::<_, ChangeError>((show::outsiders(space), stale))
        })
    }
}

impl Handle for ImportContacts {
    fn handle(self, core: &Core) -> Result<ContactsView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let bad = || ApiError::new(ErrorCode::BadContacts).with("most", card::MOST_CARDS);
        let cards = card::read(&self.text).ok_or_else(bad)?;
        let sort = |space: &Space| {
            let roster = &space.catalogue.roster;
            let mut names: std::collections::BTreeSet<String> =
                roster.outsiders().map(|(_, one)| fold_for_search(&one.name)).collect();
            let is_new = |card: &Outsider| names.insert(fold_for_search(&card.name));
            cards.people.iter().cloned().partition::<Vec<Outsider>, _>(is_new)
        };
        let view = |space: &Space, new: &[Outsider], known: &[Outsider]| {
            let skills = |one: &Outsider| {
                one.skills.iter().map(|(tag, words)| show::skill_name(tag, words)).collect()
            };
            ContactsView {
                people: show::outsiders(space),
                new: new.iter().map(|one| (one.name.clone(), skills(one))).collect(),
                known: known.iter().map(|one| one.name.clone()).collect(),
                left: cards.left.clone(),
            }
        };
        if self.look {
            return core.with(id, |space| {
                let (new, known) = sort(space);
                Ok(view(space, &new, &known))
            });
        }
        core.change(id, |space| {
            let (new, known) = sort(space);
            if new.is_empty() {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            let texts = new.iter().map(|card| (clock::local_id(), card.to_string()));
            let stale = write_outsiders(space, texts.collect())?;
            Ok::<_, ChangeError>((view(space, &new, &known), stale))
        })
    }
}
