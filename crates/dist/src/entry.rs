//! How the system's menus and shops show the program, in both languages. The formats are those of
//! the freedesktop.org Desktop Entry and AppStream specifications.

use crate::content::{LICENCE, NAME, SUMMARY};

const SUMMARY_FRENCH: &str = "Ce qu’un groupe partage, sur l’ordinateur de chacun";

/// Returns the entry for menus; it also says who follows links that begin with `etabli:`.
pub(crate) fn menu() -> String {
    format!(
        "[Desktop Entry]\n\
         Type=Application\n\
         Name=Établi\n\
         Comment={SUMMARY}\n\
         Comment[fr]={SUMMARY_FRENCH}\n\
         Exec=etabli-desktop %u\n\
         Icon={NAME}\n\
         Terminal=false\n\
         Categories=Office;Database;\n\
         Keywords=inventory;loan;tools;workshop;fablab;\n\
         Keywords[fr]=inventaire;prêt;outils;atelier;fablab;\n\
         MimeType=x-scheme-handler/etabli;\n\
         StartupWMClass=etabli-desktop\n"
    )
}

/// Returns the description for shops of software.
pub(crate) fn metainfo() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <component type=\"desktop-application\">\n  \
         <id>org.etabli.desktop</id>\n  \
         <name>Établi</name>\n  \
         <summary>{SUMMARY}</summary>\n  \
         <summary xml:lang=\"fr\">{SUMMARY_FRENCH}</summary>\n  \
         <metadata_license>CC0-1.0</metadata_license>\n  \
         <project_license>{LICENCE}</project_license>\n  \
         <description>\n    \
         <p>Tools, places, loans and people of a workshop, on every member's own computer: offline, without a server.</p>\n    \
         <p xml:lang=\"fr\">Les outils, les lieux, les prêts et les personnes d’un atelier, sur l’ordinateur de chacun : hors ligne, sans serveur.</p>\n  \
         </description>\n  \
         <launchable type=\"desktop-id\">org.etabli.desktop.desktop</launchable>\n  \
         <provides><binary>etabli</binary><binary>etabli-desktop</binary></provides>\n  \
         <content_rating type=\"oars-1.1\"/>\n\
         </component>\n"
    )
}
