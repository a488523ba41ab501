//! What the space has and offers, in the Valueflows vocabulary, as JSON-LD.
//!
//! The context stands in the file, so that nothing has to be fetched to read it. Each common item is
//! an `EconomicResource` that the space is accountable for; what is not out of it is offered, as a
//! `Proposal` that publishes an `Intent` of handing over its custody.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{address_of, common, here, item_address};
use crate::space::Space;

/// Writes the resources and offers of the space.
pub(crate) fn valueflows(space: &Space) -> Value {
    let me = address_of(space);
    let mut graph = vec![json!({
        "@id": me,
        "@type": "Organization",
        "label": space.catalogue.space_name(),
    })];
    let mut kinds: BTreeMap<&str, String> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for item in common(space) {
        let address = item_address(item);
        let mut resource = json!({
            "@id": address,
            "@type": "EconomicResource",
            "label": item.name,
            "primaryAccountable": me,
            "accountingQuantity": pieces(item.quantity),
            "onhandQuantity": pieces(here(space, item)),
        });
        if let Some(resource) = resource.as_object_mut() {
            if !item.tag.is_empty() {
                resource.insert("trackingIdentifier".to_owned(), json!(item.tag));
            }
            if !item.note.is_empty() {
                resource.insert("comment".to_owned(), json!(item.note));
            }
            if !item.category.is_empty() {
                let next = kinds.len() + 1;
                let kind =
                    kinds.entry(&item.category).or_insert_with(|| format!("{me}#category-{next}"));
                resource.insert("conformsTo".to_owned(), json!(kind));
            }
            if let Some(place) = item.place {
                let path = places.entry(place).or_insert_with(|| space.catalogue.path(&place));
                if !path.is_empty() {
                    let address = format!("etabli:place/{place}");
                    resource.insert("currentLocation".to_owned(), json!(address));
                }
            }
        }
        graph.push(resource);
        let free = here(space, item);
        if free > 0 {
            graph.push(json!({
                "@id": format!("{address}#offer"),
                "@type": "Proposal",
                "purpose": "vf:offer",
                "publishes": {
                    "@id": format!("{address}#intent"),
                    "@type": "Intent",
                    "action": "vf:transferCustody",
                    "provider": me,
                    "resourceInventoriedAs": address,
                    "availableQuantity": pieces(free),
                },
            }));
        }
    }
    graph.extend(kinds.into_iter().map(|(name, address)| {
        json!({ "@id": address, "@type": "ResourceSpecification", "label": name })
    }));
    let places = places.into_iter().filter(|(_, path)| !path.is_empty());
    graph.extend(places.map(|(place, path)| {
        json!({
            "@id": format!("etabli:place/{place}"),
            "@type": "SpatialThing",
            "label": path.join(" / "),
        })
    }));
    json!({ "@context": context(), "@graph": graph })
}

fn pieces(count: u32) -> Value {
    json!({ "@type": "Measure", "hasNumericalValue": count, "hasUnit": "om2:one" })
}

fn context() -> Value {
    let link = |name: &str| json!({ "@id": format!("vf:{name}"), "@type": "@id" });
    json!({
        "vf": "https://w3id.org/valueflows/ont/vf#",
        "om2": "http://www.ontology-of-units-of-measure.org/resource/om-2/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "label": "rdfs:label",
        "comment": "rdfs:comment",
        "Organization": "vf:Organization",
        "EconomicResource": "vf:EconomicResource",
        "ResourceSpecification": "vf:ResourceSpecification",
        "Proposal": "vf:Proposal",
        "Intent": "vf:Intent",
        "SpatialThing": "geo:SpatialThing",
        "Measure": "om2:Measure",
        "hasNumericalValue": "om2:hasNumericalValue",
        "hasUnit": { "@id": "om2:hasUnit", "@type": "@id" },
        "trackingIdentifier": "vf:trackingIdentifier",
        "accountingQuantity": "vf:accountingQuantity",
        "onhandQuantity": "vf:onhandQuantity",
        "availableQuantity": "vf:availableQuantity",
        "primaryAccountable": link("primaryAccountable"),
        "conformsTo": link("conformsTo"),
        "currentLocation": link("currentLocation"),
        "purpose": link("purpose"),
        "publishes": link("publishes"),
        "action": link("action"),
        "provider": link("provider"),
        "resourceInventoriedAs": link("resourceInventoriedAs"),
    })
}
