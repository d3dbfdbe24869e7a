#!/bin/sh
# The SDK builds and installs with nothing else of the project, and a module of another company builds against the package
# into a folder that is complete and exports one symbol. Usage: standalone.sh SDK_FOLDER SAMPLES_FOLDER TEMP_FOLDER
set -eu
work=$3
rm -rf "$work"
mkdir -p "$work"
cp -r "$1" "$work/sdk" # so that nothing outside can be found by ../
cp -r "$2/sample_c" "$2/sample_cpp" "$work/"
log="$work/log"
quiet() { "$@" >"$log" 2>&1 || { cat "$log"; echo "failed: $*"; exit 1; }; }

quiet cmake -S "$work/sdk" -B "$work/sdk-build" -G Ninja
quiet cmake --build "$work/sdk-build"
quiet cmake --install "$work/sdk-build" --prefix "$work/installed"

flags="-Wall -Wextra -Wpedantic -Wconversion -Werror"
for sample in sample_c:tally sample_cpp:hello; do
    folder=${sample%%:*}
    name=${sample##*:}
    quiet cmake -S "$work/$folder" -B "$work/$folder-build" -G Ninja -DCMAKE_PREFIX_PATH="$work/installed" \
        -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags"
    quiet cmake --build "$work/$folder-build"
    built="$work/$folder-build/modules/$name"
    for file in "$name.so" module.xml "$name.xsd"; do
        [ -f "$built/$file" ] || { echo "$built/$file is missing"; exit 1; }
    done
    symbols=$(nm -D --defined-only "$built/$name.so" | awk '{print $3}')
    [ "$symbols" = lyceum_module_entry ] || { echo "$name.so exports: $symbols"; exit 1; }
done

lines() { grep -cv '^[[:space:]]*$' "$1"; }
[ "$(lines "$work/sample_cpp/hello.cpp")" -le 40 ] || { echo "hello.cpp is longer than 40 lines"; exit 1; }
[ "$(lines "$work/sample_c/tally.c")" -le 80 ] || { echo "tally.c is longer than 80 lines"; exit 1; }

# A manifest that names another library is refused when the module is configured.
sed -i 's/library="hello.so"/library="other.so"/' "$work/sample_cpp/module.xml"
if cmake -S "$work/sample_cpp" -B "$work/wrong-build" -G Ninja -DCMAKE_PREFIX_PATH="$work/installed" >"$log" 2>&1; then
    echo "a manifest with another library was accepted"
    exit 1
fi
grep -q 'library="other.so"' "$log" || { cat "$log"; exit 1; }
echo "the SDK stands alone"
