"""What each way of scoring says, the clauses that it covers, and how its parameters are written in a workbook.

The window shows it beside the form, 填写说明 prints it: whoever writes a scheme by hand has the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindText:
    """`example` is a whole cell 计分参数, in the words of the office; INDICATOR stands for an indicator's code."""

    explanation: str
    clauses: str
    example: str


INDICATOR = "指标编码"
"""In the place of a code in examples."""

KIND_TEXTS: Mapping[str, KindText] = {
    "proportional": KindText(
        "按完成率得分：分值×完成率，可设封顶、门槛和得满分的完成率。",
        "完成得满分，未完成按比例扣分；完成率不到70%不得分；超过150%按150%计",
        f"指标：{INDICATOR}\n封顶：100%\n门槛：70%",
    ),
    "condition": KindText(
        "达到条件得满分，否则不得分；几个条件可以要求全部或任一满足，也可以按满足了哪几个分别给分。",
        "覆盖率达100%得4分，否则不得分；当年和累计都完成60分、仅累计55分、仅当年40分",
        f"条件：指标={INDICATOR}；名称=覆盖率；比较=不低于；标准=100；计分依据=完成数\n条件关系：全部满足",
    ),
    "step": KindText(
        "按完成率或完成数落在哪一档得分，从最好的一档写起。",
        "90%得36分、80%得32分、70%得28分，其余不得分；完成99%—80%得2—0分",
        f"指标：{INDICATOR}\n档次：标准=90%；得分=36\n档次：标准=80%；得分=32\n其余得分：0",
    ),
    "slope": KindText(
        "达到基准得基准分，每多一个计分单位加几分，每少一个减几分；基准可以是目标、固定数、对照值或平均。",
        "每少1家扣0.5分扣完为止；每超1%加0.1分最多2分；达到平均得10分，每低3个百分点减1分",
        f"指标：{INDICATOR}\n计分依据：完成数\n基准：目标\n差于基准：每档=1；得分=0.5\n扣分下限：0\n计量单位：家",
    ),
    "rank": KindText(
        "按名次得分：逐个写各名次的得分，或从第一名起每递减一名减几分；名次由系统按指标排，或由小微办录入。",
        "前五名依次加5—1分；第一名40分每递减一名减2分；倒数第1名扣2分、第2名扣1.9分",
        f"指标：{INDICATOR}\n计分依据：完成数\n名次得分：5、4、3、2、1\n其余得分：0",
    ),
    "relative": KindText(
        "与最好的比：按最好的比例得分，或最差的得最低分、最好的得最高分、其余居中折算（功效系数）。",
        "第1名得6分，其余按第1名的比例；最大计100最小计50；总量占30%、增幅占70%",
        f"指标份额：指标={INDICATOR}；名称=总量；份额=100%\n组合：分别计分\n计分依据：完成数\n最低：6\n最高：10",
    ),
    "graded": KindText(
        "小微办评定等次，每个等次有一段分值。",
        "成效一般2—4分、较好5—8分、突出10分",
        "等次：名称=成效一般；最低=2；最高=4\n等次：名称=成效较好；最低=5；最高=8\n等次：名称=成效突出；最低=10；最高=10",
    ),
    "judged": KindText(
        "小微办在一段分值内视情评分；也可以由几个评分人打分，按权重合计。",
        "视工作情况1—5分；园区70%、乡镇30%打分",
        "最低：1\n最高：5\n每档：0.1\n评分人：名称=园区；权重=70%\n评分人：名称=乡镇；权重=30%",
    ),
    "events": KindText(
        "登记事项加分扣分：每种事项每次几分，可以是一段分值，可以按基本分的百分之几，可以限额。",
        "领导批示3/2/1分限5分；视情扣0.1—0.5分/次；倒扣基本分10%；两次及以上此项不得分",
        "事项：名称=领导批示；最低=1；最高=3；限额=5\n事项：名称=季报迟报；最低=0.2；最高=0.2；扣分=是\n基础分：5\n扣分下限：0",
    ),
    "external": KindText(
        "引用别处考核的得分，按本项分值折算；得分由小微办录入。",
        "引用考核得分折算",
        "原满分：100\n得分来源：市对区考核",
    ),
    "veto": KindText(
        "不计分：出现所列情形的，总分按0分计、限制等次或不排名次；分值填0。",
        "一票否决；一票否优；取消资格",
        "情形：名称=发生重大安全事故；结果=总分按0分计\n情形：名称=通报批评；结果=限制等次；最高等次=良好",
    ),
}

COMMON: Mapping[str, str] = {
    "indicator": "看哪个指标。不看指标、由小微办录入的空着。",
    "parts": "看几个指标时逐个写：份额合计100%，都不写的各占相同份额。",
    "parts.name": "句子里怎样称呼；空着用指标名称。",
    "parts.share": "占本项的份额，如 30%。",
    "combine": "几个指标怎样合成一项：各按份额分别计分，先平均，或取最低的一个。",
    "look": "看完成率（完成÷目标）还是看完成数本身。",
    "basis": "完成率和目标按当年的还是按整个规划期的。",
    "office_judges": "完成率算不出（如对照值不大于0）时由小微办评定。",
    "best": "数大的好还是数小的好。",
    "unit": "句子里的计量单位，如 家、岁；按完成率计分的空着。",
}
"""Parameters that mean the same in every kind that has them."""
_OWN: Mapping[str, Mapping[str, str]] = {
    "proportional": {
        "cap": "完成率最多按多少计，如 150%。",
        "gate": "完成率不到多少不得分，如 70%；没有的空着。",
        "full_at": "完成率达到多少就得满分，如 90%；没有的空着。",
    },
    "condition": {
        "conditions": "逐个写。看指标的选指标、比较和标准；由小微办认定的写认定内容。",
        "conditions.indicator": "看哪个指标；由小微办认定的空着。",
        "conditions.name": "句子里怎样称呼；空着用指标名称。",
        "conditions.bound": "按完成率的写 100% 的样子，按完成数的写数。",
        "conditions.asked": "由小微办回答是或否的问题，如“制度健全”。",
        "join": "全部满足才得分，还是满足任何一个就得分。",
        "combinations": "满足不同条件得不同分的，一种情况一行；写了就不用条件关系。",
        "combinations.holds": "成立的是第几个条件，如 1、2；都不成立的空着。",
        "combinations.points": "这种情况得几分。",
    },
    "step": {
        "steps": "从最好的一档写起，一档一行。",
        "steps.at": "按完成率的写 90% 的样子，按完成数的写数。",
        "steps.points": "达到这一档得几分。",
        "steps.included": "正好等于这个数算不算达到；空着为算。",
        "between": "在两档之间的，得低的一档的分、按比例计分，还是由小微办评定。",
        "otherwise": "各档都没有达到的得几分。",
    },
    "slope": {
        "base": "正好达到基准得几分；空着为本项分值。",
        "reference": "与什么比。",
        "at": "基准为固定数的写在这里；按完成率的写 90% 的样子。",
        "above": "比基准好的：每档几分；分段的各段写到哪里为止，最后一段空着。",
        "below": "比基准差的：每档几分，不写负号。",
        "above.step": "每多少算一档；按完成率的写 1% 的样子。",
        "below.step": "每多少算一档；按完成率的写 1% 的样子。",
        "above.points": "每档加几分。",
        "below.points": "每档扣几分，不写负号。",
        "above.up_to": "离基准多远为止；一直算下去的空着。",
        "below.up_to": "离基准多远为止；一直算下去的空着。",
        "short": "没有达到基准的一律得几分，如“不足3个不得分”写 0；逐档扣分的空着。",
        "units": "不足一档的不计，还是按比例计。",
        "floor": "最少得几分，一般为 0（扣完为止）。",
        "cap": "最多得几分；没有的空着。",
    },
    "rank": {
        "table": "从第一名起各名次得几分，用、隔开，如 5、4、3、2、1；逐名递减的空着。",
        "otherwise": "排在上面各名次之后的，和没有名次的，得几分。",
        "first": "逐名递减的，第一名得几分；空着为本项分值。",
        "drop": "每退后一名减几分；各名次逐个写明的空着。",
        "drop_of": "每名递减的是分，还是基本分的百分之几。",
        "floor": "逐名递减的，最少得几分；空着为 0。",
        "counted_from": "名次从第一名数起，还是从倒数第一名数起。",
    },
    "relative": {
        "low": "最差的得几分；空着的，其余各对象按与最好的比例得分。",
        "high": "最好的得几分；空着为本项分值。",
    },
    "graded": {
        "grades": "一个等次一行；只有一个分值的，最低和最高写同一个数。",
        "grades.low": "这一等最少几分。",
        "grades.high": "这一等最多几分。",
    },
    "judged": {
        "low": "最少几分（没有这项工作的得0分）。",
        "high": "最多几分。",
        "step": "得分是多少的整数倍。",
        "raters": "由几个人打分的一人一行，权重合计100%；只由小微办评分的空着。",
    },
    "events": {
        "kinds": "一种事项一行。",
        "kinds.low": "每次最少几分，不写负号。",
        "kinds.high": "每次最多几分；分值固定的与最低相同。",
        "kinds.deducts": "扣分的填“是”。",
        "kinds.percent_of_base": "最低、最高是基本分的百分之几的填“是”。",
        "kinds.most": "这种事项合计最多几分；没有的空着。",
        "kinds.zero_from": "达到几次本项就不得分；没有的空着。",
        "kinds.at_most_once": "只计一次的填“是”。",
        "start": "没有任何事项时得几分：加分项为 0，扣分项为本项分值。",
        "floor": "最少得几分；倒扣的写负数，空着为 0。",
        "counting": "同时有几件的怎样计。",
    },
    "external": {
        "scale": "别处考核的满分。",
        "source": "哪个考核的得分。",
    },
    "veto": {
        "cases": "一种情形一行。",
        "cases.effect": "出现了怎样处理。",
        "cases.limit": "限制等次的，写最高到哪一等。",
    },
}


def parameter_text(kind: str, path: str) -> str:
    """What to write in a parameter of a kind; `grades.low` for a column of its small table."""
    return _OWN.get(kind, {}).get(path) or COMMON.get(path, "")
