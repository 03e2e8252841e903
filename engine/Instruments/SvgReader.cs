using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// Reads a picture. What is not on the lists below is refused: no script, style, link, event, text or reference of any kind,
/// so a picture can neither act nor load anything. An image holds its dots itself (<see cref="PngFile"/>).
/// </summary>
internal static partial class SvgReader
{
    internal const int MostElements = 200;
    internal const int Deepest = 8;
    internal const string Image = "image";
    internal const string Dots = "data:image/png;base64,";
    private const int LongestValue = 2_000;
    internal const int LongestDots = (PngFile.MostBytes / 3 * 4) + 64;

    internal static readonly ImmutableArray<string> Tags = ["g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", Image];

    public static SvgElement? Read(JsonPlace place)
    {
        int left = MostElements;
        SvgElement? root = Read(place, depth: 1, ref left);
        if (left < 0)
        {
            place.Fault($"A picture has at most {MostElements} elements.");
            return null;
        }

        return root;
    }

    /// <summary>What an attribute's value must look like, or null for an attribute that no picture has.</summary>
    internal static Regex? PatternOf(string attribute) => attribute switch
    {
        "viewBox" => FourNumbers(),
        "d" => PathData(),
        "points" => Numbers(),
        "transform" => Transform(),
        "fill" or "stroke" => Paint(),
        "fill-rule" => FillRule(),
        "stroke-linecap" => LineCap(),
        "stroke-linejoin" => LineJoin(),
        "stroke-dasharray" => Numbers(),
        "href" => PngData(),
        "cx" or "cy" or "r" or "rx" or "ry" or "x" or "y" or "width" or "height" or "x1" or "y1" or "x2" or "y2" or "stroke-width"
            or "opacity" or "fill-opacity" or "stroke-opacity" => Number(),
        _ => null,
    };

    private static SvgElement? Read(JsonPlace place, int depth, ref int left)
    {
        bool isRoot = depth == 1;
        if (--left < 0 || place.Open(isRoot ? InstrumentShapes.Svg : InstrumentShapes.SvgShape) is not { } fields)
        {
            return null;
        }

        string? tag = ReadTag(fields, isRoot);
        ImmutableSortedDictionary<string, string> attributes = ReadAttributes(fields, isRoot, tag);
        if (tag == Image && !IsImage(place, attributes, fields["children"]))
        {
            return null;
        }

        ImmutableArray<SvgElement>.Builder children = ImmutableArray.CreateBuilder<SvgElement>();
        if (depth == Deepest && fields["children"] is { } tooDeep)
        {
            tooDeep.Fault($"A picture is at most {Deepest} elements deep.");
            return null;
        }

        foreach (JsonPlace entry in fields["children"]?.Elements(0, MostElements) ?? [])
        {
            if (Read(entry, depth + 1, ref left) is { } child)
            {
                children.Add(child);
            }
        }

        return tag is null ? null : new SvgElement(tag, attributes, children.ToImmutable());
    }

    private static bool IsImage(JsonPlace place, ImmutableSortedDictionary<string, string> attributes, JsonPlace? children)
    {
        if (children is not null || !attributes.ContainsKey("width") || !attributes.ContainsKey("height") || !attributes.TryGetValue("href", out string? dots))
        {
            place.Fault($"An image has the attributes href, width and height and nothing within it.");
            return false;
        }

        string written = dots[Dots.Length..];
        (PngFile? png, FormattableString? reason) = PngFile.Read(Convert.FromBase64String(written));
        if (png is null)
        {
            place.Fault($"This picture of dots cannot be shown: {reason!}.");
        }
        else if (Convert.ToBase64String(png.Content.Span) != written)
        {
            place.Fault($"The picture of dots holds more than what draws it.");
        }
        else
        {
            return true;
        }

        return false;
    }

    private static string? ReadTag(JsonFields fields, bool isRoot)
    {
        if (fields["tag"] is not { } place || place.Text() is not { } tag)
        {
            return null;
        }

        if (isRoot ? tag == "svg" : Tags.Contains(tag))
        {
            return tag;
        }

        place.Fault(isRoot ? (FormattableString)$"The outermost element is svg." : $"Expected one of {string.Join(", ", Tags)}.");
        return null;
    }

    private static ImmutableSortedDictionary<string, string> ReadAttributes(JsonFields fields, bool isRoot, string? tag)
    {
        ImmutableSortedDictionary<string, string>.Builder attributes =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        bool framed = false;
        foreach ((string name, JsonPlace place) in fields["attributes"]?.Entries(0, 16) ?? [])
        {
            framed |= name == "viewBox";
            if (PatternOf(name) is not { } pattern || isRoot != (name == "viewBox") || (name == "href" && tag != Image))
            {
                place.Fault(isRoot ? (FormattableString)$"The outermost element has the attribute viewBox only." : $"No picture has this attribute.");
            }
            else if (place.Text() is { } value)
            {
                if (value.Length <= (name == "href" ? LongestDots : LongestValue) && pattern.IsMatch(value))
                {
                    attributes[name] = value;
                }
                else
                {
                    place.Fault($"This is no value for {name}: {Quoted.Of(value)}.");
                }
            }
        }

        if (isRoot && !framed)
        {
            fields["attributes"]?.Fault($"The outermost element needs a viewBox of four numbers.");
        }

        return attributes.ToImmutable();
    }

    [GeneratedRegex(@"^-?[0-9]{1,6}(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?[0-9]{1,6}(\.[0-9]{1,6})?( -?[0-9]{1,6}(\.[0-9]{1,6})?){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FourNumbers();

    [GeneratedRegex(@"^[0-9., -]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^[MmLlHhVvCcSsQqTtAaZz0-9., -]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathData();

    [GeneratedRegex(@"^(translate|rotate|scale)\([0-9., -]+\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Transform();

    [GeneratedRegex(@"^(none|currentColor|#[0-9a-f]{3}|#[0-9a-f]{6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Paint();

    [GeneratedRegex(@"^data:image/png;base64,([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PngData();

    [GeneratedRegex(@"^(nonzero|evenodd)\z", RegexOptions.CultureInvariant)]
    private static partial Regex FillRule();

    [GeneratedRegex(@"^(butt|round|square)\z", RegexOptions.CultureInvariant)]
    private static partial Regex LineCap();

    [GeneratedRegex(@"^(miter|round|bevel)\z", RegexOptions.CultureInvariant)]
    private static partial Regex LineJoin();
}
