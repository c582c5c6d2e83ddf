### Was der Bot über die Regeln eines Servers sagt. Kanäle, Rollen und Befehle heißen so, wie die Plattform sie zeigt.

## Nachdem Einstellungen gezeigt oder geändert wurden

answers-everyone = Ich antworte allen und überall.
answers-in = Ich antworte in { $channels }.
answers-roles = Nur wer eine dieser Rollen hat, darf mich fragen: { $roles }.
answers-without = Abgeschaltet: { $commands }.
no-offers-here = Noch biete ich hier nichts an: Dazu braucht es einen Server oder Workspace, eingeschaltete Links (SLATE_NONCOMMERCIAL in .env) und auf Discord „Message Content Intent“ auf der Bot-Seite meiner Anwendung.
remixes-in = Zwei Dateien in { $channels } remixe ich von selbst.
remixes-everywhere = Zwei Dateien in jedem Kanal remixe ich von selbst.
no-drops-here = Abgelegte Dateien sehe ich hier noch nicht: Dazu braucht es einen Kanal und auf Discord „Message Content Intent“ auf der Bot-Seite meiner Anwendung. Erwähn mich stattdessen mit beiden Dateien.
pause = { $seconds ->
    [0] keine
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
}

## Wenn etwas hier nicht geht

elsewhere = Hier antworte ich nur in { $channels }. Frag mich dort.
for-roles = Hier darf mich nur fragen, wer eine dieser Rollen hat: { $roles }.
switched-off = /{ $feature } ist hier abgeschaltet.
enough-in-hand = { $most ->
    [one] Du hast schon eine Anfrage laufen, und mehr als eine darf niemand zugleich haben. Warte auf die Antwort oder brich sie ab.
   *[other] Du hast schon { $most } Anfragen laufen, so viele darf eine Person zugleich haben. Warte auf eine Antwort oder brich eine ab.
}
turn-in = { $seconds ->
    [one] du bist in { $seconds } Sekunde an der Reihe
   *[other] du bist in { $seconds } Sekunden an der Reihe
}

## Wenn eine Regel unverständlich ist. Die Wörter here und all bleiben, wie sie sind.

no-channel = Ich kenne keinen Kanal „{ $text }“. Erwähne Kanäle, etwa #musik, oder schreib here für diesen oder all für alle.
no-channel-here = Das hier ist ein privates Gespräch und kein Kanal. Erwähne Kanäle, etwa #musik.
no-role = Ich kenne keine Rolle „{ $text }“. Erwähne Rollen, etwa @dj, oder schreib all für alle.
no-roles-here = Hier gibt es keine Rollen zur Auswahl.
too-many-named = Das ist zu viel auf einmal: Nenne höchstens { $most }.
