### Was dort steht, wo eine Fassung etwas verbirgt: nie eine Null, nie nichts.

hidden-version =
    Das ist die { $profile ->
        [public] öffentliche Fassung
        [board] Fassung für das Gremium
       *[internal] interne Fassung
    }: Zahlen über Gruppen mit weniger als { $below } Personen auf einer Seite einer Zählung sind verborgen, { $complementary ->
        [yes] ebenso was sie verraten würde
       *[no] nicht aber was sie verraten würde
    }; zusammen { $hidden } Zahlen. Dass eine Gruppe verborgen ist, ist kein gutes Ergebnis.
hidden-rounded = { $start } Anzahlen sind auf { $to } gerundet, und Raten sind aus gerundeten Anzahlen berechnet.
hidden-altogether = { $start } Ganz verborgen: { $groups }.
