package io.jenkins.plugins.ecs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A plot of results over the number of deployments, as SVG. Both axes are logarithmic. */
final class Chart {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int BOTTOM = 44;
    private static final int TOP = 36;
    private static final int RIGHT = 16;
    private static final String LEVEL = "2 4";

    private record Line(String name, String colour, String dash, List<double[]> points) {}

    private final String title;
    private final String unit;
    private final double lowest;
    private final double highest;
    private final double most;
    private final List<Line> lines = new ArrayList<>();

    /** @param most the largest number of deployments */
    Chart(String title, String unit, double lowest, double highest, double most) {
        this.title = title;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
        this.most = most;
    }

    Chart line(String name, String colour, String dash, List<Result> results, ToDoubleFunction<Result> value) {
        lines.add(new Line(
                name,
                colour,
                dash,
                results.stream()
                        .map(r -> new double[] {r.deployments(), value.applyAsDouble(r)})
                        .toList()));
        return this;
    }

    /** A value that is the same for any number. */
    Chart level(String name, String colour, double value) {
        lines.add(new Line(name, colour, LEVEL, List.of(new double[] {1, value}, new double[] {most, value})));
        return this;
    }

    static String beside(Chart... charts) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\""
                        + " fill=\"white\"/>%n",
                WIDTH * charts.length,
                HEIGHT,
                WIDTH * charts.length,
                HEIGHT));
        for (int i = 0; i < charts.length; i++) {
            svg.append(String.format("<g transform=\"translate(%d 0)\">%n", i * WIDTH));
            charts[i].draw(svg);
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg) {
        text(svg, LEFT, 18, "start", "#222", title);
        for (double value = lowest; value <= highest * 1.001; value *= 10) {
            double y = y(value);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y));
            text(svg, LEFT - 6, y + 4, "end", "#555", number(value) + " " + unit);
        }
        for (double count = 1; count <= most * 1.001; count *= 10) {
            text(svg, x(count), HEIGHT - BOTTOM + 16, "middle", "#555", number(count));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "#555", "deployments at once");
        for (Line line : lines) {
            StringBuilder points = new StringBuilder();
            line.points().forEach(p -> points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(p[0]), y(p[1]))));
            svg.append(String.format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>%n",
                    points.toString().trim(), line.colour(), line.dash()));
            if (!line.dash().equals(LEVEL)) {
                line.points()
                        .forEach(p -> svg.append(String.format(
                                Locale.ROOT,
                                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                                x(p[0]),
                                y(p[1]),
                                line.colour())));
            }
            double[] last = line.points().get(line.points().size() - 1);
            boolean level = line.dash().equals(LEVEL);
            boolean end = !level && last[0] > most / 3;
            text(
                    svg,
                    level ? LEFT + 4 : end ? WIDTH - RIGHT : x(last[0]) + 8,
                    y(last[1]) + (level || end ? -7 : 4),
                    end ? "end" : "start",
                    line.colour(),
                    line.name());
        }
    }

    private double x(double count) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log10(count) / Math.log10(most);
    }

    private double y(double value) {
        double bounded = Math.max(lowest, Math.min(highest, value));
        double share = Math.log10(bounded / lowest) / Math.log10(highest / lowest);
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
    }

    private static String number(double value) {
        return value >= 1
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Double.toString(Math.round(value * 100) / 100.0);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
