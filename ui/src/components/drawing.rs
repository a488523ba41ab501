//! What an empty screen shows: a small line picture, what it means, what to do.

use yew::prelude::*;

/// A line picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// Two chairs at a table.
    Bench,
    /// A wall with hooks and nothing on them.
    Board,
    /// A leaf of a calendar with nothing on it.
    Calendar,
    /// A letter that nobody wrote yet.
    Letter,
    /// A magnifier over nothing.
    Nothing,
    /// A shelf with everything on it.
    Shelf,
}

impl Drawing {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Bench, Self::Board, Self::Calendar, Self::Letter, Self::Nothing, Self::Shelf];

    const fn path(self) -> &'static str {
        match self {
            Self::Bench => {
                "M44 58h72M52 58v48M108 58v48M14 44v62M14 78h22v28M146 44v62M146 78h-22v28M66 58\
                 V44h12v14M78 48a5 5 0 0 1 0 8M92 58l14-10M4 106h152"
            }
            Self::Board => {
                "M10 14h140v72H10zM34 32v8a5 5 0 0 0 10 0M64 32v8a5 5 0 0 0 10 0M94 32v8a5 5 0 0 0 \
                 10 0M124 32v8a5 5 0 0 0 10 0M30 60h.01M50 60h.01M70 60h.01M90 60h.01M110 60h.01\
                 M130 60h.01M40 72h.01M60 72h.01M80 72h.01M100 72h.01M120 72h.01M4 106h152M20 106v10\
                 M140 106v10"
            }
            Self::Calendar => {
                "M32 24h96v82H32zM32 46h96M54 14v18M80 14v18M106 14v18M50 62h.01M70 62h.01M90 62\
                 h.01M110 62h.01M50 78h.01M70 78h.01M90 78h.01M110 78h.01M50 94h.01M70 94h.01M96 \
                 92l8 8 16-18"
            }
            Self::Letter => {
                "M30 34h100v68H30zM30 36l50 38 50-38M30 100l36-36M130 100 94 64M10 110h140"
            }
            Self::Nothing => {
                "M48 54a30 30 0 1 0 60 0 30 30 0 1 0-60 0M100 76l26 26M66 50a14 14 0 0 1 12-12\
                 M10 110h140"
            }
            Self::Shelf => {
                "M14 44h132M14 100h132M22 44v66M138 44v66M36 44V22h20v22M62 44V14h14v30M84 44V28\
                 h34v16M40 100V72h26v28M76 100a14 14 0 0 1 28 0M112 100V66h12v34"
            }
        }
    }
}

/// Properties of [`Empty`].
#[derive(Properties, PartialEq)]
pub(crate) struct EmptyProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// The picture.
    pub(crate) drawing: Drawing,
    /// What it means.
    pub(crate) title: AttrValue,
    /// What to make of it.
    pub(crate) text: AttrValue,
    /// What to do.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Shows that there is nothing, kindly.
#[component]
pub(crate) fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty" data-testid={&props.id}>
            <svg class="drawing" viewBox="0 0 160 120" aria-hidden="true">
                <path d={props.drawing.path()} />
            </svg>
            <h2>{ &props.title }</h2>
            <p class="muted">{ &props.text }</p>
            <div class="acts">{ props.children.clone() }</div>
        </div>
    }
}
