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

## La sección sobre filas sueltas.

rows-title = Qué muestran las filas una a una
rows-alike = ¿Se decide igual sobre personas semejantes?
rows-nearest = Personas más cercanas de cada grupo, { $profile } [{ $level }]
rows-changed = Atributo cambiado de cada grupo, { $profile } [{ $level }]
proxies-title = Qué delata a un grupo
proxies-meaning = Un modelo que no ve un atributo puede guiarse por lo que lo acompaña. La asociación es la V de Cramér: 0 no dice nada, 1 delata al grupo. El área bajo la curva dice cuánto reconoce una característica al grupo: 0,5 es adivinar. Donde el valor p es pequeño, ambas superan el mero azar.
proxies-caption = Cuánto dice cada característica de { $profile }
column-feature = característica
column-association = asociación
column-by-chance = por azar hasta
column-tells = reconoce un grupo [{ $level }]
likely-title = Grupos conocidos por probabilidades
likely-warning = Nadie sabe quién pertenece a estos grupos. La estimación ponderada y la de regresión yerran en sentidos distintos, y la verdad no tiene que estar entre ellas; está dentro de las cotas.
likely-caption = Tasas de selección y sus diferencias con todos los demás, por probabilidad
column-rate-weighted = tasa, ponderada
column-rate-regression = tasa, regresión
column-rate-bounds = cotas de la tasa [{ $level }]
column-difference-weighted = diferencia, ponderada
column-difference-regression = diferencia, regresión
column-difference-bounds = cotas de la diferencia [{ $level }]
