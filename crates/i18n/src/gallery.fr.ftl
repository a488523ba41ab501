# La galerie des pièces, pour qui travaille à l’interface.

gallery-title = Pièces de l’interface
gallery-text = Ce dont les écrans sont faits, dans chaque état. Aucun écran ne mène ici.
gallery-buttons = Boutons
gallery-main = Prêter
gallery-plain = Prolonger
gallery-quiet = Tout voir
gallery-danger = Exclure définitivement
gallery-busy = Enregistrement
gallery-off = Pas maintenant
gallery-small = Rendre
gallery-fields = Champs
gallery-name = Nom
gallery-note = Remarque
gallery-hint = Comme on l’appelle ici.
gallery-drill = Perceuse-visseuse 18 V
gallery-sander = Ponceuse orbitale avec aspiration des poussières
gallery-saw = Scie japonaise
gallery-tent = Barnum 3 × 3 m
gallery-day = Retour le
gallery-place = Lieu
gallery-count = Quantité
gallery-files = Choisir des fichiers
gallery-files-hint = Ou déposez-les ici : photos, notices, 8 Mo au plus chacun.
gallery-states = États
gallery-available = Disponible
gallery-known = Vue par l’atelier
gallery-due = Rentre ce soir
gallery-late = En retard de 3 jours
gallery-away = Pas encore vue
gallery-menus = Menus et messages
gallery-more = Plus
gallery-edit = Modifier
gallery-copy = Dupliquer
gallery-remove = Mettre à la corbeille
gallery-dialog = Ouvrir un dialogue
gallery-confirm = Poser une question
gallery-confirm-title = Mettre cet objet à la corbeille ?
gallery-confirm-text = Il y reste 90 jours et chacun peut l’en ressortir.
gallery-toast = Dire quelque chose
gallery-toast-text = « Ponceuse orbitale » est à la corbeille.
gallery-undo = Annuler
gallery-undone = C’est annulé.
gallery-banner-title = L’atelier est fermé samedi
gallery-banner-text = Les prêts qui finissent ce jour-là finissent le suivant.
gallery-tables = Tables, arbres et onglets
gallery-tools = Outils
gallery-owner = À qui
gallery-days = Jours dehors
gallery-hall = Grand atelier
gallery-shelf = Étagère A
gallery-box = Caisse rouge
gallery-yard = Cour
gallery-conditions = Conditions
gallery-history = Histoire
gallery-conditions-text = Sept jours, une prolongation.
gallery-history-text = Odile l’a empruntée mardi.
gallery-waiting = Pendant l’attente
gallery-receiving = Réception de l’espace
gallery-received = 80 objets sur 214
gallery-searching = Recherche d’autres appareils
gallery-nothing = Rien ici
gallery-drawings = Écrans vides
gallery-empty-text = Ce qui apparaît ici, et ce qui le fait apparaître.
gallery-cards = Fiches et textes
gallery-card-text = Deux batteries, un chargeur et une mallette vont avec.
gallery-prose =
    ### Avant de percer

    Vérifiez le **mandrin**, puis la *vitesse* :

    1. charger la batterie
    2. régler le couple sur `8`

    > Dans le doute, demandez.

    Voir [la notice](https://example.org/notice)
