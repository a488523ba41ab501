//! Things inside other things, such as places: what is open shows what it holds. Up and Down move
//! along what is shown, Right opens, Left closes, letters lead to names, Enter chooses.

use std::{collections::BTreeSet, rc::Rc};

use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    focus::focus_in,
    keys::{Along, begins, step},
};

/// One thing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Branch {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// What it is called.
    pub(crate) words: AttrValue,
    /// How deep it lies, from 1; what it holds follows it, one deeper.
    pub(crate) depth: usize,
}

/// Properties of [`Tree`].
#[derive(Properties, PartialEq)]
pub(crate) struct TreeProps {
    /// What they are.
    pub(crate) label: AttrValue,
    /// The things, each before what it holds.
    pub(crate) branches: Rc<[Branch]>,
    /// The one that is chosen; empty for none.
    #[prop_or_default]
    pub(crate) chosen: AttrValue,
    /// Hears the id of the one that is chosen.
    pub(crate) on_choose: Callback<AttrValue>,
}

/// Where a thing stands among those shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    /// Its place in the whole list.
    at: usize,
    /// Whether it holds something.
    holds: bool,
    /// Its number among those beside it, from 1, and how many they are.
    among: (usize, usize),
}

/// Returns what is seen: that around which everything is open.
fn seen(branches: &[Branch], open: &BTreeSet<AttrValue>) -> Vec<Shown> {
    let mut closed = usize::MAX;
    let mut found = Vec::new();
    for (at, branch) in branches.iter().enumerate() {
        if branch.depth > closed {
            continue;
        }
        let holds = branches.get(at + 1).is_some_and(|next| next.depth > branch.depth);
        closed = if holds && !open.contains(&branch.id) { branch.depth } else { usize::MAX };
        found.push(Shown { at, holds, among: among(branches, at) });
    }
    found
}

/// Returns the number of a thing among those beside it, and how many they are.
fn among(branches: &[Branch], at: usize) -> (usize, usize) {
    let depth = branches.get(at).map_or(0, |branch| branch.depth);
    let beside = |branch: &&Branch| branch.depth == depth;
    let inside = |branch: &&Branch| branch.depth >= depth;
    let before = branches.iter().take(at).rev().take_while(inside).filter(beside).count();
    let after = branches.iter().skip(at + 1).take_while(inside).filter(beside).count();
    (before + 1, before + 1 + after)
}

/// Shows a tree.
#[component]
pub(crate) fn Tree(props: &TreeProps) -> Html {
    let TreeProps { label, branches, chosen, on_choose } = props;
    let list = use_node_ref();
    let open = use_state_eq(BTreeSet::<AttrValue>::new);
    let active = use_state_eq(|| branches.first().map(|branch| branch.id.clone()));
    let moved = use_mut_ref(|| false);
    {
        let (list, moved) = (list.clone(), moved.clone());
        use_effect_with((*active).clone(), move |_| {
            if moved.replace(false) {
                focus_in(&list, "[tabindex=\"0\"]");
            }
        });
    }
    let rows = seen(branches, &open);
    let here = rows
        .iter()
        .position(|row| branches.get(row.at).map(|branch| &branch.id) == active.as_ref())
        .unwrap_or_default();
    let toggle = {
        let open = open.clone();
        move |id: &AttrValue, to: Option<bool>| {
            let mut next = (*open).clone();
            if to.unwrap_or(!next.contains(id)) {
                next.insert(id.clone());
            } else {
                next.remove(id);
            }
            open.set(next);
        }
    };
    let onkeydown = {
        let (rows, branches, open) = (rows.clone(), branches.clone(), open.clone());
        let (active, toggle, on_choose) = (active.setter(), toggle.clone(), on_choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let of = |at: usize| rows.get(at).and_then(|row| branches.get(row.at));
            let (Some(row), Some(branch)) = (rows.get(here), of(here)) else { return };
            let key = event.key();
            let is_open = row.holds && open.contains(&branch.id);
            let names = (0..rows.len()).filter_map(of).map(|branch| branch.words.as_str());
            let to = match key.as_str() {
                "ArrowRight" if row.holds && !is_open => {
                    toggle(&branch.id, Some(true));
                    None
                }
                "ArrowRight" => is_open.then_some(here + 1),
                "ArrowLeft" if is_open => {
                    toggle(&branch.id, Some(false));
                    None
                }
                "ArrowLeft" => (0..here)
                    .rev()
                    .find(|at| of(*at).is_some_and(|around| around.depth < branch.depth)),
                "Enter" | " " => {
                    on_choose.emit(branch.id.clone());
                    None
                }
                // No turning round: a tree has a top and a bottom.
                "ArrowUp" if here == 0 => None,
                "ArrowDown" if here + 1 >= rows.len() => None,
                _ => match step(&key, Along::Down, Some(here), rows.len())
                    .or_else(|| begins(&key, here, names))
                {
                    None => return,
                    to => to,
                },
            };
            event.prevent_default();
            if let Some(branch) = to.and_then(of) {
                moved.replace(true);
                active.set(Some(branch.id.clone()));
            }
        })
    };
    let items = rows.iter().enumerate().filter_map(|(place, row)| {
        let branch = branches.get(row.at)?;
        let onclick = {
            let (id, active, holds) = (branch.id.clone(), active.setter(), row.holds);
            let (toggle, on_choose) = (toggle.clone(), on_choose.clone());
            Callback::from(move |_: MouseEvent| {
                active.set(Some(id.clone()));
                if holds {
                    toggle(&id, None);
                }
                on_choose.emit(id.clone());
            })
        };
        let expanded = row.holds.then(|| if open.contains(&branch.id) { "true" } else { "false" });
        Some(html! {
            <li key={branch.id.as_str()} role="treeitem" {onclick}
                class={classes!("branch", format!("deep-{}", branch.depth.min(6)))}
                tabindex={if place == here { "0" } else { "-1" }} aria-expanded={expanded}
                aria-level={branch.depth.to_string()} aria-posinset={row.among.0.to_string()}
                aria-setsize={row.among.1.to_string()} data-testid={branch.id.clone()}
                aria-selected={if branch.id == *chosen { "true" } else { "false" }}>
                <span class="twig">if row.holds { { icon(Icon::Forward) } }</span>
                <span>{ &branch.words }</span>
            </li>
        })
    });
    html! {
        <ul ref={list} class="tree" role="tree" aria-label={label} {onkeydown}>{ for items }</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<Branch> {
        [("hall", 1), ("shelf", 2), ("box", 3), ("wall", 2), ("yard", 1)]
            .map(|(id, depth)| Branch { id: id.into(), words: id.into(), depth })
            .to_vec()
    }

    fn names(open: &[&'static str]) -> Vec<String> {
        let places = places();
        let open = open.iter().map(|id| AttrValue::from(*id)).collect();
        seen(&places, &open).iter().map(|row| places[row.at].id.to_string()).collect()
    }

    #[test]
    fn what_is_inside_something_closed_is_not_seen() {
        assert_eq!(names(&[]), ["hall", "yard"]);
        assert_eq!(names(&["hall"]), ["hall", "shelf", "wall", "yard"]);
        assert_eq!(names(&["shelf"]), ["hall", "yard"]);
        assert_eq!(names(&["hall", "shelf"]), ["hall", "shelf", "box", "wall", "yard"]);
    }

    #[test]
    fn each_thing_knows_its_place_among_those_beside_it() {
        let places = places();
        let all: Vec<_> = (0..places.len()).map(|at| among(&places, at)).collect();
        assert_eq!(all, [(1, 2), (1, 2), (1, 1), (2, 2), (2, 2)]);
    }
}
