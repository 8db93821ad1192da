### Lo que se dice donde una versión oculta algo: nunca un cero, nunca nada.

hidden-version =
    Esta es la versión { $profile ->
        [public] pública
        [board] del comité
       *[internal] interna
    }: los números sobre grupos con menos de { $below } personas en un lado de un recuento están ocultos, { $complementary ->
        [yes] y también lo que los delataría
       *[no] pero no lo que los delataría
    }; { $hidden } números en total. Que un grupo esté oculto no es un buen resultado.
hidden-rounded = { $start } Los recuentos están redondeados a { $to }, y las tasas se calculan con recuentos redondeados.
hidden-altogether = { $start } Ocultos del todo: { $groups }.
