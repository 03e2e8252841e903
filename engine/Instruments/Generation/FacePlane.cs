namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Where a face lies in a drawing: one corner and the two edges from it.</summary>
internal sealed record FacePlane((double X, double Y) Corner, (double X, double Y) First, (double X, double Y) Second)
{
    /// <summary>The point of the drawing at shares 0..1 of both edges.</summary>
    public (double X, double Y) At(double first, double second) => (
        Corner.X + (first * First.X) + (second * Second.X), Corner.Y + (first * First.Y) + (second * Second.Y));
}
