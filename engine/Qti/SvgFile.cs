using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// An SVG file as the tree of shapes an instrument may hold. Only spelling is changed here; what a picture may be is decided by <see cref="SvgReader"/> alone.
/// </summary>
internal static partial class SvgFile
{
    /// <summary>What draws nothing and may be passed over.</summary>
    private static readonly string[] Silent = ["title", "desc", "metadata"];

    private static readonly string[] SilentAttributes =
        ["id", "class", "version", "role", "focusable", "space", "preserveAspectRatio", "baseProfile", "stroke-miterlimit", "shape-rendering", "vector-effect", "enable-background"];

    private static readonly ImmutableDictionary<string, string> Colours = new Dictionary<string, string>
    {
        ["black"] = "#000000",
        ["white"] = "#ffffff",
        ["red"] = "#ff0000",
        ["green"] = "#008000",
        ["blue"] = "#0000ff",
        ["yellow"] = "#ffff00",
        ["gray"] = "#808080",
        ["grey"] = "#808080",
        ["orange"] = "#ffa500",
        ["currentcolor"] = "currentColor",
        ["transparent"] = "none",
    }.ToImmutableDictionary();

    /// <summary>The tree as instrument files have it, or why it is none.</summary>
    public static (JsonObject? Tree, string Reason) Read(QtiElement root)
    {
        if (root.Name != "svg")
        {
            return (null, "the file is no SVG");
        }

        JsonObject frame = [];
        string? box = root["viewBox"] ?? (Length(root["width"]) is { } width && Length(root["height"]) is { } height ? $"0 0 {width} {height}" : null);
        if (box is not null)
        {
            frame["viewBox"] = Spaces().Replace(box.Replace(',', ' '), " ").Trim();
        }

        (JsonArray children, string reason) = ChildrenOf(root);
        JsonObject own = AttributesOf(root, name => name is not ("viewBox" or "width" or "height" or "x" or "y"));
        if (own.Count > 0)
        {
            // Our outermost element has a frame only; what it says for all shapes, a group says.
            children = [new JsonObject { ["tag"] = "g", ["attributes"] = own, ["children"] = children }];
        }

        JsonObject tree = new() { ["tag"] = "svg", ["attributes"] = frame, ["children"] = children };
        return reason.Length > 0 ? (null, reason) : Proven(tree);
    }

    private static (JsonObject? Tree, string Reason) Proven(JsonObject tree)
    {
        FaultList faults = new();
        using var document = JsonDocument.Parse(tree.ToJsonString(), new JsonDocumentOptions { MaxDepth = QtiXml.Deepest * 4 });
        SvgElement? read = SvgReader.Read(new JsonPlace(document.RootElement, "$", faults));
        if (faults.Any || read is null)
        {
            InstrumentFault? first = faults.ToImmutable().FirstOrDefault();
            return (null, $"the picture is refused: {first?.Path} {first?.Reason}");
        }

        return (tree, "");
    }

    private static (JsonArray Children, string Reason) ChildrenOf(QtiElement element)
    {
        JsonArray children = [];
        foreach ((string? text, QtiElement? child) in element.Content)
        {
            if (child is null)
            {
                if (!string.IsNullOrWhiteSpace(text))
                {
                    return (children, "the picture holds text, which no picture may");
                }

                continue;
            }

            if (Silent.Contains(child.Name) || (child.Name == "defs" && !child.Children.Any()) || child.Namespace is not ("" or QtiNames.Svg))
            {
                continue;
            }

            if (!SvgReader.Tags.Contains(child.Name))
            {
                return (children, $"the picture holds <{child.Name}>, which no picture may");
            }

            (JsonArray below, string reason) = ChildrenOf(child);
            if (reason.Length > 0)
            {
                return (children, reason);
            }

            JsonObject shape = new() { ["tag"] = child.Name };
            if (AttributesOf(child, _ => true) is { Count: > 0 } attributes)
            {
                shape["attributes"] = attributes;
            }

            if (below.Count > 0)
            {
                shape["children"] = below;
            }

            children.Add(shape);
        }

        return (children, "");
    }

    private static JsonObject AttributesOf(QtiElement element, Func<string, bool> isKept)
    {
        JsonObject attributes = [];
        foreach ((string name, string space, string value) in element.Attributes)
        {
            if (name == "style" && space.Length == 0)
            {
                foreach (string rule in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    string[] both = rule.Split(':', 2, StringSplitOptions.TrimEntries);
                    Put(both[0], both.Length == 2 ? both[1] : "");
                }
            }
            else if (space.Length == 0 || name == "href")
            {
                Put(name, value);
            }
        }

        return attributes;

        void Put(string name, string value)
        {
            if (isKept(name) && !SilentAttributes.Contains(name) && !name.StartsWith("data-", StringComparison.Ordinal) && !name.StartsWith("aria-", StringComparison.Ordinal))
            {
                attributes[name] = Spelled(name, value);
            }
        }
    }

    /// <summary>The same value in the one spelling the house has.</summary>
    private static string Spelled(string name, string value)
    {
        string plain = Spaces().Replace(value.Trim(), " ");
        return name switch
        {
            "fill" or "stroke" => Colours.GetValueOrDefault(plain.ToLowerInvariant()) ?? (plain.StartsWith('#') ? plain.ToLowerInvariant() : plain),
            "d" or "points" or "transform" => plain,
            _ => Length(plain) ?? plain,
        };
    }

    /// <summary>A length in pixels as a plain number, or null.</summary>
    private static string? Length(string? value)
    {
        string? number = value?.Trim();
        if (number?.EndsWith("px", StringComparison.Ordinal) == true)
        {
            number = number[..^2];
        }

        return number is not null && Decimal().IsMatch(number) && decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal length)
            ? number.Contains('.', StringComparison.Ordinal) && !number.StartsWith('.') && !number.StartsWith("-.", StringComparison.Ordinal) ? number : length.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^-?[0-9]{0,6}(\.[0-9]{1,6})?\z")]
    private static partial Regex Decimal();
}
