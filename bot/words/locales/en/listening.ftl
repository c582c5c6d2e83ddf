### Counting what people listen to. They join by themselves; words to type, such as join, stay as they are.

## On or off for a whole server

listening-needs-server = That works on a server, not in a private conversation. Ask me there.
listening-is-off = { $admin ->
    [yes] Listening is off on this server: nothing is counted. You run it, so you can turn it on; then everyone decides for themselves.
   *[no] Listening is off on this server: nothing is counted. Somebody who runs it can turn it on with /listening on.
}
# $zone is a time zone such as Europe/Berlin.
listening-turned-on = Listening is on. I count only people who join by themselves with /listening join, and erase everything after { $days } days. Days and weeks begin by the clock of { $zone }; change that with zone.
listening-turned-off = Listening is off. I count nothing here from now on. What was counted stays until its time is over, or until people leave.
no-such-zone = I do not know a time zone “{ $text }”. Write one such as Europe/Berlin or America/New_York.

## Joining and leaving

not-joined = You have not joined here: I count nothing that you listen to.
joined-listening =
    You have joined. From now on I keep three things of every song you listen to: the song, when, and this server. Nothing else.

    Songs come from your status where this platform shows me what you play, from what you slate or post here, and from accounts that you link. A song counts after 30 seconds, or after half of it.

    I keep this for { $days } days and then erase it. Everyone here can see it in the server’s collages and recaps, without your name unless you allow that.

    Hide a song or an artist with /listening hide, pause whenever you like. Leave erases everything at once.
listening-status = { $count ->
    [0] { $paused ->
        [yes] You have joined and paused. Nothing of yours is kept here yet.
       *[no] You have joined. Nothing of yours is kept here yet.
    }
    [one] { $paused ->
        [yes] You have joined and paused. I keep one listen of yours here, for { $days } days at most.
       *[no] You have joined. I keep one listen of yours here, for { $days } days at most.
    }
   *[other] { $paused ->
        [yes] You have joined and paused. I keep { $count } listens of yours here, each for { $days } days at most.
       *[no] You have joined. I keep { $count } listens of yours here, each for { $days } days at most.
    }
}
blocked-here = Those who run this server keep you out of its pictures; your own still work.
left-listening = { $count ->
    [0] You have left. Nothing was kept of you here.
    [one] You have left, and the one listen that was kept is erased.
   *[other] You have left, and all { $count } listens that were kept are erased.
}
paused-listening = Paused. I count nothing until you resume. What was counted stays.
resumed-listening = I count again from now on.

## Hiding

# $names is a list; $more is how many are not in it.
hidden-names = { $more ->
    [0] { $names }
   *[other] { $names } and { $more } more
}
hidden-from-now-on = { $count ->
    [0] “{ $name }” is hidden from now on. Nothing of it had been counted.
    [one] “{ $name }” is hidden from now on, and one listen of it is erased.
   *[other] “{ $name }” is hidden from now on, and { $count } listens of it are erased.
}
hidden-no-more = “{ $name }” counts again.
not-hidden = “{ $name }” is not hidden. Write it as it was hidden.
hide-what = Say what to hide: a song as Artist - Title, or an artist, in the option what.

## Names

name-shown = Your songs may now carry your name here: { $name }.
name-not-shown = Your name is no longer told here.

## Accounts

account-linked = I read “{ $name }” at { $service } every few minutes from now on, and count what is new there. /listening says whether I can.
account-unlinked = I no longer read your account at { $service }.
no-account = You have no account linked at { $service }.
no-such-service = { $service } is not set up here. Whoever runs me can do so in .env.
# $services is a list of names.
link-what = Say which account: choose the service ({ $services }) and write the account’s name in the option what.
trouble-private = { $name }: private, so I cannot read it. Make its recent listening public, and I go on.
trouble-unknown = { $name }: there is no such account.
trouble-down = { $name }: could not be asked lately. I try again by myself.

## Buttons and names of facts

join-label = Join
leave-label = Leave and erase
pause-label = Pause
resume-label = Resume
show-name-label = Show my name
hide-name-label = Hide my name
turn-on-label = Turn listening on
fact-named = name shown
fact-hidden = hidden
