//! People: a profile by the keyboard alone, who can what, help asked for and given in two windows,
//! and a machine that asks for a training.

use serde_json::Value;

use crate::harness::{axe::Findings, browser::Browser, replica::Replica};

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';

async fn begun() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica
}

/// Types into what has the focus.
async fn say(page: &Browser, text: &str) {
    for letter in text.chars() {
        page.key(letter).await;
    }
}

async fn press(page: &Browser, name: &str) {
    page.find(name).await;
    page.execute(&format!("document.querySelector('[data-testid=\"{name}\"]').focus()")).await;
    page.key(ENTER).await;
    page.settle().await;
}

/// Goes on with Tab until something has the focus.
async fn tab_to(page: &Browser, name: &str) {
    for _ in 0..20 {
        if page.focused().await == name {
            return;
        }
        page.key(TAB).await;
    }
    panic!("{name} cannot be reached; the focus is on {}", page.focused().await);
}

async fn fill_by_keyboard(page: &Browser, replica: &Replica) {
    page.visit("#/people").await;
    press(page, "people-mine").await;
    press(page, "skill-open").await;
    tab_to(page, "skill-name").await;
    say(page, "Welding").await;
    tab_to(page, "skill-kind").await;
    page.key('\u{e015}').await;
    tab_to(page, "skill-submit").await;
    page.key(ENTER).await;
    page.shows("“Welding” is noted.").await;
    press(page, "profile-open").await;
    tab_to(page, "profile-languages").await;
    say(page, "French, English").await;
    tab_to(page, "profile-days").await;
    say(page, "2 6").await;
    tab_to(page, "profile-submit").await;
    page.key(ENTER).await;
    page.shows("Tuesday, Saturday").await;
    let shown = replica.run(&["people", "show"]).await;
    assert_eq!(shown["skills"][0]["name"]["key"], "welding", "{shown}");
    assert_eq!(shown["skills"][0]["kinds"], serde_json::json!(["can", "teach"]), "{shown}");
    page.click("person-skill-change").await;
    page.choose("skill-level", 2).await;
    page.click("skill-submit").await;
    page.shows("expert").await;
    page.click("undo").await;
    page.shows("on their own").await;
    page.visit("#/people").await;
    page.fill("people-search", "who can weld").await;
    page.find("person-row").await;
    page.shows("1 person").await;
    page.fill("people-search", "quantum").await;
    page.find("people-none").await;
}

#[tokio::test]
async fn a_profile_is_filled_with_the_keyboard_alone_and_found() {
    let replica = begun().await;
    replica
        .run(&["people", "outside", "Cy Durand", "--skills", "Law, Vannerie", "--reach", "06 12"])
        .await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    fill_by_keyboard(&page, &replica).await;
    replica.run(&["setting", "set", "trained", "Metal"]).await;
    replica.run(&["item", "add", "--name", "Laser", "--tag", "L1", "--category", "Metal"]).await;
    replica.run(&["offer", "write", "need", "A ladder of three metres", "--way", "lend"]).await;
    replica.run(&["offer", "reply", "A ladder", "I have one, come on Tuesday."]).await;
    let mut findings = Findings::default();
    let me = replica.run(&["people", "show"]).await["member"].as_str().unwrap().to_owned();
    for (language, theme, width) in [("en", "light", 1280), ("fr", "dark", 320)] {
        page.execute(&format!("localStorage.setItem('etabli.language', '{language}')")).await;
        page.reload().await;
        page.look(theme, width, 900).await;
        for name in ["people", "offers", "trainings", "members"] {
            page.visit(&format!("#/{name}")).await;
            findings.look(&page, &format!("people-{name}-{theme}")).await;
            page.picture(&format!("people-{name}-{theme}-{width}")).await;
        }
        page.visit(&format!("#/people/{me}")).await;
        findings.look(&page, &format!("people-person-{theme}")).await;
        page.picture(&format!("people-person-{theme}-{width}")).await;
        page.click("profile-open").await;
        findings.look(&page, &format!("people-profile-{theme}")).await;
        page.picture(&format!("people-profile-{theme}-{width}")).await;
        page.click("profile-cancel").await;
        page.click("skill-open").await;
        page.picture(&format!("people-skill-{theme}-{width}")).await;
        page.click("skill-cancel").await;
    }
    findings.expect_none();
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_fills_a_profile_with_the_keyboard_alone() {
    let replica = begun().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    fill_by_keyboard(&window, &replica).await;
    window.close().await;
}

#[tokio::test]
async fn help_is_asked_for_in_one_window_and_given_in_another() {
    let (ana, bo) = (begun().await, Replica::new());
    let ana_served = ana.serve(&[]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo", "--timeout", "60s"])
        .await;
    let bo_served = bo.serve(&[]).await;
    let page = Browser::in_english_of(&ana_served).await;
    let other = Browser::in_english_of(&bo_served).await;

    // Bo is new: Ana welcomes them.
    page.visit("#/today").await;
    page.find("welcome-volunteer").await;
    // A steward may choose somebody, oneself too.
    page.choose("welcome-who", 0).await;
    page.click("welcome-choose").await;
    page.shows("You welcome Bo.").await;
    other.visit("#/today").await;
    other.shows("Ana welcomes you").await;

    page.visit("#/offers").await;
    page.click("offer-open").await;
    page.fill("offer-title", "A ladder").await;
    page.click("offer-submit").await;
    page.find("offer-row").await;
    other.visit("#/offers").await;
    other.click("offer-reply").await;
    other.fill("offer-reply-text", "I have one <b>here</b>").await;
    other.click("offer-submit").await;
    page.shows("Bo: I have one <b>here</b>").await;
    assert_eq!(other.count("offer-close").await, 0);

    // A machine asks for a training: refused with who trains, then given, then lent.
    ana.run(&["item", "add", "--name", "Laser", "--tag", "L1"]).await;
    ana.run(&["item", "detail", "L1", "training", "item"]).await;
    ana.run(&["training", "trainer", "Ana", "L1"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let refused = bo.try_run(&["ask", "L1"]).await.unwrap_err();
    assert_eq!(refused["error"]["code"], "untrained", "{refused}");
    page.visit("#/trainings").await;
    page.click("training-give").await;
    page.choose("training-member", 1).await;
    page.click("training-submit").await;
    page.shows("Trained: Bo").await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let asked: Value = bo.run(&["ask", "L1"]).await;
    assert_eq!(asked["item_name"], "Laser", "{asked}");
    page.close().await;
    other.close().await;
    ana_served.end().await;
    bo_served.end().await;
}

#[tokio::test]
async fn help_with_what_a_project_needs_is_asked_in_the_window_and_given_in_a_browser() {
    let (ana, bo) = (begun().await, Replica::new());
    let served = ana.serve(&[]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo", "--timeout", "60s"])
        .await;
    ana.run(&["people", "skill", "Welding", "teach", "--level", "expert"]).await;
    bo.run(&["project", "add", "Cargo bike"]).await;
    bo.run(&["project", "write", "Cargo bike", "need", "what=skill", "words=welding"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let project = bo.run(&["project", "show", "Cargo bike"]).await;
    let window = Browser::desktop(&bo.data()).await;
    window.in_english().await;
    window.visit(&format!("#/project/{}", project["row"]["id"].as_str().unwrap())).await;
    // The team is told what it lacks, and whom to ask for it.
    window.find("team-beyond").await;
    window.shows("One skill that is asked for is lacking.").await;
    window.picture("project-team").await;
    let team = bo.run(&["project", "team", "Cargo bike"]).await;
    assert_eq!(team["skills"][0]["beyond"][0]["name"], "Ana", "{team}");
    window.shows("Ana").await;
    window.click("match-learn").await;
    window.shows("The request is sent.").await;
    window.settle().await;
    assert_eq!(window.count("match-learn").await, 0);

    // Whoever is asked finds it where their day begins.
    let page = Browser::in_english_of(&served).await;
    page.visit("#/today").await;
    page.shows("Bo would learn this from you").await;
    page.picture("today-teach").await;
    page.click("mentoring-accept").await;
    page.shows("Noted.").await;
    page.settle().await;
    assert_eq!(page.count("today-teach").await, 0);
    window.visit("#/offers").await;
    window.shows("Under way").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    window.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_skill_is_endorsed_in_a_browser_and_hidden_in_the_window() {
    let (ana, bo) = (begun().await, Replica::new());
    let served = ana.serve(&[]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo", "--timeout", "60s"])
        .await;
    bo.run(&["people", "skill", "Welding", "can"]).await;
    bo.run(&["project", "add", "Cargo bike"]).await;
    bo.run(&["project", "set", "Cargo bike", "stage", "done"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let who = bo.run(&["people", "show"]).await["member"].as_str().unwrap().to_owned();
    let page = Browser::in_english_of(&served).await;
    page.visit(&format!("#/people/{who}")).await;
    page.shows("One project finished").await;
    page.click("person-endorse").await;
    page.shows("endorsed by one member").await;
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        findings.look(&page, &format!("endorsed-{theme}")).await;
        page.picture(&format!("endorsed-{theme}-{width}")).await;
    }
    findings.expect_none();
    page.whole().await;
    page.visit("#/people").await;
    page.shows("endorsed by one member").await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let window = Browser::desktop(&bo.data()).await;
    window.in_english().await;
    window.visit(&format!("#/people/{who}")).await;
    window.shows("endorsed by one member").await;
    window.click("person-endorsements-hide").await;
    window.find("person-endorsements-show").await;
    assert!(!window.text().await.contains("endorsed by"));
    window.click("person-endorsements-show").await;
    window.shows("endorsed by one member").await;
    window.close().await;
    page.visit(&format!("#/people/{who}")).await;
    page.click("person-unendorse").await;
    page.find("person-endorse").await;
    assert!(!page.text().await.contains("endorsed by"));
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_third_member_is_asked_to_welcome_a_newcomer_and_both_find_it_on_today() {
    let (ana, bo, cy) = (begun().await, Replica::new(), Replica::new());
    let served = ana.serve(&[]).await;
    for (replica, name) in [(&cy, "Cy"), (&bo, "Bo")] {
        let invite = ana.run(&["invite", "--expires", "1d"]).await;
        let ticket = invite["ticket"].as_str().unwrap().to_owned();
        replica.run(&["join", &ticket, "--member", name, "--timeout", "60s"]).await;
    }
    let page = Browser::in_english_of(&served).await;
    page.visit("#/today").await;
    // The rows are by name: Bo first. Of Ana and Cy, the second is chosen.
    page.choose("welcome-who", 1).await;
    page.click("welcome-choose").await;
    page.shows("Cy welcomes Bo").await;
    for (replica, words) in [(&bo, "Cy welcomes you"), (&cy, "You welcome Bo.")] {
        replica.run(&["sync", "--once", "--timeout", "60s"]).await;
        let window = Browser::desktop(&replica.data()).await;
        window.in_english().await;
        window.visit("#/today").await;
        window.shows(words).await;
        window.close().await;
    }
    page.close().await;
    served.end().await;
}

/// Reads a profile in which everything is a script, on each page that shows some of it.
async fn reads_words(page: &Browser, replica: &Replica) {
    let me = replica.run(&["people", "show"]).await["member"].as_str().unwrap().to_owned();
    for address in ["#/people".to_owned(), format!("#/people/{me}"), "#/members".to_owned()] {
        page.visit(&address).await;
        page.shows(NAME).await;
        page.settle().await;
        let made = "return document.querySelectorAll('main script, main img[onerror], main svg[onload], \
             a[href^=\"javascript\" i]').length";
        assert_eq!(page.execute(made).await, 0, "{address}");
        assert_eq!(page.execute("return window.ran === undefined").await, true, "{address}");
    }
    page.visit(&format!("#/people/{me}")).await;
    for words in
        ["<script>window.ran = 1</script>", "<svg onload=window.ran=1>", "javascript:window.ran=1"]
    {
        page.shows(words).await;
    }
}

const NAME: &str = "<img src=x onerror=window.ran=1>";

/// Somebody whose name, goals and skills are scripts.
async fn scripted() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", NAME]).await;
    let goals =
        "<script>window.ran = 1</script> [here](javascript:window.ran=1) javascript:window.ran=1";
    replica
        .run(&["people", "set", "--goals", goals, "--languages", "<b>fr</b>", "--days", "1"])
        .await;
    replica.run(&["people", "skill", "<svg onload=window.ran=1>", "can", "--remark", NAME]).await;
    replica
}

#[tokio::test]
async fn scripts_in_a_profile_stay_words_in_a_browser() {
    let replica = scripted().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    reads_words(&page, &replica).await;
    page.picture("people-scripts").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn scripts_in_a_profile_stay_words_in_the_window() {
    let replica = scripted().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    reads_words(&window, &replica).await;
    window.close().await;
}

#[tokio::test]
async fn who_is_here_this_week_is_seen_among_people() {
    let replica = begun().await;
    replica.run(&["people", "set", "--days", "1 2 3 4 5 6 7"]).await;
    replica.run(&["place", "add", "--name", "Hall"]).await;
    replica.run(&["book", "Hall", "--from", "+1d 14:00", "--to", "+1d 16:00"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit("#/people").await;
    page.click("week-open").await;
    page.shows("has booked Hall").await;
    page.shows("usually has time on").await;
    assert_eq!(page.count("week-day").await, 7);
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        findings.look(&page, &format!("week-{theme}")).await;
        page.picture(&format!("week-{theme}-{width}")).await;
    }
    findings.expect_none();
    let week = replica.run(&["people", "week"]).await;
    assert_eq!(week["days"][1]["people"][0]["booked"][0]["name"], "Hall", "{week}");
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn contacts_are_looked_at_then_brought_and_taken_back_at_once() {
    let replica = begun().await;
    let file = replica.file(
        "friends.vcf",
        "BEGIN:VCARD\nFN:Cy Durand\nCATEGORIES:Soudage\nEND:VCARD\n\
         BEGIN:VCARD\nTEL:06\nEND:VCARD\nBEGIN:VCARD\nFN:Di\nEND:VCARD\n",
    );
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit("#/people").await;
    page.click("contacts-open").await;
    page.upload("contacts-file", &file).await;
    page.shows("2 new contacts").await;
    assert_eq!((page.count("contact-new").await, page.count("contact-left").await), (2, 1));
    let mut findings = Findings::default();
    findings.look(&page, "people-contacts").await;
    page.picture("people-contacts").await;
    findings.expect_none();
    page.click("contacts-submit").await;
    page.shows("2 contacts are noted.").await;
    page.shows("Cy Durand").await;
    page.click("undo").await;
    page.settle().await;
    let people = replica.run(&["people", "find"]).await;
    assert!(!people.to_string().contains("Cy Durand"), "{people}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn more_people_than_a_page_holds_are_shown_when_somebody_asks() {
    let replica = begun().await;
    let card = |number: usize| format!("BEGIN:VCARD\nFN:Neighbour {number:02}\nEND:VCARD\n");
    let file = replica.file("street.vcf", &(0..60).map(card).collect::<String>());
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit("#/people").await;
    page.click("contacts-open").await;
    page.upload("contacts-file", &file).await;
    page.shows("60 new contacts").await;
    page.click("contacts-submit").await;
    page.shows("61 people").await;
    page.settle().await;
    assert_eq!(page.count("person-row").await, 50);
    page.click("people-more").await;
    page.shows("Neighbour 59").await;
    assert_eq!((page.count("person-row").await, page.count("people-more").await), (61, 0));
    page.close().await;
    served.end().await;
}
