#!/bin/sh
# module.h compiles clean, and without exceptions and run-time types, in every dialect it promises; the C++ headers as C++20.
# Usage: header.sh SDK_FOLDER TEMP_FOLDER
set -eu
sdk=$1
work=$2
mkdir -p "$work"
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror -fsyntax-only -I$sdk/include -I$sdk/cpp"
printf '#include <lyceum/module.h>\nint lyceum_header_stands_alone;\n' >"$work/alone.c"
cp "$work/alone.c" "$work/alone.cpp"
printf '#include <lyceum/module.hpp>\n' >"$work/wrapper.cpp"
printf '#include <lyceum/xhtml.hpp>\n' >"$work/writer.cpp"
tried=0
for compilers in "gcc g++" "clang clang++"; do
    set -- $compilers
    command -v "$1" >/dev/null || continue
    for standard in c11 c17; do
        "$1" -std=$standard $warnings "$work/alone.c"
        tried=$((tried + 1))
    done
    for standard in c++11 c++17 c++20; do
        "$2" -std=$standard -fno-exceptions -fno-rtti $warnings "$work/alone.cpp"
        tried=$((tried + 1))
    done
    "$2" -std=c++20 $warnings "$work/wrapper.cpp"
    "$2" -std=c++20 -fno-exceptions -fno-rtti $warnings "$work/writer.cpp"
    # What must not compile: a name that is no literal name, an empty one.
    for bad in '"a b"' '"<p"' '""' '"P"'; do
        printf '#include <lyceum/xhtml.hpp>\nvoid write(lyceum::sdk::Xhtml& page);\nvoid write(lyceum::sdk::Xhtml& page) { page.element(%s); }\n' "$bad" >"$work/bad.cpp"
        if "$2" -std=c++20 $warnings "$work/bad.cpp" 2>/dev/null; then
            echo "an element named $bad compiled with $2"
            exit 1
        fi
    done
done
lines=$(wc -l <"$sdk/include/lyceum/module.h")
[ "$lines" -lt 1000 ] || { echo "module.h has $lines lines"; exit 1; }
echo "$tried dialects of module.h, $lines lines"
