//! A photo in front of the page: whole if it is here, with what it shows, and the next one.

use etabli_api::{
    command::EditFile,
    id::{ItemId, LocalId},
    view::FileView,
};
use yew::prelude::*;

use super::{FILES, Missing, Removing, described, use_saving};
use crate::{
    components::{
        answer::Refusal,
        dialog::{Dialog, DialogWidth},
        field::Field,
        icon::{Icon, icon},
    },
    pictures::{Whole, use_photo, use_thumbnail},
    query::use_change,
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// Properties of [`Viewer`].
#[derive(Properties, PartialEq)]
pub(super) struct ViewerProps {
    /// The item.
    pub(super) item: ItemId,
    /// What it is called.
    pub(super) name: AttrValue,
    /// Its photos.
    pub(super) photos: Vec<FileView>,
    /// The photo that is shown.
    pub(super) shown: LocalId,
    /// Whether the person here may change it.
    pub(super) can_edit: bool,
    /// The way to take it away.
    pub(super) removing: Removing,
    /// Hears which photo is to be shown, or none.
    pub(super) on_show: Callback<Option<LocalId>>,
}

/// Shows one photo after another.
#[component]
pub(super) fn Viewer(props: &ViewerProps) -> Html {
    let ViewerProps { item, name, photos, shown, can_edit, removing, on_show } = props;
    let words = use_words();
    let on_close = on_show.reform(|()| None);
    let index = photos.iter().position(|photo| photo.id == *shown).unwrap_or(0);
    let Some(photo) = photos.get(index) else { return Html::default() };
    let go = |to: Option<usize>| {
        let to = to.and_then(|to| photos.get(to)).map(|photo| photo.id);
        (to.is_none(), on_show.reform(move |_: MouseEvent| to))
    };
    let (first, previous) = go(index.checked_sub(1));
    let (last, next) = go(index.checked_add(1));
    let (place, count) = (
        u32::try_from(index + 1).unwrap_or(u32::MAX),
        u32::try_from(photos.len()).unwrap_or(u32::MAX),
    );
    let place = words.with("photo-place", &[("place", place.into()), ("count", count.into())]);
    html! {
        <Dialog id="photo-dialog" title={name.clone()} width={DialogWidth::Table} {on_close}>
            <div class="stack">
                <Shown key={photo.id.to_string()} item={*item} file={photo.clone()} {index}
                    can_edit={*can_edit} removing={removing.clone()} />
                if photos.len() > 1 {
                    <div class="acts photo-turn">
                        <button type="button" class="button small" disabled={first}
                            onclick={previous} data-testid="photo-previous">
                            { icon(Icon::ArrowLeft) }{ words.t("photo-previous") }
                        </button>
                        <span class="muted" role="status">{ place }</span>
                        <button type="button" class="button small" disabled={last}
                            onclick={next} data-testid="photo-next">
                            { words.t("photo-next") }{ icon(Icon::Forward) }
                        </button>
                    </div>
                }
            </div>
        </Dialog>
    }
}

/// Properties of [`Shown`].
#[derive(Properties, PartialEq)]
struct ShownProps {
    item: ItemId,
    file: FileView,
    index: usize,
    can_edit: bool,
    removing: Removing,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let ShownProps { item, file, index, can_edit, removing } = props;
    let words = use_words();
    let whole = use_photo(*item, file);
    let small = use_thumbnail(file.thumbnail);
    let save = use_saving(*item, file);
    let error = match &whole {
        Whole::Failed(error) => Some(error.clone()),
        Whole::Awaited | Whole::There(_) => None,
    };
    let src = match whole {
        Whole::There(src) => Some(src),
        Whole::Awaited | Whole::Failed(_) => small,
    };
    let (width, height) = (file.width.to_string(), file.height.to_string());
    let picture = match src {
        Some(src) => {
            html! { <img {src} {width} {height} alt={described(words, file, *index)}
            data-testid="photo-shown" /> }
        }
        None => html! { <span class="photo-none">{ icon(Icon::Image) }</span> },
    };
    html! {
        <>
            <figure class="photo-whole">
                { picture }
                if !file.caption.is_empty() {
                    <figcaption aria-hidden="true">{ &file.caption }</figcaption>
                }
            </figure>
            if !file.here { <Missing item={*item} file={file.clone()} /> }
            <Refusal error={error.or(save.1)} />
            <div class="acts">
                if file.here {
                    <button type="button" class="button small" onclick={save.0}
                        data-testid="photo-save">
                        { icon(Icon::Download) }
                        { words.with("photo-save", &[("size", words.size(file.bytes).into())]) }
                    </button>
                }
                if *can_edit {
                    <button type="button" class="button small" onclick={removing.of(file)}
                        data-testid="photo-remove">
                        { icon(Icon::Close) }{ words.t("photo-remove") }
                    </button>
                }
            </div>
            if *can_edit {
                <Describe item={*item} file={file.clone()} first={*index == 0} />
            }
        </>
    }
}

/// Properties of [`Describe`].
#[derive(Properties, PartialEq)]
struct DescribeProps {
    item: ItemId,
    file: FileView,
    first: bool,
}

/// Takes what a photo shows, and puts it first.
#[component]
fn Describe(props: &DescribeProps) -> Html {
    let DescribeProps { item, file, first } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let change = use_change(FILES);
    let typed = {
        let caption = file.caption.clone();
        use_state(move || caption)
    };
    let command = {
        let (space, item, file) = (space.named(), item.to_string(), file.id.to_string());
        move |caption, first| EditFile {
            space: space.clone(),
            item: item.clone(),
            file: file.clone(),
            caption,
            first,
        }
    };
    let onsubmit = {
        let (change, typed, say) = (change.clone(), typed.clone(), say.clone());
        let command = command.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let say = say.clone();
            change.send(&command(Some((*typed).clone()), false), move |_| {
                say.emit(words.t("edit-done"));
            });
        })
    };
    let put_first = {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change.send(&command(None, true), |_| ()))
    };
    html! {
        <details class="describe">
            <summary data-testid="photo-describe-open">{ words.t("photo-describe") }</summary>
            <form class="stack" {onsubmit}>
                <Field id="photo-caption" label={words.t("photo-caption")} text={typed}
                    hint={words.t("photo-caption-hint")} />
                <Refusal error={change.error()} />
                <div class="acts">
                    <button type="submit" class="button small" disabled={change.is_pending()}
                        data-testid="photo-describe">{ words.t("save") }</button>
                    if !*first {
                        <button type="button" class="button small" onclick={put_first}
                            disabled={change.is_pending()} data-testid="photo-first">
                            { words.t("photo-first") }
                        </button>
                    }
                </div>
            </form>
        </details>
    }
}
