### Los resultados en frases: el número, el límite, qué significa para las personas, qué lo decidiría.

others = También { $verdict }: { $groups }.
others-and-more = También { $verdict }: { $groups } y { $more } más.
others-middle = { $start }; { $next }

## El título de un resultado.

headline = { $label }, { $attribute }
headline-group = { $label }, { $attribute }: { $group }
headline-pair = { $label }, { $attribute }: { $group } (comparación: { $reference })
headline-model = { $headline } (modelo { $model })
headline-slice = { $headline } (segmento { $slice })

## A quién se cuenta. Todos los nombres de lo que se cuenta son femeninos, para que las frases concuerden.

noun =
    { $kind ->
        [people] { $n ->
            [one] persona
           *[other] personas
        }
        [persons] { $n ->
            [one] persona
           *[other] personas
        }
        [households] { $n ->
            [one] unidad familiar
           *[other] unidades familiares
        }
        [impressions] { $n ->
            [one] impresión
           *[other] impresiones
        }
        [customers] { $n ->
            [one] persona cliente
           *[other] personas clientes
        }
        [rows] { $n ->
            [one] fila
           *[other] filas
        }
       *[unit] { $n ->
            [one] unidad («{ $word }»)
           *[other] unidades («{ $word }»)
        }
    }
members = { $noun } del grupo { $group }
members-rest = otras { $noun }
members-overall = { $noun } del conjunto
among =
    { $among ->
        [outcome] {" "}con el resultado
        [no-outcome] {" "}sin el resultado
        [chosen] {" "}{ $polarity ->
            [burden] señaladas
           *[benefit] elegidas
        }
        [not-chosen] {" "}no { $polarity ->
            [burden] señaladas
           *[benefit] elegidas
        }
       *[everyone] {""}
    }

## Qué les pasó.

happened =
    { $event ->
        [outcome] tuvieron el resultado
        [no-outcome] no tuvieron el resultado
        [right] recibieron una decisión acorde con el resultado
        [wrong] recibieron una decisión contraria al resultado
        [not-chosen] no fueron { $polarity ->
            [burden] señaladas
           *[benefit] elegidas
        }
       *[chosen] fueron { $polarity ->
            [burden] señaladas
           *[benefit] elegidas
        }
    }
done =
    { $polarity ->
        [burden] señal
       *[benefit] selección
    }
rate-short =
    { $rate ->
        [base-rate] resultado
        [tpr] TPR
        [fpr] FPR
        [tnr] TNR
        [fnr] FNR
        [ppv] PPV
        [npv] NPV
        [fdr] FDR
        [for] FOR
        [accuracy] aciertos
        [errors] errores
       *[selection] { $polarity ->
            [burden] señal
           *[benefit] selección
        }
    }

## El número, con su rango.

sure = {" "}(rango { $level }: { $from } a { $to })
range = {" "}(de { $from } a { $to })
no-end = sin fin
number-hidden = Oculto para proteger a unas pocas personas; no es un buen resultado.
number-without-input = Sin probar: falta un dato.
number-undefined = No se puede dar un número para tan pocas personas.
none-of = Entre las { $reference }, 0 { $event }; entre las { $group }, algunas.
ratio-chosen =
    Por cada 100 { $reference } { $polarity ->
        [burden] señaladas
       *[benefit] elegidas
    }, hubo unas { $value } { $group }{ $range }.
counts-only = Aquí se cuentan { $noun }{ $among }.
ratio-event = Por cada 100 { $reference } que { $event }, hubo unas { $value } { $group }{ $range }.
rate-of = De cada { $base } { $members }{ $among }, cerca de { $value } { $event }{ $range }.
rate-of-other = De cada { $base } { $members }{ $among }, cerca de { $value }{ $range }.
gap-of = La brecha es de { $value } de cada { $base }{ $range }.
spread-of = Según el grupo de { $attribute }, hasta { $value } de cada { $base } más { $event }{ $range }.
differ-in-odds = Las tasas de verdaderos o falsos positivos difieren entre los grupos de { $attribute }.
differ-in-rates = Las tasas que hay detrás difieren entre los grupos de { $attribute }.
widest-gap = La brecha mayor es de { $value } de cada { $base }{ $range }.
lowest-rate = La tasa más baja de { $attribute } es de { $value } por cada 100 de la más alta{ $range }.
bare-number = { $label }: { $value }{ $range }.
the-number = El número
of-base = { $value } de cada { $base }

## El límite, y quién lo adoptó.

limit-of-pack = El límite de { $pack } es { $limit }{ $standing }.
limit-agreed = Nuestro límite acordado es { $limit }.
limit-default = El límite es { $limit }: límite por defecto, no adoptado por nadie.
limit-proposed = El límite es { $limit }, propuesto por { $pack } y no adoptado por nadie.
limit-in-spec = El límite es { $limit }, fijado en la especificación y no adoptado por nadie.

## Qué significa para las personas, y qué lo decidiría.

unplanned = Esta comparación no está en el plan escrito de antemano.
shortfall =
    Para cumplir el límite, habría que haber { $polarity ->
        [burden] señalado
       *[benefit] elegido
    } cerca de { $n } { $members } { $direction ->
        [fewer] menos
       *[more] más
    }.
range-reaches-past = La estimación está dentro del límite, pero el rango lo rebasa.
range-reaches-inside = La estimación rebasa el límite, pero el rango vuelve a entrar en él.
needed-for-size = Con cerca de { $n } { $members } más, el grupo sería bastante grande para un veredicto.
needed-for-decision = Con cerca de { $n } { $members } más, esta pregunta se podría decidir.
smallest-findable = La brecha más pequeña que esta muestra podía encontrar es de { $gap }.
