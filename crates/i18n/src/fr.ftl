# Les mots de l’interface.

app-name = Établi
skip-to-content = Aller au contenu
loading = Un instant…
try-again = Réessayer
chapter-missing = Cette partie d’Établi n’a pas pu être chargée
chapter-missing-text = Réessayez. Si cela ne suffit pas, fermez cette page et rouvrez-la.
close = Fermer
cancel = Annuler
save = Enregistrer
back = Retour
busy-waiting = Patientez…
unknown-item = Objet pas encore arrivé ici
unknown-member = Nom pas encore arrivé ici
unknown-place = Lieu pas encore arrivé ici
menu-about = À propos d’Établi
menu-services = Services
menu-hide = Masquer Établi
menu-hide-others = Masquer les autres
menu-show-all = Tout afficher
menu-quit = Quitter Établi
menu-file = Fichier
menu-close = Fermer la fenêtre
menu-edit = Édition
menu-undo = Annuler
menu-redo = Rétablir
menu-cut = Couper
menu-copy = Copier
menu-paste = Coller
menu-select-all = Tout sélectionner
menu-view = Présentation
menu-larger = Mots plus grands
menu-smaller = Mots plus petits
menu-usual-size = Taille habituelle
menu-full-screen = Plein écran
menu-window = Fenêtre
menu-minimize = Réduire
menu-maximize = Agrandir
menu-help = Aide
shell-no-display = Il n’y a pas d’écran où ouvrir une fenêtre ; « etabli serve » montre l’interface dans un navigateur.
shell-open = Ouvrir Établi
shell-quit = Quitter
shell-due = À rendre bientôt : { $item }
shell-overdue = En retard : { $item } est attendu
shell-due-many = { $count ->
    [one] { $count } objet est à rendre
   *[other] { $count } objets sont à rendre
}

nav-main = Principal
nav-inventory = Inventaire
nav-loans = Prêts
    .loan = { $Terms-loan }
nav-planning = Planning
nav-desk = Comptoir
nav-members = Membres
    .member = { $Terms-member }
nav-settings = Réglages
nav-sync = Appareils
nav-overdue = { $count ->
    [one] { $count } en retard
   *[other] { $count } en retard
}

count-items = { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
    .item = { $count ->
        [one] { $count } { $term-item }
       *[other] { $count } { $terms-item }
    }
count-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
    .member = { $count ->
        [one] { $count } { $term-member }
       *[other] { $count } { $terms-member }
    }
count-devices = { $count ->
    [one] { $count } appareil
   *[other] { $count } appareils
}
count-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}

welcome-title = Ce que votre groupe partage, sous la main
welcome-lede = Un inventaire, ses prêts et ses membres. Tout reste sur cet ordinateur et marche sans Internet.
welcome-choices = Pour commencer
welcome-create-title = Créer un espace
welcome-create-text = Pour un atelier, une objethèque, des voisins : vous commencez, les autres vous rejoignent.
welcome-create-act = Créer un espace
welcome-join-title = Rejoindre avec un code
welcome-join-text = Quelqu’un du groupe vous a donné un code qui commence par « etabli: ».
welcome-join-act = Entrer un code
welcome-demo-title = Explorer la démonstration
welcome-demo-text = Un atelier déjà rempli pour faire le tour. Il ne quitte jamais cet ordinateur.
welcome-demo-act = Ouvrir la démonstration
welcome-back = Revenir à { $space }

create-title = Créer un espace
create-name = Nom de l’espace
create-name-hint = Celui que se donne votre groupe, par exemple « Atelier du Lavoir ».
create-member = Votre nom
create-member-hint = Celui que les autres membres connaissent.
create-submit = Créer l’espace
create-done = L’espace « { $space } » est prêt.

join-title = Rejoindre un espace
join-ticket = Code d’invitation
join-ticket-hint = Collez le code entier, de « etabli: » jusqu’à la fin.
join-picture = Choisir une image du code
join-picture-hint = Ou déposez-la ici : une photo ou une capture d’écran du code. Elle est lue sur cet ordinateur et n’est pas gardée.
join-picture-reading = Lecture de l’image…
join-check = Continuer
join-found = Ce code ouvre l’espace
join-until = Valable jusqu’au { $date }
join-expired = Depuis le { $date }, ce code n’est plus valable : demandez-en un nouveau.
join-already = Vous êtes déjà dans cet espace.
join-member = Votre nom
join-member-hint = Les membres le verront.
join-submit = Rejoindre l’espace
join-waiting = Recherche d’un ordinateur de « { $space } »…
join-waiting-text = Cela peut prendre une minute. L’ordinateur qui vous a invité doit être allumé. Laissez cette fenêtre ouverte.
join-done = Bienvenue dans « { $space } ».
join-done-words = Bienvenue dans « { $space } ». Qui vous a fait entrer voit les mêmes quatre mots : { $words }.
join-other-code = Utiliser un autre code

# Aujourd’hui
nav-today = Aujourd’hui
today-title = Aujourd’hui
today-lede = { $count ->
    [0] Rien ne vous attend.
    [one] Une chose vous attend.
   *[other] { $count } choses vous attendent.
}
today-mine = À rendre
today-late = En retard
today-choices = À trancher
today-bookings = Mes réservations
today-confirms = Réservations à confirmer
today-confirm-it = Confirmer : { $name }, { $who }
today-last = Les dernières nouvelles
today-all = Toute l’activité
today-answer = Répondre
today-answer-to = Répondre à { $name }
today-empty-title = Journée calme
today-empty-text = Rien à rendre, personne à la porte, rien à trancher.
steps-title = Premiers pas
steps-count = { $done } sur { $all }
steps-away = Masquer ces étapes
steps-finish = C’est fait : ranger ces étapes
step-done = (fait)
step-open = (à faire)
step-item = Ajouter les premiers objets
    .item = Ajouter : { $terms-item }
step-item-text = Un par un, ou tous à la fois depuis un tableur.
step-item-act = Ajouter un objet
    .item = Ajouter : { $term-item }
step-import-act = Importer un fichier
step-place = Dire où sont les choses
step-place-text = Écrivez un lieu dans la fiche d’un objet : un nouveau nom crée un nouveau lieu.
step-place-act = Ajouter un objet avec son lieu
step-invite = Inviter quelqu’un
step-invite-text = Un code à transmettre, sur papier ou par message.
step-invite-act = Créer une invitation
step-lend = Prêter un objet
step-lend-text = Ouvrez un objet, choisissez qui le prend et jusqu’à quand.
step-lend-act = Choisir un objet
step-share = Mettre en commun quelque chose à vous
step-share-text = Ce que vous prêtez reste à vous : vous dites pour combien de temps, et le reprenez quand vous voulez. Choisissez-vous comme propriétaire.
step-share-act = Partager un outil
step-device = Ajouter votre deuxième appareil
step-device-text = Ce qui est sur deux ordinateurs ne se perd pas avec l’un d’eux.
step-device-act = Ouvrir mes appareils

# Choses nouvelles, palette, aide, touches
new = Nouveau
new-item = Nouvel objet
    .item = Nouveau : { $term-item }
new-place = Nouveau lieu
    .place = Nouveau : { $term-place }
new-import = Importer un fichier d’objets
    .item = Importer un fichier : { $terms-item }
new-invitation = Nouvelle invitation
palette = Aller à
palette-field = Écran, action, objet, lieu, membre
palette-screen = Écran
palette-act = Action
palette-item = Objet
    .item = { $Term-item }
palette-place = Lieu
    .place = { $Term-place }
palette-member = Membre
    .member = { $Term-member }
help = Aide
help-keys = Clavier
help-letters = Les lettres seules ne font rien pendant que vous écrivez.
help-settings = Les désactiver dans les réglages
help-wrong = Quand quelque chose ne va pas
help-wrong-text = La page des appareils dit qui a été joint et quand. On y copie un diagnostic pour la personne qui vous aide.
help-devices = Ouvrir les appareils
help-version = Établi { $version }
key-palette = Ctrl K
key-palette-text = Aller partout par son nom
key-search = /
key-search-text = Chercher dans l’inventaire
key-new = N
key-new-text = Créer quelque chose
key-help = { "?" }
key-help-text = Cette aide
key-undo = Ctrl Z
key-undo-text = Annuler votre dernière action
key-redo = Ctrl Maj Z
key-redo-text = La refaire
key-today = G T
key-today-text = Aujourd’hui
key-inventory = G I
key-inventory-text = Inventaire
key-loans = G L
key-loans-text = Prêts
    .loan = { $Terms-loan }
key-desk = G K
key-desk-text = Comptoir
key-planning = G P
key-planning-text = Planning
key-members = G M
key-members-text = Membres
    .member = { $Terms-member }
key-activity = G A
key-activity-text = Activité
key-places = G W
key-places-text = Lieux
    .place = { $Terms-place }
key-backups = G B
key-backups-text = Sauvegardes
key-devices = G D
key-devices-text = Appareils
key-along = ↑ ↓
key-along-text = Le long d’une liste ou d’un menu
key-carry = Maj ← →
key-carry-text = Dans le planning : marquer plusieurs cases, ou porter sa réservation ailleurs
key-take = Entrée
key-take-text = Prendre ce qui est marqué
key-close = Échap
key-close-text = Fermer ce qui est devant
settings-letters = Raccourcis d’une lettre
letters-on = Activés
letters-off = Désactivés

inventory-title = Inventaire
inventory-lede = { $items ->
    [one] { $items } objet
   *[other] { $items } objets
}, { $out ->
    [one] { $out } sorti
   *[other] { $out } sortis
}
inventory-search = Chercher dans les objets
    .item = Chercher : { $terms-item }
inventory-search-hint = Chercher un objet, un lieu, une étiquette
    .item = Chercher : { $term-item }, { $term-place }, étiquette
    .place = Chercher : { $term-item }, { $term-place }, étiquette
inventory-clear-search = Effacer la recherche
inventory-items = Objets
inventory-filters = Filtres
inventory-all = Tout
inventory-filter-available = Disponible
inventory-filter-out = Sorti
inventory-filter-overdue = En retard
inventory-filter-of-members = À des membres
    .member = À des { $terms-member }
inventory-any-category = Toutes les catégories
inventory-any-condition = Tous les états
inventory-any-person = À tout le monde
inventory-person = À qui, ou chez qui
inventory-any-place = Tous les lieux
    .place = { $Terms-place } : tout
inventory-counted = { $name } ({ $count })
inventory-chip-words = « { $words } »
inventory-list = Objets
    .item = { $Terms-item }
inventory-found = { $count ->
    [0] Aucun objet trouvé
    [one] { $count } objet trouvé
   *[other] { $count } objets trouvés
}
    .item = { $count ->
        [one] { $count } { $term-item }
       *[other] { $count } { $terms-item }
    }
inventory-more = { $count ->
    [one] En montrer { $count } de plus
   *[other] En montrer { $count } de plus
}
inventory-add = Ajouter un objet
    .item = Ajouter : { $term-item }
inventory-add-short = Ajouter
inventory-import = Importer
inventory-import-file = Importer un fichier
inventory-empty-title = Le panneau est encore vide
inventory-empty-text = Ajoutez un premier objet, ou apportez une liste que vous avez déjà.
inventory-none-title = Rien trouvé
inventory-none-text = Aucun objet n’a ces mots et ces filtres. Retirez un filtre, ou cherchez d’autres mots.
inventory-clear = Tout montrer
inventory-owner-space = L’espace

status-available = Disponible
status-partly = { $available } sur { $quantity } disponibles
status-out = Sorti
status-out-with = Chez { $name }
status-due-today = Rentre aujourd’hui
status-due-tomorrow = Rentre demain
status-due-on = Rentre le { $date }
status-overdue = En retard
status-overdue-days = { $count ->
    [0] En retard depuis aujourd’hui
    [one] En retard de { $count } jour
   *[other] En retard de { $count } jours
}
status-disputed = Prêté deux fois
status-returned = Rendu

item-panel = Objet
    .item = { $Term-item }
item-close = Fermer l’objet
item-lend = Prêter
item-return = Rendu
item-edit = Modifier
item-what = Ce que c’est
item-category = Catégorie
item-place = Lieu
    .place = { $Term-place }
item-quantity = Quantité
item-quantity-of = { $available } sur { $quantity } ici
item-owner = Propriétaire
item-note = Note
item-fields = Venu de l’import
files-title = Photos et pièces jointes
files-none = Aucune pour l’instant.
photo-add = Ajouter des photos
file-add = Ajouter des fichiers
file-adding = Ajout en cours…
file-drop = Ou déposez-les ici : 8 Mo au plus chacun.
file-added = { $count ->
    [one] Ajouté.
   *[other] { $count } fichiers ajoutés.
}
photo-undescribed = Photo { $count }, sans description
photo-place = { $place } sur { $count }
photo-previous = Précédente
photo-next = Suivante
photo-save = Enregistrer une copie ({ $size })
photo-remove = Retirer
photo-first = Mettre en premier
photo-describe = La décrire, la mettre en premier
photo-caption = Ce qu’on y voit
photo-caption-hint = Dit à qui ne voit pas la photo.
file-away = pas encore ici
file-elsewhere = Pas encore ici, sur l’ordinateur d’un autre membre.
file-added-by = { $name } l’a ajouté.
file-fetch = Aller chercher
file-asking = Demande à qui est connecté…
file-arriving = { $arrived } sur { $whole }
file-save = Enregistrer une copie de { $name }
file-remove = Retirer { $name }
file-removed = « { $name } » est retiré.
file-restore = Remettre
size-bytes = { $size } o
size-kilobytes = { $size } ko
size-megabytes = { $size } Mo
item-loans = Prêts
    .loan = { $Terms-loan }
item-no-loans = Jamais prêté jusqu’ici.
item-conflicts = Deux personnes ont changé ceci en même temps
item-none = rien d’indiqué
item-disputed-text = Il en a été remis plus qu’il n’y en a, par des personnes qui ne pouvaient pas le savoir. Mettez-vous d’accord sur qui le garde, puis notez l’autre prêt comme rendu.
item-read-only = Seul·e { $name } peut le prêter ou le modifier.

loan-since = depuis le { $date }
loan-due = jusqu’au { $date }
loan-late = attendu le { $date }
loan-returned = revenu le { $date }
loan-by = remis par { $name }
loan-partly = { $returned } sur { $quantity } revenus
loan-return = Rendu
loan-return-tell = Préciser…
loan-return-tell-of = Rendu, en précisant : { $item }, { $name }
return-earlier = Revenu plus tôt
return-at = Quel jour
loan-return-of = Rendu : { $item }, { $name }
loan-returned-done = « { $item } » est revenu.

lend-title = Prêter « { $item } »
lend-to = À qui
lend-to-choose = Choisissez un membre
lend-due = Jusqu’à quand
lend-earlier = Remis plus tôt
lend-since = Quel jour
lend-quick = Durées
lend-quantity = Combien
lend-submit = Prêter
lend-done = « { $item } » est prêté à { $name }.
lend-nobody = Choisissez un membre.
lend-me = { $name } (vous)

add-title = Ajouter un objet
    .item = Nouveau : { $term-item }
field-name = Nom
field-name-hint = Celui de tous les jours, par exemple « Ponceuse orbitale ».
field-tag = Étiquette
field-tag-hint = Le numéro collé dessus.
field-category = Catégorie
field-place = Lieu
    .place = { $Term-place }
field-place-hint = Un nouveau nom crée un nouveau lieu.
field-quantity = Quantité
field-owner = Appartient à
field-owner-space = L’espace
field-owner-me = Moi
field-note = Note
add-submit = Ajouter l’objet
    .item = Ajouter : { $term-item }
add-done = « { $item } » est ajouté.
edit-done = Enregistré.

import-title = Importer des objets
    .item = Importer : { $terms-item }
import-text = Un fichier CSV ou un classeur (XLSX, ODS), ou un export de Snipe-IT, Homebox, Shelf, Fab-manager ou CommonsBooking. Vous voyez ce qui se passerait avant que rien ne soit écrit.
import-choose = Choisir un fichier
import-format = Format
import-format-snipe-it = Snipe-IT
import-format-homebox = Homebox
import-format-shelf = Shelf
import-format-fab-manager = Fab-manager
import-format-commonsbooking = CommonsBooking
import-format-places = Lieux
import-format-csv = CSV
import-format-other = Autre CSV
import-format-auto = Deviner
import-columns = Colonnes
import-columns-text = Dites ce qu’est chaque colonne ; c’est deviné d’après les en-têtes. Un champ supplémentaire est gardé tel quel avec l’objet.
import-column = Colonne
import-becomes = Devient
import-first-rows = Premières lignes
import-field-field = Champ supplémentaire
import-field-skip = Laisser de côté
import-field-reference = Référence
import-field-labels = Étiquettes, la première comme catégorie
import-field-model = Modèle
import-field-loan = Champ supplémentaire, sur un prêt
import-field-path = Chemin
import-say-name = Dites quelle colonne donne le nom des objets : choisissez « Nom » pour elle ci-dessus.
import-separator-tab = tabulations
import-separator-comma = virgules
import-separator-semicolon = points-virgules
import-refused-save = Enregistrer cette liste (CSV)
import-refused-file = lignes-refusees.csv
import-preview = Ce qui se passerait
import-read-as = Lu comme { $format }, { $encoding }, séparé par des { $separator }
import-read-as-sheet = Lu comme { $format }, dans un classeur
import-rows = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
import-created = { $count ->
    [one] { $count } objet ajouté
   *[other] { $count } objets ajoutés
}
import-updated = { $count ->
    [one] { $count } objet modifié
   *[other] { $count } objets modifiés
}
import-unchanged = { $count ->
    [one] { $count } objet déjà pareil
   *[other] { $count } objets déjà pareils
}
import-places = { $count ->
    [one] { $count } lieu ajouté
   *[other] { $count } lieux ajoutés
}
import-places-updated = { $count ->
    [one] { $count } lieu modifié
   *[other] { $count } lieux modifiés
}
import-places-unchanged = { $count ->
    [one] { $count } lieu déjà pareil
   *[other] { $count } lieux déjà pareils
}
import-refused = { $count ->
    [one] { $count } ligne illisible
   *[other] { $count } lignes illisibles
}
import-line = Ligne { $line }
import-line-field = Ligne { $line }, { $field }
import-more-refused = { $count ->
    [one] … et { $count } de plus.
   *[other] … et { $count } de plus.
}
import-submit = { $count ->
    [0] Rien à importer
    [one] Importer { $count } objet
   *[other] Importer { $count } objets
}
import-submit-places = { $count ->
    [0] Rien à importer
    [one] Importer { $count } lieu
   *[other] Importer { $count } lieux
}
import-result = C’est fait
import-other = Choisir un autre fichier

members-title = Membres
    .member = { $Terms-member }
members-list = Membres de l’espace
    .member = { $Terms-member }
members-invite = Inviter
members-me = vous
members-loans = { $count ->
    [0] rien d’emprunté
    [one] { $count } prêt en cours
   *[other] { $count } prêts en cours
}
members-demo = Une démonstration reste sur cet ordinateur : on ne peut y inviter personne.

invite-title = Inviter dans « { $space } »
invite-text = Qui a le code peut entrer, et verra les noms des membres et les objets.
invite-uses = Combien de personnes peuvent s’en servir
invite-expires = Combien de temps il est valable
invite-day = 1 jour
invite-week = 7 jours
invite-month = 30 jours
invite-submit = Créer le code
invite-code = Le code
invite-copy = Copier le code
invite-copied = Le code est copié.
invite-copy-failed = La copie n’a pas marché : sélectionnez le code et copiez-le.
invite-qr = Le code en image, pour une caméra
invite-until = { $uses ->
    [one] Jusqu’au { $date }, pour { $uses } personne.
   *[other] Jusqu’au { $date }, pour { $uses } personnes.
}
invite-reachable = Laissez cet ordinateur allumé : c’est lui qui fait entrer.
invite-unreachable = Personne ne peut entrer tant que cet ordinateur n’est pas sur le réseau.
invite-another = Créer un autre code

loans-title = Prêts
    .loan = { $Terms-loan }
loans-lede = { $open ->
    [0] Tout est là.
    [one] { $open } prêt est en cours.
   *[other] { $open } prêts sont en cours.
}
loans-late = { $count ->
    [one] { $count } est en retard.
   *[other] { $count } sont en retard.
}
loans-overdue = En retard
loans-open = En cours
loans-empty-title = Tout est à sa place
loans-empty-text = Quand un objet est prêté, il apparaît ici avec sa date de retour.
loans-lend-something = Aller à l’inventaire

sync-title = Appareils
sync-lede = Chaque appareil garde tout. Ils échangent directement, dès qu’ils se croisent.
sync-demo = Démonstration : tout reste sur cet ordinateur
sync-only-device = { $count ->
    [0] Personne d’autre n’est encore dans l’espace
    [one] Personne d’autre n’est encore dans l’espace, { $count } changement ici seulement
   *[other] Personne d’autre n’est encore dans l’espace, { $count } changements ici seulement
}
sync-offline = { $count ->
    [0] Hors ligne : tout est enregistré ici
    [one] Hors ligne : tout est enregistré ici, { $count } changement sur cet appareil seulement
   *[other] Hors ligne : tout est enregistré ici, { $count } changements sur cet appareil seulement
}
sync-last-seen = un autre appareil vu { $date }
sync-working = Échange avec { $name }…
sync-up-to-date = { $count ->
    [one] À jour avec { $count } appareil, { $time }
   *[other] À jour avec { $count } appareils, { $time }
}
lost-title = La liaison avec le programme est perdue
lost-page = Ce qui est écrit est en sécurité. La page réessaie d’elle-même. Si Établi s’est arrêté, relancez-le et ouvrez le lien qu’affiche cette commande :
lost-window = Ce qui est écrit est en sécurité. La fenêtre réessaie d’elle-même. Si cela dure, fermez-la et ouvrez-la de nouveau.
lost-renewed-title = Le programme a redémarré et ne connaît plus cette page
lost-renewed = Ce qui est écrit est en sécurité. Ouvrez dans ce navigateur le nouveau lien, puis revenez ici : la page continue là où elle était. Le lien s’affiche là où vous avez lancé :
lost-try = Réessayer maintenant
lost-back = Le programme répond à nouveau : tout a été relu.
lost-here = Pas encore lu : cela s’affichera dès que le programme répondra.

sync-lost = Le programme ne répond pas
sync-unknown = Lecture de l’état…
sync-now = Échanger maintenant
sync-now-none = Aucun appareil n’est joignable.
sync-now-done = { $count ->
    [one] Échange fait avec { $count } appareil.
   *[other] Échange fait avec { $count } appareils.
}
sync-devices = Appareils de l’espace
sync-here = cet appareil
sync-connected = Connecté
sync-away = Absent
sync-seen = vu { $date }
sync-never-seen = jamais vu
sync-missing = { $count ->
    [one] { $count } changement pas encore là-bas
   *[other] { $count } changements pas encore là-bas
}
sync-update-needed = Une version plus récente d’Établi est utilisée ici. Mettez celle-ci à jour pour modifier l’espace ; d’ici là, vous pouvez tout lire.

space-switch = Changer d’espace, maintenant { $space }
space-list = Espaces sur cet ordinateur
space-new = Créer ou rejoindre un autre espace
space-demo = Démonstration
space-remove-demo = Supprimer la démonstration
space-demo-removed = La démonstration est supprimée.

settings-title = Réglages
settings-look = Langue et apparence
settings-reading = Lecture et clavier
settings-language = Langue
settings-theme = Apparence
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre
settings-text = Taille des textes
settings-percent = { $percent } %
settings-density = Lignes
density-comfortable = Aérées
density-compact = Serrées
settings-me = Vous
settings-my-name = Votre nom ici
settings-space-name = Nom de l’espace
settings-name-of = Modifier : { $what }
settings-name-hint = Tous les membres le voient.
settings-named = Le nom a changé.
settings-demo = Cette démonstration
settings-computer = Cet ordinateur
computer-autostart = Démarrer Établi à l’ouverture de ma session, sans le montrer
computer-background = Fermer la fenêtre laisse l’échange avec les autres se poursuivre
computer-background-tray = L’icône de la barre rouvre la fenêtre, ou arrête Établi.
computer-background-start = Lancer Établi de nouveau rouvre la fenêtre.
computer-reminders = Me dire ce que je dois rendre
download-done = Enregistré sous { $path }
diagnostics-title = Quand quelque chose ne va pas
diagnostics-text = Ces informations aident la personne qui vous aide : la version, l’état des espaces et ce qui a été noté en dernier. Aucun nom, rien de ce que vous partagez.
diagnostics-copy = Les copier
diagnostics-copied = Copié. Collez-les dans votre message.
diagnostics-shown = Impossible de copier ici : sélectionnez-les ci-dessous.
settings-about = À propos
settings-about-version = Version { $version }
settings-about-text = Établi est un logiciel libre sous AGPL 3.0 ou plus récente. Les textes sont composés en Atkinson Hyperlegible Next et Bricolage Grotesque (SIL Open Font License) ; les icônes viennent de Lucide (ISC).

members-gone = Ne participent plus
role-member = Membre
    .member = { $Term-member }
role-steward = Responsable
    .steward = { $Term-steward }
standing-suspended = Suspension
standing-left = A quitté l’espace
standing-excluded = Exclusion
member-admitted = Arrivée
member-admitted-by = grâce à { $name }
member-founder = a fondé l’espace
member-loans = A emprunté
member-no-loans = rien pour le moment
member-devices = Appareils
member-excluders = { $count ->
    [one] { $names } demande son exclusion. La voix d’une deuxième personne responsable décidera.
   *[other] { $names } demandent son exclusion.
}
decide-make-steward = Nommer responsable
    .steward = Nommer : { $term-steward }
decide-make-steward-title = Nommer { $name } responsable ?
decide-make-steward-text = { $name } pourra inviter d’autres responsables, fixer les règles de l’espace, suspendre et exclure des membres, et retirer l’appareil perdu de n’importe qui.
decide-make-steward-done = { $name } est maintenant responsable.
decide-make-member = Retirer le rôle de responsable
decide-make-member-title = Retirer à { $name } le rôle de responsable ?
decide-make-member-text = { $name } continue de participer, avec les mêmes objets et les mêmes prêts, mais ne décidera plus des membres ni des règles.
decide-make-member-done = { $name } n’est plus responsable.
decide-suspend = Suspendre
decide-suspend-title = Suspendre { $name } ?
decide-suspend-text = { $name } pourra encore lire ce qui est sur son ordinateur. Mais rien de ce qui y sera fait à partir de maintenant ne comptera, et ses appareils n’échangeront plus avec les autres. Une personne responsable peut lever la suspension.
decide-suspend-done = La participation de { $name } est suspendue.
decide-reinstate = Laisser participer de nouveau
decide-reinstate-title = Laisser { $name } participer de nouveau ?
decide-reinstate-text = À partir de maintenant, ce que fait { $name } comptera de nouveau. Ce qui n’a pas compté entre-temps reste ainsi, tant qu’une personne responsable ne le valide pas.
decide-reinstate-done = { $name } participe de nouveau.
decide-exclude = Exclure
decide-exclude-title = Exclure { $name } ?
decide-exclude-text = Votre voix suspend { $name } dès maintenant ; celle d’une deuxième personne responsable l’exclura définitivement. Ce que { $name } a emprunté reste dans la liste des prêts.
decide-exclude-second = { $asked } l’a déjà demandé : avec votre voix, l’exclusion de { $name } sera définitive. On ne peut pas revenir dessus.
decide-exclude-asked = La participation de { $name } est suspendue ; une deuxième voix décidera de l’exclusion.
decide-exclude-done = L’exclusion de { $name } est décidée.
last-steward = Il n’y a pas d’autre responsable. Ensuite, personne ne pourra plus décider des membres ni des règles : nommez d’abord quelqu’un d’autre.
member-contact = Coordonnées
contact-none = Rien d’écrit
contact-open = Comment me joindre…
contact-title = Comment vous joindre ?
contact-text = Tout le monde dans l’espace le voit. Laissez vide ce que vous ne voulez pas dire.
contact-phone = Téléphone
contact-email = Adresse électronique
contact-note = Autre chose
contact-note-hint = Une adresse, quand appeler…
contact-submit = Enregistrer
contact-done = C’est enregistré. Les autres le verront une fois connectés.
forget-open = Oublier mes coordonnées…
forget-title = Oublier vos coordonnées ?
forget-text = Tout ce que vous avez écrit pour vous joindre disparaît d’ici tout de suite, et de chez les autres dès qu’ils sont connectés. C’est définitif ; vous pourrez les écrire de nouveau.
forget-limit = Les sauvegardes faites avant les gardent jusqu’à leur remplacement, 14 jours au plus. Ce que quelqu’un a noté ailleurs y reste.
forget-act = Les oublier
forget-done = Vos coordonnées sont oubliées.
leave = Quitter l’espace
leave-title = Quitter « { $space } » ?
leave-text = Ce qui est déjà ici reste lisible sur cet ordinateur. Mais il n’échangera plus avec les autres, et rien de ce que vous ferez ensuite ne comptera. Seule une personne responsable pourra vous laisser participer de nouveau.
leave-loans = { $count ->
    [one] Vous avez encore { $count } prêt en cours : mieux vaut le rendre d’abord.
   *[other] Vous avez encore { $count } prêts en cours : mieux vaut les rendre d’abord.
}
leave-done = Vous avez quitté « { $space } ».

invites-title = Invitations ouvertes
invites-none = Aucune invitation n’est ouverte.
invites-by = Invitation de { $name }
invites-steward = pour une personne responsable
invites-used = utilisée { $used } fois sur { $uses }, jusqu’au { $date }
invites-over = { $count ->
    [one] { $count } personne de plus que prévu est entrée : deux membres ont fait entrer quelqu’un sans le savoir l’un de l’autre.
   *[other] { $count } personnes de plus que prévu sont entrées : des membres les ont fait entrer sans le savoir les uns des autres.
}
invites-close = Fermer
invites-close-of = Fermer l’invitation de { $name }
invites-close-title = Fermer cette invitation ?
invites-close-text = Son code ne fera plus entrer personne. Qui est déjà entré avec reste membre.
invites-closed = L’invitation est fermée.
invite-role = Rôle à l’arrivée

changes-title = Ce qui a changé
changes-text = Les décisions qui ont retiré quelque chose à quelqu’un, et ce qui ne compte pas à cause d’elles.
changes-others = Ne compte pas pour une autre raison
change-void = { $count ->
    [0] tout continue de compter
    [one] { $count } changement ne compte pas à cause de cela
   *[other] { $count } changements ne comptent pas à cause de cela
}
change-leave = { $about } a quitté l’espace
change-suspend = { $by } a suspendu { $about }
change-exclude = { $by } a demandé l’exclusion de { $about }
change-revoke-role = { $by } a retiré à { $about } le rôle de responsable
change-revoke-device = { $by } a retiré un appareil de { $about }
change-set-policy = { $by } a réservé un droit aux responsables
change-other = { $by } a pris une décision
change-ratify = Valider
change-ratify-of = Valider : { $what }
change-ratified = C’est validé : cela compte maintenant.
claim-request = { $member } a demandé « { $about } »
claim-booking = { $member } a réservé « { $about } »
claim-hand-over = { $member } a remis « { $about } »
claim-return = { $member } a repris « { $about } »
claim-edit = { $member } a modifié des objets
claim-admission = { $member } a fait entrer { $about }
claim-admission-unknown = { $member } a fait entrer quelqu’un
claim-other = { $member } a pris une décision

device-contested = Contesté
device-revoked = Retiré
device-name = Nommer
device-name-of = Nommer l’appareil { $device }
device-name-title = Nommer cet appareil
device-name-field = Nom de l’appareil
device-name-hint = Les membres le voient, par exemple « Portable de l’atelier ».
device-name-done = Le nom de l’appareil a changé.
device-revoke = Retirer
device-revoke-of = Retirer l’appareil { $device } de { $name }
device-revoke-title = Retirer l’appareil { $device } de { $name } ?
device-revoke-text = Rien de ce qu’il écrira à partir de maintenant ne comptera, et il n’échangera plus avec les autres. Ce qu’il a écrit avant reste. On ne peut pas revenir dessus.
device-revoke-here = C’est l’ordinateur devant vous : vous pourrez encore y lire, et rien de plus.
device-revoke-only = { $name } n’a pas d’autre appareil, et ne pourra plus participer sans un nouveau.
device-revoke-done = L’appareil est retiré.
devices-revoked = Retirés
devices-contested = Contestés
devices-contested-text = Ces appareils se sont retirés l’un l’autre en même temps. Tant qu’une personne responsable n’a pas tranché, rien de ce qu’ils écrivent ne compte.
devices-contested-decide = Demandez à leur propriétaire lequel est perdu, retirez celui-là, puis laissez l’autre participer de nouveau.
devices-contested-ask = Demandez à une personne responsable de l’espace.
devices-give-back = Laisser participer de nouveau
devices-give-back-of = Laisser participer de nouveau l’appareil contesté { $device } de { $name }
devices-given-back = L’appareil de { $name } participe de nouveau.

part-suspended = Votre participation à cet espace est suspendue.
part-left = Vous avez quitté cet espace.
part-excluded = Votre exclusion de cet espace a été décidée.
part-device-contested = Cet appareil et un autre se sont retirés l’un l’autre.
part-device-revoked = Cet appareil a été retiré de l’espace.
part-copy = Ceci est une copie tirée d’une sauvegarde.
part-ask = Vous pouvez continuer de lire tout ce qui est ici, et l’exporter. Seule une personne responsable peut vous laisser participer de nouveau.
part-read = Vous pouvez continuer de lire tout ce qui est ici, et l’exporter.
part-device-ask = Vous pouvez continuer de lire tout ce qui est ici, et l’exporter. Une personne responsable décidera quel appareil compte.
part-copy-text = Vous pouvez tout y lire, et l’exporter, mais rien y changer.
part-export = Tout exporter

rules-title = Règles de l’espace
rules-admit = Qui peut inviter et faire entrer
rules-edit = Qui peut ajouter et modifier les objets de l’espace
rules-everybody = Tous les membres
    .member = { $Terms-member } : tout le monde
rules-stewards = Responsables seulement
    .steward = { $Terms-steward } seulement
rules-stewards-change = Seules les personnes responsables changent ces règles.
rules-done = La nouvelle règle vaut dès maintenant.

toasts = Messages
toast-close = Masquer ce message

# Qui attend d’entrer, nouveaux appareils, attendre soi-même
guests-title = À la porte
guests-arrived = Viennent d’entrer
guests-arrived-text = Le code les a fait entrer sans que l’on demande à quelqu’un. Si les quatre mots ne sont pas ceux de leur écran, une autre personne a utilisé le code.
guests-wait = { $count ->
    [one] { $count } demande d’entrée
   *[other] { $count } demandes d’entrée
}
guest-asks = { $name } demande à entrer
guest-asks-device = Un nouvel appareil demande à être le vôtre, { $name }
guest-asks-replacement = Un nouvel appareil pour { $name }
guest-asked = Demandé { $date }.
guest-away = Plus là pour le moment : l’entrée se fera à la prochaine utilisation du code.
guest-compare = Demandez les quatre mots de l’autre écran, de vive voix. Ne faites entrer que s’ils sont les mêmes.
guest-compare-device = Comparez-les aux quatre mots de l’autre ordinateur. Ne dites oui que s’ils sont les mêmes.
guest-signed = Signé par { $names } ; il faut { $needed } signatures.
guest-admit = Faire entrer
guest-sign = Signer
guest-refuse = Renvoyer
guest-admitted-done = { $name } peut entrer.
guest-device-done = L’appareil peut entrer.
guest-signed-done = Vous avez signé. Une autre personne responsable doit signer aussi.
guest-refused-done = La demande de { $name } est renvoyée.
invite-approve = Qui fait entrer
invite-approve-auto = Le code lui-même
invite-approve-ask = Un membre, à chaque fois
invite-asks = Qui l’utilise attend, à l’écran « Membres », qu’un membre fasse entrer.
device-add = Ajouter un appareil
device-add-title = Ajouter un appareil
device-add-text = Un second ordinateur à vous contient tout, lui aussi, et agit en votre nom.
device-add-start = Sur l’autre ordinateur, lancez Établi et choisissez « Rejoindre avec un code ».
device-add-enter = Entrez-y ce code.
device-add-until = Il est valable jusqu’à { $date }, pour un appareil.
device-add-compare = Comparez les quatre mots, puis faites entrer l’appareil.
device-add-waiting = En attente de l’autre ordinateur…
device-add-done = L’appareil est ajouté. Il reçoit tout maintenant ; laissez cet ordinateur allumé un moment.
device-replace = Nouvel appareil
device-replace-title = Un nouvel appareil pour { $name }
device-replace-text = Pour qui a perdu son seul ordinateur. La majorité des responsables signe, deux au moins s’il y en a plusieurs ; le nouvel appareil est alors le sien, et les précédents sont retirés.
join-device = Ce code fait de cet ordinateur un nouvel appareil de la personne à qui il est destiné. Aucun nom n’est demandé.
join-submit-device = Ajouter cet ordinateur
wait-title = En attente d’entrer dans « { $space } »
wait-looking = Recherche d’un ordinateur de l’espace…
wait-text = On demande à un membre. Son écran doit montrer les mêmes quatre mots :
wait-device = Comparez ces quatre mots avec ceux de votre autre ordinateur, et faites-y entrer celui-ci :
wait-replacement = On demande aux responsables. L’écran de qui a créé le code doit montrer les mêmes quatre mots :
wait-several = Plusieurs ordinateurs demandent à leur personne. Sur l’écran de qui répond se trouve une de ces lignes.
wait-leave = Vous pouvez fermer cette fenêtre : Établi redemande quand il est relancé.
wait-cancel = Ne plus attendre
wait-number = Les autres responsables peuvent demander le numéro de cet appareil : { $number }
guest-number = Demandez le numéro à l’écran du nouvel appareil, de vive voix. Ne signez que s’il est le même.
invites-asks = un membre fait entrer

# Les pièces de l’interface

chip-remove = Retirer « { $what } »
combobox-open = Tous les choix : { $what }
combobox-found = { $count ->
    [one] { $count } choix
   *[other] { $count } choix
}
combobox-none = Rien ne correspond. Tapez moins de lettres.
calendar-before = Mois précédent
calendar-after = Mois suivant
date-hint = Jour, mois, année, par exemple 24/11/2026
date-open = Calendrier : { $what }
date-wrong = Ce n’est pas une date. Écrivez-la ainsi : 24/11/2026.
date-wrong-earliest = Cette date ne peut pas être choisie. La première est le { $date }.
stepper-less = { $what } : un de moins
stepper-more = { $what } : un de plus
table-mark = Cocher { $what }
table-mark-all = Cocher toutes les lignes
table-marked = { $count ->
    [one] { $count } ligne cochée
   *[other] { $count } lignes cochées
}
table-unmark = Tout décocher

# Sauvegardes
settings-more = Lieux, sauvegardes, import et export
settings-more-text = Où les objets sont rangés, des sauvegardes de tout ce que contient cet espace, et ses fichiers pour d’autres programmes.
backups-title = Sauvegardes
backups-open = Voir les sauvegardes
backups-devices-text = D’autres appareils ne sont pas une sauvegarde : ce qu’on retire sur l’un est retiré partout. Cet ordinateur garde à côté des sauvegardes datées.
backups-lede = Tout ce que contient cet espace, dans un fichier pour chaque jour où quelque chose a changé. Les 14 derniers jours sont gardés ; celles que vous faites vous-même restent jusqu’à ce que vous les supprimiez.
backups-make = Sauvegarder maintenant
backups-making = Écriture de la sauvegarde
backups-made = La sauvegarde est faite : { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
}.
backups-last = Dernière sauvegarde : { $date }
backups-never = Il n’y a pas encore de sauvegarde de cet espace.
backups-empty-title = Pas encore de sauvegarde dans ce dossier
backups-empty-text = Il s’en fait une d’elle-même chaque jour où quelque chose change. Si vous venez de choisir un autre dossier, ou si son disque n’est pas branché, les précédentes sont restées où elles étaient.
backups-entries = { $entries ->
    [one] { $entries } entrée, { $size }
   *[other] { $entries } entrées, { $size }
}
backups-copy = Ouvrir une copie
backups-copy-of = Ouvrir une copie de la sauvegarde de { $date }
backups-copy-title = Copie de la sauvegarde : { $date }
backups-copy-text = Rien de ce qui est ici ne change. La copie va dans un nouveau dossier ; on peut y lire, chercher et exporter, mais rien y changer.
backups-copy-to = Nouveau dossier
backups-copy-to-hint = Son chemin complet, ou un nom à côté de la sauvegarde. Il ne doit pas exister encore, ou être vide.
backups-copy-submit = Faire la copie
backups-copy-making = Copie en cours
backups-copy-done = La copie est dans { $path }.
backups-copy-window = Pour la consulter, lancez ceci dans un terminal : une deuxième fenêtre s’ouvre à côté de celle-ci.
backups-copy-page = Pour la consulter, lancez ceci dans un terminal de l’ordinateur où tourne Établi, puis ouvrez le lien qui s’affiche.
backups-copy-command = Commande
backups-copy-command-copy = Copier la commande
backups-copy-command-copied = La commande est copiée.
backups-copy-command-failed = La copie n’a pas marché : sélectionnez la commande et copiez-la.
backups-copy-back = Pour retrouver quelque chose, exportez-le depuis la copie et importez-le ici.
backups-folder = Où elles sont gardées
backups-folder-text = Un dossier sur un autre disque aide aussi quand cet ordinateur tombe en panne. C’est le même pour tous les espaces de cet ordinateur.
backups-folder-change = Changer de dossier
backups-folder-title = Où garder les sauvegardes
backups-folder-note = Les sauvegardes déjà faites restent où elles sont.
backups-folder-field = Dossier
backups-folder-hint = Son chemin complet. S’il n’existe pas, il sera créé.
backups-folder-submit = Les garder là
backups-folder-usual = Reprendre le dossier habituel
backups-folder-done = Les sauvegardes vont maintenant dans { $path }.
backups-check = Tout vérifier
backups-check-text = Relit tout ce que cet ordinateur garde de cet espace, et vérifie chaque signature et chaque fichier.
backups-check-act = Vérifier maintenant
backups-checking = Vérification en cours
backups-check-ok = Tout est en ordre.
backups-check-missing = Ce qui est ici est sain, mais il manque quelque chose.
backups-check-wrong = { $count ->
    [one] { $count } chose ne va pas.
   *[other] { $count } choses ne vont pas.
}
backups-check-entries = { $entries ->
    [one] { $entries } entrée vérifiée.
   *[other] { $entries } entrées vérifiées.
}
backups-check-files = { $files ->
    [one] { $files } photo ou pièce jointe est ici et intacte.
   *[other] { $files } photos et pièces jointes sont ici et intactes.
}
backups-check-elsewhere = { $files ->
    [one] { $files } autre n’est que sur d’autres appareils : elle vient quand on l’ouvre.
   *[other] { $files } autres ne sont que sur d’autres appareils : elles viennent quand on les ouvre.
}
backups-check-newer = { $count ->
    [one] { $count } acte vient d’une version plus récente d’Établi ; celle-ci le garde sans le comprendre.
   *[other] { $count } actes viennent d’une version plus récente d’Établi ; celle-ci les garde sans les comprendre.
}
backups-check-missing-own = { $count ->
    [one] { $count } changement fait sur cet appareil n’est plus ici. Il reviendra d’un appareil qui l’a.
   *[other] { $count } changements faits sur cet appareil ne sont plus ici. Ils reviendront d’un appareil qui les a.
}
backups-check-missing-others = { $count ->
    [one] { $count } changement fait sur d’autres appareils n’est plus ici. Il reviendra d’un appareil qui l’a.
   *[other] { $count } changements faits sur d’autres appareils ne sont plus ici. Ils reviendront d’un appareil qui les a.
}
backups-check-help = Ne supprimez rien. Ouvrez une copie de la dernière sauvegarde, laissez les appareils échanger, et transmettez le diagnostic de l’écran des appareils à qui vous aide.

# Lieux
places-title = Lieux
    .place = { $Terms-place }
places-lede = Où les objets sont rangés, un lieu dans un autre. Le nombre compte ce qui est dans un lieu et plus bas.
    .place = Où les objets sont rangés. Le nombre compte ce qui est là, et plus bas.
places-list = Lieux
    .place = { $Terms-place }
places-add = Ajouter un lieu
    .place = Ajouter : { $term-place }
places-add-inside = Ajouter un lieu dedans
    .place = Ajouter dedans : { $term-place }
places-add-title = Un nouveau lieu
    .place = Nouveau : { $term-place }
places-name = Nom
places-inside = Dans
places-inside-none = Aucun autre lieu
places-add-submit = Ajouter
places-added = « { $name } » est ajouté.
places-empty-title = Pas encore de lieux
places-empty-text = Une pièce, une étagère, une caisse : un objet dont on connaît le lieu se retrouve.
places-choose = Choisissez un lieu pour voir sa page. Ce qui suit vaut pour tous.
places-items = { $count ->
    [0] Rien n’est rangé ici.
    [one] { $count } objet est rangé ici ou plus bas.
   *[other] { $count } objets sont rangés ici ou plus bas.
}
places-edit = Renommer ou déplacer
places-edit-title = Renommer ou déplacer « { $name } »
visit-ask = Demander une visite
visit-title = Visite : { $name }
visit-when = Quand vous pourriez venir
visit-text = Ce que vous aimeriez voir
visit-hint = La question va au groupe, sous « Besoins et offres » ; qui est sur place répond.
visit-asked = C’est demandé. Les réponses viennent sous « Besoins et offres ».
places-saved = « { $name } » est modifié.
places-inside-title = Ce qui s’y trouve
places-all = { $count ->
    [one] Voir { $count } objet
   *[other] Voir les { $count } objets
}
    .item = Voir : { $count } { $terms-item }
places-nothing = Rien n’y est encore rangé.
places-remove = Mettre à la corbeille
places-removed = « { $name } » est dans la corbeille.
places-keep = Il pourra aller à la corbeille quand il ne contiendra plus rien.

# Réservations
planning-title = Planning
planning-week = Semaine
planning-day = Jour
planning-list = Liste
planning-shape = Présentation
planning-turn = Quels jours
planning-before = Avant
planning-after = Après
planning-from-to = Du { $from } au { $to }
planning-what = Quoi
planning-capacity = { $count } en tout
planning-book = Réserver { $name }, { $when }
planning-carried = Vers { $when }. Entrée demande si cela convient.
planning-over = { $when } : passé, ou impossible à réserver
planning-all-free = Rien n’est pris.
planning-more = { $count ->
    [one] Une ligne de plus n’est pas montrée.
   *[other] { $count } lignes de plus ne sont pas montrées.
}
planning-empty-title = Rien n’est encore réservé
planning-empty-text = Ce qui est réservé se voit ici : une machine, une salle, des chaises.
taken-lent = Prêté
taken-inside = « { $name } », à l’intérieur, est réservé
taken-around = « { $name } » est réservé en entier
taken-since = depuis le { $day }
booking-title = Réservation
booking-today = Aujourd’hui
booking-tomorrow = Demain
booking-time = { $day }, de { $from } à { $to }
booking-whole-days = { $days ->
    [0] { $day }, toute la journée
   *[other] { $day } au { $last }, journées entières
}
booking-several = { $name } × { $count }
booking-confirmed = Confirmée
booking-seen = Vue par la personne qui en répond
booking-held = Notée ici, pas encore vue
booking-displaced = Une autre réservation l’a prise
booking-cancelled = Annulée
booking-by = Réservé par
booking-repeats = Se répète
booking-repeats-as = { $how }, { $count } fois
booking-more = { $count ->
    [one] et une fois de plus
   *[other] et { $count } fois de plus
}
booking-time-offered = de nouveau libre
booking-time-lost = il n’y en a pas autant
booking-time-lost-to = { $name } l’a
booking-note-replaced = Elle a été déplacée.
booking-note-refused = { $name }, qui en répond, l’a annulée.
booking-note-displaced = { $name } l’a à ce moment-là : sa réservation a été vue ou confirmée avant. La vôtre est gardée jusqu’à ce que vous la déplaciez ou l’annuliez.
booking-note-risk = { $name } l’a en prêt jusqu’au { $due } : le retour peut venir trop tard.
booking-note-out = { $name } l’a en prêt : le retour peut venir trop tard.
booking-note-twice = Deux réservations confirmées veulent la même chose. Mettez-vous d’accord, puis annulez ou déplacez l’une d’elles.
book-for = Motif
book-for-hint = Tous les membres le lisent.
booking-awaited = { $name } ne l’a pas encore vue ; dernier contact avec cet ordinateur : { $at }.
booking-awaited-never = { $name } ne l’a pas encore vue, et n’a jamais été en contact avec cet ordinateur.
booking-note-elsewhere = Depuis la réservation, l’objet a changé de lieu. Déplacez la réservation pour qu’elle soit vérifiée de nouveau.
booking-alternatives = Libre à la place :
booking-accept = Prendre
booking-confirm = Confirmer
booking-move = Déplacer…
booking-cancel = Annuler la réservation
booking-cancel-title = Annuler la réservation de { $name } ?
booking-cancel-text = Le créneau redevient libre pour les autres. Cela ne s’annule pas ; vous pourrez réserver de nouveau.
booking-item = L’objet
booking-said-confirmed = Confirmé : { $name }, { $when }
booking-said-cancelled = Annulé : { $name }, { $when }
book = Réserver
book-title = Réserver quelque chose
book-title-of = Réserver { $name }
book-move-title = Déplacer la réservation de { $name }
book-move = Déplacer
book-what = Quoi
book-what-hint = Un nom, ou le numéro de l’étiquette.
book-when = Durée
book-hours = À des heures
book-whole = Journées entières
book-start = Premier jour
book-end = Dernier jour
book-from = De
book-to = À
book-repeat = Se répète
book-once = Une fois
book-daily = Tous les jours
book-weekly = Toutes les semaines
book-monthly = Tous les mois, le même jour
book-fortnightly = Toutes les deux semaines
book-times = Combien de fois
book-free = { $count ->
    [one] Libre
   *[other] Libre les { $count } fois
}
book-done = Réservé : { $name }, { $when }
book-moved = Déplacé : { $name }, { $when }
time-wrong = Une heure comme 14:30.
item-bookings = Réservations
item-no-bookings = Personne ne l’a réservé.
strip-free = libre
strip-day = { $day } : { $state }
# Les mots de l’espace
term-item = objet
terms-item = objets
term-place = lieu
terms-place = lieux
term-member = membre
terms-member = membres
term-steward = responsable
terms-steward = responsables
term-loan = prêt
terms-loan = prêts
vocabulary-title = Les mots de l’espace
vocabulary-text = Si votre groupe nomme ces choses autrement, écrivez ses mots : ils apparaissent dans les menus, les titres et les boutons, chez tous les membres. Chaque langue a les siens.
vocabulary-language = Langue de ces mots
vocabulary-usual = { $one }, { $many } (mots habituels)
vocabulary-own = { $one }, { $many } au lieu de : { $usual }
vocabulary-change = Changer
vocabulary-change-of = Changer le mot pour : { $word }
vocabulary-reset = Mots habituels
vocabulary-reset-of = Mots habituels pour : { $word }
vocabulary-dialog = Un autre mot pour : { $word }
vocabulary-one = Au singulier
vocabulary-many = Au pluriel
vocabulary-hint = 24 caractères au plus. Laissez les deux vides pour revenir aux mots habituels.
vocabulary-preview = Ce que cela donne
vocabulary-done = Les mots de l’espace ont changé.

# Demandes, et ce qu’un prêt peut devenir
item-requests = Demandes
ask-title = Demander { $item }
ask-line = { $count ->
    [0] Personne ne l’attend : vous êtes en tête de la file.
    [one] Une personne l’attend avant vous.
   *[other] { $count } personnes l’attendent avant vous.
}
ask-due = Jusqu’à quand vous le garderiez
ask-submit = Demander
ask-done = Vous avez demandé { $item }.
request-at = demandé le { $date }
request-until = jusqu’au { $date }
request-several = { $count } pièces
request-here = Rang { $line } dans la file, et l’objet est là
request-waiting = Rang { $line } dans la file
request-granted-here = Accordé par { $name }, et l’objet est là
request-granted = Accordé par { $name }
request-granted-until = Accordé par { $name }, gardé jusqu’au { $date }
request-granted-here-until = Accordé par { $name }, l’objet est là et gardé jusqu’au { $date }
request-lapsed = Accordé par { $name }, pas retiré avant le { $date }
request-refused = Refusé par { $name }
request-withdrawn = Demande retirée
request-handed-over = Remis
request-lend = Prêter
request-lend-of = Prêter { $item } à { $name }
request-grant = Accorder
request-grant-of = Accorder { $item } à { $name }
request-refuse = Refuser
request-refuse-of = Refuser { $item } à { $name }
request-withdraw = Retirer
request-withdraw-of = Retirer la demande de { $item }
request-granted-done = { $name } peut avoir { $item }.
request-refused-done = { $name } est informé que { $item } n’est pas possible.
loan-more = Autres actions sur le prêt de { $item }
loan-extend = Garder plus longtemps…
loan-extend-title = Garder { $item } plus longtemps
loan-extend-submit = Convenir
loan-extended-done = { $item } est gardé jusqu’au { $date }.
loan-lost = Perdu
loan-found = Retrouvé
loan-lost-done = { $item } est noté perdu.
loan-found-done = { $item } est retrouvé.
status-lost = Perdu
today-requests = Demandes

# Le comptoir
desk-title = Comptoir
desk-lede = Scannez ou tapez l’un après l’autre ; Entrée sur le champ vide fait le tout.
desk-field = Numéro, objet ou membre
desk-which = Lequel ?
desk-unknown = Rien ici ne s’appelle « { $what } ».
desk-not-lent = « { $name } » ne peut être prêté ici, et personne ne l’a.
desk-who = Dites pour qui : tapez le nom d’un membre.
desk-to = Pour { $name }
desk-not = Pas pour { $name }
desk-basket = Sur le comptoir
desk-lend = Prêter
desk-return = Reprendre à { $name }
desk-away = Retirer { $name }
desk-submit = { $count ->
    [one] Valider
   *[other] Valider les { $count }
}
desk-done = { $lent ->
    [0] { $back ->
        [one] Un objet rendu.
       *[other] { $back } objets rendus.
    }
   *[other] { $back ->
        [0] Prêté : { $lent }.
       *[other] Prêté : { $lent } ; rendu : { $back }.
    }
}
desk-empty-title = Rien sur le comptoir
desk-empty-text = Ce qui est là est prêté, ce qui est sorti est repris.

# Étiquettes sur papier, calendriers pour d’autres programmes.

labels-open = Imprimer des étiquettes…
labels-open-one = Imprimer une étiquette…
labels-title = Imprimer des étiquettes
labels-document = Étiquettes
labels-language = fr
labels-figure = Code QR
labels-which = Quels objets
labels-which-shown = { $count ->
    [one] L’objet de cette liste
   *[other] Les { $count } objets de cette liste
}
labels-which-all = Tous les objets
labels-sheet = Planche
labels-sheet-L7160 = Avery L7160 : 21 étiquettes, 63,5 × 38,1 mm
labels-sheet-L7163 = Avery L7163 : 14 étiquettes, 99,1 × 38,1 mm
labels-sheet-3490 = Avery 3490 : 24 étiquettes, 70 × 36 mm
labels-sheet-plain = Papier nu, à découper : 21 étiquettes, 64 × 39 mm
labels-sheet-own = Une autre planche, que je mesure
labels-line = Sous le nom
labels-line-place = Où c’est rangé
labels-line-owner = À qui c’est
labels-line-nothing = Rien
labels-columns = Côte à côte
labels-rows = Rangées
labels-width = Largeur d’une étiquette, en mm
labels-height = Hauteur, en mm
labels-left = Depuis le bord gauche, en mm
labels-top = Depuis le haut, en mm
labels-beside = Entre deux, en mm
labels-below = Entre les rangées, en mm
labels-owner-hint = Sur les étiquettes de vos propres objets, vos coordonnées figurent à côté de votre nom.
labels-own-hint = Vos mesures restent sur cet ordinateur pour la prochaine fois.
labels-start = Première étiquette
labels-start-help = Si la planche a déjà servi, commencez par la première étiquette qui reste.
labels-start-cell = Étiquette { $number }
labels-across = Vers la droite, en mm
labels-down = Vers le bas, en mm
labels-offset-help = Si votre imprimante imprime à côté des étiquettes : de combien tout se décale.
labels-offset-bad = Tapez un nombre de -10 à 10, avec un chiffre après la virgule.
labels-hint = Imprimez à 100 %, sans ajuster à la page.
labels-save = Enregistrer le PDF
labels-saved = { $labels ->
    [one] 1 étiquette
   *[other] { $labels } étiquettes
} sur { $pages ->
    [one] 1 planche.
   *[other] { $pages } planches.
}
labels-unknown = { $count ->
    [one] 1 étiquette montre un point d’interrogation, là où quelque chose ne s’imprime pas.
   *[other] { $count } étiquettes montrent un point d’interrogation, là où quelque chose ne s’imprime pas.
}
calendar-file = Calendrier
calendar-file-title = Les réservations dans votre agenda
calendar-file-save = Enregistrer un calendrier
calendar-file-busy = Enregistrer quand les choses sont prises, sans les noms
calendar-file-keep = Tenir un fichier à jour
calendar-file-keep-help = Un agenda abonné à ce fichier voit chaque changement. Le fichier est sur cet ordinateur.
calendar-file-path = Fichier
calendar-file-kept = Tenu à jour : { $path }
calendar-file-drop = Ne plus le tenir à jour
calendar-file-problem = Il n’a pas pu être écrit : { $detail }
detail-kind = Nature
detail-status = État
detail-equipment = Équipement
detail-services = Services
detail-rules = Règles du lieu
detail-access = Accès
detail-visit = Visites
detail-verified = Dernière vérification
detail-key-of = Clé de
detail-zone = Fuseau horaire
detail-notice = Délai préalable, au moins
detail-horizon = À l’avance, au plus
detail-shortest = Réservation la plus courte
detail-longest = Réservation la plus longue
detail-buffer = Battement entre deux réservations
detail-grace = Attente si personne ne vient
detail-quota = Au plus, par membre
service-add = Ajouter un service
services-none = Rien n’est encore proposé ici, que l’on sache.
service-take = Retirer
service-take-of = Retirer « { $name } »
service-change-of = Modifier « { $name } »
service-gone = « { $name } » n’est plus annoncé.
service-said = « { $name } » est annoncé.
service-name = Ce qui est proposé
service-host = Par qui
service-when = Quand
service-when-hint = Comme on le dit : chaque premier samedi, ou sur demande.
service-price = Prix
detail-visits = Venues par jour, au plus
detail-hours-1 = Lundi
detail-hours-2 = Mardi
detail-hours-3 = Mercredi
detail-hours-4 = Jeudi
detail-hours-5 = Vendredi
detail-hours-6 = Samedi
detail-hours-7 = Dimanche
detail-exception = Exception
details-from-space = tout l’espace
details-closed = Fermé
details-open = Ouvert
details-verified-by = Vérifié par { $name }
booking-note-all-the-same = Réservé malgré les règles, par qui en répond.
detail-kind-site = Site
detail-kind-building = Bâtiment
detail-kind-room = Salle
detail-kind-meeting = Salle de réunion
detail-kind-desk = Bureau
detail-kind-workshop = Atelier
detail-kind-workstation = Poste technique
detail-kind-shelf = Étagère
detail-kind-storage = Réserve
detail-kind-coworking = Espace de coworking
detail-kind-fablab = Fablab
detail-kind-makerspace = Makerspace
detail-kind-library = Outilthèque
detail-kind-media = Laboratoire média
detail-kind-garden = Jardin partagé
detail-kind-grocery = Épicerie participative
detail-status-candidate = Candidat
detail-status-conversion = En aménagement
detail-status-open = Ouvert
detail-status-closed = Fermé pour de bon
details-change = Modifier
details-saved = Ce qui est dit de « { $name } » est modifié.
details-space = Tout l’espace
details-unsaid = Rien n’est dit
details-about-title = À propos de ce lieu
details-about-none = Rien n’en est encore dit.
details-about-ask = À propos de { $name }
details-about-hint = Ce qu’il faut savoir quand on vient pour la première fois. La dernière vérification est un jour comme 2026-12-01.
details-hours-title = Horaires d’ouverture
details-hours-none = C’est toujours ouvert.
details-hours-ask = Horaires d’ouverture de { $name }
details-hours-hint = Pour chaque jour, comme 9:00-12:00, 14:00-18:00 ; vide, c’est fermé. Si tous les jours sont vides, ce qui est autour compte.
details-rules-title = Règles de réservation
details-rules-none = Il n’y a pas de règles.
details-rules-ask = Règles de réservation pour { $name }
details-rules-hint = Des durées comme 30 min, 2 h ou 7 j ; un quota comme 3/semaine, 4h/semaine ou 2j/mois. Là où un champ est vide, ce qui est autour compte.
details-week = Fuseau horaire : { $zone }
details-open-until = Ouvert, ferme : { $until }
details-closed-until = Fermé, ouvre : { $until }
details-exception-add = Fermetures et exceptions…
details-exception-ask = Fermetures et exceptions de { $name }
details-exception-remove = Enlever
details-reason = Pourquoi
keys-title = Clés
keys-none = Aucune clé n’est notée.
key-add = Ajouter une clé
key-added = La clé est ajoutée.
key-give = Remettre
key-give-title = Qui reçoit « { $name } » ?
key-given = { $member } a maintenant « { $name } ».
key-take-back = Reprendre
key-back = { $member } a rendu « { $name } ».
key-holder = { $name } l’a depuis le { $since }.
key-left = { $count ->
    [0] aucune ici
    [one] une ici
   *[other] { $count } ici
}
long-minutes = { $count } min
long-hours = { $count } h
long-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
long-times = { $count } fois
quota-week = { $most } par semaine
quota-month = { $most } par mois
book-all-the-same = Réserver malgré tout
booking-begin = Je suis là
booking-release = Libérer le reste
booking-said-begun = C’est noté, vous êtes là : { $name }, { $when }
booking-said-released = De nouveau libre : { $name }, { $when }
booking-time-begun = présence depuis { $at }
booking-time-released = libre depuis { $at }
planning-closed = { $when } : fermé

figures-title = Chiffres
figures-lede = Ce que l’espace a donné depuis le { $date }.
figures-period = Période
figures-period-1 = 1 mois
figures-period-3 = 3 mois
figures-period-12 = 1 an
figures-period-0 = Tout
figures-empty-title = Pas encore de chiffres
figures-empty-text = Ils commencent avec le premier prêt ou la première réservation de la période.
figures-total-loans = { $count ->
    [one] { $count } prêt
   *[other] { $count } prêts
}
figures-total-borrowers = { $count ->
    [one] { $count } personne a emprunté
   *[other] { $count } personnes ont emprunté
}
figures-total-items-lent = { $count ->
    [one] { $count } objet prêté
   *[other] { $count } objets prêtés
}
figures-total-hours-booked = { $count ->
    [one] { $count } heure réservée
   *[other] { $count } heures réservées
}
figures-total-avoided = Achats évités : { $count }
figures-total-valued = { $count ->
    [one] { $count } objet de valeur connue
   *[other] { $count } objets de valeur connue
}
figures-months = Prêts par mois
figures-months-text = Comptés au jour de la remise.
figures-lent = Les plus prêtés
figures-lent-text = Combien de fois chaque objet a été remis.
figures-load = Les plus réservés
figures-load-text = Heures des réservations qui ont tenu et sont passées. La part est celle des heures d’ouverture, ou de toutes les heures quand aucune n’est donnée.
figures-repairs = Réparations
figures-repairs-text = Combien de fois chaque objet a été signalé en panne ou à réparer.
figures-value-repairs = { $count ->
    [one] { $count } réparation
   *[other] { $count } réparations
}
figures-total-repairs = { $count ->
    [one] { $count } réparation
   *[other] { $count } réparations
}
figures-total-repair-cost = Dépensé en réparations : { $count }
figures-avoided = Achats évités
figures-avoided-text = La valeur de chaque objet, pour chaque personne qui l’a emprunté sans en être propriétaire : aucune n’a eu à en acheter un. Les objets sans champ « valeur » ou « prix » ne comptent pas.
figures-idle = Pas utilisés
figures-idle-text = Ni prêtés ni réservés pendant la période.
figures-value-load = { $count } h
figures-value-avoided = { $count }
figures-share = { $share } %
figures-more = { $count ->
    [one] … et { $count } de plus.
   *[other] … et { $count } de plus.
}
figures-what = Quoi
figures-amount = Combien
export-title = Exporter
export-text = Des fichiers que d’autres programmes lisent. Les tableaux s’ouvrent dans un tableur ; les autres s’adressent aux réseaux de communs, et ne nomment personne.
export-json = Tout (JSON)
export-items = Objets (CSV)
export-loans = Prêts (CSV)
export-bookings = Réservations (CSV)
export-members = Membres (CSV)
export-valueflows = Valueflows
export-commons-api = CommonsAPI
export-spaceapi = SpaceAPI
several-title = Changer plusieurs objets
several-open = Sélectionner
several-close = Ne plus sélectionner
several-mark = Sélectionner { $name }
several-marked = { $count ->
    [0] Cochez les objets à changer ensemble.
    [one] { $count } objet coché
   *[other] { $count } objets cochés
}
several-submit = Les changer
several-remove = Mettre à la corbeille
several-done = { $count ->
    [one] { $count } objet changé.
   *[other] { $count } objets changés.
}
several-left = Laissés tels quels, car ils sont à quelqu’un d’autre ou prêtés : { $items }.
filters-keep = Garder ce filtre
filters-forget = Oublier ce filtre
filters-kept = Filtres gardés
item-rules = Horaires et règles

# L’état des objets : réparations, stock, lots, souhaits
item-condition = État
detail-model = Modèle
detail-parts = Pièces
detail-checks = Liste à vérifier
detail-unit = Compté en
detail-low = Racheter à partir de
detail-care = Entretien
detail-care-days = Entretenir tous les (jours)
detail-care-loans = Entretenir après (prêts)
detail-most-days = Prêté (jours au plus)
detail-most-renewals = Prolongé (fois au plus)
detail-deposit = Caution
detail-tariff = Tarif
detail-licence = Licence
detail-link = Adresse
detail-keeper = Gardé par
keeper-lends = { $name }, qui le prête, répond aux demandes et confirme les réservations
detail-also-called = Aussi appelé (dans d’autres langues aussi)
detail-borrowers = Prêté seulement à
detail-lent-on = Prêté par
lent-on-any = La personne qui le garde, et les responsables
lent-on-no = La personne à qui il appartient, seule
detail-gone = Motif du retrait
setting-most-out = Objets qu’un membre peut avoir à la fois
setting-most-days = Jours d’un prêt, au plus
setting-most-renewals = Prolongations d’un prêt, au plus
setting-ready-days = Jours pendant lesquels un objet accordé est gardé
setting-fields = Champs des catégories
gone-not-returned = Jamais rendu
gone-broken = Cassé
gone-used-up = Épuisé
gone-upgraded = Remplacé
gone-given = Donné
told-good = Bon état
told-worn = Usé
told-damaged = Abîmé
told-incomplete = Incomplet
told-missing = Introuvable
told-repair-opened = En panne
told-repair-assess = Diagnostic
told-repair-parts = Attente de pièces
told-repair-repairing = En réparation
told-repair-resolved = Réparé
told-repair-retired = Irréparable
told-care = Entretenu
told-stock-in = Entrée : { $count }
told-stock-out = Sortie : { $count }
told-stock-used = Utilisé : { $count }
told-stock-counted = Compté, corrigé de { $count }
told-seen = Vu
told-not-seen = Non trouvé
status-out-of-order = En panne
status-missing = Introuvable
status-parts-out = Pièces sorties
status-stock = { $stock } { $unit }
status-low = Bientôt épuisé
status-low-of = Bientôt épuisé : { $stock } { $unit }
status-short = Stock négatif
status-short-of = Stock négatif : { $stock } { $unit }
status-shared = En libre usage
chore-sign = À signer
chore-repair = En panne
chore-care = À entretenir
chore-short = Stock négatif : { $count }
chore-low = Bientôt épuisé : { $count }
chore-missing = Introuvable
chore-incomplete = Incomplet
chore-cycle = Se contient lui-même
chore-tag-twice = Étiquette en double
chore-holder-gone = Chez un ancien membre
chore-place-gone = Lieu à la corbeille
take-missing = Manquant
take-elsewhere = Rangé ailleurs
take-not-out = Présent mais prêté
take-out = Prêté
take-seen = Vu
take-unknown = Inconnu
loan-signed-done = Vous avez signé le prêt de « { $item } ».
wish-added = « { $name } » est sur la liste de souhaits.
wish-backed = Vous souhaitez aussi « { $name } ».
wish-unbacked = Vous ne souhaitez plus « { $name } ».
wish-got = « { $name } » est dans l’inventaire.
wish-dropped = « { $name } » n’est plus sur la liste de souhaits.
task-condition = Noter son état
task-fault = Signaler une panne
task-care = Noter un entretien
task-stock-in = Ajouter au stock
task-stock-used = Noter une consommation
task-stock-count = Compter le stock
task-details = Modifier les détails
task-fields = Remplir les champs
task-retire = Retirer, avec un motif
task-title = { $what } – { $item }
task-done = C’est noté.
task-note = Remarque
task-cost = Coût
task-quantity = Combien
task-amount = Combien
task-stage = Où en est-elle
task-details-hint = Pièces et liste à vérifier : une ligne chacune, « 2 serre-joints ». Les pièces se nomment par étiquette ou par nom. Ce qui se compte dans une unité se consomme ; ce qui a une licence est en libre usage.
repair-tell = Dire où elle en est
item-note-more = Noter
item-parts = Pièces
item-kits = Fait partie de
item-copies = Autres exemplaires
item-free = { $free } sur { $all } libres.
item-part-of = { $quantity } requis, { $available } ici
item-cycle = Ce lot se contient lui-même : deux personnes ont mis des lots l’un dans l’autre. Retirez-le de l’un des deux.
item-care-due = À entretenir d’ici le { $date }.
item-wished = Souhaité sous le nom « { $name } ».
condition-unsaid = Comme au départ
return-title = Retour de « { $item } »
return-parts = Ce qui est rendu
return-checks = Ce qui est là
loan-returned-partly = Une partie de « { $item } » est rendue.
lend-takes = Part avec : { $parts }.
lend-checks = Ce qui est là
lend-term = { $name } : { $value }
loan-with-kit = avec son lot
loan-received = réception signée
loan-back-signed = retour signé des deux
loan-noted = noté le { $date }
loan-deposit = caution détenue : { $amount }
loan-sign = Signer
loan-sign-of = Signer le prêt de { $item }
loan-money = Noter de l’argent
money-title = Argent pour « { $item } »
money-what = Pour quoi
money-amount = Montant
money-hint = C’est seulement noté ; rien n’est payé par là.
money-deposit = Caution reçue
money-deposit-back = Caution rendue
money-fee = Tarif payé
money-waived = Tarif offert
today-chores = À s’occuper
today-chores-more = Et { $count } de plus.
chore-sign-back = Retour à signer
language = fr
nav-projects = Projets
projects-title = Projets
projects-lede = Ce que l’on fabrique, les idées, les groupes de travail et les appels.
projects-empty-title = Aucun projet ici
projects-empty-text = Lancez-en un, ou déposez une idée : d’autres pourront la soutenir.
projects-start = Lancer un projet
projects-kinds = Que montrer
projects-kind-all = Tout
projects-kind-project = Projets
projects-kind-idea = Idées
projects-kind-group = Groupes
projects-kind-call = Appels
projects-search = Chercher dans les projets
projects-archived = Montrer aussi les archives
project-kind = Ce que c’est
project-kind-project = Projet
project-kind-idea = Idée
project-kind-group = Groupe de travail
project-kind-call = Appel à projets
project-after = D’après (copie les colonnes, cartes et besoins)
project-after-none = Rien
project-started = « { $name } » est lancé.
project-saved = « { $name } » est à jour.
project-by = Porté par { $names }
project-backers = { $count ->
    [one] 1 soutien
   *[other] { $count } soutiens
}
project-asking = { $count ->
    [one] 1 demande
   *[other] { $count } demandes
}
project-board = Tableau
project-edit-sheet = Fiche
project-edit = Modifier la fiche
project-back = Je soutiens
project-unback = Je ne soutiens plus
project-turn = En faire un projet
project-archive = Arrêter et archiver
project-restore = Sortir des archives
project-archived = Archivé
project-act-asks = Demander à participer
project-act-member = Participer
project-act-holder = Reprendre le projet
project-act-out = Quitter
project-set-out = Retirer
project-set-member = Faire participer
project-set-holder = Rendre porteur
project-set-of = { $what } : { $name }
project-part-asks = Demande à participer
project-part-member = Participe
project-part-holder = Porte le projet
project-part-out = Ne participe pas
project-gone = A quitté l’espace
project-vacant = Plus personne ne porte ce projet. Qui y participe peut le reprendre.
project-from = D’après « { $name } »
project-members = Qui participe
project-needs = Besoins
project-needs-none = Rien n’est demandé pour l’instant.
project-costs = Budget
project-costs-none = Aucune dépense prévue.
project-totals = À la charge des porteurs : { $own }. Partagé : { $shared }.
project-applications = Projets candidats
project-calls = Appels
project-apply = Proposer un projet
project-apply-which = Lequel de vos projets
project-choose = Rendre le choix
project-chosen = Retenu
project-not-chosen = Non retenu
project-export = Exporter
project-export-csv = Les cartes, en CSV
project-export-markdown = Tout, en Markdown
project-export-html = Tout, en page web
need-add = Ajouter un besoin
need-what = De quoi
need-tool = Outil
need-place = Lieu
need-skill = Compétence
need-sheet = Fiche
need-words = Lequel
need-quantity = Combien
need-from = À partir du
need-until = Jusqu’au
need-done = Trouvé
need-dates = { $from } – { $until }
cost-add = Ajouter une dépense
cost-words = Quoi
cost-cents = Combien (en euros)
cost-amount = { $amount } €
cost-whose = Payé par
cost-own = Les porteurs
cost-shared = Partagé avec le groupe
row-edit = Modifier
row-remove = Retirer
row-of = { $what } : { $name }
row-removed = « { $name } » est retiré.
row-saved = C’est enregistré.
sheet-name = Nom
sheet-summary = En bref
sheet-mandate = Mandat
sheet-criteria = Critères
sheet-deadline = Répondre avant le
sheet-stage = Étape
sheet-holder = Qui le porte
sheet-holder-student = Étudiant·e
sheet-holder-entrepreneur = Entrepreneur·e
sheet-holder-hobbyist = Bricoleur·euse
sheet-holder-innovator = Innovateur·rice
sheet-holder-inventor = Inventeur·rice
sheet-holder-association = Club ou association
sheet-holder-other = Autre
sheet-goal = But
sheet-goal-prototype = Réaliser un prototype
sheet-goal-validate = Valider une innovation
sheet-goal-make = Fabriquer
sheet-goal-repair = Réparer
sheet-goal-learn = Apprendre
sheet-goal-venture = Créer une activité
sheet-place = Où se fait l’essentiel
sheet-problem = Problème
sheet-beneficiaries = Pour qui
sheet-actions = Actions prévues
sheet-partners = Partenaires
sheet-spreading = Essaimage
sheet-licence = Licence
sheet-licence-reserved = Tous droits réservés
sheet-licence-cc-by = CC BY
sheet-licence-cc-by-sa = CC BY-SA
sheet-licence-cc0 = CC0
sheet-licence-mit = MIT
sheet-licence-gpl = GPL
sheet-licence-cern-ohl-s = CERN-OHL-S
sheet-credits = Crédits
sheet-learned = Ce que l’on a appris
sheet-unsaid = Non précisé
stage-idea = Idée
stage-prototype = Prototype
stage-test = Test
stage-deployment = Déploiement
stage-done = Terminé
stage-stopped = Arrêté
board-title = Tableau : { $name }
board-lede = Alt et une flèche déplacent la carte choisie.
board-empty = Aucune carte
board-no-column = Sans colonne
board-no-column-why = La colonne de ces cartes a été retirée. Déplacez-les.
board-too-many = Plus de { $limit } cartes
board-add-card = Ajouter une carte
board-add-card-to = Ajouter une carte à { $name }
board-add-column = Ajouter une colonne
board-column = Colonne { $name }
board-column-name = Nom
board-column-limit = Prévenir au-delà de (cartes)
board-column-before = Placer avant
board-column-end = À la fin
board-column-remove = Retirer la colonne
board-search = Chercher une carte
board-label = Étiquette
board-person = Pour
board-lanes = Couloirs par
board-lanes-none = Aucun
board-lanes-member = Personne
board-lanes-label = Étiquette
board-lanes-due = Échéance
board-lane-others = Autres
board-any = Toutes
board-anyone = Tout le monde
board-archived = Archives ({ $count })
board-views = Vues
board-view-board = Colonnes
board-view-list = Liste
board-view-calendar = Échéances
board-view-month = Mois
month-moved = « { $name } » a pour échéance le { $date }.
month-undated = { $count ->
    [one] { $count } carte n’a pas d’échéance.
   *[other] { $count } cartes n’ont pas d’échéance.
}
board-undated = Sans échéance
board-card-moved = La carte est déplacée.
board-moved = « { $name } » est dans { $column }, place { $place }.
card-title = Titre
card-column = Colonne
card-move = Déplacer vers
card-due = Échéance
card-late = En retard : { $date }
card-people = Pour
card-labels = Étiquettes
card-label-add = Ajouter une étiquette
card-more-labels = et { $count } autres
card-checks = Liste à cocher
card-check-add = Ajouter une ligne
card-text = Texte
card-text-hint = Markdown. Ce que d’autres écrivent en même temps reste.
card-text-read = Lire
card-text-write = Écrire
card-comments = Commentaires
card-comment-add = Commenter
card-comment-hint = Commenter ; @ mentionne quelqu’un
card-mention = Qui mentionner
card-by = { $name }, le { $date }
card-relations = Liens entre cartes
card-relation-add = Lier à une carte
card-relation-how = Comment
card-relation-to = Quelle carte
card-links = Objets, réservations et personnes
card-link-add = Lier un objet, une réservation ou une personne
card-link-booking = Réservation : { $name }, { $when }
card-files = Fichiers
card-files-removed = Retirés
card-file-restore = Remettre
card-fields = Champs
card-field-add = Ajouter un champ (nom : valeur)
card-field-name = Nom du champ
card-field-value = Valeur
card-blocked = { $count ->
    [one] Bloquée par 1 carte
   *[other] Bloquée par { $count } cartes
}
card-circle = Ces cartes se bloquent en cercle : { $cards }. Retirez un des liens.
card-archive = Archiver la carte
card-restore = Ressortir la carte
card-unknown = Objet inconnu ici
card-new = Nouvelle carte
relation-blocks = Bloque
relation-blocked-by = Bloquée par
relation-duplicates = Fait doublon avec
relation-holds = Contient
relation-part-of = Fait partie de
bring-title = Importer un tableau
bring-choose = Choisir un fichier
bring-hint = Trello, Kanboard ou Focalboard (JSON), ou un tableau (CSV).
bring-submit = Importer
bring-cards = { $count ->
    [one] 1 nouvelle carte
   *[other] { $count } nouvelles cartes
}
bring-known = { $count ->
    [one] 1 carte déjà ici
   *[other] { $count } cartes déjà ici
}
bring-columns = { $count ->
    [one] 1 nouvelle colonne
   *[other] { $count } nouvelles colonnes
}
bring-checks = { $count ->
    [one] 1 ligne à cocher
   *[other] { $count } lignes à cocher
}
bring-comments = { $count ->
    [one] 1 commentaire
   *[other] { $count } commentaires
}
bring-done = { $count ->
    [one] 1 carte est importée.
   *[other] { $count } cartes sont importées.
}
bring-left = Ce qui ne vient pas
bring-left-closed-column = colonne archivée
bring-left-attachment = pièce jointe, absente du fichier
bring-left-checks-elsewhere = sous-tâches, absentes du fichier
bring-left-comments-elsewhere = commentaires, absents du fichier
bring-left-person = personne inconnue dans cet espace
bring-left-too-long = texte trop long, coupé
bring-left-too-many = au-delà de 5 000 cartes
bring-left-unknown = contenu d’un genre inconnu
bring-left-line = ligne illisible
bring-left-no-title = ligne sans titre
bring-left-day = ce n’est pas un jour
bring-left-other-board = autre tableau de l’archive : à importer seul
bring-left-no-card = liste à cocher d’une carte absente du fichier
bring-left-about = description du tableau : sa place est sur la fiche du projet
bring-left-template = modèle de carte
bring-left-name = étiquette ou champ au nom trop long
tasks-title = Mes tâches
tasks-lede = Vos cartes dans tous les projets, la plus pressée d’abord.
tasks-empty-title = Aucune tâche pour vous
tasks-empty-text = Les cartes qui vous sont confiées apparaissent ici.
wishes-title = Liste de souhaits
wishes-lede = Ce qu’il serait bon d’avoir, et qui le souhaite aussi.
wishes-empty-title = Personne ne souhaite rien
wishes-empty-text = Que manque-t-il à l’atelier ? Dites-le, d’autres pourront s’y joindre.
wish-name = Quoi
wish-note = Pourquoi, et où le trouver
wish-add = Ajouter un souhait
wish-by = { $name }, le { $date }
wish-backers = Aussi : { $names }
wish-back = Moi aussi
wish-back-of = Moi aussi : { $name }
wish-unback = Plus maintenant
wish-unback-of = Plus maintenant : { $name }
wish-get = On l’a
wish-get-of = On l’a : { $name }
wish-drop = Retirer
wish-drop-of = Retirer : { $name }
limits-title = Prêts et champs
setting-none = Aucune limite
setting-change = Modifier
setting-change-of = Modifier : { $name }
setting-hint = Laissez vide pour aucune limite. Ce qu’un objet dit de lui-même l’emporte.
setting-fields-hint = Une ligne chacun : catégorie | nom | text, number, date ou choice | choix.
take-title = Inventaire sur place
take-lede = Parcourez un lieu et saisissez ou scannez ce que vous voyez.
take-place = Lieu
take-nowhere = Ce qui n’a pas de lieu
take-what = Ce que vous voyez, une ligne chacun
take-hint = Étiquettes, noms, ou ce que lit un scanner.
take-compare = Comparer
take-write = Noter le résultat
take-done = L’inventaire est noté.
take-found = Résultat

match-title = Ce que le groupe a
match-none = Rien dans le groupe n’y ressemble.
match-no-needs = Ce projet n’a besoin de rien.
team-title = Ce que sait faire l’équipe
team-lacking = { $count ->
    [0] Tout ce qui est demandé est là.
    [one] Il manque un savoir-faire demandé.
   *[other] Il manque { $count } savoir-faire demandés.
}
team-covered = Dans l’équipe
team-learned = Quelqu’un l’apprend
team-missing = Manque
team-within = Dans l’équipe :
team-learning = Voudrait l’apprendre :
team-beyond = À demander hors de l’équipe :
team-nobody = Personne dans le groupe ne dit savoir le faire.
team-cards = { $count ->
    [one] sur une carte
   *[other] sur { $count } cartes
}
match-whole = Tout y est
match-part = { $found } sur { $wanted }
match-nothing = Rien de libre
match-untrained = Personne n’y est formé
match-free = libre
match-free-some = { $units } sur { $wanted } libres
match-free-at = { $units } sur { $wanted } : { $times }
match-free-times = libre : { $times }
match-taken = déjà pris
match-here = là où est le projet
match-near = aussi dans { $place }
match-teaches = peut l’enseigner
match-does = sait le faire
match-more = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
match-training = { $count ->
    [0] Pour l’utiliser : { $training }. Personne ici ne peut former.
   *[other] Pour l’utiliser : { $training }. { $trainers } peut former.
}
tell-photo = Ajouter une photo de l’état
tell-photo-added = { $name } l’accompagne.
lend-despite = Prêter malgré tout
lend-despite-text = Vous en répondez : c’est à vous de décider. Le prêt est enregistré tel quel.
exception-times-hint = Laissez les deux vides pour des jours entiers.
desk-checks = « { $name } » : qu’est-ce qui est là ?
desk-incomplete = Il manque quelque chose à : { $items }. Ce qui manque reste sorti.
calendar-read = Lire un agenda
fit = Quel lieu convient ?
fit-title = Quel lieu convient ?
fit-any-kind = Toute sorte
fit-need = Ce qu’il y faut
fit-need-hint = Wifi, projecteur, tour… comme on le dit du lieu, ou de ce qui y est rangé
fit-people = Pour combien
fit-day = Quel jour, si cela compte
fit-none = Aucun lieu ouvert ne convient. Demandez moins, ou demandez au groupe.
fit-holds = { $count ->
    [one] pour { $count } personne
   *[other] pour { $count }
}
calendar-read-title = Un agenda pour { $name }
calendar-read-text = Chaque événement devient une réservation, ou un moment de fermeture. Les événements passés sont laissés de côté ; le même fichier lu une seconde fois ne change rien, et ce qui y a bougé bouge ici.
calendar-read-kind = Ce que sont ses événements
calendar-read-bookings = Réservations
calendar-read-closures = Fermetures
calendar-read-close = Fermer à ces moments
calendar-read-choose = Choisir un agenda (.ics)
calendar-read-submit = Réserver ces événements
calendar-read-counts = Nouveaux : { $created }. Déplacés ou terminés : { $updated }. Déjà là : { $unchanged }.
calendar-read-done = L’agenda a été lu. Nouveaux : { $created }. Déplacés ou terminés : { $updated }.
hours-read = Lire des horaires d’un fichier
hours-save = Enregistrer ces horaires
hours-read-title = Horaires d’ouverture : { $name }
hours-read-text = Les horaires et fermetures d’un agenda (RFC 7953) remplacent ceux qui sont là. Rien ne change avant que vous ayez vu quoi.
hours-read-same = Tout y est déjà ainsi.
hours-read-counts = { $count ->
    [one] { $count } changement :
   *[other] { $count } changements :
}
hours-read-submit = Utiliser ces horaires
hours-read-done = Les horaires d’ouverture de { $name } sont ceux du fichier.
details-change-new = nouveau : { $is }
details-change-moved = { $was } → { $is }
details-change-gone = n’a plus lieu : { $was }
details-change-more = { $count ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
}
