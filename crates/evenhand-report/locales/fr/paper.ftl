### Ce qui ne figure que sur papier.

paper-draft = Projet : le comité n’a pas signé ce rapport.
paper-page = page { $page } sur { $pages }
paper-spelled = Les lettres absentes des polices de ce document sont écrites par leur numéro Unicode, comme [U+4E2D].
