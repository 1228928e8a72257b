"""Name parts for invented people, firms and areas."""

from __future__ import annotations

import random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
DOUBLE_SURNAMES = ("欧阳", "上官", "诸葛", "司徒", "东方", "夏侯")
RARE = 0.006
FIRST = (
    "志建文海晓春雨思佳子俊明国玉美丽秀雪梦欣天宇浩博泽嘉诗若书静慧怡安立永庆云星月清凡致望承启景"
)
SECOND = (
    "强伟军勇杰涛超明辉鹏飞平刚磊斌波宁凯峰亮龙健芳娜敏静丽娟艳玲婷红霞梅琳雪"
    "慧莹洁燕莉萍颖倩蕾彤涵轩然辰熙远航哲瑞远帆桐禾言舟遥"
)
ALONE = "伟芳敏静磊强洋艳勇军杰娟涛超霞平刚英华飞鹏斌凡宁博浩晨雪瑶琪璐岚峥澜珂砚彦昊旭"

FIRM_HEADS = "明瑞恒泰信达联创启盛远博新科宏安华鼎润丰嘉禾凌云天成金石海纳方圆正源卓越中和思源起航"
FIRM_TRADES = (
    "物流",
    "机械制造",
    "食品",
    "纺织",
    "建材",
    "电子",
    "软件",
    "医药",
    "商贸",
    "酒店管理",
    "物业服务",
    "教育咨询",
    "汽车服务",
    "园林工程",
    "水产",
    "印刷包装",
    "人力资源",
    "旅游",
    "装饰工程",
    "农业科技",
)
FIRM_FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
GENERAL_MANAGER = "总经理"
TITLES = ("行政主管", "信息主管", "办公室主任", "采购经理", "财务经理")

# Beginnings that mobile numbers have; the eight digits after them are drawn.
PREFIXES = ("133", "149", "153", "173", "177", "180", "181", "189", "190", "191", "193", "199")


def person_name(chance: random.Random) -> str:
    """A surname, often of the commonest, with a given name of one or two characters."""
    single = SURNAMES[int(len(SURNAMES) * chance.random() ** 1.8)]
    surname = chance.choice(DOUBLE_SURNAMES) if chance.random() < RARE else single
    if chance.random() < 0.2:
        return surname + chance.choice(ALONE)
    return surname + chance.choice(FIRST) + chance.choice(SECOND)


def firm_name(chance: random.Random, place: str) -> tuple[str, str]:
    """A firm of a place, of two characters, a trade and a legal form; and its trade."""
    start = chance.randrange(len(FIRM_HEADS))
    head = FIRM_HEADS[start] + chance.choice(FIRM_HEADS[:start] + FIRM_HEADS[start + 1 :])
    trade = chance.choice(FIRM_TRADES)
    return f"{place}{head}{trade}{chance.choice(FIRM_FORMS)}", trade


def phone(chance: random.Random, taken: set[str]) -> str:
    """A number that nobody in the company has yet."""
    while True:
        number = f"{chance.choice(PREFIXES)}{chance.randrange(10**8):08d}"
        if number not in taken:
            taken.add(number)
            return number
