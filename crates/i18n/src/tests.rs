//! What holds for the words as a whole: both languages say everything, and say it well.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ErrorCode,
    view::{ActivityPart, DeedKind, FindingKind},
};
use fluent_syntax::{ast, parser};

use super::*;

type Variables = BTreeSet<String>;

/// Returns every message and attribute of a language with the variables it uses.
fn vocabulary(language: Language) -> BTreeMap<String, Variables> {
    let mut found = BTreeMap::new();
    for source in language.sources() {
        let resource = parser::parse(*source).unwrap_or_else(|(_, errors)| {
            panic!("{}: {errors:?}", language.code());
        });
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            let id = message.id.name;
            let mut add = |name: String, pattern: &ast::Pattern<&str>| {
                let mut variables = Variables::new();
                of_pattern(pattern, &mut variables);
                assert!(found.insert(name.clone(), variables).is_none(), "{name} is said twice");
            };
            if let Some(pattern) = &message.value {
                add(id.to_owned(), pattern);
            }
            for attribute in &message.attributes {
                add(format!("{id}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    found
}

fn of_pattern(pattern: &ast::Pattern<&str>, variables: &mut Variables) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &ast::Expression<&str>, variables: &mut Variables) {
    match expression {
        ast::Expression::Inline(inline) => of_inline(inline, variables),
        ast::Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &ast::InlineExpression<&str>, variables: &mut Variables) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => match &**expression {
            ast::Expression::Inline(inline) => of_inline(inline, variables),
            ast::Expression::Select { .. } => panic!("a choice within a choice is not read"),
        },
        ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. } => {}
        ast::InlineExpression::FunctionReference { .. }
        | ast::InlineExpression::MessageReference { .. }
        | ast::InlineExpression::TermReference { .. } => panic!("this is not read: {inline:?}"),
    }
}

#[test]
fn both_languages_say_the_same_with_the_same_variables() {
    let (french, english) = (vocabulary(Language::French), vocabulary(Language::English));
    let only = |here: &BTreeMap<String, Variables>, there: &BTreeMap<String, Variables>| {
        here.iter()
            .filter(|(id, variables)| there.get(*id) != Some(variables))
            .map(|(id, _)| id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&french, &english), Vec::<String>::new(), "in French only, or otherwise");
    assert_eq!(only(&english, &french), Vec::<String>::new(), "in English only, or otherwise");
}

#[test]
fn every_refusal_has_a_reason_and_a_hint() {
    for language in Language::ALL {
        for code in ErrorCode::ALL {
            for id in [format!("error-{code}"), format!("hint-{code}")] {
                let text = Messages::of(language).find(&id, &[]);
                let text = text.unwrap_or_else(|| panic!("no {id} in {}", language.code()));
                assert!(text.ends_with(['.', '?', '!', '…']), "{id} is no sentence: {text}");
            }
        }
        for reason in ["empty-name", "bad-quantity", "too-long", "ragged-row", "duplicate-tag"] {
            let id = format!("import-{reason}");
            let text = Messages::of(language).text_with(&id, &[("found", "7 pièces".into())]);
            assert_ne!(text, id);
        }
    }
}

#[test]
fn everything_that_a_check_finds_has_a_sentence() {
    for language in Language::ALL {
        for kind in FindingKind::ALL {
            let id = format!("finding-{}", kind.as_str());
            assert!(Messages::of(language).find(&id, &[]).is_some(), "{id} in {}", language.code());
        }
    }
}

#[test]
fn every_deed_has_a_sentence_and_what_can_be_undone_a_name() {
    for language in Language::ALL {
        for kind in DeedKind::ALL {
            let said = |what: &str| {
                Messages::of(language).find(&format!("{what}-{}", kind.as_str()), &[]).is_some()
            };
            assert!(said("deed"), "no deed-{} in {}", kind.as_str(), language.code());
            // Only what was done to things and loans, what one booked or cancelled, and what is said
            // of the whole space and of oneself, is taken back.
            let undoable = matches!(
                kind,
                DeedKind::SpaceSet
                    | DeedKind::SpaceNamed
                    | DeedKind::WordSet
                    | DeedKind::SettingSet
                    | DeedKind::NameSet
                    | DeedKind::DeviceNamed
                    | DeedKind::ProfileSet
                    | DeedKind::PostSet
                    | DeedKind::Replied
                    | DeedKind::Endorsed
                    | DeedKind::OutsiderSet
                    | DeedKind::Booked
                    | DeedKind::BookingMoved
                    | DeedKind::BookingCancelled
            ) || matches!(
                kind.part(),
                ActivityPart::Items
                    | ActivityPart::Places
                    | ActivityPart::Loans
                    | ActivityPart::Projects
            );
            assert_eq!(said("undo"), undoable, "undo-{} in {}", kind.as_str(), language.code());
        }
    }
}

#[test]
fn french_never_breaks_before_its_punctuation() {
    for (index, line) in include_str!("fr.ftl")
        .lines()
        .chain(include_str!("errors.fr.ftl").lines())
        .chain(include_str!("gallery.fr.ftl").lines())
        .chain(include_str!("history.fr.ftl").lines())
        .chain(include_str!("people.fr.ftl").lines())
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'))
    {
        for wrong in [" :", " ;", " !", " ?", " »", "« "] {
            assert!(!line.contains(wrong), "line {index} has {wrong:?}: {line}");
        }
        assert!(!line.contains('\''), "line {index} has a straight apostrophe: {line}");
    }
}

#[test]
fn plurals_follow_the_language() {
    let items = |language, count: u32| {
        Messages::of(language).text_with("count-items", &[("count", count.into())])
    };
    assert_eq!(items(Language::French, 0), "0 objet");
    assert_eq!(items(Language::French, 1), "1 objet");
    assert_eq!(items(Language::French, 2), "2 objets");
    assert_eq!(items(Language::English, 0), "0 items");
    assert_eq!(items(Language::English, 1), "1 item");
    assert_eq!(items(Language::English, 2), "2 items");
}

#[test]
fn an_unknown_id_is_shown_as_it_is() {
    assert_eq!(Messages::of(Language::French).text("no-such-message"), "no-such-message");
    assert_eq!(Messages::of(Language::French).find("no-such-message", &[]), None);
}

#[test]
fn languages_are_read_from_what_systems_say() {
    for (text, language) in [
        ("fr", Some(Language::French)),
        ("fr-CA", Some(Language::French)),
        ("fr_FR.UTF-8", Some(Language::French)),
        ("EN", Some(Language::English)),
        ("C.UTF-8", Some(Language::English)),
        ("de_DE.UTF-8", None),
        ("", None),
    ] {
        assert_eq!(Language::parse(text), language, "{text}");
    }
}

#[test]
fn messages_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(Messages::of(Language::English));
}
