"""What may be wrong with a release that is shown: a rule for each way in which it is not what was signed."""

from __future__ import annotations

from quanli.errors import Rule

_WHOLE = "公布的内容须与签名的发布记录逐字节相同"
_ANEW_ZH, _ANEW_EN = "用 quanli publish --anew 重新写出全部文件；查明是谁改动的", "write all files anew with quanli publish --anew; find out who changed it"

RELEASE_NONE = Rule(
    "RELEASE_NONE", "error",
    zh="这里没有公布任何版本：没有 release.json", en="nothing is published here: there is no release.json",
    hint_zh="核对目标；文件被删的，用 quanli publish --anew", hint_en="see whether it is the right target; if the file was removed, use quanli publish --anew",
    follows=_WHOLE,
)
RELEASE_UNREADABLE = Rule(
    "RELEASE_UNREADABLE", "error",
    zh="读不懂这个文件：{why}", en="this file cannot be made sense of: {why}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_SIGNATURE = Rule(
    "RELEASE_SIGNATURE", "error",
    zh="发布记录不是由名单中的密钥签名的，或签名后被改动", en="the record of the release was not signed by a key of the list, or was changed since",
    hint_zh="换过密钥的，核对 --signers 名单；否则不要相信这里的内容，重新发布", hint_en="after a change of keys look at the list of --signers; else believe nothing here and publish again",
    follows=_WHOLE,
)
RELEASE_MIXED = Rule(
    "RELEASE_MIXED", "error",
    zh="这个文件属于另一个版本：不是发布记录第 {serial} 号所说的", en="this file belongs to another release: it is not what the record of release {serial} says",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_ALTERED = Rule(
    "RELEASE_FILE_ALTERED", "error",
    zh="文件被改动：应为 {wanted} 字节，SHA-256 {sha256}", en="the file was altered: wanted are {wanted} bytes of SHA-256 {sha256}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_SWAPPED = Rule(
    "RELEASE_FILE_SWAPPED", "error",
    zh="文件的内容被换成了 {other} 的内容", en="the file has the contents of {other}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_GONE = Rule(
    "RELEASE_FILE_GONE", "error",
    zh="文件缺失", en="the file is missing",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_ADDED = Rule(
    "RELEASE_FILE_ADDED", "error",
    zh="多出一个没有经过发布的文件", en="here is a file that was never published",
    hint_zh="删去它；查明是谁放的", hint_en="remove it; find out who put it there",
    follows=_WHOLE,
)
RELEASE_FILE_LINK = Rule(
    "RELEASE_FILE_LINK", "error",
    zh="这里应是普通文件，却是链接或别的东西（{nature}）", en="a plain file is wanted here, not a link or anything else ({nature})",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_MODE = Rule(
    "RELEASE_FILE_MODE", "error",
    zh="权限是 {mode}，应为 {wanted}", en="the mode is {mode}, wanted is {wanted}",
    hint_zh="运行 chmod {wanted}", hint_en="run chmod {wanted}",
    follows=_WHOLE,
)
RELEASE_OLD = Rule(
    "RELEASE_OLD", "error",
    zh="公布着的是第 {serial} 次发布，而第 {newest} 次已经公布过：旧版本被放了回来", en="release {serial} is shown, and release {newest} was shown already: an older one was put back",
    hint_zh="重新发布；换回旧版本只用 quanli rollback", hint_en="publish again; go back with quanli rollback only",
    follows="公布的版本不得被悄悄换回旧的",
)
RELEASE_REPLACED = Rule(
    "RELEASE_REPLACED", "error",
    zh="第 {serial} 次发布与以前所见的不是同一个", en="release {serial} is not the one that was seen under this number before",
    hint_zh="查明是谁用同一密钥另行发布；必要时更换密钥", hint_en="find out who published with the same key; change the key if need be",
    follows="公布的版本不得被悄悄换回旧的",
)
RELEASE_CHAIN = Rule(
    "RELEASE_CHAIN", "error",
    zh="第 {serial} 次发布接的不是第 {before} 次：链条断了", en="release {serial} does not follow release {before}: the chain is broken",
    hint_zh="查明是谁改动了记录，或用同一密钥另行发布", hint_en="find out who changed the records, or published with the same key",
    follows="每次发布须接着前一次",
)
RELEASE_UNSTEADY = Rule(
    "RELEASE_UNSTEADY", "error",
    zh="核对时公布的版本一再变换：不同的服务器给出不同的版本，或正在连续发布", en="what is shown changed again and again: servers show different releases, or one follows another",
    hint_zh="稍后再核对；有几台服务器或缓存的，逐台核对", hint_en="verify again later; where there are several servers or caches, verify each",
    follows=_WHOLE,
)
RELEASE_COMMIT = Rule(
    "RELEASE_COMMIT", "error",
    zh="公布着的是提交 {commit}，不是 {wanted}", en="commit {commit} is shown, not {wanted}",
    hint_zh="发布所要的提交", hint_en="publish the commit that is wanted",
    follows="发布须可查证：公开的内容出自一个提交",
)
