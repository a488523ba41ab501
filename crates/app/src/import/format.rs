//! The formats of tables of items, told apart by their headers.
//!
//! A format decides what columns mean and how rows are recognised when the file comes again; its
//! text form is part of the keys of imported items and never changes.

use std::fmt;

use super::column::plain;

/// The asked format does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no format is called {0:?}")]
pub struct UnknownFormat(pub String);

/// A format of tables of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What Snipe-IT imports and exports.
    SnipeIt,
    /// What Homebox imports and exports.
    Homebox,
    /// What Shelf imports and exports.
    Shelf,
    /// The machines of a Fab-manager, as its database writes them out.
    FabManager,
    /// The bookings and time frames that CommonsBooking exports: its items are what they are about.
    CommonsBooking,
    /// A table of places, as Snipe-IT and others export their locations.
    Places,
    /// Any other table; headers are guessed in English and French.
    Csv,
}

impl Format {
    /// Reads what a person asked for; `auto` and nothing leave it to the headers.
    pub fn asked(text: &str) -> Result<Option<Self>, UnknownFormat> {
        match text.trim().to_ascii_lowercase().as_str() {
            "auto" | "" => Ok(None),
            "snipe-it" => Ok(Some(Self::SnipeIt)),
            "homebox" => Ok(Some(Self::Homebox)),
            "shelf" => Ok(Some(Self::Shelf)),
            "fab-manager" => Ok(Some(Self::FabManager)),
            "commonsbooking" => Ok(Some(Self::CommonsBooking)),
            "places" => Ok(Some(Self::Places)),
            "csv" => Ok(Some(Self::Csv)),
            _ => Err(UnknownFormat(text.to_owned())),
        }
    }

    /// Tells the format of a table by its headers.
    pub fn of(headers: &[String]) -> Self {
        if headers.iter().any(|header| is_homebox(header)) {
            return Self::Homebox;
        }
        let all: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let has = |header: &str| all.iter().any(|one| one == header);
        if has("item post title") && has("location post title") {
            return Self::CommonsBooking;
        }
        if has("name") && has("slug") && (has("spec") || has("machine category id")) {
            return Self::FabManager;
        }
        if is_places(&all) {
            return Self::Places;
        }
        let weigh = |weight: fn(&str) -> u32| all.iter().map(|header| weight(header)).sum::<u32>();
        let (shelf, snipe_it) = (weigh(shelf_weight), weigh(snipe_it_weight));
        match (has("title") || has("name"), shelf >= 4 && shelf > snipe_it, snipe_it >= 4) {
            (true, true, _) => Self::Shelf,
            (_, _, true) => Self::SnipeIt,
            (_, _, false) => Self::Csv,
        }
    }

    /// Returns the text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SnipeIt => "snipe-it",
            Self::Homebox => "homebox",
            Self::Shelf => "shelf",
            Self::FabManager => "fab-manager",
            Self::CommonsBooking => "commonsbooking",
            Self::Places => "places",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_homebox(header: &str) -> bool {
    header.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("HB."))
}

/// Headers of what a place is in.
pub(super) const PARENTS: &str = "\
    parent|parent name|parent location|parent place|location parent|inside|dans|dans le lieu|\
    lieu parent|contenu dans|se trouve dans";
/// Headers of where one finds a place, in the order of an address.
pub(super) const ADDRESS: &str = "\
    address|address2|address 2|adresse|adresse 2|zip|postal code|code postal|city|ville|state|\
    region|country|pays";
/// Headers of tables that are not about places, whatever else is in them.
const NO_PLACES: &str = "\
    asset tag|tag|etiquette|model|modele|model name|model number|quantity|quantite|qty|qte|serial|\
    serial number|numero de serie|manufacturer|fabricant|supplier|fournisseur|purchase date|\
    date d achat|price|prix|email|e mail|courriel|phone|telephone|fax|contact|first name|last name|\
    prenom|nom de famille|username|password|place|lieu|emplacement|location";

/// Tells whether a table lists places: each with what it is in, or where one finds it, and nothing
/// that only things or people have.
fn is_places(all: &[String]) -> bool {
    let count = |words: &str| {
        all.iter().filter(|header| words.split('|').any(|word| word == *header)).count()
    };
    let named = count("name|nom|location name|path|chemin") > 0;
    named && count(NO_PLACES) == 0 && (count(PARENTS) > 0 || count(ADDRESS) >= 3)
}

/// Returns how much a plain header speaks for Shelf.
fn shelf_weight(plain_header: &str) -> u32 {
    match plain_header {
        "assetmodel" | "unitofmeasure" | "minquantity" | "consumptiontype" | "qrid" | "qr id"
        | "bookable" | "custodian" | "custody" => 2,
        "title" | "kit" | "valuation" | "tags" | "imageurl" | "available to book" => 1,
        other if other.starts_with("cf ") || other.starts_with("barcode ") => 2,
        _ => 0,
    }
}

/// Returns how much a plain header speaks for Snipe-IT; words of many inventories speak little.
fn snipe_it_weight(plain_header: &str) -> u32 {
    match plain_header {
        "asset tag" | "checkout type" | "asset notes" | "model notes" | "min amount"
        | "min qty" | "requestable" | "fieldset" | "asset eol date" => 2,
        "item name" | "model name" | "model number" | "model no" | "order number"
        | "purchase cost" | "purchase date" | "supplier" | "manufacturer" | "company" | "qty"
        | "item number" | "item no" => 1,
        other if is_loan_column(other) => 2,
        _ => 0,
    }
}

/// Tells whether a plain header of Snipe-IT speaks of who has the item now.
pub(super) fn is_loan_column(plain_header: &str) -> bool {
    ["checked out to", "checkout "].iter().any(|start| plain_header.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &str, expect: Format) {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        assert_eq!(Format::of(&headers), expect, "{headers:?}");
    }

    #[test]
    fn tells_formats_apart_by_their_headers() {
        check("HB.name,HB.quantity", Format::Homebox);
        check("hb.location,hb.name", Format::Homebox);
        check("Item Name,Asset Tag,Category,Model name", Format::SnipeIt);
        check("Company,Name,Category,Supplier,QTY,Min Amount", Format::SnipeIt);
        check("name,checked out to: username,asset tag", Format::SnipeIt);
        check("First Name,Last Name,Username,Company,Manager", Format::Csv);
        check("title,description,kit,category,tags,location,valuation,custodian", Format::Shelf);
        check("title,category,cf:serial number", Format::Csv);
        check("Name,QR ID,Category,Tags,Custody", Format::Shelf);
        check("titre,kit,tags,custodian", Format::Csv);
        check(
            "id;name;description;spec;slug;disabled".replace(';', ",").as_str(),
            Format::FabManager,
        );
        check("ID,type,pickup,item-post_title,location-post_title", Format::CommonsBooking);
        check("name,address,address2,city,state,country,zip,manager,currency", Format::Places);
        check("Nom,Parent", Format::Places);
        check("path,name,items,inside,id", Format::Places);
        check("Name,Parent,Quantity", Format::Csv);
        check("name,address,city,country,email,phone", Format::Csv);
        check("nom,lieu,quantité", Format::Csv);
        check("name,manufacturer,supplier", Format::Csv);
    }

    #[test]
    fn refuses_a_format_that_does_not_exist() {
        assert_eq!(Format::asked("auto"), Ok(None));
        assert_eq!(Format::asked(" Homebox "), Ok(Some(Format::Homebox)));
        assert_eq!(Format::asked("xlsx"), Err(UnknownFormat("xlsx".to_owned())));
    }
}
