"""Short names of companies stand for the companies that the document names in full."""

from __future__ import annotations

import pytest

from tests.golden.test_golden import facts_of, read_text


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "浙江恒山智能装备股份有限公司来访。恒山智能成立于2003年。",
            "浙江恒山智能装备股份有限公司 foundedIn 2003",
        ),
        (
            "衢州东篱医疗科技有限公司揭牌。东篱医疗始建于2011年。",
            "衢州东篱医疗科技有限公司 foundedIn 2011",
        ),
    ],
)
def test_the_beginning_of_a_companys_name_stands_for_it(text: str, fact: str) -> None:
    assert fact in facts_of(read_text(text))


def test_an_institute_named_for_a_company_is_not_the_company() -> None:
    facts = facts_of(read_text("浙江恒山智能装备股份有限公司来访。恒山智能研究院成立于2003年。"))
    assert "浙江恒山智能装备股份有限公司 foundedIn 2003" not in facts
