# Ce qui fut : la corbeille, annuler, l’activité, les valeurs entre lesquelles choisir.

## Refus

error-item-out = « { $item } » est chez { $who } : il ne peut pas aller à la corbeille.
hint-item-out = Notez d’abord son retour.
error-in-bin = « { $what } » est à la corbeille.
hint-in-bin = Sortez-le d’abord de la corbeille.
error-not-in-bin = « { $what } » n’est pas à la corbeille.
hint-not-in-bin = Il n’y a rien à faire.
error-place-in-use = « { $what } » contient { $items ->
    [one] { $items } objet
   *[other] { $items } objets
} et { $places ->
    [one] { $places } lieu
   *[other] { $places } lieux
} : il ne peut pas aller à la corbeille.
hint-place-in-use = Rangez d’abord ailleurs ce qu’il contient.
error-place-in-itself = « { $what } » ne peut pas être dans lui-même.
hint-place-in-itself = Choisissez un lieu qui n’est pas à l’intérieur.
error-nothing-to-undo = Il n’y a rien à annuler.
hint-nothing-to-undo = Seul ce que vous avez fait sur cet ordinateur peut être annulé.
error-nothing-to-redo = Il n’y a rien à rétablir.
hint-nothing-to-redo = Ce qui est annulé peut être rétabli tant que rien d’autre n’est fait.
error-changed-since = { $who } a modifié « { $what } » depuis : cela reste comme c’est.
hint-changed-since = L’historique dit ce qu’il y avait avant.
error-not-as-left = « { $what } » n’est plus comme vous l’aviez laissé : cela reste comme c’est.
hint-not-as-left = L’historique dit ce qu’il y avait avant.
error-out-since = « { $what } » est chez { $who } : cela reste comme c’est.
hint-out-since = Notez d’abord son retour.
error-used-since = Quelque chose est rangé dans « { $what } » : cela reste comme c’est.
hint-used-since = Rangez d’abord ailleurs ce qu’il contient.
error-not-there-then = « { $what } » n’était pas encore là.
hint-not-there-then = Choisissez un jour plus récent.
error-no-such-choice = « { $value } » ne fait pas partie des valeurs au choix.
hint-no-such-choice = Regardez l’objet à nouveau : quelqu’un a peut-être déjà choisi.

## La ligne de commande : la corbeille

cli-about-item-remove = Mettre un objet à la corbeille ; rien n’en est effacé
cli-about-item-restore = Sortir un objet de la corbeille
cli-about-place-remove = Mettre à la corbeille un lieu qui ne contient rien
cli-about-place-restore = Sortir un lieu de la corbeille
cli-about-bin = Voir ce qui est à la corbeille
cli-about-bin-list = Lister les objets et les lieux à la corbeille, les derniers en tête
cli-example-item-remove = etabli item remove A-12
cli-example-item-restore = etabli item restore A-12
cli-example-place-remove = etabli place remove "Étagère B3"
cli-example-place-restore = etabli place restore "Étagère B3"
cli-example-bin-list = etabli bin list
cli-arg-place-remove-place = Le lieu : son nom, son chemin ou le début de son identifiant
cli-arg-place-restore-place = Le lieu : son nom, son chemin ou le début de son identifiant
cli-item-removed = « { $name } » est à la corbeille. « etabli item restore » l’en sort.
cli-item-restored = « { $name } » est sorti de la corbeille.
cli-place-removed = « { $name } » est à la corbeille. « etabli place restore » l’en sort.
cli-place-restored = « { $name } » est sorti de la corbeille.
cli-bin-empty = La corbeille est vide.
cli-removed-by = À la corbeille depuis le { $date }, mis par { $name }

## Ce que les gens ont fait : une phrase, et un nom pour l’annuler

deed-item-added = { $who } a ajouté « { $name } »
undo-item-added = l’ajout de « { $name } »
deed-items-added = { $who } a ajouté { $count } objets
undo-items-added = l’ajout de { $count } objets
deed-item-set = { $who } a modifié « { $name } », { $field } : { $before } → { $after }
undo-item-set = la modification de « { $name } » ({ $field })
deed-items-set = { $who } a modifié { $count } objets
undo-items-set = la modification de { $count } objets
deed-choice-put-back = { $who } a remis le choix pour « { $name } », { $field } : { $after }
undo-choice-put-back = le choix pour « { $name } » ({ $field })
deed-item-removed = { $who } a mis « { $name } » à la corbeille
undo-item-removed = la mise à la corbeille de « { $name } »
deed-items-removed = { $who } a mis { $count } objets à la corbeille
undo-items-removed = la mise à la corbeille de { $count } objets
deed-item-restored = { $who } a sorti « { $name } » de la corbeille
undo-item-restored = la sortie de « { $name } » de la corbeille
deed-items-restored = { $who } a sorti { $count } objets de la corbeille
undo-items-restored = la sortie de { $count } objets de la corbeille
deed-file-added = { $who } a ajouté un fichier à « { $name } » : { $field }
undo-file-added = le fichier ajouté à « { $name } »
deed-file-set = { $who } a modifié ce qui est dit d’un fichier de « { $name } » : { $field }
undo-file-set = la modification d’un fichier de « { $name } »
deed-file-removed = { $who } a retiré un fichier de « { $name } » : { $field }
undo-file-removed = le retrait d’un fichier de « { $name } »
deed-file-restored = { $who } a remis un fichier de « { $name } » : { $field }
undo-file-restored = le retour d’un fichier de « { $name } »
deed-place-added = { $who } a ajouté le lieu « { $name } »
undo-place-added = l’ajout du lieu « { $name } »
deed-places-added = { $who } a ajouté { $count } lieux
undo-places-added = l’ajout de { $count } lieux
deed-place-set = { $who } a modifié le lieu « { $name } », { $field } : { $before } → { $after }
undo-place-set = la modification du lieu « { $name } »
deed-place-removed = { $who } a mis le lieu « { $name } » à la corbeille
undo-place-removed = la mise à la corbeille du lieu « { $name } »
deed-places-removed = { $who } a mis { $count } lieux à la corbeille
undo-places-removed = la mise à la corbeille de { $count } lieux
deed-place-restored = { $who } a sorti le lieu « { $name } » de la corbeille
undo-place-restored = la sortie du lieu « { $name } » de la corbeille
deed-places-restored = { $who } a sorti { $count } lieux de la corbeille
undo-places-restored = la sortie de { $count } lieux de la corbeille
deed-lent = { $who } a prêté « { $name } » à { $member }
undo-lent = le prêt de « { $name } » à { $member }
deed-lent-again = { $who } a noté que « { $name } » est encore chez { $member }
undo-lent-again = « { $name } » noté encore chez { $member }
deed-returned = { $who } a noté le retour de « { $name } » par { $member }
undo-returned = le retour de « { $name } »
deed-loan-cancelled = { $who } a annulé le prêt de « { $name } » à { $member }
undo-loan-cancelled = l’annulation du prêt de « { $name } »
deed-asked = { $who } a demandé « { $name } »
undo-asked = votre demande de « { $name } »
deed-request-granted = { $who } a accordé « { $name } » à { $member }
undo-request-granted = l’accord de « { $name } » à { $member }
deed-request-refused = { $who } a refusé « { $name } » à { $member }
undo-request-refused = le refus de « { $name } » à { $member }
deed-request-withdrawn = { $who } ne demande plus « { $name } »
undo-request-withdrawn = le retrait de votre demande de « { $name } »
deed-loan-extended = { $who } a convenu d’une autre fin pour le prêt de « { $name } » à { $member }
undo-loan-extended = l’autre fin du prêt de « { $name } »
deed-loan-lost = { $who } a noté « { $name } », que { $member } avait, comme perdu
undo-loan-lost = « { $name } » noté comme perdu
deed-loan-found = { $who } a noté « { $name } » comme retrouvé
undo-loan-found = « { $name } » noté comme retrouvé
deed-booked = { $who } a réservé « { $name } »
deed-booking-moved = { $who } a déplacé une réservation de « { $name } »
deed-booking-confirmed = { $who } a confirmé une réservation de « { $name } »
deed-booking-cancelled = { $who } a annulé une réservation de « { $name } »
deed-capacity-set = { $who } a indiqué combien de « { $name } » se réservent à la fois : { $count }
deed-booking-begun = { $who } est là pour une réservation de « { $name } »
deed-booking-released = { $who } a libéré le reste d’une réservation de « { $name } »
deed-space-set = { $who } a changé ce qui vaut pour tout l’espace, { $field } : { $before } → { $after }
undo-space-set = la modification de ce qui vaut pour tout l’espace ({ $field })
deed-name-set = { $who } a écrit son nom
deed-device-named = { $who } a nommé un appareil : { $after }
deed-space-named = { $who } a nommé l’espace
deed-word-set = { $who } a choisi les mots de l’espace : { $before } → { $after }
deed-founded = { $who } a créé l’espace
deed-invited = { $who } a invité quelqu’un
deed-invite-closed = { $who } a fermé une invitation
deed-admitted = { $who } a fait entrer { $member }
deed-device-added = { $who } a ajouté un appareil
deed-device-replaced = { $who } a signé pour un nouvel appareil de { $member }
deed-device-revoked = { $who } a retiré un appareil de { $member }
deed-role-granted = { $who } a nommé { $member } responsable
deed-role-revoked = { $who } a fait de { $member } un membre ordinaire
deed-policy-set = { $who } a changé qui peut faire quoi
deed-rules-set = { $who } a relevé les règles de l’espace
deed-left = { $who } a quitté l’espace
deed-suspended = { $who } a suspendu { $member }
deed-reinstated = { $who } a rétabli { $member }
deed-excluded = { $who } a signé l’exclusion de { $member }
deed-ratified = { $who } a validé ce qui ne comptait pas
deed-forgot = { $who } a fait oublier ses coordonnées
deed-unknown = { $who } a fait une chose que cette version ne connaît pas

deed-nothing = rien
deed-somebody = Quelqu’un
deed-or = { $one } ou { $other }
deed-several = { $what } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
deed-undone = { $what } (annulation)
deed-redone = { $what } (rétablissement)
deed-void = { $what } (ne compte pas, à cause d’une décision)
deed-field-name = nom
deed-field-tag = étiquette
deed-field-category = catégorie
deed-field-place = lieu
    .place = { $term-place }
deed-field-inside = où il se trouve
deed-field-quantity = quantité
deed-field-note = note
left-field = { $name }, { $field }
left-changed = { $who } a modifié « { $name } » depuis : cela reste comme c’est.
left-not-as-left = « { $name } » a été modifié depuis : cela reste comme c’est.
left-out = « { $name } » est chez { $who } : cela reste comme c’est.
left-in-use = Quelque chose est rangé dans « { $name } » : cela reste comme c’est.

## La ligne de commande : annuler et historique

cli-about-undo = Annuler la dernière chose faite sur cet ordinateur, pour autant que personne ne l’a modifiée depuis
cli-about-redo = Rétablir ce qui a été annulé en dernier
cli-about-history = Dire qui a fait quoi, le plus récent en tête
cli-about-item-settle = Choisir entre des valeurs que plusieurs ont écrites à la fois
cli-about-item-revert = Redonner à un champ d’un objet une valeur qu’il avait avant
cli-example-undo = etabli undo
cli-example-redo = etabli redo
cli-example-history = etabli history A-12
cli-example-item-settle = etabli item settle A-12 name "Perceuse"
cli-example-item-revert = etabli item revert A-12 name "Perceuse"
cli-arg-history-item = Seulement ce qui a été fait à cet objet
cli-arg-history-of = Seulement ce que ce membre a fait
cli-arg-history-part = Seulement cette part : items, places, loans ou members
cli-arg-history-since = Seulement depuis ce jour
cli-arg-history-as-of = Montrer l’objet tel qu’il était à la fin de ce jour, ou après cette étape de son historique
cli-then-title = « { $name } » tel qu’il était, le { $date }
cli-then-now = { $value } (maintenant : { $now })
cli-then-holder = Chez { $name } : { $count }, depuis le { $date }
cli-then-removed = À la corbeille.
cli-arg-history-limit = Combien au plus
cli-arg-item-settle-field = Quel champ, comme « etabli item show » le nomme
cli-arg-item-settle-value = La valeur à garder
cli-arg-item-revert-field = Quel champ, comme « etabli history --json » le nomme
cli-arg-item-revert-value = La valeur, comme « etabli history --json » la dit
cli-undone = Annulé : { $what }.
cli-redone = Rétabli : { $what }.
cli-settled = « { $name } » : le choix est fait.
cli-history-empty = Rien n’a encore été fait.
cli-claim = { $value } ({ $name }, { $date })
cli-loan-cancelled = annulé

## L’interface : annuler, l’activité, la corbeille, les choix

undo = Annuler
undo-group = Annuler et rétablir
undo-what = Annuler : { $what }
undo-none = Rien à annuler
redo-what = Rétablir : { $what }
redo-none = Rien à rétablir
undone-done = Annulé : { $what }.
redone-done = Rétabli : { $what }.
nav-activity = Activité
activity-title = Activité
activity-lede = Qui a fait quoi, à l’heure de chaque ordinateur.
activity-filters = Quelle part
activity-part-items = Objets
    .item = { $Terms-item }
activity-part-places = Lieux
    .place = { $Terms-place }
activity-part-loans = Prêts
    .loan = { $Terms-loan }
activity-part-bookings = Réservations
activity-part-members = Membres et règles
activity-part = Partie
activity-member = Qui
activity-any-part = Tout
activity-any-member = Tout le monde
activity-more = Voir plus ancien
activity-empty-title = Rien ici
activity-empty-text = Ce que font les membres est raconté ici.
activity-restore = Remettre
activity-restore-what = Remettre « { $value } »
activity-restored = « { $name } » a retrouvé sa valeur d’avant.
bin-title = Corbeille
bin-lede = Rien de ce qui est ici n’est effacé. Tout y reste au moins 90 jours, et peut en sortir.
bin-empty-title = La corbeille est vide
bin-empty-text = Ce qui est mis de côté attend ici, au cas où quelqu’un en voudrait.
bin-by = À la corbeille depuis { $date }, mis par { $name }
bin-place = lieu
    .place = { $term-place }
bin-out = { $count ->
    [one] { $count } est prêté, par quelqu’un qui ne savait pas qu’il est ici.
   *[other] { $count } sont prêtés, par quelqu’un qui ne savait pas qu’ils sont ici.
}
bin-restore = Sortir
bin-restore-what = Sortir « { $name } » de la corbeille
bin-restored = « { $name } » est sorti de la corbeille.
bin-removed = « { $name } » est à la corbeille.
item-remove = Mettre à la corbeille
item-history = Historique
then-show = Tel qu’il était
then-show-at = Tel qu’il était, le { $date }
then-title = Tel qu’il était, le { $date }
then-text = Vous regardez le passé : rien ne change ici, sauf ce que vous remettez.
then-back = Revenir à maintenant
then-now = Maintenant : { $value }
then-holder = Chez { $name } depuis { $date }
then-holders = Qui l’avait
then-removed = L’objet était à la corbeille.
choice-field = Que garder pour : { $field } ?
choice-by = { $name }, { $date }
choice-keep = Garder
choice-keep-what = Garder « { $value } »
choice-done = Le choix est fait.
inventory-filter-contested = À trancher
inventory-contested = { $count ->
    [one] { $count } objet modifié par plusieurs personnes à la fois : choisissez ce qui vaut
   *[other] { $count } objets modifiés par plusieurs personnes à la fois : choisissez ce qui vaut
}
loan-cancelled = noté par erreur, puis annulé
deed-condition-noted = { $who } a noté l’état de « { $name } »
deed-repair-opened = { $who } a signalé « { $name } » en panne
deed-repair-told = { $who } a avancé la réparation de « { $name } »
deed-repair-resolved = { $who } a réparé « { $name } »
deed-repair-retired = { $who } a renoncé à réparer « { $name } »
deed-care-noted = { $who } a entretenu « { $name } »
deed-stock-in = { $who } a ajouté { $count } au stock de « { $name } »
deed-stock-out = { $who } a pris { $count } du stock de « { $name } »
deed-stock-counted = { $who } a compté « { $name } », corrigé de { $count }
deed-stock-taken = { $who } a fait l’inventaire de { $count } objets
deed-setting-set = { $who } a changé un réglage de l’espace
deed-loan-signed = { $who } a signé le prêt de « { $name } »
deed-money-noted = { $who } a noté de l’argent pour « { $name } », chez { $member }
deed-wished-for = { $who } souhaite « { $name } »
deed-wish-backed = { $who } a dit souhaiter ou non « { $name } »
deed-wish-ended = { $who } a clos le souhait de « { $name } »
undo-stock-in = l’ajout au stock de « { $name } »
undo-stock-out = la prise sur le stock de « { $name } »
undo-stock-counted = le comptage de « { $name } »
undo-condition-noted = l’état de « { $name } »
undo-repair-opened = la panne de « { $name } »
undo-repair-told = l’étape de réparation de « { $name } »
undo-repair-resolved = la fin de la réparation de « { $name } »
undo-repair-retired = l’abandon de la réparation de « { $name } »
undo-care-noted = l’entretien de « { $name } »
undo-stock-taken = l’inventaire de { $count } objets
undo-loan-signed = votre signature pour « { $name } »
undo-money-noted = l’argent noté pour « { $name } »
undo-wished-for = le souhait de « { $name } »
undo-wish-backed = votre avis sur le souhait de « { $name } »
undo-wish-ended = la fin du souhait de « { $name } »
