# Les mots de la ligne de commande. Les mêmes identifiants et variables sont dans cli.en.ftl.

## Aide : titres

cli-help-usage = Utilisation :
cli-help-commands = Commandes
cli-help-arguments = Arguments
cli-help-options = Options
cli-help-example = Exemple :
cli-help-more = « --help » après une commande en dit plus sur elle.

## Aide : commandes

cli-about = Établi : un inventaire partagé de lieux, d’outils et de prêts, de membre à membre, sans serveur
cli-about-space = Créer et voir des espaces
cli-about-space-create = Créer un espace ; vous en devenez la première personne responsable
cli-about-space-list = Lister les espaces de cet ordinateur
cli-about-space-show = Montrer un espace
cli-about-demo = Créer un espace rempli pour le découvrir ; il ne quitte jamais cet ordinateur
cli-about-invite = Créer un code d’invitation
cli-about-member-list = Lister les membres d’un espace
cli-about-item = Ajouter, modifier et voir des objets
cli-about-item-add = Ajouter un objet
cli-about-item-set = Changer plusieurs objets en une étape
cli-about-item-edit = Modifier un objet ; ce que vous ne dites pas reste tel quel
cli-about-item-show = Montrer un objet et ses prêts
cli-about-item-list = Lister les objets
cli-about-item-photo = Ajouter, voir, aller chercher et retirer les photos d’un objet
cli-about-item-photo-add = Ajouter des photos ; elles sont réduites et ne disent plus où ni quand elles ont été prises
cli-about-item-photo-list = Lister les photos d’un objet
cli-about-item-photo-get = Écrire une photo dans un fichier, en allant la chercher si elle n’est pas encore ici
cli-about-item-photo-fetch = Aller chercher une photo qui n’est que sur un autre ordinateur
cli-about-item-photo-edit = Décrire une photo, ou la mettre en premier
cli-about-item-photo-remove = Retirer une photo d’un objet
cli-about-item-file = Ajouter, voir, aller chercher et retirer les photos et pièces jointes d’un objet
cli-about-item-file-add = Ajouter des pièces jointes, telles quelles ; les images deviennent des photos
cli-about-item-file-list = Lister les photos et pièces jointes d’un objet
cli-about-item-file-get = Écrire une photo ou pièce jointe dans un fichier, en allant la chercher si elle n’est pas encore ici
cli-about-item-file-fetch = Aller chercher une photo ou pièce jointe qui n’est que sur un autre ordinateur
cli-about-item-file-edit = Décrire une photo ou pièce jointe, ou la mettre en premier
cli-about-item-file-remove = Retirer une photo ou pièce jointe d’un objet
cli-about-place = Ajouter et voir des lieux
cli-about-place-edit = Renommer un lieu, ou le déplacer dans un autre
cli-example-place-edit = etabli place edit "Étagère B3" --inside "Cave"
cli-arg-place-edit-place = Le lieu : son nom, son chemin ou le début de son identifiant
cli-arg-place-edit-name = Le nouveau nom
cli-arg-place-edit-inside = Le lieu où il se trouve ; vide, dans aucun autre
cli-place-edited = « { $name } » est modifié.
cli-about-place-add = Ajouter un lieu
cli-about-place-list = Lister les lieux, chacun sous celui qui le contient
cli-about-place-find = Trouver les lieux qui conviennent : ce qu’il y a, pour combien, libre quand
cli-about-lend = Noter qu’un objet a été remis à un membre
cli-about-return = Noter qu’un prêt est revenu
cli-about-loan = Voir les prêts
cli-about-loan-list = Lister les prêts, les premiers à rendre en tête
cli-about-book = Réserver un objet ou un lieu, une ou plusieurs fois
cli-about-booking = Voir, confirmer, déplacer et annuler des réservations
cli-about-booking-list = Lister les réservations à venir, les premières en haut
cli-about-booking-show = Montrer une réservation, ce qui la gêne et ce qui est libre à la place
cli-about-booking-confirm = Confirmer une réservation de ce dont vous répondez
cli-about-booking-cancel = Annuler une réservation
cli-about-booking-move = Déplacer une réservation à un autre moment ; elle se confirme à nouveau
cli-about-booking-accept = Prendre ce qui est proposé à une réservation évincée
cli-about-booking-capacity = Dire combien d’un objet ou d’un lieu se réservent à la fois
cli-about-ask = Demander un objet ; la file suit l’ordre des demandes
cli-about-request = Demandes : lister, accorder, refuser, retirer
cli-about-request-list = Lister les demandes en cours
cli-about-request-grant = Accorder une demande pour ce dont vous répondez
cli-about-request-refuse = Refuser une demande pour ce dont vous répondez
cli-about-request-withdraw = Retirer votre demande
cli-about-loan-extend = Convenir d’une autre fin pour un prêt
cli-about-loan-lost = Noter que ce qui est prêté est perdu
cli-about-loan-found = Noter que ce qui était perdu est retrouvé
cli-about-planning = Montrer qui a quoi sur quelques jours
cli-about-labels = Imprimer des étiquettes avec codes QR pour objets et lieux, en PDF ; pour tous les objets si aucun n’est nommé
cli-about-calendar = Tenir à jour un fichier de calendrier, pour les agendas qui s’y abonnent
cli-about-calendar-show = Dire quel fichier de calendrier est tenu à jour
cli-about-calendar-keep = Tenir ce fichier à jour avec les réservations et les échéances
cli-about-calendar-drop = Ne plus tenir de fichier de calendrier ; celui qui est là reste tel quel
cli-about-free = Dire quand un objet ou un lieu est libre
cli-about-search = Trouver des lieux, des objets et des membres
cli-about-import = Ajouter et mettre à jour des objets depuis un fichier, en une seule étape
cli-about-figures = Montrer ce que l’espace a donné : ce qui est prêté, ce qui ne l’est pas, ce qui n’a pas été acheté
cli-about-export = Écrire l’espace pour d’autres programmes
cli-about-serve = Rester en marche : échanger avec les autres appareils et montrer l’interface dans un navigateur de cet ordinateur
cli-about-sync = Échanger maintenant avec tous les appareils joignables
cli-about-status = Dire où en est un espace : membres, appareils, ce qui n’est qu’ici
cli-about-verify = Vérifier chaque signature, lien et fichier d’un espace
cli-about-store = Choisir comment un espace est stocké
cli-about-store-convert = Copier un espace dans un autre type de stockage, comparer, et utiliser celui-là ; l’ancien est gardé
cli-about-store-compact = Réécrire un espace sans ce qui en a été retiré, comparer, et utiliser cette copie
cli-about-backup = Faire, voir et ouvrir des sauvegardes
cli-about-backup-create = Écrire tout un espace dans un fichier ; il ne contient aucune clé
cli-about-backup-list = Lister les sauvegardes, la plus récente d’abord ; il s’en fait une par jour
cli-about-backup-folder = Nommer le dossier des sauvegardes ; sans nom, celui à côté des espaces sert de nouveau
cli-about-backup-restore = Ouvrir une sauvegarde comme copie à lire ; l’espace lui-même reste tel quel

## Aide : arguments

cli-arg-data = Où sont gardés les espaces ; sinon à l’endroit prévu par le système
cli-arg-space = Quel espace : son nom, son identifiant ou le début de l’un des deux
cli-arg-json = Écrire un document JSON et rien d’autre
cli-arg-lang = Langue : fr ou en
cli-arg-wait = Combien de temps attendre un autre programme qui utilise le dossier (30s sinon)
cli-arg-help = Montrer cette aide
cli-arg-version = Montrer la version
cli-arg-name = Son nom de tous les jours
cli-arg-member = Votre nom dans l’espace
cli-arg-space-create-name = Le nom que le groupe donne à son espace
cli-arg-demo-remove = Retirer la démonstration de cet ordinateur
cli-arg-uses = Combien de personnes peuvent s’en servir, de 1 à 1000 (1 sinon)
cli-arg-expires = Combien de temps il est valable : 12h, 7d, 365d au plus (7d sinon, d pour jours)
cli-arg-qr = Dessiner aussi le code pour une caméra
cli-arg-ticket = Le code, tel que vous l’avez reçu
cli-arg-timeout = Combien de temps essayer (60s sinon)
cli-arg-item = L’objet : étiquette, nom ou début de son identifiant
cli-arg-files = Les fichiers à ajouter, de 8 Mo au plus chacun
cli-arg-which = Lequel : son numéro dans la liste, son nom ou le début de son identifiant ; par défaut, le premier
cli-arg-item-photo-edit-which = Laquelle : son numéro dans la liste, son nom ou le début de son identifiant
cli-arg-item-photo-remove-which = Laquelle : son numéro dans la liste, son nom ou le début de son identifiant
cli-arg-item-file-edit-which = Lequel : son numéro dans la liste, son nom ou le début de son identifiant
cli-arg-item-file-remove-which = Lequel : son numéro dans la liste, son nom ou le début de son identifiant
cli-arg-alt = Ce qu’on y voit, pour qui ne le voit pas ; "" l’enlève
cli-arg-first = Le mettre avant les autres
cli-arg-item-photo-get-output = Le fichier à écrire, ou un dossier
cli-arg-item-file-get-output = Le fichier à écrire, ou un dossier
cli-arg-tag = Le numéro de son étiquette
cli-arg-category = Sa catégorie, dans vos mots
cli-arg-place = Où il est rangé ; un nouveau nom crée un nouveau lieu
cli-arg-quantity = Combien
cli-arg-owner = « space » pour l’espace, ou votre nom si l’objet est à vous
cli-arg-note = Ce qu’il faut savoir d’autre
cli-arg-item-edit-tag = Une nouvelle étiquette ; "" l’enlève
cli-arg-item-edit-category = Une nouvelle catégorie ; "" l’enlève
cli-arg-item-edit-place = Un nouveau lieu ; "" l’enlève
cli-arg-member-contact-email = Votre adresse électronique ; "" l’enlève
cli-arg-member-contact-phone = Votre numéro de téléphone ; "" l’enlève
cli-arg-member-contact-note = Autre chose, par exemple quand appeler ; "" l’enlève
cli-arg-item-edit-note = Une nouvelle note ; "" l’enlève
cli-arg-item-list-words = Des mots que l’objet doit contenir
cli-arg-item-list-category = Seulement cette catégorie
cli-arg-item-list-of = Seulement ce qui est à ce membre ou qu’il garde
cli-arg-item-list-condition = Seulement ce qui est good, worn, damaged, incomplete ou missing
cli-arg-item-list-place = Seulement ce lieu et ce qu’il contient
cli-arg-status = Seulement ceux-ci : available (disponibles), out (prêtés), overdue (en retard), of-members (à des membres)
cli-arg-inside = Le lieu qui le contient
cli-arg-to = Qui le prend : nom ou identifiant
cli-arg-due = Jusqu’à quand : 2026-11-24, tomorrow (demain), +7d (+7d sinon)
cli-arg-since = Quand il a été remis, si ce n’est pas maintenant
cli-arg-at = Quand c’est revenu, si ce n’est pas maintenant
cli-arg-loan = Le prêt, ou l’objet s’il n’a qu’un prêt en cours
cli-arg-return-quantity = Combien sont revenus ; tous sinon
cli-arg-open = Seulement les prêts en cours
cli-arg-overdue = Seulement les prêts en retard
cli-arg-of = Seulement les prêts de ce membre
cli-arg-despite-bookings = Prêter même si quelqu’un d’autre l’a réservé avant le retour
cli-arg-resource = L’objet ou le lieu : nom, étiquette ou identifiant
cli-arg-from = À partir de quand : 2026-12-01 10:00, "demain 10:00", ou un jour, dès son début
cli-arg-book-to = Jusqu’à quand : une heure, ou une durée comme 2h ; un jour, jusqu’à sa fin
cli-arg-book-check = Dire seulement si cela irait
cli-arg-ask-item = L’objet : nom, numéro ou identifiant
cli-arg-ask-due = Jusqu’à quand vous le garderiez : une date, « demain » ou +7d
cli-arg-ask-quantity = Combien (1 par défaut)
cli-arg-request = La demande, ou son objet s’il n’en a qu’une en cours
cli-arg-book-what-for = Pour quoi, en une ligne que tous les membres lisent
cli-arg-request-grant-until = Jusqu’à quand l’objet est gardé, ou never sans fin ; sinon comme le veut l’espace
cli-arg-request-list-item = Seulement pour cet objet
cli-arg-request-list-of = Seulement les demandes de ce membre
cli-arg-request-list-all = Aussi celles qui sont finies
cli-arg-loan-extend-due = Jusqu’à quand : une date, « demain » ou +7d
cli-arg-planning-resource = Seulement cet objet ou ce lieu, réservé ou non
cli-arg-planning-from = Le premier jour (aujourd’hui par défaut)
cli-arg-planning-days = Combien de jours (7 par défaut, 42 au plus)
cli-arg-free-to = Jusqu’à quand : une heure, ou une durée comme 2h ; un jour, jusqu’à sa fin
cli-arg-booking-move-to = Jusqu’à quand : une heure, ou une durée comme 2h (la même durée sinon)
cli-arg-zone = Le fuseau horaire, comme Europe/Paris (celui de cet ordinateur sinon)
cli-arg-booking-move-zone = Le fuseau horaire, comme Europe/Paris (celui de la réservation sinon)
cli-arg-repeat = Comment cela se répète : une règle RFC 5545 avec COUNT ou UNTIL, comme FREQ=MONTHLY;BYDAY=1TU;COUNT=6 ; « EXDATE=2026-12-25 » laisse des jours de côté
cli-arg-book-quantity = Combien (un exemplaire d’un objet, un lieu en entier sinon)
cli-arg-booking = La réservation, ou ce qui est réservé s’il n’y en a qu’une
cli-arg-booking-list-resource = Seulement de cet objet ou de ce lieu
cli-arg-booking-list-of = Seulement les réservations de ce membre
cli-arg-booking-list-to-confirm = Seulement celles des autres que vous pouvez confirmer
cli-arg-place-find-need = Des mots de ce qu’on dit du lieu, ou de ce qui y est rangé
cli-arg-place-find-kind = La sorte de lieu : room, meeting, desk, workshop…
cli-arg-place-find-people = Pour combien de personnes
cli-arg-place-find-from = À partir de quand, comme dans « etabli book » ; les lieux libres d’abord
cli-arg-place-find-to = Jusqu’à quand ; une heure par défaut
cli-arg-all = Aussi celles qui sont passées ou annulées
cli-arg-units = Combien ; 0 s’il ne se réserve pas
cli-arg-words = Ce qu’il faut chercher
cli-arg-file = Le fichier à lire
cli-arg-format = Comment le fichier est écrit : auto, snipe-it, homebox, shelf, fab-manager, commonsbooking, places, csv ou ics (auto par défaut)
cli-arg-export-format = json ; csv écrit un tableau, ou tous dans un dossier ; vcard écrit les membres ; valueflows, murmurations (vos besoins et vos offres), commons-api et spaceapi s’adressent aux réseaux de communs ; ics écrit réservations et prêts en calendrier ; html écrit un catalogue à publier, dans un dossier ; automerge écrit les documents partagés tels quels, un fichier chacun
cli-arg-months = Sur combien de mois (depuis le début par défaut)
cli-arg-csv = En tableau pour d’autres programmes (CSV)
cli-arg-items = Les objets : étiquettes, noms ou identifiants
cli-arg-item-set-keeper = Qui les garde : à qui demander
cli-arg-item-set-remove = Les mettre à la corbeille
cli-arg-export-resource = Avec ics : seulement de cet objet ou de ce lieu
cli-arg-export-url = Avec commons-api et spaceapi : le site web de l’espace
cli-arg-export-at = Avec commons-api et spaceapi : latitude et longitude, par exemple 48.85,2.35
cli-arg-export-of = Avec ics : seulement de ce membre
cli-arg-import-into = Lit un calendrier (.ics) en réservations de cet objet ou de ce lieu
cli-arg-import-closed = Ses événements sont des fermetures, pas des réservations
cli-arg-import-until = Jusqu’à quel jour réserver les événements sans fin (un an par défaut)
cli-arg-labels-items = Les objets : noms, étiquettes ou identifiants
cli-arg-labels-category = Tous les objets de cette catégorie
cli-arg-labels-place = Tous les objets de ce lieu ou de ce qu’il contient
cli-arg-of-place = Un lieu pour lequel imprimer une étiquette ; peut être répété
cli-arg-sheet = La planche : L7160, L7163, 3490, plain (papier nu), ou ses mesures en mm : "3x8 70x36 0x4.5 0x0" (nombre, taille, depuis le coin, entre)
cli-arg-start = La première étiquette qui reste sur la planche, à partir de 1, rangée par rangée
cli-arg-offset-x = De combien tout se décale vers la droite, par exemple 0.5mm
cli-arg-offset-y = De combien tout se décale vers le bas, par exemple -1mm
cli-arg-labels-line = Ce qui est sous le nom : place (le lieu), owner (à qui c’est, et comment vous joindre si c’est à vous) ou nothing (rien)
cli-arg-labels-output = Le fichier PDF à écrire
cli-arg-calendar-keep-file = Le fichier à tenir à jour, qui finit par .ics
cli-arg-map = Pour csv : une colonne et le champ qu’elle devient ; une fois par colonne
cli-arg-dry-run = Dire seulement ce qui se passerait
cli-arg-report = Écrire les lignes refusées dans ce fichier, en CSV, ou tout le rapport en JSON
cli-arg-what = Ce qu’il faut écrire : items, loans, bookings, members, places ou all (all, tout, sinon)
cli-arg-output = Le fichier à écrire, un dossier avec automerge ; sinon la sortie standard
cli-arg-web = Où s’ouvre l’interface, sur cet ordinateur seulement (127.0.0.1:0 sinon : un port libre)
cli-arg-no-web = Sans l’interface
cli-arg-keep-files = Aller chercher toutes les photos et pièces jointes, pour qu’aucune ne soit sur un seul ordinateur
cli-arg-json-token = Écrire dans ce fichier un jeton pour des scripts, lisible par vous seulement
cli-arg-with = Seulement avec cet appareil
cli-arg-once = Un seul échange ; sinon jusqu’à ce que tous aient la même chose
cli-arg-store-convert-to = sled (l’habituel) ou redb
cli-arg-backup-create-to = Le fichier à écrire ; sinon un fichier daté dans le dossier des sauvegardes
cli-arg-folder = Le dossier, par exemple sur un autre disque
cli-arg-backup-restore-file = La sauvegarde
cli-arg-backup-restore-to = Le dossier à créer pour la copie ; lisez-la avec « --data »

## Aide : exemples

cli-example-space-create = etabli space create --name "Atelier du Port" --member "Ana"
cli-example-space-list = etabli space list
cli-example-space-show = etabli space show --space "Atelier"
cli-example-demo = etabli demo
cli-example-invite = etabli invite --uses 3 --expires 7d --qr
cli-example-join = etabli join etabli:… --member "Bo"
cli-example-member-list = etabli member list
cli-example-item-add = etabli item add --name "Perceuse sans fil" --tag A-12 --place "Étagère B3"
cli-example-item-set = etabli item set T-1 T-2 --place "Étagère B3"
cli-example-item-edit = etabli item edit A-12 --place "Établi"
cli-example-item-show = etabli item show A-12
cli-example-item-list = etabli item list perceuse --status available
cli-example-item-photo-add = etabli item photo add A-12 perceuse.jpg --alt "La perceuse dans sa mallette"
cli-example-item-photo-list = etabli item photo list A-12
cli-example-item-photo-get = etabli item photo get A-12 1 -o perceuse.jpg
cli-example-item-photo-fetch = etabli item photo fetch A-12 1
cli-example-item-photo-edit = etabli item photo edit A-12 2 --first
cli-example-item-photo-remove = etabli item photo remove A-12 2
cli-example-item-file-add = etabli item file add A-12 notice.pdf
cli-example-item-file-list = etabli item file list A-12
cli-example-item-file-get = etabli item file get A-12 notice.pdf -o notice.pdf
cli-example-item-file-fetch = etabli item file fetch A-12 notice.pdf
cli-example-item-file-edit = etabli item file edit A-12 notice.pdf --alt "La notice de 1998"
cli-example-item-file-remove = etabli item file remove A-12 notice.pdf
cli-example-place-add = etabli place add --name "Étagère B3" --inside "Atelier"
cli-example-place-list = etabli place list
cli-example-place-find = etabli place find "wifi projecteur" --people 6 --from "demain 14:00" --to 16:00
cli-example-lend = etabli lend A-12 --to "Bo" --due +7d
cli-example-return = etabli return A-12
cli-example-loan-list = etabli loan list --open --of "Bo"
cli-example-book = etabli book A-12 --from "demain 10:00" --to 2h --repeat "FREQ=WEEKLY;COUNT=10"
cli-example-booking-list = etabli booking list A-12
cli-example-booking-show = etabli booking show A-12
cli-example-booking-confirm = etabli booking confirm A-12
cli-example-booking-cancel = etabli booking cancel A-12
cli-example-booking-move = etabli booking move A-12 --from "2026-12-01 14:00"
cli-example-booking-accept = etabli booking accept A-12
cli-example-booking-capacity = etabli booking capacity "Salle de réunion" 12
cli-example-ask = etabli ask A-12 --due +7d
cli-example-request-list = etabli request list
cli-example-request-grant = etabli request grant A-12
cli-example-request-refuse = etabli request refuse A-12
cli-example-request-withdraw = etabli request withdraw A-12
cli-example-loan-extend = etabli loan extend A-12 --due +7d
cli-example-loan-lost = etabli loan lost A-12
cli-example-loan-found = etabli loan found A-12
cli-example-planning = etabli planning --from demain --days 14
cli-example-free = etabli free A-12 --from demain --to +7d
cli-example-search = etabli search perceuse
cli-example-import = etabli import outils.csv --map "Étiquette=tag" --dry-run
cli-example-figures = etabli figures --months 12
cli-example-export = etabli export --format json --output espace.json
cli-example-labels = etabli labels --category "Perceuses" --sheet L7160 --start 3 --output labels.pdf
cli-example-calendar-show = etabli calendar show
cli-example-calendar-keep = etabli calendar keep ~/atelier.ics
cli-example-calendar-drop = etabli calendar drop
cli-example-serve = etabli serve --web 127.0.0.1:8080
cli-example-sync = etabli sync --once
cli-example-status = etabli status
cli-example-verify = etabli verify --json
cli-example-store-convert = etabli store convert --to redb
cli-example-store-compact = etabli store compact
cli-example-backup-create = etabli backup create --to port.etabli-backup
cli-example-backup-list = etabli backup list
cli-example-backup-folder = etabli backup folder /media/disque/etabli
cli-example-backup-restore = etabli backup restore port.etabli-backup --to copie

## Pendant le travail

cli-working = Un instant…
cli-waiting = En attente de { $holder }, qui utilise le même dossier…
cli-panic = Établi a rencontré une erreur de sa part ; rien de ce qui était enregistré n’est perdu. ETABLI_LOG=error en montre plus.

## Titres de colonnes et noms de champs

cli-head-id = Identifiant
cli-head-amount = Combien
cli-head-name = Nom
cli-head-role = Rôle
cli-head-loans = Prêts
cli-head-kind = Quoi
cli-head-field = Champ
cli-head-members = Membres
cli-head-items = Objets
cli-head-tag = Étiquette
cli-head-category = Catégorie
cli-head-place = Lieu
cli-head-detail = Détail
cli-head-status = État
cli-head-with = Chez
cli-head-due = À rendre
cli-head-quantity = Quantité
cli-head-owner = Propriétaire
cli-head-note = Note
cli-head-item = Objet
cli-head-number = N°
cli-head-size = Taille
cli-head-caption = Montre
cli-head-where = Où
cli-head-since = Depuis
cli-head-loan = Prêt
cli-head-booked = Réservé
cli-head-who = Par
cli-head-day = Jour
cli-head-from = De
cli-head-request = Demande
cli-head-booking = Réservation
cli-head-free = Libres
cli-head-capacity = Capacité
cli-head-sent = Envoyés
cli-head-received = Reçus
cli-head-bytes = Octets
cli-head-equal = À jour
cli-head-device = Appareil
cli-head-member = Membre
cli-head-state = État
cli-head-seen = Vu
cli-head-missing = Manquent
cli-head-written = Écrite
cli-head-entries = Entrées
cli-head-file = Fichier

## Espaces et membres

cli-title = { $name }
cli-field = { $name } : { $value }
cli-space-created = « { $name } » est prêt.
cli-space-name = { $name }
cli-space-member = Vous êtes { $member }.
cli-space-counts = { $members ->
    [one] { $members } membre
   *[other] { $members } membres
}, { $items ->
    [one] { $items } objet
   *[other] { $items } objets
}, { $loans ->
    [one] { $loans } prêt en cours
   *[other] { $loans } prêts en cours
}
cli-demo-created = « { $name } » est prêt : { $items ->
    [one] { $items } objet
   *[other] { $items } objets
} pour découvrir. Il reste sur cet ordinateur.
cli-demo-removed = La démonstration est retirée.
cli-no-spaces = Pas encore d’espace ici. « etabli space create », « etabli join » ou « etabli demo » en crée un.
cli-space-problem = { $name } ne peut pas être montré :
cli-invite-good = Valable jusqu’au { $until }, pour { $uses ->
    [one] { $uses } personne
   *[other] { $uses } personnes
}.
cli-invite-unreachable = Personne ne peut rejoindre tant que cet ordinateur ne répond pas : laissez « etabli serve » ou l’application en marche.
cli-joined = Vous avez rejoint « { $name } ».
cli-role-member = membre
cli-role-steward = responsable
cli-me = { $name } (vous)
cli-no-members = Aucun membre.

## Objets, lieux, prêts

cli-item-added = « { $name } » est ajouté.
cli-item-edited = « { $name } » est modifié.
cli-file-added = « { $name } » est ajouté ({ $size }).
cli-file-edited = « { $name } » est modifié.
cli-file-removed = « { $name } » est retiré.
cli-file-fetched = « { $name } » est ici.
cli-file-written = { $path } est écrit.
cli-file-here = ici
cli-file-at = pas encore ici, sur l’ordinateur d’un autre membre (ajouté par { $name })
cli-file-elsewhere = pas encore ici, sur l’ordinateur d’un autre membre
cli-no-files = Ni photo ni pièce jointe.
cli-status-files = Photos et pièces jointes : { $here } ici, { $elsewhere } seulement sur d’autres ordinateurs.
cli-no-items = Aucun objet.
cli-status-available = disponible
cli-status-partly-out = prêté en partie
cli-status-out = prêté
cli-status-overdue = en retard
cli-status-disputed = à départager
cli-owner-space = l’espace
cli-conflict = { $field } a été modifié par plusieurs personnes à la fois : { $values }
cli-place-added = « { $name } » est ajouté.
cli-no-places = Aucun lieu.
cli-lent = { $item } est prêté à { $member }.
cli-lent-until = { $item } est prêté à { $member } jusqu’au { $due }.
cli-returned = { $item } est revenu de chez { $member }.
cli-returned-partly = { $item } : { $open ->
    [one] { $open } est encore chez { $member }
   *[other] { $open } sont encore chez { $member }
}.
cli-no-loans = Aucun prêt.
cli-booked = { $name } est réservé du { $from } à { $until }{ $times ->
    [one] {""}
   *[other] , et ainsi de suite, { $times } fois
}.
cli-booking-confirmed = La réservation de { $name } par { $member } du { $from } à { $until } est confirmée.
cli-booking-cancelled = La réservation de { $name } par { $member } du { $from } est annulée.
cli-booking-moved = La réservation de { $name } est déplacée : du { $from } à { $until }.
cli-booking-held = Pour l’instant, seul cet ordinateur la tient : qui en répond ne la connaît pas encore.
cli-booking-held-yours = Vous en répondez, et ne l’avez pas encore confirmée : « etabli booking confirm » le fait.
cli-booking-seen = Qui en répond l’a vue, et ne l’a pas encore confirmée.
cli-booking-displaced = { $from } : c’est à { $member }.
cli-booking-not-to-be-had = { $from } : cela ne peut pas se réserver.
cli-booking-offered = { $from } : c’est libre maintenant. Prenez-le avec « etabli booking accept ».
cli-booking-alternative = Libre à la place : du { $from } à { $until }.
cli-booking-at-risk = Incertain : c’est prêté à { $member } jusqu’au { $due }.
cli-booking-confirmed-twice = Elle a été confirmée alors qu’une autre réservation confirmée l’occupe : convenez d’un autre moment.
cli-booking-claims-changed = La réservation date d’un autre rangement.
cli-booking-was-cancelled = Elle a été annulée par qui l’avait faite.
cli-booking-was-replaced = Une autre réservation a pris sa place.
cli-booking-refused-by = { $member } l’a annulée.
cli-booking-rule = Se répète : { $rule } ({ $zone }).
cli-booking-is-held = tenue ici
cli-booking-is-seen = vue
cli-booking-is-confirmed = confirmée
cli-booking-is-displaced = évincée
cli-booking-is-offered = évincée, libre maintenant
cli-booking-is-partly-displaced = évincée en partie
cli-booking-is-cancelled = annulée
cli-booking-is-at-risk = incertaine
cli-booking-is-confirmed-twice = confirmée deux fois
cli-booking-for = Pour : { $what }
cli-no-bookings = Aucune réservation.
cli-asked = Vous avez demandé { $item } : { $line ->
    [one] vous êtes en tête de la file.
   *[other] vous êtes au rang { $line } de la file.
}
cli-asked-here = Vous avez demandé { $item }, qui est là.
cli-no-requests = Rien n’est demandé.
cli-request-granted = { $member } peut avoir { $item }.
cli-request-granted-until = { $member } peut avoir { $item } ; l’objet est gardé jusqu’au { $date }.
cli-request-refused = { $member } est informé que { $item } n’est pas possible.
cli-request-withdrawn = Vous ne demandez plus { $item }.
cli-request-is-waiting = en attente
cli-request-is-here = en attente, et l’objet est là
cli-request-is-granted = accordée
cli-request-is-lapsed = accordée, pas retirée à temps
cli-request-is-refused = refusée
cli-request-is-withdrawn = retirée
cli-request-is-handed-over = remise
cli-loan-extended = { $member } garde { $item } jusqu’au { $due }.
cli-loan-lost = { $item }, que { $member } avait, est noté perdu.
cli-loan-found = { $item } est retrouvé.
cli-loan-is-lost = perdu
cli-booking-possible = { $count ->
    [one] La réservation est possible : { $times }.
   *[other] Les { $count } dates sont libres : { $times }.
}
cli-taken-not = libre
cli-taken-lent = prêté
cli-taken-inside = « { $name } », à l’intérieur, est réservé
cli-taken-around = « { $name } » est réservé en entier
cli-planning-empty = Rien n’est réservé autour de ces jours.
cli-planning-more = { $count ->
    [one] Une ligne de plus n’est pas montrée.
   *[other] { $count } lignes de plus ne sont pas montrées.
}
cli-nothing = Rien à dire pour l’instant.
cli-nothing-free = Rien n’est libre alors.
cli-capacity-set = { $count ->
    [0] { $name } ne se réserve plus.
    [one] Un seul exemplaire de { $name } se réserve à la fois.
   *[other] { $count } de { $name } se réservent à la fois.
}
cli-unknown-item = objet inconnu
cli-loan-out = en cours
cli-loan-overdue = en retard
cli-loan-returned = rendu
cli-kind-item = objet
cli-kind-place = lieu
cli-kind-member = membre
cli-nothing-found = Rien trouvé.

## Fichiers

cli-import-done = Lu comme { $format }, { $encoding }.
cli-import-would = Lu comme { $format }, { $encoding }. Rien n’a été écrit ; voici ce qui se passerait.
cli-import-counts = { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
} : ajoutées { $created }, modifiées { $updated }, inchangées { $unchanged }, refusées { $refused }
cli-import-row = Ligne { $line } : { $reason }
cli-import-cell = Ligne { $line }, { $field } : { $reason }
cli-import-more = … et { $more } de plus ; « --report » les écrit toutes dans un fichier.
cli-exported = Écrit dans { $path }.
catalogue-language = fr
catalogue-count = { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
catalogue-kinds = Catégories
catalogue-other = Autres
catalogue-here = { $all ->
    [one] { $count ->
        [0] Absent en ce moment
       *[other] Disponible
    }
   *[other] { $count } sur { $all } disponibles
}
catalogue-footer = Écrit par Établi à partir de l’inventaire du groupe.
cli-labels-printed = { $labels ->
    [one] 1 étiquette
   *[other] { $labels } étiquettes
} sur { $pages ->
    [one] 1 planche
   *[other] { $pages } planches
}, dans { $path }. Imprimez à 100 %, sans ajuster à la page.
cli-calendar-none = Aucun fichier de calendrier n’est tenu à jour.
cli-calendar-kept = Le fichier de calendrier { $path } est tenu à jour.

## Échanges

cli-serve-web = Ouvrez ce lien dans un navigateur de cet ordinateur ; il ne sert qu’une fois : { $link }
cli-serve-ready = Prêt. Ctrl+C pour finir.
cli-serve-loopback = « { $address } » n’est pas une adresse de ce seul ordinateur ; l’interface ne s’ouvre que sur 127.0.0.1 ou [::1], avec un port
cli-yes = oui
cli-not-yet = pas encore
cli-nobody-reached = Aucun autre appareil n’a pu être joint. Ce que vous avez fait est enregistré ici.
cli-sync-demo = C’est une démonstration : elle reste sur cet ordinateur.
cli-sync-alone = Personne d’autre n’est encore dans cet espace ; { $changes ->
    [one] { $changes } changement n’est qu’ici
   *[other] { $changes } changements ne sont qu’ici
}.
cli-sync-offline = Aucun appareil connecté depuis le { $seen } ; { $changes ->
    [0] tout ce qui est ici est aussi ailleurs
    [one] { $changes } changement n’est qu’ici
   *[other] { $changes } changements ne sont qu’ici
}.
cli-sync-unseen = Aucun appareil connecté ; { $changes ->
    [0] tout ce qui est ici est aussi ailleurs
    [one] { $changes } changement n’est qu’ici
   *[other] { $changes } changements ne sont qu’ici
}.
cli-sync-working = Échange avec { $with }…
cli-sync-done = À jour avec { $devices ->
    [one] { $devices } appareil
   *[other] { $devices } appareils
}, { $at }.
cli-status-sizes = { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
}, { $kilobytes } ko sur le disque ({ $kind })
cli-update-needed = Un Établi plus récent a modifié cet espace ; mettez à jour pour le modifier encore.
cli-device-here = celui-ci
cli-device-connected = connecté
cli-device-away = absent
cli-verify-ok = Tout va bien : { $entries ->
    [one] { $entries } entrée vérifiée
   *[other] { $entries } entrées vérifiées
}.
cli-verify-wrong = { $entries ->
    [one] { $entries } entrée vérifiée
   *[other] { $entries } entrées vérifiées
}, { $problems ->
    [one] { $problems } problème
   *[other] { $problems } problèmes
} :
cli-verify-state = État : { $state }
cli-verify-missing = Ce qui est ici est sain ({ $entries ->
    [one] { $entries } entrée vérifiée
   *[other] { $entries } entrées vérifiées
}), et il manque quelque chose :
cli-stranded = { $entries ->
    [one] { $entries } entrée sauvée attend
   *[other] { $entries } entrées sauvées attendent
} d’autres qui manquent.
cli-store-kept = Un ancien stockage de cet espace est gardé dans { $path }.

## Stocker

cli-store-converted = Tout est maintenant dans { $to }, comparé avec { $from }, qui est gardé dans { $path }.
cli-store-compacted = Réécrit et comparé : { $after } ko au lieu de { $before } ko.
cli-backup-created = { $entries ->
    [one] { $entries } entrée est enregistrée
   *[other] { $entries } entrées sont enregistrées
} dans { $path }.
cli-backup-files = { $files } photos et pièces jointes sont à côté ; { $missing } ne sont que sur d’autres ordinateurs.
cli-backup-files-restored = { $files } photos et pièces jointes sont revenues avec elle ; { $missing } n’étaient pas là.
cli-backup-folder = Les sauvegardes vont dans { $path }.
cli-backup-restored = Une copie de « { $name } » est dans { $path } ; lisez-la avec « --data { $path } ».
cli-last-backup = Dernière sauvegarde : { $at }
cli-no-backups = Pas encore de sauvegarde. « etabli backup create » en fait une ; Établi en fait une chaque jour.

# Members and devices
cli-about-member = Voir les membres et décider qui participe
cli-about-member-show = Montrer un membre
cli-about-member-role = Rendre un membre responsable, ou un responsable simple membre
cli-about-member-suspend = Suspendre un membre jusqu’à décision contraire d’un responsable
cli-about-member-reinstate = Laisser un membre participer à nouveau
cli-about-member-exclude = Signer l’exclusion d’un membre : la voix d’un responsable suspend, celle d’un second exclut
cli-about-member-rename = Dire comment vous vous appelez dans un espace
cli-arg-member-rename-name = Votre nom
cli-example-member-rename = etabli member rename "Ana Lopes"
cli-about-member-contact = Écrire comment vous joindre ; tous les membres le voient
cli-about-member-forget = Faire oublier tout ce que vous avez écrit pour vous joindre
cli-about-member-leave = Quitter l’espace ; ce qui est ici reste lisible
cli-about-member-invites = Lister les invitations
cli-about-member-uninvite = Fermer une invitation avant son terme
cli-about-member-decisions = Lister qui a été écarté de quoi, et combien de changements ne comptent plus pour cela
cli-about-member-claims = Lister ce qui ne compte pas à cause d’une décision et que l’on peut valider
cli-about-member-ratify = Valider ce qu’une décision avait rendu sans effet
cli-about-device = Voir les appareils des membres et en retirer
cli-about-device-list = Lister les appareils
cli-about-device-rename = Donner un nom à un de vos appareils ; tous les membres le voient
cli-arg-device-rename-name = Le nom ; vide, l’appareil n’en a plus
cli-arg-device-rename-device = Quel appareil, par son nom ou le début de son identifiant ; celui-ci si rien n’est dit
cli-example-device-rename = etabli device rename "Portable de l’atelier"
cli-about-device-revoke = Retirer un appareil : un portable perdu, par exemple
cli-space-word = { $term } ({ $language }) se dit ici : { $one }, { $many }
cli-about-space-rename = Dire comment s’appelle l’espace
cli-arg-space-rename-name = Son nom
cli-example-space-rename = etabli space rename "Atelier du Port"
cli-about-space-word = Dire comment l’espace nomme une chose ; sans mot, revenir au mot habituel
cli-arg-space-word-term = Quoi : item, place, member, steward ou loan
cli-arg-space-word-one = Le mot au singulier
cli-arg-space-word-many = Le mot au pluriel
cli-arg-space-word-language = Dans quelle langue : fr ou en ; celle de cette commande si rien n’est dit
cli-example-space-word = etabli space word place "établi" "établis" --in fr
cli-about-space-policy = Dire qui peut admettre des invités ou modifier le catalogue
cli-arg-member-show-member = Le membre, par nom ou identifiant
cli-arg-member-role-member = Le membre, par nom ou identifiant
cli-arg-member-role-role = Ce qu’il devient
cli-arg-member-suspend-member = Le membre, par nom ou identifiant
cli-arg-member-reinstate-member = Le membre, par nom ou identifiant
cli-arg-member-exclude-member = Le membre, par nom ou identifiant
cli-arg-member-uninvite-invite = L’invitation, ou le début de son identifiant
cli-arg-member-ratify-entry = L’écriture, ou le début de son identifiant
cli-arg-device-list-of = Seulement ceux de ce membre
cli-arg-device-revoke-device = L’appareil, ou le début de son identifiant
cli-arg-space-policy-policy = Quoi
cli-arg-space-policy-who = Le moindre rôle qui le peut
cli-arg-invite-role = Ce que devient l’invité
cli-example-member-show = etabli member show Bo
cli-example-member-role = etabli member role Bo steward
cli-example-member-suspend = etabli member suspend Bo
cli-example-member-reinstate = etabli member reinstate Bo
cli-example-member-exclude = etabli member exclude Bo
cli-example-member-contact = etabli member contact --phone "06 12 34 56 78"
cli-example-member-forget = etabli member forget
cli-example-member-leave = etabli member leave
cli-example-member-invites = etabli member invites
cli-example-member-uninvite = etabli member uninvite 1a2b
cli-example-member-decisions = etabli member decisions
cli-example-member-claims = etabli member claims
cli-example-member-ratify = etabli member ratify 1a2b
cli-example-device-list = etabli device list --of Bo
cli-example-device-revoke = etabli device revoke 1a2b
cli-example-space-policy = etabli space policy edit-catalogue steward
cli-head-standing = Participe
cli-head-by = Par
cli-head-used = Utilisée
cli-head-until = Jusqu’au
cli-head-when = Quand
cli-head-decision = Décision
cli-head-void = Sans effet
cli-head-because = Parce que
cli-standing-active = oui
cli-standing-suspended = suspendu
cli-standing-left = parti
cli-standing-excluded = exclu
cli-member-line = { $name } : { $role }, participe : { $standing }, { $devices ->
    [one] { $devices } appareil
   *[other] { $devices } appareils
}
cli-member-contact = Pour joindre cette personne : { $contact }
cli-member-admitted = Admis par { $by }
cli-member-excluders = { $excluders } veut l’exclure ; la voix d’un second responsable décide
cli-invite-open = ouverte
cli-invite-closed = fermée
cli-no-invites = Il n’y a pas d’invitation.
cli-no-decisions = Personne n’a été écarté de rien.
cli-no-claims = Tout compte.
cli-no-devices = Il n’y a pas d’appareil.
cli-decision-leave = { $about } est parti
cli-decision-suspend = { $by } a suspendu { $about }
cli-decision-exclude = { $by } veut exclure { $about }
cli-decision-revoke-role = { $by } a rendu { $about } simple membre
cli-decision-revoke-device = { $by } a retiré un appareil de { $about }
cli-decision-set-policy = { $by } a réservé un droit aux responsables
cli-decision-other = une décision de { $by }
cli-claim-booking = réservation
cli-claim-request = demande
cli-claim-hand-over = remise
cli-claim-return = retour
cli-claim-edit = modification
cli-claim-admission = admission
cli-claim-other = décision
cli-device-active = actif
cli-device-contested = contesté
cli-device-revoked = retiré

# Entrer là où l’on demande à quelqu’un, et nouveaux appareils
cli-about-join = Rejoindre un espace avec un code d’invitation, ou faire de cet ordinateur le nouvel appareil d’un membre
cli-about-member-guests = Lister qui attend d’entrer, avec les quatre mots qui doivent aussi être sur l’autre écran
cli-about-member-admit = Faire entrer un invité, une fois les quatre mots identiques sur les deux écrans
cli-about-member-refuse = Renvoyer un invité
cli-about-device-add = Ajouter un appareil : créer un code, comparer quatre mots, le faire entrer
cli-about-device-reinstate = Laisser participer à nouveau un appareil retiré par un autre du même membre
cli-about-space-rules = Montrer les règles que suit l’espace, ou passer à de plus récentes
cli-arg-invite-approve = Si l’on demande à un membre avant qu’un invité entre : auto ou ask (auto par défaut)
cli-arg-join-picture = Une image du code, à la place de son texte : une photo ou une capture d’écran
cli-arg-join-cancel = Ne plus attendre d’entrer avec ce code
cli-arg-member-admit-guest = L’invité, par nom ou par le début de l’identifiant de son appareil
cli-arg-member-refuse-guest = L’invité, par nom ou par le début de l’identifiant de son appareil
cli-arg-device-add-member = Un membre qui a perdu son seul appareil : la majorité des responsables doit signer
cli-arg-device-add-yes = Faire entrer le premier appareil sans demander si les mots sont les mêmes
cli-arg-device-add-timeout = Combien de temps attendre l’appareil (10m par défaut)
cli-arg-device-reinstate-device = L’appareil, ou le début de son identifiant
cli-arg-space-rules-set = Les règles désormais suivies ; chaque ordinateur de l’espace doit les connaître
cli-example-member-guests = etabli member guests
cli-example-member-admit = etabli member admit Bo
cli-example-member-refuse = etabli member refuse Bo
cli-example-device-add = etabli device add --qr
cli-example-device-reinstate = etabli device reinstate 1a2b
cli-example-space-rules = etabli space rules
cli-head-wants = Demande
cli-head-words = Mots
cli-no-guests = Personne n’attend d’entrer.
cli-guest-membership = à entrer
cli-guest-device = votre nouvel appareil
cli-guest-replacement = un nouvel appareil
cli-guest-waiting = attend
cli-guest-away = a demandé, n’est plus là
cli-guest-arrived = est entré
cli-guest-signed = signé par { $signed } ; il en faut { $needed }
cli-invite-asks = Qui l’utilise attend qu’un membre dise oui : « etabli member guests » en donne la liste.
cli-join-asks = On demande à un membre de vous faire entrer. Son écran doit montrer les mêmes quatre mots :
cli-join-cancelled = Cet ordinateur n’attend plus d’entrer.
cli-device-code = Sur le nouvel appareil : installez Établi, choisissez « Rejoindre avec un code » ou tapez « etabli join CODE ». Valable jusqu’au { $until }, une fois.
cli-device-waits = En attente du nouvel appareil…
cli-device-words = L’appareil { $device } demande à être ajouté. Son écran doit montrer les mêmes quatre mots :
cli-device-agree = Sont-ils les mêmes ? Tapez oui pour le faire entrer.
cli-device-refused = L’appareil n’a pas été ajouté.
cli-device-added = L’appareil { $device } est ajouté et a tout reçu.
cli-space-rules = Règles en vigueur : { $rules }. Cette version les connaît jusqu’à { $known }.
cli-join-words = Qui vous a fait entrer voit les mêmes quatre mots : { $words }
cli-join-number = Les autres responsables peuvent demander le numéro de cet appareil : { $number }
cli-invite-open-asks = ouverte, demande d’abord
cli-about-place-show = Montrer ce qui est dit d’un lieu, d’un objet ou de tout l’espace
cli-example-place-show = etabli place show Atelier
cli-arg-place-show-of = Le lieu ou l’objet ; sinon, tout l’espace
cli-arg-place-set-of = Le lieu ou l’objet ; sinon, tout l’espace
cli-arg-place-hours-set-of = Le lieu ou l’objet ; sinon, tout l’espace
cli-arg-place-hours-export-of = Le lieu ou l’objet ; sinon, tout l’espace
cli-about-place-set = Dire quelque chose d’un lieu, d’un objet ou de tout l’espace
cli-example-place-set = etabli place set Atelier --detail notice=2h --detail "rules=Balayer en partant."
cli-arg-detail = kind, status, equipment, services, rules, access, visit, verified, zone, notice, horizon, shortest, longest, buffer, grace, quota, visits, hours:1 (lundi) ; rien derrière = l’enlève
cli-about-place-hours = Horaires d’ouverture et fermetures
cli-about-place-hours-set = Dire quand c’est ouvert
cli-example-place-hours-set = etabli place hours set Atelier --day "lu-ve=9:00-12:00 14:00-18:00" --closed 2026-12-24..2027-01-02=Congés
cli-arg-place-hours-set-day = Des jours et des heures : lu-ve=9:00-18:00 ; rien derrière = les ferme
cli-arg-place-hours-set-closed = Des jours ou des heures de fermeture, et pourquoi
cli-arg-place-hours-set-open = Des jours ou des heures où c’est ouvert malgré tout
cli-about-place-hours-export = Écrire les horaires comme calendrier (RFC 7953)
cli-example-place-hours-export = etabli place hours export Atelier -o horaires.ics
cli-about-place-hours-import = Lire des horaires d’un calendrier (RFC 7953), à la place de ceux qui sont là
cli-example-place-hours-import = etabli place hours import horaires.ics --into Atelier
cli-arg-place-hours-import-into = Le lieu ou l’objet ; sinon, tout l’espace
cli-arg-place-hours-import-file = Le calendrier
cli-about-place-key = Les clés, et qui les a
cli-about-place-key-add = Ajouter une clé d’un lieu
cli-example-place-key-add = etabli place key add Atelier --name "Clé de l’atelier" --quantity 3
cli-about-place-key-give = Remettre une clé à un membre
cli-example-place-key-give = etabli place key give "Clé de l’atelier" --to Bo
cli-arg-place-key-give-due = Jusqu’à quand ; sinon, sans fin
cli-about-place-key-back = Reprendre une clé
cli-example-place-key-back = etabli place key back "Clé de l’atelier"
cli-about-place-key-list = Lister les clés d’un lieu et qui les a
cli-example-place-key-list = etabli place key list Atelier
cli-about-booking-begin = Dire qu’on est là pour sa réservation
cli-example-booking-begin = etabli booking begin Laser
cli-about-booking-release = Libérer le reste d’une réservation : la sienne, ou une pour laquelle personne n’est venu
cli-example-booking-release = etabli booking release Laser
cli-arg-all-the-same = Réserver malgré les règles, pour qui en répond
cli-hours-written = Les horaires sont dans { $path }.
cli-key-given = { $member } a maintenant « { $name } ».
cli-key-back = { $member } a rendu « { $name } ».
cli-no-keys = Il n’y a pas de clés.
cli-booking-begun = { $member } est là pour la réservation de { $name }.
cli-booking-released = Le reste de la réservation de { $name } par { $member } est libre.
cli-arg-place-key-add-place = Le lieu : son nom, son chemin ou le début de son identifiant
cli-arg-place-key-list-place = Le lieu : son nom, son chemin ou le début de son identifiant
cli-status-stock = en stock
cli-condition-noted = État de « { $name } » noté.
cli-care-noted = Entretien de « { $name } » noté.
cli-repair-opened = « { $name } » est en panne : ni prêt ni réservation jusqu’à sa réparation.
cli-repair-told = Réparation de « { $name } » notée.
cli-stock-moved = Noté pour « { $name } ».
cli-money-noted = Noté pour « { $item } » ; caution détenue : { $deposit }.
cli-no-chores = Rien n’est à faire.
cli-no-wishes = Personne ne souhaite rien.
cli-about-item-condition = Noter l’état d’un objet
cli-about-item-detail = Changer un détail d’un objet : pièces, liste, caution, entretien…
cli-about-item-care = Noter l’entretien d’un objet
cli-about-repair = Réparations : ce qui est en panne
cli-about-repair-open = Signaler un objet en panne
cli-about-repair-tell = Dire où en est une réparation
cli-about-stock = Stock des consommables et inventaires
cli-about-stock-in = Noter une entrée
cli-about-stock-out = Noter une sortie
cli-about-stock-use = Noter ce qui a servi
cli-about-stock-count = Noter un comptage
cli-about-stock-take = Comparer ce qui a été vu dans un lieu avec ce qui devrait y être
cli-about-chores = Lister ce qui est à faire sur les objets
cli-about-project = Projets, idées, groupes de travail, appels et leurs tableaux
cli-row-written = Enregistré sous { $id }.
cli-about-project-add = Lancer un projet, une idée, un groupe ou un appel
cli-about-project-list = Lister les projets
cli-about-project-show = Montrer la fiche d’un projet
cli-about-project-set = Modifier un champ de la fiche
cli-about-project-archive = Archiver un projet, avec ce que l’on a appris
cli-about-project-part = Dire comment quelqu’un participe
cli-about-project-back = Soutenir un projet ou une idée
cli-about-project-turn = Faire d’une idée un projet
cli-about-project-apply = Répondre à un appel avec un projet
cli-about-project-choose = Rendre le choix d’un appel
cli-about-project-write = Ajouter ou modifier une carte, une colonne, un besoin…
cli-about-project-board = Montrer le tableau d’un projet
cli-about-project-move = Déplacer une carte
cli-about-project-card = Montrer une carte
cli-about-project-text = Écrire le texte d’une carte
cli-about-project-tasks = Lister vos cartes dans tous les projets
cli-about-project-mentions = Lister les commentaires qui vous mentionnent
cli-about-project-match = Chercher dans le groupe ce dont un projet a besoin
cli-about-project-team = Voir quels savoir-faire demandés l’équipe possède
cli-about-project-export = Exporter un projet
cli-example-project-add = etabli project add "Vélo cargo"
cli-example-project-list = etabli project list
cli-example-project-show = etabli project show "Vélo cargo"
cli-example-project-set = etabli project set "Vélo cargo" stage test
cli-example-project-archive = etabli project archive "Vélo cargo" --learned "Le cadre doit être plus court"
cli-example-project-part = etabli project part "Vélo cargo" member --who Bo
cli-example-project-back = etabli project back "Vélo cargo"
cli-example-project-turn = etabli project turn "Vélo cargo" project
cli-example-project-apply = etabli project apply "Appel 2026" "Vélo cargo"
cli-example-project-choose = etabli project choose "Appel 2026" "Vélo cargo"
cli-example-project-write = etabli project write "Vélo cargo" card title="Souder le cadre" --on label:métal
cli-example-project-board = etabli project board "Vélo cargo"
cli-example-project-move = etabli project move "Vélo cargo" "Souder le cadre" prototype
cli-example-project-card = etabli project card "Vélo cargo" "Souder le cadre"
cli-example-project-text = etabli project text "Vélo cargo" "Souder le cadre" "TIG, 40 A"
cli-example-project-tasks = etabli project tasks
cli-example-project-mentions = etabli project mentions
cli-example-project-match = etabli project match "Vélo cargo"
cli-example-project-team = etabli project team "Cargo bike"
cli-example-project-export = etabli project export "Vélo cargo" markdown --output velo.md
cli-arg-project = Le projet : nom, identifiant ou leur début
cli-arg-project-add-name = Son nom
cli-arg-kind = Ce que c’est : project, idea, group ou call
cli-arg-project-add-about = En bref, de quoi il s’agit
cli-arg-project-add-after = Le projet dont copier les colonnes, les cartes et les besoins
cli-arg-project-list-words = Seulement ceux qui contiennent ces mots
cli-arg-project-list-mine = Seulement ceux où vous participez
cli-arg-project-list-all = Aussi les archives
cli-arg-project-set-field = Le champ : name, summary, stage, holder, goal, problem, …
cli-arg-project-set-value = Ce qu’il devient ; rien l’efface
cli-arg-project-archive-learned = Ce que l’on a appris
cli-arg-project-archive-restore = Le sortir des archives
cli-arg-project-part-part = Comment : out, asks, member ou holder
cli-arg-project-part-who = Qui ; vous-même sinon
cli-arg-no-longer = Ne plus le faire
cli-arg-project-apply-call = L’appel
cli-arg-project-choose-call = L’appel
cli-arg-project-choose-projects = Les projets retenus
cli-arg-project-write-kind = Quoi : column, card, check, comment, relation, need ou cost
cli-arg-project-write-fields = Des champs, comme title=… column=… due=2026-12-24 of=CARTE
cli-arg-project-write-row = Celui à modifier ; un nouveau sinon
cli-arg-project-write-on = Ce qu’il a ou est : label:…, for:MEMBRE, link:item:…, done, withdrawn
cli-arg-project-write-off = Ce qu’il n’a plus ou n’est plus
cli-arg-project-board-words = Seulement les cartes qui contiennent ces mots
cli-arg-project-board-label = Seulement les cartes de cette étiquette
cli-arg-project-board-archived = Les cartes archivées
cli-arg-card = La carte : titre, identifiant ou leur début
cli-arg-project-move-column = La colonne : nom, étape ou identifiant
cli-arg-project-move-before = La carte avant laquelle la mettre
cli-arg-project-text-text = Le nouveau texte
cli-arg-project-tasks-all = Aussi celles des autres
cli-arg-project-mentions-seen = Dire que vous avez vu ce commentaire
cli-arg-project-export-form = Comment : csv, markdown ou html
cli-about-project-import = Importer un tableau de Trello, Kanboard, Focalboard ou un CSV
cli-example-project-import = etabli project import "Vélo cargo" tableau.json --write
cli-arg-project-import-file = Le fichier
cli-arg-project-import-write = Écrire ; sinon seulement regarder
cli-about-wish = La liste de souhaits
cli-about-wish-add = Souhaiter un objet pour le groupe
cli-about-wish-list = Lister les souhaits
cli-about-wish-back = Souhaiter aussi
cli-about-wish-unback = Ne plus souhaiter
cli-about-wish-got = Dire qu’un souhait est réalisé
cli-about-wish-drop = Retirer votre souhait
cli-about-setting = Les réglages de l’espace
cli-about-setting-list = Lister les réglages de l’espace
cli-about-setting-set = Changer un réglage de l’espace
cli-about-loan-sign = Signer ce qu’un autre a noté : la remise, ou le retour
cli-about-loan-money = Noter de l’argent pour un prêt ; rien n’est payé par là
cli-arg-how = Son état : good, worn, damaged, incomplete, missing
cli-arg-condition = Son état : good, worn, damaged, incomplete, missing
cli-arg-missing = Ce qui manque, autant de fois que nécessaire : « 2 serre-joints »
cli-arg-remark = Ce qu’il y a à dire
cli-arg-photo = Une photo de l’objet : son numéro, nom ou début d’identifiant
cli-arg-attribute = Quel détail : model, parts, checks, unit, low, care, care-days, care-loans, most-days, most-renewals, deposit, tariff, licence, link, training, referents, keeper, also-called, borrowers, lent-on
cli-arg-value = Sa valeur, une ligne par valeur ; rien l’enlève
cli-arg-cost = Ce que cela a coûté, comme 12,50
cli-arg-why = Le motif : not-returned, broken, used-up, upgraded, given
cli-arg-repair = La réparation, ou son objet s’il n’en a qu’une en cours
cli-arg-stage = L’étape : assess, parts, repairing, resolved, retired
cli-arg-amount = Combien
cli-arg-stock-take-place = Le lieu parcouru ; sans lui, ce qui n’a pas de lieu
cli-arg-seen = Ce qui a été vu : étiquettes, noms ou codes
cli-arg-write = Le noter, et déplacer ce qui était ailleurs
cli-arg-wish = Le souhait : son nom ou son début
cli-arg-wish-add-name = Ce qui est souhaité
cli-arg-wish-list-all = Aussi ce qui est clos
cli-arg-wish-got-item = L’objet qu’il est devenu ; un nouveau si rien n’est dit
cli-arg-setting = Lequel : most-out, most-days, most-renewals, fields, trained, ready-days
cli-arg-parts = D’un lot : les prêts des pièces rendues ; aucune si vide
cli-arg-loan-money-what = Pour quoi : deposit, deposit-back, fee, waived
cli-arg-despite-limits = Prêter plus, ou plus longtemps, que convenu, si vous répondez de l’objet
cli-example-item-condition = etabli item condition A-12 damaged --remark "courroie"
cli-example-item-detail = etabli item detail A-12 checks "2 serre-joints" "1 clé"
cli-example-item-care = etabli item care A-12 --remark "graissé"
cli-example-repair-open = etabli repair open A-12 --remark "courroie"
cli-example-repair-tell = etabli repair tell A-12 resolved --cost 12.50
cli-example-stock-in = etabli stock in S-1 50
cli-example-stock-out = etabli stock out S-1 5
cli-example-stock-use = etabli stock use S-1 3
cli-example-stock-count = etabli stock count S-1 40
cli-example-stock-take = etabli stock take "Atelier" --seen A-12 A-13 --write
cli-example-chores = etabli chores
cli-example-wish-add = etabli wish add "Tour" --remark "occasion"
cli-example-wish-list = etabli wish list
cli-example-wish-back = etabli wish back "Tour"
cli-example-wish-unback = etabli wish unback "Tour"
cli-example-wish-got = etabli wish got "Tour" --as A-12
cli-example-wish-drop = etabli wish drop "Tour"
cli-example-setting-list = etabli setting list
cli-example-setting-set = etabli setting set most-out 5
cli-example-loan-sign = etabli loan sign A-12
cli-example-loan-money = etabli loan money A-12 deposit 20
# People
cli-no-people = Personne ne correspond.
cli-no-trainings = Rien ne demande de formation.
cli-no-posts = Rien pour l’instant.
cli-no-mentorings = Personne n’apprend de personne.
cli-no-mentions = Personne ne vous mentionne.
cli-no-team = Aucun savoir-faire n’est demandé.
cli-no-welcomes = Personne n’est nouveau.
cli-contacts-read = { $count ->
    [one] { $count } contact extérieur en tout.
   *[other] { $count } contacts extérieurs en tout.
}
cli-head-skills = savoir-faire
cli-head-languages = langues
cli-head-trainers = forment
cli-head-trained = formés
cli-head-unanswered = personne ne répond de
cli-head-replies = réponses
cli-head-buddy = accueilli par
cli-about-people = Qui sait quoi : savoir-faire, profils, contacts extérieurs
cli-about-people-find = Chercher qui sait faire, peut enseigner ou veut apprendre
cli-about-people-show = Montrer un profil, le vôtre si rien n’est dit
cli-about-people-skill = Noter un de vos savoir-faire ; sans lien, il est retiré
cli-about-people-set = Changer votre profil
cli-about-people-outside = Noter un contact extérieur
cli-about-people-import = Lire des contacts extérieurs d’un fichier vCard
cli-about-people-newcomers = Lister les nouveaux et qui les accueille
cli-about-people-endorse = Recommander ce que sait faire un membre
cli-about-people-endorsements = Masquer qui vous recommande
cli-about-people-week = Voir qui dit être là dans les sept jours
cli-about-people-welcome = Accueillir un nouveau, ou dire qui l’accueille
cli-about-training = Formations : qui peut utiliser quoi
cli-about-training-list = Lister ce qui demande une formation, qui forme et qui est formé
cli-about-training-give = Noter qu’un membre est formé
cli-about-training-end = Retirer une formation, sur-le-champ
cli-about-training-trainer = Nommer un formateur
cli-about-training-untrainer = Dire qu’un membre ne forme plus
cli-about-offer = Besoins, offres et questions
cli-about-offer-list = Lister les besoins, les offres et les questions
cli-about-offer-write = Écrire un besoin, une offre ou une question
cli-about-offer-reply = Répondre
cli-about-offer-close = Clore ce que vous avez écrit
cli-about-mentoring = Apprendre les uns des autres
cli-about-mentoring-list = Lister qui apprend de qui
cli-about-mentoring-ask = Demander à apprendre d’un membre
cli-about-mentoring-answer = Accepter, refuser ou terminer
cli-about-mentoring-session = Noter une séance
cli-arg-looked-for = Ce qui est cherché : savoir-faire, noms, langues
cli-arg-people-find-kind = Lien : can (sait faire), teach (peut enseigner), want (veut apprendre)
cli-arg-people-skill-kind = Lien : can (sait faire), teach (peut enseigner), want (veut apprendre)
cli-arg-level = Niveau : novice, able (autonome), expert
cli-arg-language = Une langue parlée
cli-arg-day = Un jour, de 1 (lundi) à 7
cli-arg-skill = Le savoir-faire, en français ou en anglais
cli-arg-goals = Ce que vous aimeriez faire ici
cli-arg-languages = Langues, séparées par des virgules
cli-arg-people-set-days = Jours où vous avez du temps, de 1 (lundi) à 7
cli-arg-availability = Disponibilités, précisions
cli-arg-welcomes = Accueillir les nouveaux : yes, ou vide
cli-arg-shown = À qui vos coordonnées sont montrées : members ou stewards
cli-arg-people-outside-name = Son nom
cli-arg-skills = Savoir-faire, séparés par des virgules
cli-arg-reach = Comment joindre la personne
cli-arg-people-import-file = Le fichier vCard
cli-arg-buddy = Qui accueille ; vous si rien n’est dit
cli-arg-people-welcome-done = L’accueil est fait
cli-arg-people-endorse-no-longer = Ne plus le recommander
cli-arg-people-endorsements-show = Le montrer à nouveau
cli-arg-of-what = L’objet ou la catégorie
cli-arg-until = Jusqu’à quand
cli-arg-side = need (besoin), offer (offre) ou question
cli-arg-sort = good (objet), skill (savoir-faire) ou knowledge (connaissances)
cli-arg-way = give (don), lend (prêt), rent (location) ou swap (échange)
cli-arg-title = En bref
cli-arg-post = Lequel : son titre, son numéro ou leur début
cli-arg-said = Ce que vous dites
cli-arg-mentoring = Avec qui : le nom de l’autre, ou le numéro
cli-arg-answer = accept, refuse ou end
cli-arg-minutes = Combien de minutes
cli-arg-offer-list-all = Aussi ce qui est clos
cli-arg-mentoring-list-all = Aussi ce qui est terminé
cli-example-people-find = etabli people find souder --kind teach
cli-example-people-show = etabli people show Bo
cli-example-people-skill = etabli people skill Soudage can teach --level expert
cli-example-people-set = etabli people set --languages "français, anglais" --days "2 6"
cli-example-people-outside = etabli people outside Ana --skills "Soudage, Droit" --reach "06 12"
cli-example-people-import = etabli people import contacts.vcf
cli-example-people-newcomers = etabli people newcomers
cli-example-people-endorse = etabli people endorse Bo Welding
cli-example-people-endorsements = etabli people endorsements
cli-example-people-week = etabli people week
cli-example-people-welcome = etabli people welcome Bo --buddy Ana
cli-example-training-list = etabli training list
cli-example-training-give = etabli training give Bo Laser --until 2027-12-31
cli-example-training-end = etabli training end Bo Laser
cli-example-training-trainer = etabli training trainer Ana Laser
cli-example-training-untrainer = etabli training untrainer Ana Laser
cli-example-offer-list = etabli offer list
cli-example-offer-write = etabli offer write need "Une échelle" --way lend
cli-example-offer-reply = etabli offer reply "Une échelle" "J’en ai une"
cli-example-offer-close = etabli offer close "Une échelle"
cli-example-mentoring-list = etabli mentoring list
cli-example-mentoring-ask = etabli mentoring ask Bo Soudage
cli-example-mentoring-answer = etabli mentoring answer Ana accept
cli-example-mentoring-session = etabli mentoring session Ana 90
