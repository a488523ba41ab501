//! Who may use what: giving trainings, ending them, naming trainers, and what somebody lacks.

use etabli_api::{
    ApiError, ErrorCode,
    command::{EndTraining, GiveTraining, ListTrainings, NameTrainer},
    view::TrainingsView,
};
use etabli_model::{
    act::{self, Claim, Known, Scope},
    attribute::Setting,
    id::{ItemId, MemberId, ResourceId},
    time::Timestamp,
};

use super::Handle;
use crate::{
    clock,
    core::{ChangeError, Core},
    moment, show,
    space::Space,
};

/// Returns the training that an item asks for and a member does not hold.
pub(crate) fn asked_of(
    space: &Space,
    item: ItemId,
    member: &MemberId,
    now: Timestamp,
) -> Option<Scope> {
    let asked = space.catalogue.setting(Setting::Trained);
    let of = space.catalogue.item(&item)?.asks_training(asked)?;
    let own = item.owner().is_some_and(|owner| {
        space.membership().first_name(&owner) == space.membership().first_name(member)
    });
    let may = own
        || space.trainings().holds(member, &of, now)
        || space.trainings().trainer(member, &of).is_some();
    (!may).then_some(of)
}

/// Returns the first training that what is claimed asks for and a member does not hold.
pub(crate) fn lacking(
    space: &Space,
    claims: &[Claim],
    member: &MemberId,
    now: Timestamp,
) -> Option<Scope> {
    let taken = claims.iter().filter(|claim| claim.units > 0);
    taken.into_iter().find_map(|claim| match claim.resource {
        ResourceId::Item(item) => asked_of(space, item, member, now),
        ResourceId::Place(_) => None,
    })
}

/// Tells what would make it possible to use something: who trains for it.
pub(crate) fn refusal(space: &Space, of: &Scope, what: &str) -> ApiError {
    let names: Vec<&str> = show::trainers(space, of)
        .iter()
        .map(|one| space.catalogue.name_of(one))
        .collect::<Vec<_>>();
    let error =
        |code| ApiError::new(code).with("what", what).with("training", show::scope_name(space, of));
    match names.as_slice() {
        [] => error(ErrorCode::NobodyTrains),
        names => error(ErrorCode::Untrained).with("who", names.join(", ")),
    }
}

/// Reads what a training is for: an item as people name it, or a category.
fn scope(space: &Space, typed: &str) -> Result<Scope, ApiError> {
    let of = Scope::category(typed);
    let asked = space.catalogue.setting(Setting::Trained).lines();
    let used = space.catalogue.categories().map(|(name, _)| name);
    if used.chain(asked).any(|name| Scope::category(name) == of) {
        return Ok(of);
    }
    show::find_item(space, typed).map(Scope::Item)
}

impl Handle for ListTrainings {
    fn handle(self, core: &Core) -> Result<TrainingsView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::coverage(space, clock::now())))
    }
}

/// Writes an act about trainings that a handler decides.
fn write(
    core: &Core,
    space: Option<&str>,
    decide: impl FnOnce(&Space, Timestamp) -> Result<Known, ApiError>,
) -> Result<TrainingsView, ApiError> {
    let id = core.find_space(space)?;
    let now = clock::now();
    core.change(id, |space| {
        let act = decide(space, now)?;
        let stale = space.act(now, &[act])?;
        Ok::<_, ChangeError>((show::coverage(space, now), stale))
    })
}

/// Returns what makes the person here a trainer for something, where they do not answer for it.
fn as_trainer(
    space: &Space,
    of: &Scope,
    answers: &Known,
) -> Result<Option<etabli_model::id::TrainingId>, ApiError> {
    if space.may(answers) {
        return Ok(None);
    }
    let me = space.me().map_err(|error| crate::core::api_error(&error))?;
    let trainer = space.trainings().trainer(&me, of);
    trainer.map(|trainer| Some(trainer.id)).ok_or_else(|| ErrorCode::NotAllowed.into())
}

impl Handle for GiveTraining {
    fn handle(self, core: &Core) -> Result<TrainingsView, ApiError> {
        let until = self.until.as_deref().map(str::trim).filter(|until| !until.is_empty());
        let until = until.map(moment::due).transpose()?;
        write(core, self.space.as_deref(), |space, at| {
            let member = show::find_member(space, &self.member)?;
            let of = scope(space, &self.of)?;
            if until.is_some_and(|until| until <= at) {
                return Err(ErrorCode::DueInPast.into());
            }
            let lifts = space.trainings().to_lift(&member, &of);
            let give = |by| act::GiveTraining {
                member,
                of: of.clone(),
                at,
                until,
                by,
                lifts: lifts.clone(),
                more: Vec::new(),
            };
            let by = as_trainer(space, &of, &Known::GiveTraining(give(None)))?;
            Ok(Known::GiveTraining(give(by)))
        })
    }
}

impl Handle for EndTraining {
    fn handle(self, core: &Core) -> Result<TrainingsView, ApiError> {
        write(core, self.space.as_deref(), |space, at| {
            let member = show::find_member(space, &self.member)?;
            let of = scope(space, &self.of)?;
            if space.trainings().held(&member, &of).next().is_none() {
                let what = show::scope_name(space, &of);
                return Err(ApiError::new(ErrorCode::NotTrained).with("what", what));
            }
            let end = |by| act::EndTraining { member, of: of.clone(), at, by, more: Vec::new() };
            let by = as_trainer(space, &of, &Known::EndTraining(end(None)))?;
            Ok(Known::EndTraining(end(by)))
        })
    }
}

impl Handle for NameTrainer {
    fn handle(self, core: &Core) -> Result<TrainingsView, ApiError> {
        write(core, self.space.as_deref(), |space, at| {
            let member = show::find_member(space, &self.member)?;
            let of = scope(space, &self.of)?;
            let (more, all) = (Vec::new(), space.trainings());
            if all.trainer(&member, &of).is_some() == self.trains {
                return Err(ErrorCode::NothingToChange.into());
            }
            Ok(match self.trains {
                true => {
                    let lifts = all.to_rename(&member, &of);
                    Known::NameTrainer(act::NameTrainer { member, of, at, lifts, more })
                }
                false => {
                    let keeps = all.said_by(&member, &of);
                    Known::EndTrainer(act::EndTrainer { member, of, at, keeps, more })
                }
            })
        })
    }
}
