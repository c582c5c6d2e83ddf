### 聴いた曲を数えること。参加は本人だけが決めます。joinなど入力する言葉はそのままです。

## サーバー全体のオン・オフ

listening-needs-server = これはプライベートな会話ではなく、サーバーで使えます。そちらで頼んでください。
listening-is-off = { $admin ->
    [yes] このサーバーでは聴いた曲の集計がオフで、何も数えていません。あなたは管理者なのでオンにできます。参加するかどうかは一人ひとりが決めます。
   *[no] このサーバーでは聴いた曲の集計がオフで、何も数えていません。管理者が/listening onでオンにできます。
}
listening-turned-on = 集計をオンにしました。/listening joinで自分から参加した人だけを数え、{ $days }日たてばすべて消します。日と週は{ $zone }の時計で区切ります。zoneで変えられます。
listening-turned-off = 集計をオフにしました。これからはここで何も数えません。数えた分は、期限が来るか本人が抜けるまで残ります。
no-such-zone = 「{ $text }」というタイムゾーンは知りません。Asia/TokyoやEurope/Berlinのように書いてください。

## 参加と退出

not-joined = ここではまだ参加していません。あなたが聴く曲は何も数えていません。
joined-listening =
    参加しました。これからは、聴いた曲ごとに三つだけ覚えます。曲、時刻、このサーバー。ほかには何も残しません。

    曲は、このプラットフォームが再生中の曲を見せてくれるステータス、ここで描かせたり投稿したりした曲、そして連携したアカウントから来ます。30秒、または半分まで聴くと1回と数えます。

    { $days }日間残し、そのあと消します。ここにいる全員が、サーバーのコラージュとまとめで見られます。許可しないかぎり、あなたの名前は出ません。

    曲やアーティストは/listening hideで隠せて、いつでも休めます。抜けると、すべてがすぐに消えます。
listening-status = { $count ->
    [0] { $paused ->
        [yes] 参加していますが、休止中です。ここにはまだ何も残っていません。
       *[no] 参加しています。ここにはまだ何も残っていません。
    }
   *[other] { $paused ->
        [yes] 参加していますが、休止中です。ここに{ $count }回分の再生が残っています。どれも最長{ $days }日です。
       *[no] 参加しています。ここに{ $count }回分の再生が残っています。どれも最長{ $days }日です。
    }
}
blocked-here = このサーバーの管理者が、あなたをサーバーの絵から外しています。自分の絵はこれまでどおり作れます。
left-listening = { $count ->
    [0] 抜けました。ここには何も残っていませんでした。
   *[other] 抜けました。残っていた{ $count }回分の再生をすべて消しました。
}
paused-listening = 休止しました。再開するまで何も数えません。数えた分は残ります。
resumed-listening = これからまた数えます。

## 隠す

hidden-names = { $more ->
    [0] { $names }
   *[other] { $names }、ほか{ $more }件
}
hidden-from-now-on = { $count ->
    [0] 「{ $name }」をこれから隠します。数えた分はありませんでした。
   *[other] 「{ $name }」をこれから隠し、{ $count }回分の再生を消しました。
}
hidden-no-more = 「{ $name }」をまた数えます。
not-hidden = 「{ $name }」は隠れていません。隠したときと同じように書いてください。
hide-what = 隠すものをwhatに書いてください。曲なら「アーティスト - タイトル」、またはアーティスト名です。

## 名前

name-shown = ここでは曲にあなたの名前が付くことがあります：{ $name }。
name-not-shown = ここではあなたの名前を出しません。

## アカウント

account-linked = これから{ $service }の「{ $name }」を数分おきに読み、新しい再生を数えます。読めたかどうかは/listeningでわかります。
account-unlinked = { $service }のアカウントはもう読みません。
no-account = { $service }のアカウントは連携していません。
no-such-service = { $service }はここでは設定されていません。運営者が.envで設定できます。
link-what = どのアカウントか教えてください。サービス（{ $services }）を選び、アカウント名をwhatに書いてください。
trouble-private = { $name }：非公開なので読めません。最近の再生を公開すると続けます。
trouble-unknown = { $name }：そのアカウントはありません。
trouble-down = { $name }：最近つながりませんでした。自動でもう一度試します。

## ボタンと項目の名前

join-label = 参加する
leave-label = 抜けて消す
pause-label = 休止する
resume-label = 再開する
show-name-label = 名前を出す
hide-name-label = 名前を隠す
turn-on-label = 集計をオンにする
fact-named = 名前の表示
fact-hidden = 隠したもの
