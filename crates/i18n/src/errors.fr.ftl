# Pourquoi quelque chose est refusé, et que faire. Les arguments sont ceux des codes d’erreur.

error-bad-request = Le programme n’a pas compris la demande : { $detail }.
hint-bad-request = Rechargez la page ; si cela revient, le programme et sa page sont peut-être de versions différentes.
error-not-found = Rien ne s’appelle « { $what } » ici.
hint-not-found = Vérifiez l’orthographe ; le nom a pu changer, ou n’est pas encore arrivé ici.
error-ambiguous = Plusieurs choses s’appellent « { $what } » : { $candidates }.
hint-ambiguous = Choisissez-en une par son étiquette ou son nom complet.
error-no-space = Il n’y a pas encore d’espace sur cet ordinateur.
hint-no-space = Créez un espace, ou rejoignez-en un avec un code.
error-empty-name = Il manque un nom.
hint-empty-name = Tapez un nom d’au moins une lettre.
error-name-too-long = Ce nom dépasse { $most } caractères.
hint-name-too-long = Raccourcissez-le et mettez le reste dans la note.
error-text-too-long = Ce texte dépasse { $most } caractères.
hint-text-too-long = Raccourcissez-le.
error-bad-quantity = La quantité doit être un nombre entier de 1 à { $most }.
hint-bad-quantity = Tapez un nombre comme 1 ou 12.
error-bad-date = « { $what } » n’est pas une date.
hint-bad-date = Tapez un jour comme 2026-12-01, 12/03, demain ou +7.
error-bad-duration = « { $what } » n’est pas une durée.
hint-bad-duration = Tapez une durée comme 12h ou 7d.
error-due-before-start = La date de retour précède la remise.
hint-due-before-start = Choisissez une date de retour plus tardive.
error-not-yet-handed-over = La remise ne peut pas avoir lieu dans le futur.
hint-not-yet-handed-over = Laissez le jour vide, ou choisissez-en un jusqu’à aujourd’hui.
error-not-back-then = Le retour n’a pas pu avoir lieu ce jour-là.
hint-not-back-then = Choisissez un jour entre la remise et aujourd’hui.
error-not-available = { $available ->
    [0] « { $item } » ne peut pas être prêté pour l’instant.
    [one] Un seul exemplaire de « { $item } » peut être prêté pour l’instant.
   *[other] Seulement { $available } exemplaires de « { $item } » peuvent être prêtés pour l’instant.
}
hint-not-available = Attendez un retour, ou prêtez-en moins.
error-not-lent = « { $item } » n’est prêté à personne.
hint-not-lent = Quelqu’un l’a peut-être déjà rendu : regardez ses prêts.
error-several-loans = « { $item } » est prêté plusieurs fois : { $candidates }.
hint-several-loans = Choisissez le prêt qui revient.
error-returns-too-many = { $open ->
    [0] Tout est déjà revenu.
    [one] Il n’en reste que { $open } dehors.
   *[other] Il n’en reste que { $open } dehors.
}
hint-returns-too-many = Tapez combien sont vraiment revenus.
error-booked-before-due = « { $item } » est réservé par { $who } à partir du { $from }.
hint-booked-before-due = Choisissez un retour plus tôt, ou voyez avec { $who } ; en ligne de commande, --despite-bookings prête quand même.
error-bad-time = « { $what } » n’est pas une heure.
hint-bad-time = Tapez un jour et une heure, comme 2026-12-01 10:00 ou demain 14:30.
error-bad-zone = « { $what } » n’est pas un fuseau horaire.
hint-bad-zone = Tapez un nom comme Europe/Paris.
error-due-in-past = La fin demandée est déjà passée.
hint-due-in-past = Choisissez un jour à venir.
error-asked-already = Vous avez déjà demandé « { $item } ».
hint-asked-already = Attendez votre tour, ou retirez votre demande.
error-request-ended = Cette demande a été retirée, ou remise.
hint-request-ended = Demandez de nouveau.
error-not-your-request = Cette demande est celle de { $who }.
hint-not-your-request = Seule la personne qui a demandé peut la retirer ; qui répond de l’objet peut la refuser.
error-somebody-waits = { $who } attend « { $item } ».
hint-somebody-waits = Rendez-le à temps, ou voyez avec { $who }.
error-not-asked = Personne ne demande « { $what } ».
hint-not-asked = Regardez la liste des demandes.
error-several-requests = « { $what } » est demandé plusieurs fois : { $candidates }.
hint-several-requests = Choisissez la demande par son identifiant.
error-bad-repeat = « { $what } » n’est pas une façon de répéter une réservation.
hint-bad-repeat = Tapez FREQ=WEEKLY;COUNT=10, FREQ=MONTHLY;BYDAY=1TU;COUNT=6 ou FREQ=DAILY;UNTIL=20261224 ; il faut une fin.
error-end-before-start = La réservation finirait avant de commencer.
hint-end-before-start = Choisissez une fin plus tardive.
error-booking-in-past = Ce moment est déjà passé.
hint-booking-in-past = Choisissez un moment à venir.
error-booking-too-long = Une réservation dure { $days } jours au plus, et se répète { $times } fois au plus.
hint-booking-too-long = Faites-en plusieurs réservations.
error-booking-taken = « { $what } » est réservé par { $who } jusqu’au { $until }.
hint-booking-taken = { $next ->
    [none] Choisissez un autre moment, ou voyez avec { $who }.
   *[other] C’est libre à partir du { $next } ; ou voyez avec { $who }.
}
error-booking-lent = « { $what } » est prêté à { $who } jusqu’au { $until }.
hint-booking-lent = { $next ->
    [none] Choisissez un autre moment, ou demandez à { $who } un retour plus tôt.
   *[other] C’est libre à partir du { $next } ; ou demandez à { $who } un retour plus tôt.
}
error-booking-too-many = { $capacity ->
    [0] « { $what } » ne se réserve pas.
    [one] Un seul exemplaire de « { $what } » se réserve à la fois.
   *[other] Seulement { $capacity } exemplaires de « { $what } » se réservent à la fois.
}
hint-booking-too-many = Réservez-en moins, ou demandez à qui en répond de dire combien il y en a.
error-booking-ended = Cette réservation a été annulée ou déplacée.
hint-booking-ended = Faites-en une nouvelle.
error-not-your-booking = Cette réservation est à { $who }.
hint-not-your-booking = Demandez à { $who }.
error-not-answering = C’est à qui répond de « { $what } » de le faire : à qui cela appartient, ou aux responsables pour ce qui est à l’espace.
hint-not-answering = Demandez à qui cela appartient, ou à une personne responsable de l’espace.
error-confirmed-already = Cette réservation est déjà confirmée.
hint-confirmed-already = Il n’y a plus rien à faire.
error-booking-displaced = Ce qui est réservé ici est à { $who }.
hint-booking-displaced = Annulez d’abord l’autre réservation, ou convenez d’un autre moment.
error-nothing-offered = Il n’y a pas encore de place pour cette réservation.
hint-nothing-offered = Déplacez-la à un autre moment, ou attendez que l’autre réservation s’en aille.
error-several-bookings = « { $what } » est réservé plusieurs fois : { $candidates }.
hint-several-bookings = Choisissez la réservation par son identifiant.
error-not-booked = « { $what } » n’est pas réservé.
hint-not-booked = Regardez la liste des réservations.
error-booking-closed = { $reason ->
    [none] « { $what } » est fermé à ce moment-là.
   *[other] « { $what } » est fermé à ce moment-là : { $reason }.
}
hint-booking-closed = { $next ->
    [none] Choisissez un autre moment, ou regardez les horaires.
   *[other] C’est ouvert et libre à partir du { $next }.
}
error-not-in-use = { $status ->
    [candidate] « { $what } » n’est encore qu’une idée : cela ne se réserve pas.
    [conversion] « { $what } » est en aménagement : cela ne se réserve pas encore.
   *[other] « { $what } » ne sert plus.
}
hint-not-in-use = Choisissez autre chose, ou demandez à une personne responsable de changer son état.
error-booking-too-soon = « { $what } » se réserve au moins { $length } { $unit ->
    [m] min
    [h] h
   *[d] j
} à l’avance.
hint-booking-too-soon = { $next ->
    [none] Choisissez un moment plus tardif.
   *[other] Le premier moment qui se réserve commence le { $next }.
}
error-booking-too-far = « { $what } » ne se réserve pas si longtemps à l’avance.
hint-booking-too-far = Choisissez un début avant le { $until }.
error-booking-too-short = « { $what } » se réserve pour { $length } { $unit ->
    [m] min
    [h] h
   *[d] j
} au moins.
hint-booking-too-short = Choisissez une fin plus tardive.
error-booking-over-length = « { $what } » se réserve pour { $length } { $unit ->
    [m] min
    [h] h
   *[d] j
} au plus.
hint-booking-over-length = Choisissez une fin plus proche.
error-booking-too-close = { $who } a « { $what } » tout près de ce moment-là : { $length } { $unit ->
    [m] min
    [h] h
   *[d] j
} restent libres entre deux réservations.
hint-booking-too-close = { $next ->
    [none] Choisissez un autre moment, ou voyez avec { $who }.
   *[other] C’est libre à partir du { $next } ; ou voyez avec { $who }.
}
error-booking-over-quota = Un membre réserve « { $what } » au plus { $length }{ $unit ->
    [x] {""} fois
    [m] {""} min
    [h] {""} h
   *[d] {""} jours
} par { $period ->
    [week] semaine
   *[month] mois
} ; vous en êtes à { $used }.
hint-booking-over-quota = { $period ->
    [week] Choisissez une autre semaine, ou annulez une de vos réservations.
   *[month] Choisissez un autre mois, ou annulez une de vos réservations.
}
error-booking-crowded = Le { $day }, { $length ->
    [one] une personne vient déjà
   *[other] { $length } personnes viennent déjà
} retirer ou rapporter des objets : on ne peut pas en recevoir plus.
hint-booking-crowded = { $next ->
    [none] Choisissez un autre jour.
   *[other] Choisissez un autre jour ; un moment libre commence le { $next }.
}
error-booking-not-now = Aucun moment de cette réservation n’est en cours.
hint-booking-not-now = Revenez quand elle commence.
error-booking-begun = La personne qui a réservé a dit être là.
hint-booking-begun = Demandez-lui quand elle aura fini.
error-booking-in-grace = La personne qui a réservé peut encore venir jusqu’au { $until }.
hint-booking-in-grace = Ensuite, le moment pourra être libéré.
error-bad-detail = « { $text } » ne se lit pas ici ({ $what }).
hint-bad-detail = Des horaires s’écrivent 9:00-12:00 14:00-18:00, des durées 30m, 2h ou 7j, un quota 3/semaine, 4h/semaine ou 2j/mois, un jour 2026-12-01.
error-no-hours = { $line ->
    [none] Le fichier ne donne aucun horaire d’ouverture.
   *[other] La ligne { $line } du fichier dit autre chose qu’une semaine avec des exceptions.
}
hint-no-hours = Choisissez un calendrier avec VAVAILABILITY (RFC 7953).
error-not-yours = Seule la personne à qui appartient l’objet peut le faire : { $owner }.
hint-not-yours = Demandez à { $owner } de le faire sur son propre ordinateur.
error-not-for-them = « { $item } » ne se prête pas à { $who }.
hint-not-for-them = La personne à qui l’objet appartient dit qui peut l’emprunter : demandez-lui.
error-owner-alone = Seule la personne à qui « { $item } » appartient le prête : { $owner }.
hint-owner-alone = Demandez à { $owner } de le remettre.
error-not-your-project = Seules les personnes qui participent à ce projet le modifient, et seuls ses porteurs en décident.
hint-not-your-project = Demandez à y participer, sur la fiche du projet.
error-call-closed = Le délai pour répondre à cet appel est passé.
hint-call-closed = Demandez à une personne responsable de l’espace si une réponse tardive est encore lue.
error-not-allowed = Vous ne pouvez pas faire cela dans cet espace.
hint-not-allowed = Demandez à une personne responsable de l’espace.
error-not-active = Vous ne participez plus à cet espace.
hint-not-active = Ce qui est déjà ici reste lisible. Demandez à une personne responsable de l’espace.
error-decisions-apart = Cet ordinateur ne peut pas décider au sujet des membres pour l’instant : des décisions prises ici manquent, ou existent en double, comme après la restauration d’une copie de son disque.
hint-decisions-apart = Synchronisez d’abord avec un autre appareil. Si cela n’aide pas, décidez depuis un autre appareil.
error-nothing-to-change = C’est déjà le cas, ou ce n’est pas possible.
hint-nothing-to-change = Regardez de nouveau : quelqu’un l’a peut-être changé entre-temps.
error-bad-ticket = Ce n’est pas un code d’invitation, ou il a été coupé.
hint-bad-ticket = Copiez le code entier, de « etabli: » jusqu’à la fin.
error-ticket-expired = Depuis le { $expires }, ce code n’est plus valable.
hint-ticket-expired = Demandez-en un nouveau.
error-ticket-used-up = Ce code a déjà servi autant de fois que prévu.
hint-ticket-used-up = Demandez-en un nouveau.
error-ticket-refused = L’espace n’accepte pas ce code ; il a peut-être été retiré.
hint-ticket-refused = Demandez-en un nouveau.
error-join-declined = Un membre a répondu que vous n’entrez pas.
hint-join-declined = Parlez-en à la personne qui vous a donné le code. Il ne marche plus sur cet ordinateur.
error-join-crowded = Trop de personnes attendent déjà d’entrer.
hint-join-crowded = Demandez à un membre de leur répondre, puis réessayez.
error-join-waiting = On a demandé à un membre de vous faire entrer ; il n’a pas encore répondu. Il voit les mots « { $words } ».
hint-join-waiting = Utilisez le même code plus tard : dès qu’un membre aura dit oui, vous entrerez tout de suite.
error-guest-gone = « { $what } » n’attend plus d’entrer.
hint-guest-gone = Le même code peut être utilisé à nouveau.
error-unknown-rules = Cette version d’Établi ne connaît les règles que jusqu’au numéro { $known }.
hint-unknown-rules = Mettez d’abord Établi à jour.
error-already-joined = Vous êtes déjà dans l’espace « { $space } ».
hint-already-joined = Ouvrez-le depuis la liste des espaces.
error-nobody-reachable = Personne qui puisse vous faire entrer n’est joignable pour l’instant.
hint-nobody-reachable = Vérifiez que l’ordinateur qui vous a invité est allumé et sur le même réseau, puis réessayez.
error-not-a-table = Ce fichier n’est pas un tableau : { $detail }.
hint-not-a-table = Choisissez un fichier CSV, tel que l’exportent les tableurs et les logiciels d’inventaire.
error-not-a-calendar = Ce fichier n’est pas un calendrier.
hint-not-a-calendar = Choisissez un fichier qui finit par .ics, tel que l’exportent les agendas.
error-calendar-into = On ne sait pas quel objet ou quel lieu ce calendrier réserve.
hint-calendar-into = Ajoutez « --into » et un nom, une étiquette ou un identifiant.
error-nothing-to-print = Il n’y a rien pour quoi imprimer une étiquette.
hint-nothing-to-print = Choisissez au moins un objet.
error-too-many-labels = On imprime au plus { $most } étiquettes à la fois.
hint-too-many-labels = Choisissez moins d’objets, par catégorie ou par lieu.
error-bad-label-sheet = Des étiquettes ne peuvent pas être ainsi sur une page A4 : « { $what } ».
hint-bad-label-sheet = Mesurez à nouveau : elles tiennent dans 210 × 297 mm, et chacune fait au moins 30 × 18 mm.
error-bad-label-start = La planche a des étiquettes de 1 à { $most }.
hint-bad-label-start = Choisissez la première étiquette qui reste sur la planche.
error-bad-label-offset = Une planche se décale d’au plus { $most } mm.
hint-bad-label-offset = Replacez la planche dans l’imprimante, puis mesurez à nouveau.
error-people-not-items = Ce fichier parle de personnes, pas d’objets.
hint-people-not-items = Les membres entrent par une invitation, chacun avec son ordinateur : personne n’est ajouté depuis un fichier. S’il s’agit bien d’objets, choisissez quelle colonne donne leur nom.
error-no-name-column = Aucune colonne de ce fichier ne donne le nom des objets.
hint-no-name-column = Appelez « nom » la colonne des noms, puis réessayez.
error-file-too-large = Ce fichier dépasse { $most }.
hint-file-too-large = Partagez-le en plusieurs fichiers.
error-file-unreadable = Le fichier { $path } ne peut pas être lu : { $detail }.
hint-file-unreadable = Vérifiez qu’il est là et que vous avez le droit de le lire.
error-unknown-format = « { $what } » n’est pas un format connu.
hint-unknown-format = Choisissez un des formats proposés.
error-unknown-field = « { $what } » n’est pas un champ d’objet.
hint-unknown-field = Choisissez name, tag, category, place, quantity, owner ou note.
error-directory-locked = Un autre programme utilise ces espaces : { $holder }.
hint-directory-locked = Fermez-le, puis réessayez.
error-directory-damaged = Ce qui est enregistré ici est abîmé et n’a pas pu être lu : { $detail }.
hint-directory-damaged = Rien n’a été effacé. Gardez le dossier ; ouvrez une sauvegarde avec « etabli backup restore », ou déplacez le dossier et rejoignez de nouveau l’espace depuis un autre appareil.
error-store-rebuilt = Des données enregistrées de « { $space } » étaient abîmées : { $entries ->
    [one] { $entries } entrée a été relue
   *[other] { $entries } entrées ont été relues
}, et les fichiers abîmés sont gardés dans { $path }.
hint-store-rebuilt = Ce qui manque viendra des autres appareils dès que l’un d’eux sera joint ; « etabli status » dit combien.
error-changes-missing = { $own ->
    [0] { $others ->
        [one] { $others } changement d’un autre appareil était ici et manque.
       *[other] { $others } changements d’autres appareils étaient ici et manquent.
    }
    [one] { $own } de vos changements était ici et manque.
   *[other] { $own } de vos changements étaient ici et manquent.
}
hint-changes-missing = Ils seront repris des autres appareils dès que l’un d’eux sera joint.
error-same-store-kind = Le stockage est déjà du type { $kind }.
hint-same-store-kind = Il n’y a rien à faire.
error-read-only-copy = Ceci est une copie ouverte depuis une sauvegarde : on peut la lire et y chercher, mais personne ne peut la modifier.
hint-read-only-copy = Faites le changement dans l’espace lui-même.
error-not-a-backup = Le fichier { $path } n’est pas une sauvegarde d’Établi, ou il est abîmé.
hint-not-a-backup = Choisissez-en une autre ; « etabli backup list » montre celles qui sont entières.
error-folder-not-empty = Il y a déjà quelque chose dans { $path } ; rien n’a été écrasé.
hint-folder-not-empty = Choisissez un nom qui n’est pas encore pris.
error-file-over-limit = Ce fichier dépasse { $most } Mo, le plus qu’une photo ou une pièce jointe puisse avoir.
hint-file-over-limit = Réduisez-le d’abord ; une photo deux fois plus petite en montre autant.
error-not-a-file = { $path } est un dossier, pas un fichier.
hint-not-a-file = Nommez les fichiers qu’il contient.
error-empty-file = Le fichier « { $what } » est vide.
hint-empty-file = Vérifiez que c’est le bon.
error-not-a-photo = « { $what } » n’est pas une photo qu’on puisse montrer.
hint-not-a-photo = Choisissez une image JPEG, PNG ou WebP, ou ajoutez-la en pièce jointe.
error-not-a-picture = « { $what } » n’est pas une image qu’on puisse lire ici.
hint-not-a-picture = Choisissez une image JPEG, PNG ou WebP : une photo ou une capture d’écran.
error-no-code-in-picture = Aucun code n’a été trouvé dans « { $what } ».
hint-no-code-in-picture = Photographiez le code entier, bien éclairé et net, ou collez le texte du code.
error-other-code-in-picture = Le code de « { $what } » n’est pas un code d’Établi.
hint-other-code-in-picture = Demandez le code à la personne qui vous invite : son texte commence par « etabli: ».
error-photo-damaged = La photo « { $what } » est abîmée et ne peut pas être lue.
hint-photo-damaged = Ouvrez-la dans un autre programme et enregistrez-la à nouveau, ou choisissez-en une autre.
error-photo-too-large = La photo « { $what } » a trop de pixels : plus de { $most } millions, ou un côté trop long.
hint-photo-too-large = Réduisez-la d’abord dans un autre programme.
error-too-many-files = Cet objet a { $most } photos et pièces jointes, le plus possible.
hint-too-many-files = Retirez celles qui ne servent plus.
error-same-file = Cet objet a déjà « { $what } ».
hint-same-file = Il n’y a rien à faire.
error-file-not-here = « { $what } » n’est pas encore ici, mais sur l’ordinateur d’un autre membre.
hint-file-not-here = Allez le chercher quand { $member } ou une autre personne qui l’a est connectée.
error-nobody-has-file = { $asked ->
    [one] Le seul appareil joint n’a pas « { $what } ».
   *[other] Aucun des { $asked } appareils joints n’a « { $what } ».
}
hint-nobody-has-file = { $member } l’a ajouté : réessayez quand son ordinateur est connecté.
error-nobody-connected = Personne qui pourrait avoir « { $what } » n’est connecté.
hint-nobody-connected = { $member } l’a ajouté : réessayez quand son ordinateur est connecté.
error-disk-full = Le disque est plein : rien n’a été enregistré.
hint-disk-full = Faites de la place sur le disque, puis réessayez.
error-storage-failed = Le disque a refusé le changement : { $detail }.
hint-storage-failed = Vérifiez le disque, puis réessayez.
error-update-needed = Cette version d’Établi est trop ancienne pour modifier cet espace.
hint-update-needed = Mettez Établi à jour ; d’ici là, vous pouvez tout lire.
error-not-a-demo = Cet espace n’est pas une démonstration.
hint-not-a-demo = Seule une démonstration peut être supprimée ainsi.
error-demo-stays-here = Une démonstration reste sur cet ordinateur : on ne peut y inviter personne.
hint-demo-stays-here = Créez votre propre espace pour inviter des gens.
error-network-failed = Le réseau ne peut pas être utilisé : { $detail }.
hint-network-failed = Vous pouvez continuer : tout est enregistré ici.
error-disconnected = La page a perdu son lien avec le programme.
hint-disconnected = Rien n’a été envoyé une seconde fois. Regardez, quand la liaison sera revenue, si c’est fait ; sinon, recommencez.
error-internal = Il s’est passé quelque chose qui n’aurait pas dû arriver : { $detail }.
hint-internal = Réessayez ; si cela revient, transmettez-nous ces mots.

# Pourquoi un import refuse une ligne ou passe une case.

import-empty-name = l’objet n’a pas de nom
import-bad-quantity = « { $found } » n’est pas une quantité
import-too-long = « { $found } » est trop long
import-ragged-row = la ligne n’a pas autant de cases que l’en-tête : « { $found } »
import-duplicate-tag = l’étiquette « { $found } » est là plusieurs fois
import-place-twice = une ligne plus haut dit autre chose de « { $found } »
import-place-in-itself = « { $found } » serait dans lui-même
import-event-start = l’événement ne dit pas quand il commence
import-event-value = « { $found } » ne se lit pas
import-event-zone = le fuseau « { $found } » n’est pas connu
import-event-length = l’événement ne dure pas, ou finit avant de commencer
import-event-rule = « { $found } » n’est pas une façon de répéter
import-event-often = l’événement a lieu trop souvent : au plus { $found } fois
import-event-orphan = il change un événement qui n’est pas dans le fichier
import-event-twice = un autre événement du fichier porte le même nom
import-event-many = le fichier a trop d’événements ; la suite n’a pas été lue
import-event-cancelled = l’événement est annulé
import-event-free = l’événement n’occupe personne
import-event-over = l’événement est passé
import-event-far = l’événement est trop lointain
import-event-overlap = un autre événement du fichier a lieu en même temps
import-event-taken = c’est pris à ce moment-là : { $found }
import-event-closed = c’est fermé à ce moment-là
import-event-house-rule = c’est contraire aux règles de réservation
import-event-refused = c’est refusé : { $found }
import-note-tasks = Passées : { $detail } tâches et notes.
import-note-tasks-some = Des tâches et des notes ont été passées.
import-note-loans = { $detail ->
    [one] { $detail } ligne dit qui a l’objet : c’est gardé comme champ supplémentaire, pas comme prêt.
   *[other] { $detail } lignes disent qui a l’objet : c’est gardé comme champ supplémentaire, pas comme prêt.
}
import-note-sheets = Seule la première feuille remplie est lue, pas : { $detail }.
import-note-sheets-some = Seule la première feuille remplie est lue.
import-note-repeats = { $detail ->
    [one] { $detail } ligne porte sur un objet déjà nommé plus haut.
   *[other] { $detail } lignes portent sur des objets déjà nommés plus haut.
}
import-note-repeats-some = Certaines lignes portent sur des objets déjà nommés plus haut.
import-note-kept = Gardés comme champs supplémentaires : { $detail }.
import-note-skipped = Colonnes passées : { $detail }.
import-note-loans-some = Des lignes disent qui a l’objet : c’est gardé comme champ supplémentaire, pas comme prêt.
import-note-kept-some = Les colonnes inconnues sont gardées comme champs supplémentaires.
import-note-skipped-some = Des colonnes ont été passées.

# Ce qu’une vérification a trouvé
finding-unreadable = L’écriture { $what } ne peut pas être lue ({ $detail }).
finding-unsigned = L’écriture { $what } n’est pas signée par son auteur ({ $detail }).
finding-misplaced = L’écriture { $what } n’est pas rangée à sa place.
finding-unread = L’écriture { $what } n’était pas là quand l’espace a été ouvert.
finding-unlinked = L’écriture { $what } ne va pas avec celles qu’elle cite ({ $detail }).
finding-miscounted = { $found } écritures sont enregistrées sur { $expected }.
finding-damaged-file = Le fichier « { $what } » est abîmé ({ $detail }).
error-out-of-order = « { $item } » est en panne : { $note }.
hint-out-of-order = Terminez d’abord la réparation, ou prenez-en un autre.
error-item-missing = « { $item } » n’a pas été retrouvé à l’inventaire.
hint-item-missing = Si vous l’avez en main, notez son état.
error-used-up = « { $item } » se consomme, il ne se prête pas.
hint-used-up = Notez ce qui est pris sur le stock.
error-immaterial = « { $item } » ne se remet pas de la main à la main.
hint-immaterial = Chacun peut s’en servir selon sa licence.
error-too-many-out = { $who } a { $held } objets et peut en avoir { $most } à la fois.
hint-too-many-out = Reprenez d’abord quelque chose ; qui répond de l’objet peut passer outre.
error-lent-too-long = « { $item } » se prête { $most } jours au plus.
hint-lent-too-long = Choisissez une date de retour plus proche.
error-extended-too-often = Un prêt de « { $item } » se prolonge { $most } fois au plus.
hint-extended-too-often = Rendez-le ; qui en répond peut passer outre.
error-signed-already = Il n’y a rien à signer ici pour vous.
hint-signed-already = Qui a pris l’objet signe la remise, qui l’a donné signe le retour.
error-no-deposit = Seuls { $held } de caution sont détenus.
hint-no-deposit = Ne rendez pas davantage.
error-kit-contains-itself = « { $item } » se contiendrait lui-même.
hint-kit-contains-itself = Retirez-le de l’un des deux lots.
error-kit-too-large = « { $item } » a trop de pièces pour une seule remise.
hint-kit-too-large = Faites-en plusieurs lots.
error-no-repair = Aucune réparation en cours pour « { $item } ».
hint-no-repair = Ouvrez-en une s’il est en panne.
error-no-stock = « { $item } » n’est pas compté comme consommable.
hint-no-stock = Dites d’abord dans quelle unité il se compte.
error-bad-attribute = « { $what } » ne convient pas à « { $field } ».
hint-bad-attribute = Saisissez ce que ce champ demande.
error-bad-amount = « { $what } » n’est pas un montant.
hint-bad-amount = Saisissez un montant comme 20 ou 12,50 EUR.
error-wish-ended = Ce souhait est réalisé, ou retiré.
hint-wish-ended = Regardez de nouveau la liste de souhaits.
