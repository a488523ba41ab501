//! What devices are called: the person here names theirs, and everybody in the space reads it.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ReadHostName, RenameDevice, RenameMember},
    view::MemberView,
};
use etabli_model::{
    id::{DeviceId, DocumentId, MemberId},
    inventory::Edit,
    text::one_line,
};

use super::{Handle, item::line, space, stewardship::shown};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

/// The most characters that a device's name may have.
const MOST_NAME: usize = 60;
/// Where systems say what they are called.
const HOST_NAMES: [&str; 2] = ["/proc/sys/kernel/hostname", "/etc/hostname"];

impl Handle for RenameDevice {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = line(Some(&self.name))?;
        if name.as_str().chars().count() > MOST_NAME {
            return Err(ApiError::new(ErrorCode::TextTooLong).with("most", MOST_NAME));
        }
        let member = core.change(id, |space| {
            let me = space.me()?;
            let device = match self.device.as_deref() {
                None => space.seat(),
                Some(what) => own(space, me, what)?,
            };
            if space.catalogue.device_name(&me, &device) == name.as_str() {
                return Err(ErrorCode::NothingToChange.into());
            }
            let edit = Edit::SetDeviceName { device, name };
            let stale = space.edit(clock::now(), &[(DocumentId::Member(me), vec![edit])])?;
            Ok::<_, ChangeError>((me, stale))
        })?;
        shown(core, id, member)
    }
}

impl Handle for RenameMember {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = space::name(&self.name)?;
        let member = core.change(id, |space| {
            let me = space.me()?;
            if space.catalogue.name_of(&me) == name.as_str() {
                return Err(ErrorCode::NothingToChange.into());
            }
            let edits = [(DocumentId::Member(me), vec![Edit::SetProfileName(name)])];
            let stale = space.edit(clock::now(), &edits)?;
            Ok::<_, ChangeError>((me, stale))
        })?;
        shown(core, id, member)
    }
}

/// Finds a device of the person here.
fn own(space: &Space, me: MemberId, what: &str) -> Result<DeviceId, ApiError> {
    let devices = space.membership().member(&me).map(|member| &member.devices);
    let devices = devices.into_iter().flatten().copied();
    show::pick(
        what,
        devices.map(|device| {
            let name = space.catalogue.device_name(&me, &device).to_owned();
            let label = format!("{name} ({})", device.short());
            (device, vec![device.to_string(), name], label)
        }),
    )
}

impl Handle for ReadHostName {
    fn handle(self, _: &Core) -> Result<String, ApiError> {
        let said = |path: &&str| std::fs::read_to_string(path).ok();
        let name = HOST_NAMES.iter().find_map(said).or_else(|| std::env::var("COMPUTERNAME").ok());
        let name = one_line(&name.unwrap_or_default());
        let first = name.split('.').next().unwrap_or_default();
        Ok(match first {
            "localhost" | "(none)" => String::new(),
            first => first.chars().take(MOST_NAME).collect(),
        })
    }
}
