//! People as views: who can what, who may use what, what is needed and offered, who learns.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ApiError,
    view::{
        ContactView, CoverageView, HeldView, MatchView, MentoringView, OutsiderView, PeopleView,
        PersonRow, PersonView, PostView, ReplyView, SkillName, SkillView, TrainedView,
        TrainingsView, WelcomeView,
    },
};
use etabli_model::{
    act::{Known, NameTrainer, RepairStage, Role, Scope},
    attribute::{Attribute, Setting, referents},
    id::{MemberId, MentoringId},
    inventory::{Contact, Item, Shown},
    membership::Standing,
    mentoring::{Mentoring, MentoringState},
    offer::{Post, PostId, State},
    skill::{Kind, SKILLS, Saying, Skill, Tag, Usual},
    text::fold_for_search,
    time::Timestamp,
};

use super::{
    count,
    endorsement::{Endorsements, badges_of},
    find_member, pick,
};
use crate::{
    census::{self, Census},
    roster::{Said, Sought},
    space::Space,
};

/// How many people the directory shows where nobody asks for more.
const FEW_ROWS: u32 = 50;
/// How many skills of each.
const MOST_SKILLS: usize = 6;
/// How many who may help each other are told.
const MOST_MATCHES: usize = 20;

fn first(space: &Space, member: &MemberId) -> MemberId {
    space.membership().first_name(member)
}

/// Returns whether a member takes part.
pub(crate) fn is_active(space: &Space, member: &MemberId) -> bool {
    let found = space.membership().member(member);
    found.is_some_and(|member| member.standing == Standing::Active)
}

fn is_steward(space: &Space, member: &MemberId) -> bool {
    space.membership().member(member).is_some_and(|member| member.role == Role::Steward)
}

fn name_of(space: &Space, member: &MemberId) -> String {
    space.catalogue.name_of(member).to_owned()
}

/// Returns the name of a skill in both languages.
pub(crate) fn skill_name(tag: &Tag, words: &str) -> SkillName {
    let (french, english) = if words.is_empty() { tag.names() } else { (words, words) };
    SkillName { key: tag.to_string(), french: french.to_owned(), english: english.to_owned() }
}

fn skill(skill: &Skill) -> SkillView {
    SkillView {
        name: skill_name(&skill.tag, &skill.words),
        kinds: skill.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
        level: skill.level.as_str().to_owned(),
        note: skill.note.clone(),
        ..SkillView::default()
    }
}

/// Who looks at whose skills.
struct Eyes {
    of: MemberId,
    me: Option<MemberId>,
    /// Whether they may endorse what somebody can do.
    may: bool,
}

impl Eyes {
    fn on(space: &Space, of: &MemberId) -> Self {
        let me = space.me().ok().map(|me| first(space, &me));
        let other = me.is_some_and(|me| me != *of) && super::takes_part(space);
        Self { of: *of, me, may: other && is_active(space, of) }
    }

    /// Shows a skill, with how many endorse it and whether the person here may.
    fn skill(&self, known: &Endorsements, one: &Skill) -> SkillView {
        let can = one.kinds.iter().any(|kind| *kind != Kind::Want);
        let endorsed_here = self.me.is_some_and(|me| known.has(&me, &self.of, &one.tag));
        SkillView {
            endorsed: known.count(&self.of, one),
            can_endorse: can && self.may && !endorsed_here,
            endorsed_here,
            ..skill(one)
        }
    }
}

fn usual(usual: &Usual) -> SkillName {
    SkillName {
        key: usual.key.to_owned(),
        french: usual.french.to_owned(),
        english: usual.english.to_owned(),
    }
}

/// Returns how a member is reached, as far as that is shown to the person here.
pub(crate) fn contact_for(space: &Space, member: &MemberId) -> ContactView {
    let me = space.me().ok();
    let Some(contact) = space.catalogue.contact_of(member) else { return ContactView::default() };
    let own = me.as_ref().is_some_and(|me| first(space, me) == first(space, member));
    let steward = || me.as_ref().is_some_and(|me| is_steward(space, me));
    match contact.shown {
        Shown::Stewards if !own && !steward() => ContactView::default(),
        Shown::Stewards | Shown::Members => {
            let Contact { email, phone, note, .. } = contact.clone();
            ContactView { email, phone, note }
        }
    }
}

/// Shows the directory.
pub(crate) fn people(space: &Space, sought: &Sought, most: Option<u32>) -> PeopleView {
    let most = most.unwrap_or(FEW_ROWS);
    let me = space.me().ok().map(|me| first(space, &me));
    let roster = &space.catalogue.roster;
    let census = space.census();
    let mut people: Vec<PersonRow> = Vec::new();
    let mut found = 0_u32;
    let mut met = BTreeSet::new();
    let search = roster.search(sought);
    for (id, said) in census::find(space, &search) {
        if census.several.contains(&id) && !met.insert(id) {
            continue;
        }
        found = found.saturating_add(1);
        if found > most {
            continue;
        }
        let fitting = search.skills(said);
        let rest = said.skills.iter().map(|(skill, _)| skill);
        let rest = rest.filter(|one| !fitting.iter().any(|fit| fit.tag == one.tag));
        let shown = fitting.iter().copied().chain(rest).take(MOST_SKILLS);
        let eyes = Eyes::on(space, &id);
        people.push(PersonRow {
            member: Some(id),
            outsider: None,
            name: name_of(space, &id),
            me: me == Some(id),
            skills: shown.map(|one| eyes.skill(&census.endorsements, one)).collect(),
            more: count(said.skills.len().saturating_sub(MOST_SKILLS)),
            languages: said.text(&Saying::Languages).to_owned(),
            days: said.days(),
            reach: String::new(),
            note: String::new(),
        });
    }
    for (id, outsider) in roster.find_outsiders(sought) {
        found = found.saturating_add(1);
        if found > most {
            continue;
        }
        let skills = outsider.skills.iter().map(|(tag, words)| SkillView {
            name: skill_name(tag, words),
            kinds: vec![Kind::Can.as_str().to_owned()],
            ..SkillView::default()
        });
        people.push(PersonRow {
            member: None,
            outsider: Some(*id),
            name: outsider.name.clone(),
            me: false,
            skills: skills.collect(),
            more: 0,
            languages: String::new(),
            days: Vec::new(),
            reach: outsider.reach.clone(),
            note: outsider.note.clone(),
        });
    }
    let Census { skills, languages, .. } = census;
    PeopleView { people, found, skills: skills.clone(), languages: languages.clone() }
}

/// Returns what a member says, under whichever of their names they do.
fn said<'a>(space: &'a Space, member: &MemberId) -> Option<&'a Said> {
    let roster = &space.catalogue.roster;
    roster.said(member).or_else(|| {
        let further = space.membership().aliases().filter(|(_, first)| first == member);
        further.into_iter().find_map(|(name, _)| roster.said(&name))
    })
}

/// Shows what a member says about themself, and what is known of them.
pub(crate) fn person(space: &Space, member: MemberId, now: Timestamp) -> PersonView {
    let (none, endorsements) = (Said::default(), &space.census().endorsements);
    let said = said(space, &member).unwrap_or(&none);
    let eyes = Eyes::on(space, &member);
    let me = space.me().ok().is_some_and(|me| first(space, &me) == member);
    let text = |of: &Saying| said.text(of).to_owned();
    let items = || space.catalogue.items().map(|shelved| &*shelved.item);
    let refers = items().filter(|item| {
        let mut named = referents(item.attribute(Attribute::Referents));
        named.any(|one| first(space, &one) == member)
    });
    let contact = space.catalogue.contact_of(&member);
    let own = |item: &&Item| item.id.owner().is_some_and(|owner| first(space, &owner) == member);
    let mended =
        |by: &MemberId, stage| stage == Some(RepairStage::Resolved) && first(space, by) == member;
    let repairs = space.upkeep().items().flat_map(|(_, kept)| kept.repairs());
    PersonView {
        member,
        name: name_of(space, &member),
        me,
        active: is_active(space, &member),
        steward: is_steward(space, &member),
        skills: said.skills.iter().map(|(one, _)| eyes.skill(endorsements, one)).collect(),
        badges: badges_of(space, &member, now),
        hides_endorsements: endorsements.is_hidden(&member),
        goals: text(&Saying::Goals),
        languages: text(&Saying::Languages),
        days: said.days(),
        availability: text(&Saying::Availability),
        welcomes: !said.text(&Saying::Welcomes).is_empty(),
        contact: contact_for(space, &member),
        shown: contact
            .map_or("members", |contact| match contact.shown {
                Shown::Members => "members",
                Shown::Stewards => "stewards",
            })
            .to_owned(),
        trainings: held(space, &member, now),
        refers: refers.map(|item| item.name.clone()).collect(),
        shares: count(items().filter(own).count()),
        repairs: count(repairs.filter(|it| mended(&it.by, it.stage())).count()),
        matches: if me { matches(space, member, said) } else { Vec::new() },
        usual: if me { SKILLS.iter().map(usual).collect() } else { Vec::new() },
        nudges: if me { nudges(said, contact) } else { Vec::new() },
    }
}

fn held(space: &Space, member: &MemberId, now: Timestamp) -> Vec<HeldView> {
    let mut found: BTreeMap<&Scope, HeldView> = BTreeMap::new();
    let view = |of: &Scope| HeldView {
        of: scope_name(space, of),
        until: None,
        over: false,
        trains: false,
    };
    for (of, who, training) in space.trainings().all() {
        if who != member {
            continue;
        }
        let over = training.until.is_some_and(|until| until <= now);
        let held =
            found.entry(of).or_insert_with(|| HeldView { until: training.until, over, ..view(of) });
        // The one that goes on longest counts.
        if held.over && !over
            || training.until.is_none_or(|until| held.until.is_some_and(|it| it < until))
        {
            (held.until, held.over) = (training.until, over);
        }
    }
    for (of, who, _) in space.trainings().trainers() {
        if who == member {
            found.entry(of).or_insert_with(|| view(of)).trains = true;
        }
    }
    found.into_values().collect()
}

/// Returns who can teach what the person here wants to learn, and the other way round: those first
/// with whom both is so.
fn matches(space: &Space, me: MemberId, said: &Said) -> Vec<MatchView> {
    let mut found: Vec<MatchView> = Vec::new();
    for (member, other) in space.catalogue.roster.all() {
        let id = first(space, member);
        if id == me || !is_active(space, &id) {
            continue;
        }
        let shared = |wants: &Said, teaches: &Said| -> Vec<SkillName> {
            let taught = wants.of_kind(Kind::Want).filter_map(|skill| teaches.skill(&skill.tag));
            let taught = taught.filter(|skill| skill.kinds.contains(&Kind::Teach));
            taught.map(|skill| skill_name(&skill.tag, &skill.words)).collect()
        };
        let (teaches, learns) = (shared(said, other), shared(other, said));
        if !teaches.is_empty() || !learns.is_empty() {
            found.push(MatchView { member: id, name: name_of(space, &id), teaches, learns });
        }
    }
    found.sort_by_key(|one| {
        let both = !one.teaches.is_empty() && !one.learns.is_empty();
        let length = one.teaches.len().saturating_add(one.learns.len());
        (!both, one.teaches.is_empty(), std::cmp::Reverse(length), fold_for_search(&one.name))
    });
    found.truncate(MOST_MATCHES);
    found
}

/// Returns what is missing in a profile and was not settled.
fn nudges(said: &Said, contact: Option<&Contact>) -> Vec<String> {
    let says = |of: &Saying| !said.text(of).is_empty();
    let missing = [
        ("skills", said.of_kind(Kind::Can).next().or(said.of_kind(Kind::Teach).next()).is_none()),
        ("wants", said.of_kind(Kind::Want).next().is_none()),
        ("languages", !says(&Saying::Languages)),
        ("days", !says(&Saying::Days) && !says(&Saying::Availability)),
        ("goals", !says(&Saying::Goals)),
        ("contact", contact.is_none()),
    ];
    let settled: Vec<&str> = said.text(&Saying::Settled).split(' ').collect();
    let left = missing.iter().filter(|(key, is)| *is && !settled.contains(key));
    left.map(|(key, _)| (*key).to_owned()).collect()
}

/// Shows the people outside the group, by name.
pub(crate) fn outsiders(space: &Space) -> Vec<OutsiderView> {
    let all = space.catalogue.roster.outsiders().map(|(id, one)| OutsiderView {
        id: *id,
        name: one.name.clone(),
        skills: one.skills.iter().map(|(tag, words)| skill_name(tag, words)).collect(),
        reach: one.reach.clone(),
        note: one.note.clone(),
    });
    let mut all: Vec<OutsiderView> = all.collect();
    all.sort_by_key(|one| (fold_for_search(&one.name), one.id));
    all
}

/// Returns what a training is for, as people call it.
pub(crate) fn scope_name(space: &Space, of: &Scope) -> String {
    match of {
        Scope::Item(item) => space
            .catalogue
            .item(item)
            .map_or_else(|| item.local.to_string().chars().take(8).collect(), |it| it.name.clone()),
        Scope::Category(folded) => {
            let same = |name: &&str| Scope::category(name) == *of;
            let used = space.catalogue.categories().map(|(name, _)| name);
            let asked = space.catalogue.setting(Setting::Trained).lines();
            used.chain(asked).find(same).unwrap_or(folded).to_owned()
        }
    }
}

/// Returns who takes part and can train for something: whoever was named, else who answers for it.
pub(crate) fn trainers(space: &Space, of: &Scope) -> Vec<MemberId> {
    let named = space.trainings().trainers().filter(|(scope, _, _)| *scope == of);
    let named: Vec<MemberId> =
        named.map(|(_, member, _)| *member).filter(|member| is_active(space, member)).collect();
    match of {
        Scope::Item(item) if named.is_empty() => {
            item.owner().filter(|owner| is_active(space, owner)).into_iter().collect()
        }
        _ => named,
    }
}

/// Shows what asks for a training, who can train for it, and who may use it.
pub(crate) fn coverage(space: &Space, now: Timestamp) -> TrainingsView {
    let mut scopes: BTreeMap<Scope, [Vec<String>; 2]> = BTreeMap::new();
    let asked = space.catalogue.setting(Setting::Trained);
    for item in space.catalogue.items().map(|shelved| &*shelved.item) {
        if let Some(of) = item.asks_training(asked) {
            let [items, unanswered] = scopes.entry(of).or_default();
            items.push(item.name.clone());
            let mut named = referents(item.attribute(Attribute::Referents));
            if !named.any(|member| is_active(space, &member)) {
                unanswered.push(item.name.clone());
            }
        }
    }
    for name in asked.lines() {
        scopes.entry(Scope::category(name)).or_default();
    }
    let held = space.trainings().all().map(|(of, _, _)| of);
    let ended = space.trainings().endings().map(|(of, _, _)| of);
    let named = space.trainings().trainers().map(|(of, _, _)| of);
    for of in held.chain(named).chain(ended) {
        scopes.entry(of.clone()).or_default();
    }
    let me = space.me().ok().map(|me| first(space, &me));
    let view = |member: &MemberId, until: Option<Timestamp>| TrainedView {
        member: *member,
        name: name_of(space, member),
        until,
        over: until.is_some_and(|until| until <= now),
    };
    let rows = scopes.into_iter().map(|(of, [items, unanswered])| {
        let mut trained: BTreeMap<MemberId, TrainedView> = BTreeMap::new();
        let all = space.trainings().all().filter(|(scope, _, _)| **scope == of);
        for (_, member, training) in all.filter(|(_, member, _)| is_active(space, member)) {
            let until = training.until;
            let longer =
                |known: &TrainedView| known.until.is_some_and(|it| until.is_none_or(|u| it < u));
            if trained.get(member).is_none_or(longer) {
                trained.insert(*member, view(member, until));
            }
        }
        let (member, more) =
            (me.unwrap_or(MemberId(etabli_model::id::EntryId([0; 32]))), Vec::new());
        let (at, lifts) = (now, Vec::new());
        let naming = Known::NameTrainer(NameTrainer { member, of: of.clone(), at, lifts, more });
        let may_name = me.is_some() && space.may(&naming);
        let trains = me.is_some_and(|me| space.trainings().trainer(&me, &of).is_some());
        let takes_part = super::takes_part(space);
        CoverageView {
            name: scope_name(space, &of),
            items,
            unanswered,
            trainers: trainers(space, &of).iter().map(|one| view(one, None)).collect(),
            held: trained.into_values().collect(),
            ended: space
                .trainings()
                .endings()
                .filter(|(scope, member, _)| **scope == of && is_active(space, member))
                .map(|(_, member, at)| view(member, Some(at)))
                .collect(),
            may_train: takes_part && (may_name || trains),
            may_name,
            of: match of {
                Scope::Item(item) => item.to_string(),
                Scope::Category(name) => name,
            },
        }
    });
    let mut rows: Vec<CoverageView> = rows.collect();
    // What nobody can train for comes first: that is what waits for somebody.
    rows.sort_by_key(|row| (!row.trainers.is_empty(), fold_for_search(&row.name), row.of.clone()));
    TrainingsView { rows }
}

fn post_id(id: &PostId) -> String {
    format!("{}.{}", id.by, id.local)
}

/// Shows a need, an offer or a question.
pub(crate) fn post(space: &Space, id: &PostId, post: &Post, now: Timestamp) -> PostView {
    let by = first(space, &id.by);
    let mut replies: Vec<(Timestamp, ReplyView)> = Vec::new();
    for (author, said) in space.catalogue.roster.all() {
        let theirs = said.replies.iter().filter(|reply| reply.to == *id);
        replies.extend(theirs.map(|reply| {
            let view = ReplyView {
                by_name: name_of(space, author),
                at: reply.at,
                text: reply.text.clone(),
            };
            (reply.at, view)
        }));
    }
    replies.sort_by(|one, other| (one.0, &one.1.by_name).cmp(&(other.0, &other.1.by_name)));
    PostView {
        id: post_id(id),
        by,
        by_name: name_of(space, &by),
        mine: space.me().is_ok_and(|me| first(space, &me) == by),
        side: post.side.as_str().to_owned(),
        sort: post.sort.as_str().to_owned(),
        way: post.way.as_str().to_owned(),
        closed: post.state == State::Closed || !post.is_open(now),
        at: post.at,
        until: post.until,
        title: post.title.clone(),
        text: post.text.clone(),
        replies: replies.into_iter().map(|(_, reply)| reply).collect(),
    }
}

/// Returns all needs, offers and questions, the newest first.
pub(crate) fn posts(space: &Space) -> Vec<(PostId, &Post)> {
    let all = space.catalogue.roster.all().flat_map(|(by, said)| {
        said.posts.iter().map(|(local, post)| (PostId { by: *by, local: *local }, post))
    });
    let mut all: Vec<(PostId, &Post)> = all.collect();
    all.sort_by_key(|(id, post)| (std::cmp::Reverse(post.at), *id));
    all
}

/// Finds a need, an offer or a question by its id, its title or the beginning of one of them.
pub(crate) fn find_post(space: &Space, what: &str) -> Result<PostId, ApiError> {
    let named = posts(space).into_iter().map(|(id, post)| {
        let by = space.catalogue.name_of(&id.by);
        let label = format!("{} ({by})", post.title);
        (id, vec![post.title.clone(), post_id(&id), id.local.to_string()], label)
    });
    pick(what, named)
}

/// Shows who learns from whom.
pub(crate) fn mentoring(space: &Space, one: &Mentoring) -> MentoringView {
    let me = space.me().ok().map(|me| first(space, &me));
    let takes_part = super::takes_part(space);
    let both = is_active(space, &one.by) && is_active(space, &one.of);
    let theirs = me == Some(one.by) || me == Some(one.of);
    let words = said(space, &one.of).and_then(|said| said.skill(&one.skill));
    MentoringView {
        id: one.id,
        by_name: name_of(space, &one.by),
        of_name: name_of(space, &one.of),
        skill: skill_name(&one.skill, words.map_or("", |skill| skill.words.as_str())),
        state: match one.state {
            MentoringState::Ended => "ended",
            MentoringState::Refused => "refused",
            MentoringState::Asked | MentoringState::Goes if !both => "gone",
            MentoringState::Asked => "asked",
            MentoringState::Goes => "goes",
        }
        .to_owned(),
        sessions: count(one.sessions.len()),
        minutes: one.sessions.iter().fold(0, |sum, (_, minutes)| sum.saturating_add(*minutes)),
        at: one.at,
        can_answer: takes_part && both && me == Some(one.of) && one.state == MentoringState::Asked,
        can_go_on: takes_part && theirs && one.state == MentoringState::Goes,
    }
}

/// Finds a mentoring of the person here by its id, or by the name of the other one.
pub(crate) fn find_mentoring(space: &Space, what: &str) -> Result<MentoringId, ApiError> {
    let me = space.me().ok().map(|me| first(space, &me));
    let open = |one: &&Mentoring| matches!(one.state, MentoringState::Asked | MentoringState::Goes);
    let all = space.mentorings().mentorings().filter(open);
    let named = all.filter(|one| me == Some(one.by) || me == Some(one.of)).map(|one| {
        let other = if me == Some(one.by) { &one.of } else { &one.by };
        let (name, (_, english)) = (name_of(space, other), one.skill.names());
        (one.id, vec![one.id.to_string(), name.clone()], format!("{name} ({english})"))
    });
    pick(what, named)
}

/// For how long somebody is a newcomer when nobody says otherwise.
const NEW: i64 = 45 * 24 * 60 * 60 * 1000;

/// Shows newcomers and who welcomes them.
pub(crate) fn welcomes(space: &Space, now: Timestamp) -> Vec<WelcomeView> {
    let me = space.me().ok().map(|me| first(space, &me));
    let admitted = |id: &MemberId| space.written_at(&id.0);
    let takes_part = super::takes_part(space);
    let steward = me.is_some_and(|me| is_steward(space, &me));
    let mut found = Vec::new();
    for (id, member) in space.membership().members() {
        let welcome = space.mentorings().welcome(&id);
        let new =
            || admitted(&id).is_some_and(|at| at.plus(NEW) > now) && member.admitted_by.is_some();
        if member.standing != Standing::Active || welcome.is_none() && !new() {
            continue;
        }
        let buddy = welcome.map(|welcome| welcome.buddy).filter(|buddy| is_active(space, buddy));
        let mine = buddy.is_some() && buddy == me;
        found.push(WelcomeView {
            member: id,
            name: name_of(space, &id),
            me: me == Some(id),
            buddy_name: buddy.as_ref().map(|buddy| name_of(space, buddy)).unwrap_or_default(),
            mine,
            can_volunteer: takes_part && buddy.is_none() && me.is_some() && me != Some(id),
            can_choose: takes_part && steward && me != Some(id),
            contact: buddy
                .filter(|_| me == Some(id))
                .map(|buddy| contact_for(space, &buddy))
                .unwrap_or_default(),
        });
    }
    found.sort_by_key(|one| (!one.me, !one.mine, fold_for_search(&one.name), one.member));
    found
}

/// Finds somebody to name in a command; the person here when unsaid.
pub(crate) fn somebody(space: &Space, named: Option<&str>) -> Result<MemberId, ApiError> {
    let member = match named.map(str::trim).filter(|named| !named.is_empty()) {
        Some(named) => find_member(space, named)?,
        None => space.me().map_err(|error| crate::core::api_error(&error))?,
    };
    Ok(first(space, &member))
}
