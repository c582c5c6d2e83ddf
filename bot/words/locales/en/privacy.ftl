### What the bot keeps of people, and how they get rid of it.

what-is-kept = This is all I keep of you, on all servers. Listens go by themselves after { $days } days. Export gives you a copy, Erase removes all of it at once.
nothing-is-kept = I keep nothing of you.
kept-listens = listens
kept-membership = joined in
kept-hidden = hidden
kept-accounts = accounts
kept-requests = requests in hand
kept-answers = answers
kept-conversation = private conversation
kept-schedules = schedules
entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
copy-label = Export
here-is-your-copy = Here is a copy of everything I keep of you.
copy-alt = Everything that is kept of you, as JSON.
erase-label = Erase …
erase-surely-label = Yes, erase everything
erase-really = This erases everything I keep of you on all servers: listens, linked accounts, what is hidden, requests in hand. It cannot be taken back. Pictures that were posted stay where they are, and if somebody who runs a server has blocked you, that stays, as a checksum without your name.
everything-erased = Done. Everything I kept of you is erased. Sounds of remixes bear nobody’s name, and go by themselves within a day.
mention-somebody = Mention the person in the option who, on a server.
person-blocked = { $who } is in no picture of this server from now on.
person-unblocked = { $who } may be in this server’s pictures again.
