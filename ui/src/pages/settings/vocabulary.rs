//! What the space calls things: the usual words, its own, and what they give where they are shown.
//! Stewards change them, for each language by itself.

use etabli_api::{
    Topic,
    command::SetWord,
    view::SpaceRight,
    vocabulary::{Term, Wording},
};
use etabli_i18n::{Language, Vocabulary};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        dialog::Dialog,
        field::{Field, Segments},
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words, vocabulary},
};

/// What a word makes old: everything that says it.
const SAID: &[Topic] = &[Topic::Spaces, Topic::Inventory, Topic::Sync];

/// The messages that show what a word gives.
const fn shown_in(term: Term) -> [&'static str; 2] {
    match term {
        Term::Item => ["new-item", "inventory-search"],
        Term::Place => ["places-title", "places-add"],
        Term::Member => ["members-title", "rules-everybody"],
        Term::Steward => ["role-steward", "rules-stewards"],
        Term::Loan => ["loans-title", "activity-part-loans"],
    }
}

/// Shows what the space calls things, and lets stewards say it.
#[component]
pub(super) fn SpaceWords() -> Html {
    let (here, space, say) = (use_words(), use_space(), use_say_done());
    let language = use_state(|| here.language());
    let open = use_state(|| None::<Term>);
    let reset = use_change(SAID);
    let may = space.may(SpaceRight::Govern);
    let Some(view) = space.view() else { return Html::default() };
    let usual = Words::of(*language);
    let rows = Term::ALL.map(|term| {
        let one = usual.t(&format!("term-{}", term.as_str()));
        let many = usual.t(&format!("terms-{}", term.as_str()));
        let own = view
            .words
            .iter()
            .find(|word| word.term == term && word.language.as_str() == language.code());
        let text = match own {
            None => {
                here.with("vocabulary-usual", &[("one", (&one).into()), ("many", (&many).into())])
            }
            Some(word) => here.with(
                "vocabulary-own",
                &[
                    ("one", (&word.one).into()),
                    ("many", (&word.many).into()),
                    ("usual", (&one).into()),
                ],
            ),
        };
        let change = {
            let setter = open.setter();
            Callback::from(move |_: MouseEvent| setter.set(Some(term)))
        };
        let on_reset = {
            let (reset, say) = (reset.clone(), say.clone());
            let command = SetWord {
                space: space.named(),
                term: term.as_str().to_owned(),
                language: language.code().to_owned(),
                one: String::new(),
                many: String::new(),
            };
            Callback::from(move |_: MouseEvent| {
                let say = say.clone();
                reset.send(&command, move |_| say.emit(here.t("vocabulary-done")));
            })
        };
        let about = |id: &str| here.with(id, &[("word", (&one).into())]);
        html! {
            <li key={term.as_str()} class="row" data-testid={format!("word-{}", term.as_str())}>
                <p class="grow"><bdi>{ text }</bdi></p>
                if may {
                    if own.is_some() {
                        <button type="button" class="button quiet small" onclick={on_reset}
                            aria-label={about("vocabulary-reset-of")} disabled={reset.is_pending()}
                            data-testid="word-reset">{ here.t("vocabulary-reset") }</button>
                    }
                    <button type="button" class="button small" onclick={change}
                        aria-label={about("vocabulary-change-of")} data-testid="word-change">
                        { here.t("vocabulary-change") }
                    </button>
                }
            </li>
        }
    });
    let options = Language::ALL.map(|one| (one.code().into(), one.name().into())).to_vec();
    let on_choose = {
        let setter = language.setter();
        Callback::from(move |code: AttrValue| {
            if let Some(language) = Language::parse(&code) {
                setter.set(language);
            }
        })
    };
    let on_close = {
        let setter = open.setter();
        Callback::from(move |()| setter.set(None))
    };
    html! {
        <section class="section" data-testid="vocabulary">
            <div class="section-head"><h2>{ here.t("vocabulary-title") }</h2></div>
            <p class="section-text">{ here.t("vocabulary-text") }</p>
            <Segments id="word-language" label={here.t("vocabulary-language")} {options}
                chosen={language.code()} {on_choose} />
            <Refusal error={reset.error()} />
            <ul lang={language.code()}>{ for rows }</ul>
            if !may {
                <p class="muted">{ here.t("rules-stewards-change") }</p>
            }
            if let Some(term) = *open {
                <WordDialog {term} language={language.code()} {on_close} />
            }
        </section>
    }
}

/// Properties of [`WordDialog`].
#[derive(Properties, PartialEq)]
struct WordDialogProps {
    /// What is called otherwise.
    term: Term,
    /// In which language.
    language: &'static str,
    /// Hears that it is to be closed.
    on_close: Callback<()>,
}

/// Asks for the words, and shows what they give.
#[component]
fn WordDialog(props: &WordDialogProps) -> Html {
    let WordDialogProps { term, language, on_close } = props;
    let (term, here, space, say) = (*term, use_words(), use_space(), use_say_done());
    let spoken = Words::of(Language::parse(language).unwrap_or(here.language()));
    let own = space.view().and_then(|view| {
        let mut words = view.words.iter();
        words.find(|word| word.term == term && word.language.as_str() == *language).cloned()
    });
    let (one, many) = own.map(|word| (word.one, word.many)).unwrap_or_default();
    let (one, many) = (use_state(|| one), use_state(|| many));
    let set = use_change(SAID);
    let onsubmit = {
        let (set, on_close) = (set.clone(), on_close.clone());
        let command = SetWord {
            space: space.named(),
            term: term.as_str().to_owned(),
            language: (*language).to_owned(),
            one: (*one).clone(),
            many: (*many).clone(),
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (say, on_close) = (say.clone(), on_close.clone());
            set.send(&command, move |_| {
                on_close.emit(());
                say.emit(here.t("vocabulary-done"));
            });
        })
    };
    let language = spoken.language();
    let others = space.view().map(|view| vocabulary(view, language)).unwrap_or_default();
    let preview = preview(spoken, others, term, &one, &many);
    let usual = spoken.t(&format!("term-{}", term.as_str()));
    let title = here.with("vocabulary-dialog", &[("word", (&usual).into())]);
    html! {
        <Dialog id="word-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="word-one" label={here.t("vocabulary-one")} text={one} />
                <Field id="word-many" label={here.t("vocabulary-many")} text={many}
                    hint={here.t("vocabulary-hint")} />
                <div>
                    <p class="label">{ here.t("vocabulary-preview") }</p>
                    <div lang={language.code()} role="status" data-testid="word-preview">
                        { for preview.into_iter().map(|line| html! { <p><bdi>{ line }</bdi></p> }) }
                    </div>
                </div>
                <Refusal error={set.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={set.is_pending()}
                        data-testid="word-submit">{ here.t("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Returns what words give: the usual ones where they cannot be taken.
fn preview(spoken: Words, others: Vocabulary, term: Term, one: &str, many: &str) -> [String; 2] {
    let vocabulary = match Wording::parse(one, many) {
        Ok(words) => others.with(term.as_str(), words.one(), words.many()),
        Err(_) => others,
    };
    shown_in(term).map(|id| spoken.t_with(&vocabulary, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preview_says_what_the_screens_will() {
        let french = Words::of(Language::French);
        let given = |one: &str| preview(french, Vocabulary::default(), Term::Place, one, "établis");
        assert_eq!(given("établi"), ["Établis", "Ajouter\u{a0}: établi"]);
        assert_eq!(given(""), ["Lieux", "Ajouter un lieu"]);
        for term in Term::ALL {
            let shown = preview(french, Vocabulary::default(), term, "zzz", "zzz");
            assert!(shown.iter().all(|line| line.to_lowercase().contains("zzz")), "{shown:?}");
        }
    }
}
