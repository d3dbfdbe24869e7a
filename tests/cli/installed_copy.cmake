# Installs BUILD into PREFIX and runs the installed program on the installed courses, from another folder.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX} --component lyceum OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${PREFIX}/bin/lyceum check share/lyceum/courses
    WORKING_DIRECTORY ${PREFIX}
    OUTPUT_VARIABLE printed
    ERROR_VARIABLE summary
    RESULT_VARIABLE code)
# Every course was read and opened by modules from PREFIX: with none there, each file would be an error.
if(NOT code EQUAL 0 OR NOT printed STREQUAL "" OR NOT summary MATCHES "^[1-9][0-9]* files, 0 errors, 0 warnings")
    message(FATAL_ERROR "exit code ${code}\n${printed}${summary}")
endif()
