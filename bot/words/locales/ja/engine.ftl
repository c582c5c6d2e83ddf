### 聴いて描くエンジンの言葉。

engine-unreadable-audio = 音声として読み取れませんでした。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-nothing-to-hear = 録音が無音か、短すぎます。3秒以上の音を送ってください。
engine-too-much-audio = ファイルが大きすぎます。もっと短いものか、圧縮したものを送ってください。
engine-nothing-to-show = コラージュにする曲がまだありません。
engine-stale = その曲は以前のバージョンで聴いたものです。もう一度送っていただければ、聴き直します。
engine-took-too-long = 時間がかかりすぎたので中止しました。もう一度試すか、短いファイルを送ってください。
engine-worker-died = 聴いている途中で処理が止まりました。もう一度お試しください。二度続くようなら、原因はファイルにあります。
engine-overloaded = 順番待ちの曲がいっぱいです。1分ほどしてからもう一度お試しください。
engine-weights-mismatch = 気分モデルの重みがこのバージョンに合いません。Slateを入れ直すか、`slate train mood`で学習し直してください。

engine-too-much-memory = 使えるメモリーを超えるファイルです。もっと短いものか、単純なものを送ってください。
engine-too-many-mebibytes = ファイルは{ $size } MiBですが、受け取れるのは{ $most } MiBまでです。mp3かm4aで送ってください。
engine-damaged = ファイルが壊れているか、音声ではありません。保存またはダウンロードし直すか、mp3で送ってください。
engine-empty = ファイルが空です。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-cut-off = ファイルが途中で切れていて、末尾の索引がありません。保存またはダウンロードし直してください。
engine-protected = コピー防止がかかっているため聴けません。保護のないファイルを送ってください。
engine-text = それはテキストファイルで、音声ではありません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-playlist = それはほかのファイルを並べたプレイリストで、音声ではありません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-web-page = それはウェブページで、音声ではありません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-picture = それは画像です。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-pdf = それはPDFです。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-zip = それは圧縮ファイル（zip）です。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-archive = それは圧縮ファイルです。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-program = それはプログラムです。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-midi = それはMIDIファイルで、音符はありますが音がありません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-windows-media = それはWindows Mediaのファイルで、読み取れません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-strange-video = その種類の動画は読み取れません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-strange-sound = その種類の音声は読み取れません。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-damaged-short = ファイルが壊れているか、音声ではありません。
engine-no-decoder = そのファイルの音を読むデコーダーがありません。mp3かm4aで送ってください。
engine-bad-header = ファイルのヘッダーが壊れていて、サンプリング周波数がありえない値です。mp3かm4aで送ってください。
engine-silent = 録音が無音です。マイクかファイルを確かめて、もう一度送ってください。
engine-no-sound = そのファイルには音がありません。壊れているかもしれません。保存またはダウンロードし直してください。
engine-ear-weights = 耳の重みがこのバージョンに合いません。Slateを入れ直すか、`slate train ear`で学習し直してください。
engine-likeness-weights = 類似度の重みがこのバージョンに合いません。Slateを入れ直すか、`slate train likeness`を実行してください。
engine-published-model = 公開された特徴量のモデルが壊れているか、別のバージョンのものです。`slate train published`で学習し直してください。
engine-catalogue-mismatch = 付属の曲がこのバージョンに合いません。Slateを入れ直してください。
engine-no-narrator = 言語モデルが使えないので、カードには文章が付きません。

## 作業の段階

stage-waiting = 順番待ち
stage-opening = ファイルを開いています
stage-listening = 聴いています
stage-feeling = 気分を感じ取っています
stage-painting = 描いています
stage-plane = 気分の平面を描いています
stage-jukebox = ジュークボックスを鳴らしています
stage-neighbours = 近い曲を描いています
stage-collage = 曲を並べて貼っています
stage-cards = カードを描いています
stage-scenes = 場面を書いています
stage-shelving = 曲を並べています
stage-indexing = 索引を作っています
stage-writing = 索引を書き込んでいます
