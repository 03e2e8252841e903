using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// What is drawn on the faces of a cube. Every mark looks the same after a quarter turn, so that only its place matters, not which way up it is.
/// </summary>
internal sealed record FaceMark(string Name, Func<FacePlane, IEnumerable<SvgElement>> Draw)
{
    private const double Line = 4;

    public static readonly ImmutableArray<FaceMark> All =
    [
        new("круг", plane => [Shapes.Polygon(Ring(plane, 0.26), 1, 0)]),
        new("кольцо", plane => [Shapes.Polygon(Ring(plane, 0.26), 0, Line)]),
        new("квадрат", plane => [Shapes.Polygon([plane.At(0.27, 0.27), plane.At(0.73, 0.27), plane.At(0.73, 0.73), plane.At(0.27, 0.73)], 1, 0)]),
        new("прямой крест", plane =>
        [
            Shapes.Line(plane.At(0.5, 0.2), plane.At(0.5, 0.8), Line), Shapes.Line(plane.At(0.2, 0.5), plane.At(0.8, 0.5), Line),
        ]),
        new("косой крест", plane =>
        [
            Shapes.Line(plane.At(0.26, 0.26), plane.At(0.74, 0.74), Line), Shapes.Line(plane.At(0.26, 0.74), plane.At(0.74, 0.26), Line),
        ]),
        new("четыре точки", plane =>
            from x in new[] { 0.3, 0.7 } from y in new[] { 0.3, 0.7 } select Shapes.Polygon(Ring(plane, 0.09, x, y), 1, 0)),
    ];

    /// <summary>A face with its mark: the outline first.</summary>
    public SvgElement On(FacePlane plane) =>
        Shapes.Group([Shapes.Polygon([plane.At(0, 0), plane.At(1, 0), plane.At(1, 1), plane.At(0, 1)], 0.06, 2.5), .. Draw(plane)]);

    private static IEnumerable<(double X, double Y)> Ring(FacePlane plane, double radius, double x = 0.5, double y = 0.5)
    {
        const int Corners = 20;
        return Enumerable.Range(0, Corners).Select(corner => plane.At(
            x + (radius * Math.Cos(corner * 2 * Math.PI / Corners)), y + (radius * Math.Sin(corner * 2 * Math.PI / Corners))));
    }
}
