"""What several of the rules about borders use."""

from kg.expressions import expression

FIRMS = frozenset({"Company", "Fund"})

LISTED_NEXT = frozenset("、，。；的")

# CTO韩牧来自某公司, 阿里云CTO某某
CHIEF_FIRST = expression(r"C[ETFOIMPS]O(?=[\u4e00-\u9fff])")

AT = frozenset("在于赴抵")

NO_UN = expression("联合国(?=[投开新家机轩能药网电泰信盛科元茂民微芯产资企内外][^，。；、的]{1,6})")
