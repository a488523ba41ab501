//! What a project needs, met with what the group has. It is worked out anew whenever it is asked
//! for, by rules that see the same on every computer; only who may book is the person's here.

use std::collections::BTreeSet;

use etabli_api::{
    ApiError,
    command::MatchNeeds,
    view::{FreeView, MetHow, NeedMatch, PersonMatch, SkillName, ThingMatch},
};
use etabli_model::{
    act::{Occurrence, Part},
    attribute::Setting,
    booking::Asker,
    detail::Detail,
    id::{MemberId, PlaceId, ResourceId},
    inventory::{Item, Place},
    matching::{Fit, Freedom, Help, Met, Offered, Thing, Training, Wanted, people, shared, things},
    project::{
        Project,
        sheet::{self, Need, NeedKind},
    },
    skill::Tag,
    text::fold_for_search,
    time::Timestamp,
    trade,
};

use super::{Handle, booking::claims, team::Able};
use crate::{
    catalogue::Shelved, clock, core::Core, hay::Word, opening, roster::Sought, show, space::Space,
    wall::Zone,
};

/// How many of what fits are looked at more closely, those whose words fit best.
const MOST_FITTING: usize = 64;
/// How many are shown for a need.
const MOST_SHOWN: usize = 5;
/// How many times at which something is free are shown.
const MOST_TIMES: usize = 4;
/// How long "now" lasts, for what is needed at no time in particular: a minute.
const NOW: i64 = 60 * 1000;

impl Handle for MatchNeeds {
    fn handle(self, core: &Core) -> Result<Vec<NeedMatch>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let project = show::find_project(space, &self.project)?;
            let Some(board) = space.board(&project.id) else { return Ok(Vec::new()) };
            let seeker = Seeker::of(space, project, clock::now());
            let needs = Need::all(board);
            Ok(needs.iter().filter(|need| !need.met).map(|need| seeker.seek(need)).collect())
        })
    }
}

/// Who looks for things, and what it is worth knowing once for all needs.
struct Seeker<'a> {
    space: &'a Space,
    /// Who works on the project, each by their first name.
    members: BTreeSet<MemberId>,
    /// The places in which the project is worked on, the outermost first; none where it says none.
    at: Vec<PlaceId>,
    asker: Asker<'a>,
    zone: Zone,
    /// The kinds of things by the names that catalogues give them, folded, in both languages.
    kinds: Vec<String>,
    /// The person here, if they take part in the space.
    me: Option<MemberId>,
}

impl<'a> Seeker<'a> {
    fn of(space: &'a Space, project: &Project, now: Timestamp) -> Self {
        // In the name of who began the project, so that everybody is shown the same.
        let (bookings, lending) = (space.bookings(), space.lending());
        let asker =
            Asker { bookings, lending, member: Some(project.by), now, counted: None, rules: None };
        let kinds = space.catalogue.kinds().into_iter().map(|kind| match trade::named(kind) {
            Some(trade) => fold_for_search(&format!("{} {}", trade.french, trade.english)),
            None => fold_for_search(kind),
        });
        let kinds = kinds.collect();
        let me = space.me().ok().filter(|_| show::takes_part(space));
        let works = project.members.iter().filter(|(_, part)| **part >= Part::Member);
        let members = works.map(|(member, _)| space.membership().first_name(member)).collect();
        let at = show::said(space, &project.id, sheet::PLACE).parse::<PlaceId>();
        let at = at.map(|place| inwards(space, &place)).unwrap_or_default();
        Self { space, members, at, asker, zone: opening::zone(space), kinds, me }
    }

    fn seek(&self, need: &Need) -> NeedMatch {
        let (during, until) = match self.during(need) {
            Some(during) => (during, Some(during.end)),
            None => (Occurrence { start: self.asker.now, end: self.asker.now.plus(NOW) }, None),
        };
        let wanted = Wanted::of(&need.words);
        let fitting = match need.kind {
            NeedKind::Tool => self.items(&wanted, |item| !item.is_immaterial()),
            NeedKind::Sheet => self.items(&wanted, Item::is_immaterial),
            NeedKind::Place => self.places(&wanted),
            NeedKind::Skill => Vec::new(),
        };
        let found = fitting.iter().take(MOST_FITTING).map(|(fit, it)| self.thing(*fit, it, during));
        let (met, offered) = things(need.quantity, &self.at, found.collect());
        let (helped, helps) = self.people(need);
        let met = if need.kind == NeedKind::Skill { helped } else { met };
        let (met, found) = match met {
            Met::Whole => (MetHow::Whole, need.quantity),
            Met::Part(found) => (MetHow::Part, found),
            Met::Nothing => (MetHow::Nothing, 0),
        };
        NeedMatch {
            need: need.id,
            kind: need.kind.as_str().to_owned(),
            words: need.words.clone(),
            met,
            found,
            wanted: need.quantity,
            from: during.start,
            until,
            more: show::count(fitting.len().max(helps.len()).saturating_sub(MOST_SHOWN)),
            things: offered.into_iter().take(MOST_SHOWN).map(|it| self.show(it)).collect(),
            people: helps.into_iter().take(MOST_SHOWN).collect(),
        }
    }

    /// Returns who can help, and how far they do; nobody where no skill is needed.
    fn people(&self, need: &Need) -> (Met, Vec<PersonMatch>) {
        if need.kind != NeedKind::Skill || Wanted::of(&need.words).is_empty() {
            return (Met::Nothing, Vec::new());
        }
        let sought = Sought { words: Sought::words_of(&need.words), ..Sought::default() };
        let Able { helpers, names: mut skills, taught } = Able::of(self.space, &sought);
        let (met, helps) = people(need.quantity, helpers);
        let view = |help: Help| {
            let SkillName { french, english, .. } = skills.remove(&help.member).unwrap_or_default();
            PersonMatch {
                member: help.member,
                name: self.space.catalogue.name_of(&help.member).to_owned(),
                skill: (french, english),
                teaches: help.teaches,
                level: help.level,
                endorsed: help.endorsed,
                asks: taught
                    .get(&help.member)
                    .filter(|skill| self.can_ask(&help.member, skill))
                    .map(Tag::to_string)
                    .unwrap_or_default(),
            }
        };
        (met, helps.into_iter().map(view).collect())
    }

    /// Whether the person here can ask somebody to teach them something.
    fn can_ask(&self, of: &MemberId, skill: &Tag) -> bool {
        let Some(me) = show::takes_part(self.space).then(|| self.space.me().ok()).flatten() else {
            return false;
        };
        let me = self.space.membership().first_name(&me);
        let asked = self.space.mentorings().mentorings();
        *of != me && !asked.filter(|one| one.is_open()).any(|one| one.is(&me, of, skill))
    }

    /// Returns what whoever works on the project must have learned for something.
    fn training(&self, found: &Found<'_>) -> (Training, String) {
        let asked = self.space.catalogue.setting(Setting::Trained);
        let scope = match found {
            Found::Item(item) => item.asks_training(asked),
            Found::Place(_) => None,
        };
        let Some(scope) = scope else { return (Training::Held, String::new()) };
        let holds =
            |member: &MemberId| self.space.trainings().holds(member, &scope, self.asker.now);
        if self.members.iter().any(holds) {
            return (Training::Held, String::new());
        }
        let trainers: BTreeSet<MemberId> = show::trainers(self.space, &scope).into_iter().collect();
        let name = show::scope_name(self.space, &scope);
        match trainers.is_empty() {
            true => (Training::Untaught, name),
            false => (Training::Taught(trainers), name),
        }
    }

    /// Returns the time of a need, by the wall clock of the space.
    fn during(&self, need: &Need) -> Option<Occurrence> {
        let (from, until) = (need.from.or(need.until)?, need.until.or(need.from)?);
        let midnight = |day: chrono::NaiveDate| self.zone.naive(day.and_hms_opt(0, 0, 0)?);
        let (start, end) = (midnight(from.min(until))?, midnight(from.max(until).succ_opt()?)?);
        (start < end).then_some(Occurrence { start, end })
    }

    fn items(&self, wanted: &Wanted, is: impl Fn(&Item) -> bool) -> Vec<(Fit, Found<'a>)> {
        // Most things hold none of the words, which is told faster than how well they fit.
        let text = wanted.words().collect::<Vec<_>>().join(" ");
        let words = Word::all(&text);
        let told = |kind: &String| words.iter().any(|word| word.is_in(kind));
        let told: Vec<bool> = self.kinds.iter().map(told).collect();
        let fit = |shelved: &'a Shelved| {
            let told = told.get(shelved.kind).copied().unwrap_or_default();
            if !told && !words.iter().any(|word| shelved.hay.has(word)) {
                return None;
            }
            let item = &*shelved.item;
            let kind = self.kinds.get(shelved.kind).map_or("", String::as_str);
            let (name, rest) = shelved.hay.text().split_once('\n').unwrap_or_default();
            let fit = wanted.fit(name, kind, rest)?;
            is(item).then_some((fit, Found::Item(item)))
        };
        sorted(self.space.catalogue.items().filter_map(fit).collect())
    }

    fn places(&self, wanted: &Wanted) -> Vec<(Fit, Found<'a>)> {
        let fit = |place: &'a Place| {
            let says =
                |detail| fold_for_search(place.details.get(&detail).map_or("", String::as_str));
            let rest = [Detail::Equipment, Detail::Services].map(says).join(" ");
            let fit = wanted.fit(&fold_for_search(&place.name), &says(Detail::Kind), &rest)?;
            Some((fit, Found::Place(place)))
        };
        let places = self.space.catalogue.places().filter(|place| !place.withdrawn);
        sorted(places.filter_map(fit).collect())
    }

    fn thing(&self, fit: Fit, found: &Found<'_>, during: Occurrence) -> Thing {
        let resource = found.resource();
        let path = found.inside().map(|place| inwards(self.space, &place)).unwrap_or_default();
        let (units, free) = match found {
            Found::Item(item) if item.is_immaterial() => (u32::MAX, Vec::new()),
            Found::Item(item) if item.is_stock() => {
                let stock = show::stock(self.space, &item.id).max(0);
                (u32::try_from(stock).unwrap_or(u32::MAX), Vec::new())
            }
            Found::Item(item) => {
                let broken = self.space.upkeep().item(&item.id).map_or(0, |it| it.broken());
                let units = item.quantity.saturating_sub(broken);
                (units, self.free(resource, item.quantity, during))
            }
            Found::Place(_) => {
                let units = self.space.bookings().capacity(&resource).0;
                (units, self.free(resource, units, during))
            }
        };
        let free = free.into_iter().map(|(piece, left)| (piece, left.min(units))).collect();
        Thing { resource, fit, units, free, path, training: self.training(found).0 }
    }

    /// Returns how many of something are free over a time: what a booking would be told.
    fn free(&self, resource: ResourceId, units: u32, during: Occurrence) -> Vec<(Occurrence, u32)> {
        let mut claims = claims(self.space, resource, Some(1));
        claims.sort_by_key(|claim| claim.resource != resource);
        let unsaid = self.space.bookings().capacity(&resource).1.is_none();
        let counted = unsaid.then_some((resource, units));
        Asker { counted, ..self.asker }.free(&claims, during)
    }

    fn show(&self, offered: Offered) -> ThingMatch {
        let catalogue = &self.space.catalogue;
        let (name, tag, booked, asked) = match offered.thing.resource {
            ResourceId::Item(id) => match catalogue.item(&id) {
                Some(item) => {
                    let booked = !(item.is_stock() || item.is_immaterial());
                    let asked = self.me.is_some_and(|me| show::asks(self.space, item, me));
                    (item.name.clone(), item.tag.clone(), booked, asked)
                }
                None => Default::default(),
            },
            ResourceId::Place(id) => {
                let name = catalogue.place(&id).map(|it| it.name.clone());
                (name.unwrap_or_default(), String::new(), true, false)
            }
        };
        let (units, times) = match offered.freedom {
            Freedom::Always(units) => (units, Vec::new()),
            Freedom::At(units, times) => (units, times),
            Freedom::Never => (0, Vec::new()),
        };
        let time = |Occurrence { start, end }| FreeView { start, end, left: units };
        let item = match offered.thing.resource {
            ResourceId::Item(id) => catalogue.item(&id),
            ResourceId::Place(_) => None,
        };
        let training = item.map(|item| self.training(&Found::Item(item)).1).unwrap_or_default();
        let trainers = match &offered.thing.training {
            Training::Taught(trainers) => trainers.clone(),
            Training::Held | Training::Untaught => BTreeSet::new(),
        };
        let trainers = trainers.iter().map(|member| catalogue.name_of(member).to_owned());
        let path = offered.thing.path.last().map(|place| catalogue.path(place).join(" / "));
        let place = |id: &PlaceId| catalogue.place(id).map(|place| place.name.clone());
        let near = shared(&self.at, &offered.thing.path).and_then(place);
        ThingMatch {
            near: near.unwrap_or_default(),
            resource: offered.thing.resource,
            name,
            tag,
            path: path.unwrap_or_default(),
            units,
            times: times.into_iter().take(MOST_TIMES).map(time).collect(),
            steps: offered.steps,
            training: match offered.thing.training {
                Training::Held => String::new(),
                Training::Taught(_) | Training::Untaught => training,
            },
            trainers: trainers.collect(),
            can_book: self.me.is_some() && booked && units > 0,
            can_ask: asked,
        }
    }
}

/// Returns a place with those it lies in, the outermost first.
fn inwards(space: &Space, place: &PlaceId) -> Vec<PlaceId> {
    let mut path = space.catalogue.ancestry(place);
    path.reverse();
    path
}

/// Something whose words fit.
#[derive(Clone, Copy)]
enum Found<'a> {
    Item(&'a Item),
    Place(&'a Place),
}

impl Found<'_> {
    const fn resource(&self) -> ResourceId {
        match self {
            Self::Item(item) => ResourceId::Item(item.id),
            Self::Place(place) => ResourceId::Place(place.id),
        }
    }

    const fn inside(&self) -> Option<PlaceId> {
        match self {
            Self::Item(item) => item.place,
            Self::Place(place) => place.inside,
        }
    }
}

/// Puts what fits best first, the same on every computer.
fn sorted(mut found: Vec<(Fit, Found<'_>)>) -> Vec<(Fit, Found<'_>)> {
    found.sort_by_key(|(fit, found)| (*fit, found.resource()));
    found
}
