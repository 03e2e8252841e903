using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>
/// Folds the drawn net in space: every square gets the three coordinates of its corners, hinged on a neighbour's edge and bent away from the
/// viewer by a right angle. Marks are recognised by their shapes.
/// </summary>
internal static class NetSolver
{
    public static int[] Solve(Seen seen)
    {
        Dictionary<string, Vector> outward = Fold(seen.Picture!);
        Assert.Equal(6, outward.Count);
        Assert.Equal(6, outward.Values.Distinct().Count());
        return seen.Text.Contains("напротив", StringComparison.Ordinal) ? Opposite(seen, outward) : Folded(seen, outward);
    }

    private static int[] Opposite(Seen seen, Dictionary<string, Vector> outward)
    {
        string asked = seen.Text[(seen.Text.IndexOf('«', StringComparison.Ordinal) + 1)..seen.Text.IndexOf('»', StringComparison.Ordinal)];
        return seen.Where(option => outward[Assert.Single(Faces(option.Picture!)).Mark] == -outward[asked]);
    }

    /// <summary>Three faces fit when they meet and run round their corner the same way; on the page clockwise is a negative triple product.</summary>
    private static int[] Folded(Seen seen, Dictionary<string, Vector> outward) => seen.Where(option =>
    {
        Face[] clockwise = ClockwiseAround(Faces(option.Picture!));
        Vector[] normals = [.. clockwise.Select(face => outward[face.Mark])];
        return normals[0].Cross(normals[1]).Dot(normals[2]) == -1;
    });

    /// <summary>By the angle of a face's middle around the middle of all; angles grow clockwise as y points down.</summary>
    private static Face[] ClockwiseAround(ImmutableArray<Face> faces)
    {
        Assert.Equal(3, faces.Length);
        (double X, double Y) middle = Seen.Middle([.. faces.Select(face => face.Middle)]);
        return [.. faces.OrderBy(face => Math.Atan2(face.Middle.Y - middle.Y, face.Middle.X - middle.X))];
    }

    /// <summary>Outward direction of each mark; x to the right, y upwards, z to the viewer, who sees the outside of the first square.</summary>
    private static Dictionary<string, Vector> Fold(SvgElement net)
    {
        ImmutableArray<Face> faces = Faces(net);
        double side = Seen.Distance(faces[0].Corners[0], faces[0].Corners[1]);
        Dictionary<string, Vector> outward = [];
        Hinge(faces[0], new Vector(1, 0, 0), new Vector(0, 1, 0));
        return outward;

        // A square is known by where "right" and "up" of the page point in space once it is folded.
        void Hinge(Face face, Vector right, Vector up)
        {
            Vector normal = right.Cross(up);
            if (!outward.TryAdd(face.Mark, normal))
            {
                return;
            }

            foreach (Face other in faces.Where(other => !outward.ContainsKey(other.Mark)))
            {
                int x = (int)Math.Round((other.Middle.X - face.Middle.X) / side * 10);
                int y = (int)Math.Round((other.Middle.Y - face.Middle.Y) / side * 10);
                switch (x, y)
                {
                    case (10, 0):
                        Hinge(other, -normal, up);
                        break;
                    case (-10, 0):
                        Hinge(other, normal, up);
                        break;
                    case (0, -10):
                        Hinge(other, right, -normal);
                        break;
                    case (0, 10):
                        Hinge(other, right, normal);
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private static ImmutableArray<Face> Faces(SvgElement picture) => [.. Seen.All(picture, "g").Select(group => new Face(group))];

    private readonly record struct Vector(int X, int Y, int Z)
    {
        public static Vector operator -(Vector one) => new(-one.X, -one.Y, -one.Z);

        public Vector Cross(Vector other) =>
            new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

        public int Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);
    }

    private sealed class Face
    {
        public Face(SvgElement group)
        {
            Corners = Seen.Points(group.Children[0]);
            Middle = Seen.Middle(Corners);
            Mark = NameOf(group.Children.RemoveAt(0));
        }

        public (double X, double Y)[] Corners { get; }

        public (double X, double Y) Middle { get; }

        public string Mark { get; }

        private string NameOf(ImmutableArray<SvgElement> shapes) => (shapes.Length, shapes[0].Tag) switch
        {
            (4, "polygon") => "четыре точки",
            (2, "line") => IsAlongAnEdge(shapes[0]) && IsAlongAnEdge(shapes[1]) ? "прямой крест" : "косой крест",
            (1, "polygon") when shapes[0].Attributes["fill"] == "none" => "кольцо",
            (1, "polygon") => Seen.Points(shapes[0]).Length == 4 ? "квадрат" : "круг",
            _ => throw new InvalidOperationException("An unknown mark."),
        };

        private bool IsAlongAnEdge(SvgElement line)
        {
            (double x, double y) = (Seen.Value(line, "x2") - Seen.Value(line, "x1"), Seen.Value(line, "y2") - Seen.Value(line, "y1"));
            return IsParallel(Corners[1], Corners[0]) || IsParallel(Corners[2], Corners[1]);

            bool IsParallel((double X, double Y) one, (double X, double Y) other) => Math.Abs((x * (one.Y - other.Y)) - (y * (one.X - other.X)))
                < 0.02 * Math.Sqrt((x * x) + (y * y)) * Seen.Distance(one, other);
        }
    }
}
