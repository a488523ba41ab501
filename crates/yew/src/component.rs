//! Components. Yew compiles the whole life of a component once for each: here it is compiled once,
//! for [`Any`], which runs the function of whichever component stands at its place.
//!
//! Another component at the same place begins anew, with none of the former one's state and none of
//! its elements, as two components of Yew would.

use std::{
    any::{Any as AnyProperties, TypeId},
    rc::Rc,
};

use whole::{
    BaseComponent, Context, ContextProvider, Html, HtmlResult, Properties,
    context::ContextProviderProps,
    functional::{FunctionComponent, FunctionProvider, HookContext},
    html::IntoPropValue,
    virtual_dom::{Key, VComp, VList, VNode},
};

/// A component among others, with its properties: it has the name that `html!` writes.
#[derive(Debug)]
pub struct VChild<C: BaseComponent> {
    properties: Rc<C::Properties>,
    key: Option<Key>,
}

impl<C: BaseComponent> VChild<C> {
    /// Returns a component with its properties.
    pub fn new(properties: C::Properties, key: Option<Key>) -> Self {
        Self { properties: Rc::new(properties), key }
    }
}

impl<C> From<VChild<C>> for VNode
where
    C: BaseComponent + FunctionProvider<Properties = <C as BaseComponent>::Properties>,
{
    fn from(child: VChild<C>) -> Self {
        any(TypeId::of::<C>(), run::<C>, same::<C>, child.properties, child.key)
    }
}

impl<C> IntoPropValue<VNode> for VChild<C>
where
    C: BaseComponent + FunctionProvider<Properties = <C as BaseComponent>::Properties>,
{
    fn into_prop_value(self) -> VNode {
        self.into()
    }
}

/// Returns `shown`, in which `value` can be asked for by its type.
pub fn provide<T: Clone + PartialEq + 'static>(value: T, shown: Html) -> Html {
    let properties = ContextProviderProps { context: value, children: shown };
    VComp::new::<ContextProvider<T>>(Rc::new(properties), None).into()
}

type Run = fn(&mut HookContext, &dyn AnyProperties) -> HtmlResult;
type Same = fn(&dyn AnyProperties, &dyn AnyProperties) -> bool;

/// Runs the function of a component.
fn run<C: FunctionProvider>(hooks: &mut HookContext, properties: &dyn AnyProperties) -> HtmlResult
where
    C::Properties: 'static,
{
    match properties.downcast_ref() {
        Some(properties) => C::run(hooks, properties),
        None => Ok(Html::default()),
    }
}

/// Whether a component was told the same twice.
fn same<C: FunctionProvider>(one: &dyn AnyProperties, other: &dyn AnyProperties) -> bool
where
    C::Properties: 'static,
{
    match (one.downcast_ref::<C::Properties>(), other.downcast_ref()) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

#[inline(never)]
fn any(
    which: TypeId,
    run: Run,
    same: Same,
    properties: Rc<dyn AnyProperties>,
    key: Option<Key>,
) -> VNode {
    VComp::new::<Any>(Rc::new(Told { which, run, same, properties }), key).into()
}

/// Whose function runs, and what it is told.
struct Told {
    which: TypeId,
    run: Run,
    same: Same,
    properties: Rc<dyn AnyProperties>,
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.which == other.which && (self.same)(&*self.properties, &*other.properties)
    }
}

impl Properties for Told {
    type Builder = ();

    fn builder() {}
}

/// Any function component.
struct Any {
    state: FunctionComponent<Self>,
    /// How many components stood here: what they drew is told apart by it.
    course: u64,
}

impl FunctionProvider for Any {
    type Properties = Told;

    fn run(hooks: &mut HookContext, told: &Told) -> HtmlResult {
        (told.run)(hooks, &*told.properties)
    }
}

impl BaseComponent for Any {
    type Message = ();
    type Properties = Told;

    fn create(context: &Context<Self>) -> Self {
        Self { state: FunctionComponent::new(context), course: 0 }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, context: &Context<Self>, former: &Told) -> bool {
        if former.which != context.props().which {
            self.state.destroy();
            self.state = FunctionComponent::new(context);
            self.course += 1;
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> HtmlResult {
        let drawn = self.state.render(context.props())?;
        let mut own = VList::with_children(vec![drawn], None);
        own.key = Some(Key::from(self.course));
        Ok(crate::list(vec![own.into()]))
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.state.rendered();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.state.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.state.prepare_state()
    }
}
