"""Figures in the text format that Prometheus scrapes."""

from consumers.metrics import Metric, exposition


def test_a_family_has_its_meaning_its_kind_and_a_line_per_figure() -> None:
    labels = (("agency", "gz-health"), ("item", "np-birth"))
    written = exposition([Metric("govsync_invented", "gauge", "An invented figure.", {labels: 3})])
    assert written == (
        "# HELP govsync_invented An invented figure.\n"
        "# TYPE govsync_invented gauge\n"
        'govsync_invented{agency="gz-health",item="np-birth"} 3\n'
    )


def test_what_would_end_a_label_is_escaped() -> None:
    written = exposition([Metric("govsync_invented", "gauge", "An invented figure.", {(("agency", 'a"b\\c\nd'),): 1})])
    assert 'agency="a\\"b\\\\c\\nd"' in written
    assert len(written.splitlines()) == 3


def test_a_family_without_figures_is_still_named() -> None:
    assert exposition([Metric("govsync_invented", "gauge", "None yet.", {})]).endswith("gauge\n")
