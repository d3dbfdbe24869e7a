# find_package(LyceumSdk): the target lyceum::sdk and the function lyceum_add_module.
include(${CMAKE_CURRENT_LIST_DIR}/LyceumSdkTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/LyceumModule.cmake)
