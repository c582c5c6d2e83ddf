### Was der Bot über Remixe sagt: der erste Song im Stil des zweiten.

## Die Antwort

remix-told = { $first } im Stil von { $second }. { $keep ->
    [classic] Wie man es 2016 machte: das Spektrogramm des ersten Songs, neu gemalt in der Textur des zweiten.
    [groove] Der Groove kommt vom ersten Song, die Harmonie vom zweiten.
    [both] { $bed ->
        [yes] Melodie und Groove kommen vom ersten Song, die Harmonie darunter vom zweiten.
       *[no] Melodie und Groove kommen vom ersten Song, der Klang nähert sich dem zweiten.
    }
   *[melody] { $bed ->
        [yes] Die Melodie kommt vom ersten Song, Schlagzeug und Harmonie vom zweiten.
       *[no] Die Melodie kommt vom ersten Song, das Schlagzeug vom zweiten.
    }
}
remix-moved = Damit es passt, habe ich den zweiten { $moved }.
remix-pitch = { $way ->
    [up] um { $size ->
        [one] einen Halbton
       *[other] { $size } Halbtöne
    } erhöht
   *[down] um { $size ->
        [one] einen Halbton
       *[other] { $size } Halbtöne
    } tiefer gesetzt
}
remix-pace = { $way ->
    [faster] um { $share } beschleunigt
   *[slower] um { $share } verlangsamt
}
remix-both = { $pitch } und { $pace }
remix-unmoved = In Tonart und Tempo passen beide, wie sie sind.
remix-alike = Allein nach dem Klang ähnelt er zu { $first } dem ersten und zu { $second } dem zweiten.
remix-note-no-beat = Im ersten höre ich keinen Takt, also gibt es keinen Groove, dem der Rest folgen könnte.
remix-note-no-beat-in-style = Im zweiten höre ich keinen Takt; er gibt mehr seine Farbe als seinen Groove.
remix-note-far-tempo = Ihre Tempi liegen weit auseinander, und das hört man.
remix-note-far-key = Ihre Tonarten liegen weit auseinander, und das hört man.
remix-note-short-style = Der zweite ist so kurz, dass er sich wiederholt.
remix-note-same-song = Beide sind derselbe Song, darum ändert sich wenig.
remix-note-turned-down = Sie liegen so weit auseinander, dass ich weniger vom zweiten genommen habe; „Stärker“ holt mehr.
fact-strength = Stärke
remix-alt = { $first }, { $first_mood }, im Stil von { $second }, { $second_mood }: die Spektrogramme beider Songs und des Remix mit ihren Schlägen, und welcher Teil woher kommt.
remix-heard = { $first } im Stil von { $second }

## Knöpfe

swap-label = Tauschen
stronger-label = Stärker
softer-label = Sanfter
keep-label = { $keep ->
    [groove] Groove behalten
    [both] Beides behalten
   *[melody] Melodie behalten
}

## Wenn etwas nicht geht

remix-forbidden = { $name } kann ich nicht remixen: Ausschnitte von { $source } darf man hören, doch die Bedingungen erlauben nicht, etwas Neues daraus zu machen, und die von Spotify gar kein Mischen. Schick die Audiodatei hierher.
remix-wants-sound = Von „{ $name }“ kenne ich nur Zahlen, und ein Remix wird aus Klang gemacht. Schick die Audiodatei hierher.
sound-not-kept = Den Ton von „{ $name }“ habe ich nicht mehr; für Remixe behalte ich ihn einen Tag. Schick die Datei noch einmal.

## Während der Arbeit

time-left = { $stage }, noch etwa { $seconds } s
time-left-long = { $stage }, noch etwa { $minutes } min
passage-tempo = { $sure ->
    [about] etwa { $tempo } BPM
   *[sure] { $tempo } BPM
}
