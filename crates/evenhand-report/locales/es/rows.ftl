### Lo que muestran las filas una a una.

consistency-knn = coherencia
consistency-knn-meaning = Cuánto se parecen las decisiones sobre las cinco personas más cercanas por sus características: 1 es todas iguales.
situation-testing = prueba de situación
situation-testing-meaning = Parte del grupo cuyas personas más cercanas de la referencia son elegidas claramente más a menudo que las de su propio grupo.
flip-test = prueba de cambio
flip-test-meaning = Cuántas más del grupo serían elegidas con la suerte de sus semejantes más cercanas de la referencia, menos las que dejarían de serlo.
counterfactual-flips = cambios
counterfactual-flips-meaning = Parte de las decisiones que cambian cuando solo se cambia el atributo protegido.
counterfactual-net-flips = cambios netos
counterfactual-net-flips-meaning = Parte que gana la selección con ese cambio, menos la parte que la pierde: por encima de 0, pertenecer al grupo cuesta selecciones.
the-score-itself = la puntuación misma
features-together = Todas las características juntas distinguen { $group } de los demás: { $number }, donde 0,5 es adivinar y 1 es saber.
