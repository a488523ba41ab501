//! What the person here needs and offers, for networks of the commons: Murmurations, the schema of
//! offers and wants.
//!
//! Only what is one's own and open, since the others did not say that theirs may leave the group;
//! questions are for the group.

use etabli_model::{
    offer::{PostId, Side, Sort, Way},
    time::Timestamp,
};
use serde_json::{Value, json};

use super::{Found, instant};
use crate::{show, space::Space};

const SCHEMA: &str = "offers_wants_schema-v0.1.0";

/// Writes a profile of each.
pub(crate) fn offers(space: &Space, found: &Found, now: Timestamp) -> Value {
    let me = space.me().ok();
    let own = |id: &PostId| {
        me.is_some_and(|me| {
            space.membership().first_name(&me) == space.membership().first_name(&id.by)
        })
    };
    let all = show::posts(space).into_iter();
    let told = all.filter(|(id, post)| own(id) && post.is_open(now)).filter_map(|(id, post)| {
        let exchange = match post.side {
            Side::Need => "want",
            Side::Offer => "offer",
            Side::Question => return None,
        };
        let item = match post.sort {
            Sort::Good => "good",
            Sort::Skill | Sort::Knowledge => "service",
        };
        let transaction = match post.way {
            Way::Give => "free",
            Way::Lend => "borrow",
            Way::Rent => "rent",
            Way::Swap => "barter",
        };
        let mut profile = json!({
            "linked_schemas": [SCHEMA],
            "id": format!("etabli:post/{}.{}", id.by, id.local),
            "exchange_type": exchange,
            "item_type": item,
            "transaction_type": [transaction],
            "title": post.title,
            "description": post.text,
            "details_url": found.address(space),
        });
        if let Some(fields) = profile.as_object_mut() {
            if let Some(until) = post.until {
                fields.insert("expires_at".to_owned(), json!(until.0.div_euclid(1_000)));
                fields.insert("expires".to_owned(), json!(instant(until)));
            }
            if let Some((north, east)) = found.at {
                fields.insert("geolocation".to_owned(), json!({ "lat": north, "lon": east }));
            }
        }
        Some(profile)
    });
    Value::Array(told.collect())
}
