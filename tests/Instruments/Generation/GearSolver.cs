using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Finds the wheels in the drawing, which of them touch, and lets the motion spread from the filled one.</summary>
internal static class GearSolver
{
    public static int[] Solve(Seen seen)
    {
        Wheel[] wheels =
        [
            .. Seen.All(seen.Picture!, "polygon").Where(polygon => Seen.Points(polygon).Length > 3).Select(polygon => new Wheel(polygon)),
        ];
        Wheel first = Assert.Single(wheels, wheel => wheel.IsFilled);
        SvgElement dot = Assert.Single(Seen.All(seen.Picture!, "circle"), circle => circle.Attributes["fill"] == "currentColor");
        Wheel last = wheels.MinBy(wheel => Seen.Distance(wheel.Centre, (Seen.Value(dot, "cx"), Seen.Value(dot, "cy"))))!;
        Dictionary<Wheel, double> turns = Spread(wheels, first, IsClockwise(seen.Picture!, first) ? 1 : -1);
        Assert.Equal(wheels.Length, turns.Count);
        return seen.Where(option => Says(option.Text, turns[last], seen));
    }

    /// <summary>Turns of each wheel for one turn of the first, clockwise positive; wheels that touch pass teeth on and turn round.</summary>
    private static Dictionary<Wheel, double> Spread(Wheel[] wheels, Wheel first, double turns)
    {
        Dictionary<Wheel, double> known = new() { [first] = turns };
        Queue<Wheel> waiting = new([first]);
        while (waiting.TryDequeue(out Wheel? wheel))
        {
            foreach (Wheel other in wheels.Where(other => other != wheel && Touch(wheel, other)))
            {
                double passed = -known[wheel] * wheel.Teeth / other.Teeth;
                if (known.TryAdd(other, passed))
                {
                    waiting.Enqueue(other);
                }
                else
                {
                    Assert.Equal(passed, known[other], 9);
                }
            }
        }

        return known;
    }

    /// <summary>Tips reach between the other's teeth but not to its body; wheels that do not touch are clearly apart.</summary>
    private static bool Touch(Wheel one, Wheel other)
    {
        double distance = Seen.Distance(one.Centre, other.Centre);
        bool touch = distance < one.Outer + other.Outer;
        Assert.True(!touch || distance > Math.Max(one.Outer + other.Inner, one.Inner + other.Outer), "Bodies overlap.");
        Assert.True(touch || distance > one.Outer + other.Outer + 5, "Wheels nearly touch.");
        return touch;
    }

    private static bool IsClockwise(SvgElement picture, Wheel wheel)
    {
        (double X, double Y)[] path = Seen.Points(Assert.Single(Seen.All(picture, "polyline")));
        (double X, double Y) head = Seen.Middle(Seen.Points(Assert.Single(
            Seen.All(picture, "polygon"), polygon => Seen.Points(polygon).Length == 3)));
        if (Seen.Distance(path[0], head) < Seen.Distance(path[^1], head))
        {
            Array.Reverse(path);
        }

        Assert.All(path, point => Assert.InRange(Seen.Distance(point, wheel.Centre), 5, wheel.Inner - 4));
        return path.Zip(path.Skip(1), (one, two) => ((one.X - wheel.Centre.X) * (two.Y - wheel.Centre.Y))
            - ((one.Y - wheel.Centre.Y) * (two.X - wheel.Centre.X))).Sum() > 0;
    }

    private static bool Says(string option, double turns, Seen seen)
    {
        bool clockwise = option.Contains("по часовой", StringComparison.OrdinalIgnoreCase);
        if (clockwise != turns > 0)
        {
            return false;
        }

        if (option.StartsWith("Оборотов", StringComparison.Ordinal))
        {
            return Math.Abs((Math.Abs(turns) * seen.NumbersInText[2]) - int.Parse(option.Split(' ', ',')[1], null)) < 1e-9;
        }

        return option.Contains("быстрее", StringComparison.Ordinal) ? Math.Abs(turns) > 1.1 : Math.Abs(turns) < 0.9;
    }

    private sealed class Wheel
    {
        public Wheel(SvgElement polygon)
        {
            (double X, double Y)[] outline = Seen.Points(polygon);
            Centre = Seen.Middle(outline);
            double[] reaches = [.. outline.Select(point => Seen.Distance(point, Centre))];
            (Inner, Outer) = (reaches.Min(), reaches.Max());
            bool[] isTip = [.. reaches.Select(reach => reach > (Inner + Outer) / 2)];
            Teeth = Enumerable.Range(0, isTip.Length).Count(corner => isTip[corner] && !isTip[(corner + 1) % isTip.Length]);
            IsFilled = polygon.Attributes["fill"] == "currentColor";
        }

        public (double X, double Y) Centre { get; }

        public double Inner { get; }

        public double Outer { get; }

        public int Teeth { get; }

        public bool IsFilled { get; }
    }
}
