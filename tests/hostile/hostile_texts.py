"""The words, names and bytes that hostile registers are made of."""

from __future__ import annotations

CHARTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: ["4205"]
gjelder_fra: 2024-01-01
"""

COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2024-01-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfører}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder}
"""

MEETING = """\
type: møte
dato: 2026-03-12
status: avholdt
til_stede: [Anne Berg, Ida Moe]
saker:
  - {nr: 1/2026, tittel: Uro, sakstype: vedtak, tiltak: [{hva: Runder, ansvarlig: Ida Moe, frist: 2026-04-01}]}
"""

CONTACT = "type: politikontakt\nnavn: Kari Hansen\nkommuner: ['4205']\ntiltrådt: 2025-02-01\n"

AGREEMENT = "type: avtale\navtaletype: samarbeidsavtale\nkommuner: ['4205']\nstatus: inngått\nfra: 2025-01-01\n"

EVALUATION = "type: evaluering\ngjelder: politirådet\når: 2025\nmetode: ks\ngjennomført: 2025-11-20\n"

Files = dict[str, str | bytes]

NAMES = (
    b"m\xf8te.yaml",
    b"r\xe5d/a.yaml",
    b"ny\nlinje.yaml",
    b"esc\x1b[31m\x1b]0;x\x07.yaml",
    b"\xe2\x80\xaesnu.yaml",
    b"-x.yaml",
    b"--output.yaml",
    b"$(touch x).yaml",
    b"a;b|c&d.yaml",
    b"'\".yaml",
    b"%0A::error::x.yaml",
    b" .yaml",
    b"con.yaml",
    b"A.yaml",
    b"a.yaml",
    b"a.YAML",
    b"a.yml",
    b"\xc3\xa5.yaml",
    b"a\xcc\x8a.yaml",
    b"x" * 250 + b".yaml",
    b"\xf0\x9f\xa4\xaf.yaml",
    b"..yaml",
    b"...yaml",
    b"~$a.yaml",
    b".~lock.a.yaml#",
    b"a.yaml.txt",
    b"a (1).yaml",
    b"a - Kopi.yaml",
    b"a-DESKTOP-AB12CD.yaml",
    b"a.yaml~",
    b"a" + b"-A" * 100 + b".yaml",
    b"a" + b" (1)" * 50 + b".yaml",
    b"01010112345.yaml",
    b"mappe.yaml/a.yaml",
    b"\\.yaml",
    b"a\tb.yaml",
    b"<b>.yaml",
    b"{{ x }}.yaml",
    b"{navn}.yaml",
)

ENCODINGS: Files = {
    "nul": b"type: politikontakt\nnavn: \0\n",
    "bom": b"\xef\xbb\xbf" + CONTACT.encode(),
    "bare-bom": b"\xef\xbb\xbf",
    "utf16": CONTACT.encode("utf-16"),
    "utf16-uten": CONTACT.encode("utf-16-le"),
    "latin1": CONTACT.encode("latin-1"),
    "utf32": CONTACT.encode("utf-32"),
    "tom": b"",
    "blank": b" \n\t\n",
    "cr": CONTACT.replace("\n", "\r").encode(),
    "crlf": CONTACT.replace("\n", "\r\n").encode(),
    "blandet": b"type: politikontakt\r\nnavn: x\nkommuner: []\r",
    "linjeskilt": "type: politikontakt\nnavn: a\u2028b\u2029c\x85d\n".encode(),
    "halv": b"navn: \xf0\x9f\xa4",
    "surrogat": b"navn: \xed\xa0\x80\n",
    "surrogat-skrevet": b'navn: "\\ud800"\n',
    "stor-skrevet": b'navn: "\\Uffffffff"\n',
    "kontroll": bytes(range(32)),
    "esc": b"navn: \x1b[2J\n",
    "snu": "navn: \u202eabc\n".encode(),
    "ff": b"\xff" * 100_000,
    "ikketegn": "navn: \uffff\n".encode(),
    "bom-midt": "navn: a\ufeffb\n".encode(),
    "nul-alt": b"\0" * 100_000,
}

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{','.join([f'*a{n}'] * 9)}]\n" for n in range(9))

YAML: Files = {
    "latter": LAUGHS,
    "alias": f"x: &a 1\ny: [{'*a,' * 95_000}]\n",
    "anker": "".join(f"&a{n} k{n}: 1\n" for n in range(20_000)),
    "klammer": "[" * 100_000,
    "krøller": "{a: " * 100_000,
    "streker": "- " * 50_000,
    "spørsmål": "? " * 50_000,
    "innrykk": "".join(" " * n + "a:\n" for n in range(1_000)),
    "flette": "a: &a {b: 1}\nc: {<<: *a}\n" * 1_000,
    "python": "!!python/object/apply:os.system ['touch /tmp/eid']\n",
    "tagg": "!a " * 30_000 + "x\n",
    "to": "a: 1\n---\nb: 1\n",
    "nøkkel": "x" * 1_000_000 + ": 1\n",
    "sammensatt": "? {a: 1}\n: b\n",
    "direktiv": "%YAML 9.9\n%TAG ! x\n--- a\n",
    "sitat": "navn: '" + "x\n" * 200_000,
    "blokk": "notat: |\n" + "  tekst\n" * 100_000,
    "linjer": "\n" * 100_000,
    "tabber": "\t" * 10_000 + "a: b\n",
    "kolon": "a: b: c\n" * 20_000,
    "tall": f"stillingsprosent: {'9' * 5_000}\n",
    "desimal": f"stillingsprosent: 1{'0' * 5_000}.5e{'9' * 50}\n",
    "fast": f"- {'x' * 1_500_000}",
    "stjerner": "*" * 100_000,
    "utrop": "!" * 100_000,
    "prosent": "%" * 100_000,
    "kommentarer": "# x\n" * 100_000,
    "nøkler": "".join(f"k{n}: 1\n" for n in range(16_000)),
    "fullt": "x: [" + "1," * 1_000_000,
    "samme": "a: 1\n" * 10_000,
    "fire": "".join(f"k{n}: [{{a: [{{b: c}}]}}]\n" for n in range(5_000)),
    "dash": "---\n" * 20_000,
}

ODD_VALUES = (
    "",
    "~",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{a: b}",
    "ja",
    "-1",
    "0",
    "1e999",
    ".nan",
    "99999999999999999999",
    '""',
    "' '",
    "[1, [2, [3]]]",
    "{navn: {navn: x}}",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "25:61",
    "'\x85'",
    "x" * 300,
    "[x, x, x]",
    "{nr: 4205}",
    '"4205"',
    "9999",
    "!!binary eA==",
    "| \n    tekst",
    "[null, null]",
    "{fra: 1, til: 0}",
    '"<script>alert(1)</script>"',
    '"#eval(\\"1\\")"',
    '"](javascript:x)"',
    '"\\x1b[2J"',
    '"::error::x"',
    "=1+1",
    '"{{ 7*7 }}"',
)
