### Was der Bot über Menschen aufbewahrt, und wie sie es loswerden.

what-is-kept = Das ist alles, was ich von dir aufbewahre, auf allen Servern. Gehörtes verschwindet nach { $days } Tagen von selbst. „Exportieren“ gibt dir eine Kopie, „Löschen“ entfernt alles sofort.
nothing-is-kept = Ich bewahre nichts von dir auf.
kept-listens = gehörte Songs
kept-membership = dabei auf
kept-hidden = verborgen
kept-accounts = Konten
kept-requests = laufende Anfragen
kept-answers = Antworten
kept-conversation = private Unterhaltung
kept-schedules = Termine
entries = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}
copy-label = Exportieren
here-is-your-copy = Hier ist eine Kopie von allem, was ich von dir aufbewahre.
copy-alt = Alles, was von dir aufbewahrt wird, als JSON.
erase-label = Löschen …
erase-surely-label = Ja, alles löschen
erase-really = Das löscht alles, was ich auf allen Servern von dir aufbewahre: Gehörtes, verknüpfte Konten, Verborgenes, laufende Anfragen. Es lässt sich nicht zurücknehmen. Gepostete Bilder bleiben, wo sie sind, und falls jemand, der einen Server leitet, dich gesperrt hat, bleibt das bestehen, als Prüfsumme ohne deinen Namen.
everything-erased = Erledigt. Alles, was ich von dir aufbewahrt habe, ist gelöscht. Die Töne von Remixes tragen keinen Namen und gehen binnen eines Tages von selbst.
mention-somebody = Erwähne die Person in der Option who, und zwar auf einem Server.
person-blocked = { $who } kommt ab jetzt in keinem Bild dieses Servers mehr vor.
person-unblocked = { $who } darf wieder in den Bildern dieses Servers vorkommen.
