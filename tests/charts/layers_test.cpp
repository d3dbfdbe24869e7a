#include "host/charts/layers.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace lyceum::charts {
namespace {

Layout lay_out(std::size_t count, const std::vector<Edge>& edges) {
    return charts::lay_out(count, edges, 100);
}

TEST(Layers, PointDownByTheLongestWay) {
    const Layout layout = lay_out(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});
    EXPECT_EQ(layout.nodes[0].layer, 0U);
    EXPECT_EQ(layout.nodes[1].layer, 1U);
    EXPECT_EQ(layout.nodes[2].layer, 2U);
    EXPECT_EQ(layout.nodes[3].layer, 3U);
    EXPECT_EQ(layout.routes[2].places.size(), 3U) << "an edge over a layer has a place of its own in it";
    EXPECT_EQ(layout.layers, 4U);
}

TEST(Layers, TurnTheEdgeThatClosesALoop) {
    const Layout layout = lay_out(3, {{0, 1}, {1, 2}, {2, 0}, {1, 1}});
    EXPECT_FALSE(layout.routes[0].goes_back);
    EXPECT_TRUE(layout.routes[2].goes_back);
    EXPECT_TRUE(layout.routes[3].places.empty()) << "a loop to itself has no route";
    EXPECT_EQ(layout.nodes[2].layer, 2U);
}

TEST(Layers, OrderWithoutNeedlessCrossings) {
    // Crossed as written: 0 leads to 2 and 3, whose children are named the other way round.
    const Layout layout = lay_out(5, {{0, 1}, {0, 2}, {1, 4}, {2, 3}});
    EXPECT_EQ(layout.nodes[1].x < layout.nodes[2].x, layout.nodes[4].x < layout.nodes[3].x);
}

TEST(Layers, OfAnyGraphKeepEveryEdgePointingDownAndPlacesApart) {
    std::mt19937 random{7};
    for (int round = 0; round < 200; ++round) {
        const std::size_t count = 1 + random() % 20;
        std::vector<Edge> edges;
        for (std::size_t edge = random() % 40; edge > 0; --edge) {
            edges.push_back({random() % count, random() % count});
        }
        const Layout layout = lay_out(count, edges);
        ASSERT_EQ(layout.nodes.size(), count);
        std::set<std::pair<std::size_t, double>> taken;
        for (const Place& node : layout.nodes) {
            EXPECT_TRUE(taken.insert({node.layer, node.x}).second) << "two nodes on one place";
            EXPECT_TRUE(node.x > 0 && node.x < 1);
            EXPECT_LT(node.layer, layout.layers);
        }
        for (std::size_t edge = 0; edge < edges.size(); ++edge) {
            const Route& route = layout.routes[edge];
            if (edges[edge].from == edges[edge].to) {
                EXPECT_TRUE(route.places.empty());
                continue;
            }
            for (std::size_t place = 1; place < route.places.size(); ++place) {
                EXPECT_EQ(route.places[place].layer, route.places[place - 1].layer + 1);
            }
            const Place& from = layout.nodes[edges[edge].from];
            const Place& begin = route.goes_back ? route.places.back() : route.places.front();
            EXPECT_EQ(begin.layer, from.layer);
            EXPECT_EQ(begin.x, from.x);
        }
    }
}

}  // namespace
}  // namespace lyceum::charts
