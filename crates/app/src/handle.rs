//! The commands, by name. Each handler converts, asks the model, and writes once.

mod attending;
mod bin;
mod board;
mod booking;
mod breach;
mod calendar;
mod capacity;
mod card;
mod card_file;
mod chore;
mod closure;
mod contact;
mod detail;
mod device;
mod diagnostics;
mod endorsement;
mod export;
mod figures;
mod file;
mod fitting;
mod goods;
pub(crate) mod guests;
mod history;
mod hours;
mod import;
mod item;
mod label;
mod lending;
mod matching;
mod member;
mod mention;
mod mentoring;
mod offer;
mod picture;
mod place;
mod planning;
mod project;
mod reminder;
mod request;
mod search;
mod skill;
pub(crate) mod space;
mod status;
mod stewardship;
mod stock_take;
mod storage;
mod team;
mod then;
pub(crate) mod training;
mod week;
mod wish;

pub(crate) use self::attending::EARLY;
pub(crate) use self::booking::{claims as booking_claims, counted as counted_here, rules_ahead};
pub(crate) use self::breach::told as breach_told;

use std::sync::Arc;

use etabli_api::{ApiError, Command, ErrorCode, command as api};
use serde_json::Value;

use crate::{blocking, core::Core, internal};

/// A command that needs nothing but the disk.
pub(crate) trait Handle: Command + Send + 'static {
    /// Carries the command out.
    fn handle(self, core: &Core) -> Result<Self::Reply, ApiError>;
}

async fn on_disk<C: Handle>(core: &Arc<Core>, arguments: Value) -> Result<Value, ApiError>
where
    C::Reply: Send,
{
    let command: C = read(arguments)?;
    let core = core.clone();
    blocking(move || write(&command.handle(&core)?)).await
}

fn read<C: Command>(arguments: Value) -> Result<C, ApiError> {
    serde_json::from_value(arguments)
        .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))
}

fn write<R: serde::Serialize>(reply: &R) -> Result<Value, ApiError> {
    serde_json::to_value(reply).map_err(|error| internal(&error))
}

/// Runs a command by its name.
pub(crate) async fn call(
    core: &Arc<Core>,
    name: &str,
    arguments: Value,
) -> Result<Value, ApiError> {
    macro_rules! on_disk {
        ($($command:ident),* $(,)?) => {
            match name {
                $( api::$command::NAME => return on_disk::<api::$command>(core, arguments).await, )*
                _ => {}
            }
        };
    }
    match name {
        api::CreateInvite::NAME => {
            return write(&member::invite(core, read(arguments)?).await?);
        }
        api::CreatePairing::NAME => {
            return write(&guests::pair(core, read(arguments)?).await?);
        }
        api::AskToJoin::NAME => return write(&member::ask(core, read(arguments)?).await?),
        api::JoinSpace::NAME => return write(&member::join(core, read(arguments)?).await?),
        api::FetchFile::NAME => return write(&file::fetch(core, read(arguments)?).await?),
        api::SyncNow::NAME => return write(&status::sync(core, read(arguments)?).await?),
        _ => {}
    }
    on_disk!(
        CreateSpace,
        ListSpaces,
        ShowSpace,
        CreateDemo,
        RemoveDemo,
        ReadTicket,
        ReadPicture,
        ListJoins,
        CancelJoin,
        ListGuests,
        AdmitGuest,
        RefuseGuest,
        SetRules,
        ListMembers,
        ListInvites,
        RevokeInvite,
        SetRole,
        SuspendMember,
        ReinstateMember,
        ExcludeMember,
        SetContact,
        ForgetContact,
        LeaveSpace,
        RevokeDevice,
        RenameDevice,
        RenameMember,
        RenameSpace,
        ReadHostName,
        SetPolicy,
        SetWord,
        ListClaims,
        RatifyEntry,
        ListDecisions,
        ReadTable,
        ImportItems,
        AddItem,
        EditItem,
        EditItems,
        RemoveItem,
        RestoreItem,
        RemovePlace,
        RestorePlace,
        ListBin,
        Undo,
        Redo,
        UndoState,
        ListActivity,
        RestoreValue,
        SettleConflict,
        ShowItem,
        ShowItemThen,
        ListItems,
        AddFile,
        EditFile,
        RemoveFile,
        RestoreFile,
        ReadFile,
        ReadThumbnail,
        AddPlace,
        EditPlace,
        ListPlaces,
        FindPlaces,
        ReadDetails,
        SetDetails,
        AddKey,
        ExportHours,
        ImportHours,
        PrintLabels,
        LendItem,
        ReturnItem,
        ListLoans,
        AskForItem,
        ListRequests,
        AnswerRequest,
        WithdrawRequest,
        ExtendLoan,
        MarkLost,
        ListReminders,
        NoteCondition,
        OpenRepair,
        TellRepair,
        NoteCare,
        MoveStock,
        SetAttributes,
        TakeStock,
        ListChores,
        SignLoan,
        NoteMoney,
        AddWish,
        ListWishes,
        BackWish,
        EndWish,
        ListPeople,
        ShowPerson,
        ShowWeek,
        SetProfile,
        SetSkill,
        EndorseSkill,
        HideEndorsements,
        PutOutsider,
        ImportContacts,
        ListTrainings,
        GiveTraining,
        EndTraining,
        NameTrainer,
        ListPosts,
        WritePost,
        ClosePost,
        ReplyToPost,
        ListMentorings,
        AskMentoring,
        AnswerMentoring,
        NoteSession,
        ListWelcomes,
        WelcomeMember,
        ListSettings,
        SetSetting,
        Book,
        CheckBooking,
        ListPlanning,
        ListBookings,
        ShowBooking,
        ConfirmBooking,
        CancelBooking,
        MoveBooking,
        BeginBooking,
        ReleaseBooking,
        AcceptOffer,
        SetCapacity,
        ListFree,
        ExportCalendar,
        ImportCalendar,
        ReadCalendarFile,
        SetCalendarFile,
        Search,
        Status,
        Verify,
        ReadDiagnostics,
        ConvertStore,
        CompactStore,
        CreateBackup,
        ListBackups,
        ReadBackupFolder,
        SetBackupFolder,
        RestoreBackup,
        Export,
        ListFigures,
        StartProject,
        ListProjects,
        ShowProject,
        EditProject,
        TurnProject,
        TakePart,
        BackProject,
        ApplyToCall,
        ChooseInCall,
        WriteRow,
        ShowBoard,
        MoveCard,
        ShowCard,
        WriteText,
        ListTasks,
        ListMentions,
        SeeMention,
        ExportProject,
        MatchNeeds,
        ShowTeam,
        ImportBoard,
    );
    Err(ApiError::new(ErrorCode::BadRequest).with("detail", name))
}
