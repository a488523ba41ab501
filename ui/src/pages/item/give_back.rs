//! Bringing an item back, the same wherever a loan is shown: at once, or after going through what
//! went out with it.

use std::rc::Rc;

use etabli_api::{
    Condition,
    command::ReturnItem,
    view::{LoanView, ToldView},
};
use yew::prelude::*;

use super::{
    LENDING,
    photo::TellPhoto,
    upkeep::{CONDITIONS, options},
};
use crate::{
    components::{
        ask::{Ask, Asked, Ticks, keeps},
        date::{DateField, Typed},
        field::Takes,
    },
    focus::use_kept_focus,
    query::{Change, use_change},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// A way to bring items back.
#[derive(Debug, Clone)]
pub(crate) struct GiveBack {
    /// How far it is.
    pub(crate) change: Change,
    /// Hears which loan came back.
    pub(crate) on_return: Callback<LoanView>,
    /// Hears of which loan that came back there is more to say.
    pub(crate) on_tell: Callback<LoanView>,
    /// What is asked about it, in front of the page.
    pub(crate) dialog: Html,
}

/// Returns a way to bring items back; it says when one did. The focus goes to `heading` when the
/// button goes away with what is `shown`.
#[hook]
pub(crate) fn use_give_back<T: PartialEq + 'static>(shown: T, heading: &'static str) -> GiveBack {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(LENDING);
    let asked = use_state_eq(|| None::<LoanView>);
    let acted = use_kept_focus((shown, asked.is_some()), heading);
    let send = {
        let (change, asked) = (change.clone(), asked.setter());
        Callback::from(move |command: ReturnItem| {
            let (say, asked) = (say.clone(), asked.clone());
            acted.set(true);
            change.send(&command, move |loan| {
                let left = loan.hand_over.parts.iter().any(|part| part.out > 0);
                let id = if left { "loan-returned-partly" } else { "loan-returned-done" };
                asked.set(None);
                say.emit(words.with(id, &[("item", (&loan.item_name).into())]));
            });
        })
    };
    let on_return = {
        let (send, asked, named) = (send.clone(), asked.setter(), space.named());
        Callback::from(move |loan: LoanView| {
            let with = &loan.hand_over;
            match with.parts.iter().all(|part| part.out == 0) && with.checks.is_empty() {
                true => send.emit(ReturnItem { space: named.clone(), ..ReturnItem::from(loan.id) }),
                false => asked.set(Some(loan)),
            }
        })
    };
    let on_tell = {
        let asked = asked.setter();
        Callback::from(move |loan: LoanView| asked.set(Some(loan)))
    };
    let dialog = match &*asked {
        None => Html::default(),
        Some(loan) => {
            let on_close = {
                let asked = asked.setter();
                Callback::from(move |()| asked.set(None))
            };
            let on_back = {
                let named = space.named();
                send.reform(move |back: ReturnItem| ReturnItem { space: named.clone(), ..back })
            };
            html! {
                <Return loan={loan.clone()} pending={change.is_pending()} error={change.error()}
                    {on_back} {on_close} />
            }
        }
    };
    GiveBack { change, on_return, on_tell, dialog }
}

/// Returns the lines of a check-list.
pub(crate) fn check_lines(checks: &[(u32, String)]) -> Vec<AttrValue> {
    let line = |(count, what): &(u32, String)| match count {
        1 => what.clone().into(),
        count => format!("{count} × {what}").into(),
    };
    checks.iter().map(line).collect()
}

/// Returns what is told after going through a check-list; nothing where all is well.
pub(crate) fn told(
    checks: &[(u32, String)],
    there: &[bool],
    condition: Option<Condition>,
    note: String,
    photo: Option<String>,
) -> Option<ToldView> {
    let missing = checks.iter().zip(there).filter(|(_, there)| !**there);
    let missing: Vec<(u32, String)> = missing.map(|(check, _)| check.clone()).collect();
    let incomplete = (!missing.is_empty()).then_some(Condition::Incomplete);
    let said = !note.trim().is_empty() || photo.is_some();
    let condition = match condition {
        // What lacks something is not as good as it was.
        Some(Condition::Good | Condition::Worn) | None => incomplete.or(condition),
        condition => condition,
    };
    let condition = condition.or(said.then_some(Condition::Good))?;
    Some(ToldView { condition, missing, note, photo })
}

/// Returns the choice of how a thing is, of which saying nothing is one.
pub(super) fn condition_asked(words: Words) -> Asked {
    let mut all = vec![(AttrValue::default(), AttrValue::from(words.t("condition-unsaid")))];
    all.extend(options(words, "told-", CONDITIONS.iter().take(3).map(|(end, _)| *end)));
    Asked::choice("condition", words.t("item-condition"), "", all)
}

/// Returns the condition that was chosen.
pub(super) fn chosen(end: &str) -> Option<Condition> {
    CONDITIONS.iter().find(|(one, _)| *one == end).map(|(_, condition)| *condition)
}

/// Properties of [`Return`].
#[derive(Properties, PartialEq)]
struct ReturnProps {
    loan: LoanView,
    pending: bool,
    error: Option<etabli_api::ApiError>,
    on_back: Callback<ReturnItem>,
    on_close: Callback<()>,
}

/// Goes through what went out with a loan, and asks how and when it came back.
#[component]
fn Return(props: &ReturnProps) -> Html {
    let ReturnProps { loan, pending, error, on_back, on_close } = props;
    let words = use_words();
    let parts: Vec<_> = loan.hand_over.parts.iter().filter(|part| part.out > 0).cloned().collect();
    let checks = &loan.hand_over.checks;
    let parts_there = use_state_eq(|| vec![true; parts.len()]);
    let checks_there = use_state_eq(|| vec![true; checks.len()]);
    let photo = use_state_eq(|| None::<String>);
    let at = use_state_eq(|| Typed::Nothing);
    let lines: Vec<(u32, String)> =
        parts.iter().map(|part| (part.out, part.name.clone())).collect();
    let on_submit = {
        let (id, checks, parts) = (loan.id, checks.clone(), parts.clone());
        let (parts_there, checks_there, photo, at) =
            (parts_there.clone(), checks_there.clone(), photo.clone(), at.clone());
        on_back.reform(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let condition = chosen(&typed.next().unwrap_or_default());
            let note = typed.next().unwrap_or_default();
            let back = parts.iter().zip(parts_there.iter()).filter(|(_, there)| **there);
            let back: Vec<String> = back.map(|(part, _)| part.loan.to_string()).collect();
            ReturnItem {
                parts: (!parts.is_empty()).then_some(back),
                told: told(&checks, &checks_there, condition, note, (*photo).clone()),
                at: at.said(),
                ..ReturnItem::from(id)
            }
        })
    };
    let note = Asked::text("note", words.t("task-note"), "", Takes::Lines);
    let asked: Rc<[Asked]> = Rc::from([condition_asked(words), note]);
    let on_photo = {
        let setter = photo.setter();
        Callback::from(move |photo| setter.set(photo))
    };
    let on_at = {
        let setter = at.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let title = words.with("return-title", &[("item", (&loan.item_name).into())]);
    html! {
        <Ask id="return" {title} {asked} submit={words.t("item-return")} pending={*pending}
            error={error.clone()} {on_submit} on_close={on_close.clone()}>
            if !lines.is_empty() {
                <Ticks id="return-part" label={words.t("return-parts")} lines={check_lines(&lines)}
                    there={(*parts_there).clone()} on_there={keeps(&parts_there)} />
            }
            if !checks.is_empty() {
                <Ticks id="return-check" label={words.t("return-checks")}
                    lines={check_lines(checks)} there={(*checks_there).clone()}
                    on_there={keeps(&checks_there)} />
            }
            <details>
                <summary data-testid="return-earlier">{ words.t("return-earlier") }</summary>
                <DateField id="return-at" label={words.t("return-at")} typed={(*at).clone()}
                    on_type={on_at} />
            </details>
            if loan.item.owner().is_none() {
                <TellPhoto item={loan.item} on_photo={on_photo} />
            }
        </Ask>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ticked_is_missing_and_all_well_is_not_told() {
        let checks = [(2, "clamp".to_owned()), (1, "key".to_owned())];
        assert_eq!(told(&checks, &[true, true], None, String::new(), None), None);
        let some =
            told(&checks, &[false, true], Some(Condition::Good), String::new(), None).unwrap();
        assert_eq!((some.condition, some.missing.len()), (Condition::Incomplete, 1));
        let damaged = told(&checks, &[false, true], Some(Condition::Damaged), String::new(), None);
        assert_eq!(damaged.unwrap().condition, Condition::Damaged);
        let said = told(&checks, &[true, true], None, "dull".to_owned(), None).unwrap();
        assert_eq!((said.condition, said.note.as_str()), (Condition::Good, "dull"));
    }
}
