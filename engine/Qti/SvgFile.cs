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
    internal const string NotDrawing = "notes and colour profiles of a PNG";

    private const string XmlSpace = "http://www.w3.org/XML/1998/namespace";

    /// <summary>What draws nothing and may be passed over.</summary>
    private static readonly string[] Silent = ["title", "desc", "metadata"];

    private static readonly string[] SilentAttributes = ["id", "class", "version", "role", "focusable", "baseProfile", "shape-rendering", "enable-background"];

    /// <summary>Attributes that are dropped though they draw, and the value that says what is drawn without them.</summary>
    private static readonly ImmutableDictionary<string, string> Dropped = new Dictionary<string, string>
    {
        ["preserveAspectRatio"] = "xMidYMid meet",
        ["stroke-miterlimit"] = "4",
        ["vector-effect"] = "none",
    }.ToImmutableDictionary();

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

    /// <summary>The tree as instrument files have it, or why it is none; and what of the picture was dropped, so that it may look otherwise.</summary>
    public static (JsonObject? Tree, FormattableString? Reason, ImmutableSortedSet<string> Dropped) Read(QtiElement root)
    {
        SortedSet<string> dropped = new(StringComparer.Ordinal);
        (JsonObject? tree, FormattableString? reason) = root.Name == "svg" ? TreeOf(root, dropped) : (null, $"the file is no SVG");
        return (tree, reason, [.. dropped]);
    }

    private static (JsonObject? Tree, FormattableString? Reason) TreeOf(QtiElement root, SortedSet<string> dropped)
    {
        JsonObject frame = [];
        string? box = root["viewBox"] ?? (Length(root["width"]) is { } width && Length(root["height"]) is { } height ? $"0 0 {width} {height}" : null);
        if (box is not null)
        {
            frame["viewBox"] = Spaces().Replace(box.Replace(',', ' '), " ").Trim();
        }

        (JsonArray children, FormattableString? reason) = ChildrenOf(root, dropped);
        JsonObject own = AttributesOf(root, name => name is not ("viewBox" or "width" or "height" or "x" or "y"), dropped);
        if (own.Count > 0)
        {
            // Our outermost element has a frame only; what it says for all shapes, a group says.
            children = [new JsonObject { ["tag"] = "g", ["attributes"] = own, ["children"] = children }];
        }

        JsonObject tree = new() { ["tag"] = "svg", ["attributes"] = frame, ["children"] = children };
        return reason is not null ? (null, reason) : Proven(tree);
    }

    private static (JsonObject? Tree, FormattableString? Reason) Proven(JsonObject tree)
    {
        FaultList faults = new();
        using var document = JsonDocument.Parse(tree.ToJsonString(), new JsonDocumentOptions { MaxDepth = QtiXml.Deepest * 4 });
        SvgElement? read = SvgReader.Read(new JsonPlace(document.RootElement, "$", faults));
        if (faults.Any || read is null)
        {
            InstrumentFault? first = faults.ToImmutable().FirstOrDefault();
            return (null, $"the picture is refused: {first?.Path} {first?.Words}");
        }

        return (tree, null);
    }

    private static (JsonArray Children, FormattableString? Reason) ChildrenOf(QtiElement element, SortedSet<string> dropped)
    {
        JsonArray children = [];
        foreach ((string? text, QtiElement? child) in element.Content)
        {
            if (child is null)
            {
                if (!string.IsNullOrWhiteSpace(text))
                {
                    return (children, $"the picture holds text, which no picture may");
                }

                continue;
            }

            if (child.Namespace is not ("" or QtiNames.Svg))
            {
                dropped.Add($"<{child.Name}> of {child.Namespace}");
                continue;
            }

            if (Silent.Contains(child.Name) || (child.Name == "defs" && !child.Children.Any()))
            {
                continue;
            }

            if (!SvgReader.Tags.Contains(child.Name))
            {
                return (children, $"the picture holds <{child.Name}>, which no picture may");
            }

            (JsonArray below, FormattableString? reason) = ChildrenOf(child, dropped);
            if (reason is not null)
            {
                return (children, reason);
            }

            JsonObject shape = new() { ["tag"] = child.Name };
            if (AttributesOf(child, _ => true, dropped) is { Count: > 0 } attributes)
            {
                shape["attributes"] = attributes;
            }

            if (below.Count > 0)
            {
                shape["children"] = below;
            }

            children.Add(shape);
        }

        return (children, null);
    }

    private static JsonObject AttributesOf(QtiElement element, Func<string, bool> isKept, SortedSet<string> dropped)
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
            else if (space != XmlSpace)
            {
                dropped.Add($"{name} of {space}");
            }
        }

        return attributes;

        void Put(string name, string value)
        {
            if (name == "href" && element.Name == SvgReader.Image && DotPicture.Tidied(value) is { } dots)
            {
                attributes[name] = dots.Reference;
                if (dots.IsLess)
                {
                    dropped.Add(NotDrawing);
                }
            }
            else if (Dropped.TryGetValue(name, out string? usual))
            {
                // Left out are words that say what is drawn anyway.
                if (!usual.StartsWith(Spaces().Replace(value.Trim(), " "), StringComparison.Ordinal))
                {
                    dropped.Add(name);
                }
            }
            else if (isKept(name) && !SilentAttributes.Contains(name) && !name.StartsWith("data-", StringComparison.Ordinal) && !name.StartsWith("aria-", StringComparison.Ordinal))
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
