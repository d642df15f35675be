"""The one style sheet: every file in it, fonts found where the storage serves them, named by its content."""

from kennisruil.shell import styles


def test_text_holds_every_file_in_order() -> None:
    heads = [path.read_text("utf-8").splitlines()[0] for path in sorted(styles.FOLDER.glob("*.css"))]

    places = [styles.text().index(head) for head in heads]

    assert places == sorted(places)


def test_text_points_at_the_served_fonts() -> None:
    assert "../fonts/" not in styles.text()
    assert styles.text().count("/static/shell/fonts/source-sans-3-") == 4


def test_digest_is_twelve_hexadecimals() -> None:
    assert len(styles.digest()) == 12
    assert int(styles.digest(), 16) >= 0
