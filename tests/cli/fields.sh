#!/bin/sh
# Each field of city.yaml left out in turn, and each setting with a wrong value:
# status 3, a sentence that names the file and the key, and nothing written.
. "$(dirname "$0")/lib.sh"
list "$due" >one.csv
address='https://city.example/?id={application_id}'
cat >lines.py <<'P'
import os, re, shutil, subprocess, sys
program, root, address = sys.argv[1:4]
bad = 0
def check(what, true):
    global bad
    if not true:
        print("FAIL:", what, file=sys.stderr)
        bad = 1
def refused(what, config, name, key, language):
    env = dict(os.environ, LANGUAGE=language)
    p = subprocess.run([program, "run", "one.csv", "--month", "2026-12",
        "--as-of", "2026-12-01", "--out", "dir", "--config", config,
        "--qr-address", address], capture_output=True, text=True, env=env)
    err = p.stderr
    check((what, "status", p.returncode, err), p.returncode == 3)
    check((what, "does not name the file", err), name in err)
    check((what, "does not name the key", key, err), key in err)
    check((what, "is too short to help", err), len(err) > len(name) + 25)
    check((what, "wrote"), not os.path.exists("dir") and
          not os.path.exists("state"))
    for left in ("dir", "state"):
        shutil.rmtree(left, ignore_errors=True)
def top(text):
    """Lines of a YAML file as its top-level entries: (key, first, end)."""
    lines, found = text.split("\n"), []
    for i, line in enumerate(lines):
        if line[:1].isalpha() and ":" in line:
            found.append([line.split(":")[0], i, len(lines)])
            if len(found) > 1:
                found[-2][2] = i
    return lines, found
shutil.copytree(root + "/templates", "own")
open("own.yaml", "w").write("format: 1\ntemplates: own\n")
tried = 0
for name, needed in (("city.yaml", None), ("windows.yaml", {"format"}),
                     ("postage.yaml", {"format"})):
    text = open(root + "/templates/" + name).read()
    lines, entries = top(text)
    for key, first, end in entries:
        if needed is not None and key not in needed and key != "windows":
            continue
        left = lines[:first] + lines[end:]
        open("own/" + name, "w").write("\n".join(left) + "\n")
        # A city may have no words in other languages.
        for language in () if key.startswith("facts_") else ("en", "ja"):
            refused((name, "without", key, language), "own.yaml", name, key,
                    language)
        tried += 1
        # The same key with nothing, and with a mapping, behind it.
        for value in (": ''", ": {x: {y: 1}}"):
            left = lines[:first] + [key + value] + lines[end:]
            open("own/" + name, "w").write("\n".join(left) + "\n")
            refused((name, key, value), "own.yaml", name, key, "en")
    open("own/" + name, "w").write(text)
check(("tried", tried), tried >= 6)

# Each fact of the city: a template that names it says where it is missing.
text = open(root + "/templates/city.yaml").read()
text = text[:text.index("\nfacts_en:") + 1]
facts = re.findall("(?m)^  ([a-z_]+): .*$", text)
used = set(re.findall("{city.([a-z_]+)}",
                      open(root + "/templates/notice.yaml").read()))
check(("facts", facts), len(facts) >= 15 and len(used) >= 10)
for fact in facts:
    open("own/city.yaml", "w").write(
        re.sub("(?m)^  %s: .*\n" % fact, "", text))
    if fact not in used:
        continue
    for language in ("en", "ja"):
        refused(("fact", fact, language), "own.yaml", "own/city.yaml",
                '"%s"' % fact, language)
        refused(("fact", fact, language), "own.yaml", "own/notice.yaml:",
                "facts", language)
for fact in facts[:3]:
    for value in ("", " [1, 2]", " {x: y}"):
        open("own/city.yaml", "w").write(
            re.sub("(?m)^  %s: .*$" % fact, "  %s:%s" % (fact, value), text))
        refused(("fact", fact, value), "own.yaml", "city.yaml", fact, "en")
open("own/city.yaml", "w").write(text)

# Every key of the settings.
source = open(root + "/src/base/settings.c").read()
source = source[source.index("cyaml_schema_field_t fields[]"):]
keys = re.findall(r'CYAML_FIELD_[A-Z_]+\(\s*"([a-z_]+)"', source)
keys = [k for k in dict.fromkeys(keys)]
settings = 0
for key in keys:
    for value in ("{x: {y: 1}}", "[[1]]"):
        open("wrong.yaml", "w").write("format: 1\n%s: %s\n" % (key, value)
            if key != "format" else "format: %s\n" % value)
        refused(("settings", key, value), "wrong.yaml", "wrong.yaml", key, "en")
    settings += 1
check(("settings tried", settings), settings >= 20)
sys.exit(bad)
P
python3 lines.py "$aofuto" "$root" "$address" || fail "fields"
finish
