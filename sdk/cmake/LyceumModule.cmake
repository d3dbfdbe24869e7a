# lyceum_add_module(NAME MANIFEST module.xml SOURCES … SCHEMAS … [LINK …])
# A module library in a folder a host can load: DIR/NAME/{NAME.so, module.xml, schemas}, where DIR is LYCEUM_MODULES_DIR or, if
# that is not set, "modules" in the build folder. Only lyceum_module_entry is exported. Id and version are read from the
# manifest, which must name NAME.so as its library.

set(LYCEUM_MODULE_MAP ${CMAKE_CURRENT_LIST_DIR}/lyceum_module.map)

function(lyceum_add_module name)
    cmake_parse_arguments(arg "" "MANIFEST" "SOURCES;SCHEMAS;LINK" ${ARGN})
    if(NOT arg_SOURCES OR NOT arg_MANIFEST OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "lyceum_add_module(NAME MANIFEST module.xml SOURCES … SCHEMAS … [LINK …]); what is this: '${arg_UNPARSED_ARGUMENTS}'?")
    endif()
    set(folder ${LYCEUM_MODULES_DIR})
    if(NOT folder)
        set(folder ${CMAKE_BINARY_DIR}/modules)
    endif()
    set(folder ${folder}/${name})

    # Only the start tag of <module> is read.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${arg_MANIFEST})
    file(READ ${arg_MANIFEST} manifest)
    string(REGEX MATCH "<([A-Za-z0-9_]+:)?module[ \t\r\n][^>]*>" tag "${manifest}")
    foreach(attribute id version library)
        if(NOT tag MATCHES "[ \t\r\n]${attribute}[ \t\r\n]*=[ \t\r\n]*[\"']([^\"']*)[\"']")
            message(FATAL_ERROR "${arg_MANIFEST}: <module> has no ${attribute}")
        endif()
        set(${attribute} ${CMAKE_MATCH_1})
    endforeach()
    if(NOT library STREQUAL "${name}.so")
        message(FATAL_ERROR "${arg_MANIFEST}: library=\"${library}\", but this target builds ${name}.so")
    endif()

    # Initial values: a project that asks for a newer standard keeps it.
    if(NOT CMAKE_CXX_STANDARD)
        set(CMAKE_CXX_STANDARD 20)
        set(CMAKE_CXX_STANDARD_REQUIRED ON)
    endif()
    if(NOT CMAKE_C_STANDARD)
        set(CMAKE_C_STANDARD 11)
    endif()
    add_library(${name} MODULE ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE lyceum::sdk ${arg_LINK})
    target_compile_definitions(${name} PRIVATE LYCEUM_MODULE_ID="${id}" LYCEUM_MODULE_VERSION="${version}")
    set_target_properties(
        ${name}
        PROPERTIES PREFIX ""
                   SUFFIX ".so"
                   LIBRARY_OUTPUT_DIRECTORY ${folder}
                   C_VISIBILITY_PRESET hidden
                   CXX_VISIBILITY_PRESET hidden
                   VISIBILITY_INLINES_HIDDEN ON
                   POSITION_INDEPENDENT_CODE ON
                   LINK_DEPENDS ${LYCEUM_MODULE_MAP})
    target_link_options(${name} PRIVATE LINKER:--version-script=${LYCEUM_MODULE_MAP})

    foreach(file ${arg_MANIFEST} ${arg_SCHEMAS})
        cmake_path(GET file FILENAME file_name)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
        add_custom_command(
            OUTPUT ${folder}/${file_name}
            COMMAND ${CMAKE_COMMAND} -E copy ${file} ${folder}/${file_name}
            DEPENDS ${file}
            VERBATIM)
        list(APPEND copies ${folder}/${file_name})
    endforeach()
    add_custom_target(${name}_files DEPENDS ${copies})
    add_dependencies(${name} ${name}_files)
endfunction()
