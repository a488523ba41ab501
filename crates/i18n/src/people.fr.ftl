# Les gens : savoir-faire, formations, besoins et offres
error-untrained = Pour utiliser « { $what } », il faut une formation ({ $training }).
hint-untrained = Pour l’utiliser : demandez une formation à { $who }.
error-nobody-trains = Pour utiliser « { $what } », il faut une formation ({ $training }), et personne ici ne peut la donner.
hint-nobody-trains = Pour l’utiliser : demandez à un responsable de nommer un formateur.
error-bad-skill = « { $what } » ne convient pas.
hint-bad-skill = Donnez un nom de 60 caractères au plus, et dites au moins : sait faire, peut enseigner ou veut apprendre.
error-bad-saying = « { $text } » ne convient pas à « { $what } ».
hint-bad-saying = Raccourcissez le texte, ou retirez d’abord autre chose.
error-not-trained = Cette personne n’a pas de formation pour « { $what } ».
hint-not-trained = Regardez qui est formé sur la page des formations.
error-not-theirs = Seule la personne concernée peut le faire.
hint-not-theirs = Demandez-lui.
error-bad-contacts = Ce fichier ne contient aucune carte lisible, ou plus de { $most }.
hint-bad-contacts = Exportez vos contacts au format vCard, en plusieurs fichiers s’il le faut.
deed-trained = { $who } a { $count ->
    [0] retiré la formation de
   *[other] formé
} { $member } ({ $name })
deed-trainer-named = { $who } a dit que { $member } { $count ->
    [0] ne forme plus
   *[other] forme les autres
} ({ $name })
deed-mentoring-asked = { $who } a demandé à apprendre auprès de { $member }
deed-mentoring-went = { $who } a noté où en est l’apprentissage de { $member }
deed-mentoring-ended = { $who } a clos l’apprentissage de { $member }
deed-welcomed = { $who } a dit qui { $count ->
    [0] n’accueille plus
   *[other] accueille
} { $member }
deed-profile-set = { $who } a complété son profil
deed-post-set = { $who } a écrit un besoin, une offre ou une question
deed-replied = { $who } a répondu à quelqu’un
deed-endorsed = { $who } a revu ses recommandations
deed-outsider-set = { $who } a noté un contact extérieur
undo-profile-set = la modification de votre profil
undo-post-set = ce que vous avez écrit parmi les besoins et offres
undo-replied = votre réponse
undo-endorsed = votre recommandation
undo-outsider-set = le contact extérieur
undo-name-set = votre changement de nom
undo-device-named = le nom d’un ordinateur
undo-space-named = le changement de nom de l’espace
undo-word-set = la modification des mots de votre groupe
undo-setting-set = la modification d’une règle de l’espace
detail-training = Formation demandée
detail-referents = Référents (noms)
setting-trained = Catégories qui demandent une formation
setting-trained-hint = Une catégorie par ligne. Un objet peut en décider autrement.
trained-nothing = Aucune
trained-item = Pour cet objet
trained-category = Pour sa catégorie
people-title = Qui sait quoi
people-lede = Savoir-faire, envies d’apprendre et contacts utiles.
people-search = Qui sait…
people-search-hint = Par exemple : souder, couture, anglais.
people-kind = Lien
people-kind-any = Tous
people-skill = Savoir-faire
people-skill-any = Tous
people-level = Niveau
people-level-any = Tous
people-language = Langue
people-language-any = Toutes
people-day = Jour
people-day-any = Tous
people-none-title = Personne ne correspond
people-none-text = Essayez un autre mot, ou posez la question au groupe.
people-more = { $count ->
    [one] Afficher { $count } personne de plus
   *[other] Afficher { $count } personnes de plus
}
people-skills-more = { $count ->
    [one] et { $count } autre compétence
   *[other] et { $count } autres compétences
}
people-found = { $count ->
    [0] Personne
    [one] { $count } personne
   *[other] { $count } personnes
}
people-mine = Mon profil
people-outside = Contact extérieur
people-outside-add = Ajouter un contact extérieur
people-outside-name = Nom
people-outside-skills = Savoir-faire, séparés par des virgules
people-outside-reach = Comment joindre
people-outside-note = Remarque
people-outside-hint = Visible de tout le groupe, sur tous ses ordinateurs. Demandez son accord à la personne.
people-outside-done = « { $name } » est noté.
people-outside-change = Modifier
people-outside-change-of = Modifier : { $name }
contacts-title = Importer des contacts
contacts-choose = Choisir un fichier vCard (.vcf)
contacts-hint = Rien n’est noté avant que vous ayez vu qui s’y trouve.
contacts-new = { $count ->
    [0] Personne de nouveau
    [one] { $count } nouveau contact
   *[other] { $count } nouveaux contacts
}
contacts-more = et { $count } de plus
contacts-known = { $count ->
    [one] { $count } est déjà là
   *[other] { $count } sont déjà là
}
contacts-left = La carte { $number } est illisible : elle n’a pas de nom qui convienne. { $name }
contacts-submit = Importer
contacts-done = { $count ->
    [one] { $count } contact est noté.
   *[other] { $count } contacts sont notés.
}
kind-can = Sait faire
kind-teach = Peut enseigner
kind-want = Veut apprendre
level-novice = Débute
level-able = Autonome
level-expert = Référence
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
week-title = Ici cette semaine
week-lede = D’après ce que chacun en dit, dans son profil, par ses réservations et les clés qu’il a. On peut aussi venir autrement.
week-nobody = Personne ne dit y être.
week-booked = a réservé { $place }, { $when }
week-key = a une clé de { $place }, ouvert { $when }
week-usually-1 = a d’habitude du temps le lundi
week-usually-2 = a d’habitude du temps le mardi
week-usually-3 = a d’habitude du temps le mercredi
week-usually-4 = a d’habitude du temps le jeudi
week-usually-5 = a d’habitude du temps le vendredi
week-usually-6 = a d’habitude du temps le samedi
week-usually-7 = a d’habitude du temps le dimanche
person-skills = Savoir-faire
person-no-skills = Rien de noté pour l’instant.
person-add-skill = Ajouter un savoir-faire
person-skill = Savoir-faire
person-skill-note = Précisions
person-skill-change = Modifier
person-skill-change-of = Modifier : { $name }
person-skill-done = « { $name } » est noté.
person-skill-drop = Retirer
person-skill-drop-of = Retirer : { $name }
person-skill-dropped = « { $name } » n’y est plus.
person-edit = Modifier mon profil
person-edited = Votre profil est à jour.
person-goals = Ce que j’aimerais faire ici
person-languages = Langues, séparées par des virgules
person-days = Jours où j’ai du temps (1 lundi … 7 dimanche)
person-availability = Disponibilités, précisions
person-welcomes = J’accueille volontiers les nouveaux
person-yes = Oui
person-no = Non
person-shown = Mes coordonnées sont montrées
person-shown-members = À tous les membres
person-shown-stewards = Aux responsables seulement
person-shown-hint = C’est une politesse des écrans : les coordonnées sont sur tous les ordinateurs du groupe. Les faire oublier se trouve sur la page des membres.
person-says-goals = Aimerait
person-says-languages = Parle
person-says-days = A du temps
person-says-contact = Joindre
person-says-trainings = Formations
person-says-refers = Répond aux questions sur
person-says-portfolio = A fait
person-says-role = Rôle
person-portfolio = { $shares ->
    [0] aucun objet partagé
    [one] { $shares } objet partagé
   *[other] { $shares } objets partagés
}, { $repairs ->
    [0] aucune réparation
    [one] { $repairs } réparation
   *[other] { $repairs } réparations
}
person-matches = Vous pourriez vous entraider
person-match-teaches = { $name } peut vous apprendre : { $skills }
person-match-learns = { $name } aimerait apprendre de vous : { $skills }
person-ask = Demander à apprendre
person-ask-of = Demander à apprendre : { $name }
person-asked = La demande est envoyée.
person-endorse = Recommander
person-endorse-of = Recommander : { $name }
person-unendorse = Ne plus recommander
person-unendorse-of = Ne plus recommander : { $name }
person-endorse-done = Vous le recommandez : { $name }.
person-unendorse-done = Vous ne le recommandez plus : { $name }.
person-endorsed = { $count ->
    [one] recommandé par un membre
   *[other] recommandé par { $count } membres
}
person-endorsements-hide = Masquer les recommandations
person-endorsements-show = Montrer les recommandations
person-badges = Badges
badge-trained = { $count ->
    [one] Une formation suivie
   *[other] { $count } formations suivies
}
badge-mended = { $count ->
    [one] Une réparation menée à bien
   *[other] { $count } réparations menées à bien
}
badge-finished = { $count ->
    [one] Un projet mené à bien
   *[other] { $count } projets menés à bien
}
person-nudges = Pour que les autres vous trouvent
nudge-skills = Notez ce que vous savez faire.
nudge-wants = Notez ce que vous aimeriez apprendre.
nudge-languages = Dites quelles langues vous parlez.
nudge-days = Dites quand vous avez du temps.
nudge-goals = Dites ce que vous aimeriez faire ici.
nudge-contact = Dites comment vous joindre, sur la page des membres.
nudge-settle = Ne plus montrer
nudge-settle-of = Ne plus montrer : { $what }
person-until = jusqu’au { $date }
person-over = expirée le { $date }
person-trains = forme les autres
trainings-title = Formations
trainings-lede = Qui peut utiliser quelle machine, et qui peut former les autres.
trainings-empty-title = Rien ne demande de formation
trainings-empty-text = Un objet peut la demander dans ses précisions, une catégorie dans les réglages.
trainings-nobody = Personne ici ne peut former à « { $name } ».
trainings-trainers = Forment : { $names }
trainings-held = Formés : { $names }
trainings-held-none = Personne n’est encore formé.
trainings-ended = Retirée : { $names }
training-ended-on = { $name } (depuis le { $date })
trainings-items = Concerne : { $names }
trainings-unanswered = Personne ne répond aux questions sur : { $names }
training-give = Noter une formation
training-give-of = Noter une formation : { $name }
training-end = Retirer une formation
training-end-of = Retirer une formation : { $name }
training-name = Nommer un formateur
training-name-of = Nommer un formateur : { $name }
training-unname = Ne forme plus
training-unname-of = Ne forme plus : { $name }
training-member = Membre
training-until = Jusqu’au (vide : sans fin)
training-done = C’est noté pour « { $name } ».
offers-title = Besoins et offres
offers-lede = Ce que les membres cherchent, proposent ou demandent.
offers-empty-title = Rien pour l’instant
offers-empty-text = Cherchez-vous un outil, un coup de main, un conseil ? Écrivez-le.
offers-write = Écrire une annonce
offers-write-title = Un besoin, une offre ou une question
offer-side = Vous
side-need = Cherche
side-offer = Propose
side-question = Demande conseil
offer-sort = Quoi
sort-good = Un objet
sort-skill = Un savoir-faire
sort-knowledge = Des connaissances
offer-way = Comment
way-give = Don
way-lend = Prêt
way-rent = Location
way-swap = Échange
offer-title = En bref
offer-text = Précisions
offer-until = Jusqu’au (vide : sans fin)
offer-written = « { $name } » est affiché.
offer-by = { $name }, le { $date }
offer-reply = Répondre
offer-reply-of = Répondre : { $name }
offer-reply-text = Votre réponse
offer-reply-hint = Un conseil ne donne aucun droit : chacun reste maître de son projet.
offer-replied = Votre réponse est partie.
offer-close = Clore
offer-close-of = Clore : { $name }
offer-closed = « { $name } » est clos.
offer-said = { $name } : { $text }
today-teach-title = Qui voudrait apprendre de vous
today-teach = { $name } voudrait apprendre de vous : { $skill }
today-mentions = Qui vous mentionne
today-mention = { $name } vous mentionne sur « { $card } » dans { $project }
today-mention-seen = Vu
mentorings-title = Qui apprend de qui
mentoring-line = { $by } apprend de { $of } : { $skill }
mentoring-asked = Demandé
mentoring-goes = En cours
mentoring-refused = Refusé
mentoring-ended = Terminé
mentoring-gone = L’un des deux n’est plus là.
mentoring-met = { $count ->
    [0] pas encore de séance
    [one] { $count } séance, { $minutes } min
   *[other] { $count } séances, { $minutes } min
}
mentoring-accept = Accepter
mentoring-refuse = Refuser
mentoring-session = Noter une séance
mentoring-minutes = Minutes
mentoring-end = Terminer
mentoring-done = C’est noté.
welcomes-title = Bienvenue
welcome-me = { $name } vous accueille. Posez-lui toutes vos questions.
welcome-me-nobody = Personne ne vous accueille encore ; présentez-vous au groupe.
welcome-mine = Vous accueillez { $name }.
welcome-nobody = { $name } vient d’arriver, et personne ne l’accueille encore.
welcome-other = { $name } est accueilli par { $buddy }.
welcome-volunteer = J’accueille
welcome-choose = Choisir cette personne
welcome-who = Qui pourrait accueillir { $name }
welcome-done = C’est fait
welcome-said = C’est noté, merci.
