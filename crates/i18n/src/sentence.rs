//! A message becomes a sentence: its arguments take their places, and a number decides between
//! variants.
//!
//! Of Fluent this reads what the words here use: texts, arguments, quoted texts, and a choice by
//! an argument. A test refuses all else. The library for the whole of it brings the plurals of
//! two hundred languages into every page.

use fluent_syntax::{
    ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    unicode::unescape_unicode_to_string,
};

use crate::{Arg, Language};

type Args<'a> = [(&'a str, Arg<'a>)];

/// Returns a message with its arguments.
pub(crate) fn written(
    pattern: &Pattern<&'static str>,
    language: Language,
    args: &Args<'_>,
) -> String {
    let mut said = String::new();
    write(&mut said, pattern, language, args);
    said
}

fn write(said: &mut String, pattern: &Pattern<&'static str>, language: Language, args: &Args<'_>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => write_inline(said, inline, args),
                Expression::Select { selector, variants } => {
                    if let Some(variant) = chosen(selector, variants, language, args) {
                        write(said, &variant.value, language, args);
                    }
                }
            },
        }
    }
}

fn write_inline(said: &mut String, inline: &InlineExpression<&'static str>, args: &Args<'_>) {
    match inline {
        InlineExpression::StringLiteral { value } => {
            said.push_str(&unescape_unicode_to_string(value));
        }
        InlineExpression::NumberLiteral { value } => said.push_str(value),
        InlineExpression::VariableReference { id } => match find(id.name, args) {
            Some(Arg::Text(text)) => said.push_str(text),
            Some(Arg::Number(number)) => said.push_str(&number.to_string()),
            // An argument that is missing shows up as its name: better than no sentence.
            None => {
                said.push_str("{$");
                said.push_str(id.name);
                said.push('}');
            }
        },
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inline) => write_inline(said, inline, args),
            Expression::Select { .. } => {}
        },
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

fn find<'a>(name: &str, args: &'a Args<'a>) -> Option<&'a Arg<'a>> {
    args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
}

/// Returns the first variant that an argument fits, or the default one.
fn chosen<'a>(
    selector: &InlineExpression<&'static str>,
    variants: &'a [Variant<&'static str>],
    language: Language,
    args: &Args<'_>,
) -> Option<&'a Variant<&'static str>> {
    let arg = match selector {
        InlineExpression::VariableReference { id } => find(id.name, args),
        _ => None,
    };
    let fits = |key: &VariantKey<&str>| match (arg, key) {
        (Some(Arg::Text(text)), VariantKey::Identifier { name }) => text == name,
        (Some(Arg::Number(number)), VariantKey::Identifier { name }) => {
            *name == category(language, *number)
        }
        (Some(Arg::Number(number)), VariantKey::NumberLiteral { value }) => {
            value.parse() == Ok(*number)
        }
        (Some(Arg::Text(_)), VariantKey::NumberLiteral { .. }) | (None, _) => false,
    };
    variants
        .iter()
        .find(|variant| fits(&variant.key))
        .or_else(|| variants.iter().find(|variant| variant.default))
}

/// Returns the plural's category of a whole number, as the CLDR has it.
const fn category(language: Language, number: u64) -> &'static str {
    match (language, number) {
        (Language::French, 0 | 1) | (Language::English, 1) => "one",
        (Language::French | Language::English, _) => "other",
    }
}

#[cfg(test)]
mod tests {
    use fluent_syntax::{ast::Entry, parser};

    use super::*;

    #[track_caller]
    fn check(message: &'static str, args: &Args<'_>, expected: &str) {
        let resource = parser::parse_runtime(message).unwrap();
        let Some(Entry::Message(message)) = resource.body.into_iter().next() else { panic!() };
        let pattern = message.value.unwrap();
        assert_eq!(written(&pattern, Language::French, args), expected);
    }

    #[test]
    fn arguments_take_their_places() {
        let args = [("who", Arg::from("Ana")), ("count", Arg::from(3_u32))];
        check("a = { $who } : { $count } { \"{\" }\n", &args, "Ana : 3 {");
        check("a = un\n    deux\n", &[], "un\ndeux");
        check("a = { $nobody }\n", &args, "{$nobody}");
    }

    #[test]
    fn an_argument_decides_between_variants() {
        const MESSAGE: &str = "a = { $count ->\n  [0] rien\n  [one] { $count } chose\n *[other] { $count } choses\n }\n";
        for (count, expected) in [(0, "rien"), (1, "1 chose"), (2, "2 choses")] {
            check(MESSAGE, &[("count", Arg::Number(count))], expected);
        }
        check(MESSAGE, &[("count", Arg::from("0"))], "0 choses");
        check(MESSAGE, &[], "{$count} choses");
        let kind = "a = { $kind ->\n  [none] sans\n *[some] avec\n }\n";
        check(kind, &[("kind", Arg::from("none"))], "sans");
        check(kind, &[("kind", Arg::from("other"))], "avec");
    }
}
