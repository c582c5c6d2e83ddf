numbers-only = 「{ $name }」は数値だけで知っていて、音がありません。音声ファイルを送ってもらえれば聴きます。
numbers-only-links = 「{ $name }」は数値だけで知っていて、音がありません。音声ファイルを送るか、リンクを貼ってください。
cataloguing = カタログを調べています
nothing-to-add = { $folder } に音声ファイルがありません。
library-added = 追加 { $added } 曲、既知 { $known } 曲、除外 { $failed } 曲。
library-stopped = 停止しました。聴いた分は残っています。もう一度始めると続きから進みます。
source-library = 自分の音楽フォルダー
source-file = ファイル
source-deezer = Deezerの試聴
source-apple = Appleの試聴
source-catalogue = 初期カタログ
index-state = 索引には { $count } 曲（バージョン { $version } で聴いたもの、{ $mebibytes } MiB）{ $missing ->
    [0] があります。
   *[other] があり、残り { $missing } 曲は次の質問のときに加わります。
}
