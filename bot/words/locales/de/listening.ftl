### Zählen, was jemand hört. Alle treten selbst bei; Wörter zum Tippen, etwa join, bleiben, wie sie sind.

## An oder aus für einen ganzen Server

listening-needs-server = Das geht auf einem Server, nicht in einer privaten Unterhaltung. Frag mich dort.
listening-is-off = { $admin ->
    [yes] Auf diesem Server ist das Mitzählen aus. Du leitest ihn, also kannst du es einschalten; dann entscheiden alle für sich selbst.
   *[no] Auf diesem Server ist das Mitzählen aus. Wer ihn leitet, kann es mit /listening on einschalten.
}
listening-turned-on = Das Mitzählen ist an. Ich zähle nur, wer selbst mit /listening join beitritt, und lösche alles nach { $days } Tagen. Tage und Wochen beginnen nach der Uhr von { $zone }; mit zone lässt sich das ändern.
listening-turned-off = Das Mitzählen ist aus. Ab jetzt zähle ich hier nichts. Gezähltes bleibt, bis seine Zeit um ist oder jemand geht.
no-such-zone = Eine Zeitzone „{ $text }“ kenne ich nicht. Schreib zum Beispiel Europe/Berlin oder America/New_York.

## Beitreten und gehen

not-joined = Du bist hier nicht dabei: Ich zähle nichts von dem, was du hörst.
joined-listening =
    Du bist dabei. Ab jetzt merke ich mir von jedem Song, den du hörst, drei Dinge: den Song, wann, und diesen Server. Sonst nichts.

    Songs kommen aus deinem Status, wo diese Plattform mir zeigt, was du abspielst, aus dem, was du hier malen lässt oder postest, und aus Konten, die du verknüpfst. Ein Song zählt nach 30 Sekunden oder nach seiner Hälfte.

    Das bleibt { $days } Tage und wird dann gelöscht. Alle hier können es in den Collagen und Rückblicken des Servers sehen, ohne deinen Namen, wenn du ihn nicht freigibst.

    Verbirg einen Song oder eine Band mit /listening hide, mach Pause, wann du willst. Wer geht, löscht alles sofort.
listening-status = { $count ->
    [0] { $paused ->
        [yes] Du bist dabei und machst Pause. Noch ist hier nichts von dir gespeichert.
       *[no] Du bist dabei. Noch ist hier nichts von dir gespeichert.
    }
    [one] { $paused ->
        [yes] Du bist dabei und machst Pause. Hier ist ein gehörter Song von dir gespeichert, höchstens { $days } Tage lang.
       *[no] Du bist dabei. Hier ist ein gehörter Song von dir gespeichert, höchstens { $days } Tage lang.
    }
   *[other] { $paused ->
        [yes] Du bist dabei und machst Pause. Hier sind { $count } gehörte Songs von dir gespeichert, jeder höchstens { $days } Tage lang.
       *[no] Du bist dabei. Hier sind { $count } gehörte Songs von dir gespeichert, jeder höchstens { $days } Tage lang.
    }
}
blocked-here = Wer diesen Server leitet, hält dich aus seinen Bildern heraus; deine eigenen gehen weiterhin.
left-listening = { $count ->
    [0] Du bist gegangen. Hier war nichts von dir gespeichert.
    [one] Du bist gegangen, und der eine gespeicherte Song ist gelöscht.
   *[other] Du bist gegangen, und alle { $count } gespeicherten Songs sind gelöscht.
}
paused-listening = Pause. Ich zähle nichts, bis du weitermachst. Gezähltes bleibt.
resumed-listening = Ab jetzt zähle ich wieder.

## Verbergen

hidden-names = { $more ->
    [0] { $names }
   *[other] { $names } und { $more } weitere
}
hidden-from-now-on = { $count ->
    [0] „{ $name }“ ist ab jetzt verborgen. Gezählt war davon nichts.
    [one] „{ $name }“ ist ab jetzt verborgen, und einmal Hören ist gelöscht.
   *[other] „{ $name }“ ist ab jetzt verborgen, und { $count }-mal Hören ist gelöscht.
}
hidden-no-more = „{ $name }“ zählt wieder.
not-hidden = „{ $name }“ ist nicht verborgen. Schreib es so, wie es verborgen wurde.
hide-what = Sag in der Option what, was verborgen werden soll: ein Song als Band - Titel, oder eine Band.

## Namen

name-shown = Bei deinen Songs darf hier jetzt dein Name stehen: { $name }.
name-not-shown = Dein Name wird hier nicht mehr genannt.

## Konten

account-linked = Ab jetzt lese ich „{ $name }“ bei { $service } alle paar Minuten und zähle, was dort neu ist. Ob das geht, sagt /listening.
account-unlinked = Ich lese dein Konto bei { $service } nicht mehr.
no-account = Du hast kein Konto bei { $service } verknüpft.
no-such-service = { $service } ist hier nicht eingerichtet. Wer mich betreibt, kann das in .env tun.
link-what = Sag, welches Konto: Wähle den Dienst ({ $services }) und schreib den Namen des Kontos in die Option what.
trouble-private = { $name }: privat, deshalb kann ich es nicht lesen. Mach das zuletzt Gehörte öffentlich, dann geht es weiter.
trouble-unknown = { $name }: So ein Konto gibt es nicht.
trouble-down = { $name }: war zuletzt nicht zu erreichen. Ich versuche es von selbst wieder.

## Knöpfe und Namen von Angaben

join-label = Beitreten
leave-label = Gehen und löschen
pause-label = Pausieren
resume-label = Weitermachen
show-name-label = Meinen Namen zeigen
hide-name-label = Meinen Namen verbergen
turn-on-label = Mitzählen einschalten
fact-named = Name sichtbar
fact-hidden = verborgen
