namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>A toothed wheel: as many teeth as its size allows, turned so that they fit into the wheel before it.</summary>
/// <param name="Centre">Its axle.</param>
/// <param name="Teeth">Number of teeth.</param>
/// <param name="Phase">Direction of one tooth, radians.</param>
internal sealed record Gear((double X, double Y) Centre, int Teeth, double Phase)
{
    /// <summary>Radius of the circle on which wheels touch, per tooth.</summary>
    public const double RadiusPerTooth = 3.2;

    private const double Half = 4;

    public double Radius => Teeth * RadiusPerTooth;

    /// <summary>A wheel that touches this one in the given direction, its gap where this one has a tooth.</summary>
    public Gear Meshed(int teeth, double direction)
    {
        double distance = Radius + (teeth * RadiusPerTooth);
        (double X, double Y) centre = (Centre.X + (distance * Math.Cos(direction)), Centre.Y + (distance * Math.Sin(direction)));
        double beyondTooth = (direction - Phase) * Teeth;
        double phase = direction + Math.PI + ((Math.PI + beyondTooth) / teeth);
        return new Gear(centre, teeth, phase);
    }

    public double DistanceTo(Gear other) => Math.Sqrt(
        ((Centre.X - other.Centre.X) * (Centre.X - other.Centre.X)) + ((Centre.Y - other.Centre.Y) * (Centre.Y - other.Centre.Y)));

    /// <summary>The outline, four corners a tooth.</summary>
    public IEnumerable<(double X, double Y)> Outline()
    {
        double pitch = 2 * Math.PI / Teeth;
        for (int tooth = 0; tooth < Teeth; tooth++)
        {
            double middle = Phase + (tooth * pitch);
            yield return At(Radius - Half, middle - (pitch * 0.3));
            yield return At(Radius + Half - 1, middle - (pitch * 0.14));
            yield return At(Radius + Half - 1, middle + (pitch * 0.14));
            yield return At(Radius - Half, middle + (pitch * 0.3));
        }
    }

    public (double X, double Y) At(double radius, double angle) =>
        (Centre.X + (radius * Math.Cos(angle)), Centre.Y + (radius * Math.Sin(angle)));
}
