### 聴いて描くエンジンの言葉。

engine-unreadable-audio = 音声として読み取れませんでした。mp3、m4a、wav、flac、ogg、webmのファイルを送ってください。
engine-nothing-to-hear = 録音が無音か、短すぎます。3秒以上の音を送ってください。
engine-too-much-audio = ファイルが大きすぎます。もっと短いものか、圧縮したものを送ってください。
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

## 作業の段階

stage-waiting = 順番待ち
stage-opening = ファイルを開いています
stage-listening = 聴いています
stage-feeling = 気分を感じ取っています
stage-painting = 描いています
stage-plane = 気分の平面を描いています
stage-jukebox = ジュークボックスを鳴らしています
