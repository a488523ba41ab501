//! What the acts of a space come to: loans, bookings, how things are, what is wished for, who works on
//! what, who may use what, who learns from whom.
//!
//! No fold reads a document, so they are made while documents are still being read, and beside each
//! other; only what keepers say of bookings waits for who was named.

use etabli_api::event::Topic;
use etabli_model::{
    act::Known,
    booking::{BookingAct, Bookings},
    id::MemberId,
    lending::{Lending, LendingAct, Position},
    mentoring::{MentoringAct, Mentorings},
    project::{ProjectAct, Projects},
    training::{TrainingAct, Trainings},
    upkeep::{Upkeep, UpkeepAct},
    wishlist::{WishAct, Wishlist},
};
use etabli_sync::{admission::Verdict, graph::Graph, replica::Counted};

/// From how many acts of lending on they are folded beside the bookings.
const MANY: usize = 1_000;

/// Acts that count, each for the fold that takes it.
#[derive(Debug, Default)]
pub(super) struct Acts {
    lent: Vec<(Position, MemberId, LendingAct)>,
    booked: Vec<(Position, MemberId, BookingAct)>,
    kept: Vec<(Position, MemberId, Known)>,
    wished: Vec<(Position, MemberId, WishAct)>,
    worked: Vec<(Position, MemberId, ProjectAct)>,
    trained: Vec<(Position, MemberId, TrainingAct)>,
    mentored: Vec<(Position, MemberId, MentoringAct)>,
}

impl Acts {
    /// Returns the acts of some judged entries.
    pub(super) fn of(counted: &[Counted]) -> Self {
        let mut acts = Self::default();
        for entry in counted {
            for (index, verdict) in entry.verdicts.iter().enumerate() {
                let Verdict::Act { member, act } = verdict else { continue };
                let index = u16::try_from(index).unwrap_or(u16::MAX);
                let position = Position { lamport: entry.lamport, entry: entry.id, index };
                acts.take(position, *member, act);
            }
        }
        acts
    }

    fn take(&mut self, position: Position, member: MemberId, act: &Known) {
        if let Some(act) = BookingAct::of(act) {
            self.booked.push((position, member, act));
        } else if let Some(act) = WishAct::of(act) {
            self.wished.push((position, member, act));
        } else if let Some(act) = ProjectAct::of(act) {
            self.worked.push((position, member, act));
        } else if let Some(act) = TrainingAct::of(act) {
            self.trained.push((position, member, act));
        } else if let Some(act) = MentoringAct::of(act) {
            self.mentored.push((position, member, act));
        } else {
            if !UpkeepAct::of(act).is_empty() {
                self.kept.push((position, member, act.clone()));
            }
            self.lent.extend(LendingAct::of(act).map(|act| (position, member, act)));
        }
    }

    /// Returns what of the screens they change.
    pub(super) fn topics(&self) -> impl Iterator<Item = Topic> {
        let kept = !self.kept.is_empty() || !self.wished.is_empty();
        let trained = !self.trained.is_empty();
        // A loan may put bookings at risk, and each is shown with the training it lacks.
        let booked = !self.booked.is_empty() || !self.lent.is_empty() || trained;
        let topics = [
            (!self.lent.is_empty(), Topic::Loans),
            (booked, Topic::Bookings),
            (kept || trained, Topic::Inventory),
            (trained || !self.mentored.is_empty(), Topic::Members),
            (!self.worked.is_empty(), Topic::Projects),
        ];
        topics.into_iter().filter_map(|(changed, topic)| changed.then_some(topic))
    }
}

/// All that acts come to.
#[derive(Debug, Default)]
pub(super) struct Folds {
    pub(super) lending: Lending,
    pub(super) bookings: Bookings,
    pub(super) upkeep: Upkeep,
    pub(super) wishlist: Wishlist,
    pub(super) projects: Projects,
    pub(super) trainings: Trainings,
    pub(super) mentorings: Mentorings,
}

impl Folds {
    /// Returns what the acts of some judged entries come to.
    pub(super) fn of(counted: &[Counted], graph: &Graph) -> Self {
        let mut folds = Self::default();
        folds.extend(Acts::of(counted), graph);
        folds
    }

    /// Takes acts in, wherever they sort; what lies in the past of one was taken in with it or before.
    pub(super) fn extend(&mut self, acts: Acts, graph: &Graph) {
        let Acts { lent, booked, kept, wished, worked, trained, mentored } = acts;
        let Self { lending, bookings, .. } = self;
        let (said, booked): (Vec<_>, Vec<_>) =
            booked.into_iter().partition(|(_, _, act)| act.as_keeper().is_some());
        std::thread::scope(|scope| {
            if lent.len() > MANY {
                scope.spawn(move || lending.extend(lent));
            } else {
                lending.extend(lent);
            }
            bookings.extend(booked);
        });
        // What keepers say counts by who was named before it, which the fold of loans knows.
        let said = said.into_iter().filter(|(position, by, act)| {
            act.is_kept(by, &self.lending, |named| graph.reaches(&position.entry, named))
        });
        self.bookings.extend(said);
        self.upkeep.extend(kept);
        self.wishlist.extend(wished);
        for (position, member, act) in worked {
            self.projects.insert(position, member, act);
        }
        self.trainings.extend(trained);
        self.mentorings.extend(mentored);
    }
}
