# Runs CHECKER on TREE and compares what it prints with TREE/expected.
execute_process(COMMAND ${CHECKER} ${TREE} OUTPUT_VARIABLE printed RESULT_VARIABLE code)
file(READ ${TREE}/expected expected)
if(NOT code EQUAL 1 OR NOT printed STREQUAL expected)
    message(FATAL_ERROR "exit code ${code} (wanted 1); printed:\n${printed}\nexpected:\n${expected}")
endif()
