//! The sync line: calm, derived from facts, never red for being offline.

use etabli_api::view::SyncLine;

use crate::{components::icon::Icon, words::Words};

/// Returns the line in words.
pub(crate) fn words_of(words: Words, line: Option<&SyncLine>) -> String {
    match line {
        None => words.t("sync-unknown"),
        Some(SyncLine::Demo) => words.t("sync-demo"),
        Some(SyncLine::OnlyDevice { only_here }) => words.count("sync-only-device", *only_here),
        Some(SyncLine::Offline { only_here, last_seen: _ }) => {
            words.count("sync-offline", *only_here)
        }
        Some(SyncLine::Working { with }) => {
            words.with("sync-working", &[("name", with.as_str().into())])
        }
        Some(SyncLine::UpToDate { devices, at }) => words.with(
            "sync-up-to-date",
            &[("count", (*devices).into()), ("time", words.moment(*at).into())],
        ),
    }
}

/// Returns its icon.
pub(crate) const fn icon_of(line: Option<&SyncLine>) -> Icon {
    match line {
        None | Some(SyncLine::Offline { .. }) => Icon::CircleDashed,
        Some(SyncLine::Demo | SyncLine::OnlyDevice { .. }) => Icon::Devices,
        Some(SyncLine::Working { .. }) => Icon::Refresh,
        Some(SyncLine::UpToDate { .. }) => Icon::CheckCheck,
    }
}

/// Returns its name for styles and tests.
pub(crate) const fn state(line: Option<&SyncLine>) -> &'static str {
    match line {
        None => "unknown",
        Some(SyncLine::Demo) => "demo",
        Some(SyncLine::OnlyDevice { .. }) => "only-device",
        Some(SyncLine::Offline { .. }) => "offline",
        Some(SyncLine::Working { .. }) => "working",
        Some(SyncLine::UpToDate { .. }) => "up-to-date",
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;
    use crate::clock;

    #[track_caller]
    fn check(line: &SyncLine, french: &str, english: &str) {
        assert_eq!(words_of(Words::of(Language::French), Some(line)), french);
        assert_eq!(words_of(Words::of(Language::English), Some(line)), english);
    }

    #[test]
    fn the_line_says_what_is_known() {
        check(
            &SyncLine::UpToDate { devices: 1, at: clock::now() },
            "À jour avec 1 appareil, 13:30",
            "Up to date with 1 device, 13:30",
        );
        check(
            &SyncLine::Offline { only_here: 3, last_seen: None },
            "Hors ligne\u{202f}: tout est enregistré ici, 3 changements sur cet appareil seulement",
            "Offline: everything is saved here, 3 changes only on this device",
        );
        check(
            &SyncLine::Working { with: "Bo".to_owned() },
            "Échange avec Bo…",
            "Exchanging with Bo…",
        );
    }
}
