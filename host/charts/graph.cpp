// A directed graph from the top down: numbered nodes, a key of their names below. Edges that run back up are broken
// lines, nodes that nothing leaves are squares. A fourth column tells how often an edge was taken: the thicker.
#include "host/charts/drawing.hpp"
#include "host/charts/layers.hpp"

#include <map>

namespace lyceum::charts {
namespace {

constexpr double layer_step = 78;  // pixels between layers
constexpr double margin = 26;
constexpr double radius = 15;
constexpr std::size_t widest_fitting = 8;  // that a phone has room for; wider ones are scrolled
constexpr std::size_t widest_shown = 40;
constexpr std::size_t pixels_each = 36;

class Graph {
public:
    Graph(const Table& table, const Rows& rows) : caption_{table.caption}, rows_{rows} {
        for (const auto* row : rows) {
            const std::size_t from = node_of(row->front());
            edges_.push_back({from, node_of((*row)[2])});
        }
        leads_on_.resize(names_.size());
        for (const Edge& edge : edges_) {
            leads_on_[edge.from] = leads_on_[edge.from] || edge.from != edge.to;
        }
        for (std::size_t edge = 0; table.columns.size() > 3 && edge < rows_.size(); ++edge) {
            most_ = std::max(most_, times(edge).value_or(0));
        }
    }

    std::size_t nodes() const { return names_.size(); }

    Result<std::string> draw() {
        layout_ = lay_out(names_.size(), edges_, widest_shown);
        if (layout_.widest > widest_shown) {
            return cannot_draw(
                fmt::format("{} places beside each other; at most {} are drawn", layout_.widest, widest_shown));
        }
        const int height = static_cast<int>(2 * margin + layer_step * static_cast<double>(layout_.layers - 1));
        const bool is_wide = layout_.widest > widest_fitting;
        std::string html;
        if (is_wide) {
            html += fmt::format("<div class=\"chart-wide\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">",
                                text::escape_markup(caption_));
        }
        html += open_svg(height, caption_, is_wide ? layout_.widest * pixels_each : 0);
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
            route(edge, html);
        }
        for (std::size_t node = 0; node < names_.size(); ++node) {
            draw_node(node, html);
        }
        html += is_wide ? "</svg></div><ol class=\"chart-key\">" : "</svg><ol class=\"chart-key\">";
        for (const Cell* name : names_) {
            html += fmt::format("<li{}>{}</li>", lang_of(name->lang), text::escape_markup(name->text));
        }
        return html + "</ol>";
    }

private:
    std::size_t node_of(const Cell& cell) {
        const auto [at, is_new] = numbers_.emplace(cell.text, names_.size());
        if (is_new) {
            names_.push_back(&cell);
        }
        return at->second;
    }

    std::optional<double> times(std::size_t edge) const { return (*rows_[edge])[3].value; }

    // Which way it runs, and how often it was taken, if that is told.
    std::string look_of(std::size_t edge) const {
        std::string look = layout_.routes[edge].goes_back ? "c-edge c-back" : "c-edge";
        if (most_ > 0) {
            const double share = times(edge).value_or(0) / most_;
            look += share <= 0 ? " c-never" : share < 0.34 ? " c-seldom" : share < 0.67 ? " c-sometimes" : " c-often";
        }
        return look;
    }

    static double y_of(const Place& place) { return margin + layer_step * static_cast<double>(place.layer); }
    static double x_of(const Place& place) { return 3 + 93 * place.x; }

    void route(std::size_t edge, std::string& html) const {
        const std::string look = look_of(edge);
        const auto& places = layout_.routes[edge].places;
        if (places.empty()) {  // back to itself
            const Place& node = layout_.nodes[edges_[edge].from];
            html += fmt::format(
                "<svg class=\"c-at\" x=\"{}\" y=\"{:g}\"><circle class=\"{} c-back\" cx=\"{:g}\" cy=\"0\" "
                "r=\"9\"/></svg>",
                percent(x_of(node)), y_of(node), look, radius + 4);
            return;
        }
        const bool back = layout_.routes[edge].goes_back;
        const double aside = back ? 2 : 0;  // percent: beside the edge the other way, if there is one
        for (std::size_t index = 1; index < places.size(); ++index) {
            const double y1 = y_of(places[index - 1]) + (index == 1 ? radius : 0);
            const double y2 = y_of(places[index]) - (index + 1 == places.size() ? radius : 0);
            html += line(look, x_of(places[index - 1]) + aside, y1, x_of(places[index]) + aside, y2);
        }
        const Place& end = back ? places.front() : places.back();
        html += fmt::format("<svg class=\"c-at\" x=\"{}\" y=\"{:g}\"><path class=\"c-tip\" d=\"{}\"/></svg>",
                            percent(x_of(end) + aside), y_of(end) + (back ? radius : -radius),
                            back ? "M-5 9L0 1L5 9Z" : "M-5 -9L0 -1L5 -9Z");
    }

    void draw_node(std::size_t node, std::string& html) const {
        const Place& place = layout_.nodes[node];
        const std::string_view look = node == 0 ? "c-node c-start" : leads_on_[node] ? "c-node" : "c-node c-end";
        if (leads_on_[node]) {
            html += circle(look, x_of(place), y_of(place), radius);
        } else {
            html += fmt::format(
                "<svg class=\"c-at\" x=\"{}\" y=\"{:g}\"><rect class=\"{}\" x=\"{:g}\" y=\"{:g}\" "
                "width=\"{:g}\" height=\"{:g}\"/></svg>",
                percent(x_of(place)), y_of(place), look, 1 - radius, 1 - radius, 2 * radius - 2, 2 * radius - 2);
        }
        html +=
            fmt::format("<text class=\"c-mark{}\" x=\"{}\" y=\"{:g}\" dy=\"0.36em\">{}</text>",
                        node == 0 && leads_on_[node] ? " c-start" : "", percent(x_of(place)), y_of(place), node + 1);
    }

    std::string caption_;
    const Rows& rows_;
    std::map<std::string, std::size_t, std::less<>> numbers_;
    std::vector<const Cell*> names_;
    std::vector<Edge> edges_;
    std::vector<bool> leads_on_;
    double most_ = 0;
    Layout layout_;
};

}  // namespace

Result<std::string> draw_graph(const Table& table, const Rows& rows) {
    if (table.columns.size() < 3) {
        return cannot_draw("a graph needs three columns: from, what leads there, to");
    }
    if (rows.size() > most_edges) {
        return cannot_draw(fmt::format("{} rows; at most {} are drawn", rows.size(), most_edges));
    }
    for (const auto* row : rows) {
        if (row->front().text.empty() || (*row)[2].text.empty()) {
            return cannot_draw("a row of a graph without where it begins or ends");
        }
    }
    Graph graph{table, rows};
    if (graph.nodes() > most_nodes) {
        return cannot_draw(fmt::format("{} nodes; at most {} are drawn", graph.nodes(), most_nodes));
    }
    return graph.draw();
}

}  // namespace lyceum::charts
