### Was der Bot nur in Slack sagt.

slack-open-label = Öffnen
slack-make-label = Song malen
slack-some-track = Ein Song auf Spotify
slack-beside = Im Thread: { $files }
slack-recent-label = Oder einer von diesen Songs
slack-button-unknown = Dieser Knopf gehört zu einer älteren Version von mir. Frag mich noch einmal mit einem Befehl.

## Die eigene Seite

slack-home-intro = Gib mir einen Song (als Link, Datei oder Aufnahme), und ich antworte mit Stimmungskunst. Drück einen dieser Knöpfe oder erwähne mich irgendwo.
slack-home-jobs = Woran ich für dich arbeite
slack-home-no-jobs = Im Moment an nichts.
slack-home-pictures = Deine letzten Bilder
slack-home-no-pictures = Noch keine. Hier werden sie erscheinen.
slack-home-yours = Über dich
slack-home-everyone = Für alle in diesem Workspace

## Die Verbindung

slack-installed = verbunden { $count ->
    [0] mit noch keinem Workspace
    [one] mit { $count } Workspace
   *[other] mit { $count } Workspaces
}; installieren über { $address }
slack-uninstalled = aus dem Workspace entfernt; installiere mich neu über die Seite deiner App auf api.slack.com/apps
slack-port-taken = An Port { $port } kann ich nicht lauschen ({ $why }). Wähle in .env einen anderen SLACK_PORT.
slack-scopes-missing = Slack gewährt mir { $scopes } nicht. Bring das Manifest deiner App auf den neuesten Stand (slate invite slack) und installiere sie neu.
slack-scopes-granted = Slack kennt den Token und gewährt alles, was ich brauche.
slack-create-app = Lege die App unter { $address } an (From a manifest) und füge dies dort ein.
slack-no-address = Setze zuerst SLACK_PUBLIC_URL in .env: Slack muss wissen, wo ich zu erreichen bin.
