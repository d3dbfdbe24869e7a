# lyceum_embed(TARGET NAME [BASE DIRECTORY] FILES…): makes files part of TARGET.
#
# FILES are relative to BASE (default: the current source directory) or absolute paths under it. The target gets a header
# "embedded/NAME.hpp" with
#     namespace lyceum::embedded { std::span<const EmbeddedFile> NAME(); }
# listing them in the order given, each with its path relative to BASE. The assembler copies the bytes (.incbin), so even
# megabytes cost no compile time; a changed file rebuilds the object.
function(lyceum_embed target name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "BASE" "")
    if(NOT arg_BASE)
        set(arg_BASE ${CMAKE_CURRENT_SOURCE_DIR})
    endif()
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/embed-${name}/embedded)
    set(assembly "")
    set(symbols "")
    set(entries "")
    set(depends "")
    set(index 0)
    foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${arg_BASE} NORMALIZE OUTPUT_VARIABLE absolute)
        cmake_path(RELATIVE_PATH absolute BASE_DIRECTORY ${arg_BASE} OUTPUT_VARIABLE relative)
        set(symbol lyceum_embedded_${name}_${index})
        string(APPEND assembly ".balign 16\n.globl ${symbol}\n.hidden ${symbol}\n${symbol}:\n.incbin \"${absolute}\"\n"
                               ".globl ${symbol}_end\n.hidden ${symbol}_end\n${symbol}_end:\n.byte 0\n")
        string(APPEND symbols "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
        string(APPEND entries
               "        EmbeddedFile{\"${relative}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
        list(APPEND depends ${absolute})
        math(EXPR index "${index} + 1")
    endforeach()
    file(
        CONFIGURE
        OUTPUT ${folder}/${name}.hpp
        CONTENT
            "#pragma once
// Made by lyceum_embed (cmake/LyceumEmbed.cmake).
#include <span>

#include \"host/base/embedded_file.hpp\"

namespace lyceum::embedded {
std::span<const EmbeddedFile> @name@();
}
"
        @ONLY)
    file(
        CONFIGURE
        OUTPUT ${folder}/${name}.cpp
        CONTENT
            "#include \"embedded/@name@.hpp\"

#include <array>
#include <cstddef>

asm(R\"assembly(
.pushsection .rodata
@assembly@.popsection
)assembly\");

extern \"C\" {
@symbols@}

namespace lyceum::embedded {

std::span<const EmbeddedFile> @name@() {
    static const std::array<EmbeddedFile, @index@> all{
@entries@    };
    return all;
}

}  // namespace lyceum::embedded
"
        @ONLY)
    set_source_files_properties(${folder}/${name}.cpp PROPERTIES OBJECT_DEPENDS "${depends}" SKIP_PRECOMPILE_HEADERS ON)
    target_sources(${target} PRIVATE ${folder}/${name}.cpp ${folder}/${name}.hpp)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embed-${name})
endfunction()
