### Was nur auf Papier steht.

paper-draft = Entwurf: das Gremium hat diesen Bericht nicht unterschrieben.
paper-page = Seite { $page } von { $pages }
paper-spelled = Buchstaben, die den Schriften dieses Dokuments fehlen, stehen mit ihrer Nummer in Unicode, etwa [U+4E2D].
