# lyceum_component: one static library a folder of host/; lyceum_test: one test program a component.
# Link lines are the arrows of docs/architecture.md; the test `architecture` holds the includes to them.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url locale)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(pugixml REQUIRED)
pkg_check_modules(LibXml2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(Sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(Sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(Seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(Brotli REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(Curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(Zlib REQUIRED IMPORTED_TARGET zlib)

find_program(LYCEUM_CCACHE ccache)
if(LYCEUM_CCACHE)
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
                 ${LYCEUM_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
find_program(LYCEUM_MOLD mold)
if(LYCEUM_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# Compile definitions that libraries add must be the same everywhere, or the one precompiled header could not be shared;
# the linker leaves out what a program does not use.
add_library(lyceum_settings INTERFACE)
target_link_libraries(lyceum_settings INTERFACE Boost::headers Boost::json Boost::url Boost::locale fmt::fmt spdlog::spdlog
                                                Threads::Threads)
target_compile_definitions(lyceum_settings INTERFACE BOOST_ASIO_NO_DEPRECATED
                                                     BOOST_DLL_USE_STD_FS)
target_link_options(lyceum_settings INTERFACE LINKER:--as-needed)
# g++ 12 with optimisation sees Asio's allocation of a coroutine frame inlined and its release not, and takes the pair for a
# mismatch; and it takes the value of an empty std::optional for one that is read. Both false, and errors in our presets.
target_compile_options(lyceum_settings INTERFACE "$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-mismatched-new-delete;-Wno-maybe-uninitialized>")

# Programs share the libraries' precompiled header, so they are compiled with -fPIC too, not with -fPIE: g++ refuses the mix.
set(CMAKE_CXX_COMPILE_OPTIONS_PIE ${CMAKE_CXX_COMPILE_OPTIONS_PIC})

# With LYCEUM_UNITY a component's or module's files are compiled several together: a third of the time where each file is
# dear. Names in unnamed namespaces of one component must then differ, and g++ sees every type of them as one of an included
# file. Tests are left out: their helpers are often named alike.
option(LYCEUM_UNITY "Compile several source files of a component together" OFF)
if(LYCEUM_UNITY)
    add_compile_options("$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>")
endif()

function(lyceum_compile_together target)
    if(LYCEUM_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
    endif()
endfunction()

function(lyceum_use_precompiled_header target)
    target_precompile_headers(${target} REUSE_FROM lyceum_base)
endfunction()

# lyceum_component(NAME SOURCES … LINK … [PRIVATE_LINK …])
function(lyceum_component name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    add_library(lyceum_${name} STATIC ${arg_SOURCES})
    target_include_directories(lyceum_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(lyceum_${name} PUBLIC lyceum_settings ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    lyceum_compile_together(lyceum_${name})
    if(name STREQUAL "base")
        target_precompile_headers(lyceum_base PRIVATE ${PROJECT_SOURCE_DIR}/host/base/precompiled.hpp)
    else()
        lyceum_use_precompiled_header(lyceum_${name})
    endif()
endfunction()

# A test is compiled more often than it is run: only what it tests is optimised.
set(LYCEUM_TEST_OPTIONS -O0)

# lyceum_test(NAME SOURCES … LINK … [LABELS …] [DEFINES …]): a GoogleTest program NAME_test, each TEST its own ctest case.
# LYCEUM_TEST_PREFIX tells the cases of one build from those of another where both are run together.
function(lyceum_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK;LABELS;DEFINES" ${ARGN})
    find_package(GTest REQUIRED)
    include(GoogleTest)
    if(NOT arg_LABELS)
        set(arg_LABELS unit)  # an empty list would swallow the property after it
    endif()
    # Those that take long begin first, so that no core is idle at the end.
    set(cost 0)
    if(arg_LABELS STREQUAL "behaviour")
        set(cost 50)
    endif()
    add_executable(${name}_test ${arg_SOURCES})
    target_link_libraries(${name}_test PRIVATE lyceum_settings ${arg_LINK} GTest::gmock GTest::gtest GTest::gtest_main)
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(
        ${name}_test PRIVATE LYCEUM_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LYCEUM_BINARY_DIR="${PROJECT_BINARY_DIR}" ${arg_DEFINES})
    target_precompile_headers(${name}_test REUSE_FROM lyceum_test_precompiled)
    target_compile_options(${name}_test PRIVATE ${LYCEUM_TEST_OPTIONS})
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST TEST_PREFIX "${LYCEUM_TEST_PREFIX}${name}."
                         PROPERTIES TIMEOUT 300 COST ${cost} LABELS "${arg_LABELS}")
endfunction()
