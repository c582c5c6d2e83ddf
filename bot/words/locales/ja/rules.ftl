### サーバーの決まりについてボットが話すこと。チャンネル・ロール・コマンドの名前はプラットフォームの表示どおりです。

## 設定を表示・変更したあと

answers-everyone = だれにでも、どこでも返事をします。
answers-in = { $channels }で返事をします。
answers-roles = 次のロールのどれかを持つ人だけが使えます：{ $roles }。
answers-without = オフのコマンド：{ $commands }。
no-offers-here = ここではまだ提案できません。サーバーかワークスペースであること、リンクがオンであること（.envのSLATE_NONCOMMERCIAL）、DiscordではアプリのBotページの「Message Content Intent」が必要です。
remixes-in = { $channels }に置かれた二つのファイルは、頼まれなくてもリミックスします。
remixes-everywhere = どのチャンネルでも、置かれた二つのファイルを頼まれなくてもリミックスします。
no-drops-here = ここに置かれたファイルはまだ見えません。チャンネルであること、DiscordではアプリのBotページの「Message Content Intent」が必要です。代わりに、二つのファイルを付けて私をメンションしてください。
pause = { $seconds ->
    [0] なし
   *[other] { $seconds }秒
}

## ここではできないとき

elsewhere = ここでは{ $channels }だけで返事をします。そちらで頼んでください。
for-roles = ここでは次のロールのどれかを持つ人だけが使えます：{ $roles }。
switched-off = /{ $feature }はここではオフになっています。
enough-in-hand = すでに{ $most }件の依頼が進行中です。一人が同時に頼めるのは{ $most }件までです。返事を待つか、どれかを取り消してください。
turn-in = あと{ $seconds }秒で順番です

## 決まりを読み取れないとき。hereとallはそのまま入力します。

no-channel = 「{ $text }」というチャンネルは知りません。#musicのようにチャンネルをメンションするか、ここだけならhere、全部ならallと書いてください。
no-channel-here = ここはプライベートな会話で、チャンネルではありません。#musicのようにチャンネルをメンションしてください。
no-role = 「{ $text }」というロールは知りません。@djのようにロールをメンションするか、全員ならallと書いてください。
no-roles-here = ここには選べるロールがありません。
too-many-named = 一度に多すぎます。{ $most }個までにしてください。
