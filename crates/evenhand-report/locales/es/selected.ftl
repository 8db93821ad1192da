### A quién se eligió, y a quién se llegó.

selected-title =
    A quién se { $polarity ->
        [burden] señaló
       *[benefit] eligió
    }
selected-lead =
    De { $all } { $noun }, { $chosen } fueron { $polarity ->
        [burden] señaladas
       *[benefit] elegidas
    }{ $by }: { $share }.
selected-widest = Mayor brecha entre los grupos: { $chance }.
selected-none = Sin probar: ningún atributo tiene dos grupos cuyas tasas se puedan comparar.
family-funnel = Hasta dónde llegaron las personas
family-reach = Qué anuncios llegaron a quién
family-ranking = Quién encabeza las listas
family-exposure = Qué atención dan las listas
family-audience = De quién se compone una audiencia
