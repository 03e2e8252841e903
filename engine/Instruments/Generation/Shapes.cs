using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// The few shapes generated pictures are made of. All ink is the colour of the text around, so a picture is right in every theme; areas are
/// told apart by how dense the ink is.
/// </summary>
internal static class Shapes
{
    private const string Ink = "currentColor";

    public static SvgElement Frame(double width, double height, IEnumerable<SvgElement> children) =>
        Element("svg", children, ("viewBox", $"0 0 {Number(width)} {Number(height)}"));

    public static SvgElement Group(params IEnumerable<SvgElement> children) => Element("g", children);

    /// <param name="points">Corners.</param>
    /// <param name="density">Opacity of the filling, 0 for none, 1 for solid.</param>
    /// <param name="line">Width of the outline, 0 for none.</param>
    public static SvgElement Polygon(IEnumerable<(double X, double Y)> points, double density, double line) =>
        Element("polygon", [], [("points", Points(points)), .. Paint(density, line)]);

    public static SvgElement Polyline(IEnumerable<(double X, double Y)> points, double line) =>
        Element("polyline", [], [("points", Points(points)), .. Paint(0, line)]);

    public static SvgElement Rectangle(double x, double y, double width, double height, double density, double line) => Element(
        "rect", [], [("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), .. Paint(density, line)]);

    public static SvgElement Circle((double X, double Y) centre, double radius, double density, double line) => Element(
        "circle", [], [("cx", Number(centre.X)), ("cy", Number(centre.Y)), ("r", Number(radius)), .. Paint(density, line)]);

    public static SvgElement Line((double X, double Y) from, (double X, double Y) to, double line, double opacity = 1) => Element(
        "line",
        [],
        ("x1", Number(from.X)),
        ("y1", Number(from.Y)),
        ("x2", Number(to.X)),
        ("y2", Number(to.Y)),
        ("stroke", Ink),
        ("stroke-width", Number(line)),
        ("stroke-opacity", Number(opacity)),
        ("stroke-linecap", "round"));

    private static IEnumerable<(string Name, string Value)> Paint(double density, double line)
    {
        yield return ("fill", density > 0 ? Ink : "none");
        if (density is > 0 and < 1)
        {
            yield return ("fill-opacity", Number(density));
        }

        if (line > 0)
        {
            yield return ("stroke", Ink);
            yield return ("stroke-width", Number(line));
            yield return ("stroke-linejoin", "round");
        }
    }

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    /// <summary>Two digits after the point: machines agree on those, whatever their sine does in the last one.</summary>
    private static string Number(double value)
    {
        string text = Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static SvgElement Element(string tag, IEnumerable<SvgElement> children, params IEnumerable<(string Name, string Value)> attributes) =>
        new(tag, attributes.ToImmutableSortedDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), [.. children]);
}
