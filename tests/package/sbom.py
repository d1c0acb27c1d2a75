#!/usr/bin/env python3
"""The list of parts is CycloneDX 1.5 in structure, and names each `run` package as it is here.

sbom.py SBOM PACKAGES.TXT VERSION
"""
import json
import re
import subprocess
import sys

bom = json.load(open(sys.argv[1], encoding="utf-8"))
run = re.findall(r"^run +(\S+)", open(sys.argv[2], encoding="utf-8").read(), re.M)
wrong = []


def hold(is_so, text):
    if not is_so:
        wrong.append(text)


hold(list(bom) == ["bomFormat", "specVersion", "serialNumber", "version", "metadata",
                   "components", "dependencies"], f"keys {list(bom)}")
hold(bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.5", "another format")
hold(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bom["serialNumber"]),
     "no serial number")
hold(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", bom["metadata"]["timestamp"]), "no day")
ours = bom["metadata"]["component"]
hold(ours["name"] == "aofuto" and ours["version"] == sys.argv[3], "not this program")
hold([c["name"] for c in bom["components"]] == run, "other parts than docs/packages.txt")
refs = [c["bom-ref"] for c in bom["components"]]
hold(len(set(refs)) == len(refs), "a reference twice")
hold(bom["dependencies"] == [{"ref": ours["bom-ref"], "dependsOn": refs}], "other dependencies")
for part in bom["components"]:
    is_font = part["name"].startswith("fonts-")
    hold(set(part) == {"type", "bom-ref", "name", "version", "description", "licenses", "purl"},
         f"{part['name']}: keys {sorted(part)}")
    hold(part["type"] in ("library", "data", "application") and
         (part["type"] == "data") == is_font, f"{part['name']} is a {part['type']}")
    here = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", part["name"]],
                          capture_output=True, text=True).stdout
    hold(part["version"] == here, f"{part['name']}: {part['version']}, here is {here}")
    hold(part["purl"].startswith(f"pkg:deb/debian/{part['name']}@") and
         not re.search(r"[+\s]|@[^?]*:", part["purl"]), f"{part['name']}: {part['purl']}")
    hold(part["licenses"] and all(x["license"]["name"].strip() for x in part["licenses"]),
         f"{part['name']}: no licence")
for text in wrong:
    print(f"{sys.argv[1]}: {text}", file=sys.stderr)
sys.exit(bool(wrong))
