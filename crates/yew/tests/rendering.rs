//! What is drawn is what Yew draws: the same words, written through here.

use tokio::task::LocalSet;
use yew::{LocalServerRenderer, prelude::*, provide};

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
struct RowProps {
    name: AttrValue,
    #[prop_or_default]
    count: Option<u32>,
    #[prop_or_default]
    children: Html,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let unit = use_context::<Unit>().map(|unit| unit.0);
    html! {
        <li class={classes!("row", props.count.map(|_| "counted"))} data-name={props.name.clone()}>
            <b>{ &props.name }</b>
            if let Some(count) = props.count {
                { count }{ unit }
            }
            { props.children.clone() }
        </li>
    }
}

#[derive(Clone, PartialEq)]
struct Unit(&'static str);

#[component]
fn Nothing() -> Html {
    html! {}
}

#[component]
fn Page() -> Html {
    let field = use_node_ref();
    let told = use_state(|| "drill".to_owned());
    let onclick = Callback::from(|_: MouseEvent| ());
    let rows = ["saw", "plane"].map(|name| html! { <Row key={name} {name} /> });
    let shown = html! {
        <>
            <h1 id="top">{ "Tools" }</h1>
            <ul>
                <Row name={(*told).clone()} count={3}><i>{ "in use" }</i></Row>
                <Nothing />
                { for rows }
            </ul>
            <input ref={field} type="text" value="a" disabled={true} />
            <textarea key="note" value="b" />
            <button type="button" {onclick} hidden={false}>{ "Go" }</button>
        </>
    };
    provide(Unit(" pieces"), shown)
}

#[tokio::test]
async fn elements_fields_and_components_are_drawn_as_yew_draws_them() {
    let rendering = LocalServerRenderer::<Page>::new().hydratable(false).render();
    let html = LocalSet::new().run_until(rendering).await;
    assert_eq!(
        html,
        "<h1 id=\"top\">Tools</h1><ul>\
         <li data-name=\"drill\" class=\"row counted\"><b>drill</b>3 pieces<i>in use</i></li>\
         <li data-name=\"saw\" class=\"row\"><b>saw</b></li>\
         <li data-name=\"plane\" class=\"row\"><b>plane</b></li></ul>\
         <input value=\"a\" type=\"text\" disabled=\"disabled\">\
         <textarea>b</textarea><button type=\"button\">Go</button>"
    );
}
