//! Opening hours for other programs: written as a calendar, and read from one.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ExportHours, ImportHours},
    view::{ExportFile, HoursReport},
};
use etabli_calendar::{Hours, HoursFault, Stretch, read_hours, write_hours};
use etabli_model::{
    detail::{Detail, Door, Exception, Stretches, WEEK},
    id::ResourceId,
    inventory::{Details, Note},
};
use jiff::civil::DateTime;

use super::{Handle, closure, detail};
use crate::{
    clock,
    core::{ChangeError, Core},
    import,
    opening::{Word, zone},
    show,
    space::Space,
};

/// The largest calendar that is read, in letters of base64.
const LARGEST: usize = 1024 * 1024;
/// A day, in minutes.
const DAY: u16 = 24 * 60;

impl Handle for ExportHours {
    fn handle(self, core: &Core) -> Result<ExportFile, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let of = detail::find(space, self.of.as_deref())?;
            let name = match &of {
                Some(resource) => show::resource_name(space, resource),
                None => space.catalogue.space_name().to_owned(),
            };
            let uid = of.as_ref().map_or_else(|| space.id().to_string(), show::resource_id);
            let content = write_hours(&name, &uid, zone(space).zone(), &told(space, of));
            let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
            let stem: String = name.chars().map(plain).collect();
            Ok(ExportFile { name: format!("{stem}.ics"), content })
        })
    }
}

/// Returns the hours that count for something, and all that is closed around it.
fn told(space: &Space, of: Option<ResourceId>) -> Hours {
    let word = match &of {
        Some(resource) => Word::of(space, resource),
        None => Word::of_space(space),
    };
    let week = word.week().map(|(_, week)| week);
    let days = WEEK.into_iter().zip(week.into_iter().flatten());
    let week = days.flat_map(|(day, hours)| {
        let spans = hours.as_ref().map(Stretches::spans).unwrap_or_default().to_vec();
        spans.into_iter().map(move |(from, to)| Stretch { day, from, to })
    });
    let wall = |at: chrono::NaiveDateTime| -> Option<DateTime> {
        at.format("%Y-%m-%dT%H:%M").to_string().parse().ok()
    };
    let exceptions = word.all_exceptions().into_iter().filter_map(|it| {
        let (from, to) = (wall(it.from)?, wall(it.to)?);
        let open = it.door == Door::Open;
        Some(etabli_calendar::Exception { from, to, open, reason: it.reason })
    });
    Hours {
        week: week.collect(),
        exceptions: exceptions.collect(),
        zone: Some(zone(space).name().to_owned()),
    }
}

impl Handle for ImportHours {
    fn handle(self, core: &Core) -> Result<HoursReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.content.len() > LARGEST {
            return Err(ApiError::new(ErrorCode::FileTooLarge).with("most", "768 KiB"));
        }
        let bytes = STANDARD
            .decode(self.content.as_bytes())
            .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
        let (text, _) = import::text_of(&bytes).ok_or(ErrorCode::NotACalendar)?;
        let hours = read_hours(&text, &clock::zone()).map_err(|fault| {
            let line = match fault {
                HoursFault::None => "none".to_owned(),
                HoursFault::Line(line) => line.to_string(),
            };
            ApiError::new(ErrorCode::NoHours).with("line", line)
        })?;
        let read = |space: &Space| {
            let of = detail::find(space, self.of.as_deref())?;
            let zone_unsaid = !space.catalogue.details().contains_key(&Detail::Zone);
            let mut said = instead(&closure::own(space, of), &hours)?;
            if let (None, true, Some(zone)) = (of, zone_unsaid, hours.zone.as_deref()) {
                said.push((Detail::Zone, zone.to_owned()));
            }
            let changes = closure::changes(space, of, &said);
            Ok::<_, ApiError>((of, said, changes))
        };
        if self.dry_run {
            return core.with(id, |space| {
                let (of, _, changes) = read(space)?;
                Ok(HoursReport { view: show::details(space, of, clock::now()), changes })
            });
        }
        core.change(id, |space| {
            let (of, said, changes) = read(space)?;
            let note = |(detail, text): (Detail, String)| {
                Ok((detail, Note::parse(&text).map_err(|_| ErrorCode::BadDetail)?))
            };
            let said: Result<Vec<_>, ErrorCode> = said.into_iter().map(note).collect();
            let stale = detail::write(space, of, said.map_err(ApiError::from)?)?;
            let view = show::details(space, of, clock::now());
            Ok::<_, ChangeError>((HoursReport { view, changes }, stale))
        })
    }
}

/// Returns what makes hours of those that are told now; what is the same already stays.
fn instead(own: &Details, hours: &Hours) -> Result<Vec<(Detail, String)>, ApiError> {
    let mut texts: BTreeMap<Detail, String> = BTreeMap::new();
    for day in WEEK {
        let spans = hours.week.iter().filter(|it| it.day == day);
        let clock = |minutes: u16| {
            let minutes = if minutes > DAY { minutes - DAY } else { minutes };
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        };
        let text: Vec<String> =
            spans.map(|it| format!("{}-{}", clock(it.from), clock(it.to))).collect();
        let text = text.join(" ");
        let bad = || ApiError::new(ErrorCode::BadDetail).with("what", Detail::Hours(day));
        let read = Detail::Hours(day).read(&text).map_err(|_| bad().with("text", &text))?;
        texts.insert(Detail::Hours(day), read);
    }
    let naive = |at: DateTime| {
        let text = at.strftime("%Y-%m-%dT%H:%M").to_string();
        chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").ok()
    };
    let mut wanted: Vec<String> = Vec::new();
    for it in &hours.exceptions {
        let (Some(from), Some(to)) = (naive(it.from), naive(it.to)) else { continue };
        let door = if it.open { Door::Open } else { Door::Closed };
        let reason = etabli_model::text::one_line(&it.reason);
        wanted.push(Exception { from, to, door, reason }.to_string());
    }
    for (detail, text) in own {
        if let Detail::Exception(_) = detail {
            match wanted.iter().position(|it| it == text) {
                Some(index) => drop(wanted.swap_remove(index)),
                None => drop(texts.insert(*detail, String::new())),
            }
        }
    }
    for text in wanted {
        texts.insert(Detail::Exception(clock::local_id()), text);
    }
    Ok(texts.into_iter().collect())
}
