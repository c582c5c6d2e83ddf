### What the bot says of a server's rules. Channels, roles and commands are named as the platform shows them.

## After settings were shown or changed

answers-everyone = I answer everyone, everywhere.
answers-in = I answer in { $channels }.
# $roles is a list, such as @dj, @crew.
answers-roles = Only people with one of these roles may ask me: { $roles }.
# $commands is a list, such as /mood, /similar.
answers-without = Switched off: { $commands }.
# “Message Content Intent” is what Discord calls it, in English everywhere.
no-offers-here = I offer nothing here yet: that takes a server or workspace, links switched on (SLATE_NONCOMMERCIAL in .env) and, on Discord, Message Content Intent on the Bot page of my application.
remixes-in = I remix two files dropped in { $channels }.
remixes-everywhere = I remix two files dropped in any channel.
no-drops-here = I see no dropped files here yet: that takes a channel and, on Discord, Message Content Intent on the Bot page of my application. Mention me with both files instead.
pause = { $seconds ->
    [0] none
    [one] { $seconds } second
   *[other] { $seconds } seconds
}

## When something cannot be done here

elsewhere = Here I answer only in { $channels }. Ask me there.
for-roles = Here only people with one of these roles may ask me: { $roles }.
switched-off = /{ $feature } is switched off here.
enough-in-hand = { $most ->
    [one] You have a request in hand already, and one is what a person may have at once. Wait for its answer, or cancel it.
   *[other] You have { $most } requests in hand already, as many as one person may have. Wait for an answer, or cancel one.
}
# A stage of the work, in lower case: the request waits until then.
turn-in = { $seconds ->
    [one] your turn comes in { $seconds } second
   *[other] your turn comes in { $seconds } seconds
}

## When a rule cannot be read. The words to type, here and all, stay as they are.

no-channel = I do not know a channel “{ $text }”. Mention channels, such as #music, or write here for this one, or all.
no-channel-here = This is a private conversation and no channel. Mention channels, such as #music.
no-role = I do not know a role “{ $text }”. Mention roles, such as @dj, or write all.
no-roles-here = There are no roles here to choose from.
too-many-named = That is too much at once: name at most { $most }.
