//! The trades that things belong to, to start a catalogue with: each in French and in English, so
//! that one group may write either.

use crate::text::fold_for_search;

/// A trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trade {
    /// Its name in French.
    pub french: &'static str,
    /// Its name in English.
    pub english: &'static str,
}

const fn trade(french: &'static str, english: &'static str) -> Trade {
    Trade { french, english }
}

/// All trades, the most usual first.
pub const TRADES: &[Trade] = &[
    trade("Bois", "Wood"),
    trade("Métal", "Metal"),
    trade("Électronique", "Electronics"),
    trade("Informatique", "Computing"),
    trade("Textile", "Textiles"),
    trade("Jardin", "Garden"),
    trade("Cuisine", "Kitchen"),
    trade("Électricité", "Electrical work"),
    trade("Plomberie", "Plumbing"),
    trade("Peinture", "Painting"),
    trade("Maçonnerie", "Masonry"),
    trade("Mécanique", "Mechanics"),
    trade("Vélo", "Bicycle"),
    trade("Impression 3D", "3D printing"),
    trade("Découpe et gravure", "Cutting and engraving"),
    trade("Mesure", "Measuring"),
    trade("Sécurité", "Safety"),
    trade("Nettoyage", "Cleaning"),
    trade("Manutention", "Lifting and carrying"),
    trade("Son et lumière", "Sound and light"),
    trade("Photo et vidéo", "Photo and video"),
    trade("Papier et reliure", "Paper and bookbinding"),
    trade("Céramique", "Ceramics"),
    trade("Événements", "Events"),
    trade("Sport et plein air", "Sports and outdoors"),
    trade("Jeux", "Games"),
    trade("Livres", "Books"),
    trade("Mobilier", "Furniture"),
];

/// Returns the trade that a text names, in either language, whatever its accents and capitals.
pub fn named(text: &str) -> Option<&'static Trade> {
    let text = fold_for_search(text.trim());
    let is = |name: &str| fold_for_search(name) == text;
    TRADES.iter().find(|trade| is(trade.french) || is(trade.english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_known_by_either_of_its_names() {
        assert_eq!(named("metal").map(|trade| trade.french), Some("Métal"));
        assert_eq!(named("MÉTAL").map(|trade| trade.english), Some("Metal"));
        assert_eq!(named("perceuses"), None);
    }

    #[test]
    fn no_name_means_two_trades() {
        for trade in TRADES {
            assert_eq!(named(trade.french), Some(trade));
            assert_eq!(named(trade.english), Some(trade));
        }
    }
}
