### Was der Bot auf Chat-Plattformen sagt.

step-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } vor dir
} · { $done } %
stage-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } vor dir
}
starting = es geht los
cancel-label = Abbrechen
cannot-cancel = Hier gibt es nichts von dir abzubrechen: Es ist schon fertig, oder jemand anders hat danach gefragt.
already-asked = Genau daran arbeite ich schon für dich.
send-label = Senden
form-label = Formular ausfüllen
files-label = { $most ->
    [1] Oder die Audiodatei selbst
   *[other] Oder die Audiodateien selbst
}
file-option = Der Ton selbst: eine Datei, eine Sprachnachricht oder ein Video
more-rows = … und { $count } weitere
upload-lost = „{ $name }“ konnte ich nicht abholen. Schick es noch einmal.
made-to-fit = Der Ton war zu groß für diesen Ort, darum kam er als mp3.
too-large-to-post = { $count ->
    [one] Eine Datei ist
   *[other] { $count } Dateien sind
} zu groß, um hier zu erscheinen.
restarting = Ich werde neu gestartet; die Antwort folgt darunter.
say-what = Erwähn mich mit einem Song (eine Datei an der Nachricht genügt) oder beginn mit: { $features }.

## Discord

command-changed = Dieser Befehl hat sich geändert. Lade Discord neu (Strg-R) und ruf ihn noch einmal auf.
form-lost = Das ausgefüllte Formular habe ich nicht mehr: Ich wurde neu gestartet, oder es stand zu lange offen. Ruf den Befehl noch einmal auf.
upload-foreign = „{ $name }“ liegt nicht bei Discord selbst, darum habe ich es nicht geholt. Schick die Datei stattdessen hierher.
answer-apart = Das dauert länger, als ich diese Nachricht ändern darf; die Antwort folgt als neue.
asked-in-passing = Ich wurde neu gestartet, bevor ich das gelesen hatte. Frag in einer Minute noch einmal.
delete-label = Löschen
cannot-delete = Löschen kann das nur, wer danach gefragt hat oder hier moderiert.
offer-label = Song malen
spoiler-option = Die Bilder verdecken, bis jemand sie anklickt
intents-missing = Discord zeigt mir etwas nicht: { $names }. Alles andere geht trotzdem; erlauben kannst du es auf der Bot-Seite deiner Anwendung unter „Privileged Gateway Intents“, danach starte mich neu.
intent-message-content = Nachrichten, die mich nicht erwähnen
intent-presences = was Leute hören
intent-members = wer auf einem Server ist
invitation-server = Für einen Server (wer ihn verwalten darf): { $link }
invitation-person = Für dich selbst, in jedem Chat: { $link }
no-application = Deine Anwendung kenne ich noch nicht: Setz DISCORD_TOKEN oder DISCORD_APPLICATION_ID in .env.
connecting = verbinde …
discord-connected = verbunden als { $name }{ $servers ->
    [0] , noch auf keinem Server; lad ihn ein mit { $invitation }
    [one] {" "}auf { $servers } Server
   *[other] {" "}auf { $servers } Servern
}
discord-token-refused = Discord hat das Token abgelehnt. Kopier es von der Bot-Seite deiner Anwendung neu nach DISCORD_TOKEN in .env.
discord-unreachable = Ich erreiche Discord nicht und versuche es weiter. Prüf die Verbindung dieses Rechners.

## Slack

slack-files-hint = Hier nimmt Slack bis zu 10 MB. Eine größere Datei kannst du in einem Channel posten und mich dabei erwähnen.
slack-file-denied = Slack gibt mir „{ $name }“ nicht. Wer mich installiert hat, kann mir files:read erlauben und mich neu installieren.
slack-file-elsewhere = „{ $name }“ liegt nicht bei Slack selbst, darum habe ich es nicht geholt. Lade die Datei stattdessen hier hoch.
slack-not-invited = Wo du gefragt hast, darf ich nicht schreiben; darum steht die Antwort hier. Lad mich dort ein (/invite), dann kommt sie dorthin.
slack-connected = verbunden als { $name } in { $team }
slack-token-refused = Slack hat { $setting } abgelehnt ({ $why }). Kopier es von der Seite deiner App auf api.slack.com/apps neu nach .env.
slack-unreachable = Ich erreiche Slack nicht und versuche es weiter. Prüf die Verbindung dieses Rechners.
slack-lost = Verbindung verloren; ich stelle sie wieder her
