#pragma once
// What a module must never do, by name. Called by bad.cpp.

#include <string>

// Returns if the sandbox let it happen, or if there is no such behaviour.
void misbehave(const std::string& how);
