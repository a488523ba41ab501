//! The check of everything that is kept here, and what came of it in words.

use etabli_api::{
    command::Verify,
    view::{Finding, VerifyReport},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        badge::Tone,
        banner::Banner,
        button::{Button, Ready},
        icon::Icon,
        progress::Progress,
    },
    query::use_change,
    space::use_space,
    words::{Words, use_words},
};

/// How many faults are told one by one.
const TOLD: usize = 20;

/// Checks the space, and tells what came of it.
#[component]
pub(super) fn Check() -> Html {
    let (words, space) = (use_words(), use_space());
    let verify = use_change(&[]);
    let report = use_state(|| None::<VerifyReport>);
    let on_press = {
        let (verify, named, report) = (verify.clone(), space.named(), report.setter());
        Callback::from(move |()| {
            let report = report.clone();
            verify.send(&Verify { space: named.clone() }, move |told| report.set(Some(told)));
        })
    };
    let ready = if verify.is_pending() { Ready::Busy } else { Ready::Yes };
    let told = report.as_ref().filter(|_| !verify.is_pending()).map(|report| told(words, report));
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("backups-check") }</h2></div>
            <p class="section-text">{ words.t("backups-check-text") }</p>
            <div class="stack">
                <div class="acts">
                    <Button id="backups-check" words={words.t("backups-check-act")}
                        icon={Some(Icon::CheckCheck)} {ready} {on_press} />
                </div>
                <Refusal error={verify.error()} />
                if verify.is_pending() {
                    <Progress id="backups-checking" label={words.t("backups-checking")} />
                }
                <div role="status">{ told }</div>
            </div>
        </section>
    }
}

/// Returns how pressing an outcome is, and what it is in a sentence.
fn outcome(words: Words, report: &VerifyReport) -> (Tone, String) {
    match report.problems.len() {
        0 if report.ok => (Tone::Ok, words.t("backups-check-ok")),
        0 => (Tone::Warn, words.t("backups-check-missing")),
        wrong => (Tone::Danger, words.with("backups-check-wrong", &[("count", wrong.into())])),
    }
}

fn told(words: Words, report: &VerifyReport) -> Html {
    let (tone, title) = outcome(words, report);
    let said = |id: &str, name: &str, count: u64| {
        (count > 0).then(|| words.with(id, &[(name, count.into())]))
    };
    let lines = [
        said("backups-check-entries", "entries", report.entries),
        said("backups-check-files", "files", report.files.here),
        said("backups-check-elsewhere", "files", report.files.elsewhere),
        said("backups-check-newer", "count", report.unknown),
        said("backups-check-missing-own", "count", report.missing_own),
        said("backups-check-missing-others", "count", report.missing_others),
    ];
    let lines = lines.into_iter().flatten().map(|line| html! { <p>{ line }</p> });
    let found = report.findings.iter().take(TOLD);
    let found = found.map(|one| html! { <li class="row-text">{ said_of(words, one) }</li> });
    html! {
        <Banner id="backups-check-told" {tone} {title}>
            <div class="stack-tight">
                { for lines }
                if !report.findings.is_empty() {
                    <ul data-testid="backups-check-found">{ for found }</ul>
                }
                if !report.ok {
                    <p class="strong">{ words.t("backups-check-help") }</p>
                }
            </div>
        </Banner>
    }
}

/// Returns what is wrong as a sentence.
fn said_of(words: Words, one: &Finding) -> String {
    let args = [
        ("what", (&one.what).into()),
        ("detail", (&one.detail).into()),
        ("expected", one.expected.into()),
        ("found", one.found.into()),
    ];
    words.with(&format!("finding-{}", one.kind.as_str()), &args)
}

#[cfg(test)]
mod tests {
    use etabli_api::view::FindingKind;
    use etabli_i18n::Language;

    use super::*;

    #[test]
    fn what_is_missing_is_not_called_wrong() {
        let words = Words::of(Language::English);
        let mut report = VerifyReport {
            ok: true,
            entries: 3,
            state: String::new(),
            rules: 1,
            unknown: 0,
            problems: Vec::new(),
            findings: Vec::new(),
            missing_own: 0,
            missing_others: 0,
            files: Default::default(),
        };
        assert_eq!(outcome(words, &report).0, Tone::Ok);
        (report.ok, report.missing_own) = (false, 2);
        assert_eq!(outcome(words, &report).0, Tone::Warn);
        report.problems.push("a hash differs".to_owned());
        let said = (Tone::Danger, "1 thing is wrong.".to_owned());
        assert_eq!(outcome(words, &report), said);
        let file = Finding::with(FindingKind::DamagedFile, "tour.jpg", "ab12");
        assert_eq!(said_of(words, &file), "The file “tour.jpg” is damaged (ab12).");
    }
}
