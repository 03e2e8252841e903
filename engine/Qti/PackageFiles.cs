using System.IO.Compression;
using Diagnostics.Engine.Roster;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// The files of a package, or one file alone. What an archive unpacks to is counted while it is unpacked, and no name in it or in its files leads out of it.
/// </summary>
internal sealed class PackageFiles
{
    internal const int MostOfPackage = 64 << 20;
    internal const int MostOfFile = 4 << 20;
    internal const int MostOfCompanion = 32 << 20;
    private const int MostEntries = 8_000;
    private const long MostOfAll = 256L << 20;

    private readonly Dictionary<string, Func<int, byte[]>> _files = new(StringComparer.Ordinal);
    private readonly FindingList _findings;
    private long _left = MostOfAll;

    private PackageFiles(FindingList findings) => _findings = findings;

    public IEnumerable<string> Names => _files.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null after a fault.</summary>
    /// <param name="name">What the file is called, where it is no archive.</param>
    public static PackageFiles? Open(Stream package, string name, FindingList findings)
    {
        byte[] buffer = new byte[64 * 1024];
        using MemoryStream copy = new();
        for (int read; (read = package.Read(buffer)) > 0;)
        {
            if (copy.Length + read > MostOfPackage)
            {
                findings.FaultAt("", 0, $"The package has more than {MostOfPackage} bytes.");
                return null;
            }

            copy.Write(buffer.AsSpan(0, read));
        }

        byte[] content = copy.ToArray();
        PackageFiles files = new(findings);
        if (!content.AsSpan().StartsWith("PK"u8))
        {
            files._files[name] = most => content.Length <= most ? content : throw new RosterFileException(RosterFileFault.Large, name);
            return files;
        }

        try
        {
            return files.Enter(BoundedArchive.Open(new MemoryStream(content, writable: false), MostEntries)) ? files : null;
        }
        catch (RosterFileException broken)
        {
            findings.FaultAt("", 0, broken.Kind == RosterFileFault.Large ? (FormattableString)$"The package has more than {MostEntries} files." : $"The package is no readable archive.");
            return null;
        }
    }

    public bool Has(string name) => _files.ContainsKey(name);

    /// <summary>Null where there is no such file, or it is too large, or broken: then the list was told.</summary>
    public byte[]? Read(string name, int most, bool isNeeded)
    {
        FormattableString? reason = null;
        try
        {
            if (_files.TryGetValue(name, out Func<int, byte[]>? read))
            {
                byte[] content = read((int)Math.Min(most, _left));
                _left -= content.Length;
                return content;
            }

            reason = $"The package has no such file.";
        }
        catch (RosterFileException broken)
        {
            reason = broken.Kind == RosterFileFault.Large ? (FormattableString)$"The file, or all of the package, is larger than it may be when unpacked." : $"The file cannot be unpacked.";
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException)
        {
            reason = $"The file cannot be unpacked.";
        }

        if (isNeeded)
        {
            _findings.FaultAt(name, 0, reason);
        }
        else
        {
            _findings.LeftOutAt(name, 0, reason);
        }

        return null;
    }

    /// <summary>Where a reference in a file leads, or null where it leads out of the package or to no place in it.</summary>
    public static string? Resolve(string from, string reference)
    {
        string path = reference.Split('#', '?')[0].Trim();
        try
        {
            path = Uri.UnescapeDataString(path).Replace('\\', '/');
        }
        catch (UriFormatException)
        {
            return null;
        }

        if (path.Length == 0 || path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Any(char.IsControl))
        {
            return null;
        }

        List<string> way = [.. from.Split('/').SkipLast(1)];
        foreach (string step in path.Split('/'))
        {
            if (step == "..")
            {
                if (way.Count == 0)
                {
                    return null;
                }

                way.RemoveAt(way.Count - 1);
            }
            else if (step is not ("" or "."))
            {
                way.Add(step);
            }
        }

        return string.Join('/', way);
    }

    private bool Enter(ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            if (name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                continue;
            }

            if (Resolve("", name.Replace("%", "%25", StringComparison.Ordinal)) != name)
            {
                _findings.FaultAt(name, 0, $"The file's name leads out of the package, or is none.");
                return false;
            }

            string given = entry.FullName;
            if (!_files.TryAdd(name, most => Unpack(archive, given, most)))
            {
                _findings.FaultAt(name, 0, $"The package has two files of this name.");
                return false;
            }
        }

        return true;
    }

    private static byte[] Unpack(ZipArchive archive, string name, int most)
    {
        using Stream part = BoundedArchive.Part(archive, name, most);
        using MemoryStream content = new();
        part.CopyTo(content);
        return content.ToArray();
    }
}
