//! The words of `--help`, in the person's language: descriptions, arguments and one example per
//! command come from the messages `cli-about-…`, `cli-arg-…` and `cli-example-…`.

use clap::{Arg, Command};

use crate::words::Words;

/// Puts the words of `words` into every level of `command`.
pub(crate) fn worded(command: Command, words: &Words) -> Command {
    level(command, words, "")
}

fn level(command: Command, words: &Words, path: &str) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        words.text("cli-help-usage", &[])
    );
    let mut command = command
        .about(words.text(&format!("cli-about{path}"), &[]))
        .after_help(example(words, path))
        .help_template(template)
        .subcommand_help_heading(words.text("cli-help-commands", &[]))
        .mut_args(|arg| argument(arg, words, path));
    let names: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let below = format!("{path}-{name}");
        command = command.mut_subcommand(name, |sub| level(sub, words, &below));
    }
    command
}

fn argument(arg: Arg, words: &Words, path: &str) -> Arg {
    let heading = match arg.is_positional() {
        true => "cli-help-arguments",
        false => "cli-help-options",
    };
    let id = arg.get_id().as_str().replace('_', "-");
    let text = words
        .find(&format!("cli-arg{path}-{id}"), &[])
        .unwrap_or_else(|| words.text(&format!("cli-arg-{id}"), &[]));
    let arg = arg.help(text).help_heading(words.text(heading, &[]));
    // Values and defaults are part of the words, in the person's language.
    match arg.get_action().takes_values() {
        true => arg.hide_possible_values(true).hide_default_value(true),
        false => arg,
    }
}

fn example(words: &Words, path: &str) -> String {
    match words.find(&format!("cli-example{path}"), &[]) {
        Some(line) => format!("{} {line}", words.text("cli-help-example", &[])),
        None => words.text("cli-help-more", &[]),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use etabli_i18n::Language;

    use super::*;
    use crate::args::Arguments;

    /// Calls `visit` with every command and its path.
    fn walk(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, path);
        for sub in command.get_subcommands() {
            walk(sub, &format!("{path}-{}", sub.get_name()), visit);
        }
    }

    #[test]
    fn every_command_has_words_and_an_example_in_every_language() {
        for language in Language::ALL {
            let words = Words::in_language(language);
            walk(&Arguments::command(), "", &mut |command, path| {
                assert!(words.find(&format!("cli-about{path}"), &[]).is_some(), "about{path}");
                if !command.has_subcommands() {
                    let example = words.find(&format!("cli-example{path}"), &[]);
                    let start = format!("etabli{}", path.replace('-', " "));
                    assert!(example.is_some_and(|line| line.starts_with(&start)), "{path}");
                }
                for arg in command.get_arguments() {
                    let id = arg.get_id().as_str().replace('_', "-");
                    let own = words.find(&format!("cli-arg{path}-{id}"), &[]);
                    let shared = words.find(&format!("cli-arg-{id}"), &[]);
                    assert!(own.or(shared).is_some(), "arg{path}-{id}");
                }
            });
        }
    }

    #[test]
    fn every_example_can_be_typed() {
        for language in Language::ALL {
            let words = Words::in_language(language);
            walk(&Arguments::command(), "", &mut |_, path| {
                let Some(line) = words.find(&format!("cli-example{path}"), &[]) else { return };
                let mut inside_quotes = false;
                let parts = line.split(|c: char| {
                    inside_quotes ^= c == '"';
                    c == ' ' && !inside_quotes
                });
                let parts: Vec<_> = parts.map(|part| part.replace('"', "")).collect();
                let read = Arguments::command().try_get_matches_from(parts);
                assert!(read.is_ok(), "{line}: {}", read.unwrap_err());
            });
        }
    }

    #[test]
    fn help_is_in_the_language_asked_for() {
        let mut command = worded(Arguments::command(), &Words::in_language(Language::French));
        let help = command.render_help().to_string();
        assert!(help.contains("Commandes"), "{help}");
        assert!(!help.contains("Usage:"), "{help}");
    }
}
