### Slackでだけ言うこと。

slack-open-label = 開く
slack-make-label = 絵にする
slack-some-track = Spotifyの曲
slack-beside = スレッド内：{ $files }
slack-recent-label = または次の曲から
slack-button-unknown = このボタンは私の古いバージョンのものです。コマンドでもう一度頼んでください。

## 本人のページ

slack-home-intro = 曲（リンク、ファイル、録音）をくれれば、その気分を絵にして返します。下のボタンを押すか、どこかで私にメンションしてください。
slack-home-jobs = あなたのために進めていること
slack-home-no-jobs = 今は何もありません。
slack-home-pictures = 最近の絵
slack-home-no-pictures = まだありません。ここに表示されます。
slack-home-yours = あなたについて
slack-home-everyone = このワークスペースの全員について

## 接続

slack-installed = { $count ->
    [0] まだどのワークスペースにもいません
   *[other] { $count }件のワークスペースに接続中
}。{ $address }からインストールできます
slack-uninstalled = ワークスペースからアンインストールされました。api.slack.com/appsのアプリのページからもう一度インストールしてください
slack-port-taken = ポート{ $port }で待ち受けできません（{ $why }）。.envで別のSLACK_PORTを選んでください。
slack-scopes-missing = Slackが{ $scopes }を許可していません。アプリのマニフェストを更新して（slate invite slack）、もう一度インストールしてください。
slack-scopes-granted = Slackはトークンを認識し、必要なものをすべて許可しています。
slack-create-app = { $address }（From a manifest）でアプリを作り、これを貼り付けてください。
slack-no-address = まず.envにSLACK_PUBLIC_URLを設定してください。Slackが私に届く場所を知る必要があります。
