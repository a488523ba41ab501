//! Who may say what of a project, and that every order of arrival says the same.

use proptest::prelude::*;

use super::*;

const ANA: MemberId = MemberId(EntryId([1; 32]));
const BO: MemberId = MemberId(EntryId([2; 32]));
const CY: MemberId = MemberId(EntryId([3; 32]));
const NOW: Timestamp = Timestamp(64);

fn at(lamport: u64) -> Position {
    Position { lamport, entry: EntryId([lamport as u8; 32]), index: 0 }
}

fn start(kind: ProjectKind) -> ProjectAct {
    ProjectAct::Start(StartProject { kind, from: None, at: NOW, more: Vec::new() })
}

fn take(member: MemberId, part: Part) -> ProjectAct {
    let project = at(10).entry;
    ProjectAct::Take(TakePart { project, member, part, at: NOW, more: Vec::new() })
}

fn folded(kind: ProjectKind, acts: &[(MemberId, ProjectAct)]) -> Project {
    let mut projects = Projects::default();
    projects.insert(at(10), ANA, start(kind));
    for (index, (by, act)) in acts.iter().enumerate() {
        projects.insert(at(11 + index as u64), *by, act.clone());
    }
    projects.project(&at(10).entry).unwrap().clone()
}

#[test]
fn only_a_holder_lets_somebody_in_but_everybody_may_ask_and_leave() {
    let project = folded(ProjectKind::Project, &[(BO, take(BO, Part::Member))]);
    assert_eq!(project.part(&BO), Part::Out);
    let project = folded(ProjectKind::Project, &[(BO, take(BO, Part::Asks))]);
    assert_eq!((project.part(&BO), project.may_write(&BO)), (Part::Asks, false));
    let project = folded(
        ProjectKind::Project,
        &[(BO, take(BO, Part::Asks)), (ANA, take(BO, Part::Member)), (BO, take(CY, Part::Member))],
    );
    assert!(project.may_write(&BO) && !project.may_write(&CY));
    let project =
        folded(ProjectKind::Project, &[(ANA, take(BO, Part::Member)), (BO, take(BO, Part::Out))]);
    assert_eq!(project.part(&BO), Part::Out);
}

#[test]
fn a_working_group_is_joined_by_whoever_wants() {
    let project = folded(ProjectKind::Group, &[(BO, take(BO, Part::Member))]);
    assert!(project.may_write(&BO));
}

#[test]
fn what_nobody_holds_is_taken_up_by_whoever_works_on_it() {
    let left = [(ANA, take(BO, Part::Member)), (ANA, take(ANA, Part::Out))];
    let by = |who: MemberId| {
        let acts: Vec<_> = left.iter().cloned().chain([(who, take(who, Part::Holder))]).collect();
        folded(ProjectKind::Project, &acts).part(&who)
    };
    assert_eq!((by(BO), by(CY)), (Part::Holder, Part::Out));
    let alone =
        folded(ProjectKind::Project, &[(ANA, take(ANA, Part::Out)), (CY, take(CY, Part::Holder))]);
    assert_eq!(alone.part(&CY), Part::Holder);
}

#[test]
fn whoever_was_taken_out_writes_only_what_does_not_know_of_it() {
    let mut projects = Projects::default();
    projects.insert(at(10), ANA, start(ProjectKind::Project));
    projects.insert(at(11), ANA, take(BO, Part::Member));
    projects.insert(at(12), ANA, take(BO, Part::Out));
    let project = at(10).entry;
    let knowing = |last: u8| projects.could_write(&project, &BO, move |it| it.0[0] <= last);
    assert_eq!([9, 10, 11, 12].map(knowing), [false, false, true, false]);
}

#[test]
fn a_call_chooses_by_its_holder_alone() {
    let (call, more) = (at(10).entry, Vec::new);
    let project = EntryId([77; 32]);
    let apply =
        |applies| ProjectAct::Apply(ApplyToCall { call, project, applies, at: NOW, more: more() });
    let choose = |projects: &[EntryId]| {
        let projects = projects.to_vec();
        ProjectAct::Choose(ChooseInCall { call, projects, at: NOW, more: more() })
    };
    let folded = folded(
        ProjectKind::Call,
        &[(BO, apply(true)), (CY, apply(false)), (BO, choose(&[])), (ANA, choose(&[project]))],
    );
    assert_eq!(folded.applications.get(&project), Some(&(BO, NOW)));
    assert_eq!(folded.chosen, Some(BTreeSet::from([project])));
}

proptest! {
    #[test]
    fn every_order_of_arrival_says_the_same(
        acts in prop::collection::vec((0_u8..3, 0_u8..3, 0_u8..4), 1..12),
        order in prop::collection::vec(any::<u32>(), 13),
    ) {
        let who = |number: u8| [ANA, BO, CY][usize::from(number)];
        let part = |number: u8| [Part::Out, Part::Asks, Part::Member, Part::Holder][usize::from(number)];
        let mut all = vec![(at(10), ANA, start(ProjectKind::Project))];
        for (index, (by, member, what)) in acts.iter().enumerate() {
            all.push((at(11 + index as u64), who(*by), take(who(*member), part(*what))));
        }
        let mut one = Projects::default();
        for (position, by, act) in all.clone() {
            one.insert(position, by, act);
        }
        let mut keyed: Vec<_> = all.into_iter().zip(order).collect();
        keyed.sort_by_key(|(_, key)| *key);
        let mut other = Projects::default();
        for ((position, by, act), _) in keyed {
            other.insert(position, by, act.clone());
            other.insert(position, by, act);
        }
        prop_assert_eq!(one, other);
    }
}
