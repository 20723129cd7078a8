import type { ProblemCode } from '../../src/contract/problems.ts';
import type { OperationName } from '../../src/contract/routes.ts';

/** The contract's summaries in Japanese. A row that is missing here does not compile. */
export const summaries: Record<OperationName, string> = {
  getAccount: 'アカウントの情報。方針、メール、登録済みのデバイス、手続き中の設定を返します。',
  beginMail:
    'メールアドレスにコードを送ります。手続き中のアドレスがあれば置き換えます。確認済みのアドレスは、新しいアドレスの確認が済むまで使えます。',
  resendMail: '手続き中のアドレスに新しいコードを送ります。前のコードは使えなくなります。',
  confirmMail: 'メールで届いたコードで、手続き中のアドレスを確認します。',
  cancelMail: '手続き中のアドレスを取りやめます。',
  beginApp:
    '最初のアプリの設定を始めます。`anew` を付けると、設定済みのアプリがあっても新しいキーで始めます。1つのキーを共有する方式では以後そのキーだけが有効になり、デバイスごとにキーを持つ方式ではキーが1つ増えます。手続き中は、同じキーを返します。',
  confirmApp:
    'アプリがキーを持っていることを、コードで確認します。デバイスはこの時点で登録されます。1つのキーを共有する方式では、ほかのデバイスに同期が必要になります。',
  cancelApp: '手続き中の設定を取りやめます。キーは消去されます。',
  beginSync:
    '既存のアプリに加えて、もう1台のデバイスの登録を始めます。新しいデバイスの確認が済むまで、古いデバイスはそのまま使えます。デバイスごとにキーを持つ方式では、既存のデバイスの `code` が必須で、あらためての本人確認の代わりになります。',
  confirmSync: '新しいデバイスを、そのコードで確認します。',
  cancelSync: '手続き中の同期を取りやめます。',
  renameDevice: 'デバイスに名前を付けます。',
  removeDevice:
    'デバイスを一覧から外します。デバイスごとにキーを持つ方式では、そのデバイスのコードがすぐに使えなくなります。しばらくの間は `restoreDevice` で元に戻せます。',
  restoreDevice:
    '外したデバイスを元に戻します。その間に新しくなったキーや置き換えられたキーは無効のままで、そのデバイスには同期が必要になります。',
  checkCode:
    '手元のコードが使えるかどうかを確かめます。使えたコードは使用済みになります。コードが使えるのは、`deltaSteps` が -1、0、1 の場合だけです。それより離れたコードにも、時計のずれが分かるように差を返しますが、受け付けたことにはならず、間違いとして数えます。',
  beginReset: '再設定を始めます。確認済みのメールアドレスにコードを送ります。',
  confirmReset: 'キーと、登録済みのアプリのデバイスをすべて無効にします。',
  beginRecoveryCodes:
    'リカバリーコードを作ります。1つのコードで、あらためての本人確認が1回できます。コードを返すのはこの1回だけです。新しいコードを保管したと確認するまでは、前のコードを使えます。',
  confirmRecoveryCodes:
    'リカバリーコードを保管したと確認します。この時点から新しいコードが有効になり、前のコードは使えなくなります。',
  beginStepUp: 'メール、アプリ、またはリカバリーコードによる、あらためての本人確認を始めます。',
  confirmStepUp: 'あらためての本人確認のコードを送ります。',
  openPairing:
    '2台のデバイスのために、サーバーには中身の見えない私書箱を2分間開きます。同じ人が前に開いた私書箱は閉じます。`id` は相手のデバイスに伝える短いコード、`seat` はこちら側のトークンです。',
  joinPairing:
    '私書箱のもう一方の席に着きます。着けるのは1台だけです。同じ `Idempotency-Key`（16文字以上）でやり直すと、同じ席を返します。',
  sendPairing: '相手側に宛てて、封をしたメッセージを入れます。同じメッセージを送り直しても、1通と数えます。',
  receivePairing:
    '指定した番号より後の、相手側からのメッセージを受け取ります。メッセージがあるか、私書箱が閉じていれば、すぐに返します。なければ待ち、20秒ほどたつと空のまま返します。',
  closePairing: '私書箱を閉じます。相手側は、すでに入っているメッセージを受け取れます。',
  getOpenApi: 'この契約を OpenAPI 3.1 の文書として返します。',
};

export const titles: Record<ProblemCode, string> = {
  invalid_input: 'リクエストの形が、文書に書かれたものと異なります。',
  unauthenticated: 'ログインしていません。',
  step_up_required: 'この変更には、あらためての本人確認が必要です。',
  forbidden_origin: 'このページは、許可されたオリジンの一覧にありません。',
  not_found: 'この ID のものはありません。',
  mail_required: '先にメールアドレスの確認が必要です。',
  already_enrolled: 'アプリは設定済みです。デバイスの追加は同期で行います。',
  code_replayed: 'このコードは使用済みです。',
  last_device: 'ログインできる最後の手段は外せません。',
  pairing_taken: 'このペアリングには、すでに別のデバイスが加わっています。',
  pairing_full: 'こちら側から送れるメッセージの数の上限に達しました。',
  idempotency_conflict: 'この冪等キーは、別のリクエストで使われています。',
  enrolment_expired: 'この設定は、時間内に終わらなかったか、取りやめられました。',
  code_expired: 'コードの有効期限が切れています。',
  too_large: 'リクエストが大きすぎます。',
  unsupported_media_type: 'リクエストの本文は application/json でなければなりません。',
  invalid_code: 'コードが正しくありません。',
  wrong_length: 'コードの桁数が違います。',
  mail_domain_forbidden: 'このドメインのメールアドレスは使えません。',
  attempts_exhausted: '間違いが続きました。しばらく待つ必要があります。',
  rate_limited: 'リクエストが多すぎます。しばらく待つ必要があります。',
  not_implemented: 'このサーバーは、この操作に対応していません。',
  mail_undeliverable: 'メールサーバーがメッセージを受け付けませんでした。',
  unavailable: 'サービスは今、応答できません。',
};
