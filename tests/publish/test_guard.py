"""Publishing that most of the site is gone must be meant."""

import shutil

from publish.published import Publisher
from sites import POWER, put

COUNT = 30


def many(publisher: Publisher) -> None:
    """Add powers, and publish them."""
    text = (publisher.site / POWER).read_text("utf-8")
    for number in range(2, COUNT + 2):
        code = f"YJ-XK-{number:04}"
        put(publisher.site, **{f"content/powers/xxj/{code}.yaml": text.replace("YJ-XK-0001", code).replace("name: 烟花爆竹零售许可", f"name: 烟花爆竹零售许可（{number}）")})
    publisher.commit("增加")
    assert publisher.publish() == 0


def test_many_pages_gone_at_once_must_be_meant(publisher, capsys):
    """Twenty pages and more than five in a hundred are told with an example, and stay until a flag says that they go."""
    many(publisher)
    for number in range(2, COUNT + 2):
        (publisher.site / f"content/powers/xxj/YJ-XK-{number:04}.yaml").unlink()
    publisher.commit("删去")
    shutil.rmtree(publisher.place() / "site/output")
    assert publisher.publish() == 1
    said = capsys.readouterr().err
    assert "error PUBLISH_REMOVES " in said
    assert "pages would go, such as " in said
    assert publisher.release()["serial"] == 3
    assert publisher.publish("--allow-removal") == 0
    assert publisher.whole()


def test_catalogue_without_powers_must_be_meant(publisher, capsys):
    """A commit without one power is refused, however few pages there were."""
    (publisher.site / POWER).unlink()
    for file in sorted((publisher.site / "content").rglob("*.*")):
        if file.suffix in {".yaml", ".md", ".csv"} and "YJ-XK-0001" in file.read_text("utf-8"):
            file.write_text("".join(line for line in file.read_text("utf-8").splitlines(keepends=True) if "YJ-XK-0001" not in line), encoding="utf-8")
    publisher.commit("空")
    assert publisher.publish() == 1
    assert "error PUBLISH_EMPTY there is not one power in this commit" in capsys.readouterr().err
    assert publisher.publish("--allow-removal") == 0


def test_few_pages_may_go(publisher):
    """To take one power away needs no leave."""
    text = (publisher.site / POWER).read_text("utf-8")
    put(publisher.site, **{"content/powers/xxj/YJ-XK-0002.yaml": text.replace("YJ-XK-0001", "YJ-XK-0002").replace("name: 烟花爆竹零售许可", "name: 烟花爆竹批发许可")})
    publisher.commit("增加")
    assert publisher.publish() == 0
    (publisher.site / "content/powers/xxj/YJ-XK-0002.yaml").unlink()
    publisher.commit("删去")
    assert publisher.publish() == 0
    assert publisher.whole()
