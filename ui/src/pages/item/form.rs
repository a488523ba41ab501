//! The fields of an item, for a new one and for one that changes.

use etabli_api::{ApiError, ErrorCode, Topic, command::ListPlaces, trade, view::SpaceRight};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        field::{Choice, Field, Takes},
    },
    query::use_query,
    space::use_space,
    words::use_words,
};

/// The most pieces that one item can have.
const MOST: u32 = 1_000_000;

/// Whose an item is, as values of a choice.
const OF_SPACE: &str = "space";
const MINE: &str = "me";

/// Whose an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Owner {
    /// The group's.
    #[default]
    Space,
    /// The person's here.
    Me,
}

/// What is typed into the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// What people call it.
    pub(crate) name: String,
    /// The number on its label.
    pub(crate) tag: String,
    /// Its kind.
    pub(crate) category: String,
    /// Where it is kept.
    pub(crate) place: String,
    /// How many there are, as typed.
    pub(crate) quantity: String,
    /// Whose it is.
    pub(crate) owner: Owner,
    /// Anything else.
    pub(crate) note: String,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: String::new(),
            tag: String::new(),
            category: String::new(),
            place: String::new(),
            quantity: "1".to_owned(),
            owner: Owner::Space,
            note: String::new(),
        }
    }
}

/// Reads a quantity as typed; whether it fits, the program decides.
pub(crate) fn quantity(text: &str) -> Result<u32, ApiError> {
    text.trim().parse().map_err(|_| ApiError::new(ErrorCode::BadQuantity).with("most", MOST))
}

/// Properties of [`ItemForm`].
#[derive(Properties, PartialEq)]
pub(crate) struct ItemFormProps {
    /// What its fields' ids begin with.
    pub(crate) id: AttrValue,
    /// What the fields hold at first.
    pub(crate) draft: Draft,
    /// Whether one may say whose it is.
    pub(crate) owned: bool,
    /// The categories there are.
    #[prop_or_default]
    pub(crate) categories: Vec<AttrValue>,
    /// What submitting does, in words.
    pub(crate) submit: AttrValue,
    /// Whether an answer is awaited.
    pub(crate) pending: bool,
    /// Why it was refused.
    pub(crate) error: Option<ApiError>,
    /// Hears what was typed.
    pub(crate) on_submit: Callback<Draft>,
    /// Hears that it is to go away.
    pub(crate) on_cancel: Callback<()>,
}

/// Shows the fields of an item.
#[component]
pub(crate) fn ItemForm(props: &ItemFormProps) -> Html {
    let ItemFormProps { id, draft, owned, categories, submit, pending, error, .. } = props;
    let (words, space) = (use_words(), use_space());
    // Trades are there to begin with, in the language of the page.
    let mut categories = categories.clone();
    for trade in trade::TRADES {
        let offered = AttrValue::from(words.category(trade.french));
        if !categories.contains(&offered) {
            categories.push(offered);
        }
    }
    let name = use_state(|| draft.name.clone());
    let tag = use_state(|| draft.tag.clone());
    let category = use_state(|| draft.category.clone());
    let place = use_state(|| draft.place.clone());
    let quantity = use_state(|| draft.quantity.clone());
    let may_fill = space.may(SpaceRight::EditCatalogue);
    let owner = use_state(|| if may_fill { OF_SPACE } else { MINE }.to_owned());
    let note = use_state(|| draft.note.clone());
    let places = use_query(ListPlaces { space: space.named() }, &[Topic::Inventory]);
    let places: Vec<_> = places
        .ready()
        .map(|places| places.iter().map(|place| AttrValue::from(place.path.clone())).collect())
        .unwrap_or_default();

    let onsubmit = {
        let typed = Draft {
            name: (*name).clone(),
            tag: (*tag).clone(),
            category: (*category).clone(),
            place: (*place).clone(),
            quantity: (*quantity).clone(),
            owner: if *owner == MINE { Owner::Me } else { Owner::Space },
            note: (*note).clone(),
        };
        props.on_submit.reform(move |event: SubmitEvent| {
            event.prevent_default();
            typed.clone()
        })
    };
    let cancel = props.on_cancel.reform(|_: MouseEvent| ());
    let at = |field: &str| AttrValue::from(format!("{id}-{field}"));
    let owners: Vec<_> = [(OF_SPACE, "field-owner-space"), (MINE, "field-owner-me")]
        .into_iter()
        .filter(|(owner, _)| may_fill || *owner == MINE)
        .map(|(owner, id)| (AttrValue::from(owner), AttrValue::from(words.t(id))))
        .collect();
    html! {
        <form class="stack" {onsubmit} novalidate=true data-testid={format!("{id}-form")}>
            <Field id={at("name")} label={words.t("field-name")} text={name}
                hint={words.t("field-name-hint")} required=true />
            <div class="pair">
                <Field id={at("tag")} label={words.t("field-tag")} text={tag}
                    hint={words.t("field-tag-hint")} />
                <Field id={at("quantity")} label={words.t("field-quantity")} text={quantity}
                    takes={Takes::Number} />
            </div>
            <Field id={at("category")} label={words.t("field-category")} text={category}
                offers={categories} />
            <Field id={at("place")} label={words.t("field-place")} text={place}
                hint={words.t("field-place-hint")} offers={places} />
            if *owned {
                <Choice id={at("owner")} label={words.t("field-owner")} options={owners}
                    chosen={owner} />
            }
            <Field id={at("note")} label={words.t("field-note")} text={note} takes={Takes::Lines} />
            <Refusal error={error.clone()} />
            <div class="acts">
                <button type="submit" class="button main-act" disabled={*pending}
                    data-testid={at("submit")}>{ submit }</button>
                <button type="button" class="button" onclick={cancel} data-testid={at("cancel")}>
                    { words.t("cancel") }
                </button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_a_whole_number() {
        assert_eq!(quantity(" 12 "), Ok(12));
        for text in ["", "two", "1.5", "-1"] {
            assert_eq!(quantity(text).map_err(|error| error.code), Err(ErrorCode::BadQuantity));
        }
    }
}
