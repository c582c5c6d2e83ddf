### Was der Bot von sich selbst sagt, im Terminal und in /about.

settings-changed = Geändert; das gilt ab jetzt für alle hier.
settings-shown = Das gilt für alle hier.

about-me = Ich bin Slate. Ich höre Songs und antworte mit Bildern davon, wie sie sich anfühlen und klingen.
about-legend = Farbe ist die Stimmung, Form ist der Klang: Die Zeit läuft durch das Bild, Bergrücken, Striche und Ringe schwellen an, wo das Spektrum laut ist, Akzente folgen den Akkorden, und Grenzen liegen dort, wo sich die Musik ändert.
about-privacy = Gehört wird nur auf diesem Rechner. Ich behalte den Namen eines Songs, wo er zuerst gehört wurde, seine Stimmung, Zahlen dazu, wie er klingt, und eine Skizze von etwa 4 KB; daraus kann niemand die Aufnahme wiederherstellen. Eine Datei von dir sehen andere nur an diesem Ort. Den Ton selbst lösche ich, sobald er gehört ist; für einen Remix und seine Knöpfe bleibt er einen Tag.
about-listening = Was du hörst, zähle ich nur, wenn du mit /listening beitrittst. /privacy zeigt, kopiert und löscht, was ich von dir aufbewahre.
about-command = Befehl
about-does = Was er tut
# Zwei Knöpfe nebeneinander.
happy-label = Einen fröhlichen Song hören
sad-label = Einen traurigen

engine-busy = { $workers } bei der Arbeit, { $waiting } in der Schlange
engine-ready = { $workers } bereit

## Hinter dem Namen einer Oberfläche, in einer Liste im Terminal und auf der Seite

web-open = ja
discord-off = noch kein Token (DISCORD_TOKEN in .env setzen, siehe README)
slack-off = { $count ->
    [one] ein Token fehlt noch
   *[other] noch keine Token
} ({ $names } in .env setzen)
links-name = Links
links-followed = werden gelesen
links-not-followed = aus (SLATE_NONCOMMERCIAL in .env sagt, warum)

## Im Terminal

welcome = Slate ist bereit: { $address }
how-to-stop = Strg-C beendet.
stopped = Beendet. Was nicht fertig wurde, geht beim nächsten Start weiter.
cannot-start = Ich kann nicht starten: { $reason }. Ist Port { $port } belegt, wähl mit SLATE_PORT einen anderen.
engine-failed = Ich kann nicht starten: Die Prozesse, die zuhören, sind sofort abgebrochen. `slate doctor` sagt, was fehlt.
written = { $path } geschrieben
migrated = Die Datenbank in { $folder } ist auf dem neuesten Stand.
