//! What the columns of a table mean.
//!
//! What a person said of a column stands; the rest is guessed from headers. A column that means
//! nothing known keeps its content as an extra field, so nothing is lost silently.

use std::collections::{BTreeMap, BTreeSet};

use etabli_model::{detail::Detail, text::fold_for_search};

use super::{
    format::{ADDRESS, Format, PARENTS, is_loan_column},
    table::distinct,
};

/// Why columns cannot be given a meaning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnError {
    /// No column names the items.
    #[error("no column names the items")]
    NoName,
    /// No column names items, and several are about people.
    #[error("the columns are about people")]
    People,
    /// The file has no such column.
    #[error("no column is called {0:?}")]
    UnknownColumn(String),
    /// An item has no such field.
    #[error("no field is called {0:?}")]
    UnknownField(String),
    /// Two columns were sent to a field that takes one.
    #[error("two columns for the field {0:?}")]
    FieldTwice(String),
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// What people call the item.
    Name,
    /// The number on its label.
    Tag,
    /// Its kind.
    Category,
    /// Where it is kept; several columns lead from the outside in.
    Place,
    /// How many there are.
    Quantity,
    /// Anything else worth knowing; several columns follow each other.
    Note,
    /// Nothing known: kept as an extra field.
    Extra,
    /// Passed over, because a person said so or because it tells how to reach somebody.
    Skip,
    /// What names the row for imports to come; Homebox' own reference.
    Reference,
    /// An item's labels, the first being its category; kept as an extra field as well.
    Labels,
    /// The model, which names an item that has no name; kept as an extra field as well.
    Model,
    /// Who has the item now; kept as an extra field, because the people are not known here.
    Loan,
    /// What is said of a place.
    Detail(Detail),
    /// Where a place is, with its own name at the end.
    Path,
}

impl Meaning {
    fn asked(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "name" => Some(Self::Name),
            "tag" => Some(Self::Tag),
            "category" => Some(Self::Category),
            "place" => Some(Self::Place),
            "quantity" => Some(Self::Quantity),
            "note" => Some(Self::Note),
            "field" => Some(Self::Extra),
            "skip" => Some(Self::Skip),
            _ => None,
        }
    }

    /// Returns the text form; those that a person may ask for read back.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Tag => "tag",
            Self::Category => "category",
            Self::Place => "place",
            Self::Quantity => "quantity",
            Self::Note => "note",
            Self::Extra => "field",
            Self::Skip => "skip",
            Self::Reference => "reference",
            Self::Labels => "labels",
            Self::Model => "model",
            Self::Loan => "loan",
            Self::Detail(Detail::Kind) => "kind",
            Self::Detail(Detail::Equipment) => "equipment",
            Self::Detail(Detail::Services) => "services",
            Self::Detail(Detail::Rules) => "rules",
            Self::Detail(_) => "access",
            Self::Path => "path",
        }
    }

    const fn takes_one_column(self) -> bool {
        match self {
            Self::Name
            | Self::Tag
            | Self::Category
            | Self::Quantity
            | Self::Reference
            | Self::Labels
            | Self::Model => true,
            Self::Place
            | Self::Note
            | Self::Extra
            | Self::Skip
            | Self::Loan
            | Self::Detail(_)
            | Self::Path => false,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header in the file.
    pub header: String,
    /// What its extra field is called.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
}

impl Column {
    /// Gives the columns of a table their meanings; `map` sends headers to field names. None of
    /// them need name the items.
    pub fn all(
        format: Format,
        headers: &[String],
        map: &BTreeMap<String, String>,
    ) -> Result<Vec<Self>, ColumnError> {
        let asked = asked_meanings(headers, map)?;
        let mut guess = Guess { plain: headers.iter().map(|h| plain(h)).collect(), found: asked };
        match format {
            Format::SnipeIt => guess.snipe_it(),
            Format::Homebox => guess.homebox(),
            Format::Shelf => guess.shelf(),
            Format::FabManager => guess.fab_manager(),
            Format::CommonsBooking => guess.commons_booking(),
            Format::Places => guess.places(),
            Format::Csv => guess.words(),
        }
        let mut seen = BTreeSet::new();
        let column = |(header, meaning): (&String, Option<Meaning>)| Self {
            header: header.clone(),
            title: distinct(title(format, header), &mut seen),
            meaning: meaning.unwrap_or(Meaning::Extra),
        };
        Ok(headers.iter().zip(guess.found).map(column).collect())
    }
}

/// The columns of a table with their meanings, one of them naming the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    format: Format,
    columns: Vec<Column>,
}

impl Layout {
    /// Gives the columns of a table their meanings; `map` sends headers to field names.
    pub fn new(
        format: Format,
        headers: &[String],
        map: &BTreeMap<String, String>,
    ) -> Result<Self, ColumnError> {
        let columns = Column::all(format, headers, map)?;
        let names = [Meaning::Name, Meaning::Path];
        if columns.iter().all(|column| !names.contains(&column.meaning)) {
            let about_people = |header: &&String| {
                let header = plain(header);
                PEOPLE.split('|').any(|word| header == word)
            };
            if map.is_empty() && headers.iter().filter(about_people).count() >= 3 {
                return Err(ColumnError::People);
            }
            return Err(ColumnError::NoName);
        }
        Ok(Self { format, columns })
    }

    /// Returns the format.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Returns the columns, in the order of the table.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Returns the header of the column that names the items.
    pub fn name_header(&self) -> &str {
        self.with(Meaning::Name).next().map_or("", |(_, column)| &column.header)
    }

    /// Returns the columns of a meaning with their indexes.
    pub fn with(&self, meaning: Meaning) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.meaning == meaning)
    }
}

fn asked_meanings(
    headers: &[String],
    map: &BTreeMap<String, String>,
) -> Result<Vec<Option<Meaning>>, ColumnError> {
    let mut found = vec![None; headers.len()];
    for (name, field) in map {
        let meaning =
            Meaning::asked(field).ok_or_else(|| ColumnError::UnknownField(field.clone()))?;
        let column = headers
            .iter()
            .position(|header| header == name.trim())
            .or_else(|| headers.iter().position(|header| plain(header) == plain(name)))
            .and_then(|index| found.get_mut(index))
            .ok_or_else(|| ColumnError::UnknownColumn(name.clone()))?;
        *column = Some(meaning);
    }
    for meaning in found.iter().flatten().filter(|meaning| meaning.takes_one_column()) {
        if found.iter().filter(|other| **other == Some(*meaning)).count() > 1 {
            let field = map.values().find(|field| Meaning::asked(field) == Some(*meaning));
            return Err(ColumnError::FieldTwice(field.cloned().unwrap_or_default()));
        }
    }
    Ok(found)
}

/// Returns a header for comparing: folded, words apart by one space, no other signs but `#`.
pub(super) fn plain(header: &str) -> String {
    let folded = fold_for_search(header).replace(['°', 'º', '№'], " ");
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '#')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn title(format: Format, header: &str) -> String {
    if format == Format::Shelf
        && let Some((start, own)) = header.split_once(':')
        && start.trim().eq_ignore_ascii_case("cf")
    {
        // Shelf writes the kind of a field of one's own behind its name.
        let own =
            own.split_once(",type:").or(own.split_once(", type:")).map_or(own, |(own, _)| own);
        return own.trim().to_owned();
    }
    if format != Format::Homebox || !header.is_char_boundary(3) {
        return header.to_owned();
    }
    match header.split_at_checked(3) {
        Some((start, rest)) if start.eq_ignore_ascii_case("HB.") => {
            match rest.split_at_checked(6) {
                Some((start, own)) if start.eq_ignore_ascii_case("field.") && !own.is_empty() => {
                    own.to_owned()
                }
                _ => rest.replace('_', " "),
            }
        }
        _ => header.to_owned(),
    }
}

// Words for fields in headers, those that say most first.
const NAME: &str = "\
    name|nom|item name|tool name|asset name|product name|designation|intitule|libelle|titre|\
    title|item|tool|objet|outil|article|materiel|equipement|equipment|machine|produit|\
    product|asset|thing|chose";
const TAG: &str = "\
    tag|asset tag|etiquette|inventory number|inventory no|numero d inventaire|\
    n d inventaire|n inventaire|asset id|asset number|barcode|code barre|code barres|\
    qr code|code|numero|number|n|no|num|nr|#|reference|ref|label|id";
const CATEGORY: &str = "\
    category|categorie|categories|type|kind|famille|family|rubrique|genre|classe|class|\
    groupe|group";
const PLACE: &str = "\
    place|lieu|emplacement|location|rangement|storage location|storage|localisation|\
    lieu de stockage|lieu de rangement|stockage|where|ou|room|salle|piece|etagere|shelf|\
    armoire|cabinet|zone";
const QUANTITY: &str = "\
    quantity|quantite|qty|qte|nombre|count|nb|nbre|exemplaires|nombre d exemplaires|pieces|\
    stock|en stock|in stock";
const NOTE: &str = "\
    note|notes|remarque|remarques|remark|remarks|commentaire|commentaires|comment|comments|\
    observation|observations|description|details|detail|info|infos|informations";
/// Headers of lists of people; several of them make one.
const PEOPLE: &str = "\
    first name|last name|email|e mail|username|password|birthdate|phone|job title|gender|\
    prenom|nom de famille|courriel|telephone|date de naissance|surname|customer|mot de passe|\
    nom d utilisateur|job|allow newsletter";
/// Words by which the header of a column about a person tells how to reach them.
const REACHES: &str = "mail|phone|telephone|mobile|address|adresse";
/// Words that turn what a header begins with into something else: a serial number, a minimum, a
/// borrower's name.
const SOMETHING_ELSE: &str = "\
    utilisateur|user|emprunteur|borrower|proprietaire|owner|fournisseur|\
    supplier|famille|fichier|file|contact|responsable|projet|project|id|number|numero|type|\
    category|categorie|code|ref|reference|tag|status|etat|date|serie|serial|modele|model|telephone|\
    phone|postal|lot|commande|order|achat|purchase|of|min|mini|minimum|minimale|minimal|max|\
    maximum|maximale|alerte|alert|prete|pretes|pretee|pretees|lent|out|emprunte|empruntes";

/// Tells whether a header begins with a name and goes on without meaning something else.
fn says_more(header: &str, name: &str) -> bool {
    let Some(rest) = header.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')) else {
        return false;
    };
    // `machine 1` or a sentence is no header but content, as of a file that is not a table.
    let plain = |word: &str| {
        word.chars().all(char::is_alphabetic) && SOMETHING_ELSE.split('|').all(|w| w != word)
    };
    rest.split(' ').count() <= 4 && rest.split(' ').all(plain)
}

/// Meanings on their way, column by column; what was asked for is there first.
struct Guess {
    plain: Vec<String>,
    found: Vec<Option<Meaning>>,
}

impl Guess {
    fn has(&self, meaning: Meaning) -> bool {
        self.found.contains(&Some(meaning))
    }

    fn free(&mut self) -> impl Iterator<Item = (&str, &mut Option<Meaning>)> {
        self.plain.iter().map(String::as_str).zip(&mut self.found).filter(|(_, m)| m.is_none())
    }

    /// Gives a meaning that no column has yet to the first column called one of these.
    fn give(&mut self, meaning: Meaning, names: &str) {
        if self.has(meaning) {
            return;
        }
        for name in names.split('|') {
            if let Some((_, column)) = self.free().find(|(header, _)| *header == name) {
                *column = Some(meaning);
                return;
            }
        }
    }

    /// As `give`, for headers that say more: `nom de l'outil`, `quantité en stock`.
    fn give_by_beginning(&mut self, meaning: Meaning, names: &str) {
        if self.has(meaning) {
            return;
        }
        // Short words such as `n` or `no` begin too much else.
        for name in names.split('|').filter(|name| name.len() > 2) {
            if let Some((_, column)) = self.free().find(|(header, _)| says_more(header, name)) {
                *column = Some(meaning);
                return;
            }
        }
    }

    fn words(&mut self) {
        let fields = [
            (Meaning::Name, NAME),
            (Meaning::Tag, TAG),
            (Meaning::Category, CATEGORY),
            (Meaning::Place, PLACE),
            (Meaning::Quantity, QUANTITY),
            (Meaning::Note, NOTE),
        ];
        for (meaning, names) in fields {
            self.give(meaning, names);
        }
        for (meaning, names) in fields {
            self.give_by_beginning(meaning, names);
        }
    }

    fn snipe_it(&mut self) {
        self.give(
            Meaning::Name,
            "item name|name|asset name|accessory name|consumable name|component name",
        );
        self.give(Meaning::Tag, "asset tag|tag");
        self.give(Meaning::Category, "category|asset category|category name");
        self.give(Meaning::Place, "location|default location");
        self.give(Meaning::Quantity, "qty|quantity|total");
        self.give(Meaning::Note, "asset notes|item notes|notes|note");
        let model = if self.has(Meaning::Name) { Meaning::Model } else { Meaning::Name };
        self.give(model, "model name|model|asset model");
        for (header, meaning) in self.free() {
            if is_loan_column(header) {
                // How to reach somebody is theirs to tell, and could never be forgotten here.
                let reaches = REACHES.split('|').any(|word| header.contains(word));
                *meaning = Some(if reaches { Meaning::Skip } else { Meaning::Loan });
            }
        }
    }

    fn shelf(&mut self) {
        self.give(Meaning::Name, "title|name");
        self.give(Meaning::Tag, "asset id|sequential id");
        self.give(Meaning::Category, "category");
        self.give(Meaning::Place, "location");
        self.give(Meaning::Quantity, "quantity");
        self.give(Meaning::Note, "description");
        self.give(Meaning::Labels, "tags");
        self.give(Meaning::Loan, "custodian|custody");
    }

    fn fab_manager(&mut self) {
        self.give(Meaning::Name, "name");
        self.give(Meaning::Reference, "slug");
        for (header, meaning) in self.free() {
            match header {
                "description" | "spec" => *meaning = Some(Meaning::Note),
                // Numbers that mean something in that database only.
                "id" | "created at" | "updated at" | "machine category id" => {
                    *meaning = Some(Meaning::Skip);
                }
                _ => {}
            }
        }
    }

    fn commons_booking(&mut self) {
        self.give(Meaning::Name, "item post title");
        self.give(Meaning::Place, "location post title");
        for (header, meaning) in self.free() {
            // The rest is about a booking and whose it is, but for what was asked for of items.
            let of_item = header.starts_with("item ") || header.starts_with("location ");
            let reaches = REACHES.split('|').any(|word| header.contains(word));
            *meaning = Some(if of_item && !reaches { Meaning::Extra } else { Meaning::Skip });
        }
    }

    fn places(&mut self) {
        self.give(Meaning::Name, "name|nom|location name|nom du lieu");
        self.give(Meaning::Path, "path|chemin");
        if !self.has(Meaning::Path) {
            self.give(Meaning::Place, PARENTS);
        }
        for (header, meaning) in self.free() {
            let of = |words: &str| words.split('|').any(|word| word == header);
            // Who looks after a place is theirs to say; the rest means something in that file only.
            *meaning = Some(match header {
                _ if of(ADDRESS) || of("access|acces") => Meaning::Detail(Detail::Access),
                _ if of("kind|type|genre|categorie|category") => Meaning::Detail(Detail::Kind),
                _ if of("equipment|equipement") => Meaning::Detail(Detail::Equipment),
                _ if of("services|service") => Meaning::Detail(Detail::Services),
                _ if of("rules|regles|reglement") => Meaning::Detail(Detail::Rules),
                _ => Meaning::Skip,
            });
        }
    }

    fn homebox(&mut self) {
        self.give(Meaning::Name, "hb name");
        self.give(Meaning::Tag, "hb asset id");
        self.give(Meaning::Place, "hb location");
        self.give(Meaning::Quantity, "hb quantity");
        self.give(Meaning::Note, "hb description|hb notes");
        self.give(Meaning::Reference, "hb import ref");
        self.give(Meaning::Labels, "hb tags|hb labels");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(format: Format, headers: &str, map: &[(&str, &str)]) -> Result<Layout, ColumnError> {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let map = map.iter().map(|(c, f)| ((*c).to_owned(), (*f).to_owned())).collect();
        Layout::new(format, &headers, &map)
    }

    #[track_caller]
    fn check(headers: &str, map: &[(&str, &str)], expect: &str) {
        let layout = layout(Format::Csv, headers, map).unwrap();
        let meanings: Vec<_> =
            layout.columns().iter().map(|column| format!("{:?}", column.meaning)).collect();
        assert_eq!(meanings.join(","), expect, "{headers}");
    }

    #[test]
    fn guesses_headers_in_english_and_french() {
        check("Name,Tag,Category,Place,Qty,Notes", &[], "Name,Tag,Category,Place,Quantity,Note");
        check(
            "N°,Désignation,Catégorie,Emplacement,Quantité,Remarques,Prix",
            &[],
            "Tag,Name,Category,Place,Quantity,Note,Extra",
        );
        check(
            "Nom de l’outil,Numéro d'inventaire,Lieu de stockage,Qté en stock",
            &[],
            "Name,Tag,Place,Quantity",
        );
        check(
            "Quantité minimale,Numéro de série,Lieu d'achat,Nom,Stock mini",
            &[],
            "Extra,Extra,Extra,Name,Extra",
        );
        check("Type,Objet,Code,Rangement", &[], "Category,Name,Tag,Place");
        check("type,category,nom,description,notes", &[], "Extra,Category,Name,Extra,Note");
    }

    #[test]
    fn does_not_take_people_for_items() {
        assert_eq!(
            layout(Format::Csv, "First Name,Last Name,Email,username", &[]),
            Err(ColumnError::People)
        );
        assert_eq!(layout(Format::Csv, "Nom d'utilisateur,Prénom", &[]), Err(ColumnError::NoName));
    }

    #[test]
    fn what_a_person_says_of_a_column_stands() {
        check("name,titre,b", &[("titre", "name")], "Extra,Name,Extra");
        check(
            "nom,Salle,Étagère,prix,n",
            &[("salle", "place"), ("Etagere", "place"), ("prix", "skip"), ("n", "field")],
            "Name,Place,Place,Skip,Extra",
        );
        let map = |column, field| layout(Format::Csv, "name,b", &[(column, field)]);
        assert_eq!(map("c", "tag"), Err(ColumnError::UnknownColumn("c".to_owned())));
        assert_eq!(map("b", "colour"), Err(ColumnError::UnknownField("colour".to_owned())));
        assert_eq!(map("name", "skip"), Err(ColumnError::NoName));
        assert_eq!(
            layout(Format::Csv, "a,b", &[("a", "name"), ("b", "name")]),
            Err(ColumnError::FieldTwice("name".to_owned()))
        );
    }

    #[test]
    fn homebox_columns_get_readable_titles() {
        let headers = "HB.name,HB.serial_number,HB.field.Serial number,HB.field.Œil,HB.é";
        let layout = layout(Format::Homebox, headers, &[]).unwrap();
        let titles: Vec<_> = layout.columns().iter().map(|column| column.title.as_str()).collect();
        assert_eq!(titles, ["name", "serial number", "Serial number (2)", "Œil", "é"]);
    }
}
