//! The skills that people choose from, to start with, in French and in English; others are typed.
//!
//! Invariant: a key never changes what it stands for, since profiles of years lie on disks.

use crate::text::fold_for_search;

/// A skill of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// What names it in documents.
    pub key: &'static str,
    /// Its name in French.
    pub french: &'static str,
    /// Its name in English.
    pub english: &'static str,
}

impl Usual {
    /// Returns whether it is called so in either language, by text without accents and capitals.
    pub fn is_called(&self, folded: &str) -> bool {
        fold_for_search(self.french) == folded || fold_for_search(self.english) == folded
    }
}

const fn usual(key: &'static str, french: &'static str, english: &'static str) -> Usual {
    Usual { key, french, english }
}

/// The list, by what one works with.
pub const SKILLS: &[Usual] = &[
    usual("woodworking", "Menuiserie", "Woodworking"),
    usual("cabinet-making", "Ébénisterie", "Cabinet making"),
    usual("woodturning", "Tournage sur bois", "Woodturning"),
    usual("carpentry", "Charpente", "Carpentry"),
    usual("welding", "Soudage", "Welding"),
    usual("metalwork", "Métallerie", "Metalwork"),
    usual("forging", "Forge", "Forging"),
    usual("machining", "Usinage", "Machining"),
    usual("cnc", "Fraisage numérique", "CNC milling"),
    usual("laser-cutting", "Découpe laser", "Laser cutting"),
    usual("3d-printing", "Impression 3D", "3D printing"),
    usual("3d-design", "Modélisation 3D", "3D design"),
    usual("electronics", "Électronique", "Electronics"),
    usual("soldering", "Brasage électronique", "Soldering"),
    usual("microcontrollers", "Microcontrôleurs", "Microcontrollers"),
    usual("electrical-work", "Électricité", "Electrical work"),
    usual("plumbing", "Plomberie", "Plumbing"),
    usual("masonry", "Maçonnerie", "Masonry"),
    usual("earth-building", "Construction en terre", "Earth building"),
    usual("painting", "Peinture en bâtiment", "House painting"),
    usual("insulation", "Isolation", "Insulation"),
    usual("roofing", "Couverture", "Roofing"),
    usual("tiling", "Carrelage", "Tiling"),
    usual("bicycle-repair", "Réparation de vélos", "Bicycle repair"),
    usual("car-repair", "Mécanique automobile", "Car repair"),
    usual("small-engines", "Petits moteurs", "Small engines"),
    usual("appliance-repair", "Réparation d’électroménager", "Appliance repair"),
    usual("phone-repair", "Réparation de téléphones", "Phone repair"),
    usual("computer-repair", "Dépannage informatique", "Computer repair"),
    usual("sewing", "Couture", "Sewing"),
    usual("knitting", "Tricot", "Knitting"),
    usual("upholstery", "Tapisserie d’ameublement", "Upholstery"),
    usual("leatherwork", "Travail du cuir", "Leatherwork"),
    usual("screen-printing", "Sérigraphie", "Screen printing"),
    usual("ceramics", "Céramique", "Ceramics"),
    usual("glass", "Travail du verre", "Glasswork"),
    usual("bookbinding", "Reliure", "Bookbinding"),
    usual("drawing", "Dessin", "Drawing"),
    usual("graphic-design", "Graphisme", "Graphic design"),
    usual("photography", "Photographie", "Photography"),
    usual("video", "Vidéo", "Video"),
    usual("sound", "Prise de son", "Sound recording"),
    usual("music", "Musique", "Music"),
    usual("programming", "Programmation", "Programming"),
    usual("web", "Création de sites web", "Web design"),
    usual("system-administration", "Administration système", "System administration"),
    usual("free-software", "Logiciels libres", "Free software"),
    usual("data", "Analyse de données", "Data analysis"),
    usual("gardening", "Jardinage", "Gardening"),
    usual("permaculture", "Permaculture", "Permaculture"),
    usual("tree-care", "Taille d’arbres", "Tree care"),
    usual("composting", "Compostage", "Composting"),
    usual("bee-keeping", "Apiculture", "Bee-keeping"),
    usual("cooking", "Cuisine", "Cooking"),
    usual("baking", "Boulangerie", "Baking"),
    usual("preserving", "Conserves", "Preserving food"),
    usual("first-aid", "Premiers secours", "First aid"),
    usual("safety", "Sécurité au travail", "Safety at work"),
    usual("teaching", "Pédagogie", "Teaching"),
    usual("facilitation", "Animation de groupes", "Facilitation"),
    usual("mediation", "Médiation", "Mediation"),
    usual("project-management", "Gestion de projet", "Project management"),
    usual("bookkeeping", "Comptabilité", "Bookkeeping"),
    usual("fundraising", "Recherche de financements", "Fundraising"),
    usual("law", "Droit", "Law"),
    usual("writing", "Rédaction", "Writing"),
    usual("translation", "Traduction", "Translation"),
    usual("communication", "Communication", "Communication"),
    usual("event-organising", "Organisation d’événements", "Event organising"),
    usual("childcare", "Garde d’enfants", "Childcare"),
    usual("driving", "Conduite de camion", "Lorry driving"),
    usual("logistics", "Logistique", "Logistics"),
];
