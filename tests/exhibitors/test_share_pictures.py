"""Every letter of the region has a shape in the pictures for links."""

import pytest

from exhibitors.share_pictures import _SANS, _SERIF, _font, _subset

ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "kk": "әғқңөұүһіӘҒҚҢӨҰҮҺІ",
    "ky": "ңөүҢӨҮ",
    "tg": "ғӣқӯҳҷҒӢҚӮҲҶ",
    "tk": "çäžňöşüýÇÄŽŇÖŞÜÝ",
    "uz": "oʻgʻʼshchOʻGʻ",
    "signs": "0123456789.,:;–—«»“”„’№m²",
}


def shape(letter, family):
    return bytes(_font(family.format(_subset(letter)), 40).getmask(letter))


@pytest.mark.parametrize("family", [_SERIF, _SANS])
@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_has_a_shape(language, family):
    missing = [
        letter
        for letter in ALPHABETS[language]
        if shape(letter, family)
        == bytes(_font(family.format(_subset(letter)), 40).getmask("\uffff"))
    ]
    assert missing == []
