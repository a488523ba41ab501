//! What is wrong with a page for whoever reads it otherwise than most: the rules of axe-core, and
//! a few of our own about what does not fit.
//!
//! Everything that is found is gathered, and told together, each thing once with the looks in
//! which it was found.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::browser::Browser;

/// axe-core 4.14.1, see `tests/axe/README.md`.
const AXE: &str = include_str!("../axe/axe.min.js");

/// Runs the rules of WCAG 2.0 to 2.2, A and AA, once no colour is on its way to another.
const RULES: &str = "
    const [done] = arguments;
    const moves = document.getAnimations().filter(it => Number.isFinite(it.effect.getComputedTiming().endTime));
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const rules = { 'target-size': { enabled: true } };
    const run = () => axe.run(document, { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] });
    Promise.allSettled(moves.map(it => it.finished)).then(run)
        .then(found => done(found.violations.flatMap(rule => rule.nodes.map(node => [
            rule.id, node.target.join(' '), (node.any[0] || node.all[0] || node.none[0] || {}).message || ''
        ]))), error => done([['axe', 'error', String(error)]]));";

/// Tells what lies beyond a side of the page, and which words are cut without saying so.
const FIT: &str = "
    const found = [], wide = innerWidth;
    const named = node => {
        const own = node.closest('[data-testid]');
        const inside = own && own !== node ? ` in ${own.dataset.testid}` : '';
        const name = node.dataset.testid ? `[${node.dataset.testid}]` : `.${node.className}`;
        return `${node.localName}${name}${inside}`;
    };
    if (document.documentElement.scrollHeight > innerHeight) {
        found.push(['scrolls as a whole', 'html', `${document.documentElement.scrollHeight} > ${innerHeight}`]);
    }
    if (document.documentElement.scrollWidth > wide) {
        found.push(['scrolls sideways', 'html', `${document.documentElement.scrollWidth} > ${wide}`]);
    }
    for (const node of document.querySelectorAll('body *:not(svg *, option, script)')) {
        const style = getComputedStyle(node), box = node.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || !node.checkVisibility({ visibilityProperty: true })) continue;
        if (node.closest('.hidden-label, .skip-link, .sync-words, [aria-hidden]')) continue;
        let around = node.parentElement, may = false;
        for (; around && !may; around = around.parentElement) {
            may = ['auto', 'scroll'].includes(getComputedStyle(around).overflowX);
        }
        if (!may && (box.right > wide + 1 || box.left < -1)) {
            found.push(['beyond the side', named(node), `${Math.round(box.left)} to ${Math.round(box.right)}`]);
        }
        const words = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
        const cuts = ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis';
        if (words && cuts && node.scrollWidth > node.clientWidth + 1) {
            found.push(['words cut', named(node), node.textContent.trim().slice(0, 40)]);
        }
        const inner = style.display !== 'inline' && node.clientWidth > 0;
        if (words && inner && !may && style.overflowX === 'visible' && node.scrollWidth > node.clientWidth + 2) {
            found.push(['words leave their place', named(node), node.textContent.trim().slice(0, 40)]);
        }
    }
    return found;";

/// Everything that was found, each with where.
#[derive(Debug, Default)]
pub(crate) struct Findings(BTreeMap<[String; 3], Vec<String>>);

impl Findings {
    /// Looks at what the page shows now, which is called `place`.
    pub(crate) async fn look(&mut self, page: &Browser, place: &str) {
        if page.execute("return typeof axe").await == "undefined" {
            page.execute(AXE).await;
        }
        let rules = page.execute_async(RULES, Vec::new()).await;
        let fit = page.execute(FIT).await;
        let complaints = page.complaints().await;
        let complaints = complaints.into_iter().map(|said| json!(["console", said, ""])).collect();
        for found in [rules, fit, Value::Array(complaints)] {
            for one in found.as_array().unwrap() {
                let words = [0, 1, 2].map(|at| one[at].as_str().unwrap_or_default().to_owned());
                self.0.entry(words).or_default().push(place.to_owned());
            }
        }
    }

    /// Panics with all of it, if there is any.
    pub(crate) fn expect_none(self) {
        let lines = self.0.iter().map(|([rule, what, why], places)| {
            let first = places.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
            format!("{rule}: {what}\n    {why}\n    {} times: {first}", places.len())
        });
        let lines: Vec<_> = lines.collect();
        assert!(lines.is_empty(), "{} findings\n{}", lines.len(), lines.join("\n"));
    }
}
