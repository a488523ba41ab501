//! Labels, and the calendar file that is kept up to date.

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ListItems, ListPlaces, PrintLabels, ReadCalendarFile, SetCalendarFile},
    id::PlaceId,
    view::{CalendarFileView, LabelLine, LabelWords},
};
use serde_json::json;

use super::{Desk, files, storage::absolute};
use crate::{
    args::{CalendarJob, Labels, Line},
    console::Shown,
    table::printable,
    words::Word,
};

pub(super) async fn labels(desk: &mut Desk<'_>, asked: Labels) -> Result<Shown, ApiError> {
    let place = match &asked.place {
        Some(place) => Some(find_place(desk, place).await?),
        None => None,
    };
    let listed = (asked.category.is_some() || place.is_some()).then(|| ListItems {
        space: None,
        words: String::new(),
        category: asked.category,
        place,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: 0,
    });
    let words = LabelWords {
        title: desk.text("labels-document", &[]),
        language: desk.text("labels-language", &[]),
        figure: desk.text("labels-figure", &[]),
    };
    let command = PrintLabels {
        space: desk.space.clone(),
        items: asked.items,
        places: asked.of_place,
        listed,
        sheet: asked.sheet,
        start: asked.start,
        across: asked.offset_x.0,
        down: asked.offset_y.0,
        line: match asked.line {
            Line::Place => LabelLine::Place,
            Line::Owner => LabelLine::Owner,
            Line::Nothing => LabelLine::Nothing,
        },
        words,
    };
    let printed = desk.run(command).await?;
    let pdf = BASE64_STANDARD
        .decode(&printed.content)
        .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
    files::write(&asked.output, &pdf)?;
    let path = printable(&asked.output.to_string_lossy());
    let args = [
        ("labels", Word::Number(printed.labels.into())),
        ("pages", Word::Number(printed.pages.into())),
        ("path", Word::Text(&path)),
    ];
    let shown = json!({
        "file": asked.output,
        "bytes": pdf.len(),
        "labels": printed.labels,
        "pages": printed.pages,
        "unknown": printed.unknown,
    });
    let unknown = [("count", Word::Number(printed.unknown.into()))];
    let note = (printed.unknown > 0).then(|| desk.text("labels-unknown", &unknown));
    Ok(Shown::new(&shown, desk.text("cli-labels-printed", &args))?.with_note(note))
}

/// Finds a place by its name, its path or the beginning of its id.
async fn find_place(desk: &mut Desk<'_>, named: &str) -> Result<PlaceId, ApiError> {
    let places = desk.run(ListPlaces { space: desk.space.clone() }).await?;
    let wanted = named.trim().to_lowercase();
    let names = |place: &&etabli_api::view::PlaceView| {
        let [name, path] = [&place.name, &place.path].map(|it| it.to_lowercase());
        name == wanted || path == wanted || place.id.to_string() == wanted
    };
    let mut found = places.iter().filter(names);
    match (found.next(), found.next()) {
        (Some(place), None) => Ok(place.id),
        (Some(one), Some(other)) => {
            let candidates = [one, other].map(|place| place.path.clone()).join(", ");
            Err(ApiError::new(ErrorCode::Ambiguous)
                .with("what", named)
                .with("candidates", candidates))
        }
        (None, _) => Err(ApiError::new(ErrorCode::NotFound).with("what", named)),
    }
}

pub(super) async fn calendar(desk: &mut Desk<'_>, job: CalendarJob) -> Result<Shown, ApiError> {
    let kept = match job {
        CalendarJob::Show => desk.run(ReadCalendarFile {}).await?,
        CalendarJob::Keep(keep) => {
            let path = Some(absolute(&keep.file)?);
            desk.run(SetCalendarFile { space: desk.space.clone(), path }).await?
        }
        CalendarJob::Drop => desk.run(SetCalendarFile { space: None, path: None }).await?,
    };
    Ok(Shown::new(&kept, told(desk, &kept))?.with_note(problem(desk, &kept)))
}

fn told(desk: &Desk<'_>, kept: &CalendarFileView) -> String {
    match kept.path.as_str() {
        "" => desk.text("cli-calendar-none", &[]),
        path => desk.text("cli-calendar-kept", &[("path", Word::Text(path))]),
    }
}

fn problem(desk: &Desk<'_>, kept: &CalendarFileView) -> Option<String> {
    let detail = [("detail", Word::Text(kept.problem.as_str()))];
    (!kept.problem.is_empty()).then(|| desk.text("calendar-file-problem", &detail))
}
