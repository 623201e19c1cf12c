"""Labelled lines, in the many ways pages print them."""

# ruff: noqa: E501  lists of printed lines and labels are easier to compare unbroken
import pytest

from archive.normalise.labels import is_head_line, is_labelled_line, join_label_lines, read_labels

LINES = [
    ("发布时间:2024-03-05 09:27:08 来源:本站 阅读次数:312", {"published": "2024-03-05 09:27:08", "source": "本站", "view_count": "312"}),
    ("来源: 云岭先锋网 2024-03-05 14:44:06    责编: 陈安", {"published": "2024-03-05 14:44:06", "source": "云岭先锋网", "editor": "陈安"}),
    ("2024-03-05 10:32:13 来源:沧江在线", {"published": "2024-03-05 10:32:13", "source": "沧江在线"}),
    ("2024-03-05 08:56:04 | 来源:北川法院网 | 作者:邱明", {"published": "2024-03-05 08:56:04", "source": "北川法院网", "author": "邱明"}),
    ("2024/03/05/ 08:33 来源:云岭网-云岭晨报 特约记者冯山 李力", {"published": "2024/03/05/ 08:33", "source": "云岭网-云岭晨报", "byline": "特约记者冯山 李力"}),
    ("海湾警察网 · 崔浦  |  2024-01-10 14:03", {"source": "海湾警察网", "author": "崔浦", "published": "2024-01-10 14:03"}),
    ("( 2024-03-05 ) 稿件来源: 云岭日报法治 |", {"published": "2024-03-05", "source": "云岭日报", "section": "法治"}),
    ("作者:王东    发布时间:2024/4/20    浏览:390次", {"author": "王东", "published": "2024/4/20", "view_count": "390"}),
    ("时间:2024-07-09 10:09:43    作者:刘静 齐杰    来源:沧江省高院", {"published": "2024-07-09 10:09:43", "author": "刘静 齐杰", "source": "沧江省高院"}),
    ("【来源：县委政法委】 【录入时间：24-01-09 09:06:17】 【浏览次数：42】", {"source": "县委政法委", "published": "24-01-09 09:06:17", "view_count": "42"}),
    ("来源:通讯员 何新 记者 李斐 阅读量:1000 2024-07-10 15:01:04", {"byline": "通讯员 何新 记者 李斐", "view_count": "1000", "published": "2024-07-10 15:01:04"}),
    ("来　源：某某局　　编 辑：张三", {"source": "某某局", "editor": "张三"}),
    ("責任編輯：王小明 點擊次數：15", {"editor": "王小明", "view_count": "15"}),
    ("索引号：2026-02-00018 发布机构：某局 发布日期：2024年3月5日", {"publisher": "某局", "published": "2024年3月5日"}),
    ("来源：云岭社 作者： 发布时间：2024-06-25", {"source": "云岭社", "published": "2024-06-25"}),
    ("2024-03-05 20:35 沧江观察 叶小山", {"published": "2024-03-05 20:35", "after_date": "沧江观察 叶小山"}),
    ("2024-03-05 09:30 阅读(12)", {"published": "2024-03-05 09:30", "view_count": "12"}),
    ("发布时间：2024-03-05 字体：[大 中 小] 浏览次数：", {"published": "2024-03-05", "view_count": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fields"), LINES)
def test_values(line: str, fields: dict[str, str]) -> None:
    assert read_labels(line) == fields
    assert is_labelled_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "民警提醒：遇到可疑来电请拨打110。",
        "时间：3月5日上午，地点：指挥中心会议室。",
        "据来源可靠的消息：该团伙已被摧毁，涉案人员全部到案，资金正在追缴，请广大群众放心。",
        "2024年3月5日，沧江市公安局召开会议",
    ],
)
def test_prose_is_no_labelled_line(line: str) -> None:
    assert not is_labelled_line(line)


def test_head_lines() -> None:
    assert is_head_line("云岭省政府门户网站 www.yunling.test 时间：2024-08-11 14:21 来源：云岭日报")
    assert is_head_line("时间发布：2024-06-12 09:51 阅读次数: 次 信息来源：沧江日报 【打印文章】")
    assert not is_head_line("据来源：公安局；时间：当日。")


def test_labels_alone_take_the_next_line() -> None:
    lines = ["来源：", "沧江商报", "发布时间：", "", "2024-06-25 10:03:27", "浏览次数：", "昨日，沧江市公安局"]
    assert join_label_lines(lines) == [
        "来源：沧江商报",
        "发布时间：2024-06-25 10:03:27",
        "浏览次数：",
        "昨日，沧江市公安局",
    ]
