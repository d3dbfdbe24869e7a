#!/bin/sh
# module.h and each header of ext/ compile clean, and without exceptions and run-time types, in every dialect it promises; the C++ headers as C++20.
# Usage: header.sh SDK_FOLDER TEMP_FOLDER
set -eu
sdk=$1
work=$2
mkdir -p "$work"
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror -fsyntax-only -I$sdk/include -I$sdk/cpp"
printf '#include <lyceum/module.h>\nint lyceum_header_stands_alone;\n' >"$work/alone.c"
for ability in "$sdk"/include/lyceum/ext/*.h; do
    printf '#include <lyceum/ext/%s>\nint lyceum_header_stands_alone;\n' "$(basename "$ability")" >"$work/alone_$(basename "$ability").c"
    cp "$work/alone_$(basename "$ability").c" "$work/alone_$(basename "$ability").cpp"
done
cp "$work/alone.c" "$work/alone.cpp"
printf '#include <lyceum/module.hpp>\n' >"$work/wrapper.cpp"
printf '#include <lyceum/xhtml.hpp>\n' >"$work/writer.cpp"
tried=0
for compilers in "gcc g++" "clang clang++"; do
    set -- $compilers
    command -v "$1" >/dev/null || continue
    for standard in c11 c17; do
        for header in "$work"/alone*.c; do "$1" -std=$standard $warnings "$header"; done
        tried=$((tried + 1))
    done
    for standard in c++11 c++17 c++20; do
        for header in "$work"/alone*.cpp; do "$2" -std=$standard -fno-exceptions -fno-rtti $warnings "$header"; done
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
lines=$(cat "$sdk/include/lyceum/module.h" "$sdk"/include/lyceum/ext/*.h | wc -l)
[ "$lines" -lt 1000 ] || { echo "the headers have $lines lines"; exit 1; }
echo "$tried dialects, $lines lines"
