#pragma once
// The precompiled header of the tests. A file never relies on it: each includes what it uses.

#include "host/base/precompiled.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>

#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
