using System.Collections.Immutable;

namespace Diagnostics.Engine.Qti;

/// <summary>What a package says it holds; where it says nothing, what its files are by their roots.</summary>
internal sealed class PackageManifest
{
    private const int MostResources = 8_000;

    /// <summary>Resources that carry nothing an instrument could hold and nothing an item misses.</summary>
    private static readonly string[] Silent = ["webcontent", "associatedcontent", "resourcemetadata", "controlfile", "qtiusagedata"];

    public required string Identifier { get; init; }

    /// <summary>Empty where it has none.</summary>
    public required string Title { get; init; }

    /// <summary>Files of items, in the order of the manifest.</summary>
    public required ImmutableArray<string> Items { get; init; }

    public required ImmutableArray<string> Tests { get; init; }

    /// <summary>The side file, where there is one.</summary>
    public string? Companion { get; init; }

    public static PackageManifest? Read(PackageFiles files, FindingList findings)
    {
        string[] manifests = [.. files.Names.Where(name => name.Split('/')[^1] == QtiNames.Manifest).OrderBy(name => name.Length)];
        if (manifests.Length == 0)
        {
            return OfRoots(files, findings);
        }

        string place = manifests[0];
        if (files.Read(place, PackageFiles.MostOfFile, isNeeded: true) is not { } content || QtiXml.Read(place, content, findings, isNeeded: true) is not { } root)
        {
            return null;
        }

        if (root.Name != "manifest")
        {
            findings.Fault(place, root, $"The file is no manifest.");
            return null;
        }

        var items = ImmutableArray.CreateBuilder<string>();
        var tests = ImmutableArray.CreateBuilder<string>();
        string? companion = null;
        foreach (QtiElement resource in root.Below("resource").Take(MostResources))
        {
            string type = resource["type"] ?? "";
            string? href = resource["href"] ?? resource.First("file")?["href"];
            if (href is null || PackageFiles.Resolve(place, href) is not { } file)
            {
                findings.LeftOut(place, resource, href is null ? (FormattableString)$"The resource names no file." : $"The reference leads out of the package.");
            }
            else if (IsVersionTwo(type, "item") || type.StartsWith("imsqti_item_xmlv3", StringComparison.Ordinal))
            {
                Add(items, file, resource);
            }
            else if (IsVersionTwo(type, "test") || type.StartsWith("imsqti_test_xmlv3", StringComparison.Ordinal))
            {
                Add(tests, file, resource);
            }
            else if (file.Split('/')[^1] == QtiCompanion.File)
            {
                companion = file;
            }
            else if (type.StartsWith("imsqti_xmlv1", StringComparison.Ordinal))
            {
                findings.LeftOut(place, resource, $"QTI 1.2 is not read; export the package as QTI 2.2 or 3.0.");
            }
            else if (!type.StartsWith("imsqti_section", StringComparison.Ordinal) && !Silent.Contains(type.Split('/')[0]))
            {
                findings.LeftOut(place, resource, $"A resource of the type \"{type}\" has no place in an instrument.");
            }
        }

        return new PackageManifest
        {
            Identifier = root["identifier"] ?? "",
            Title = root.First("metadata")?.Below("title").FirstOrDefault() is { } title ? ItemBody.Tidy(title.Text) : "",
            Items = items.ToImmutable(),
            Tests = tests.ToImmutable(),
            Companion = companion,
        };

        void Add(ImmutableArray<string>.Builder list, string file, QtiElement resource)
        {
            if (list.Contains(file))
            {
                findings.LeftOut(place, resource, $"The file is named by another resource already.");
            }
            else
            {
                list.Add(file);
            }
        }
    }

    private static bool IsVersionTwo(string type, string kind) => type.StartsWith($"imsqti_{kind}_xmlv2", StringComparison.Ordinal);

    private static PackageManifest OfRoots(PackageFiles files, FindingList findings)
    {
        var items = ImmutableArray.CreateBuilder<string>();
        var tests = ImmutableArray.CreateBuilder<string>();
        foreach (string file in files.Names.Where(name => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            if (files.Read(file, PackageFiles.MostOfFile, isNeeded: false) is not { } content || QtiXml.Read(file, content, findings, isNeeded: false) is not { } root)
            {
                continue;
            }

            switch (root.Name)
            {
                case "assessmentItem" or "questestinterop":
                    items.Add(file);
                    break;
                case "assessmentTest":
                    tests.Add(file);
                    break;
                default:
                    findings.LeftOut(file, root, $"The file is neither item nor test.");
                    break;
            }
        }

        return new PackageManifest { Identifier = "", Title = "", Items = items.ToImmutable(), Tests = tests.ToImmutable() };
    }
}
