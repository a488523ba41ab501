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
