//! What is said on top of a screen when the person here takes no part any more: that it is so,
//! and what is still possible.

use etabli_api::{command::Export, view::Part};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        badge::Tone,
        banner::Banner,
        icon::{Icon, icon},
    },
    download::use_download,
    query::use_change,
    space::use_space,
    words::use_words,
};

/// Returns what is to be said about a part: what happened, and what would change it.
pub(crate) const fn said(part: Part, copy: bool) -> Option<(&'static str, &'static str)> {
    if copy {
        return Some(("part-copy", "part-copy-text"));
    }
    match part {
        Part::Active => None,
        Part::Suspended => Some(("part-suspended", "part-ask")),
        Part::Left => Some(("part-left", "part-ask")),
        Part::Excluded => Some(("part-excluded", "part-read")),
        Part::DeviceContested => Some(("part-device-contested", "part-device-ask")),
        Part::DeviceRevoked => Some(("part-device-revoked", "part-read")),
    }
}

/// Says that the person here takes no part; nothing when they do.
#[component]
pub(crate) fn PartBanner() -> Html {
    let (words, space) = (use_words(), use_space());
    let (export, download) = (use_change(&[]), use_download());
    let Some((what, then)) = said(space.part(), space.is_copy()) else {
        return Html::default();
    };
    let onclick = {
        let (export, named, download) = (export.clone(), space.named(), download.clone());
        Callback::from(move |_: MouseEvent| {
            let (format, what) = ("json".to_owned(), "all".to_owned());
            let command = Export { space: named.clone(), format, what, url: None, at: None };
            let download = download.clone();
            export.send(&command, move |file| download.json(&file.name, &file.content));
        })
    };
    html! {
        <Banner id="part" tone={Tone::Warn} title={words.t(what)} text={words.t(then)}>
            <Refusal error={export.error()} />
            <div class="acts">
                <button type="button" class="button small" {onclick}
                    disabled={export.is_pending()} data-testid="part-export">
                    { icon(Icon::Download) }{ words.t("part-export") }
                </button>
            </div>
        </Banner>
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::{Language, Messages};

    use super::*;

    #[test]
    fn whoever_takes_part_is_told_nothing_and_the_others_why_they_do_not() {
        assert_eq!(said(Part::Active, false), None);
        let parts = [
            Part::Suspended,
            Part::Left,
            Part::Excluded,
            Part::DeviceContested,
            Part::DeviceRevoked,
        ];
        let told = parts.map(|part| said(part, false)).into_iter().chain([said(Part::Left, true)]);
        for (what, then) in told.map(Option::unwrap) {
            for id in [what, then] {
                assert!(Messages::of(Language::French).find(id, &[]).is_some(), "{id}");
            }
        }
    }
}
