### Límites y reservas: los de toda auditoría, y los de esta.

caveats-title = Límites y reservas
caveats-own = En esta auditoría
caveats-none = Nada más allá de lo que vale para toda auditoría.
caveats-always = En toda auditoría
caveat-cause = Una brecha es una diferencia en números. No dice ni por qué existe ni si es ilegal.
caveat-within = Un resultado dentro del límite significa que todo el rango está en él, con esta cantidad de datos, para estos grupos y esta medida.
caveat-limit = Un límite es una decisión que adoptan personas. Cuatro quintos son una convención, no una ley natural.
caveat-outcomes = Los resultados son lo que se registró. Si el registro mismo trata distinto a los grupos, las tasas de error lo heredan.
caveat-groups = Los grupos son tan correctos como el atributo. A quien no encaja en ningún grupo nombrado no se le ve.
caveat-elsewhere = Los números describen a las personas de los datos. Con otras personas, lugares y tiempos puede ser distinto.
caveat-hidden = Que un grupo esté oculto o sea muy pequeño no es un buen resultado: no se pudo decir nada de él.

## De esta ejecución.

caveat-base-rates = La parte con el resultado va de { $low } a { $high } según el grupo de { $attribute }. Donde difiere, tasas de error iguales y valores predictivos iguales no pueden darse a la vez.
caveat-polarity = Nadie indicó si ser elegido es bueno o malo para la persona; se supuso «{ $assumed }».
polarity =
    { $polarity ->
        [burden] carga
       *[benefit] ventaja
    }
caveat-limits = Los límites no los adoptó nadie. Muestran dónde mirar, no lo que es aceptable.
caveat-weights = Las filas llevan pesos: las tasas están ponderadas, n cuenta filas.
caveat-persons = Varias filas pueden ser de una misma persona; los rangos lo tienen en cuenta.
caveat-design-effect = El mayor efecto de diseño es { $effect }: ahí, ese número de filas lleva la información de una fila independiente.
caveat-no-outcome = No se dio ninguna columna de resultados: nada aquí dice si los errores se repartieron por igual.
caveat-approximate = Algunos números son aproximados; estimates.csv da la cota de cada error.
