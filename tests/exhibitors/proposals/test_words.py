"""Two texts compared word by word."""

from exhibitors.proposals.words import MOST_WORDS, Part, compared


def marked(parts):
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


def test_only_the_words_that_differ_are_marked():
    before, after = compared("A gold coin of 2023.", "A silver coin of 2023, new.")

    assert marked(before) == "A [gold] coin of 2023."
    assert marked(after) == "A [silver] coin of 2023[, new]."


def test_words_of_any_script_are_whole():
    before, after = compared("Монета из золота", "Монета из серебра")

    assert (marked(before), marked(after)) == (
        "Монета из [золота]",
        "Монета из [серебра]",
    )


def test_a_text_that_comes_or_goes_is_marked_whole():
    assert compared("", "New text") == ([], [Part("New text", differs=True)])
    assert compared("Old", "") == ([Part("Old", differs=True)], [])


def test_very_long_texts_are_shown_whole_at_once():
    long = "word " * MOST_WORDS
    before, after = compared(long, f"{long} more")

    assert [part.differs for part in (*before, *after)] == [True, True]
