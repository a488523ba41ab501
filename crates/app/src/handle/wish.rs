//! What the group wishes for, and what holds for the whole space.

use etabli_api::{
    ApiError, ErrorCode,
    command::{AddWish, BackWish, EndWish, ListSettings, ListWishes, SetSetting},
    view::{SettingView, WishView},
};
use etabli_model::{
    act::{self, Known},
    attribute::{AttributeError, Setting},
    id::{DocumentId, ItemId, SpaceId, WishedId},
    inventory::{Edit, NewItem, Note},
    wishlist::{WishEnd, Wished},
};

use super::{Handle, goods, item, space::name};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

fn view(space: &Space, wish: &Wished) -> WishView {
    let named = |member| space.catalogue.name_of(member).to_owned();
    let me = space.me().ok();
    WishView {
        id: wish.id,
        name: wish.name.clone(),
        note: wish.note.clone(),
        by: wish.by,
        by_name: named(&wish.by),
        at: wish.at,
        backers: wish.backers.iter().map(named).collect(),
        mine: me.is_some_and(|me| wish.backers.contains(&me)),
        own: me == Some(wish.by),
        ended: wish.end.is_some(),
        item: match wish.end {
            Some(WishEnd::Item(item)) => Some(item),
            Some(WishEnd::TakenBack) | None => None,
        },
    }
}

fn shown(core: &Core, space: SpaceId, id: WishedId) -> Result<WishView, ApiError> {
    core.with(space, |space| {
        let found = space.wishlist().wish(&id);
        let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
        Ok(view(space, found))
    })
}

/// Finds a wish that goes on, by its id, its name or the beginning of one of them.
fn find(space: &Space, what: &str) -> Result<Wished, ApiError> {
    if let Ok(id) = what.trim().parse::<WishedId>()
        && let Some(wish) = space.wishlist().wish(&id)
    {
        return match wish.end {
            Some(_) => Err(ErrorCode::WishEnded.into()),
            None => Ok(wish.clone()),
        };
    }
    let open = space.wishlist().wishes().filter(|wish| wish.end.is_none());
    let named = open.map(|wish| {
        (wish.clone(), vec![wish.name.clone(), wish.id.to_string()], wish.name.clone())
    });
    show::pick(what, named)
}

impl Handle for AddWish {
    fn handle(self, core: &Core) -> Result<WishView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = name(&self.name)?.as_str().to_owned();
        let (note, at) = (goods::said(&self.note)?, clock::now());
        let wish = core.change(id, |space| {
            let act = Known::WishFor(act::WishFor { name, note, at, more: Vec::new() });
            let (ids, stale) = space.act_ids(at, &[act])?;
            let made = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
            Ok::<_, ChangeError>((WishedId { entry: made.entry, index: made.index }, stale))
        })?;
        shown(core, id, wish)
    }
}

impl Handle for ListWishes {
    fn handle(self, core: &Core) -> Result<Vec<WishView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let wishes = space.wishlist().wishes().filter(|wish| self.all || wish.end.is_none());
            let mut wishes: Vec<WishView> = wishes.map(|wish| view(space, wish)).collect();
            wishes.sort_by_key(|wish| {
                (wish.ended, std::cmp::Reverse(wish.backers.len()), wish.at, wish.id)
            });
            Ok(wishes)
        })
    }
}

impl Handle for BackWish {
    fn handle(self, core: &Core) -> Result<WishView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let wish = core.change(id, |space| {
            let wish = find(space, &self.wish)?;
            let (id, backs, more) = (wish.id, self.backs, Vec::new());
            let act = Known::BackWish(act::BackWish { wish: id, backs, more });
            Ok::<_, ChangeError>((id, space.act(clock::now(), &[act])?))
        })?;
        shown(core, id, wish)
    }
}

impl Handle for EndWish {
    fn handle(self, core: &Core) -> Result<WishView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let wish = core.change(id, |space| {
            let wish = find(space, &self.wish)?;
            let now = clock::now();
            let (item, mut stale) = match (self.got, self.item.as_deref()) {
                (false, _) if space.me()? != wish.by => return Err(ErrorCode::NotAllowed.into()),
                (false, _) => (None, Default::default()),
                (true, Some(named)) if !named.trim().is_empty() => {
                    (Some(show::find_item(space, named)?), Default::default())
                }
                (true, _) => {
                    let local = clock::local_id();
                    let mut new = NewItem::named(local, name(&wish.name)?);
                    new.note = Note::parse(&wish.note).map_err(item::too_long)?;
                    let edits = vec![Edit::PutItem(new)];
                    let stale = space.edit(now, &[(DocumentId::Catalogue, edits)])?;
                    (Some(ItemId::common(local)), stale)
                }
            };
            let (id, more) = (wish.id, Vec::new());
            let act = Known::EndWish(act::EndWish { wish: id, item, at: now, more });
            stale.extend(space.act(now, &[act])?);
            Ok::<_, ChangeError>((id, stale))
        })?;
        shown(core, id, wish)
    }
}

fn settings(space: &Space) -> Vec<SettingView> {
    let all = Setting::ALL.iter().map(|setting| SettingView {
        key: setting.as_str().to_owned(),
        value: space.catalogue.setting(*setting).to_owned(),
    });
    all.collect()
}

impl Handle for ListSettings {
    fn handle(self, core: &Core) -> Result<Vec<SettingView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(settings(space)))
    }
}

impl Handle for SetSetting {
    fn handle(self, core: &Core) -> Result<Vec<SettingView>, ApiError> {
        let unknown = || ApiError::new(ErrorCode::NotFound).with("what", &self.setting);
        let setting = Setting::parse(self.setting.trim()).ok_or_else(unknown)?;
        let read = setting.read(&self.text).map_err(|error| match error {
            AttributeError::TooLong(most, _) => {
                ApiError::new(ErrorCode::TextTooLong).with("most", most)
            }
            _ => ApiError::new(ErrorCode::BadAttribute)
                .with("what", &self.text)
                .with("field", setting.as_str()),
        })?;
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            if !show::may_govern(space) {
                return Err(ErrorCode::NotAllowed.into());
            }
            if space.catalogue.setting(setting) == read.as_str() {
                return Err(ErrorCode::NothingToChange.into());
            }
            let edit = Edit::SetSetting(setting, read);
            let stale = space.edit(clock::now(), &[(DocumentId::Catalogue, vec![edit])])?;
            Ok::<_, ChangeError>((settings(space), stale))
        })
    }
}
