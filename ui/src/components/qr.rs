//! A code as squares for a camera, always black on white whatever the theme.

use etabli_api::view::CodePicture;
use yew::prelude::*;

/// Draws a code.
pub(crate) fn qr(picture: &CodePicture, label: String) -> Html {
    let CodePicture { side, path } = picture;
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={label}
            shape-rendering="crispEdges">
            <path class="qr-ground" d={format!("M0 0h{side}v{side}H0z")} />
            <path class="qr-ink" d={path.clone()} />
        </svg>
    }
}
