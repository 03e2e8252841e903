using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>Pictures of a package: SVG becomes shapes, a PNG of bounded size an image among them; everything else is put aside for whoever draws it anew.</summary>
internal sealed class PictureReader(PackageFiles files, FindingList findings)
{
    private const int MostAside = 200;
    private const int MostOfPicture = 2 << 20;

    private static readonly (string Ending, byte[] Signature)[] Rasters =
    [
        ("jpg", [0xFF, 0xD8, 0xFF]),
        ("gif", [0x47, 0x49, 0x46, 0x38]),
    ];

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QtiFile> _aside = new(StringComparer.Ordinal);

    /// <summary>Pictures that no item can hold.</summary>
    public IReadOnlyCollection<QtiFile> Aside => _aside.Values;

    /// <summary>The picture and its words, or why there is none.</summary>
    /// <param name="file">File of the item.</param>
    /// <param name="element">An img, an object or an svg.</param>
    public (JsonObject? Svg, string Words, FormattableString? Reason) Read(string file, QtiElement element)
    {
        string words = WordsOf(element);
        if (element.Name == "svg")
        {
            (JsonObject? drawn, FormattableString? why, ImmutableSortedSet<string> gone) = SvgFile.Read(element);
            Tell(file, element, drawn, gone);
            return (drawn, words, why);
        }

        string reference = element["src"] ?? element["data"] ?? "";
        if (reference.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return (null, words, $"the picture stands in the page itself (data:), which is not read");
        }

        if (reference.Contains("//", StringComparison.Ordinal))
        {
            return (null, words, $"the picture lies on another server, and nothing is fetched");
        }

        if (PackageFiles.Resolve(file, Local(reference)) is not { } place)
        {
            return (null, words, $"the reference leads out of the package");
        }

        if (!files.Has(place))
        {
            return (null, words, $"the package has no file {place}");
        }

        if (files.Read(place, MostOfPicture, isNeeded: false) is not { } content)
        {
            return (null, words, $"{place} cannot be read");
        }

        if (PngFile.IsOne(content))
        {
            return (PngOf(file, element, place, content, out FormattableString? fault), words, fault);
        }

        foreach ((string ending, byte[] signature) in Rasters)
        {
            if (content.AsSpan().StartsWith(signature))
            {
                PutAside(place, ending, content);
                return (null, words, $"{place} is no picture an item holds (SVG, PNG); the file is put aside to be drawn anew");
            }
        }

        if (QtiXml.Read(place, content, findings, isNeeded: false) is not { } root)
        {
            return (null, words, $"{place} is no picture that can be read");
        }

        (JsonObject? tree, FormattableString? reason, ImmutableSortedSet<string> dropped) = SvgFile.Read(root);
        if (_told.Add(place))
        {
            Tell(place, root, tree, dropped);
        }

        return (tree, words, reason is null ? null : (FormattableString)$"the file {place}: {reason}");
    }

    private JsonObject? PngOf(string file, QtiElement element, string place, byte[] content, out FormattableString? fault)
    {
        (PngFile? png, FormattableString? reason) = PngFile.Read(content);
        fault = null;
        if (png is null)
        {
            PutAside(place, "png", content);
            fault = $"{place}: {reason}; the file is put aside to be drawn anew";
            return null;
        }

        JsonObject tree = DotPicture.TreeOf(png);
        if (png.Content.Length < content.Length && _told.Add(place))
        {
            Tell(file, element, tree, [SvgFile.NotDrawing]);
        }

        return tree;
    }

    /// <summary>One finding a picture.</summary>
    private void Tell(string file, QtiElement picture, JsonObject? tree, ImmutableSortedSet<string> dropped)
    {
        if (tree is not null && !dropped.IsEmpty)
        {
            findings.Changed(file, picture, $"The picture may look otherwise, dropped of it: {string.Join(", ", dropped)}.");
        }
    }

    /// <summary>References as one wide-spread system writes them in its exports.</summary>
    private static string Local(string reference) => reference.Replace("$IMS-CC-FILEBASE$/", "", StringComparison.Ordinal);

    private static string WordsOf(QtiElement element)
    {
        string words = element["alt"] ?? element["aria-label"] ?? (element.Name == "svg" ? element.First("title")?.Text : null) ?? (element.Name == "object" ? element.Text : "") ?? "";
        return ItemBody.Tidy(words);
    }

    private void PutAside(string place, string ending, byte[] content)
    {
        if (_aside.Count < MostAside && !_aside.ContainsKey(place))
        {
            string name = QtiIdentifiers.Named(Path.GetFileNameWithoutExtension(place), "picture", 60);
            while (_aside.Values.Any(one => string.Equals(one.Name, $"{name}.{ending}", StringComparison.OrdinalIgnoreCase)))
            {
                name += "_";
            }

            _aside.Add(place, new QtiFile($"{name}.{ending}", content));
        }
    }
}
