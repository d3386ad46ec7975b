"""Names of people in Chinese, which has no capitals: beside titles and verbs of saying, and foreign ones with dots."""

import re
from collections.abc import Iterator
from functools import cache

from corpustools.extractors.names.lexicons import surnames

_TITLES = (
    "主席|总书记|总理|副总理|总统|部长|副部长|发言人|书记|局长|省长|市长|委员长|大使|教授|院士|先生|女士|"
    "记者|董事长|总经理|主任|院长|主教练|導演|导演|演员|總統|總理|部長|發言人|書記|局長|市長|董事長|主任|"
    "院長|記者|議員|议员|外长|防长|首相|校长|研究员|律师|法官|会长|會長|司长|处长|所长|行长|总裁|总监|经理|创始人|创办人|"
    "负责人|工程师|设计师|技师|医生|博士|博士生|学者|专家|分析师|参赞|代表|秘书长|首席执行官|执行官|司令|上将|队长|教练|队员"
)
_SAYS = (
    "说|說|表示|指出|强调|強調|认为|認為|透露|介绍|介紹|坦言|称|稱|告诉|告訴|"
    "宣布|宣佈|接受|解释|解釋|补充|補充|警告|回应|回應"
)
_ADVERBS = (
    r"(?:还|還|也|则|則|曾|日前|近日|随后|隨後|进一步|進一步|明确|明確|昨日|今日|当天|[上本下]?周[一二三四五六日]|星期[一二三四五六日天]|\d{1,2}日|"
    r"在[^，。]{1,16}?[上中时里会]|对[^，。]{1,10}?)"
)
_HAN = r"[\u4e00-\u9fff]"
_LATER = r"(?:(?![说說称稱在对對表指])[\u4e00-\u9fff])"
"""The third letter of a name, which is seldom the first of a verb: "李国强说", but "阎敏|说"."""
_FOLLOWS = rf"(?=[，。、：；（说說称稱在對对和与與表指于於介强回将將率主出会會应應]|{_ADVERBS}{{0,3}}(?:{_SAYS})|$)"
_BEFORE = re.compile(rf"(?:{_TITLES})(?:(?P<before>{_HAN}{{2}}{_LATER}){_FOLLOWS}|(?P<short>{_HAN}{{2}}){_FOLLOWS})")
_SPOKEN = (
    rf"(?=(?:先生|女士|教授|主席|总书记|總書記|总统|總統|总理|總理|部长|部長|"
    rf"{_ADVERBS}{{0,3}}(?:说|說|表示|指出|强调|強調|认为|認為|透露|坦言)[，：“]|强调|強調))"
)
_AFTER = re.compile(
    rf"(?:(?<=[，。、：；“”―（\s和与與])|^)"
    rf"(?:(?P<before>{_HAN}{{2}}{_LATER}){_SPOKEN}|(?P<short>{_HAN}{{2}}){_SPOKEN})"
)
# The letters that names of other languages are written with; who knows none of them knows where such a name begins.
_SOUNDS = (
    "阿埃艾安奥巴拜班邦保鲍北贝本比彼边别宾波伯博布查昌川茨达戴丹道德登邓迪蒂丁杜顿多厄恩尔法凡范菲费芬冯佛夫弗福富盖冈高戈格葛根贡古"
    "瓜哈海汉杭豪赫黑亨洪胡华怀惠霍基吉加贾简金卡凯坎康考柯科克肯孔库奎拉莱兰朗劳勒雷里理利立丽莉连林琳龙隆卢鲁路伦罗洛吕马玛迈麦曼芒梅"
    "门蒙米密敏明莫默穆纳娜奈南内尼妮宁牛纽努诺欧帕潘庞佩彭皮平珀普奇齐恰钱乔切琴丘曲让热仁日瑞若萨赛桑瑟森沙莎珊尚绍舍什圣施史舒斯苏索"
    "塔泰坦汤唐陶特腾提廷通图托瓦万旺威韦维魏温文翁沃乌武西希锡席夏肖谢辛休修许雅亚扬耶叶伊易因英尤于约扎泽曾詹珍朱兹佐丝缇歇捷杰洁季津济喀昆涅庇泼翰嘉茜娅琪妲"
    "倫納爾馬貝達維爾龍盧魯羅納奧歐錫瑪麗蘭萊勞華賈簡凱庫門諾喬瑞薩賽蘇湯圖萬韋溫烏謝亞揚葉約澤茲"
)
_FOREIGN = re.compile(rf"(?P<foreign>[{_SOUNDS}]{{1,7}}(?:[·・•‧][{_SOUNDS}]{{1,8}}|[·・•‧][A-Z]\.?){{1,4}})")
_DOT = re.compile("[·・•‧]")
_NO_NAMES = re.compile(r"[们們的了是在和与對对将將会會等这那该]|^(?:于是|时候|方面|有关|有關|贺信|贺电)")


@cache
def _han_surnames() -> frozenset[str]:
    return frozenset(name for name in (*surnames(), *"习習") if "\u4e00" <= name[0] <= "\u9fff")


def family_name(name: str, longest: int = 2) -> str | None:
    """Return the surname that a name in Chinese characters begins with.

    >>> family_name("王建国"), family_name("港口")
    ('王', None)
    """
    for size in range(min(longest, len(name)), 0, -1):
        if name[:size] in _han_surnames():
            return name[:size]
    return None


def chinese_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield where people are named, and their names; of a foreign name its last part, where that stands alone later.

    >>> list(chinese_names("会长王建国对记者说，美国总统唐纳德·特朗普很忙。特朗普没有说原因。"))
    [(2, '王建国'), (14, '唐纳德·特朗普'), (24, '特朗普')]
    >>> list(chinese_names("局长李国强说，港口很忙。会长李强强调，港口不忙。"))
    [(2, '李国强'), (14, '李强')]
    >>> list(chinese_names("会长对记者说，港口很忙。"))
    []
    """
    found: dict[int, str] = {}
    lasts: set[str] = set()
    for match in _FOREIGN.finditer(text):
        if (
            text[match.start() - 1 : match.start()] in ("“", "《", "「")
            and text[match.end() : match.end() + 1] in "”》」"
        ):
            continue  # A ship, a book.
        found[match.start()] = match["foreign"]
        last = _DOT.split(match["foreign"])[-1]
        if len(last) > 1 and not last.isascii():
            lasts.add(last)
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            name = match[group]
            if family_name(name) and len(name) > len(family_name(name) or "") and not _NO_NAMES.search(name):
                found.setdefault(match.start(group), name)
    taken = {start + at for start, name in found.items() for at in range(len(name))}
    for last in sorted(lasts)[:100]:
        at = text.find(last)
        while at >= 0:
            if at not in taken:
                found[at] = last
            at = text.find(last, at + len(last))
    yield from sorted(found.items())
