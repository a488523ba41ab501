//! What is said on the command line about members and devices.

use clap::{Args, Subcommand, ValueEnum};
use etabli_api::view::Role;

use super::Span;

/// What to do with members.
#[derive(Debug, Subcommand)]
pub(crate) enum MemberJob {
    List,
    Show(MemberNamed),
    Role(MemberRole),
    Suspend(MemberNamed),
    Reinstate(MemberNamed),
    Exclude(MemberNamed),
    Rename(MemberRename),
    Contact(MemberContact),
    Forget,
    Leave,
    Invites,
    Uninvite(InviteNamed),
    Guests,
    Admit(GuestNamed),
    Refuse(GuestNamed),
    Decisions,
    Claims,
    Ratify(EntryNamed),
}

#[derive(Debug, Args)]
pub(crate) struct MemberNamed {
    pub(crate) member: String,
}

#[derive(Debug, Args)]
pub(crate) struct MemberRename {
    pub(crate) name: String,
}

/// How one can be reached: what is not given stays as it is.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct MemberContact {
    #[arg(long, value_name = "TEXT")]
    pub(crate) email: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) phone: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct MemberRole {
    pub(crate) member: String,
    #[arg(value_name = "member|steward")]
    pub(crate) role: RoleNamed,
}

/// A role that can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleNamed {
    Member,
    Steward,
}

impl RoleNamed {
    /// Returns the role.
    pub(crate) const fn role(self) -> Role {
        match self {
            Self::Member => Role::Member,
            Self::Steward => Role::Steward,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct InviteNamed {
    pub(crate) invite: String,
}

#[derive(Debug, Args)]
pub(crate) struct GuestNamed {
    pub(crate) guest: String,
}

#[derive(Debug, Args)]
pub(crate) struct EntryNamed {
    pub(crate) entry: String,
}

/// What to do with devices.
#[derive(Debug, Subcommand)]
pub(crate) enum DeviceJob {
    List(DeviceList),
    Add(DeviceAdd),
    Rename(DeviceRename),
    Revoke(DeviceNamed),
    Reinstate(DeviceNamed),
}

#[derive(Debug, Args)]
pub(crate) struct DeviceAdd {
    #[arg(long = "for", value_name = "MEMBER")]
    pub(crate) member: Option<String>,
    #[arg(long)]
    pub(crate) yes: bool,
    #[arg(long)]
    pub(crate) qr: bool,
    #[arg(long, value_name = "TIME", default_value = "10m")]
    pub(crate) timeout: Span,
}

#[derive(Debug, Args)]
pub(crate) struct DeviceList {
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DeviceRename {
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) device: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DeviceNamed {
    pub(crate) device: String,
}
