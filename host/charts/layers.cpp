#include "host/charts/layers.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::charts {
namespace {

// A node, or a place where a long edge passes a layer.
struct Stop {
    std::size_t layer = 0;
    double order = 0;
    std::vector<std::size_t> above;
    std::vector<std::size_t> below;
};

class Layering {
public:
    Layering(std::size_t count, const std::vector<Edge>& edges) : count_{count}, edges_{edges}, turned_(edges.size()) {
        out_.resize(count);
        for (std::size_t edge = 0; edge < edges.size(); ++edge) {
            out_[edges[edge].from].push_back(edge);
        }
    }

    Layout lay_out(std::size_t most_wide) {
        turn_loops();
        assign_layers();
        make_routes();
        if (widest() <= most_wide) {
            order_layers();
        }
        return result();
    }

private:
    std::size_t upper(std::size_t edge) const { return turned_[edge] ? edges_[edge].to : edges_[edge].from; }
    std::size_t lower(std::size_t edge) const { return turned_[edge] ? edges_[edge].from : edges_[edge].to; }
    bool is_self(std::size_t edge) const { return edges_[edge].from == edges_[edge].to; }

    // Depth first with a stack of our own: an edge to a node that is still open closes a loop.
    void turn_loops() {
        enum class Seen { No, Open, Done };
        std::vector<Seen> seen(count_, Seen::No);
        for (std::size_t root = 0; root < count_; ++root) {
            if (seen[root] != Seen::No) {
                continue;
            }
            std::vector<std::pair<std::size_t, std::size_t>> stack{{root, 0}};
            seen[root] = Seen::Open;
            while (!stack.empty()) {
                auto& [node, next] = stack.back();
                if (next == out_[node].size()) {
                    seen[node] = Seen::Done;
                    finished_.push_back(node);
                    stack.pop_back();
                    continue;
                }
                const std::size_t edge = out_[node][next++];
                const std::size_t to = edges_[edge].to;
                turned_[edge] = seen[to] == Seen::Open && !is_self(edge);
                if (seen[to] == Seen::No) {
                    seen[to] = Seen::Open;
                    stack.emplace_back(to, 0);
                }
            }
        }
    }

    void assign_layers() {
        stops_.resize(count_);
        // Before a node is looked at all that lead to it have been: the reverse of the order in which they were left.
        std::vector<std::vector<std::size_t>> down(count_);
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
            if (!is_self(edge)) {
                down[upper(edge)].push_back(lower(edge));
            }
        }
        for (auto node = finished_.rbegin(); node != finished_.rend(); ++node) {
            for (const std::size_t to : down[*node]) {
                stops_[to].layer = std::max(stops_[to].layer, stops_[*node].layer + 1);
            }
        }
    }

    void make_routes() {
        ways_.resize(edges_.size());
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
            if (is_self(edge)) {
                continue;
            }
            std::vector<std::size_t>& way = ways_[edge];
            way.push_back(upper(edge));
            for (std::size_t layer = stops_[upper(edge)].layer + 1; layer < stops_[lower(edge)].layer; ++layer) {
                stops_.push_back(Stop{.layer = layer, .order = 0, .above = {}, .below = {}});
                way.push_back(stops_.size() - 1);
            }
            way.push_back(lower(edge));
            for (std::size_t index = 1; index < way.size(); ++index) {
                stops_[way[index - 1]].below.push_back(way[index]);
                stops_[way[index]].above.push_back(way[index - 1]);
            }
        }
        for (std::size_t stop = 0; stop < stops_.size(); ++stop) {
            layers_.resize(std::max(layers_.size(), stops_[stop].layer + 1));
            layers_[stops_[stop].layer].push_back(stop);
        }
    }

    std::size_t widest() const {
        std::size_t most = 0;
        for (const auto& layer : layers_) {
            most = std::max(most, layer.size());
        }
        return most;
    }

    void number(const std::vector<std::size_t>& layer) {
        for (std::size_t index = 0; index < layer.size(); ++index) {
            stops_[layer[index]].order = x_of(index, layer.size());
        }
    }

    static double x_of(std::size_t index, std::size_t count) {
        return (static_cast<double>(index) + 0.5) / static_cast<double>(count);
    }

    void sort(std::vector<std::size_t>& layer, std::vector<std::size_t> Stop::*side) {
        std::vector<std::pair<double, std::size_t>> wanted;
        for (const std::size_t stop : layer) {
            const std::vector<std::size_t>& neighbours = stops_[stop].*side;
            double sum = 0;
            for (const std::size_t each : neighbours) {
                sum += stops_[each].order;
            }
            wanted.emplace_back(neighbours.empty() ? stops_[stop].order : sum / static_cast<double>(neighbours.size()),
                                stop);
        }
        std::ranges::stable_sort(wanted, [](const auto& one, const auto& other) { return one.first < other.first; });
        std::ranges::transform(wanted, layer.begin(), [](const auto& each) { return each.second; });
        number(layer);
    }

    // Pairs of edges between two layers that cross.
    std::size_t crossings() const {
        std::size_t all = 0;
        for (std::size_t layer = 0; layer + 1 < layers_.size(); ++layer) {
            std::vector<std::pair<double, double>> lines;
            for (const std::size_t stop : layers_[layer]) {
                for (const std::size_t below : stops_[stop].below) {
                    lines.emplace_back(stops_[stop].order, stops_[below].order);
                }
            }
            for (std::size_t one = 0; one < lines.size(); ++one) {
                for (std::size_t other = one + 1; other < lines.size(); ++other) {
                    all += (lines[one].first - lines[other].first) * (lines[one].second - lines[other].second) < 0;
                }
            }
        }
        return all;
    }

    void order_layers() {
        for (const auto& layer : layers_) {
            number(layer);
        }
        auto best = layers_;
        std::size_t fewest = crossings();
        constexpr int sweeps = 8;
        for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
            for (std::size_t layer = 1; layer < layers_.size(); ++layer) {
                sort(layers_[layer], &Stop::above);
            }
            keep_better(best, fewest);
            for (std::size_t layer = layers_.size(); layer-- > 1;) {
                sort(layers_[layer - 1], &Stop::below);
            }
            keep_better(best, fewest);
        }
        layers_ = std::move(best);
        for (const auto& layer : layers_) {
            number(layer);
        }
    }

    void keep_better(std::vector<std::vector<std::size_t>>& best, std::size_t& fewest) const {
        if (const std::size_t now = crossings(); now < fewest) {
            fewest = now;
            best = layers_;
        }
    }

    Layout result() const {
        Layout layout;
        layout.layers = layers_.size();
        layout.widest = widest();
        const auto place = [&](std::size_t stop) { return Place{stops_[stop].order, stops_[stop].layer}; };
        for (std::size_t node = 0; node < count_; ++node) {
            layout.nodes.push_back(place(node));
        }
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
            Route route{.places = {}, .goes_back = turned_[edge]};
            for (const std::size_t stop : ways_[edge]) {
                route.places.push_back(place(stop));
            }
            layout.routes.push_back(std::move(route));
        }
        return layout;
    }

    std::size_t count_;
    const std::vector<Edge>& edges_;
    std::vector<bool> turned_;
    std::vector<std::vector<std::size_t>> out_;  // edges by their first node
    std::vector<std::size_t> finished_;
    std::vector<Stop> stops_;  // the nodes first
    std::vector<std::vector<std::size_t>> ways_;
    std::vector<std::vector<std::size_t>> layers_;
};

}  // namespace

Layout lay_out(std::size_t count, const std::vector<Edge>& edges, std::size_t most_wide) {
    return Layering{count, edges}.lay_out(most_wide);
}

}  // namespace lyceum::charts
